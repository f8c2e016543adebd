//! Draft
pub mod check;
pub mod diag;
pub mod figure;
pub mod link;
pub mod load;
pub mod model;
