//! Random briefings of parts that meet in odd ways: each ends in a site or in messages with places, and no word is lost.
//!
//! `BRIEFINGS=100000 cargo test --release any_briefing` runs so many of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use osa_briefing::diag::Code;
use osa_briefing::load::Drafts;
use osa_briefing::{Options, Report, Strictness};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::harness::files;
use crate::limits::ends_well::judged;

/// Stretches of a line that are sound in every text; `%` is a word of its own in each place.
const ANYWHERE: [&str; 36] = [
    "%",
    "*%*",
    "**% %**",
    "~~%~~",
    "`%`",
    "防衛%",
    "%.",
    "[[ship]]",
    "[[ship.amount]]",
    "[[plane]]",
    "[[ship.stage]]",
    "[[ship.waiting]]",
    "[[ship.equipment-boat]]",
    "[[ship.equipment-boat.quantity]]",
    "[[ship.signatories]]",
    "[[ship.end_user]]",
    "[[land]]",
    "[[land.signed]]",
    "[[sea.grants]]",
    "[[hayashi]]",
    "[[visit]]",
    "[[osa]]",
    "[[second]]",
    "[[fy2024]]",
    "[[fy2024.budget]]",
    "[[fy2025.signed]]",
    "[[programme]]",
    "[[programme.recipients]]",
    "[@notice]",
    "[@notice, p. %]",
    "[@notice; @report, *%*]",
    "[@notice][@report]",
    "{%}",
    "\\[",
    "¥400 million",
    "<https://example.org>",
];

/// Those that are sound in the text of an article.
const IN_ARTICLES: [&str; 20] = [
    "[[ship|%]]",
    "[[ship|*%* `%`]]",
    "[[ship.amount|%]]",
    "[[ship.purpose]]",
    "[[plane.purpose]]",
    "[[land.why]]",
    "[[ship.deliveries-boat]]",
    "[[ship.expected-more]]",
    "[^a]",
    "[^A]",
    "[^b]",
    "[^a][@notice]",
    "[@report][^b]",
    "[^a][^a][^b]",
    "[%](first.md)",
    "[%](second.md#boats \"%\")",
    "[%](#boats)",
    "[%](https://example.org/?a=|)",
    "![%](../media/x.png)",
    "<https://example.org>",
];

/// Those that are mistakes, or are so in most places.
const ODD: [&str; 24] = [
    "[[Ship]]",
    "[[ship|*%* [see](#boats)]]",
    "[[plane.note]]",
    "[[plane.waiting]]",
    "[[draft]]",
    "[%](draft.md)",
    "[[old-ship]]",
    "[@nowhere]",
    "[^c]",
    "[^nowhere]",
    "[%](#boats-1)",
    "[](first.md)",
    "[[land|]]",
    "[[land",
    "land]]",
    "[see @notice]",
    "![%](my file.png)",
    "![](../media/x.png)",
    "|",
    "{#own}",
    "## %",
    "<b>",
    "[@report][sic]",
    "^[%]",
];

fn line(parts: &[&'static str]) -> BoxedStrategy<String> {
    prop::collection::vec(select(parts.to_vec()), 0..5).prop_map(|parts| format!("% {}", parts.join(" "))).boxed()
}

/// A line of a text in the facts, which shows other texts now and then.
fn field() -> BoxedStrategy<String> {
    let all = [&ANYWHERE[..], &IN_ARTICLES, &ODD].concat();
    prop_oneof![1 => line(&all), 2 => line(&[&ANYWHERE[..], &IN_ARTICLES[..8]].concat()), 60 => line(&ANYWHERE)].boxed()
}

/// A line of an article.
fn any_line() -> BoxedStrategy<String> {
    let sound = [&ANYWHERE[..], &IN_ARTICLES].concat();
    prop_oneof![1 => line(&[&sound[..], &ODD].concat()), 60 => line(&sound)].boxed()
}

/// A block of an article.
fn block() -> BoxedStrategy<String> {
    let inner = prop_oneof![
        4 => any_line(),
        3 => (2..5_usize, any_line()).prop_map(|(level, line)| format!("{} {line}", "#".repeat(level))),
        1 => any_line().prop_map(|line| format!("{line} {{#own}}\n%\n---")),
        1 => Just("## Boats".to_owned()),
        2 => prop::collection::vec(any_line(), 2..5).prop_map(|cells| {
            let head = "| a ".repeat(cells.len());
            let rule = "|---".repeat(cells.len());
            format!("{head}|\n{rule}|\n| {} |", cells.join("¦").replace('|', "\\|").replace('¦', " | "))
        }),
        1 => (any_line(), any_line()).prop_map(|(one, two)| format!("{one}\n: {two}")),
        1 => (any_line(), any_line()).prop_map(|(one, two)| format!("{one}\n{two}\\\n%")),
        1 => Just("```\n%\n```".to_owned()),
    ];
    (inner, 0..4_usize)
        .prop_map(|(inner, around)| {
            let with = |first: &str, others: &str| format!("{first}{}", inner.replace('\n', &format!("\n{others}")));
            match around {
                1 => with("> ", "> "),
                2 => with("- ", "  "),
                3 => with("> 1. ", ">    "),
                _ => inner,
            }
        })
        .boxed()
}

/// Footnotes that call each other.
fn footnotes() -> BoxedStrategy<String> {
    let note = |label: &'static str| {
        (any_line(), prop::option::weighted(0.3, block())).prop_map(move |(line, block)| {
            let block = block.map_or(String::new(), |block| format!("\n\n    {}", block.replace('\n', "\n    ")));
            format!("[^{label}]: {line}{block}\n\n")
        })
    };
    (note("a"), note("B"), prop::option::weighted(0.3, note("c")))
        .prop_map(|(a, b, c)| format!("Calls.[^a][^b]\n\n{a}{b}{}", c.unwrap_or_default()))
        .boxed()
}

const FIGURES: [&str; 7] = [
    "chart: budget-by-year",
    "chart: timeline",
    "chart: map\ncaption: '% [[ship.amount]] [@notice, p. %][@report]'",
    "chart: tiles",
    "chart: waiting-times",
    "chart: equipment-matrix",
    "{chart: claims, of: ship.amount}",
];

/// Former ids, now and then one that is taken.
fn former(good: &'static str) -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![20 => Just(Vec::new()), 20 => Just(vec![good]), 1 => Just(vec!["old-ship"]), 1 => Just(vec!["index"])]
}

/// An article: front matter and body.
fn article(name: &'static str) -> impl Strategy<Value = String> {
    let (is_first, is_draft) = (name == "first", name == "draft");
    let former = former("old-article");
    let parts = (
        field(),
        prop::collection::vec(block(), 0..7),
        footnotes(),
        prop::collection::vec(select(&FIGURES[..]), 0..3),
        former,
    );
    parts.prop_map(move |(summary, blocks, footnotes, figures, former)| {
        let former = if is_first { former } else { Vec::new() };
        let mut text =
            format!("---\ntitle: A title\nsummary: {}\ndate: 2026-01-01\nkind: explainer\n", quoted(&summary));
        let _ = writeln!(text, "draft: {is_draft}\nformer_ids: [{}]\n---\n\n## Boats\n", former.join(", "));
        let figures = figures.iter().map(|figure| format!("```figure\n{figure}\n```"));
        for block in blocks.into_iter().chain(figures) {
            let _ = writeln!(text, "{block}\n");
        }
        text + &footnotes
    })
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Whether texts that show each other in a circle are refused; without that they have no end.
fn circles_are_refused() -> bool {
    Code::ALL.iter().any(|code| code.word() == "circular-reference")
}

/// A line that shows no text of a fact.
fn plain(line: &str) -> String {
    let texts =
        ["[[ship.purpose]]", "[[plane.purpose]]", "[[land.why]]", "[[ship.deliveries-boat]]", "[[ship.expected-more]]"];
    texts.into_iter().fold(line.to_owned(), |line, text| line.replace(text, "%"))
}

/// The facts: every field of prose is a line.
fn facts() -> impl Strategy<Value = String> {
    let former = former("old-ship");
    (prop::collection::vec(field(), 14), former).prop_map(|(lines, former)| {
        let lines: Vec<String> = if circles_are_refused() { lines } else { lines.iter().map(|line| plain(line)).collect() };
        let line: Vec<String> = lines.iter().map(|line| quoted(line)).collect();
        format!(
            "\
sources:
  - {{id: notice, title: A notice, publisher: P, kind: official, language: en, note: {0}}}
  - {{id: report, title: 題名, publisher: P, kind: press, language: ja}}
countries:
  - {{id: land, name: Land, iso3: ATA, cite: [notice], why: {1}, tile: [1, 2], marker: [100, 10]}}
  - {{id: sea, name: Sea, iso3: FJI, cite: [report], note: {2}}}
people: [{{id: hayashi, name: Hayashi Rei, note: {3}}}]
organisations: [{{id: navy, name: Navy}}]
grants:
  - id: ship
    title: A ship
    recipient: land
    fiscal_year: 2024
    former_ids: [{former}]
    cite: [notice]
    amount: {{value: 400 million JPY, note: {4}, also_reported: [{{value: 500 million JPY, kind: stage, cite: [report], why: {5}}}]}}
    signed: 2024-06-01
    signatories: [hayashi]
    end_user: navy
    purpose: {6}
    equipment: [{{item: A boat, category: boat, quantity: 2}}]
    deliveries: [{{date: 2025-06, what: {7}, category: boat, quantity: 1, cite: [report]}}]
    expected: [{{what: {8}, id: more, date: 2026-12, cite: [report]}}]
  - {{id: plane, title: A plane, recipient: sea, fiscal_year: 2025, cite: [report], purpose: {9}, note: {10}}}
equipment: [{{id: boat, name: Boat, about: {11}}}]
budgets: [{{id: budget, fiscal_year: 2024, stage: initial, amount: 2 billion JPY, cite: [report]}}]
events: [{{id: visit, date: 2025-01-02, title: A visit, kind: visit, text: {12}, cite: [report]}}]
terms: [{{id: osa, term: OSA, meaning: {13}}}]
disagreements:
  - {{id: who, question: Who decided?, about: [ship], claims: [{{value: One, cite: [notice]}}, {{value: Two, cite: [report]}}],
     we_publish: {0}, why: {1}, status: open}}
changes: [{{id: one, date: 2025-02-03, kind: update, text: {2}, about: [ship]}}]
",
            line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7], line[8], line[9], line[10], line[11],
            line[12], line[13],
            former = former.join(", ")
        )
    })
}

type Files = BTreeMap<&'static str, String>;

/// A briefing: its files, each `%` in them another word.
fn briefing() -> impl Strategy<Value = Files> {
    (facts(), article("first"), article("second"), article("draft")).prop_map(|(facts, first, second, draft)| {
        let mut words = 0;
        let mut numbered = |text: String| {
            let mut pieces = text.split('%');
            let mut out = pieces.next().unwrap_or_default().to_owned();
            for piece in pieces {
                words += 1;
                let _ = write!(out, "word{words}w{piece}");
            }
            out
        };
        [
            ("content/facts.yaml", numbered(facts)),
            ("content/articles/first.md", numbered(first)),
            ("content/articles/second.md", numbered(second)),
            ("content/articles/draft.md", numbered(draft)),
        ]
        .into_iter()
        .collect()
    })
}

/// Every word that is written reaches a page, and no syntax does.
fn is_whole(site: &BTreeMap<String, Vec<u8>>, written: &Files, report: &Report) -> Result<(), String> {
    let mut all = String::new();
    for (name, bytes) in site.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let main = page.split_once("<main").map_or("", |(_, main)| main);
        for syntax in ["[[", "[@", "[^", "![", "id=\"\""] {
            if main.contains(syntax) {
                return Err(format!("`{syntax}` stands in {name}"));
            }
        }
        all.push_str(main);
    }
    if report.warnings.iter().any(|warning| warning.code == Code::UnusedFootnote) {
        return Ok(());
    }
    for (file, text) in written.iter().filter(|(file, _)| !file.contains("draft")) {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with("word")) {
            if !all.contains(word) {
                return Err(format!("`{word}` of {file} is on no page"));
            }
        }
    }
    Ok(())
}

/// Builds a briefing over the site of the one before.
fn ends_well(root: &Path, written: &Files) -> Result<bool, String> {
    for (name, text) in written {
        fs::write(root.join(name), text).unwrap();
    }
    let output = root.join("public");
    let before = files(&output);
    let options = Options { drafts: Drafts::LeaveOut, base_url: None, strictness: Strictness::Lenient };
    let report = judged(|| osa_briefing::build(root, &output, &options))?;
    let after = files(&output);
    let left: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    if left.iter().any(|name| name != "content" && name != "public") {
        return Err(format!("beside the site is left {left:?}"));
    }
    match report {
        Some(report) => is_whole(&after, written, &report).map(|()| true),
        None if before != after => Err("the old site is not as it was".to_owned()),
        None => Ok(false),
    }
}

mod slow {
    use super::*;

    #[test]
    fn any_briefing_of_odd_parts_ends_in_a_site_or_in_messages() {
        let cases = std::env::var("BRIEFINGS").map_or(300, |count| count.parse().unwrap());
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/articles")).unwrap();
        fs::create_dir_all(folder.path().join("content/media")).unwrap();
        fs::write(folder.path().join("content/media/x.png"), "x").unwrap();
        fs::write(folder.path().join("content/site.yaml"), "title: A briefing\nas_of: 2026-07-03\n").unwrap();
        let built = std::cell::Cell::new(0_u32);
        let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
        let ran = TestRunner::new(config).run(&briefing(), |written| {
            let is_built = ends_well(folder.path(), &written).map_err(TestCaseError::fail)?;
            built.set(built.get() + u32::from(is_built));
            Ok(())
        });
        if let Err(found) = ran {
            panic!("{found}");
        }
        // Both ends are tried.
        assert!(built.get() > cases / 3 && built.get() < cases, "{} of {cases} were built", built.get());
    }
}
