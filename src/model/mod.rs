//! The vocabulary of the programme: ids, dates, money, facts and the records made of them.
//!
//! Nothing here reads files, knows YAML or makes pages. Other crates used: `jiff` for the calendar.

pub mod article;
pub mod date;
pub mod fact;
pub mod fiscal_year;
pub mod grant;
pub mod id;
pub mod money;
pub mod prose;
pub mod quantity;
pub mod records;
pub mod span;
pub mod text;

pub use date::PartialDate;
pub use fact::{Cite, Fact, FactRef, Reported, Shown};
pub use fiscal_year::FiscalYear;
pub use id::{Id, Key, Kind};
pub use money::{Currency, Money};
pub use prose::{Piece, Prose, Reference};
pub use quantity::Quantity;
pub use span::{FileId, Span};
