//! Diagnostics: what can be wrong, where it stands, and how it is shown.

mod codes;
mod files;
mod lines;
mod near;
mod show;
mod store;

pub use codes::{Code, Severity};
pub use files::{Files, IoFailure};
pub use lines::LineIndex;
pub(crate) use near::Near;
pub use near::{did_you_mean, nearest};
pub use show::{Colour, Format, render};
pub use store::{Diagnostic, Diagnostics};
