//! Plain relative links and images: each leads to an article or a media file, and its anchor to a heading.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Code, Near};
use crate::load::{Draft, LinkMention};
use crate::model::records::Article;
use crate::model::target::Destination;
use crate::model::{Key, Kind};

use super::fault::Fault;
use super::headings::{Anchors, in_form_c};

/// An article that a link can lead to.
#[derive(Clone, Copy)]
enum Page<'d> {
    Published(Key, &'d Article),
    LeftOut(&'d Article),
    /// One that lacks something, which has been reported.
    Incomplete(&'d Article),
}

impl<'d> Page<'d> {
    fn article(self) -> &'d Article {
        match self {
            Self::Published(_, article) | Self::LeftOut(article) | Self::Incomplete(article) => article,
        }
    }
}

/// What is looked up for each link of a draft.
pub(super) struct Lookup<'d> {
    draft: &'d Draft,
    anchors: &'d Anchors<'d>,
    /// Articles by their paths from the content folder.
    articles: BTreeMap<&'d str, Page<'d>>,
    media: BTreeSet<&'d str>,
    /// Every id that is declared.
    declared: BTreeSet<&'d str>,
    /// Articles by the names of their files.
    by_name: BTreeMap<&'d str, &'d str>,
    near: Near,
}

impl<'d> Lookup<'d> {
    pub(super) fn of(draft: &'d Draft, anchors: &'d Anchors<'d>) -> Self {
        let published = draft.records.articles.iter().enumerate();
        let published = published.map(|(place, article)| Page::Published(Key::at(Kind::Article, place), article));
        let left_out = draft.left_out.iter().map(Page::LeftOut);
        let incomplete = draft.incomplete.articles.iter().map(Page::Incomplete);
        let pages = published.chain(left_out).chain(incomplete);
        let articles: BTreeMap<_, _> = pages.map(|page| (&*page.article().file, page)).collect();
        Self {
            draft,
            anchors,
            media: draft.media.iter().map(|(name, _)| name.as_str()).collect(),
            declared: draft.declared().map(|declared| declared.id.as_str()).collect(),
            by_name: articles.keys().map(|file| (file_name(file), *file)).collect(),
            articles,
            near: Near::default(),
        }
    }

    /// Where a link leads that stands in the file `from`; none where what it leads to can not be read or is left out.
    pub(super) fn destination(&self, link: &LinkMention, from: &str) -> Result<Option<Destination>, Fault> {
        let fragment = link.fragment.as_deref().filter(|fragment| !fragment.is_empty()).map(in_form_c);
        let fragment = fragment.as_deref();
        let own = self.articles.get(from).copied();
        if link.path.is_empty() {
            let Some(fragment) = fragment else {
                let message = "this link has no address".to_owned();
                let hint = "write where it leads between the round brackets, or take all brackets out".to_owned();
                return Err(Fault { code: Code::BrokenLink, message, hint: Some(hint) });
            };
            self.anchor_in(own.map(Page::article), fragment)?;
            return Ok(Some(Destination::Here(fragment.into())));
        }
        let Some(path) = joined(from, &in_one_form(&link.path)).filter(|_| !link.path.starts_with('/')) else {
            let message = format!("`{}` leaves the content folder", link.path);
            let hint = Some("link to articles and media files by relative paths".to_owned());
            return Err(Fault { code: Code::OutsideContent, message, hint });
        };
        if self.media.contains(path.as_str()) {
            return Ok(Some(Destination::Media(path.into(), fragment.map(Into::into))));
        }
        if self.draft.unread.contains(&path) {
            return Ok(None);
        }
        let Some(page) = self.articles.get(path.as_str()).copied() else {
            let id = file_name(&path).strip_suffix(".md");
            // An article that could not be read has been reported.
            if id.is_some_and(|id| self.draft.may_hold(id) || self.declared.contains(id)) {
                return self.elsewhere(&path, from).map_or(Ok(None), Err);
            }
            return Err(self.no_file(link, &path, from));
        };
        if matches!(page, Page::LeftOut(_)) && !matches!(own, Some(Page::LeftOut(_))) {
            let message = format!("`content/{path}` is a draft and is not published");
            let hint = Some("publish it, or build with `--drafts`".to_owned());
            return Err(Fault { code: Code::BrokenLink, message, hint });
        }
        if let Some(fragment) = fragment {
            self.anchor_in(Some(page.article()), fragment)?;
        }
        match page {
            Page::Published(key, _) => Ok(Some(Destination::Article(key, fragment.map(Into::into)))),
            Page::LeftOut(_) | Page::Incomplete(_) => Ok(None),
        }
    }

    /// Whether an article has a heading of this anchor; text outside articles has none.
    fn anchor_in(&self, article: Option<&Article>, fragment: &str) -> Result<(), Fault> {
        let Some(article) = article else {
            let hint = Some("link to a heading of an article: `articles/name.md#heading`".to_owned());
            let message = "text outside articles has no headings to link to".to_owned();
            return Err(Fault { code: Code::BrokenAnchor, message, hint });
        };
        let all = self.anchors.of_file(&article.file);
        let anchors: Vec<&str> = all.iter().flatten().map(|anchor| &**anchor).collect();
        // The words of a heading may not be known, which has been reported.
        if anchors.contains(&fragment) || anchors.len() < all.len() {
            return Ok(());
        }
        let hint = self
            .near
            .did_you_mean(fragment, anchors.iter().copied())
            .or_else(|| (!anchors.is_empty()).then(|| format!("its headings: {}", anchors.join(", "))))
            .unwrap_or_else(|| "it has no headings; leave the `#…` out".to_owned());
        let message = format!("`{}` has no heading `#{fragment}`", article.file);
        Err(Fault { code: Code::BrokenAnchor, message, hint: Some(hint) })
    }

    /// What is wrong where an id is declared and not read, or an article was read from another folder.
    fn elsewhere(&self, path: &str, from: &str) -> Option<Fault> {
        let file = self.by_name.get(file_name(path))?;
        let hint = Some(format!("did you mean `{}`?", relative(from, file)));
        let message = format!("there is no file `content/{path}` to link to");
        Some(Fault { code: Code::BrokenLink, message, hint })
    }

    fn no_file(&self, link: &LinkMention, path: &str, from: &str) -> Fault {
        let hint = if let Some(whole) = web_or_mail(&link.path) {
            format!("write `{whole}`, if that is meant")
        } else {
            let near = self.same_but_for_case(link, path, from).or_else(|| self.near.nearest(path, self.files()));
            near.map_or_else(
                || "link to an article's `.md` file or to a file of the media folder".to_owned(),
                |file| format!("did you mean `{}`?", relative(from, file)),
            )
        };
        let message = format!("there is no file `content/{path}` to link to");
        Fault { code: Code::BrokenLink, message, hint: Some(hint) }
    }

    fn files(&self) -> impl Iterator<Item = &'d str> {
        self.articles.keys().chain(&self.media).copied()
    }

    /// The file that is meant where the signs between folders or capital letters differ, or else the folder.
    fn same_but_for_case(&self, link: &LinkMention, path: &str, from: &str) -> Option<&'d str> {
        let plain = joined(from, &in_one_form(&link.path.replace('\\', "/"))).unwrap_or_else(|| path.to_owned());
        let small = plain.to_lowercase();
        self.files().find(|file| file.to_lowercase() == small).or_else(|| {
            let mut named = self.files().filter(|file| file_name(file).to_lowercase() == file_name(&small));
            named.next().filter(|_| named.next().is_none())
        })
    }
}

/// The whole address that is meant where a web or mail address lacks its start.
fn web_or_mail(path: &str) -> Option<String> {
    const ENDS: [&str; 14] =
        ["com", "org", "net", "int", "gov", "edu", "info", "jp", "uk", "eu", "us", "au", "ph", "my"];
    let host = path.split('/').next()?.to_lowercase();
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "._+-".contains(c));
    if let Some((name, mail_host)) = path.split_once('@') {
        return (is_name(name) && is_name(mail_host) && mail_host.contains('.')).then(|| format!("mailto:{path}"));
    }
    let (before, end) = host.rsplit_once('.')?;
    let is_host = is_name(before) && (host.starts_with("www.") || ENDS.contains(&end));
    is_host.then(|| format!("https://{path}"))
}

/// A path in normal form C, as the names of files are kept.
fn in_one_form(path: &str) -> String {
    path.nfc().collect()
}

/// The path that a link leads to, from the content folder; `None` where it leaves the folder.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The way from one file of the content folder to another, as an editor writes it.
fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| path.split('/').count().saturating_sub(1);
    let shared = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count();
    let shared = shared.min(folders(from)).min(folders(to));
    let up = from.split('/').count().saturating_sub(shared + 1);
    let down = to.split('/').skip(shared);
    std::iter::repeat_n("..", up).chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn ways_between_files_are_relative() {
        assert_eq!(relative("articles/a.md", "articles/b.md"), "b.md");
        assert_eq!(relative("articles/digests/a.md", "articles/b.md"), "../b.md");
        assert_eq!(relative("facts.yaml", "articles/b.md"), "articles/b.md");
        assert_eq!(relative("articles/a.md", "media/x.png"), "../media/x.png");
        assert_eq!(relative("articles/a.md", "articles/a.md"), "a.md");
        assert_eq!(relative("articles/a/b.md", "articles/a"), "../a");
    }
}
