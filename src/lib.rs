//! Draft
pub mod check;
pub mod diag;
pub mod link;
pub mod load;
pub mod model;
