//! Where things stand in the site and how one leads to another: the only maker of paths and links.
//!
//! Every link is relative, so that the site works from disk and below any address. Knows records, not what is on a page.

mod page;
mod path;
mod web;

pub use page::{PageKey, pages};
pub use path::{Href, Place, SitePath};
pub(crate) use web::{WebFault, decoded, escaped, is_web_address, odd_character, web_address, with_slash};
