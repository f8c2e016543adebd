//! The links and images of prose.

use std::ops::Range;

use pulldown_cmark::LinkType;
use unicode_general_category::{GeneralCategory, get_general_category};

use crate::address::{WebFault, decoded, escaped, web_address};
use crate::diag::Code;
use crate::load::draft::Expects;
use crate::model::Link;
use crate::model::prose::{Address, Inline, Inlines, LinkTo, Picture};

use super::events::{Events, Found, is_addition, plain_words};
use super::faults::shortened;
use super::line::Line;
use super::reader::Reader;

impl<'t> Reader<'_, 't> {
    /// Reads a link up to its end. One that can not be used is left out and reported.
    pub(super) fn link(&mut self, found: &Found<'t>, range: Range<usize>, events: &mut Events<'t>, line: &mut Line) {
        let Found { link_type, url, .. } = found;
        match *link_type {
            LinkType::ShortcutUnknown | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => {
                // What stands inside is the citation again.
                plain_words(events);
                self.citations(range, line);
            }
            LinkType::WikiLink { has_pothole } => line.push(self.reference(has_pothole, url, range, events)),
            LinkType::Email => {
                let address = Address::Mail(format!("mailto:{}", escaped(url)).into());
                line.push(Inline::Link(LinkTo { address, title: None }, self.whole_line(events)));
            }
            _ => match self.address(url, &range) {
                Some(address) => {
                    let words = self.link_words(&range, events);
                    line.push(Inline::Link(LinkTo { address, title: found.title() }, words));
                }
                None => _ = plain_words(events),
            },
        }
    }

    /// `[[id]]` or `[[id|words]]`.
    fn reference(&mut self, has_words: bool, url: &str, range: Range<usize>, events: &mut Events<'t>) -> Inline {
        let word = url.trim().trim_end_matches('\\').trim();
        let start = range.start + 2 + url.len() - url.trim_start().len();
        let span = self.span(&(start..start + word.len()));
        let to = self.sink.refer(word, span, Expects::Prose);
        if has_words {
            let mut words = self.link_words(&range, events);
            trim(&mut words);
            return Inline::Reference(to, Some(words));
        }
        // What stands inside is the reference again.
        plain_words(events);
        Inline::Reference(to, None)
    }

    /// The words of a link, which it has to have.
    fn link_words(&mut self, range: &Range<usize>, events: &mut Events<'t>) -> Inlines {
        let words = self.whole_line(events);
        if !is_visible(&words) {
            let hint = "say between the brackets what it leads to: `[The notice](…)`, `[[id|The notice]]` or `[[id]]`";
            self.error(Code::MissingLinkText, range, "this link has no words", hint);
        }
        words
    }

    fn address(&mut self, url: &str, range: &Range<usize>) -> Option<Address> {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => match web_address(url) {
                Ok(address) => Some(Address::Web(address)),
                Err(fault) => {
                    let message = match fault {
                        WebFault::NoHost => format!("`{url}` names no host"),
                        WebFault::Character(character) => {
                            format!("U+{:04X} may not stand in an address", u32::from(character))
                        }
                    };
                    self.error(Code::BadUrl, range, message, "write the whole address: `https://example.org/page`");
                    None
                }
            },
            Some("mailto") if url.contains('@') => Some(Address::Mail(escaped(url).into())),
            Some("mailto") => {
                let message = format!("`{url}` names no mail address");
                self.error(Code::BadUrl, range, message, "write the whole address: `mailto:desk@example.org`");
                None
            }
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

    /// Reads an image up to its end; none where it can not be used, which is reported.
    pub(super) fn image(&mut self, found: &Found<'t>, range: &Range<usize>, events: &mut Events<'t>) -> Option<Inline> {
        let (words, other) = plain_words(events);
        let url = &*found.url;
        if is_addition(found.link_type) {
            let message = format!("`{}` is not understood as an image", shortened(&self.text[range.clone()]));
            let hint = "write what it shows and its file: `![Boats at the pier](../media/boats.png)`";
            self.error(Code::BadReference, range, message, hint);
            return None;
        }
        if let Some(other) = other {
            let hint = "take it out, or put it behind the image";
            self.error(Code::BadReference, &other, "the words for an image hold no references and no notes", hint);
        }
        if words.trim().is_empty() {
            let hint = "say between the brackets what the image shows: `![Boats at the pier](…)`";
            self.error(Code::MissingAlt, range, "this image has no alternative text", hint);
        }
        let path = url.split('#').next().unwrap_or("");
        if path.is_empty() || url.contains(':') || url.starts_with('/') || path.ends_with(".md") {
            let hint = "copy the image to `content/media/` and link to it by a relative path";
            self.error(Code::BrokenLink, range, "an image has to be a file of the media folder", hint);
            return None;
        }
        let (file, words) = (self.relative(url, range), words.trim().into());
        Some(Inline::Image(Picture { file, words, title: found.title() }))
    }
}

/// Takes the blanks around the words of a reference off: `[[ id | words ]]`.
fn trim(words: &mut Inlines) {
    if let Some(Inline::Text(first)) = words.first_mut() {
        *first = first.trim_start().into();
    }
    if let Some(Inline::Text(last)) = words.last_mut() {
        *last = last.trim_end().into();
    }
}

/// Whether a reader sees something of a line.
fn is_visible(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(words) | Inline::Code(words) | Inline::Image(Picture { words, .. }) => words.contains(takes_room),
        Inline::Marked(_, line) | Inline::Link(_, line) | Inline::Reference(_, Some(line)) => is_visible(line),
        Inline::Reference(_, None) => true,
        Inline::SoftBreak | Inline::LineBreak | Inline::Citations(_) | Inline::Footnote(_) => false,
    })
}

fn takes_room(character: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, NonspacingMark, ParagraphSeparator, SpaceSeparator};
    !matches!(
        get_general_category(character),
        Control | Format | LineSeparator | NonspacingMark | ParagraphSeparator | SpaceSeparator
    )
}
