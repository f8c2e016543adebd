//! The fields of what stands inside records: facts with their evidence, items of lists, offices, claims. Owns the forms that
//! fields of records share with them.

use crate::model::Kind;
use crate::model::fact::Difference;

use super::shape::{CITE, Field, Shape, Table};

pub(super) const fn may(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, shape, required: false, about }
}

pub(super) const fn must(name: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { name, shape, required: true, about }
}

/// The words of an enum as a function, for [`Shape::OneOf`].
macro_rules! words_of {
    ($type:ty) => {
        Shape::OneOf(|| <$type>::WORDS.iter().map(|(word, _)| *word).collect())
    };
}
pub(super) use words_of;

pub(super) const ID: Field =
    must("id", Shape::Id, "Words of a-z and 0-9 joined by hyphens; unique over all sections and articles.");
pub(super) const MUST_CITE: Field = Field { required: true, ..CITE };
pub(super) const NOTE: Field = may("note", Shape::Prose, "A remark of the desk, shown beneath.");
pub(super) const ITEM_ID: Field =
    may("id", Shape::Id, "Name within the grant; needed where two items share a category.");

pub(super) const MONEY: Shape = Shape::Fact(&Shape::Money);
pub(super) const DATE: Shape = Shape::Fact(&Shape::Date);
pub(super) const WORDS: Shape = Shape::Fact(&Shape::Words);
pub(super) const PROSE: Shape = Shape::Fact(&Shape::Prose);
pub(super) const QUANTITY: Shape = Shape::Fact(&Shape::Quantity);
pub(super) const PEOPLE: Shape = Shape::Fact(&Shape::Pointers(Kind::Person));

/// `{source, at, says}`.
pub static CITATION: Table = Table {
    one: "a citation",
    fields: &[
        must("source", Shape::Pointer(Kind::Source), "Id of the source."),
        may("at", Shape::Words, "The place in it: para. 3, p. 28."),
        may("says", Shape::Words, "The figure or name as the source states it; a few words."),
    ],
};

/// The long form of a fact, without its value.
pub static FACT: Table = Table {
    one: "a fact",
    fields: &[
        CITE,
        NOTE,
        may("also_reported", Shape::List(&REPORTED), "Values that sources give and we do not adopt."),
    ],
};

/// A value that is reported and not adopted, without the value.
pub static REPORTED: Table = Table {
    one: "a reported value",
    fields: &[
        may("kind", words_of!(Difference), "How it differs from the value we publish."),
        MUST_CITE,
        must("why", Shape::Prose, "Why it is not adopted."),
        NOTE,
    ],
};

pub(crate) static EQUIPMENT_ITEM: Table = Table {
    one: "an equipment item",
    fields: &[
        ITEM_ID,
        must("item", Shape::Words, "What it is, in words."),
        must("category", Shape::Pointer(Kind::Equipment), "Id of its equipment category."),
        may("quantity", QUANTITY, "How many; leave it out where it is not stated."),
        may("maker", Shape::Words, "Who makes it."),
        CITE,
        NOTE,
    ],
};

pub(crate) static DELIVERY: Table = Table {
    one: "a delivery",
    fields: &[
        ITEM_ID,
        must("date", DATE, "Date of the handover."),
        must("what", Shape::Prose, "What was handed over."),
        may("place", WORDS, "Where."),
        may("quantity", QUANTITY, "How many."),
        may("category", Shape::Pointer(Kind::Equipment), "Id of its equipment category."),
        may("handed_over_by", Shape::Party, "Id of a person, or words."),
        may("received_by", Shape::Party, "Id of a person, or words."),
        may("final", Shape::Flag, "true when it completes the grant."),
        MUST_CITE,
        NOTE,
    ],
};

pub(crate) static ARRIVAL: Table = Table {
    one: "an arrival",
    fields: &[
        ITEM_ID,
        must("date", Shape::Date, "When it was seen in the country."),
        must("what", Shape::Prose, "What was seen."),
        MUST_CITE,
        NOTE,
    ],
};

pub(crate) static EXPECTED: Table = Table {
    one: "an expected handover",
    fields: &[
        ITEM_ID,
        must("what", Shape::Prose, "What is announced."),
        may("date", Shape::Date, "For when it is announced."),
        may("category", Shape::Pointer(Kind::Equipment), "Id of its equipment category."),
        may("quantity", Shape::Quantity, "How many."),
        MUST_CITE,
        NOTE,
    ],
};

pub(crate) static CANCELLED: Table = Table {
    one: "a cancellation",
    fields: &[must("date", Shape::Date, "When it was called off."), must("why", Shape::Prose, "Why."), MUST_CITE, NOTE],
};

pub(crate) static PARTNERSHIP: Table = Table {
    one: "a partnership",
    fields: &[must("title", Shape::Words, "Its formal title."), may("since", Shape::Date, "Since when.")],
};

pub(crate) static ROLE: Table = Table {
    one: "a role",
    fields: &[
        must("title", Shape::Words, "Title of the office."),
        may("organisation", Shape::Pointer(Kind::Organisation), "Id of the organisation."),
        may("from", Shape::Date, "From when."),
        may("to", Shape::Date, "Until when."),
        CITE,
        NOTE,
    ],
};

pub(crate) static CLAIM: Table = Table {
    one: "a claim",
    fields: &[
        must("value", Shape::Words, "The claim in our words."),
        may("says", Shape::Words, "As the source words it; a few words."),
        MUST_CITE,
        NOTE,
    ],
};
