//! A small briefing with one of each page kind, and a smaller one in Japanese (`tests/golden-ja`), compared file by file and
//! both ways.
//!
//! `tests/golden/frame.html` is what all pages have around them; `tests/golden/expected/` has of each page what is its
//! own (see `pages`), and whole the pages without a frame and the files that are no pages. Files that are only copied are
//! held against their source. The whole of every page is compared: frame and own lines put together are the page.
//!
//! After a wanted change, write it anew and read the difference before committing it: `UPDATE=1 cargo test golden`.

mod pages;

use std::path::{Path, PathBuf};

use pages::{Apart, put_together, take_apart};

use crate::harness::{Folder, Run, copy, files, project};
use crate::snapshot::Snapshots;

fn golden() -> PathBuf {
    project().join("tests/golden")
}

/// The site of the golden content in a folder of its own.
fn built(golden: &Path) -> (Folder, Run) {
    let folder = Folder::new();
    copy(&golden.join("content"), &folder.path().join("content"));
    let run = folder.run(&["build"]);
    (folder, run)
}

/// The file that a file of the site is a copy of.
fn source(golden: &Path, name: &str) -> Option<PathBuf> {
    if name.starts_with("media/") {
        return Some(golden.join("content").join(name));
    }
    name.starts_with("static/").then(|| project().join(name))
}

/// Holds a site against its golden folder, both ways.
fn compare(golden: &Path) {
    let (folder, run) = built(golden);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let actual = folder.files("public");
    let mut snapshots = Snapshots::below(golden);
    let mut frame = None;
    for (name, bytes) in &actual {
        if let Some(source) = source(golden, name) {
            let expected = std::fs::read(&source).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
            snapshots.same(name, &expected, bytes);
            continue;
        }
        let page = std::str::from_utf8(bytes).ok().filter(|_| name.ends_with(".html"));
        let expected = format!("expected/{name}");
        match page.and_then(|page| Some((page, take_apart(name, page)?))) {
            Some((page, parts)) => {
                snapshots.same(name, page.as_bytes(), put_together(name, &parts).as_bytes());
                snapshots.hold(&expected, parts.own.as_bytes());
                let shared = frame.get_or_insert_with(|| parts.frame.clone());
                snapshots.same(&format!("the frame of {name}"), shared.as_bytes(), parts.frame.as_bytes());
            }
            None => snapshots.hold(&expected, bytes),
        }
    }
    snapshots.hold("frame.html", frame.expect("a site has pages").as_bytes());
    let copied = ["static", "media"].iter().flat_map(|name| {
        let source = if *name == "static" { project() } else { golden.join("content") };
        files(&source.join(name)).into_keys().map(move |file| format!("{name}/{file}"))
    });
    for name in copied {
        assert!(actual.contains_key(&name), "{name} was not copied");
    }
    for name in files(&golden.join("expected")).into_keys() {
        if !actual.contains_key(&name) || source(golden, &name).is_some() {
            snapshots.left_over(&format!("expected/{name}"));
        }
    }
    snapshots.finish();
}

#[test]
fn the_golden_site_is_as_expected() {
    compare(&golden());
}

/// Sums in the language of the site, wherever they stand.
#[test]
fn the_golden_site_in_japanese_is_as_expected() {
    compare(&project().join("tests/golden-ja"));
}

#[test]
fn a_page_is_its_frame_and_what_is_its_own() {
    let page = "<!doctype html>\n<head>\n<meta a>\n<title>A</title>\n<meta b>\n<link rel=\"stylesheet\" href=\"../s.css\">\n\
        <script>{}</script>\n</head>\n<header class=\"masthead\">\n<li><a href=\"index.html\" aria-current=\"true\">L</a></li>\n\
        <li><a href=\"../b/index.html\">B</a></li>\n</header>\n<main id=\"m\">\nWords\n</main>\n\
        <footer><a href=\"mailto:x?s=a/p.html\">R</a></footer>\n";
    let parts = Apart {
        frame: "<!doctype html>\n<head>\n<meta a>\n{{head}}\n<link rel=\"stylesheet\" href=\"{{to s.css}}\">\n{{json-ld}}\n\
            </head>\n<header class=\"masthead\">\n<li><a href=\"{{to a/index.html}}\">L</a></li>\n\
            <li><a href=\"{{to b/index.html}}\">B</a></li>\n</header>\n{{main}}\n\
            <footer><a href=\"mailto:x?s={{page}}\">R</a></footer>\n"
            .to_owned(),
        own: "<title>A</title>\n<meta b>\n<script>{}</script>\n<!-- current: a/index.html -->\n\
            <main id=\"m\">\nWords\n</main>\n"
            .to_owned(),
    };
    assert_eq!(take_apart("a/p.html", page).as_ref(), Some(&parts));
    assert_eq!(put_together("a/p.html", &parts), page);
    assert_eq!(take_apart("404.html", "<head>\n<title>A</title>\n</head>\n<main class=\"m\">\n</main>\n"), None);
}

#[test]
fn the_golden_site_has_one_of_each_page_kind() {
    let expected = files(&golden().join("expected"));
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
    let (folder, _) = built(&golden());
    assert!(!folder.files("public").contains_key("articles/not-yet.html"));
    assert_eq!(folder.run(&["build", "--drafts"]).status, 0);
    assert!(folder.files("public").contains_key("articles/not-yet.html"));
}
