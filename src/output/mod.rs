//! The finished site: bytes with a path each, and the check that every link of them lands.
//!
//! Makes no page and writes nothing.

pub(crate) mod assets;
pub(crate) mod links;

use crate::address::SitePath;

/// A finished file of the site.
#[derive(Debug)]
pub struct Output {
    /// Where it stands.
    pub path: SitePath,
    pub bytes: Vec<u8>,
}
