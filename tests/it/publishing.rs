//! Putting a site in place: what `build`, `clean` and their like do to folders, and what they say and answer.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Folder, Run, files, run};

const STAGE: &str = ".public.osa-briefing-stage";
const MARKER: &str = ".osa-briefing";

/// The briefing of `init`.
fn example() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init", "."]).status, 0);
    folder
}

/// A briefing whose site was built.
fn built() -> Folder {
    let folder = example();
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder
}

/// What lies directly in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn refused(message: &str) -> Run {
    Run { status: 3, stdout: String::new(), stderr: format!("error: {message}\n") }
}

/// The identity and the last change of every file.
fn identities(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let identity = |name: &String| {
        let metadata = fs::metadata(folder.join(name)).unwrap();
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    files(folder).keys().map(|name| (name.clone(), identity(name))).collect()
}

fn retitle(folder: &Folder, title: &str) {
    folder.write("content/site.yaml", format!("title: {title}\nas_of: 2026-03-31\n"));
}

// ---------------------------------------------------------------- the last line

/// The last line with its number of links and its seconds as `N` and `T`, each held to its form.
fn masked(line: &str) -> String {
    let parts = line.trim_end_matches('\n').split(" · ").map(|part| {
        if let Some(links) = part.strip_suffix(" links ok") {
            assert!(links.replace(',', "").parse::<u32>().unwrap() > 100, "{line}");
            return "N links ok".to_owned();
        }
        let (seconds, target) = part.split_once(" → ").map_or((part, ""), |(seconds, target)| (seconds, target));
        match seconds.strip_suffix(" s").and_then(|number| number.split_once('.')) {
            Some((whole, hundredths)) if hundredths.len() == 2 => {
                assert!(whole.parse::<u32>().is_ok() && hundredths.parse::<u32>().is_ok(), "{line}");
                if target.is_empty() { "T s".to_owned() } else { format!("T s → {target}") }
            }
            _ => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join(" · ")
}

#[test]
fn the_last_line_counts_what_was_made() {
    let folder = example();
    let check = folder.run(&["check"]);
    let build = folder.run(&["build"]);
    let site = folder.files("public");
    let pages = site.keys().filter(|name| name.ends_with(".html")).count();
    let all = site.len();
    let found = "N links ok · 0 errors, 0 warnings · T s";
    assert_eq!((check.status, check.stdout.as_str()), (0, ""));
    assert_eq!(masked(&check.stderr), format!("Checked {pages} pages from 1 article and 16 facts · {found}"));
    assert_eq!((build.status, build.stdout.as_str()), (0, ""));
    assert_eq!(
        masked(&build.stderr),
        format!("Built {pages} pages from 1 article and 16 facts · {all} changed · {found} → public/")
    );
    let again = folder.run(&["build"]);
    assert_eq!(
        masked(&again.stderr),
        format!("Built {pages} pages from 1 article and 16 facts · 0 changed · {found} → public/")
    );
}

#[test]
fn what_is_gone_counts_as_changed() {
    let folder = built();
    folder.write("content/articles/more.md", "---\ntitle: M\nsummary: S\ndate: 2026-01-01\nkind: about\n---\nText\n");
    folder.run(&["build"]);
    fs::remove_file(folder.path().join("content/articles/more.md")).unwrap();
    let before = folder.files("public");
    let run = folder.run(&["build"]);
    let after = folder.files("public");
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = names.iter().filter(|name| before.get(**name) != after.get(**name)).count();
    assert!(before.contains_key("more.html") && !after.contains_key("more.html"));
    assert!(run.stderr.contains(&format!(" · {changed} changed · ")), "{changed}: {}", run.stderr);
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
fn a_folder_that_the_program_made_is_replaced_with_all_that_was_put_there() {
    let folder = built();
    let site = folder.files("public");
    folder.write("public/mine.html", "mine");
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
        ("mine", "holds files that osa-briefing did not make"),
        ("content", "holds files that osa-briefing did not make"),
        (".", "holds files that osa-briefing did not make"),
        ("file", "is not a folder"),
        ("link", "is a symbolic link"),
        ("link/", "is a symbolic link"),
        ("dangling", "is a symbolic link"),
        ("/", "is a mount point"),
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

/// Starts a build and kills it after `wait`, if it still runs then.
fn killed_after(folder: &Folder, wait: Duration) {
    let mut build = Command::new(env!("CARGO_BIN_EXE_osa-briefing"));
    let mut child = build.arg("build").current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site_whole() {
    const INSTANTS: u32 = 24;
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
    for instant in 0..INSTANTS {
        let (from, to) = (&sites[1 - (instant % 2) as usize], &sites[(instant % 2) as usize]);
        retitle(&folder, to.0);
        killed_after(&folder, whole * instant / INSTANTS);
        let found = files(&public);
        assert!(found == from.1 || found == to.1, "neither the old nor the new site at instant {instant}");
        old += u32::from(found == from.1);
        new += u32::from(found == to.1);
        let run = folder.run(&["build"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(files(&public), to.1);
        assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    }
    assert!(old > 0, "no build was killed in time: {old} old, {new} new");
    for instant in 0..INSTANTS {
        fs::remove_dir_all(&public).unwrap();
        killed_after(&folder, whole * instant / INSTANTS);
        let found = files(&public);
        assert!(!public.exists() || found == sites[1].1, "half a site at instant {instant}: {:?}", found.keys());
        assert_eq!(folder.run(&["build"]).status, 0);
        assert_eq!(files(&public), sites[1].1);
        assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "public"]);
    }
}

// ---------------------------------------------------------------- flags

#[test]
fn a_relative_output_lies_below_the_root_wherever_one_stands() {
    let folder = example();
    let elsewhere = Folder::new();
    let root = folder.path().to_str().unwrap();
    for (args, output) in [
        (vec!["-r", root, "build", "-o", "out/site"], folder.path().join("out/site")),
        (vec!["build", "--root", root, "--output-dir", "site"], folder.path().join("site")),
        (vec!["build", "-r", root, "-o", elsewhere.path().join("abs").to_str().unwrap()], elsewhere.path().join("abs")),
    ] {
        let run = run(elsewhere.path(), &args);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(output.join("index.html").is_file(), "{args:?}");
    }
    assert_eq!(names(elsewhere.path()), ["abs"]);
    assert_eq!(names(folder.path()), ["content", "osa-facts.schema.json", "out", "site"]);
    assert_eq!(names(&folder.path().join("out")), ["site"]);
}

/// The addresses of a page that a reader or a browser follows, and its canonical one.
fn addresses(page: &[u8]) -> (Vec<String>, Option<String>) {
    let page = scraper::Html::parse_document(&String::from_utf8_lossy(page));
    let select = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let (link, own) = (select("a, img, script, link:not([rel=canonical])"), select("link[rel=canonical]"));
    let address = |element: scraper::ElementRef| element.attr("href").or(element.attr("src")).map(str::to_owned);
    (page.select(&link).filter_map(address).collect(), page.select(&own).find_map(address))
}

#[test]
fn a_base_address_changes_no_link_but_the_canonical_one() {
    let folder = built();
    let run = folder.run(&["build", "-u", "https://example.org/osa", "-o", "hosted"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (plain, hosted) = (folder.files("public"), folder.files("hosted"));
    // A page that is not found may be shown at any depth, so it is the one that needs whole addresses.
    let pages = plain.iter().filter(|(name, _)| name.ends_with(".html") && *name != "404.html");
    for (name, page) in pages {
        let (links, canonical) = addresses(page);
        let (hosted_links, hosted_canonical) = addresses(&hosted[name]);
        assert_eq!(hosted_links, links, "{name}");
        assert_eq!(canonical, None, "{name}");
        assert_eq!(hosted_canonical, Some(format!("https://example.org/osa/{name}")));
    }
}

#[test]
fn drafts_are_published_only_when_asked_for() {
    let folder = example();
    let draft = "---\ntitle: D\nsummary: S\ndate: 2026-01-01\nkind: analysis\ndraft: true\n---\nText\n";
    folder.write("content/articles/a-draft.md", draft);
    let public = |folder: &Folder| folder.files("public").contains_key("articles/a-draft.html");
    let run = folder.run(&["build"]);
    assert!(run.status == 0 && !public(&folder), "{}", run.stderr);
    assert!(run.stderr.contains(" pages from 1 article and "), "{}", run.stderr);
    let run = folder.run(&["build", "--drafts"]);
    assert!(run.status == 0 && public(&folder), "{}", run.stderr);
    assert!(run.stderr.contains(" pages from 2 articles and "), "{}", run.stderr);
    folder.run(&["build"]);
    assert!(!public(&folder));
}

#[test]
fn json_goes_to_stdout_and_the_rest_to_stderr() {
    let folder = example();
    let run = folder.run(&["build", "--format", "json"]);
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.lines().count()), (0, "[]\n", 1));
    folder.write("content/facts/more.yaml", "terms:\n- {id: A, term: a, meaning: b}\n");
    let run = folder.run(&["build", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let expected = serde_json::json!([{
        "code": "bad-id", "severity": "error", "file": "content/facts/more.yaml", "line": 2, "column": 8,
        "message": "`A` is not an id",
        "hint": "an id is made of words of a-z and 0-9 joined by single hyphens, 80 characters at most",
    }]);
    assert_eq!(found, expected);
    assert_eq!((run.status, run.stderr.as_str()), (1, "1 error, 0 warnings; nothing was written\n"));
}

// ---------------------------------------------------------------- the other commands

#[test]
fn clean_deletes_only_what_the_program_made() {
    let folder = built();
    folder.write("mine/notes.txt", "mine");
    folder.write("file", "mine");
    symlink("public", folder.path().join("link")).unwrap();
    let said = |run: Run| (run.status, run.stdout, run.stderr);
    let mine = "error: ./mine holds files that osa-briefing did not make; nothing was deleted\n";
    assert_eq!(said(folder.run(&["clean", "-o", "mine"])), (3, String::new(), mine.to_owned()));
    let file = "error: ./file is not a folder; nothing was deleted\n";
    assert_eq!(said(folder.run(&["clean", "-o", "file"])), (3, String::new(), file.to_owned()));
    let link = "error: ./link is a symbolic link; nothing was deleted\n";
    assert_eq!(said(folder.run(&["clean", "-o", "link"])), (3, String::new(), link.to_owned()));
    assert!(folder.path().join("public/index.html").is_file());
    assert_eq!(said(folder.run(&["clean"])), (0, String::new(), "Deleted ./public.\n".to_owned()));
    assert_eq!(said(folder.run(&["clean"])), (0, String::new(), "There is no ./public.\n".to_owned()));
    assert_eq!(names(folder.path()), ["content", "file", "link", "mine", "osa-facts.schema.json"]);
}

#[test]
fn bash_accepts_its_completions() {
    let folder = Folder::new();
    let run = folder.run(&["completions", "bash"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let script = folder.write("completions.bash", &run.stdout);
    let checked = Command::new("bash").arg("-n").arg(&script).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let asked = format!(
        "source {}; COMP_WORDS=(osa-briefing sch); COMP_CWORD=1; _osa__briefing osa-briefing sch osa-briefing; \
         echo \"${{COMPREPLY[@]}}\"",
        script.display()
    );
    let answer = Command::new("bash").args(["-c", &asked]).output().unwrap();
    assert_eq!(String::from_utf8(answer.stdout).unwrap(), "schema\n");
}

#[test]
fn the_root_may_be_given_on_either_side() {
    let folder = example();
    let elsewhere = Folder::new();
    let root = folder.path().to_str().unwrap();
    for args in [["-r", root, "check"], ["check", "-r", root], ["check", "--root", root]] {
        let run = elsewhere.run(&args);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn usage_errors_have_their_own_status() {
    let folder = built();
    let before = identities(folder.path());
    let cases: [&[&str]; 11] = [
        &[],
        &["bild"],
        &["build", "extra"],
        &["build", "--colour"],
        &["build", "-u", "example.org"],
        &["build", "-u", "ftp://example.org/"],
        &["build", "--format", "xml"],
        &["build", "-o"],
        &["completions"],
        &["completions", "cmd"],
        &["schema", "extra"],
    ];
    for args in cases {
        let run = folder.run(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty());
    }
    assert_eq!(identities(folder.path()), before);
}

#[test]
fn a_missing_content_folder_is_named() {
    let folder = Folder::new();
    let expected = |path: &str| {
        let why = "No such file or directory (os error 2)";
        Run {
            status: 3,
            stdout: String::new(),
            stderr: format!("error: can not read the content folder {path}: {why}\n"),
        }
    };
    assert_eq!(folder.run(&["build"]), expected("./content"));
    assert_eq!(folder.run(&["check", "-r", "no/such"]), expected("no/such/content"));
    assert_eq!(names(folder.path()), Vec::<String>::new());
    folder.write("content", "a file");
    let run = folder.run(&["build"]);
    let message = "error: can not read the content folder ./content: it is not a folder\n";
    assert_eq!((run.status, run.stderr.as_str()), (3, message));
}
