//! The real briefing: every link lands, every page is reached, nothing outside is loaded, two builds agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use scraper::{Html, Selector};

use crate::harness::{Folder, copy, project};

/// The real site, built once for all tests of this file.
fn site() -> &'static BTreeMap<String, Vec<u8>> {
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
struct Page {
    links: Vec<String>,
    loads: Vec<String>,
    ids: BTreeSet<String>,
    words: String,
}

fn pages() -> &'static BTreeMap<String, Page> {
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
    // A line break parts two words like a blank.
    let words = Html::parse_document(&html.replace("<br>", " ")).root_element().text().collect();
    Page { links: values("a[href]", "href"), loads, ids: unique, words }
}

/// The file and the fragment that a link of a page leads to; none for addresses outside.
fn target(page: &str, link: &str) -> Option<(String, String)> {
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

#[test]
fn every_link_and_anchor_lands() {
    let mut checked = 0;
    for (name, page) in pages() {
        for link in page.links.iter().chain(&page.loads) {
            let Some((file, fragment)) = target(name, link) else { continue };
            assert!(site().contains_key(&file), "{name}: `{link}` leads to no file");
            let anchored = fragment.is_empty() || pages().get(&file).is_some_and(|page| page.ids.contains(&fragment));
            assert!(anchored, "{name}: `{link}` leads to no anchor");
            checked += 1;
        }
    }
    assert!(checked > 20_000, "only {checked} links were found; the reading of pages is broken");
}

#[test]
fn no_page_is_an_orphan() {
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut waiting = vec!["index.html".to_owned()];
    while let Some(name) = waiting.pop() {
        for link in pages().get(&name).map_or(&[][..], |page| &page.links) {
            if let Some((file, _)) = target(&name, link)
                && reached.insert(file.clone())
            {
                waiting.push(file);
            }
        }
    }
    // The page for addresses that do not exist is served by hosts and linked by nobody.
    let orphans: Vec<_> = pages().keys().filter(|name| !reached.contains(*name) && *name != "404.html").collect();
    assert_eq!(orphans, Vec::<&String>::new());
}

#[test]
fn nothing_is_loaded_from_outside_the_site() {
    for (name, page) in pages() {
        for address in &page.loads {
            assert!(target(name, address).is_some(), "{name} loads {address}");
        }
        let html = String::from_utf8_lossy(&site()[name]);
        assert!(!html.contains("style=\""), "{name} has an inline style, which its policy forbids");
        assert!(!html.contains(" onclick="), "{name} has an inline script, which its policy forbids");
    }
    let css = String::from_utf8_lossy(&site()["static/site.css"]);
    for outside in ["url(", "@import", "http:", "https:"] {
        assert!(!css.contains(outside), "the style sheet has {outside}");
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let folder = Folder::new();
    copy(&project().join("content"), &folder.path().join("content"));
    let again = std::process::Command::new(env!("CARGO_BIN_EXE_osa-briefing"))
        .args(["build", "-o", "elsewhere/site"])
        .current_dir(folder.path())
        .env("RAYON_NUM_THREADS", "1")
        .env("TZ", "Asia/Tokyo")
        .env("LANG", "ja_JP.UTF-8")
        .output()
        .expect("the program starts");
    assert!(again.status.success());
    let again = folder.files("elsewhere/site");
    assert_eq!(site().keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (name, bytes) in site() {
        assert!(again[name] == *bytes, "{name} differs between two builds");
    }
}

/// The words of a page, blanks folded.
fn words(name: &str) -> String {
    // Figures and their units are joined by no-break spaces, which count as blanks here.
    let page = pages().get(name).unwrap_or_else(|| panic!("there is no page {name}"));
    page.words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fails unless the page says every phrase.
#[track_caller]
pub(crate) fn says(name: &str, expected: &[&str]) {
    let words = words(name);
    for phrase in expected {
        assert!(words.contains(phrase), "{name} does not say {phrase:?}");
    }
}

#[test]
fn the_country_page_of_malaysia_answers() {
    says(
        "countries/malaysia.html",
        &["Malaysia FY2023", "Malaysia FY2025", "¥400 million", "¥3.1 billion", "16 December 2023", "22 October 2025"],
    );
    says(
        "grants/malaysia-fy2023.html",
        &[
            "Kamikawa Yoko",
            "Mohamad bin Haji Hasan",
            "Kishida Fumio",
            "Anwar bin Ibrahim",
            "22 September 2025",
            "1 October 2025",
            "Malaysia's coastguard",
            "400 million yen",
        ],
    );
    let links = &pages()["countries/malaysia.html"].links;
    assert!(links.iter().any(|link| link == "../disagreements/malaysia-fy2023-end_user.html"), "the coast guard");
}

#[test]
fn the_timeline_runs_from_the_strategy_to_the_last_handover() {
    let words = words("timeline.html");
    let strategy = words.find("16 December 2022 policy").expect("the strategy is there");
    let last = words.rfind("3 July 2026 handover").expect("the last handover is there");
    assert!(strategy < last);
    assert!(words[last..].find(" handover ").is_none_or(|next| next < 20), "a handover follows the last one");
}

#[test]
fn the_signed_grants_of_fy2024_add_up_to_the_budget() {
    says(
        "years/fy2024.html",
        &["they add up to the budget exactly", "¥1.6 billion + ¥1.1 billion + ¥1 billion + ¥1.3 billion = ¥5 billion"],
    );
}

#[test]
fn every_article_is_near_the_home_page_and_names_three_records() {
    let near = |from: &str| -> BTreeSet<String> {
        pages()[from].links.iter().filter_map(|link| target(from, link)).map(|(file, _)| file).collect()
    };
    let first = near("index.html");
    let within_two: BTreeSet<String> = first
        .iter()
        .filter(|name| pages().contains_key(*name))
        .flat_map(|name| near(name))
        .chain(first.clone())
        .collect();
    let articles: Vec<&String> = pages().keys().filter(|name| name.starts_with("articles/")).collect();
    assert!(articles.len() > 15, "the articles are there");
    for name in articles {
        assert!(within_two.contains(name), "{name} is more than two clicks away");
        let records: BTreeSet<_> = near(name)
            .into_iter()
            .filter(|file| {
                let folder = file.split('/').next().unwrap_or_default();
                let lists = ["grants", "countries", "people", "organisations", "disagreements", "equipment", "sources"];
                lists.contains(&folder) && !file.ends_with("index.html")
            })
            .collect();
        assert!(name.as_str() == "articles/index.html" || records.len() >= 3, "{name} names {} records", records.len());
    }
}

#[test]
fn no_article_states_a_sum_without_its_source() {
    let folder = Folder::new();
    copy(&project().join("content"), &folder.path().join("content"));
    let bare = |folder: &Folder| folder.run(&["check", "--format", "json"]).stdout.matches("\"bare-amount\"").count();
    assert_eq!(bare(&folder), 0);
    let article = "---\ntitle: A\nsummary: S\ndate: 2026-01-01\nkind: analysis\n---\n\nIt cost 5 million yen.\n";
    folder.write("content/articles/a-bare-sum.md", article);
    assert_eq!(bare(&folder), 1, "a sum without a source is found");
}
