//! The evidence behind a value, and sources as they are named.

use crate::address::{Href, Place};
use crate::model::records::Source;
use crate::model::{Cite, Key, Record};
use crate::render::html::Html;
use crate::render::parts::Evidence;

use super::Page;

impl<'s> Page<'s> {
    /// The evidence line of a value. What rests on the whole record names its first sources only.
    pub(in crate::render) fn evidence(&mut self, cites: &'s [Cite], own: &'s [Cite]) -> Vec<Evidence> {
        const SHOWN_OF_RECORD: usize = 3;
        let inherited = std::ptr::eq(cites, own) && cites.len() > SHOWN_OF_RECORD;
        let shown = if inherited { &cites[..SHOWN_OF_RECORD] } else { cites };
        let mut lines: Vec<Evidence> = Vec::new();
        let mut rest = shown;
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|cite| self.is_same_voice(first, cite)).count().max(1);
            lines.push(self.evidence_of(&rest[..same]));
            rest = &rest[same..];
        }
        if inherited && let Some(last) = lines.last_mut() {
            let more = format!("and {} more sources of this record", cites.len() - SHOWN_OF_RECORD);
            let sources = Place::at(self.path.clone(), "page.sources");
            last.more = Some(Html::link(&self.href(&sources), &Html::text(&more)));
        }
        lines
    }

    /// Whether two citations read the same: one publisher, one day, nothing quoted.
    fn is_same_voice(&self, one: &Cite, other: &Cite) -> bool {
        let source = |cite: &Cite| self.site.named::<Source>(cite.source);
        let is_bare = |cite: &Cite| cite.at.is_none() && cite.says.is_none();
        is_bare(one)
            && is_bare(other)
            && source(one).publisher == source(other).publisher
            && source(one).published == source(other).published
    }

    /// One voice behind a value, with the notes of all its texts.
    fn evidence_of(&mut self, cites: &'s [Cite]) -> Evidence {
        let source = self.site.named::<Source>(cites[0].source);
        Evidence {
            publisher: Html::text(&source.publisher),
            date: source.published.as_ref().map(Html::date),
            at: cites[0].at.as_deref().map(Html::text),
            says: cites[0].says.as_deref().map(Html::text),
            note: self.cites(cites),
            more: None,
        }
    }

    /// Publisher, title and date of a source, as plain words.
    pub(super) fn short_source(&self, key: Key, at: Option<&str>) -> Html {
        let source = self.site.get::<Source>(key);
        let title = source.title_en.as_ref().unwrap_or(&source.title);
        let date = source.published.map_or(String::new(), |date| format!(", {date}"));
        let at = at.map_or(String::new(), |at| format!(", {at}"));
        Html::text(&format!("{}, “{}”{date}{at}", source.publisher, title.trim_matches(['[', ']'])))
    }

    /// The full reference of a source, with links to its page here and to the original.
    pub(in crate::render) fn full_source(&self, key: Key) -> Html {
        let source = self.site.get::<Source>(key);
        let mut parts = Vec::new();
        if let Some(author) = &source.author {
            parts.push(Html::text(&format!("{author}, ")));
        }
        let title = Html::text_in(&source.language, &source.title);
        parts.push(Html::link(&self.href(self.site.place(source.key())), &Html::element("cite", &title)));
        if let Some(english) = &source.title_en {
            parts.push(Html::text(&format!(" ({english})")));
        }
        parts.push(Html::text(&format!(", {}", source.publisher)));
        if let Some(published) = &source.published {
            parts.push(Html::text(", "));
            parts.push(Html::date(published));
        }
        if let Some(accessed) = &source.accessed {
            parts.push(Html::text(", read "));
            parts.push(Html::date(accessed));
        }
        match &source.url {
            Some(url) => {
                parts.push(Html::text(". "));
                parts.push(Html::classed_link(&Href::outside(url), "original", &Html::text("Original")));
            }
            None => parts.push(Html::text(". Text on file; no address")),
        }
        if let Some(archive) = &source.archive_url {
            parts.push(Html::text(", "));
            parts.push(Html::classed_link(&Href::outside(archive), "original", &Html::text("stored copy")));
        }
        Html::concat(parts)
    }
}
