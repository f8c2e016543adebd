//! Anchors: the only maker of `amount`, `deliveries-uav` and `deliveries-uav-date`.

use std::fmt;

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
}

/// A place on the page of a record, as its address names it; a dot inside a field is a hyphen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor<'a> {
    /// A field of the record.
    Field(&'static str),
    /// An item of a list, by its name within the list.
    Item(List, &'a str),
    /// A field of an item.
    ItemField(List, &'a str, &'static str),
}

impl fmt::Display for Anchor<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => formatter.write_str(field),
            Self::Item(list, name) => write!(formatter, "{}-{name}", list.word()),
            Self::ItemField(list, name, field) => write!(formatter, "{}-{name}-{field}", list.word()),
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
    /// The list.
    pub list: List,
    /// Its place in the list, from 0.
    pub number: usize,
    /// Its name within the list.
    pub name: &'a str,
    /// Where it stands.
    pub span: super::Span,
}

impl<'a> Item<'a> {
    /// Its anchor.
    pub fn anchor(&self) -> Anchor<'a> {
        Anchor::Item(self.list, self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, List};

    #[test]
    fn anchors_are_made_of_list_name_and_field() {
        assert_eq!(Anchor::Field("end_user").to_string(), "end_user");
        assert_eq!(Anchor::Item(List::Deliveries, "uav").to_string(), "deliveries-uav");
        assert_eq!(Anchor::ItemField(List::Deliveries, "uav", "date").to_string(), "deliveries-uav-date");
    }
}
