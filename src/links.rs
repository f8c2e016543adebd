//! Checks the links of the finished pages, those of templates and overrides too.
//!
//! Reads tags and attributes of our own output; every address inside the site leads to a file, every fragment to an id.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics};
use crate::load::Sources;
use crate::model::{FileId, Span};
use crate::render::Output;
use crate::site::Site;

/// The links and anchors of a page.
#[derive(Debug)]
pub(crate) struct PageLinks {
    path: String,
    links: Vec<String>,
    ids: BTreeSet<String>,
}

impl PageLinks {
    /// Reads them off a finished page.
    pub(crate) fn of(output: &Output) -> Self {
        let html = String::from_utf8_lossy(&output.bytes);
        let mut page = Self { path: output.path.as_file(), links: Vec::new(), ids: BTreeSet::new() };
        for (name, value) in attributes(&html) {
            match name {
                "href" | "src" if !value.is_empty() => page.links.push(unescaped(value)),
                "id" => {
                    page.ids.insert(unescaped(value));
                }
                _ => {}
            }
        }
        page
    }
}

/// The attributes of all tags of a page, comments and the text of scripts and styles left out.
fn attributes(html: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            continue;
        }
        let name_end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
        let tag = &rest[..name_end];
        rest = tag_attributes(&rest[name_end..], &mut found);
        if tag.eq_ignore_ascii_case("script") || tag.eq_ignore_ascii_case("style") {
            rest = rest.find("</").map_or("", |end| &rest[end..]);
        }
    }
    found
}

/// Reads the attributes of one tag; answers what follows it.
fn tag_attributes<'h>(mut rest: &'h str, found: &mut Vec<(&'h str, &'h str)>) -> &'h str {
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return rest;
        }
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "=>/".contains(c)).unwrap_or(rest.len()).max(1);
        let end = rest.char_indices().map(|(at, _)| at).find(|at| *at >= end).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            found.push((name, ""));
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let inner = &value[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or(""))
            }
            None => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
        };
        found.push((name, value));
        rest = after;
    }
}

fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

/// A link that leads nowhere, on however many pages it stands.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Broken {
    link: String,
    code: Code,
}

/// The pages a broken link stands on, and what is wrong with it on the first.
struct Where {
    first_page: String,
    problem: String,
    more: usize,
}

/// Checks every link inside the site; answers how many links are fine.
///
/// # Errors
/// Where a link is broken that no file of the editor's holds: the program's own templates are wrong then.
pub(crate) fn check(
    pages: &[PageLinks],
    others: &BTreeSet<String>,
    site: &Site,
    sources: &Sources,
    found: &mut Diagnostics,
) -> Result<usize, String> {
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
                    let link = Broken { link: link.clone(), code };
                    broken.entry(link).and_modify(|place| place.more += 1).or_insert_with(first);
                }
            }
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
        Some(fragment) if !target.ids.contains(&fragment) => {
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

fn decoded(text: &str) -> String {
    crate::load::percent_decoded(text)
}

/// A broken link is reported where it stands in a template or a text of the editor's, or else at the first template
/// that overrides one of ours; where there is none, the program is at fault.
fn report(broken: &Broken, place: &Where, sources: &Sources, found: &mut Diagnostics) -> Result<(), String> {
    let Where { first_page, problem, more } = place;
    let pages = match more {
        0 => format!("on the page {first_page}"),
        1 => format!("on the page {first_page} and once more"),
        more => format!("on the page {first_page} and {more} times more"),
    };
    let message = format!("the link `{}` {problem} ({pages})", broken.link);
    let templates = sources.templates.iter().map(|(_, file)| *file);
    let texts = sources.articles.iter().chain(&sources.facts).copied();
    let written = templates.clone().chain(texts).find_map(|file| standing_in(sources, file, &broken.link));
    let (span, hint) = match (written, templates.clone().next()) {
        (Some(span), _) => (span, "mend the link here"),
        (None, Some(template)) => (Span::start_of(template), "a template of the root makes this link; mend it there"),
        (None, None) => return Err(message),
    };
    found.add(broken.code, span, message, Some(hint.to_owned()));
    Ok(())
}

/// Where a link stands in a file, word for word and as a whole.
fn standing_in(sources: &Sources, file: FileId, link: &str) -> Option<Span> {
    let text = sources.files.text(file);
    let part_of_one = |c: char| c.is_alphanumeric() || "/#.-_%".contains(c);
    let whole = |at: &usize| {
        !text[..*at].ends_with(part_of_one) && !text[at + link.len()..].starts_with(|c| part_of_one(c) && c != '.')
    };
    let at = text.match_indices(link).map(|(at, _)| at).find(whole)?;
    let width = u32::try_from(link.chars().count()).unwrap_or(u32::MAX);
    Some(sources.files.lines(file).span(file, at, width))
}

#[cfg(test)]
mod tests {
    use super::attributes;

    #[test]
    fn attributes_of_all_spellings_are_read() {
        let html =
            "<a href=\"x\" id='y' hidden><img src=z><!-- <a href=no> --><script>\"<a href=no>\"</script><b id=q/>";
        let expected = [("href", "x"), ("id", "y"), ("hidden", ""), ("src", "z"), ("id", "q/")];
        assert_eq!(attributes(html), expected);
    }
}
