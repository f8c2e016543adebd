//! The command line: flags, streams, exit statuses and what is said.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::harness::{Folder, Run, run};
use crate::publishing::{built, example, identities, names};

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
fn a_draft_that_names_records_is_checked_and_leaves_no_trace() {
    let folder = example();
    let head = "---\ntitle: D\nsummary: \"S [[exampleland]].\"\ndate: 2026-01-01\nkind: analysis\ndraft: true\n---\n";
    folder.write("content/articles/a-draft.md", format!("{head}See [[exampleland]] and [itself](a-draft.md).\n"));
    for command in [&["build"][..], &["build"], &["check"]] {
        let run = folder.run(command);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    assert!(folder.files("public").iter().all(|(_, page)| !String::from_utf8_lossy(page).contains("a-draft")));
    let beside = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut beside: Vec<_> = beside.collect();
    beside.sort();
    assert_eq!(beside, ["content", "osa-facts.schema.json", "public"]);
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
    let mine = "error: ./mine holds `notes.txt`, which osa-briefing did not make; nothing was deleted\n";
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
    let cases: [&[&str]; 13] = [
        &[],
        &["bild"],
        &["build", "extra"],
        &["build", "--colour"],
        &["build", "-u", "example.org"],
        &["build", "-u", "ftp://example.org/"],
        &["build", "-u", "https://example.org/?a=b"],
        &["build", "-u", "https://example.org/#top"],
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
