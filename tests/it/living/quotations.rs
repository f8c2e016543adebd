//! The words that the record quotes from the five texts it began with, as they stand there. The texts themselves are not
//! ours to publish, so the phrases are listed here: each was found in its text, in the paragraph named, by a script.
//!
//! Whoever quotes another phrase of one of the five looks it up in the text, to the letter, and adds it.

use std::collections::BTreeSet;
use std::fs;

use serde_yaml::Value;

use crate::harness::project;

/// Source, place and words.
const FOUND: [(&str, &str, &str); 31] = [
    ("analysis-2023-11-malaysia-strategy", "para. 2", "$4 million"),
    ("analysis-2023-11-malaysia-strategy", "para. 5", "2 billion yen"),
    ("analysis-2023-11-malaysia-strategy", "para. 2", "Beyond his outreach to Malaysia, he visited the Philippines"),
    ("analysis-2023-11-malaysia-strategy", "para. 5", "a quarter of this fiscal year’s 2 billion yen OSA budget"),
    ("analysis-2023-11-malaysia-strategy", "para. 1", "two-day visit to Malaysia"),
    ("analysis-2023-11-malaysia-strategy", "para. 1", "with China in mind"),
    ("atlas-2023-11-military-partners", "para. 8", "China’s growing military prowess"),
    ("atlas-2023-11-military-partners", "para. 12", "Malaysia, along with other nations"),
    ("atlas-2023-11-military-partners", "para. 6", "three-day diplomatic excursion to Southeast Asia"),
    ("mofa-2023-12-16-malaysia-osa", "para. 5", "400 million yen"),
    ("mofa-2023-12-16-malaysia-osa", "para. 8", "Malaysian Armed Forces"),
    ("mofa-2023-12-16-malaysia-osa", "", "Official Security Assistance (OSA)"),
    ("mofa-2023-12-16-malaysia-osa", "para. 5", "Tokyo"),
    ("mofa-2023-12-16-malaysia-osa", "para. 8", "e.g. rescue boat"),
    ("mofa-2023-12-16-malaysia-osa", "", "important sea lanes"),
    ("mofa-2023-12-16-malaysia-osa", "para. 5", "in the presence of Mr. KISHIDA Fumio"),
    ("mofa-2023-12-16-malaysia-osa", "para. 5", "signed and exchanged notes for 400 million yen"),
    ("tass-relay-2023-12-malaysia", "para. 2", "400 million yen, roughly 2.8 million dollars"),
    ("tass-relay-2023-12-malaysia", "para. 3", "Malaysia’s coastguard"),
    ("tass-relay-2023-12-malaysia", "para. 3", "a focus on rescue boats"),
    ("tass-relay-2023-12-malaysia", "para. 4", "about a 13.2 percent bump"),
    ("tass-relay-2023-12-malaysia", "para. 2", "roughly 2.8 million dollars"),
    ("tass-relay-2023-12-malaysia", "para. 4", "the United Kingdom and Italy"),
    ("tass-relay-2023-12-malaysia", "para. 5", "ties between the Russian Federation and China"),
    ("trt-reuters-2023-12-16", "para. 5", "$2.8 million"),
    ("trt-reuters-2023-12-16", "para. 5", "400 million yen ($2.8 million)"),
    ("trt-reuters-2023-12-16", "para. 8", "The Permanent Court of Arbitration in 2016"),
    ("trt-reuters-2023-12-16", "para. 5", "an increasingly assertive China"),
    ("trt-reuters-2023-12-16", "para. 8", "the Philippines, Vietnam, Indonesia, Malaysia and Brunei"),
    ("trt-reuters-2023-12-16", "para. 12", "three-day summit through Sunday"),
    ("trt-reuters-2023-12-16", "para. 13", "which also include Cambodia, Singapore, Thailand, Laos and Timor-Leste"),
];

/// Every quotation with a source of its own in a tree of YAML: source, place, words.
fn quotations(value: &Value, found: &mut BTreeSet<(String, String, String)>) {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    match value {
        Value::Mapping(fields) => {
            if value.get("source").is_some() && value.get("says").is_some() {
                found.insert((text(value, "source"), text(value, "at"), text(value, "says")));
            }
            // A claim may quote for the sources it names.
            if let (Some(_), Some(cites)) = (value.get("says"), value.get("cite").and_then(Value::as_sequence)) {
                let source = |cite: &Value| cite.as_str().map_or_else(|| text(cite, "source"), str::to_owned);
                found.extend(cites.iter().map(|cite| (source(cite), text(cite, "at"), text(value, "says"))));
            }
            fields.values().for_each(|field| quotations(field, found));
        }
        Value::Sequence(items) => items.iter().for_each(|item| quotations(item, found)),
        _ => {}
    }
}

#[test]
fn what_is_quoted_from_the_five_texts_stands_in_them() {
    let content = project().join("content");
    let facts = fs::read_dir(content.join("facts")).expect("the folder of facts is there");
    let mut files: Vec<_> = facts.map(|entry| entry.expect("the folder can be read").path()).collect();
    files.push(content.join("facts.yaml"));
    let mut quoted = BTreeSet::new();
    for file in files {
        let yaml = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let tree: Value = serde_yaml::from_str(&yaml).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        quotations(&tree, &mut quoted);
    }
    let owned = |(source, at, says): (&str, &str, &str)| (source.to_owned(), at.to_owned(), says.to_owned());
    let expected: BTreeSet<_> = FOUND.map(owned).into();
    let texts: BTreeSet<&str> = FOUND.iter().map(|(source, ..)| *source).collect();
    assert_eq!(texts.len(), 5);
    quoted.retain(|(source, ..)| texts.contains(source.as_str()));
    assert_eq!(quoted, expected);
}
