//! The records of a briefing, one struct a section. Field names are those of the content contract.

use super::fact::Partnership;
use super::words::words;
use super::{Anchor, Cite, Fact, FactRef, FiscalYear, Head, Money, PartialDate, Pointer, Prose, Record, Span};

pub use super::article::{Article, ArticleKind, SiteInfo};
pub use super::grant::{Arrival, Cancelled, Delivery, Equipment, Expected, Grant, Party};

words! {
    /// The stage of a budget figure.
    BudgetStage {
        /// What the ministry asked for.
        Request = "request",
        /// What the Cabinet approved as a draft.
        Draft = "draft",
        /// What the Diet enacted at first.
        Initial = "initial",
        /// What was added during the year.
        Supplementary = "supplementary",
        /// What was settled afterwards.
        Settled = "settled",
    }
}

/// A budget figure of one fiscal year at one stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// Id, evidence, note.
    pub head: Head,
    pub fiscal_year: FiscalYear,
    pub stage: BudgetStage,
    /// The sum.
    pub amount: Fact<Money>,
    /// When it was decided.
    pub decided: Option<PartialDate>,
}

/// A country.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// Id, evidence, note.
    pub head: Head,
    /// Its English name.
    pub name: Box<str>,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: Box<str>,
    /// Its Japanese name.
    pub name_ja: Option<Box<str>>,
    pub region: Option<Box<str>>,
    pub capital: Option<Box<str>>,
    /// Its formal partnership with Japan.
    pub partnership: Option<Fact<Partnership>>,
    /// Why Japan says it matters.
    pub why: Option<Fact<Prose>>,
    /// Its neighbours at sea and on land.
    pub neighbours: Option<Fact<Box<str>>>,
    /// Column and row on the tile map.
    pub tile: Option<[u8; 2]>,
    /// Longitude and latitude in hundredths of a degree.
    pub marker: Option<[i32; 2]>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Id, evidence, note.
    pub head: Head,
    /// Its English name.
    pub name: Box<str>,
    /// Its Japanese name.
    pub name_ja: Option<Box<str>>,
    pub country: Option<Pointer>,
    /// What it is.
    pub kind: Option<Box<str>>,
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Id, evidence, note.
    pub head: Head,
    /// The name, family name first for Japanese.
    pub name: Box<str>,
    /// The Japanese name.
    pub name_ja: Option<Box<str>>,
    /// The country served.
    pub country: Option<Pointer>,
    /// Offices held.
    pub roles: Vec<Role>,
}

/// An office that a person held.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    pub title: Box<str>,
    pub organisation: Option<Pointer>,
    /// From when.
    pub from: Option<PartialDate>,
    /// Until when.
    pub to: Option<PartialDate>,
    /// Where that stands, or else the role.
    pub to_span: Span,
    /// Its evidence.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

/// A category of equipment.
#[derive(Clone, Debug, PartialEq)]
pub struct Category {
    /// Id, evidence, note.
    pub head: Head,
    pub name: Box<str>,
    /// What it covers.
    pub about: Option<Prose>,
}

words! {
    /// What kind of event it is.
    EventKind {
        /// A decision on policy.
        Policy = "policy",
        /// A step of a budget.
        Budget = "budget",
        Visit = "visit",
        Summit = "summit",
        Meeting = "meeting",
        Statement = "statement",
        /// Background.
        Context = "context",
        Criticism = "criticism",
    }
}

/// A dated event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Id, evidence, note.
    pub head: Head,
    /// When it was or began.
    pub date: Fact<PartialDate>,
    /// When it ended.
    pub end: Option<PartialDate>,
    /// Where the end stands.
    pub end_span: Span,
    pub title: Box<str>,
    /// What it was.
    pub kind: EventKind,
    /// Countries in it.
    pub countries: Vec<Pointer>,
    /// People in it.
    pub people: Vec<Pointer>,
    /// Grants in it.
    pub grants: Vec<Pointer>,
    /// The story.
    pub text: Option<Prose>,
}

words! {
    /// How far a disagreement is understood.
    DisagreementStatus {
        /// Nobody can say yet.
        Open = "open",
        /// The reason for the difference is known.
        Explained = "explained",
        /// One value is shown to be right.
        Resolved = "resolved",
    }
}

/// A question on which sources differ and that belongs to no single field.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// Id, evidence, note.
    pub head: Head,
    pub question: Box<str>,
    /// Records it is about.
    pub about: Vec<Pointer>,
    /// What sources claim.
    pub claims: Vec<Claim>,
    /// What we publish.
    pub we_publish: Prose,
    pub why: Prose,
    /// What it does to totals.
    pub effect: Option<Prose>,
    /// How far it is understood.
    pub status: DisagreementStatus,
}

/// What one side of a disagreement says.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The claim in our words.
    pub value: Box<str>,
    /// As the source words it.
    pub says: Option<Box<str>>,
    /// Who says it.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

/// A term of the glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Id, evidence, note.
    pub head: Head,
    pub term: Box<str>,
    /// In Japanese.
    pub ja: Option<Box<str>>,
    /// How the Japanese is read.
    pub reading: Option<Box<str>>,
    /// What it means.
    pub meaning: Prose,
}

words! {
    /// What kind of source it is.
    SourceKind {
        /// A government's or an international body's own text.
        Official = "official",
        Press = "press",
        /// Analysis or comment.
        Analysis = "analysis",
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Id and note.
    pub head: Head,
    /// Its title, or a description in brackets.
    pub title: Box<str>,
    /// Who published it.
    pub publisher: Box<str>,
    /// What it is.
    pub kind: SourceKind,
    /// Its language, as a BCP 47 tag.
    pub language: Box<str>,
    /// The title in English.
    pub title_en: Option<Box<str>>,
    /// Who wrote it.
    pub author: Option<Box<str>>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// When it was read.
    pub accessed: Option<PartialDate>,
    /// Where the date of reading stands.
    pub accessed_span: Span,
    /// Its http or https address.
    pub url: Option<Box<str>>,
    /// The address of a stored copy.
    pub archive_url: Option<Box<str>>,
    /// A copy or a repost that somebody else publishes, where that was read.
    pub copy_url: Option<Box<str>>,
}

words! {
    /// What kind of change it is.
    ChangeKind {
        /// Something was added.
        Update = "update",
        /// Something was put right.
        Correction = "correction",
    }
}

/// A change to the briefing.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Id, evidence, note.
    pub head: Head,
    /// When it was made.
    pub date: PartialDate,
    /// What kind.
    pub kind: ChangeKind,
    /// What changed.
    pub text: Prose,
    /// Records it touches.
    pub about: Vec<Pointer>,
}

/// Implements [`Record`] for the sections whose name is one field and that have no or listed facts.
macro_rules! records {
    ($($type:ident, $name:expr, [$($field:ident $label:literal),*];)+) => {
        $(impl Record for $type {
            fn head(&self) -> &Head {
                &self.head
            }

            fn name(&self) -> String {
                let name: fn(&Self) -> String = $name;
                name(self)
            }

            fn facts(&self) -> Vec<FactRef<'_>> {
                let facts: Vec<Option<FactRef<'_>>> = vec![
                    $(self.$field.listed().map(|fact| {
                        fact.named(Anchor::Field(stringify!($field)), $label, &[&self.head.cite])
                    }),)*
                ];
                facts.into_iter().flatten().collect()
            }
        })+
    };
}

/// A field that holds a fact, required or not.
trait Listed<T> {
    fn listed(&self) -> Option<&Fact<T>>;
}

impl<T> Listed<T> for Fact<T> {
    fn listed(&self) -> Option<&Fact<T>> {
        Some(self)
    }
}

impl<T> Listed<T> for Option<Fact<T>> {
    fn listed(&self) -> Option<&Fact<T>> {
        self.as_ref()
    }
}

records! {
    Budget, |budget| format!("{} budget, {}", budget.fiscal_year, budget.stage.word()), [amount "Amount"];
    Country, |country| country.name.to_string(), [partnership "Partnership with Japan",
        why "Why Japan says it matters", neighbours "Neighbours"];
    Organisation, |organisation| organisation.name.to_string(), [];
    Person, |person| person.name.to_string(), [];
    Category, |category| category.name.to_string(), [];
    Event, |event| event.title.to_string(), [date "Date"];
    Disagreement, |disagreement| disagreement.question.to_string(), [];
    Term, |term| term.term.to_string(), [];
    Source, |source| source.title_en.as_ref().unwrap_or(&source.title).to_string(), [];
    Change, |change| format!("{}: {}", change.date, change.kind.word()), [];
    Article, |article| article.title.to_string(), [];
}
