//! Ten mistakes in ten places of `content/`, by the words that stand there: every one is reported in one run.

use std::fs;
use std::path::Path;

use crate::harness::{Folder, copy, project};

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A place and a code as JSON gives them.
type Place = (String, u64, u64, String);

fn errors(json: &str) -> Vec<Place> {
    let entries: Vec<serde_json::Value> = serde_json::from_str(json).unwrap();
    let text = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap().to_owned();
    let errors = entries.iter().filter(|entry| entry["severity"] == "error");
    let number = |entry: &serde_json::Value, key: &str| entry[key].as_u64().unwrap();
    errors
        .map(|entry| (text(entry, "file"), number(entry, "line"), number(entry, "column"), text(entry, "code")))
        .collect()
}

#[test]
fn ten_mistakes_in_ten_places_are_told_in_one_run() {
    // File, what stands there, what is made of its first occurrence, the part of that which is wrong, the code.
    let mistakes = [
        ("articles/accessibility.md", "[[bangladesh-fy2023|", "[[bangladsh-fy2023|", "bangladsh", "unknown-reference"),
        ("articles/the-money.md", "kind: explainer", "kind: explaner", "explaner", "wrong-type"),
        ("articles/the-money.md", "chart: budget-by-year", "chart: budgets-by-year", "budgets-by", "bad-figure"),
        ("facts.yaml", "value: 600 million JPY", "value: 600 milion JPY", "600 milion", "bad-money"),
        ("facts.yaml", "    recipient: malaysia", "    recipient: malasya", "malasya", "unknown-reference"),
        ("facts/countries.yaml", "iso3: JPN", "iso3: JPM", "JPM", "unknown-country-code"),
        ("facts/events.yaml", "    title: ", "    titel: ", "titel", "unknown-field"),
        ("facts/people.yaml", "organisation: cabinet-japan", "organisation: cabinet-japn", "cabinet-japn", ""),
        ("facts/terms.yaml", "[@", "[@no-", "no-", "unknown-source"),
        ("site.yaml", "- what-osa-is", "- what-osa-iss", "what-osa-iss", "unknown-reference"),
    ];
    let folder = Folder::new();
    copy(&project().join("content"), &folder.path().join("content"));
    let sound = folder.run(&["check", "--format", "json"]);
    assert_eq!((sound.status, errors(&sound.stdout)), (0, Vec::new()));
    for (file, right, wrong, _, _) in mistakes {
        let path = folder.path().join("content").join(file);
        let before = text(&path);
        assert!(before.contains(right), "{file} has no `{right}`");
        fs::write(&path, before.replacen(right, wrong, 1)).unwrap();
    }
    let mut expected: Vec<Place> = mistakes
        .iter()
        .map(|(file, _, wrong, part, code)| {
            let whole = text(&folder.path().join("content").join(file));
            let at = whole.find(wrong).unwrap() + wrong.find(part).unwrap();
            let line = whole[..at].matches('\n').count() + 1;
            let column = whole[..at].rsplit('\n').next().unwrap().chars().count() + 1;
            let code = if code.is_empty() { "unknown-reference" } else { code };
            (format!("content/{file}"), line as u64, column as u64, code.to_owned())
        })
        .collect();
    expected.sort();
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert_eq!(errors(&run.stdout), expected);
}
