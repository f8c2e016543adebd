//! Articles, and the site as a whole.

use std::sync::Arc;

use super::words::words;
use super::{Head, PartialDate, Pointer, Prose};

words! {
    /// What kind of article it is.
    ArticleKind {
        /// A digest of one source.
        Digest = "digest",
        Explainer = "explainer",
        Analysis = "analysis",
        /// About the site itself; served at the top level.
        About = "about",
    }
}

/// An article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its id, from the file name.
    pub head: Head,
    /// The file, relative to the content folder: `articles/a.md`.
    pub file: Arc<str>,
    pub title: Box<str>,
    /// A sentence or two.
    pub summary: Prose,
    /// When it was written.
    pub date: PartialDate,
    /// When it was last changed.
    pub updated: Option<PartialDate>,
    /// What kind.
    pub kind: ArticleKind,
    /// The source that a digest digests.
    pub source: Option<Pointer>,
    /// Its place in lists.
    pub order: Option<u32>,
    /// Whether it is published with `--drafts` only.
    pub draft: bool,
    /// The text.
    pub body: Prose,
}

/// The site as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteInfo {
    pub title: Box<str>,
    /// The date for which the facts are true.
    pub as_of: PartialDate,
    /// A few words under the title.
    pub tagline: Option<Box<str>>,
    /// A sentence for search engines.
    pub description: Option<Box<str>>,
    /// The address at which it is hosted, ending in `/`.
    pub base_url: Option<Box<str>>,
    /// The language of the site.
    pub language: Box<str>,
    /// Who makes it.
    pub desk: Option<Box<str>>,
    /// Where errors are reported: a mail address or an http(s) address.
    pub contact: Option<Box<str>>,
    /// The licence of texts and data.
    pub licence: Option<Box<str>>,
    /// Where the content is kept.
    pub repository: Option<Box<str>>,
    /// Articles to feature on the home page.
    pub front_page: Vec<Pointer>,
}
