//! What parsing makes: well-formed records whose references are still words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::records::{Article, Grant, SiteInfo};
use crate::model::{FileId, Id, Key, Kind, Records, Span};

use super::read::Sources;

/// What becomes of articles that are drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are published.
    Publish,
    /// They are checked and left out.
    LeaveOut,
}

/// What an id that is named somewhere has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expects {
    /// A reference of prose: a record, a fact, or a computed figure.
    Prose,
    /// A fact of some record.
    FactOfRecord,
    /// A record of any kind.
    Anything,
    /// A record of one kind.
    Kind(Kind),
    /// A person or an organisation.
    Party,
    /// Anything: the id could not be read, which has been reported.
    Unread,
}

/// An id that is named somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The record that names it, by its place among the declared ids of its file; none in `site.yaml` and in records
    /// whose own id is bad.
    pub from: Option<usize>,
    /// The word as it is written, without label: `malaysia-fy2023`, `malaysia-fy2023.amount`, `fy2023.signed`.
    pub word: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// What it has to be.
    pub expects: Expects,
}

impl Mention {
    /// The part before the first dot, and the rest.
    pub fn parts(&self) -> (&str, Option<&str>) {
        self.word.split_once('.').map_or((&self.word, None), |(record, field)| (record, Some(field)))
    }
}

/// A plain relative link or image of prose, as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkMention {
    /// The record whose prose it is, by its place among the declared ids of its file.
    pub from: Option<usize>,
    /// The path, percent-decoded, without the fragment; empty for a link within the page.
    pub path: String,
    /// What follows `#`.
    pub fragment: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a file names, each in the order of its slots.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Ids in fields that take the id of a record.
    pub pointers: Vec<Mention>,
    /// References of prose.
    pub references: Vec<Mention>,
    /// Plain relative links and images.
    pub links: Vec<LinkMention>,
}

/// An id that is declared somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// What it is the id of.
    pub kind: Kind,
    pub id: Id,
    /// The file it stands in, from the content folder.
    pub file: Arc<str>,
    /// Where it stands.
    pub span: Span,
    /// Its former ids, with where they stand.
    pub former: Vec<(Id, Span)>,
    /// Its record, where all that is required of it could be read and it is going to be published.
    pub key: Option<Key>,
    /// Whether something in its record could not be read; what the record seems to lack may be there.
    pub is_damaged: bool,
}

/// A record or an item that has to name a source and names none.
#[derive(Clone, Debug)]
pub struct Unsourced {
    /// The record, by where its id stands; none for an item of a list.
    pub record: Option<Span>,
    /// Where its `cite` stands, or else the record.
    pub span: Span,
    /// What to say where there is no `cite` at all: the message and what to do.
    pub absent: Option<(String, String)>,
}

/// A file of facts or an article, by what it declares and names.
#[derive(Clone, Debug)]
pub struct DraftFile {
    pub file: FileId,
    /// Its path from the content folder.
    pub path: Arc<str>,
    /// The ids that are declared in it, also by records that could not be read.
    pub declared: Vec<Declared>,
    /// What it names.
    pub named: Named,
}

/// A whole briefing, parsed and not yet checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The site; none where `site.yaml` can not be used.
    pub site: Option<SiteInfo>,
    /// Where `as_of` stands.
    pub as_of_span: Span,
    /// Every record of which all that is required could be read.
    pub records: Records,
    /// Records that lack something, with stand-ins in its place. They are looked at for their other mistakes.
    pub incomplete: Records,
    /// The files of facts and articles, and `site.yaml`.
    pub files: Vec<DraftFile>,
    /// Records and items that have to name a source and name none.
    pub unsourced: Vec<Unsourced>,
    /// What may be ids in files, sections and records that could not be read; references to them are not reported.
    pub possible: BTreeSet<Box<str>>,
    /// Paths from the content folder of files that could not be read; links to them are not reported.
    pub unread: BTreeSet<String>,
    /// Whether a whole facts file is unknown, so that any id may exist.
    pub blind: bool,
    /// Whether some text could not be parsed, so that what it names is not known.
    pub unparsed: bool,
    /// Files of the media folder, relative to the content folder, with a place for mistakes about them.
    pub media: Vec<(String, Span)>,
    /// Articles that are drafts and are not published.
    pub left_out: Vec<Article>,
}

impl Draft {
    /// Notes the files whose text could not be had at all.
    pub(super) fn unread(&mut self, sources: &Sources) {
        for file in &sources.unread {
            let path = sources.files.path(*file);
            let below = path.strip_prefix("content/").unwrap_or(path);
            self.unparsed = true;
            // The folder of articles or of facts may itself be a link that was refused.
            self.blind |= below.starts_with("facts") || below == "articles";
            if let Some(name) = below.rsplit('/').next().and_then(|name| name.strip_suffix(".md")) {
                self.possible.insert(name.into());
            }
            self.unread.insert(below.to_owned());
        }
    }

    /// Every id that is declared, in the order of the files.
    pub fn declared(&self) -> impl Iterator<Item = &Declared> {
        self.files.iter().flat_map(|file| &file.declared)
    }

    /// Every grant, with those that lack something.
    pub fn grants(&self) -> impl Iterator<Item = &Grant> {
        self.records.grants.iter().chain(&self.incomplete.grants)
    }

    /// Whether an id that nothing declares may stand where nothing could be read.
    pub fn may_hold(&self, id: &str) -> bool {
        self.blind || self.possible.contains(id)
    }
}
