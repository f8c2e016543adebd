//! Checks the links of the finished pages, those of templates and overrides too.
//!
//! Reads the attributes of our own output; every address inside the site leads to a file, every fragment to an id.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::address::decoded;
use crate::diag::{Code, Diagnostics};
use crate::load::Sources;
use crate::model::{self, FileId};
use crate::site::Site;

use super::Output;

/// The links and anchors of a page.
#[derive(Debug)]
pub(crate) struct PageLinks {
    path: String,
    links: Vec<String>,
    /// How often each id stands there.
    ids: BTreeMap<String, usize>,
}

impl PageLinks {
    /// Reads them off a finished page.
    pub(crate) fn of(output: &Output) -> Self {
        let mut page = Self { path: output.path.as_file(), links: Vec::new(), ids: BTreeMap::new() };
        for attribute in attributes(&output.bytes) {
            match attribute {
                Attribute::Link(address) => page.links.push(address),
                Attribute::Id(id) => *page.ids.entry(id).or_default() += 1,
            }
        }
        page
    }
}

/// An attribute that counts.
#[derive(Debug, PartialEq)]
enum Attribute {
    /// An address that is not empty.
    Link(String),
    Id(String),
}

/// The attributes that count of all tags of a page; comments, scripts and styles have none.
fn attributes(html: &[u8]) -> Vec<Attribute> {
    let mut make: Option<fn(String) -> Attribute> = None;
    let mut emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| match event {
        CallbackEvent::AttributeName { name } => {
            make = match name {
                b"href" | b"src" => Some(Attribute::Link),
                b"id" => Some(Attribute::Id),
                _ => None,
            };
            None
        }
        CallbackEvent::AttributeValue { value } if !value.is_empty() => {
            make.take().map(|make| make(String::from_utf8_lossy(value).into_owned()))
        }
        _ => None,
    });
    emitter.naively_switch_states(true);
    let Ok(found) = Tokenizer::new_with_emitter(html, emitter).collect::<Result<Vec<_>, Infallible>>();
    found
}

/// A link that leads nowhere, or an id that stands twice, on however many pages.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Broken {
    word: String,
    code: Code,
}

/// The pages on which something is broken, and what is wrong with it on the first.
struct Where {
    first_page: String,
    problem: String,
    more: usize,
}

/// Checks every link inside the site, and that no id stands twice on a page; answers how many links are fine.
///
/// # Errors
/// Where something is broken that no file of the editor's holds: the program's own templates are wrong then.
pub(crate) fn check(
    pages: &[PageLinks],
    others: &[Output],
    site: &Site,
    sources: &Sources,
    found: &mut Diagnostics,
) -> Result<usize, String> {
    let others = &others.iter().map(|output| output.path.as_file()).collect();
    let by_path: BTreeMap<&str, &PageLinks> = pages.iter().map(|page| (page.path.as_str(), page)).collect();
    let base = site.briefing().site().base_url.as_deref();
    let mut fine = 0;
    let mut broken: BTreeMap<Broken, Where> = BTreeMap::new();
    for page in pages {
        for link in &page.links {
            let inside = match base.and_then(|base| link.strip_prefix(base)) {
                Some(below) => format!("/{below}"),
                None if has_scheme(link) || link.starts_with("//") => {
                    fine += 1;
                    continue;
                }
                None => link.clone(),
            };
            match lands(page, &inside, &by_path, others) {
                Ok(()) => fine += 1,
                Err((code, problem)) => {
                    let first = || Where { first_page: page.path.clone(), problem, more: 0 };
                    let link = Broken { word: link.clone(), code };
                    broken.entry(link).and_modify(|place| place.more += 1).or_insert_with(first);
                }
            }
        }
    }
    for page in pages {
        for (id, _) in page.ids.iter().filter(|(_, count)| **count > 1) {
            let first = || Where { first_page: page.path.clone(), problem: "stands twice".to_owned(), more: 0 };
            let doubled = Broken { word: id.clone(), code: Code::DuplicateAnchor };
            broken.entry(doubled).and_modify(|place| place.more += 1).or_insert_with(first);
        }
    }
    broken.iter().try_for_each(|(broken, place)| report(broken, place, sources, found))?;
    Ok(fine)
}

fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

fn lands(
    page: &PageLinks,
    link: &str,
    pages: &BTreeMap<&str, &PageLinks>,
    others: &BTreeSet<String>,
) -> Result<(), (Code, String)> {
    let (path, fragment) = link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let path = decoded(path.split('?').next().unwrap_or(""));
    let target = if path.is_empty() { Some(page.path.clone()) } else { joined(&page.path, &path) };
    let broken = || (Code::BrokenLink, "leads to no file of the site".to_owned());
    let target = target.ok_or_else(broken)?;
    if others.contains(&target) {
        return Ok(());
    }
    let target = pages.get(target.as_str()).ok_or_else(broken)?;
    match fragment.map(decoded).filter(|fragment| !fragment.is_empty()) {
        Some(fragment) if !target.ids.contains_key(&fragment) => {
            Err((Code::BrokenAnchor, format!("names an anchor that `{}` does not have", target.path)))
        }
        _ => Ok(()),
    }
}

fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let below = match path.strip_prefix('/') {
        Some(below) => {
            parts.clear();
            below
        }
        None => path,
    };
    for part in below.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// What is broken is reported where it stands in a template or a text of the editor's, or else at the first template that
/// overrides one of ours; where there is none, the program is at fault.
fn report(broken: &Broken, place: &Where, sources: &Sources, found: &mut Diagnostics) -> Result<(), String> {
    let Broken { word, code } = broken;
    let Where { first_page, problem, more } = place;
    let pages = match more {
        0 => format!("on the page {first_page}"),
        1 => format!("on the page {first_page} and once more"),
        more => format!("on the page {first_page} and {more} times more"),
    };
    let templates = sources.templates.iter().map(|(_, file)| *file);
    let texts = sources.articles.iter().chain(&sources.facts).copied();
    let (what, written, here, elsewhere) = match code {
        Code::DuplicateAnchor => {
            let is_id = |before: &str| before.trim_end_matches(['"', '\'']).ends_with("id=");
            let written = templates.clone().find_map(|file| standing_in(sources, file, word, is_id));
            ("id", written, "take out one of the two", "a template of the root has this id; take out one of the two")
        }
        _ => {
            let written = templates.clone().chain(texts).find_map(|file| standing_in(sources, file, word, |_| true));
            ("link", written, "fix the link here", "a template of the root makes this link; fix it there")
        }
    };
    let message = format!("the {what} `{word}` {problem} ({pages})");
    let (span, hint) = match (written, templates.clone().next()) {
        (Some(span), _) => (span, here),
        (None, Some(template)) => (model::Span::start_of(template), elsewhere),
        (None, None) => return Err(message),
    };
    found.add(*code, span, message, Some(hint.to_owned()));
    Ok(())
}

/// Where a link or an id stands in a file, word for word and as a whole, after text that `follows` accepts.
fn standing_in(sources: &Sources, file: FileId, word: &str, follows: fn(&str) -> bool) -> Option<model::Span> {
    let text = sources.files.text(file);
    let part_of_one = |c: char| c.is_alphanumeric() || "/#.-_%".contains(c);
    let whole = |at: &usize| {
        follows(&text[..*at])
            && !text[..*at].ends_with(part_of_one)
            && !text[at + word.len()..].starts_with(|c| part_of_one(c) && c != '.')
    };
    let at = text.match_indices(word).map(|(at, _)| at).find(whole)?;
    let width = u32::try_from(word.chars().count()).unwrap_or(u32::MAX);
    Some(sources.files.lines(file).span(file, at, width))
}

#[cfg(test)]
mod tests {
    use super::{Attribute, attributes};

    #[test]
    fn attributes_of_all_spellings_are_read() {
        let html = "<A href=\"x&amp;&eacute;\" id='y' hidden><img src=z href=''><!-- <a href=no> -->\
                    <script>\"<a href=no>\"</script><style><a id=no></style><title><a id=no></title><b id=q/></b>";
        let link = |text: &str| Attribute::Link(text.to_owned());
        let id = |text: &str| Attribute::Id(text.to_owned());
        assert_eq!(attributes(html.as_bytes()), [link("x&é"), id("y"), link("z"), id("q/")]);
    }
}
