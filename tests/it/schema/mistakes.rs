//! What the schema refuses the loader refuses too, and the other way round.

use std::collections::BTreeSet;

use osa_briefing::load::fields::{Field, Shape, Table};
use osa_briefing::load::tables;
use osa_briefing::model::{Money, PartialDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Form, everything, loaded, schema, seen, validator};

/// The tables and fields of a briefing, each with the path of its mapping in [`everything`].
pub(super) fn all_fields() -> Vec<(String, &'static Field)> {
    fn walk(at: &str, table: &'static Table, out: &mut Vec<(String, &'static Field)>) {
        for field in table.fields {
            out.push((at.to_owned(), field));
            match field.shape {
                Shape::Map(table) => walk(&format!("{at}/{}", field.name), table, out),
                Shape::List(table) => walk(&format!("{at}/{}/0", field.name), table, out),
                Shape::Cite => walk(&format!("{at}/{}/1", field.name), &tables::CITATION, out),
                Shape::Fact(_) => {
                    walk_fact(&format!("{at}/{}", field.name), out);
                }
                _ => {}
            }
        }
    }
    fn walk_fact(at: &str, out: &mut Vec<(String, &'static Field)>) {
        out.extend(tables::FACT.fields.iter().map(|field| (at.to_owned(), field)));
        out.extend(tables::REPORTED.fields.iter().map(|field| (format!("{at}/also_reported/0"), field)));
    }
    let mut out = Vec::new();
    for kind in tables::sections() {
        walk(&format!("/{}/0", kind.section()), tables::section(kind), &mut out);
    }
    out
}

/// The loader's codes for facts that the schema refuses; both must see the mistake.
pub(super) fn refused_by_both(validator: &jsonschema::Validator, facts: &Value, what: &str) -> Vec<&'static str> {
    assert!(!validator.is_valid(facts), "the schema takes {what}");
    let found = loaded(&format!("{facts:#}"));
    assert!(!found.is_empty(), "the loader takes {what}");
    found
}

#[test]
fn a_missing_field_is_refused_by_both_wherever_it_is_required() {
    let validator = validator(&schema());
    let everything = everything(Form::Long);
    let mut tried = 0;
    for (at, field) in all_fields().into_iter().filter(|(_, field)| field.required) {
        let mut facts = everything.clone();
        let name = format!("{at}/{}", field.name);
        facts.pointer_mut(&at).unwrap().as_object_mut().unwrap().remove(field.name).expect(&name);
        let found = refused_by_both(&validator, &facts, &format!("{at} without {}", field.name));
        assert!(found.contains(&"missing-field"), "{name}: {found:?}");
        tried += 1;
    }
    assert!(tried > 60, "{tried}");
}

#[test]
fn an_unknown_field_is_refused_by_both_in_every_mapping() {
    let validator = validator(&schema());
    let everything = everything(Form::Long);
    let places: BTreeSet<String> = all_fields().into_iter().map(|(at, _)| at).collect();
    for at in &places {
        let mut facts = everything.clone();
        facts.pointer_mut(at).unwrap()["colour"] = json!("red");
        assert_eq!(refused_by_both(&validator, &facts, &format!("{at}/colour")), ["unknown-field"], "{at}");
    }
    assert!(places.len() > 40, "{places:?}");
}

#[test]
fn a_strange_top_is_refused_by_both() {
    let validator = validator(&schema());
    let cases = [
        (json!({"grant": []}), "unknown-section"),
        (json!({"articles": []}), "unknown-section"),
        (json!([{"grants": []}]), "wrong-type"),
        (json!("grants"), "wrong-type"),
        (json!({"terms": {"id": "osa"}}), "wrong-type"),
        (json!({"terms": "osa"}), "wrong-type"),
        (json!({"terms": ["osa"]}), "wrong-type"),
        (json!({"terms": [null]}), "wrong-type"),
    ];
    for (facts, code) in cases {
        assert_eq!(refused_by_both(&validator, &facts, &facts.to_string()), [code], "{facts}");
    }
    for empty in ["", "# only a remark\n", "terms:\n", "terms: []\n", "{}\n"] {
        assert!(validator.is_valid(&seen(empty)), "{empty}");
        assert_eq!(loaded(empty), Vec::<&str>::new(), "{empty}");
    }
}

/// One field of one record, written in YAML as an editor would, and what the loader says to it.
const VALUES: &[(&str, &str, &str)] = &[
    ("/terms/0/id", "Term", "bad-id"),
    ("/terms/0/id", "a--b", "bad-id"),
    ("/terms/0/id", "a_b", "bad-id"),
    ("/terms/0/id", "-a", "bad-id"),
    ("/terms/0/id", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bad-id"),
    ("/grants/0/recipient", "The Country", "bad-id"),
    ("/grants/0/signatories", "[Nobody At All]", "bad-id"),
    ("/grants/0/cite", "[No Source]", "bad-id"),
    ("/grants/0/former_ids", "[A]", "bad-id"),
    ("/grants/0/signed", "16 December 2023", "bad-date"),
    ("/grants/0/signed", "2023-13", "bad-date"),
    ("/grants/0/signed", "2023-1-6", "bad-date"),
    ("/grants/0/signed", "2023-02-30", "bad-date"),
    ("/grants/0/signed", "2023-04-31", "bad-date"),
    ("/grants/0/signed", "0000", "bad-date"),
    ("/grants/0/signed", "23", "bad-date"),
    ("/grants/0/fiscal_year", "FY2023", "bad-date"),
    ("/grants/0/fiscal_year", "1023", "bad-date"),
    ("/grants/0/fiscal_year", "2023.5", "bad-date"),
    ("/grants/0/amount", "400000000", "bad-money"),
    ("/grants/0/amount", "400 million", "bad-money"),
    ("/grants/0/amount", "400 million yen", "bad-money"),
    ("/grants/0/amount", "400 Million JPY", "bad-money"),
    ("/grants/0/amount", "400 million ABC", "bad-money"),
    ("/grants/0/amount", "JPY 400 million", "bad-money"),
    ("/grants/0/amount", "4,00 million JPY", "bad-money"),
    ("/grants/0/amount", "-4 million JPY", "bad-money"),
    ("/grants/0/amount", "4. million JPY", "bad-money"),
    ("/grants/0/amount", "円", "bad-money"),
    ("/grants/0/amount", "7500万5億円", "bad-money"),
    ("/grants/0/amount", "{cite: [the-sources]}", "missing-field"),
    ("/grants/0/amount", "{value: 400 million JPY, colour: red}", "unknown-field"),
    ("/grants/0/amount", "{value: 400 million}", "bad-money"),
    ("/grants/0/equipment/0/quantity", "seven", "wrong-type"),
    ("/grants/0/equipment/0/quantity", "7.5", "wrong-type"),
    ("/grants/0/equipment/0/quantity", "-7", "wrong-type"),
    ("/grants/0/equipment/0/quantity", "{min: 3}", "missing-field"),
    ("/grants/0/equipment/0/quantity", "{min: 3, max: 4, about: 5}", "unknown-field"),
    ("/grants/0/deliveries/0/final", "yes", "wrong-type"),
    ("/budgets/0/stage", "final", "wrong-type"),
    ("/events/0/kind", "Visit", "wrong-type"),
    ("/countries/0/iso3", "MY", "unknown-country-code"),
    ("/countries/0/iso3", "XXX", "unknown-country-code"),
    ("/countries/0/tile", "[4]", "wrong-type"),
    ("/countries/0/tile", "[4, 64]", "wrong-type"),
    ("/countries/0/marker", "[101.7]", "wrong-type"),
    ("/countries/0/marker", "[101.7, 3.1, 5]", "wrong-type"),
    ("/countries/0/marker", "[101.7, 93.1]", "wrong-type"),
    ("/countries/0/partnership", "A partnership", "wrong-type"),
    ("/sources/0/language", "English language", "wrong-type"),
    ("/sources/0/url", "example.org", "bad-url"),
    ("/sources/0/url", "ftp://example.org", "bad-url"),
    ("/sources/0/url", "javascript:alert(1)", "bad-url"),
    ("/sources/0/url", "https://exa mple.org", "bad-url"),
    ("/sources/0/url", "https://", "bad-url"),
    ("/terms/0/term", "\"  \"", "wrong-type"),
];

/// Values that an editor may write, some of which a YAML parser takes for numbers.
const GOOD_VALUES: &[(&str, &str)] = &[
    ("/terms/0/term", "2023"),
    ("/terms/0/term", "1.5"),
    ("/terms/0/term", "true"),
    ("/terms/0/meaning", "2023"),
    ("/grants/0/signed", "2024"),
    ("/grants/0/signed", "2024-05"),
    ("/grants/0/signed", "2024-02-29"),
    ("/grants/0/signed", "{value: 2024, cite: [the-sources]}"),
    ("/grants/0/fiscal_year", "\"2024\""),
    ("/grants/0/equipment/0/quantity", "{min: 3, max: 4}"),
    ("/grants/0/equipment/0/quantity", "{value: {min: 3, max: 4}}"),
    ("/grants/0/amount", "399,999,999.5 JPY"),
    ("/grants/0/amount", "0.4 billion JPY"),
    ("/grants/0/amount", "3億9999万9999円"),
    ("/grants/0/amount", "３．９億円"),
    ("/grants/0/amount", "３９９，９９９，９９９ JPY"),
    ("/grants/0/amount", "5円"),
    ("/grants/0/amount", ">\n        400 million\n        JPY\n"),
    ("/countries/0/marker", "[-175, -21.25]"),
    ("/sources/0/url", "https://日本語.example/頁?a=b#c"),
    ("/sources/0/url", "http://[::1]/a"),
    ("/sources/0/language", "zh-Hans-CN"),
];

/// Every section with every field, in which one field is what `yaml` says.
fn with(pointer: &str, yaml: &str) -> Value {
    let mut facts = everything(Form::Short);
    let value = seen(&format!("x: {yaml}\n"));
    *facts.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value["x"].clone();
    facts
}

#[test]
fn a_bad_value_is_refused_by_both() {
    let validator = validator(&schema());
    for (pointer, yaml, code) in VALUES {
        let found = refused_by_both(&validator, &with(pointer, yaml), &format!("{pointer}: {yaml}"));
        assert!(found.contains(code), "{pointer}: {yaml}: {found:?}");
    }
}

#[test]
fn a_good_value_is_taken_by_both() {
    let validator = validator(&schema());
    for (pointer, yaml) in GOOD_VALUES {
        let facts = with(pointer, yaml);
        assert!(validator.is_valid(&facts), "the schema refuses {pointer}: {yaml}");
        assert_eq!(loaded(&format!("{facts:#}")), Vec::<&str>::new(), "{pointer}: {yaml}");
    }
}

/// The definition of a value, alone.
fn value_validator(name: &str) -> jsonschema::Validator {
    let mut whole = schema();
    whole["$ref"] = json!(format!("#/$defs/{name}"));
    for word in ["type", "properties", "additionalProperties"] {
        whole.as_object_mut().unwrap().remove(word);
    }
    validator(&whole)
}

#[test]
fn text_that_looks_like_a_value_is_judged_alike() {
    let (money, date, address) = (value_validator("money"), value_validator("date"), value_validator("web-address"));
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let sums = "[0-9０-９]{1,4}([,，][0-9]{2,3})?([.．][0-9]{0,2})?[ 　]?(兆|億|万|million|thousand|Million)?[ ]?([0-9]{1,2}万)?[ ]?(JPY|USD|円|JPX|)";
    runner
        .run(&sums, |text| {
            let is_currency = |code: &str| matches!(code, "JPY" | "USD");
            prop_assert_eq!(money.is_valid(&json!(text)), Money::parse(&text, is_currency).is_ok(), "{}", text);
            Ok(())
        })
        .unwrap();
    runner
        .run(&"[0-2][0-9]{3}(-[0-3]?[0-9](-[0-3][0-9])?)?", |text| {
            let is_29_february = text.ends_with("-02-29");
            let is_date = PartialDate::parse(&text).is_some();
            prop_assert!(is_29_february || date.is_valid(&json!(text)) == is_date, "{}", text);
            Ok(())
        })
        .unwrap();
    runner
        .run(&"(https?|ftp):/{1,2}[ -~é日]{0,6}", |text| {
            let record =
                format!("- {{id: a, title: a, publisher: a, kind: press, language: en, url: {}}}", json!(text));
            let is_address = loaded(&format!("sources:\n  {record}\n")).is_empty();
            prop_assert_eq!(address.is_valid(&json!(text)), is_address, "{}", text);
            Ok(())
        })
        .unwrap();
}
