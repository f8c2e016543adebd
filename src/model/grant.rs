//! A grant with what was promised, handed over, seen and announced.

use super::anchor::{Item, List, Part};
use super::fact::EndUser;
use super::{
    Anchor, Cite, Fact, FactRef, FiscalYear, Head, Money, PartialDate, Pointer, Prose, Quantity, Record, Span,
};

/// A grant: signed, planned or cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// Id, evidence, note.
    pub head: Head,
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
    pub what: Prose,
    /// When, with the place of the date.
    pub date: Option<(PartialDate, Span)>,
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
    pub why: Prose,
    /// Its evidence.
    pub cite: Vec<Cite>,
    /// A remark.
    pub note: Option<Prose>,
}

impl Grant {
    /// The name of an item within its list, by its place there.
    pub fn item_name(&self, list: List, number: usize) -> &str {
        match list {
            List::Equipment => &self.equipment[number].name,
            List::Deliveries => &self.deliveries[number].name,
            List::Arrivals => &self.arrivals[number].name,
            List::Expected => &self.expected[number].name,
        }
    }
}

impl Record for Grant {
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
                    fact.named(Anchor::Field(stringify!($field)), $label, &[own])
                }));)+
            };
        }
        add!(end_user "End user", amount "Amount", announced "Announced", signed "Notes exchanged", place "Place",
            signatories "Signed by", witnesses "In the presence of", approved "Approved by the recipient",
            purpose "Purpose", procured_by "Procured by");
        for item in &self.equipment {
            let field = Anchor::ItemPart(List::Equipment, &item.name, Part::Quantity);
            facts.extend(item.quantity.as_ref().map(|fact| fact.named(field, "Quantity", &[&item.cite, own])));
        }
        for delivery in &self.deliveries {
            let field = |part| Anchor::ItemPart(List::Deliveries, &delivery.name, part);
            let inherited = [&delivery.cite[..], own];
            facts.push(delivery.date.named(field(Part::Date), "Handed over", &inherited));
            facts.extend(
                delivery.place.as_ref().map(|fact| fact.named(field(Part::Place), "Place of handover", &inherited)),
            );
            facts.extend(
                delivery.quantity.as_ref().map(|fact| fact.named(field(Part::Quantity), "Quantity", &inherited)),
            );
        }
        facts
    }

    fn items(&self) -> Vec<Item<'_>> {
        fn named<'a>(list: List, names: impl Iterator<Item = (&'a str, Span)>) -> impl Iterator<Item = Item<'a>> {
            names.enumerate().map(move |(number, (name, span))| Item { list, number, name, span })
        }
        named(List::Equipment, self.equipment.iter().map(|item| (&*item.name, item.span)))
            .chain(named(List::Deliveries, self.deliveries.iter().map(|item| (&*item.name, item.span))))
            .chain(named(List::Arrivals, self.arrivals.iter().map(|item| (&*item.name, item.span))))
            .chain(named(List::Expected, self.expected.iter().map(|item| (&*item.name, item.span))))
            .collect()
    }
}
