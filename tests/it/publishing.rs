//! Putting a site in place: which folders are replaced, and that they hold the old or the new site, whole.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use osa_briefing::publish::{PublishFailure, Stage};

use crate::harness::{Folder, Run, files};

const STAGE: &str = ".public.osa-briefing-stage";
const MARKER: &str = ".osa-briefing";

/// The briefing of `init`.
pub(crate) fn example() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init", "."]).status, 0);
    folder
}

/// A briefing whose site was built.
pub(crate) fn built() -> Folder {
    let folder = example();
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder
}

/// What lies directly in a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn refused(message: &str) -> Run {
    Run { status: 3, stdout: String::new(), stderr: format!("error: {message}\n") }
}

/// The identity and the last change of every file.
pub(crate) fn identities(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let identity = |name: &String| {
        let metadata = fs::metadata(folder.join(name)).unwrap();
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    files(folder).keys().map(|name| (name.clone(), identity(name))).collect()
}

pub(crate) fn retitle(folder: &Folder, title: &str) {
    folder.write("content/site.yaml", format!("title: {title}\nas_of: 2026-03-31\n"));
}

// ---------------------------------------------------------------- which folder may be replaced

#[test]
fn an_absent_and_an_empty_folder_are_filled_and_nothing_lies_beside() {
    let folder = example();
    assert_eq!(folder.run(&["build"]).status, 0);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(folder.run(&["build", "-o", "empty"]).status, 0);
    assert_eq!(names(folder.path()), ["content", "empty", "osa-facts.schema.json", "public"]);
    assert_eq!(folder.files("empty"), folder.files("public"));
    assert!(folder.files("public").contains_key(MARKER));
}

#[test]
fn a_page_that_somebody_changed_is_made_again() {
    let folder = built();
    let site = folder.files("public");
    folder.write("public/index.html", "changed");
    assert_eq!(folder.run(&["build"]).status, 0);
    assert_eq!(folder.files("public"), site);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
}

#[test]
fn any_other_folder_is_refused_and_untouched() {
    let folder = example();
    folder.write("mine/notes.txt", "mine");
    folder.write("file", "mine");
    fs::create_dir(folder.path().join("real")).unwrap();
    symlink("real", folder.path().join("link")).unwrap();
    symlink("nowhere", folder.path().join("dangling")).unwrap();
    let before = identities(folder.path());
    let cases = [
        ("mine", "holds `notes.txt`, which osa-briefing did not make"),
        (".", "holds `content/`, `dangling`, `file` and 4 more, which osa-briefing did not make"),
        ("file", "is not a folder"),
        ("link", "is a symbolic link"),
        ("link/", "is a symbolic link"),
        ("dangling", "is a symbolic link"),
        ("/proc", "is a mount point"),
    ];
    for (output, why) in cases {
        let place = folder.path().join(output);
        let place: std::path::PathBuf = place.components().collect();
        let run = folder.run(&["build", "-r", folder.path().to_str().unwrap(), "-o", output]);
        assert_eq!(run, refused(&format!("{} {why}; nothing was written", place.display())), "{output}");
    }
    assert_eq!(identities(folder.path()), before);
    assert_eq!(names(&folder.path().join("real")), Vec::<String>::new());
    assert_eq!(names(folder.path()), ["content", "dangling", "file", "link", "mine", "osa-facts.schema.json", "real"]);
}

#[test]
fn what_stands_in_the_place_of_the_stage_is_not_cleared() {
    let folder = example();
    folder.write("mine/notes.txt", "mine");
    symlink("mine", folder.path().join(STAGE)).unwrap();
    let run = folder.run(&["build", "-r", folder.path().to_str().unwrap()]);
    let stage = folder.path().join(STAGE);
    assert_eq!(run, refused(&format!("{} is in the way; nothing was written", stage.display())));
    assert_eq!(fs::read(folder.path().join("mine/notes.txt")).unwrap(), b"mine");
}

#[test]
fn a_second_build_into_the_same_folder_is_refused_while_the_first_runs() {
    let folder = built();
    fs::create_dir(folder.path().join(STAGE)).unwrap();
    let lock = fs::File::open(folder.path().join(STAGE)).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    retitle(&folder, "Another");
    let before = identities(&folder.path().join("public"));
    let public = folder.path().join("public");
    let refusal = refused(&format!("another build is writing {}", public.display()));
    assert_eq!(folder.run(&["build", "-r", folder.path().to_str().unwrap()]), refusal);
    assert_eq!(identities(&public), before);
    drop(lock);
    assert_eq!(folder.run(&["build"]).status, 0);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
}

// ---------------------------------------------------------------- old or new, nothing between

#[test]
fn a_rebuild_without_change_writes_nothing() {
    let folder = built();
    let before = identities(&folder.path().join("public"));
    let run = folder.run(&["build"]);
    assert!(run.stderr.contains(" · 0 changed · "), "{}", run.stderr);
    assert_eq!(identities(&folder.path().join("public")), before);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
}

#[test]
fn a_rebuild_writes_only_the_files_that_changed() {
    let folder = built();
    let public = folder.path().join("public");
    let (before, old) = (identities(&public), files(&public));
    let article = "content/articles/how-to-read-this.md";
    let text = fs::read_to_string(folder.path().join(article)).unwrap();
    folder.write(article, text.replace("Everything here is invented", "All of this is invented"));
    let run = folder.run(&["build"]);
    let (after, new) = (identities(&public), files(&public));
    let rewritten = after.iter().filter(|(name, identity)| before.get(*name) != Some(identity)).map(|(name, _)| name);
    let changed: Vec<&String> =
        new.iter().filter(|(name, bytes)| old.get(*name) != Some(bytes)).map(|(n, _)| n).collect();
    assert_eq!(rewritten.collect::<Vec<_>>(), changed);
    assert!(changed.contains(&&"articles/how-to-read-this.html".to_owned()) && changed.len() < 6, "{changed:?}");
    assert!(run.stderr.contains(&format!(" · {} changed · ", changed.len())), "{}", run.stderr);
}

#[test]
fn a_failed_build_leaves_the_old_site_and_nothing_beside() {
    let folder = built();
    let before = identities(&folder.path().join("public"));
    let bytes = folder.files("public");
    let sound = fs::read_to_string(folder.path().join("content/site.yaml")).unwrap();
    let heading = "---\ntitle: M\nsummary: S\ndate: 2026-01-01\nkind: about\n---\n## A\n\n#### B\n";
    // What is wrong, and the status it gets: the content, a warning with --strict, a template, a link of a template.
    let cases: [(&str, &str, &[&str], i32); 4] = [
        ("content/site.yaml", "title: Example\nas_of: never\n", &["build"], 1),
        ("content/articles/more.md", heading, &["build", "--strict"], 1),
        ("templates/base.html", "{% if %}", &["build"], 1),
        ("templates/not_found.html", "<a href=\"nowhere.html\">x</a>", &["build"], 1),
    ];
    for (name, text, args, status) in cases {
        folder.write(name, text);
        let run = folder.run(args);
        assert_eq!((run.status, run.stdout.as_str()), (status, ""), "{name}: {}", run.stderr);
        assert!(run.stderr.ends_with("; nothing was written\n"), "{name}: {}", run.stderr);
        assert_eq!(identities(&folder.path().join("public")), before, "{name}");
        assert_eq!(folder.files("public"), bytes, "{name}");
        let hidden: Vec<_> = names(folder.path()).into_iter().filter(|name| name.starts_with('.')).collect();
        assert_eq!(hidden, Vec::<String>::new(), "{name}");
        match name {
            "content/site.yaml" => drop(folder.write(name, &sound)),
            _ => fs::remove_file(folder.path().join(name)).unwrap(),
        }
    }
}

#[test]
fn a_build_that_fails_late_takes_back_the_folders_it_made() {
    let folder = example();
    folder.write("templates/not_found.html", "<a href=\"nowhere.html\">x</a>");
    let run = folder.run(&["build", "-o", "deep/er/public"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "templates"]);
    fs::create_dir(folder.path().join("deep")).unwrap();
    folder.run(&["build", "-o", "deep/er/public"]);
    assert_eq!(names(&folder.path().join("deep")), Vec::<String>::new());
}

#[test]
fn what_an_interrupted_build_left_is_cleared_by_the_next() {
    let folder = built();
    folder.write(&format!("{STAGE}/grants/half.html"), "half");
    folder.write(&format!("{STAGE}/index.html"), "half");
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    folder.write(&format!("{STAGE}/grants/half.html"), "half");
    retitle(&folder, "Another");
    assert_eq!(folder.run(&["build"]).status, 0);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    assert!(!folder.files("public").contains_key("grants/half.html"));
}

// ---------------------------------------------------------------- the stage by itself

fn staged(target: &Path, files: &[(&str, &str)]) -> Stage {
    let stage = Stage::open(target).unwrap();
    for (name, text) in files {
        stage.put(name, text.as_bytes()).unwrap();
    }
    stage
}

#[test]
fn a_file_of_equal_length_and_other_bytes_is_written() {
    let folder = Folder::new();
    let public = folder.path().join("public");
    assert_eq!(staged(&public, &[("a.html", "old"), ("b.html", "same")]).publish().unwrap().changed, 3);
    let before = identities(&public);
    assert_eq!(staged(&public, &[("a.html", "new"), ("b.html", "same")]).publish().unwrap().changed, 1);
    assert_eq!(fs::read(public.join("a.html")).unwrap(), b"new");
    assert_eq!(identities(&public)["b.html"], before["b.html"]);
}

#[test]
fn a_name_put_twice_is_refused_and_the_first_file_stays() {
    let folder = Folder::new();
    let stage = staged(&folder.path().join("public"), &[("a/b.html", "first")]);
    let refusal = stage.put("a/b.html", b"second").unwrap_err();
    assert!(matches!(&refusal, PublishFailure::Twice(name) if name == "a/b.html"), "{refusal:?}");
    assert_eq!(fs::read(folder.path().join(STAGE).join("a/b.html")).unwrap(), b"first");
    stage.discard().unwrap();
}

#[test]
fn a_folder_that_took_the_place_of_the_target_meanwhile_is_refused() {
    let folder = Folder::new();
    let public = folder.path().join("public");
    staged(&public, &[("a.html", "old")]).publish().unwrap();
    let stage = staged(&public, &[("a.html", "new")]);
    fs::remove_dir_all(&public).unwrap();
    folder.write("public/notes.txt", "mine");
    let refusal = stage.publish().unwrap_err();
    let expected =
        format!("{} holds `notes.txt`, which osa-briefing did not make; nothing was written", public.display());
    assert!(matches!(&refusal, PublishFailure::Refused(message) if *message == expected), "{refusal:?}");
    assert_eq!(folder.files("public"), BTreeMap::from([("notes.txt".to_owned(), b"mine".to_vec())]));
    assert_eq!(names(folder.path()), ["public"]);
}

/// Starts a build and kills it after `wait`, if it still runs then.
fn killed_after(folder: &Folder, wait: Duration) {
    let mut build = Command::new(env!("CARGO_BIN_EXE_osa-briefing"));
    let mut child = build.arg("build").current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
}

/// When to kill a run of this length: half of the instants lie over all of it, half over its end, where the swap is.
fn instants(whole: Duration) -> Vec<Duration> {
    const HALF: u32 = 12;
    let over_all = (0..HALF).map(|instant| whole * instant / HALF);
    let at_the_end = (0..HALF).map(|instant| whole * 3 / 4 + whole * instant / HALF / 4);
    over_all.chain(at_the_end).collect()
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site_whole() {
    let folder = example();
    let public = folder.path().join("public");
    let mut sites = Vec::new();
    for title in ["First", "Second"] {
        retitle(&folder, title);
        let started = Instant::now();
        assert_eq!(folder.run(&["build"]).status, 0);
        sites.push((title, files(&public), started.elapsed()));
    }
    let whole = sites[0].2.max(sites[1].2);
    let (mut old, mut new) = (0, 0);
    for (instant, wait) in instants(whole).into_iter().enumerate() {
        let (from, to) = (&sites[1 - instant % 2], &sites[instant % 2]);
        retitle(&folder, to.0);
        killed_after(&folder, wait);
        let found = files(&public);
        assert!(found == from.1 || found == to.1, "neither the old nor the new site after {wait:?} of {whole:?}");
        old += u32::from(found == from.1);
        new += u32::from(found == to.1);
        let run = folder.run(&["build"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(files(&public), to.1);
        assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    }
    assert!(old > 0, "no build was killed in time: {old} old, {new} new");
    for wait in instants(whole) {
        fs::remove_dir_all(&public).unwrap();
        killed_after(&folder, wait);
        let found = files(&public);
        assert!(!public.exists() || found == sites[1].1, "half a site after {wait:?}: {:?}", found.keys());
        assert_eq!(folder.run(&["build"]).status, 0);
        assert_eq!(files(&public), sites[1].1);
        assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    }
}
