//! What fields there are: the tables of every record, a mapping held against one, and the JSON Schema made of them.

mod mapping;
mod parts;
pub mod schema;
mod shape;
pub mod tables;

pub(super) use mapping::{Fields, lack, misread_name, visible};
pub use shape::{Field, Shape, Table};
