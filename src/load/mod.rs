//! Files in, a draft out: reads the content folder and parses what stands in it.
//!
//! Knows the syntax of facts and articles; knows no pages, and leaves every question about two records to `check`.

mod address;
mod article;
mod draft;
mod facts;
pub mod fields;
mod markdown;
mod read;
mod records;
mod sink;
mod values;
pub mod yaml;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostics};
use crate::model::{FileId, Span};

pub(crate) use address::{is_web_address, with_slash};
pub use draft::{Declared, Draft, Expects, Mention, Records, RelativeMention};
pub use fields::schema::json_schema;
pub use fields::tables;
pub(crate) use markdown::percent_decoded;
pub use read::{Asset, Sources, read};

use sink::{Found, Sink};

/// What becomes of articles that are drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are published.
    Publish,
    /// They are checked and left out.
    LeaveOut,
}

/// Parses what was read. The draft holds what could be understood, the diagnostics say what could not.
pub fn parse(sources: &Sources, drafts: Drafts) -> (Draft, Diagnostics) {
    let mut diagnostics = sources.diagnostics.clone();
    let mut draft = Draft::default();
    let unusable: BTreeSet<FileId> = sources.diagnostics.iter().map(|diagnostic| diagnostic.span.file).collect();
    let usable = |file: &FileId| !unusable.contains(file);
    if usable(&sources.site) {
        site(sources, &mut draft, &mut diagnostics);
    }
    let facts = sources.facts.par_iter().map(|file| match usable(file) {
        true => facts::facts_file(sources, *file),
        false => facts::unread(sources, *file),
    });
    let articles = sources.articles.par_iter().map(|file| match usable(file) {
        true => article::article_file(sources, *file),
        false => article::unread(sources, *file),
    });
    let files: Vec<Found> = facts.chain(articles).collect();
    draft.unread(sources);
    for found in files {
        draft.unparsed |= found.unparsed;
        draft.records.append(found.records);
        draft.declared.extend(found.declared);
        draft.possible.extend(found.possible);
        draft.damaged.extend(found.damaged);
        draft.mentions.extend(found.mentions);
        draft.relatives.extend(found.relatives);
        diagnostics.extend(found.diagnostics);
    }
    draft.media = sources.media.iter().map(|asset| (asset.name.clone(), Span::start_of(asset.file))).collect();
    if drafts == Drafts::LeaveOut {
        draft.left_out = draft.records.articles.extract_if(.., |article| article.draft).collect();
    }
    (draft, diagnostics)
}

fn site(sources: &Sources, draft: &mut Draft, diagnostics: &mut Diagnostics) {
    if !sources.has_site {
        let message = "the briefing needs `content/site.yaml`";
        let hint = Some("write it with two lines: `title: …` and `as_of: 2026-07-03`".to_owned());
        diagnostics.add(Code::MissingField, Span::start_of(sources.site), message, hint);
        return;
    }
    let mut sink = Sink::of(sources, sources.site);
    if let Some(node) = yaml::parse(sources.files.lines(sources.site), sources.site, 0, &mut sink.found.diagnostics)
        && let Some((site, as_of_span)) = records::site(&mut sink, &node)
    {
        draft.site = Some(site);
        draft.as_of_span = as_of_span;
    }
    draft.mentions.append(&mut sink.found.mentions);
    diagnostics.extend(sink.found.diagnostics);
}
