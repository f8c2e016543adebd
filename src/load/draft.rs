//! What parsing makes: well-formed records whose references are still words.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::prose::{Pointer, Reference, Relative};
use crate::model::records::{
    Article, Budget, Category, Change, Country, Disagreement, Event, Grant, Organisation, Person, SiteInfo, Source,
    Term,
};
use crate::model::{Id, Key, Kind, Span};

use super::read::Sources;

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
}

/// An id that is named somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The record that names it; none in `site.yaml` and in records whose own id is bad.
    pub from: Option<Key>,
    /// What it names.
    pub reference: Reference,
    /// What it has to be.
    pub expects: Expects,
}

/// A plain relative link or image of prose.
#[derive(Clone, Debug, PartialEq)]
pub struct RelativeMention {
    /// The record whose prose it is.
    pub from: Option<Key>,
    /// The link.
    pub link: Relative,
}

/// An id that is declared somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// The record.
    pub key: Key,
    /// The file it stands in, from the content folder.
    pub file: Arc<str>,
    /// Where its id stands.
    pub span: Span,
    /// Its former ids.
    pub former: Vec<Pointer>,
}

/// The records of every section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// Grants.
    pub grants: Vec<Grant>,
    /// Budget figures.
    pub budgets: Vec<Budget>,
    /// Countries.
    pub countries: Vec<Country>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// People.
    pub people: Vec<Person>,
    /// Equipment categories.
    pub equipment: Vec<Category>,
    /// Events.
    pub events: Vec<Event>,
    /// Disagreements that belong to no single field.
    pub disagreements: Vec<Disagreement>,
    /// Terms.
    pub terms: Vec<Term>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Changes.
    pub changes: Vec<Change>,
    /// Articles.
    pub articles: Vec<Article>,
}

impl Records {
    /// Takes over the records of another file.
    pub(super) fn append(&mut self, mut other: Self) {
        self.grants.append(&mut other.grants);
        self.budgets.append(&mut other.budgets);
        self.countries.append(&mut other.countries);
        self.organisations.append(&mut other.organisations);
        self.people.append(&mut other.people);
        self.equipment.append(&mut other.equipment);
        self.events.append(&mut other.events);
        self.disagreements.append(&mut other.disagreements);
        self.terms.append(&mut other.terms);
        self.sources.append(&mut other.sources);
        self.changes.append(&mut other.changes);
        self.articles.append(&mut other.articles);
    }
}

/// A whole briefing, parsed and not yet checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The site; none where `site.yaml` can not be used.
    pub site: Option<SiteInfo>,
    /// Where `as_of` stands.
    pub as_of_span: Span,
    /// Every record that could be read.
    pub records: Records,
    /// Every id that is declared, also by records that could not be read.
    pub declared: Vec<Declared>,
    /// What may be ids in files, sections and records that could not be read; references to them are not reported.
    pub possible: BTreeSet<Box<str>>,
    /// Records in which something could not be read; what they seem to lack may be there.
    pub damaged: BTreeSet<Id>,
    /// Paths from the content folder of files that could not be read; links to them are not reported.
    pub unread: BTreeSet<String>,
    /// Whether a whole facts file is unknown, so that any id may exist.
    pub blind: bool,
    /// Whether some text could not be parsed, so that what it names is not known.
    pub unparsed: bool,
    /// Every id that is named.
    pub mentions: Vec<Mention>,
    /// Every relative link and image.
    pub relatives: Vec<RelativeMention>,
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

    /// Whether an id that nothing declares may stand where nothing could be read.
    pub fn may_hold(&self, id: &str) -> bool {
        self.blind || self.possible.contains(id)
    }
}
