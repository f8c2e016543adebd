//! The words of YAML against those of the library that says its places: for every file of the real content and for
//! generated values, the same. Neither library stands alone.

use std::collections::BTreeMap;
use std::fs;

use osa_briefing::diag::{Diagnostics, LineIndex};
use osa_briefing::load::yaml::{self, Node, Value};
use osa_briefing::model::FileId;
use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::harness::{files, project};

/// A value with every scalar as text, mappings in the order of the file.
#[derive(Clone, Debug, PartialEq)]
enum Plain {
    Null,
    Text(String),
    List(Vec<Plain>),
    Map(Vec<(Plain, Plain)>),
}

fn ours(node: &Node) -> Plain {
    match &node.value {
        Value::Null => Plain::Null,
        Value::Scalar(scalar) => Plain::Text(scalar.text.clone()),
        Value::List(items) => Plain::List(items.iter().map(ours).collect()),
        Value::Map(entries) => Plain::Map(entries.iter().map(|(key, value)| (ours(key), ours(value))).collect()),
    }
}

/// The value of a text with the words of the library that says the places; ours come from the other one.
struct Other<'t> {
    events: saphyr_parser::Parser<'t, saphyr_parser::StrInput<'t>>,
    anchors: BTreeMap<usize, Plain>,
}

impl Other<'_> {
    fn event(&mut self) -> Event<'_> {
        self.events.next_event().expect("an event").expect("valid YAML").0
    }

    /// The next value; none at the end of a list or mapping.
    fn value(&mut self) -> Option<Plain> {
        let (value, anchor) = match self.event() {
            Event::Scalar(text, style, anchor, _) => {
                let is_null = style == ScalarStyle::Plain && ["", "~", "null", "Null", "NULL"].contains(&&*text);
                (if is_null { Plain::Null } else { Plain::Text(text.into_owned()) }, anchor)
            }
            Event::Alias(anchor) => return self.anchors.get(&anchor).cloned(),
            Event::SequenceStart(anchor, _) => (Plain::List(std::iter::from_fn(|| self.value()).collect()), anchor),
            Event::MappingStart(anchor, _) => {
                let entry = || self.value().map(|key| (key, self.value().expect("the value of a key")));
                (Plain::Map(std::iter::from_fn(entry).collect()), anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => return None,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => return self.value(),
            Event::DocumentEnd | Event::StreamEnd => return Some(Plain::Null),
        };
        self.anchors.insert(anchor, value.clone());
        Some(value)
    }
}

fn read(text: &str) -> Plain {
    let mut diagnostics = Diagnostics::default();
    let node = yaml::parse(&LineIndex::of(text), FileId(0), 0, &mut diagnostics);
    assert_eq!(diagnostics, Diagnostics::default(), "{text}");
    ours(&node.unwrap())
}

fn compare(text: &str) {
    let mut other = Other { events: Parser::new_from_str(text), anchors: BTreeMap::new() };
    assert_eq!(read(text), other.value().expect("a value"), "{text}");
}

#[test]
fn every_file_of_the_real_content_has_the_same_values() {
    let mut compared = 0;
    for (name, bytes) in files(&project().join("content")) {
        let text = String::from_utf8(bytes).unwrap();
        if name.ends_with(".yaml") {
            compare(&text);
            compared += 1;
        } else if name.ends_with(".md") {
            compare(text.split("---\n").nth(1).unwrap());
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn every_way_to_write_a_text_gives_the_same() {
    let folded = "a: >-\n  one\n  two\n\n  three\nb: |\n  lit\n   eral\nc: >+\n  kept\n\nd: |2-\n   in\n";
    let quoted = "a: 'it''s'\nb: \"tab\\t \\u3042 \\\n  joined\"\nc: plain over\n  two lines\nd: ''\ne: \"\"\n";
    let flow = "{a: [1x, {b: c}, 'd'], \"e\": f, g: }\n";
    let nulls = "a:\nb: ~\nc: null\nd: Null\ne: 'null'\n";
    let aliases = "a: &x {k: v}\nb: *x\nc: &y text\nd: [*y, *x]\n";
    for text in [folded, quoted, flow, nulls, aliases] {
        compare(text);
    }
}

/// Text as it may be written in double quotes.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn written() -> impl Strategy<Value = Plain> {
    let text = "[a-z日本語 :#'\"\\\\{}\\[\\],&*!|>%@`~-]{0,12}".prop_map(Plain::Text);
    text.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Plain::List),
            prop::collection::vec(inner, 0..4).prop_map(|values| {
                let keyed = values.into_iter().enumerate();
                Plain::Map(keyed.map(|(index, value)| (Plain::Text(format!("k{index}")), value)).collect())
            }),
        ]
    })
}

/// Writes a value as an editor would: blocks with indentation, texts in quotes.
fn write(value: &Plain, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Plain::Null => out.push_str(" ~\n"),
        Plain::Text(text) => out.extend([" ", &quoted(text), "\n"]),
        Plain::List(items) if items.is_empty() => out.push_str(" []\n"),
        Plain::Map(entries) if entries.is_empty() => out.push_str(" {}\n"),
        Plain::List(items) => {
            out.push('\n');
            for item in items {
                out.extend([&pad, "-"]);
                write(item, indent + 2, out);
            }
        }
        Plain::Map(entries) => {
            out.push('\n');
            for (key, value) in entries {
                let Plain::Text(key) = key else { continue };
                out.extend([&pad, key.as_str(), ":"]);
                write(value, indent + 2, out);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_by_both(value in written()) {
        let mut text = "root:".to_owned();
        write(&value, 2, &mut text);
        compare(&text);
        prop_assert_eq!(read(&text), Plain::Map(vec![(Plain::Text("root".to_owned()), value)]));
    }
}

#[test]
fn a_tab_after_a_colon_is_a_blank_like_any_other() {
    let text = "a:\tone\nb: \t two\nc:\t\n  d:\t'x:\ty'\ne: {f:\tg}\n";
    let word = |text: &str| Plain::Text(text.to_owned());
    let inner = |key, value| Plain::Map(vec![(word(key), word(value))]);
    let entries = [("a", word("one")), ("b", word("two")), ("c", inner("d", "x:\ty")), ("e", inner("f", "g"))];
    assert_eq!(read(text), Plain::Map(entries.map(|(key, value)| (word(key), value)).to_vec()));
}

#[test]
fn odd_blanks_count_as_blanks_in_values() {
    for blank in ["\u{a0}", "\u{3000}", "\u{202f}", "\u{2009}", " "] {
        let folder = crate::harness::Folder::briefing();
        folder.write(
            "content/facts.yaml",
            format!(
                "grants:\n  - id: boats{blank}\n    title: Boats\n    recipient: land{blank}\n    fiscal_year: 2025{blank}\n    \
                 cite: [notice{blank}]\n    amount: 1.2{blank}billion{blank}{blank}JPY{blank}\n    signed: 2025-11-20{blank}\n\
                 countries:\n  - {{id: land, name: Land, iso3: ATA{blank}, cite: [notice]}}\n\
                 sources:\n  - {{id: notice, title: N, publisher: M, kind: official{blank}, language: en{blank}}}\n"
            ),
        );
        let run = folder.run(&["check"]);
        assert!(run.status == 0 && run.stderr.contains(" 0 errors, 0 warnings "), "{blank:?}: {}", run.stderr);
    }
}

#[test]
fn numbers_stay_as_they_were_written() {
    let text = "[007, 1.50, 0x10, 1e3, 2023-12-16, yes, 1_000]";
    let written = ["007", "1.50", "0x10", "1e3", "2023-12-16", "yes", "1_000"];
    assert_eq!(read(text), Plain::List(written.iter().map(|word| Plain::Text((*word).to_owned())).collect()));
    compare(text);
}

#[test]
fn the_fuzz_target_has_its_own_workspace() {
    let manifest = fs::read_to_string(project().join("tests/fuzz/Cargo.toml")).unwrap();
    assert!(manifest.contains("\n[workspace]\n"));
}
