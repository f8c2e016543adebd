//! Anchors: the only maker of `amount`, `deliveries-uav` and `deliveries-uav-date`.

use std::fmt;

use super::words::words;

/// The lists of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// What was promised.
    Equipment,
    /// What was handed over.
    Deliveries,
    /// What was seen in the country before its handover.
    Arrivals,
    /// What is announced.
    Expected,
}

impl List {
    /// The name of the field that holds it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Equipment => "equipment",
            Self::Deliveries => "deliveries",
            Self::Arrivals => "arrivals",
            Self::Expected => "expected",
        }
    }

    /// The parts that its items may have on the page of the grant.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Self::Equipment => &[Part::Quantity, Part::Category, Part::Maker],
            Self::Deliveries => {
                &[Part::Date, Part::Place, Part::Quantity, Part::Category, Part::By, Part::To, Part::Final]
            }
            Self::Arrivals => &[Part::Date],
            Self::Expected => &[Part::Date, Part::Quantity, Part::Category],
        }
    }
}

words! {
    /// A part of an item that has an anchor of its own.
    Part {
        /// When.
        Date = "date",
        /// Where.
        Place = "place",
        /// How many.
        Quantity = "quantity",
        /// Of what kind.
        Category = "category",
        /// Who makes it.
        Maker = "maker",
        /// Who handed it over.
        By = "by",
        /// Who received it.
        To = "to",
        /// That it completes the grant.
        Final = "final",
    }
}

words! {
    /// A figure of a fiscal year that has an anchor on its page, beside the budgets of the year under their own ids.
    YearFigure {
        /// The budget of record.
        Budget = "total-budget",
        /// What is signed.
        Signed = "total-signed",
        /// What is left of the budget.
        Remaining = "remaining",
        /// What is fully delivered.
        Delivered = "total-delivered",
    }
}

/// A place on the page of a record, as its address names it; a dot inside a field is a hyphen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor<'a> {
    /// A field of the record.
    Field(&'static str),
    /// An item of a list, by its name within the list.
    Item(List, &'a str),
    /// A part of an item, one of those that its list has.
    ItemPart(List, &'a str, Part),
}

impl fmt::Display for Anchor<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => formatter.write_str(field),
            Self::Item(list, name) => write!(formatter, "{}-{name}", list.word()),
            Self::ItemPart(list, name, part) => write!(formatter, "{}-{name}-{}", list.word(), part.word()),
        }
    }
}

impl From<Anchor<'_>> for Box<str> {
    fn from(anchor: Anchor<'_>) -> Self {
        anchor.to_string().into()
    }
}

/// An item of a list of a record.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    pub list: List,
    /// Its place in the list, from 0.
    pub number: usize,
    /// Its name within the list.
    pub name: &'a str,
    /// Where it stands.
    pub span: super::Span,
}

impl<'a> Item<'a> {
    pub fn anchor(&self) -> Anchor<'a> {
        Anchor::Item(self.list, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, List, Part};

    #[test]
    fn anchors_are_made_of_list_name_and_field() {
        assert_eq!(Anchor::Field("end_user").to_string(), "end_user");
        assert_eq!(Anchor::Item(List::Deliveries, "uav").to_string(), "deliveries-uav");
        assert_eq!(Anchor::ItemPart(List::Deliveries, "uav", Part::Date).to_string(), "deliveries-uav-date");
    }
}
