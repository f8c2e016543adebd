//! The vocabulary of the programme: ids, dates, money, facts and the records made of them.
//!
//! Nothing here reads files, knows YAML or makes pages. Other crates used: `jiff` for the calendar.

pub mod anchor;
pub mod article;
pub mod catalogue;
pub mod character;
pub mod cite;
pub mod date;
pub mod fact;
pub mod fiscal_year;
pub mod grant;
pub mod id;
pub mod kind;
pub mod money;
pub mod prose;
pub mod quantity;
pub mod record;
pub mod records;
pub mod span;
pub mod target;
pub mod text;
mod words;

pub use anchor::Anchor;
pub use catalogue::{PerRecord, Records, Section};
pub use cite::Cite;
pub use date::PartialDate;
pub use fact::{Fact, FactRef, Reported, Shown};
pub use fiscal_year::FiscalYear;
pub use id::Id;
pub use kind::{Key, Kind};
pub use money::{Currency, Money};
pub use prose::Prose;
pub use quantity::Quantity;
pub use record::{Head, Record};
pub use span::{FileId, Span};
pub use target::{Link, Pointer, Reference, Scope, Target, Targets};
