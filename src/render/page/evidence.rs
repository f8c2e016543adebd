//! The evidence behind a value, and sources as they are named.

use std::collections::BTreeSet;

use crate::address::{Href, Place};
use crate::model::records::Source;
use crate::model::{Cite, Key, Record};
use crate::render::html::Html;
use crate::render::parts::{Evidence, Voice};
use crate::words::capital;

use super::Page;

impl<'s> Page<'s> {
    /// The evidence of a value. What rests on the whole record names its first sources only.
    pub(in crate::render) fn evidence(&mut self, cites: &'s [Cite], own: &'s [Cite]) -> Vec<Evidence> {
        const SHOWN_OF_RECORD: usize = 3;
        let inherited = std::ptr::eq(cites, own) && cites.len() > SHOWN_OF_RECORD;
        let shown = if inherited { &cites[..SHOWN_OF_RECORD] } else { cites };
        let mut lines = self.voices(shown);
        if inherited && let Some(last) = lines.last_mut() {
            let more = format!("and {} more sources of this record", cites.len() - SHOWN_OF_RECORD);
            let sources = Place::at(self.path.clone(), "page.sources");
            last.more = Some(Html::link(&self.href(&sources), &Html::text(&more)));
        }
        lines
    }

    /// The evidence of several values that stand together, each voice once. What rests on the whole record is left out
    /// where anything rests on less.
    pub(in crate::render) fn joint_evidence(&mut self, lists: &[&'s [Cite]], own: &'s [Cite]) -> Vec<Evidence> {
        let closer = lists.iter().copied().filter(|list| !std::ptr::eq(*list, own));
        let mut all: Vec<&'s Cite> = closer.flatten().collect();
        // A source that is quoted needs not be named again without its words.
        let quoted: BTreeSet<Key> =
            all.iter().filter(|cite| cite.says.is_some()).map(|cite| self.site.key(cite.source)).collect();
        all.retain(|cite| cite.says.is_some() || !quoted.contains(&self.site.key(cite.source)));
        if all.is_empty() { self.evidence(own, own) } else { self.voices(all) }
    }

    /// Evidence that stands beside the value above already.
    pub(super) fn evidence_above(&mut self, cites: &'s [Cite]) -> Vec<Evidence> {
        let note = self.note_of_evidence(&cites.iter().collect::<Vec<_>>());
        vec![Evidence { above: true, voices: Vec::new(), says: None, note, more: None }]
    }

    /// Who says it, when, and in what words; voices with the same words, or with none, are joined.
    fn voices(&mut self, cites: impl IntoIterator<Item = &'s Cite>) -> Vec<Evidence> {
        let mut groups: Vec<(Option<&'s str>, Vec<&'s Cite>)> = Vec::new();
        for cite in cites {
            let says = cite.says.as_deref();
            match groups.iter_mut().find(|(known, _)| *known == says) {
                Some((_, group)) => group.push(cite),
                None => groups.push((says, vec![cite])),
            }
        }
        groups.into_iter().map(|(says, cites)| self.evidence_of(says, &cites)).collect()
    }

    fn evidence_of(&mut self, says: Option<&str>, cites: &[&'s Cite]) -> Evidence {
        let mut voices: Vec<Voice> = Vec::new();
        for cite in cites {
            let source = self.site.named::<Source>(cite.source);
            let voice = Voice {
                publisher: Html::text(&source.publisher),
                date: source.published.as_ref().map(Html::date),
                at: cite.at.as_deref().map(Html::text),
            };
            if !voices.contains(&voice) {
                voices.push(voice);
            }
        }
        let note = self.note_of_evidence(cites);
        Evidence { above: false, voices, says: says.map(Html::verbatim), note, more: None }
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
        let links = addresses(source);
        if links.is_empty() {
            parts.push(Html::text(". Text on file; no address"));
        }
        for (place, (words, url)) in links.into_iter().enumerate() {
            let (stop, words) = if place == 0 { (". ", capital(words)) } else { (", ", words.to_owned()) };
            parts.push(Html::text(stop));
            parts.push(Html::classed_link(&Href::outside(url), "original", &Html::text(&words)));
        }
        Html::concat(parts)
    }
}

/// The addresses of a source by what they lead to: the publisher's own, a stored copy, somebody else's copy.
fn addresses(source: &Source) -> Vec<(&'static str, &str)> {
    let all = [("original", &source.url), ("stored copy", &source.archive_url), ("copy", &source.copy_url)];
    all.into_iter().filter_map(|(words, url)| url.as_deref().map(|url| (words, url))).collect()
}
