//! What readers come for is on the pages: names, sums and dates of `content/`, quoted here word for word.

use std::collections::BTreeSet;

use super::site::{pages, says, target, words};
use crate::harness::{Folder, copy, project};

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
            "Malaysia’s coastguard",
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
fn the_signed_grants_of_fy2024_add_up_to_the_budget_but_for_what_the_review_sheet_adds() {
    says(
        "years/fy2024.html",
        &[
            "a budget of ¥5,045.132 million",
            "¥45.132 million of the budget is not signed for",
            "¥1.6 billion + ¥1.1 billion + ¥1 billion + ¥1.3 billion = ¥5 billion",
        ],
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
