//! The anchors of the headings of articles: made once, when it is known what the references in them read as.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Code, Diagnostics};
use crate::ledger::Ledger;
use crate::load::Draft;
use crate::model::prose::{Heading, Inline, Inlines, OwnAnchor};
use crate::model::records::Article;
use crate::model::{Kind, PerRecord, Record, Records, Targets};
use crate::words::{Language, Plain, on_one_line, words_of};

use super::slugs::{Slugs, slug};

/// The anchors of each article by the numbers of its headings; none where the words of a heading are not known.
pub(super) struct Anchors<'d> {
    by_file: BTreeMap<&'d str, Vec<Option<Box<str>>>>,
}

impl<'d> Anchors<'d> {
    /// Makes the anchors of every article, also of those that are left out or lack something.
    /// `targets` gives what references lead to, where every one leads somewhere.
    pub(super) fn of(
        draft: &'d Draft,
        targets: impl FnOnce() -> Option<Targets>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let found = Found::of(draft, targets, diagnostics);
        let plain = found.as_ref().map(Found::plain);
        let mut by_file = BTreeMap::new();
        for article in &draft.records.articles {
            by_file.insert(&*article.file, anchors(article, plain.as_ref(), diagnostics));
        }
        for article in draft.left_out.iter().chain(&draft.incomplete.articles) {
            by_file.insert(&*article.file, anchors(article, None, diagnostics));
        }
        Self { by_file }
    }

    /// The anchors of an article by its path from the content folder.
    pub(super) fn of_file(&self, file: &str) -> &[Option<Box<str>>] {
        self.by_file.get(file).map_or(&[], |anchors| anchors)
    }

    /// Those of the articles that are published. One that is not known is left empty: the briefing has errors then.
    pub(super) fn published(mut self, records: &Records) -> PerRecord<Vec<Box<str>>> {
        let mut published = PerRecord::of(records, &[Kind::Article]);
        for article in &records.articles {
            let anchors = self.by_file.remove(&*article.file).unwrap_or_default();
            published[article.key()] = anchors.into_iter().map(Option::unwrap_or_default).collect();
        }
        published
    }
}

/// What references in headings read as follows from this.
struct Found<'d> {
    records: &'d Records,
    targets: Targets,
    ledger: Ledger,
    language: Language,
}

impl<'d> Found<'d> {
    /// None where no heading holds a reference, or where mistakes stand in the way, which have been reported.
    fn of(draft: &'d Draft, targets: impl FnOnce() -> Option<Targets>, diagnostics: &Diagnostics) -> Option<Self> {
        let mut headings = draft.records.articles.iter().flat_map(|article| article.body.every_heading());
        let site = draft.site.as_ref().filter(|_| headings.any(|(_, line)| refers(line)))?;
        // Texts that show each other in a circle have no end.
        let targets = targets().filter(|_| !diagnostics.has_errors())?;
        let ledger = Ledger::of(&draft.records, &targets, site.as_of);
        Some(Self { records: &draft.records, targets, ledger, language: Language::of(&site.language) })
    }

    fn plain(&self) -> Plain<'_> {
        Plain { records: self.records, targets: &self.targets, ledger: &self.ledger, language: self.language }
    }
}

/// Whether a line shows what a reference leads to.
fn refers(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Reference(_, words) => words.as_deref().is_none_or(refers),
        Inline::Marked(_, line) | Inline::Link(_, line) => refers(line),
        _ => false,
    })
}

fn anchors(article: &Article, plain: Option<&Plain<'_>>, diagnostics: &mut Diagnostics) -> Vec<Option<Box<str>>> {
    let mut slugs = Slugs::default();
    let headings = article.body.every_heading();
    headings.into_iter().map(|(heading, line)| anchor(heading, line, plain, &mut slugs, diagnostics)).collect()
}

fn anchor(
    heading: &Heading,
    line: &Inlines,
    plain: Option<&Plain<'_>>,
    slugs: &mut Slugs,
    diagnostics: &mut Diagnostics,
) -> Option<Box<str>> {
    let words = match plain {
        Some(plain) => Some(plain.line(line)),
        None => (!refers(line)).then(|| words_of(line, &|_| String::new())),
    };
    let slug = words.as_deref().map(|words| slug(&in_form_c(&on_one_line(words))));
    if slug.as_deref().is_some_and(|slug| !slug.contains(char::is_alphanumeric)) {
        let hint = Some("say in words what the text below is about".to_owned());
        diagnostics.add(Code::EmptyHeading, heading.span, "this heading has no words", hint);
    }
    match &heading.own {
        Some(own) => Some(own_anchor(own, slugs, diagnostics)),
        None => slug.map(|slug| slugs.next(&slug)),
    }
}

/// An anchor that the editor wrote: once on the page, and none of those that the program adds.
fn own_anchor(own: &OwnAnchor, slugs: &mut Slugs, diagnostics: &mut Diagnostics) -> Box<str> {
    let id = in_form_c(&own.id);
    let is_ours = id.starts_with("page.");
    let free = if is_ours { None } else { slugs.claim(&id) };
    free.unwrap_or_else(|| {
        let message = match is_ours {
            true => format!("the anchor `{id}` belongs to the program"),
            false => format!("two headings have the anchor `{id}`"),
        };
        let hint = if is_ours { "begin it with anything but `page.`" } else { "take another one" };
        diagnostics.add(Code::DuplicateAnchor, own.span, message, Some(hint.to_owned()));
        id.into()
    })
}

/// Text in normal form C, in which anchors are held against each other.
pub(super) fn in_form_c(text: &str) -> String {
    text.nfc().collect()
}
