//! A small briefing with one of each page kind, compared file by file and both ways.
//!
//! After a wanted change, write it anew and read the difference before committing it:
//! `cargo run -- build -r tests/golden -o expected`.

use crate::harness::{Folder, Run, copy, files, project};

/// The site of the golden content in a folder of its own.
fn built() -> (Folder, Run) {
    let folder = Folder::new();
    copy(&project().join("tests/golden/content"), &folder.path().join("content"));
    let run = folder.run(&["build"]);
    (folder, run)
}

#[test]
fn the_golden_site_is_as_expected() {
    let (folder, run) = built();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let expected = files(&project().join("tests/golden/expected"));
    let actual = folder.files("public");
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&actual), names(&expected), "the files themselves");
    for (name, bytes) in &expected {
        let (expected, actual) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&actual[name]));
        let differing = expected.lines().zip(actual.lines()).enumerate().find(|(_, (a, b))| a != b);
        if let Some((line, (expected, actual))) = differing {
            panic!("{name}:{}\n  expected: {expected}\n  actual:   {actual}", line + 1);
        }
        assert_eq!(expected.len(), actual.len(), "{name} has another length");
    }
}

#[test]
fn the_golden_site_has_one_of_each_page_kind() {
    let expected = files(&project().join("tests/golden/expected"));
    let templates = files(&project().join("templates"));
    // Each template is named after its page kind; the surroundings and the components are none.
    let kinds = [
        ("article", "articles/how-it-works.html"),
        ("articles", "articles/index.html"),
        ("changes", "changes.html"),
        ("country", "countries/malaysia.html"),
        ("data", "data/index.html"),
        ("disagreement", "disagreements/malaysia-fy2023-amount.html"),
        ("equipment", "equipment/boat.html"),
        ("glossary", "glossary.html"),
        ("grant", "grants/malaysia-fy2023.html"),
        ("home", "index.html"),
        ("list", "people/index.html"),
        ("not_found", "404.html"),
        ("organisation", "organisations/test-navy.html"),
        ("person", "people/hayashi-rei.html"),
        ("redirect", "grants/malaysia-2023.html"),
        ("search", "search.html"),
        ("source", "sources/ministry-notice.html"),
        ("timeline", "timeline.html"),
        ("year", "years/fy2023.html"),
    ];
    let named: Vec<String> = kinds.iter().map(|(kind, _)| format!("{kind}.html")).collect();
    let parts = ["base.html", "components.html"];
    let is_part = |name: &String| parts.contains(&name.as_str()) || name.starts_with("components/");
    let of_kinds: Vec<_> = templates.keys().filter(|name| !is_part(name)).cloned().collect();
    assert_eq!(of_kinds, named);
    for (kind, page) in kinds {
        assert!(expected.contains_key(page), "no page of the kind {kind}: {page}");
    }
}

#[test]
fn drafts_are_published_only_when_asked_for() {
    let (folder, _) = built();
    assert!(!folder.files("public").contains_key("articles/not-yet.html"));
    assert_eq!(folder.run(&["build", "--drafts"]).status, 0);
    assert!(folder.files("public").contains_key("articles/not-yet.html"));
}
