//! What is the operator's: files beside ours in the output, its mode and group, the folders that a build reads.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;

use crate::harness::{Folder, Run, files};
use crate::publishing::{built, example, identities, names, refused, retitle};

const MARKER: &str = ".osa-briefing";

fn build(folder: &Folder, command: &str) -> Run {
    folder.run(&[command, "-r", folder.path().to_str().unwrap()])
}

// ---------------------------------------------------------------- files beside ours

#[test]
fn the_marker_lists_every_file_that_was_published() {
    let folder = built();
    let marker = fs::read_to_string(folder.path().join("public").join(MARKER)).unwrap();
    let (about, list) = marker.split_at(marker.match_indices('\n').nth(1).unwrap().0 + 1);
    assert_eq!(
        about,
        "This folder is made by osa-briefing and replaced at every build. Do not edit it.\n\
         These files are replaced or deleted by a build; beside any other it refuses:\n"
    );
    let others: Vec<String> = folder.files("public").into_keys().filter(|name| name != MARKER).collect();
    assert_eq!(list.lines().collect::<Vec<_>>(), others);
}

#[test]
fn what_somebody_put_beside_our_files_is_named_and_stays() {
    // What is put there, and how a refusal names it.
    let cases: [(&[&str], &str); 7] = [
        (&["CNAME"], "`CNAME`"),
        (&[".git/HEAD", ".git/config"], "`.git/`"),
        (&["media/photo.png"], "`media/`"),
        (&["grants/mine.html"], "`grants/mine.html`"),
        (&["grants.html"], "`grants.html`"),
        (&["grant/x"], "`grant/`"),
        (&[".htaccess", "CNAME", "a/b/c", "z.html", "zz.html"], "`.htaccess`, `CNAME`, `a/` and 2 more"),
    ];
    for (put, named) in cases {
        for change in [false, true] {
            let folder = built();
            for name in put {
                folder.write(&format!("public/{name}"), "mine");
            }
            if change {
                retitle(&folder, "Another");
            }
            let (public, before) = (folder.path().join("public"), folder.files("public"));
            let refusal = |done| {
                refused(&format!(
                    "{} holds {named}, which osa-briefing did not make; nothing was {done}",
                    public.display()
                ))
            };
            assert_eq!(build(&folder, "build"), refusal("written"));
            assert_eq!(build(&folder, "clean"), refusal("deleted"));
            assert_eq!(folder.files("public"), before);
            assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
        }
    }
}

#[test]
fn empty_folders_and_links_in_the_place_of_our_files_are_not_ours() {
    let folder = built();
    let public = folder.path().join("public");
    let refusal = |name: &str| {
        let why = format!("{} holds `{name}`, which osa-briefing did not make; nothing was written", public.display());
        refused(&why)
    };
    fs::create_dir(public.join("uploads")).unwrap();
    assert_eq!(build(&folder, "build"), refusal("uploads/"));
    fs::remove_dir(public.join("uploads")).unwrap();
    let mine = folder.write("mine.html", "mine");
    fs::remove_file(public.join("index.html")).unwrap();
    symlink(&mine, public.join("index.html")).unwrap();
    assert_eq!(build(&folder, "build"), refusal("index.html"));
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
}

#[test]
fn a_folder_with_an_old_or_a_foreign_marker_is_refused() {
    let folder = built();
    let public = folder.path().join("public");
    let about = "This folder is made by osa-briefing and replaced at every build. Do not edit it.\n";
    let older = "was made by an older osa-briefing, which listed no files; delete it, or take another";
    let more = names(&public).len() - 3;
    let foreign =
        format!("holds `.osa-briefing`, `404.html`, `articles/` and {more} more, which osa-briefing did not make");
    for (marker, why) in [(about, older), ("", &foreign), ("mine\n", &foreign)] {
        fs::write(public.join(MARKER), marker).unwrap();
        let before = folder.files("public");
        let refusal = |done| refused(&format!("{} {why}; nothing was {done}", public.display()));
        assert_eq!(build(&folder, "build"), refusal("written"), "{marker:?}");
        assert_eq!(build(&folder, "clean"), refusal("deleted"), "{marker:?}");
        assert_eq!(folder.files("public"), before);
    }
}

#[test]
fn clean_deletes_a_folder_that_holds_only_what_was_published() {
    let folder = built();
    assert_eq!(build(&folder, "clean").status, 0);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever lies in the output beside our files is still there after a build and after `clean`.
    #[test]
    fn no_file_of_the_operator_is_ever_deleted(
        mine in prop::collection::btree_set("(grants/|data/|\\.git/|a/b/)?[a-z.]{1,6}", 1..5),
        title in "[A-Z][a-z]{3}",
    ) {
        thread_local!(static SITE: Folder = built());
        SITE.with(|folder| {
            let public = folder.path().join("public");
            let ours = files(&public);
            let is_free = |name: &&String| !public.join(name.as_str()).exists() && !name.split('/').any(|part| matches!(part, "." | ".."));
            let mine: Vec<&String> = mine.iter().filter(is_free).collect();
            // A name may be that of a folder which another one needs.
            let put = |name: &&&String| {
                let path = public.join(name.as_str());
                fs::create_dir_all(path.parent().unwrap()).is_ok() && fs::write(path, "mine").is_ok()
            };
            let mine: Vec<&String> = mine.iter().filter(put).copied().collect();
            retitle(folder, &title);
            for command in ["build", "clean"] {
                let run = folder.run(&[command]);
                prop_assert_eq!(run.status, if mine.is_empty() { 0 } else { 3 }, "{}", run.stderr);
                if mine.is_empty() { break; }
                for name in &mine {
                    prop_assert_eq!(fs::read(public.join(name.as_str())).unwrap(), b"mine", "{}", name);
                }
                let kept = files(&public);
                prop_assert!(ours.iter().all(|(name, bytes)| kept.get(name) == Some(bytes)));
            }
            for name in mine {
                fs::remove_file(public.join(name.as_str())).unwrap();
                let above = Path::new(name.as_str()).ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty());
                above.for_each(|folder| drop(fs::remove_dir(public.join(folder))));
            }
            Ok(())
        })?;
    }
}

// ---------------------------------------------------------------- the folders that a build reads

#[test]
fn an_output_inside_what_a_build_reads_is_refused() {
    let folder = example();
    folder.write("content/media/x.txt", "x");
    folder.write("static/x.txt", "x");
    symlink("content", folder.path().join("link")).unwrap();
    let before = identities(folder.path());
    let cases = [
        ("content/media/site", "lies in `content/`"),
        ("content", "is `content/`"),
        ("content/articles", "lies in `content/`"),
        ("static", "is `static/`"),
        ("static/site", "lies in `static/`"),
        ("templates/a/b", "lies in `templates/`"),
        ("public/../content/media/site", "lies in `content/`"),
        ("./static/../static/./site", "lies in `static/`"),
        ("link/media/site", "lies in `content/`"),
    ];
    for (output, why) in cases {
        let target = folder.path().join(output);
        for output in [output, target.to_str().unwrap()] {
            let run = folder.run(&["build", "-r", folder.path().to_str().unwrap(), "-o", output]);
            let message = format!("{} {why}, from which the site is made; nothing was written", target.display());
            assert_eq!(run, refused(&message), "{output}");
        }
    }
    assert_eq!(identities(folder.path()), before);
    assert_eq!(folder.run(&["build", "-o", "content-site"]).status, 0);
    assert_eq!(folder.run(&["build", "-o", "content/../site"]).status, 0);
}

// ---------------------------------------------------------------- mode and group

fn access(path: &Path) -> (u32, u32) {
    let metadata = fs::symlink_metadata(path).unwrap();
    (metadata.mode() & 0o7777, metadata.gid())
}

/// A group other than the one of new files, if this user may give one.
fn other_group() -> Option<u32> {
    let id = |what| String::from_utf8(Command::new("id").arg(what).output().unwrap().stdout).unwrap();
    if id("-u").trim() == "0" {
        return Some(33);
    }
    let own = id("-g");
    id("-G").split_whitespace().find(|group| *group != own.trim()).map(|group| group.parse().unwrap())
}

fn build_with_umask(folder: &Folder, umask: &str) {
    let program = env!("CARGO_BIN_EXE_osa-briefing");
    let script = format!("umask {umask}; exec {program} build");
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The modes of everything below the output, files and folders apart.
fn modes(public: &Path) -> (Vec<u32>, Vec<u32>) {
    let (mut of_files, mut of_folders) = (Vec::new(), Vec::new());
    for entry in walkdir::WalkDir::new(public).min_depth(1) {
        let entry = entry.unwrap();
        let modes = if entry.file_type().is_dir() { &mut of_folders } else { &mut of_files };
        modes.push(access(entry.path()).0);
    }
    for modes in [&mut of_files, &mut of_folders] {
        modes.sort_unstable();
        modes.dedup();
    }
    (of_files, of_folders)
}

#[test]
fn the_output_keeps_its_mode_and_group_over_builds() {
    let folder = example();
    let public = folder.path().join("public");
    fs::create_dir(&public).unwrap();
    let group = other_group().unwrap_or_else(|| access(&public).1);
    chown(&public, None, Some(group)).unwrap();
    for mode in [0o2750, 0o2775, 0o700, 0o1777, 0o755] {
        fs::set_permissions(&public, fs::Permissions::from_mode(mode)).unwrap();
        for title in ["Same", "Same", "Another"] {
            retitle(&folder, title);
            build_with_umask(&folder, "027");
            assert_eq!(access(&public), (mode, group), "{mode:o} {title}");
        }
    }
}

#[test]
fn in_a_folder_that_hands_on_its_group_every_file_has_it() {
    let folder = built();
    let public = folder.path().join("public");
    let group = other_group().unwrap_or_else(|| access(&public).1);
    chown(&public, None, Some(group)).unwrap();
    fs::set_permissions(&public, fs::Permissions::from_mode(0o2750)).unwrap();
    build_with_umask(&folder, "022");
    for entry in walkdir::WalkDir::new(&public) {
        let entry = entry.unwrap();
        assert_eq!(access(entry.path()).1, group, "{}", entry.path().display());
    }
}

#[test]
fn every_build_gives_all_files_and_folders_the_mode_of_its_umask() {
    let folder = example();
    let public = folder.path().join("public");
    for (umask, file, below) in
        [("077", 0o600, 0o700), ("022", 0o644, 0o755), ("002", 0o664, 0o775), ("027", 0o640, 0o750)]
    {
        build_with_umask(&folder, umask);
        assert_eq!(modes(&public), (vec![file], vec![below]), "{umask}");
        assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    }
    let before = identities(&public);
    build_with_umask(&folder, "027");
    assert_eq!(identities(&public), before, "nothing is written where nothing changed");
}

#[test]
fn a_new_mode_alone_is_no_change_of_the_site() {
    let folder = example();
    build_with_umask(&folder, "077");
    let run = folder.run(&["build"]);
    assert!(run.stderr.contains(" · 0 changed · "), "{}", run.stderr);
}
