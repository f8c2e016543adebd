//! Limits that take seconds to reach. `tests/run --quick` leaves out every module of this name.

use std::fmt::Write as _;

use super::{ARTICLE, SOURCE, reported, soon};
use crate::harness::Folder;

#[test]
fn a_line_of_a_megabyte_is_cut_where_it_is_shown() {
    let folder = Folder::briefing();
    let many = "and [[a]] ".repeat(100_000);
    folder.write("content/articles/a.md", format!("{ARTICLE}{many}[[nowhere]]\n"));
    let run = folder.run(&["check"]);
    let shown: Vec<&str> = run.stderr.lines().take(2).collect();
    assert_eq!(
        shown,
        ["error[unknown-reference]: nothing has the id `nowhere`", " --> content/articles/a.md:8:1000003"]
    );
    assert!(run.stderr.lines().all(|line| line.chars().count() < 220), "a line is not cut");
    folder.write("content/articles/a.md", format!("{ARTICLE}{}\n", "[[nowhere]] ".repeat(90_000)));
    assert_eq!(soon(&folder), (1, 90_000));
    assert_eq!(folder.run(&["check"]).stderr.matches("error[unknown-reference]").count(), 90_000);
    folder.write("content/articles/a.md", format!("{ARTICLE}Text.\n"));
    folder.write("content/facts.yaml", format!("terms: [{}]\n", "{id: a, colour: red}, ".repeat(45_000)));
    let (status, lines) = soon(&folder);
    assert_eq!(status, 1);
    assert!(lines > 45_000, "{lines}");
}

#[test]
fn deep_nesting_and_alias_bombs_end_in_a_message() {
    let bomb = |link: &str| {
        let levels = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        let mut text = format!("a: &a {link}\n");
        for pair in levels.windows(2) {
            let _ = writeln!(text, "{}: &{} [{}]", pair[1], pair[1], vec![format!("*{}", pair[0]); 10].join(", "));
        }
        text
    };
    let long = "x".repeat(1_000_000);
    let cases = [
        ("[".repeat(100_000), "too-large"),
        ("{a: ".repeat(100_000), "too-large"),
        ("- ".repeat(100_000), "too-large"),
        ("? ".repeat(10_000), "too-large"),
        (bomb("[x, x, x, x, x, x, x, x, x, x]"), "too-large"),
        (format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(5_000)), "too-large"),
        ("- x\n".repeat(3_000_000), "too-large"),
        ("&a [*a]".to_owned(), "yaml-syntax"),
    ];
    for (text, code) in cases {
        let folder = Folder::briefing();
        folder.write("content/facts.yaml", &text);
        let shown: String = text.chars().take(20).collect();
        let reported = reported(&folder);
        assert_eq!(reported.len(), 1, "{shown}: {reported:?}");
        assert!(reported[0].contains(&format!(": error[{code}]: ")), "{shown}: {reported:?}");
    }
}

#[test]
fn deep_markdown_ends_soon() {
    let nested = |open: &str, close: &str, times| format!("{}x{}\n", open.repeat(times), close.repeat(times));
    let cases = [
        nested("> ", "", 20_000),
        nested("- ", "", 20_000),
        nested("*", "*", 50_000),
        nested("[", "]", 50_000),
        nested("![", "](x)", 20_000),
        nested("[[", "]]", 50_000),
        nested("[@", "]", 50_000),
        nested("`", "`", 50_000),
        nested("<", ">", 50_000),
        nested("_**", "**_", 30_000),
        "| a ".repeat(50_000) + "\n" + &"|---".repeat(50_000) + "\n",
        "[^a]".repeat(50_000) + "\n\n[^a]: note\n",
        "# x\n".repeat(20_000),
        "&#x26;".repeat(50_000),
    ];
    for text in cases {
        let folder = Folder::briefing();
        folder.write("content/articles/a.md", format!("{ARTICLE}{text}"));
        let (status, lines) = soon(&folder);
        let shown: String = text.chars().take(20).collect();
        assert!(status == 0 || (status == 1 && lines > 0), "{shown}: {status}");
    }
}

#[test]
fn a_hundred_thousand_records_with_a_mistake_each_are_checked_in_time() {
    let folder = Folder::briefing();
    for file in 0..10 {
        let mut grants = "grants:\n".to_owned();
        for number in 0..10_000 {
            let id = file * 10_000 + number;
            let _ = writeln!(
                grants,
                "  - {{id: g{id}, title: T, recipient: nowhere{id}, fiscal_year: 2023, amount: 1 JPY, cite: [src]}}"
            );
        }
        folder.write(&format!("content/facts/{file}.yaml"), grants);
    }
    folder.write("content/facts.yaml", format!("sources:\n{SOURCE}"));
    assert_eq!(soon(&folder), (1, 100_000));
}

#[test]
fn a_hundred_thousand_sound_records_are_checked_in_time() {
    let folder = Folder::briefing();
    let mut items = String::new();
    for number in 0..50_000 {
        let _ = writeln!(items, "      - {{id: i{number}, item: Boat, category: boats, quantity: 1}}");
    }
    let mut text = format!("sources:\n{SOURCE}equipment:\n  - {{id: boats, name: Boats}}\n");
    text += "countries:\n  - {id: fiji, name: Fiji, iso3: FJI, cite: [src]}\n";
    text += "grants:\n  - id: grant\n    title: T\n    recipient: fiji\n    fiscal_year: 2023\n    cite: [src]\n";
    let _ = writeln!(text, "    equipment:\n{items}");
    folder.write("content/facts.yaml", text);
    let mut terms = "terms:\n".to_owned();
    for number in 0..100_000 {
        let _ = writeln!(terms, "  - {{id: t{number}, term: T, meaning: 'See [[t{number}]].'}}");
    }
    // The site of these is not what is asked for here, only that they are checked: one mistake ends the run before it.
    let _ = writeln!(terms, "  - {{id: last, term: T, meaning: '[[nowhere]]'}}");
    folder.write("content/facts/terms.yaml", terms);
    assert_eq!(soon(&folder), (1, 1));
}
