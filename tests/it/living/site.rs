//! The site made of `content/`, built once for all tests, and its pages as these tests read them. It expects nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::{Html, Selector};

use crate::harness::{Folder, copy, project};

/// The real site, built once for all tests.
pub(super) fn site() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| {
        let folder = Folder::new();
        copy(&project().join("content"), &folder.path().join("content"));
        let run = folder.run(&["build", "--strict"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        folder.files("public")
    })
}

/// What a page holds of interest.
pub(super) struct Page {
    pub(super) links: Vec<String>,
    pub(super) loads: Vec<String>,
    pub(super) ids: BTreeSet<String>,
    pub(super) words: String,
    /// The lines that lead to entries of the list of changes, blanks folded.
    pub(super) changes: Vec<String>,
}

pub(super) fn pages() -> &'static BTreeMap<String, Page> {
    static PAGES: OnceLock<BTreeMap<String, Page>> = OnceLock::new();
    PAGES.get_or_init(|| {
        let html = site().iter().filter(|(name, _)| name.ends_with(".html"));
        html.map(|(name, bytes)| (name.clone(), read(&String::from_utf8_lossy(bytes)))).collect()
    })
}

fn read(html: &str) -> Page {
    let document = Html::parse_document(html);
    let values = |selector: &str, attribute: &str| -> Vec<String> {
        let selector = Selector::parse(selector).expect("the selector is sound");
        let found = document.select(&selector).filter_map(|element| element.attr(attribute));
        found.map(str::to_owned).collect()
    };
    let ids = values("[id]", "id");
    let unique: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice on a page: {ids:?}");
    let mut loads = values("[src]", "src");
    loads.extend(values("link[rel=stylesheet], link[rel=icon]", "href"));
    loads.extend(values("[srcset]", "srcset"));
    let to_changes = Selector::parse("a[href*='changes.html#']").expect("the selector is sound");
    let changes = document.select(&to_changes).map(|line| fold(&line.text().collect::<String>())).collect();
    // A line break parts two words like a blank.
    let words = Html::parse_document(&html.replace("<br>", " ")).root_element().text().collect();
    Page { links: values("a[href]", "href"), loads, ids: unique, words, changes }
}

/// The file and the fragment that a link of a page leads to; none for addresses outside.
pub(super) fn target(page: &str, link: &str) -> Option<(String, String)> {
    if link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = page.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the site"),
                name => parts.push(name),
            }
        }
    }
    Some((parts.join("/"), fragment.to_owned()))
}

/// The words of a page, blanks folded.
pub(super) fn words(name: &str) -> String {
    // Figures and their units are joined by no-break spaces, which count as blanks here.
    let page = pages().get(name).unwrap_or_else(|| panic!("there is no page {name}"));
    fold(&page.words)
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless the page says every phrase.
#[track_caller]
pub(super) fn says(name: &str, expected: &[&str]) {
    let words = words(name);
    for phrase in expected {
        assert!(words.contains(phrase), "{name} does not say {phrase:?}");
    }
}
