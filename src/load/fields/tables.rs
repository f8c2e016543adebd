//! The fields of every record, section by section. A field stands here once.

use crate::model::records::{ArticleKind, BudgetStage, ChangeKind, DisagreementStatus, EventKind, SourceKind};
use crate::model::{Kind, prose::Chart};

use super::parts::{DATE, ID, MONEY, MUST_CITE, NOTE, PEOPLE, PROSE, WORDS, may, must, words_of};
use super::shape::{CITE, FORMER, Shape, Table};

pub(crate) use super::parts::{ARRIVAL, CANCELLED, CLAIM, DELIVERY, EQUIPMENT_ITEM, EXPECTED, PARTNERSHIP, ROLE};
pub use super::parts::{CITATION, FACT, REPORTED};

static GRANT: Table = Table {
    one: "a grant",
    fields: &[
        ID,
        must("title", Shape::Words, "Title of the grant."),
        must("recipient", Shape::Pointer(Kind::Country), "Id of the country."),
        must("fiscal_year", Shape::FiscalYear, "Fiscal year as Japan attributes it, by its first calendar year."),
        may("amount", MONEY, "The sum promised: 400 million JPY."),
        may("announced", DATE, "When it was announced."),
        may("signed", DATE, "When the notes were exchanged."),
        may("place", WORDS, "Where the notes were exchanged."),
        may("signatories", PEOPLE, "Ids of the people who signed."),
        may("witnesses", PEOPLE, "Ids of the people in whose presence it was signed."),
        may("approved", DATE, "When the recipient's cabinet or parliament approved it."),
        may("end_user", Shape::Fact(&Shape::EndUser), "Id of the organisation that uses it, or words."),
        may("purpose", PROSE, "What it is for."),
        may("procured_by", WORDS, "Who buys the equipment."),
        may("equipment", Shape::List(&EQUIPMENT_ITEM), "What was promised."),
        may("deliveries", Shape::List(&DELIVERY), "What was handed over."),
        may("arrivals", Shape::List(&ARRIVAL), "Equipment seen in the country before its handover."),
        may("expected", Shape::List(&EXPECTED), "What is announced; never counted as delivered."),
        may("cancelled", Shape::Map(&CANCELLED), "Set when the grant was called off."),
        MUST_CITE,
        NOTE,
        FORMER,
    ],
};

static BUDGET: Table = Table {
    one: "a budget",
    fields: &[
        ID,
        must("fiscal_year", Shape::FiscalYear, "Fiscal year by its first calendar year."),
        must("stage", words_of!(BudgetStage), "How far the figure has come."),
        must("amount", MONEY, "The sum."),
        may("decided", Shape::Date, "When it was decided."),
        MUST_CITE,
        NOTE,
        FORMER,
    ],
};

static COUNTRY: Table = Table {
    one: "a country",
    fields: &[
        ID,
        must("name", Shape::Words, "English name."),
        must("iso3", Shape::Iso3, "ISO 3166-1 alpha-3 code."),
        may("name_ja", Shape::Words, "Japanese name."),
        may("region", Shape::Words, "Region."),
        may("capital", Shape::Words, "Capital."),
        may("partnership", Shape::Fact(&Shape::Map(&PARTNERSHIP)), "Formal partnership with Japan."),
        may("why", PROSE, "Why Japan says it matters."),
        may("neighbours", WORDS, "Neighbours at sea and on land."),
        may("tile", Shape::Tile, "[column, row] on the tile map."),
        may("marker", Shape::Marker, "[longitude, latitude] on the locator map."),
        MUST_CITE,
        NOTE,
        FORMER,
    ],
};

static ORGANISATION: Table = Table {
    one: "an organisation",
    fields: &[
        ID,
        must("name", Shape::Words, "English name."),
        may("name_ja", Shape::Words, "Japanese name."),
        may("country", Shape::Pointer(Kind::Country), "Id of its country."),
        may("kind", Shape::Words, "What it is: ministry, navy, agency."),
        CITE,
        NOTE,
        FORMER,
    ],
};

static PERSON: Table = Table {
    one: "a person",
    fields: &[
        ID,
        must("name", Shape::Words, "Name, family name first for Japanese."),
        may("name_ja", Shape::Words, "Japanese name."),
        may("country", Shape::Pointer(Kind::Country), "Id of the country served."),
        may("roles", Shape::List(&ROLE), "Offices held."),
        CITE,
        NOTE,
        FORMER,
    ],
};

static CATEGORY: Table = Table {
    one: "an equipment category",
    fields: &[
        ID,
        must("name", Shape::Words, "Name of the category."),
        may("about", Shape::Prose, "What it covers."),
        CITE,
        NOTE,
        FORMER,
    ],
};

static EVENT: Table = Table {
    one: "an event",
    fields: &[
        ID,
        must("date", DATE, "When it was, or began."),
        may("end", Shape::Date, "When it ended."),
        must("title", Shape::Words, "Title."),
        must("kind", words_of!(EventKind), "What it was."),
        may("countries", Shape::Pointers(Kind::Country), "Ids of countries in it."),
        may("people", Shape::Pointers(Kind::Person), "Ids of people in it."),
        may("grants", Shape::Pointers(Kind::Grant), "Ids of grants in it."),
        may("text", Shape::Prose, "The story."),
        MUST_CITE,
        NOTE,
        FORMER,
    ],
};

static DISAGREEMENT: Table = Table {
    one: "a disagreement",
    fields: &[
        ID,
        must("question", Shape::Words, "The question."),
        may("about", Shape::AnyPointers, "Ids of the records it is about."),
        must("claims", Shape::List(&CLAIM), "What sources claim."),
        must("we_publish", Shape::Prose, "What we publish."),
        must("why", Shape::Prose, "Why."),
        may("effect", Shape::Prose, "What it does to totals."),
        must("status", words_of!(DisagreementStatus), "How far it is understood."),
        CITE,
        NOTE,
        FORMER,
    ],
};

static TERM: Table = Table {
    one: "a term",
    fields: &[
        ID,
        must("term", Shape::Words, "The term."),
        may("ja", Shape::Words, "In Japanese."),
        may("reading", Shape::Words, "How the Japanese is read."),
        must("meaning", Shape::Prose, "What it means."),
        CITE,
        NOTE,
        FORMER,
    ],
};

static SOURCE: Table = Table {
    one: "a source",
    fields: &[
        ID,
        must("title", Shape::Words, "Title as printed, or a description in [brackets]."),
        must("publisher", Shape::Words, "Who published it."),
        must("kind", words_of!(SourceKind), "What it is."),
        must("language", Shape::Language, "BCP 47 tag of its language."),
        may("title_en", Shape::Words, "Title in English."),
        may("author", Shape::Words, "Who wrote it."),
        may("published", Shape::Date, "When it was published."),
        may("accessed", Shape::Date, "When it was read."),
        may("url", Shape::Url, "Its http or https address."),
        may("archive_url", Shape::Url, "Address of a stored copy."),
        may("copy_url", Shape::Url, "Address of a copy or a repost that was read; `url` is the publisher's own."),
        CITE,
        NOTE,
        FORMER,
    ],
};

static CHANGE: Table = Table {
    one: "a change",
    fields: &[
        ID,
        must("date", Shape::Date, "When it was made."),
        must("kind", words_of!(ChangeKind), "Update or correction."),
        must("text", Shape::Prose, "What changed."),
        may("about", Shape::AnyPointers, "Ids of the records it touches."),
        CITE,
        NOTE,
        FORMER,
    ],
};

/// The front matter of an article.
pub static ARTICLE: Table = Table {
    one: "an article",
    fields: &[
        must("title", Shape::Words, "Title."),
        must("summary", Shape::Prose, "A sentence or two."),
        must("date", Shape::Date, "When it was written."),
        must("kind", words_of!(ArticleKind), "digest, explainer, analysis or about."),
        may("source", Shape::Pointer(Kind::Source), "The source that a digest digests."),
        may("updated", Shape::Date, "When it was last changed."),
        may("order", Shape::Number, "Its place in lists."),
        may("draft", Shape::Flag, "true keeps it out unless --drafts is given."),
        CITE,
        NOTE,
        FORMER,
    ],
};

/// `site.yaml`.
pub static SITE: Table = Table {
    one: "the site",
    fields: &[
        must("title", Shape::Words, "Title of the site."),
        must("as_of", Shape::Date, "The date for which the facts are true."),
        may("tagline", Shape::Words, "A few words under the title."),
        may("description", Shape::Words, "A sentence for search engines."),
        may("base_url", Shape::Url, "Address at which the site is hosted."),
        may("language", Shape::Language, "BCP 47 tag of the site's language; en where absent."),
        may("desk", Shape::Words, "Who makes it."),
        may("contact", Shape::Contact, "Mail or web address for error reports."),
        may("licence", Shape::Words, "Licence of texts and data."),
        may("repository", Shape::Url, "Where the content is kept."),
        may("front_page", Shape::Pointers(Kind::Article), "Ids of articles to feature."),
    ],
};

/// A figure block.
pub static FIGURE: Table = Table {
    one: "a figure",
    fields: &[
        must("chart", words_of!(Chart), "What to draw."),
        may("of", Shape::FactReference, "The fact whose claims are drawn."),
        may("year", Shape::FiscalYear, "Only this fiscal year."),
        may("country", Shape::Pointer(Kind::Country), "Only this country."),
        may("caption", Shape::Prose, "Words beneath it."),
    ],
};

/// The table of a section of the facts files.
pub fn section(kind: Kind) -> &'static Table {
    match kind {
        Kind::Grant => &GRANT,
        Kind::Country => &COUNTRY,
        Kind::Article => &ARTICLE,
        Kind::Budget => &BUDGET,
        Kind::Equipment => &CATEGORY,
        Kind::Event => &EVENT,
        Kind::Disagreement => &DISAGREEMENT,
        Kind::Person => &PERSON,
        Kind::Organisation => &ORGANISATION,
        Kind::Term => &TERM,
        Kind::Change => &CHANGE,
        Kind::Source => &SOURCE,
    }
}

/// The sections of facts files.
pub fn sections() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Article)
}
