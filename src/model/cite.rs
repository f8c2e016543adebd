//! A citation: one place in one source.

use super::Pointer;

/// One place in one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    pub source: Pointer,
    /// The place in it, as the editor words it: `para. 3`.
    pub at: Option<Box<str>>,
    /// The figure or name as the source states it.
    pub says: Option<Box<str>>,
}
