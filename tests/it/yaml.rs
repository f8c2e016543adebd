//! The YAML reader against another one: for every file of the real content and for generated values, the same values.

use std::fs;

use osa_briefing::diag::Diagnostics;
use osa_briefing::load::yaml::{self, Node, Value};
use osa_briefing::model::FileId;
use proptest::prelude::*;

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

/// The other reader tells numbers and flags from text; asked for text, it gives what was written.
struct Asked(Plain);

impl<'de> serde::Deserialize<'de> for Asked {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor).map(Self)
    }
}

struct Visitor;

impl<'de> serde::de::Visitor<'de> for Visitor {
    type Value = Plain;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Plain, E> {
        Ok(Plain::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Plain, E> {
        Ok(Plain::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Plain, E> {
        Ok(Plain::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Plain, E> {
        Ok(Plain::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Plain, E> {
        Ok(Plain::Text(value.to_owned()))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Plain, A::Error> {
        let mut list = Vec::new();
        while let Some(Asked(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Plain::List(list))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Plain, A::Error> {
        let mut map = Vec::new();
        while let Some((Asked(key), Asked(value))) = entries.next_entry()? {
            map.push((key, value));
        }
        Ok(Plain::Map(map))
    }
}

fn read(text: &str) -> Plain {
    let mut diagnostics = Diagnostics::default();
    let node = yaml::parse(text, FileId(0), 0, &mut diagnostics);
    assert_eq!(diagnostics, Diagnostics::default(), "{text}");
    ours(&node.unwrap())
}

fn compare(text: &str) {
    let Asked(theirs) = serde_yaml::from_str(text).unwrap();
    assert_eq!(read(text), theirs, "{text}");
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
fn numbers_stay_as_they_were_written() {
    let text = "[007, 1.50, 0x10, 1e3, 2023-12-16, yes, 1_000]";
    let written = ["007", "1.50", "0x10", "1e3", "2023-12-16", "yes", "1_000"];
    assert_eq!(read(text), Plain::List(written.iter().map(|word| Plain::Text((*word).to_owned())).collect()));
    let asked: Vec<String> = serde_yaml::from_str(text).unwrap();
    assert_eq!(asked, written);
}

#[test]
fn the_fuzz_target_has_its_own_workspace() {
    let manifest = fs::read_to_string(project().join("tests/fuzz/Cargo.toml")).unwrap();
    assert!(manifest.contains("\n[workspace]\n"));
}
