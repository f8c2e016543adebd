//! The links, images and citations of prose.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::address::{decoded, is_web_address};
use crate::diag::Code;
use crate::load::draft::Expects;
use crate::model::prose::{Address, Inline};
use crate::model::{Cite, Id, Kind, Link};

use super::events::{Events, plain_words};
use super::reader::Reader;

impl<'t> Reader<'_, 't> {
    /// Reads a link up to its end; none where it can not be used, which is reported.
    pub(super) fn link(
        &mut self,
        link_type: LinkType,
        url: &str,
        range: Range<usize>,
        events: &mut Events<'t>,
    ) -> Option<Inline> {
        match link_type {
            LinkType::ShortcutUnknown | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => {
                // What stands inside is the citation again.
                plain_words(events);
                Some(self.citation(range))
            }
            LinkType::WikiLink { has_pothole } => {
                let word = url.trim().trim_end_matches('\\').trim();
                let span = self.span(&(range.start + 2..range.start + 2 + word.len()));
                let to = self.sink.refer(word, span, Expects::Prose);
                let words = if has_pothole {
                    Some(self.whole_line(events))
                } else {
                    // What stands inside is the reference again.
                    plain_words(events);
                    None
                };
                Some(Inline::Reference(to, words))
            }
            LinkType::Email => {
                let address = Address::Mail(format!("mailto:{url}").into());
                Some(Inline::Link(address, self.whole_line(events)))
            }
            _ => match self.address(url, &range) {
                Some(address) => Some(Inline::Link(address, self.whole_line(events))),
                None => {
                    plain_words(events);
                    None
                }
            },
        }
    }

    fn address(&mut self, url: &str, range: &Range<usize>) -> Option<Address> {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            _ if is_web_address(url) => Some(Address::Web(url.into())),
            Some("mailto") => Some(Address::Mail(url.into())),
            Some(scheme) if !scheme.contains(['/', '#', '?', '.']) => {
                let message = format!("a link may not use the scheme `{scheme}:`");
                self.error(Code::BadUrl, range, message, "link to an http, https or mailto address");
                None
            }
            _ => Some(Address::Relative(self.relative(url, range))),
        }
    }

    fn relative(&mut self, url: &str, range: &Range<usize>) -> Link {
        let (path, fragment) = url.split_once('#').map_or((url, None), |(path, fragment)| (path, Some(fragment)));
        let span = match self.text[range.clone()].rfind(url) {
            Some(offset) => self.span(&(range.start + offset..range.start + offset + url.len())),
            None => self.span(range),
        };
        self.sink.link(decoded(path), fragment.map(decoded), span)
    }

    /// An image with its alternative text; none where it can not be used, which is reported.
    pub(super) fn image(&mut self, url: &str, words: &str, range: &Range<usize>) -> Option<Inline> {
        if words.trim().is_empty() {
            let hint = "say between the brackets what the image shows: `![Boats at the pier](…)`";
            self.error(Code::MissingAlt, range, "this image has no alternative text", hint);
        }
        if url.contains(':') || url.starts_with('/') {
            let hint = "copy the image to `content/media/` and link to it by a relative path";
            self.error(Code::BrokenLink, range, "an image has to be a file of the media folder", hint);
            return None;
        }
        Some(Inline::Image(self.relative(url, range), words.trim().into()))
    }

    /// `[@a, para. 3]`, `[@a; @b]` or `[@a][@b]`: what the range holds, read again.
    fn citation(&mut self, range: Range<usize>) -> Inline {
        self.cited = true;
        let mut cites = Vec::new();
        let mut at = range.start;
        for part in self.text[range].split_inclusive([';', '[', ']']) {
            let inner = part.trim_end_matches([';', '[', ']']);
            let (source, place) = inner.split_once(',').map_or((inner, None), |(s, p)| (s, Some(p.trim())));
            let start = at + source.len() - source.trim_start().len();
            at += part.len();
            let source = source.trim();
            if source.is_empty() {
                continue;
            }
            let span = self.span(&(start..start + source.len()));
            let Some(id) = source.strip_prefix('@').and_then(Id::parse) else {
                let hint = "write `[@source-id]` or `[@source-id, para. 3]`; several are separated by `;`";
                self.sink.error(Code::UnknownSource, span, format!("`{source}` is not a citation"), Some(hint));
                continue;
            };
            let span = span.within(1, span.width.saturating_sub(1));
            let source = self.sink.point(id.as_str(), span, Expects::Kind(Kind::Source));
            let at = place.filter(|place| !place.is_empty()).map(Into::into);
            cites.push(Cite { source, at, says: None });
        }
        Inline::Citations(cites)
    }
}
