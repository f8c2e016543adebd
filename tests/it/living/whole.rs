//! What must be true of the site whatever is written in `content/`: every link lands, every page is reached, nothing outside
//! is loaded, two builds agree.

use std::collections::BTreeSet;

use super::site::{pages, site, target};
use crate::harness::{Folder, copy, project};

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
