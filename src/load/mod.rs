//! Files in, a draft out: reads the content folder and parses what stands in it.
//!
//! Knows the syntax of facts and articles; knows no pages, and leaves every question about two records to `check`.

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

use rayon::prelude::*;

use crate::diag::{Code, Diagnostics};
use crate::model::{FileId, Key, Span};

pub use draft::{Declared, Draft, DraftFile, Drafts, Expects, LinkMention, Mention, Named, Unsourced};
pub use fields::schema::json_schema;
pub use fields::tables;
pub use read::{Asset, FOLDERS, Sources, read};

use sink::{Found, Sink};

/// Parses what was read. The draft holds what could be understood, the diagnostics say what could not.
pub fn parse(sources: &Sources, drafts: Drafts) -> (Draft, Diagnostics) {
    let mut diagnostics = sources.diagnostics.clone();
    let mut draft = Draft::default();
    let usable = |file: &FileId| !sources.unusable.contains(file);
    if usable(&sources.site) {
        site(sources, &mut draft, &mut diagnostics);
    }
    let facts = sources.facts.par_iter().map(|file| match usable(file) {
        true => facts::facts_file(sources, *file),
        false => facts::unread(sources, *file),
    });
    let articles = sources.articles.par_iter().map(|file| match usable(file) {
        true => article::article_file(sources, *file, drafts),
        false => article::unread(sources, *file),
    });
    let files: Vec<Found> = facts.chain(articles).collect();
    draft.unread(sources);
    for (file, found) in sources.facts.iter().chain(&sources.articles).zip(files) {
        diagnostics.extend(take(&mut draft, Sink::of(sources, *file), found));
    }
    draft.media = sources.media.iter().map(|asset| (asset.name.clone(), Span::start_of(asset.file))).collect();
    (draft, diagnostics)
}

/// Takes over what a file adds to the draft; gives what is wrong with it.
fn take(draft: &mut Draft, Sink { file, path, .. }: Sink, mut found: Found) -> Diagnostics {
    for declared in &mut found.declared {
        if let Some(key) = &mut declared.key {
            *key = Key::at(key.kind, key.index() + draft.records.count(key.kind));
        }
    }
    draft.unparsed |= found.unparsed;
    draft.records.append(found.records);
    draft.incomplete.append(found.incomplete);
    draft.left_out.append(&mut found.left_out);
    draft.possible.extend(found.possible);
    draft.unsourced.extend(found.unsourced);
    draft.files.push(DraftFile { file, path, declared: found.declared, named: found.named });
    found.diagnostics
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
    let Sink { file, path, found, .. } = sink;
    draft.files.push(DraftFile { file, path, declared: Vec::new(), named: found.named });
    diagnostics.extend(found.diagnostics);
}
