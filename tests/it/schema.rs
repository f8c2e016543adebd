//! The JSON Schema and the loader take the same facts files and refuse the same mistakes.

mod mistakes;
mod slow;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use osa_briefing::load::fields::{Shape, Table};
use osa_briefing::load::tables;
use osa_briefing::model::Kind;
use osa_briefing::{Failure, Options, Strictness};
use serde_json::{Map, Value, json};

use crate::harness::{Folder, project};

fn schema() -> Value {
    serde_json::from_str(&osa_briefing::load::json_schema()).unwrap()
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// What the loader finds in a facts file: the codes of its mistakes.
fn loaded(facts: &str) -> Vec<&'static str> {
    let folder = Folder::briefing();
    folder.write("content/facts.yaml", facts);
    let drafts = osa_briefing::load::Drafts::Publish;
    match osa_briefing::check(folder.path(), &Options { drafts, base_url: None, strictness: Strictness::Lenient }) {
        Ok(_) => Vec::new(),
        Err(Failure::Content(found, _)) => found
            .iter()
            .filter(|one| one.code.severity() == osa_briefing::diag::Severity::Error)
            .map(|one| one.code.word())
            .collect(),
        Err(other) => panic!("{other:?}"),
    }
}

/// The facts file as an editor's YAML support sees it.
fn seen(facts: &str) -> Value {
    serde_yaml::from_str(facts).unwrap()
}

// ---------------------------------------------------------------- the real content

#[test]
fn our_own_facts_are_valid() {
    let validator = validator(&schema());
    let content = project().join("content");
    let mut files = vec![content.join("facts.yaml")];
    files.extend(fs::read_dir(content.join("facts")).unwrap().map(|entry| entry.unwrap().path()));
    assert!(files.len() > 5);
    for file in files {
        let facts = seen(&fs::read_to_string(&file).unwrap());
        let mistakes: Vec<String> =
            validator.iter_errors(&facts).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(mistakes, Vec::<String>::new(), "{}", file.display());
    }
}

#[test]
fn the_schema_is_a_schema_and_the_command_prints_it() {
    let schema = schema();
    assert!(jsonschema::meta::is_valid(&schema));
    let run = crate::harness::run(Path::new("/"), &["schema"]);
    assert_eq!(run.status, 0);
    assert_eq!(run.stderr, "");
    assert_eq!(run.stdout, osa_briefing::load::json_schema());
    assert!(run.stdout.ends_with("}\n"));
}

// ---------------------------------------------------------------- the same fields

/// Follows a reference.
fn resolved<'s>(whole: &'s Value, schema: &'s Value) -> &'s Value {
    match schema["$ref"].as_str() {
        Some(path) => resolved(whole, whole.pointer(&path[1..]).unwrap()),
        None => schema,
    }
}

/// Holds a mapping of the schema against a table, and what lies in it against the tables within.
fn same_fields(whole: &Value, schema: &Value, table: &Table, value: Option<&Shape>, covered: &mut BTreeSet<String>) {
    let schema = resolved(whole, schema);
    let one = table.one;
    assert_eq!(schema["additionalProperties"], json!(false), "{one}");
    let mut names: Vec<&str> = table.names().chain(value.map(|_| "value")).collect();
    names.sort_unstable();
    assert_eq!(schema["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), names, "{one}");
    let required = table.fields.iter().filter(|field| field.required).map(|field| field.name);
    let required: Vec<&str> = value.map(|_| "value").into_iter().chain(required).collect();
    assert_eq!(schema["required"], json!(required), "{one}");
    for field in table.fields {
        let property = &schema["properties"][field.name];
        assert_eq!(property["description"], field.about, "{one}.{}", field.name);
        same_shape(whole, property, (&field.shape, value), covered);
    }
    covered.insert(one.to_owned());
}

fn same_shape(whole: &Value, schema: &Value, of: (&Shape, Option<&Shape>), covered: &mut BTreeSet<String>) {
    let schema = resolved(whole, schema);
    match of.0 {
        Shape::Map(table) => same_fields(whole, schema, table, None, covered),
        Shape::List(table) => same_fields(whole, &schema["items"], table, of.1, covered),
        Shape::Cite => same_fields(whole, &schema["items"]["anyOf"][1], &tables::CITATION, None, covered),
        Shape::Fact(value) => {
            let forms = schema["anyOf"].as_array().unwrap();
            assert_eq!(forms.len(), 2);
            same_shape(whole, &forms[0], (value, None), covered);
            same_fields(whole, &forms[1], &tables::FACT, Some(value), covered);
        }
        Shape::OneOf(words) => assert_eq!(schema["enum"], json!(words())),
        _ => {}
    }
}

#[test]
fn the_schema_has_the_fields_of_the_tables_and_no_others() {
    let whole = schema();
    let mut covered = BTreeSet::new();
    let mut sections: Vec<&str> = tables::sections().map(Kind::section).collect();
    for kind in tables::sections() {
        let list = resolved(&whole, &whole["properties"][kind.section()]);
        assert_eq!(list["type"], json!(["array", "null"]));
        same_fields(&whole, &list["items"], tables::section(kind), None, &mut covered);
    }
    sections.sort_unstable();
    assert_eq!(whole["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), sections);
    assert_eq!(whole["additionalProperties"], json!(false));
    assert_eq!(covered.len(), 22, "{covered:?}");
}

#[test]
fn every_definition_is_used() {
    let whole = schema();
    let text = whole.to_string();
    for name in whole["$defs"].as_object().unwrap().keys() {
        assert!(text.contains(&format!("\"#/$defs/{name}\"")), "{name}");
    }
}

// ---------------------------------------------------------------- records with every field

/// Whether facts are written alone or with their evidence.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Short,
    Long,
}

/// The id of the one record of a kind.
fn the(kind: Kind) -> String {
    format!("the-{}", kind.section())
}

/// A value of a form. All dates are one, all sums are one, so that no rule about two records is broken.
fn example(shape: &Shape, form: Form) -> Value {
    match shape {
        Shape::Words | Shape::EndUser | Shape::Party => json!("Some words"),
        Shape::Prose => json!("Some *text* [@the-sources]"),
        Shape::Id => json!("own-id"),
        Shape::Pointer(kind) => json!(the(*kind)),
        Shape::Pointers(kind) => json!([the(*kind)]),
        Shape::AnyPointers => json!(["the-grants"]),
        Shape::FormerIds => json!(["to-be-set"]),
        Shape::Money => json!("400 million JPY"),
        Shape::Date => json!("2024-05-01"),
        Shape::FiscalYear => json!(2024),
        Shape::Quantity | Shape::Number => json!(3),
        Shape::Flag => json!(true),
        Shape::OneOf(words) => json!(words()[words().len() - 1]),
        Shape::Url => json!("https://example.org/page"),
        Shape::Contact => json!("desk@example.org"),
        Shape::Tile => json!([4, 2]),
        Shape::Marker => json!([101.7, 3.1]),
        Shape::Iso3 => json!("MYS"),
        Shape::Language => json!("en"),
        Shape::Cite => json!(["the-sources", {"source": "the-sources", "at": "p. 1", "says": "words"}]),
        Shape::FactReference => json!("the-grants.amount"),
        Shape::Map(table) => mapping(table, form),
        Shape::List(table) => json!([mapping(table, form)]),
        Shape::Fact(value) => match form {
            Form::Short => example(value, form),
            Form::Long => {
                let mut reported = mapping(&tables::REPORTED, form);
                reported["value"] = example(value, form);
                let mut fact = json!({"value": example(value, form)});
                for field in tables::FACT.fields {
                    fact[field.name] = match field.name {
                        "also_reported" => json!([reported]),
                        _ => example(&field.shape, form),
                    };
                }
                fact
            }
        },
    }
}

fn mapping(table: &Table, form: Form) -> Value {
    table.fields.iter().map(|field| (field.name.to_owned(), example(&field.shape, form))).collect::<Map<_, _>>().into()
}

/// One record of every section with every field of its table.
fn everything(form: Form) -> Value {
    let records = tables::sections().map(|kind| {
        let mut record = mapping(tables::section(kind), form);
        record["id"] = json!(the(kind));
        record["former_ids"] = json!([format!("old-{}", kind.section())]);
        (kind.section().to_owned(), json!([record]))
    });
    let mut all: Value = records.collect::<Map<_, _>>().into();
    // The last stage of a budget is no budget of record, and there must be one to promise grants from.
    all["budgets"][0]["stage"] = json!("initial");
    all
}

#[test]
fn records_with_every_field_pass_both() {
    let validator = validator(&schema());
    for form in [Form::Short, Form::Long] {
        let facts = everything(form);
        let mistakes: Vec<String> =
            validator.iter_errors(&facts).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(mistakes, Vec::<String>::new());
        assert_eq!(loaded(&format!("{facts:#}")), Vec::<&str>::new());
    }
}
