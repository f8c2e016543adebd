//! The records of a briefing, one struct a section. Field names are those of the content contract.

use std::sync::Arc;

use super::fact::{EndUser, Partnership, words};
use super::prose::Pointer;
use super::{Cite, Fact, FactRef, FiscalYear, Id, Key, Kind, Money, PartialDate, Prose, Quantity, Span};

/// What every record has.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Its id.
    pub id: Id,
    /// Where the id stands.
    pub span: Span,
    /// Ids it had before.
    pub former_ids: Vec<Pointer>,
    /// The evidence that its facts rest on unless they have their own.
    pub cite: Vec<Cite>,
    /// A remark of the desk.
    pub note: Option<Prose>,
}

/// A grant: signed, planned or cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// Id, evidence, note.
    pub head: Head,
    /// Title.
    pub title: Box<str>,
    /// The country that receives it.
    pub recipient: Pointer,
    /// The fiscal year to which Japan attributes it.
    pub fiscal_year: FiscalYear,
    /// The sum promised.
    pub amount: Option<Fact<Money>>,
    /// When it was announced.
    pub announced: Option<Fact<PartialDate>>,
    /// When the notes were exchanged.
    pub signed: Option<Fact<PartialDate>>,
    /// Where the notes were exchanged.
    pub place: Option<Fact<Box<str>>>,
    /// Who signed.
    pub signatories: Option<Fact<Vec<Pointer>>>,
    /// Who was present.
    pub witnesses: Option<Fact<Vec<Pointer>>>,
    /// When the recipient's cabinet or parliament approved it.
    pub approved: Option<Fact<PartialDate>>,
    /// The force that uses the equipment.
    pub end_user: Option<Fact<EndUser>>,
    /// What it is for.
    pub purpose: Option<Fact<Prose>>,
    /// Who buys the equipment.
    pub procured_by: Option<Fact<Box<str>>>,
    /// What was promised.
    pub equipment: Vec<Equipment>,
    /// What was handed over.
    pub deliveries: Vec<Delivery>,
    /// What was seen in the country before its handover.
    pub arrivals: Vec<Arrival>,
    /// What is announced and not yet handed over.
    pub expected: Vec<Expected>,
    /// Its end, if it was called off.
    pub cancelled: Option<Cancelled>,
}

/// One kind of equipment in a grant.
#[derive(Clone, Debug, PartialEq)]
pub struct Equipment {
    /// Its name within the grant: an explicit id, or the category.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// In words.
    pub item: Box<str>,
    /// The category.
    pub category: Pointer,
    /// How many.
    pub quantity: Option<Fact<Quantity>>,
    /// Who makes it.
    pub maker: Option<Box<str>>,
    /// Its own evidence.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

/// One handover.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// Its name within the grant.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// When.
    pub date: Fact<PartialDate>,
    /// What was handed over.
    pub what: Prose,
    /// Where.
    pub place: Option<Fact<Box<str>>>,
    /// How many.
    pub quantity: Option<Fact<Quantity>>,
    /// The category.
    pub category: Option<Pointer>,
    /// By whom: a person's id or words.
    pub handed_over_by: Option<Party>,
    /// To whom: a person's id or words.
    pub received_by: Option<Party>,
    /// Whether it completes the grant.
    pub completes: bool,
    /// Its evidence.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

/// Somebody in a handover: a person or an organisation of the record, or words.
#[derive(Clone, Debug, PartialEq)]
pub enum Party {
    /// A person or an organisation of the record.
    Known(Pointer),
    /// In words.
    Words(Box<str>),
}

/// Equipment seen in the country before its handover.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// Its name within the grant.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// When it was seen.
    pub date: PartialDate,
    /// What was seen.
    pub what: Prose,
    /// Its evidence.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

/// A handover that is announced.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Its name within the grant.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// What.
    pub what: Prose,
    /// When, with the place of the date.
    pub date: Option<(PartialDate, Span)>,
    /// The category.
    pub category: Option<Pointer>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// Its evidence.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

/// The end of a grant that was called off.
#[derive(Clone, Debug, PartialEq)]
pub struct Cancelled {
    /// When.
    pub date: PartialDate,
    /// Where the date stands.
    pub span: Span,
    /// Why.
    pub why: Prose,
    /// Its evidence.
    pub cite: Vec<Cite>,
}

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
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The stage.
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
    /// The region.
    pub region: Option<Box<str>>,
    /// The capital.
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
    /// Its country.
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
    /// Its title.
    pub title: Box<str>,
    /// The organisation.
    pub organisation: Option<Pointer>,
    /// From when.
    pub from: Option<PartialDate>,
    /// Until when.
    pub to: Option<PartialDate>,
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
    /// Its name.
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
        /// A visit.
        Visit = "visit",
        /// A summit.
        Summit = "summit",
        /// A meeting.
        Meeting = "meeting",
        /// A statement.
        Statement = "statement",
        /// Background.
        Context = "context",
        /// Criticism.
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
    /// Title.
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
    /// The question.
    pub question: Box<str>,
    /// Records it is about.
    pub about: Vec<Pointer>,
    /// What sources claim.
    pub claims: Vec<Claim>,
    /// What we publish.
    pub we_publish: Prose,
    /// Why.
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
    /// The term.
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
        /// Press.
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

words! {
    /// What kind of article it is.
    ArticleKind {
        /// A digest of one source.
        Digest = "digest",
        /// An explainer.
        Explainer = "explainer",
        /// An analysis.
        Analysis = "analysis",
        /// About the site itself; served at the top level.
        About = "about",
    }
}

/// An article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its id, from the file name.
    pub head: Head,
    /// The file, relative to the content folder: `articles/a.md`.
    pub file: Arc<str>,
    /// Title.
    pub title: Box<str>,
    /// A sentence or two.
    pub summary: Prose,
    /// When it was written.
    pub date: PartialDate,
    /// When it was last changed.
    pub updated: Option<PartialDate>,
    /// What kind.
    pub kind: ArticleKind,
    /// The source that a digest digests.
    pub source: Option<Pointer>,
    /// Its place in lists.
    pub order: Option<u32>,
    /// Whether it is published with `--drafts` only.
    pub draft: bool,
    /// The text.
    pub body: Prose,
}

/// The site as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteInfo {
    /// Title.
    pub title: Box<str>,
    /// The date for which the facts are true.
    pub as_of: PartialDate,
    /// A few words under the title.
    pub tagline: Option<Box<str>>,
    /// A sentence for search engines.
    pub description: Option<Box<str>>,
    /// The address at which it is hosted, ending in `/`.
    pub base_url: Option<Box<str>>,
    /// The language of the site.
    pub language: Box<str>,
    /// Who makes it.
    pub desk: Option<Box<str>>,
    /// Where errors are reported: a mail address or an http(s) address.
    pub contact: Option<Box<str>>,
    /// The licence of texts and data.
    pub licence: Option<Box<str>>,
    /// Where the content is kept.
    pub repository: Option<Box<str>>,
    /// Articles to feature on the home page.
    pub front_page: Vec<Pointer>,
}

/// A record of any section.
pub trait Record {
    /// Its kind.
    const KIND: Kind;

    /// What every record has.
    fn head(&self) -> &Head;

    /// The words that name it on a page.
    fn name(&self) -> String;

    /// Its facts in the order of its page.
    fn facts(&self) -> Vec<FactRef<'_>> {
        Vec::new()
    }

    /// Its key.
    fn key(&self) -> Key {
        Key { kind: Self::KIND, id: self.head().id.clone() }
    }
}

/// Implements [`Record`] for the sections whose name is one field and that have no or listed facts.
macro_rules! records {
    ($($type:ident, $kind:ident, $name:expr, [$($field:ident $label:literal),*];)+) => {
        $(impl Record for $type {
            const KIND: Kind = Kind::$kind;

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
                        fact.named(stringify!($field).to_owned(), $label, &[&self.head.cite])
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
    Budget, Budget, |budget| format!("{} budget, {}", budget.fiscal_year, budget.stage.word()), [amount "Amount"];
    Country, Country, |country| country.name.to_string(), [partnership "Partnership with Japan",
        why "Why Japan says it matters", neighbours "Neighbours"];
    Organisation, Organisation, |organisation| organisation.name.to_string(), [];
    Person, Person, |person| person.name.to_string(), [];
    Category, Equipment, |category| category.name.to_string(), [];
    Event, Event, |event| event.title.to_string(), [date "Date"];
    Disagreement, Disagreement, |disagreement| disagreement.question.to_string(), [];
    Term, Term, |term| term.term.to_string(), [];
    Source, Source, |source| source.title_en.as_ref().unwrap_or(&source.title).to_string(), [];
    Change, Change, |change| format!("{}: {}", change.date, change.kind.word()), [];
    Article, Article, |article| article.title.to_string(), [];
}

impl Record for Grant {
    const KIND: Kind = Kind::Grant;

    fn head(&self) -> &Head {
        &self.head
    }

    fn name(&self) -> String {
        self.title.to_string()
    }

    fn facts(&self) -> Vec<FactRef<'_>> {
        let own = &self.head.cite[..];
        let mut facts = Vec::new();
        macro_rules! add {
            ($($field:ident $label:literal),+) => {
                $(facts.extend(self.$field.as_ref().map(|fact| {
                    fact.named(stringify!($field).to_owned(), $label, &[own])
                }));)+
            };
        }
        add!(end_user "End user", amount "Amount", announced "Announced", signed "Notes exchanged", place "Place",
            signatories "Signed by", witnesses "In the presence of", approved "Approved by the recipient",
            purpose "Purpose", procured_by "Procured by");
        for item in &self.equipment {
            let field = format!("equipment-{}-quantity", item.name);
            facts.extend(item.quantity.as_ref().map(|fact| fact.named(field, "Quantity", &[&item.cite, own])));
        }
        for delivery in &self.deliveries {
            let field = |name| format!("deliveries-{}-{name}", delivery.name);
            let inherited = [&delivery.cite[..], own];
            facts.push(delivery.date.named(field("date"), "Handed over", &inherited));
            facts.extend(
                delivery.place.as_ref().map(|fact| fact.named(field("place"), "Place of handover", &inherited)),
            );
            facts.extend(delivery.quantity.as_ref().map(|fact| fact.named(field("quantity"), "Quantity", &inherited)));
        }
        facts
    }
}
