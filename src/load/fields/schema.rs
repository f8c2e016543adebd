//! The JSON Schema of facts files: completion, hover help and first checks in an editor.
//!
//! Owns the patterns of written values. Sections and fields come from the tables of `load::fields` and stand nowhere
//! here; what takes two records to judge (references, sums, the order of dates) is left to `check`.
//!
//! An editor sees values where the loader sees text, so a plain `2023` is a number here. Of what only quotation marks
//! could tell apart, the schema takes the plain form.

use iso_currency::{Currency, IntoEnumIterator as _};
use serde_json::{Map, Value as Json, json};

use crate::model::id::LONGEST_ID;
use crate::model::money::{ENGLISH_UNITS, JAPANESE_UNITS};

use super::shape::{Field, Shape, Table};
use super::tables::{CITATION, FACT, section, sections};

/// The JSON Schema (draft 2020-12) of facts files, as text that ends in a line break.
pub fn json_schema() -> String {
    let mut schema = Schema::default();
    let properties: Map<String, Json> = sections()
        .map(|kind| {
            let table = section(kind);
            let about = format!("A list; each item is {}.", table.one);
            // A section that is still empty is no mistake.
            let list = json!({"description": about, "type": ["array", "null"], "items": schema.table(table)});
            (kind.section().to_owned(), schema.define(kind.section(), |_| list))
        })
        .collect();
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A facts file of osa-briefing",
        "description": "Lists of records by section: facts.yaml and facts/*.yaml. A section may be spread over files.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
        "$defs": schema.definitions,
    });
    format!("{whole:#}\n")
}

/// The definitions so far, each under its name.
#[derive(Default)]
struct Schema {
    definitions: Map<String, Json>,
}

/// A reference to a definition.
fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/$defs/{name}")})
}

/// The name of the definition that `schema` refers to.
fn referenced(schema: &Json) -> &str {
    schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()).unwrap_or("value")
}

/// A mapping with exactly these fields.
fn mapping(properties: &Map<String, Json>, required: &[&str]) -> Json {
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

impl Schema {
    /// Defines `name` once, and refers to it.
    fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.definitions.contains_key(name) {
            let definition = make(self);
            self.definitions.insert(name.to_owned(), definition);
        }
        reference(name)
    }

    /// The mapping that a table describes, named after one of them: `delivery`.
    fn table(&mut self, table: &Table) -> Json {
        let (_article, words) = table.one.split_once(' ').unwrap_or(("", table.one));
        self.define(&words.replace(' ', "-"), |schema| schema.mapping_with(table, None))
    }

    /// The mapping that a table describes, with a required `value` besides where one is given.
    fn mapping_with(&mut self, table: &Table, value: Option<&Json>) -> Json {
        let mut properties: Map<String, Json> =
            table.fields.iter().map(|field| (field.name.to_owned(), self.field(field, value))).collect();
        let required = table.fields.iter().filter(|field| field.required).map(|field| field.name);
        let required: Vec<&str> = value.map(|_| "value").into_iter().chain(required).collect();
        properties.extend(value.map(|value| ("value".to_owned(), value.clone())));
        mapping(&properties, &required)
    }

    /// A field of a mapping; lists inside a fact hold values of the fact's own form.
    fn field(&mut self, field: &Field, value: Option<&Json>) -> Json {
        let mut schema = match (field.shape, value) {
            (Shape::List(table), Some(value)) => {
                let name = format!("reported-{}", referenced(value));
                let reported = self.define(&name, |schema| schema.mapping_with(table, Some(value)));
                json!({"type": "array", "items": reported})
            }
            (shape, _) => self.shape(&shape),
        };
        schema["description"] = field.about.into();
        schema
    }

    fn shape(&mut self, shape: &Shape) -> Json {
        match shape {
            Shape::Fact(value) => self.fact(value),
            Shape::Map(table) => self.table(table),
            Shape::List(table) => json!({"type": "array", "items": self.table(table)}),
            Shape::Pointers(_) | Shape::AnyPointers | Shape::FormerIds => {
                let id = self.shape(&Shape::Id);
                self.define("ids", |_| json!({"type": "array", "items": id}))
            }
            Shape::Cite => {
                let source = self.shape(&Shape::Id);
                let citation = self.table(&CITATION);
                self.define("cite", |_| json!({"type": "array", "items": {"anyOf": [source, citation]}}))
            }
            Shape::OneOf(words) => json!({"enum": words()}),
            Shape::Words | Shape::EndUser | Shape::Party | Shape::FactReference => self.define("words", |_| words()),
            Shape::Prose => self.define("prose", |_| json!({"type": ["string", "number", "boolean"]})),
            Shape::Id | Shape::Pointer(_) => self.define("id", |_| id()),
            Shape::Money => self.define("money", |_| money()),
            Shape::Date => self.define("date", |_| date()),
            Shape::FiscalYear => self.define("fiscal-year", |_| fiscal_year()),
            Shape::Quantity => self.define("quantity", |_| quantity()),
            Shape::Number => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX}),
            Shape::Flag => json!({"type": "boolean"}),
            Shape::Url => self.define("web-address", |_| web_address()),
            Shape::Contact => json!({"type": "string", "minLength": 3}),
            Shape::Tile => self.define("tile", |_| tile()),
            Shape::Marker => self.define("marker", |_| marker()),
            Shape::Iso3 => self.define("iso3", |_| iso3()),
            Shape::Language => self.define("language", |_| language()),
        }
    }

    /// A value, short (alone) or long (with its evidence).
    fn fact(&mut self, value: &Shape) -> Json {
        let value = self.shape(value);
        let name = referenced(&value).to_owned();
        let long = self.define(&format!("long-{name}"), |schema| schema.mapping_with(&FACT, Some(&value)));
        self.define(&format!("{name}-fact"), |_| json!({"anyOf": [value, long]}))
    }
}

/// Text of a form; `message` is what an editor shows where it does not fit. Blanks around it do not count.
fn text(pattern: &str, message: &str) -> Json {
    json!({"type": "string", "pattern": format!(r"^\s*(?:{pattern})\s*$"), "patternErrorMessage": message})
}

fn words() -> Json {
    json!({"type": ["string", "number", "boolean"], "pattern": r"\S", "patternErrorMessage": "Leave the field out."})
}

fn id() -> Json {
    json!({
        "type": ["string", "integer"],
        "pattern": "^[a-z0-9]+(?:-[a-z0-9]+)*$",
        "patternErrorMessage": "An id is made of words of a-z and 0-9 joined by single hyphens.",
        "maxLength": LONGEST_ID,
        "minimum": 0,
    })
}

/// Every written form of a sum, its digits, points and commas in half or full width.
fn money() -> Json {
    const DIGIT: &str = "[0-9０-９]";
    let number = format!("(?:{DIGIT}+|{DIGIT}{{1,3}}(?:[,，]{DIGIT}{DIGIT}{DIGIT})+)(?:[.．]{DIGIT}+)?");
    let units = ENGLISH_UNITS.map(|(unit, _)| unit).join("|");
    let english = format!("{number}(?:\\s+(?:{units}))?\\s+(?:{})", currencies().join("|"));
    let parts = JAPANESE_UNITS.map(|(unit, _)| format!("(?:{number}\\s*{unit}\\s*)?")).concat();
    let japanese = format!("(?={DIGIT}){parts}(?:{number}\\s*)?円");
    let mut schema = text(
        &format!("{english}|{japanese}"),
        "Write `400 million JPY`, `1.6 billion JPY`, `575,000,000 JPY` or `5億7500万円`.",
    );
    schema["examples"] = json!(["400 million JPY", "2.8 million USD", "575,000,000 JPY", "5億7500万円"]);
    schema
}

/// The codes of ISO 4217, in alphabetical order.
fn currencies() -> Vec<&'static str> {
    let mut codes: Vec<&str> = Currency::iter().map(|currency| currency.code()).collect();
    codes.sort_unstable();
    codes
}

fn date() -> Json {
    let day = "(?:0[1-9]|[12][0-9])";
    let months = format!("(?:0[13578]|1[02])-(?:{day}|3[01])|(?:0[469]|11)-(?:{day}|30)|02-{day}");
    let message = "Write `2023-12-16`, `2023-12` or `2023`.";
    let written = text(&format!("(?!0000)[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]|{months}))?"), message);
    let year = json!({"type": "integer", "minimum": 1000, "maximum": 9999});
    json!({"anyOf": [written, year], "examples": ["2023-12-16", "2023-12", 2023]})
}

fn fiscal_year() -> Json {
    let written = text("(?:19|2[0-9])[0-9][0-9]", "Write the calendar year it starts in: 2023.");
    json!({"anyOf": [{"type": "integer", "minimum": 1900, "maximum": 2999}, written], "examples": [2023]})
}

fn quantity() -> Json {
    let number = json!({"type": "integer", "minimum": 0});
    let bound = |about: &str| json!({"type": "integer", "minimum": 0, "description": about});
    let bounds = [("min", "The least it can be."), ("max", "The most it can be.")];
    let properties = bounds.iter().map(|(name, about)| ((*name).to_owned(), bound(about))).collect();
    json!({"anyOf": [number, mapping(&properties, &["min", "max"])], "examples": [7, {"min": 3, "max": 4}]})
}

fn web_address() -> Json {
    // The host starts with a letter, a digit, a bracket or a character beyond ASCII.
    let start = r"[^\x00-/:-Z\\-`{-\x9f]|[A-Z]";
    text(
        &format!(r#"https?://(?:{start})[^\s\x00-\x20\x7f-\x9f"<>\\^`{{|}}]*"#),
        "Write the whole address: `https://example.org/page`.",
    )
}

fn language() -> Json {
    json!({
        "type": "string",
        "pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$",
        "patternErrorMessage": "Write a BCP 47 tag: `en`, `ja`, `pt-BR`.",
        "examples": ["en", "ja"],
    })
}

fn iso3() -> Json {
    let mut codes: Vec<&str> = isocountry::CountryCode::iter().map(isocountry::CountryCode::alpha3).collect();
    codes.sort_unstable();
    json!({"enum": codes})
}

fn tile() -> Json {
    let number = json!({"type": "integer", "minimum": 0, "maximum": 63});
    json!({"type": "array", "items": number, "minItems": 2, "maxItems": 2, "examples": [[4, 2]]})
}

fn marker() -> Json {
    json!({
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": -180, "maximum": 360},
            {"type": "number", "minimum": -90, "maximum": 90},
        ],
        "items": false,
        "minItems": 2,
        "examples": [[101.7, 3.1]],
    })
}
