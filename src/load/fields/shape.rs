//! The form of the tables of fields: what the loader accepts, what the JSON Schema says and what the docs list.
//!
//! A field stands there once. The readers in `records` ask for exactly these; `Fields::finish` sees to it.

use crate::model::Kind;

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One line of plain words.
    Words,
    /// Inline Markdown with references and citations.
    Prose,
    /// The id of the record itself.
    Id,
    /// The id of a record of a kind.
    Pointer(Kind),
    /// A list of such ids.
    Pointers(Kind),
    /// A list of ids of any kind.
    AnyPointers,
    /// Ids that a record had before.
    FormerIds,
    /// A sum of money.
    Money,
    /// A date that may be partial.
    Date,
    /// A fiscal year by its first calendar year.
    FiscalYear,
    /// A whole number, or `{min, max}`.
    Quantity,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of some words.
    OneOf(fn() -> Vec<&'static str>),
    /// An http or https address.
    Url,
    /// A mail, http or https address.
    Contact,
    /// `[column, row]`.
    Tile,
    /// `[longitude, latitude]`.
    Marker,
    /// ISO 3166-1 alpha-3 code.
    Iso3,
    /// BCP 47 tag.
    Language,
    /// A list of source ids, or of `{source, at, says}`.
    Cite,
    /// A reference to a fact, as in `[[…]]`.
    FactReference,
    /// An organisation's id, or words.
    EndUser,
    /// A person's id, or words.
    Party,
    /// A mapping with the fields of a table.
    Map(&'static Table),
    /// A list of such mappings.
    List(&'static Table),
    /// A value of that form, or a mapping of it with its evidence.
    Fact(&'static Shape),
}

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    /// Its form.
    pub shape: Shape,
    /// Whether a record needs it.
    pub required: bool,
    /// What it holds, for the schema and the docs.
    pub about: &'static str,
}

/// The field of a record that names its former ids.
pub(super) const FORMER: Field = Field {
    name: "former_ids",
    shape: Shape::FormerIds,
    required: false,
    about: "Ids this record had before; their pages redirect here.",
};

/// The field that holds evidence.
pub(super) const CITE: Field = Field {
    name: "cite",
    shape: Shape::Cite,
    required: false,
    about: "Source ids, or {source, at, says}: the evidence its facts rest on.",
};

/// The fields of one kind of mapping.
#[derive(Debug)]
pub struct Table {
    /// One of them, for messages: `a grant`.
    pub one: &'static str,
    pub fields: &'static [Field],
}

impl Table {
    /// Whether it is the table of a record, rather than of a mapping inside one.
    pub fn is_record(&self) -> bool {
        self.names().any(|name| name == FORMER.name)
    }

    /// The field that holds evidence, where a mapping needs some.
    pub fn required_cite(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == CITE.name && field.required)
    }

    /// The names of its fields.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().map(|field| field.name)
    }
}
