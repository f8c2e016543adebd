//! Plain relative links and images: each leads to an article or a media file, and its anchor to a heading.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostics, Near};
use crate::load::Draft;
use crate::model::prose::Relative;
use crate::model::records::Article;

use super::{Destination, Index};

/// Where the files stand that a link can lead to.
#[derive(Debug, Default)]
pub(super) struct Paths {
    articles: BTreeMap<Arc<str>, Page>,
    media: BTreeSet<String>,
}

/// An article by its place in its list.
#[derive(Clone, Copy, Debug)]
enum Page {
    Published(usize),
    LeftOut(usize),
}

type Fault = (Code, String, Option<String>);

impl Paths {
    /// The files of a draft.
    pub(super) fn of(draft: &Draft) -> Self {
        let path = |article: &Article| article.file.clone();
        let published = draft.records.articles.iter().map(path).enumerate();
        let left_out = draft.left_out.iter().map(path).enumerate();
        let published = published.map(|(position, path)| (path, Page::Published(position)));
        let left_out = left_out.map(|(position, path)| (path, Page::LeftOut(position)));
        Self {
            articles: published.chain(left_out).collect(),
            media: draft.media.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// Where a link leads; `None` where it leads nowhere that is published.
    pub(super) fn destination(&self, link: &Relative, articles: &[Article]) -> Option<Destination> {
        let fragment = link.fragment.clone().filter(|fragment| !fragment.is_empty());
        if link.path.is_empty() {
            return Some(Destination::Here(fragment.unwrap_or_default()));
        }
        let path = joined(link)?;
        match self.articles.get(path.as_str()) {
            Some(Page::Published(position)) => {
                Some(Destination::Article(articles[*position].head.id.clone(), fragment))
            }
            Some(Page::LeftOut(_)) => None,
            None => self.media.contains(&path).then_some(Destination::Media(path, fragment)),
        }
    }

    fn article<'d>(&self, path: &str, draft: &'d Draft) -> Option<&'d Article> {
        self.articles.get(path).map(|page| match page {
            Page::Published(position) => &draft.records.articles[*position],
            Page::LeftOut(position) => &draft.left_out[*position],
        })
    }

    fn is_left_out(&self, path: &str) -> bool {
        matches!(self.articles.get(path), Some(Page::LeftOut(_)))
    }
}

/// What is looked up for each link of a draft.
struct Lookup<'d> {
    draft: &'d Draft,
    paths: Paths,
    /// Every id that is declared.
    declared: BTreeSet<&'d str>,
    /// Articles by the names of their files.
    by_name: BTreeMap<&'d str, &'d str>,
    near: Near,
}

impl<'d> Lookup<'d> {
    fn of(draft: &'d Draft) -> Self {
        let articles = draft.records.articles.iter().chain(&draft.left_out);
        Self {
            draft,
            paths: Paths::of(draft),
            declared: draft.declared.iter().map(|declared| declared.key.id.as_str()).collect(),
            by_name: articles.map(|article| (file_name(&article.file), &*article.file)).collect(),
            near: Near::default(),
        }
    }

    /// What is wrong with a link.
    fn fault(&self, link: &Relative) -> Result<(), Fault> {
        let (draft, paths) = (self.draft, &self.paths);
        let fragment = link.fragment.as_deref().filter(|fragment| !fragment.is_empty());
        if link.path.is_empty() {
            return anchor_in(paths.article(&link.from, draft), fragment.unwrap_or_default(), &self.near);
        }
        let Some(path) = joined(link).filter(|_| !link.path.starts_with('/')) else {
            let message = format!("`{}` leaves the content folder", link.path);
            let hint = "link to articles and media files by relative paths".to_owned();
            return Err((Code::OutsideContent, message, Some(hint)));
        };
        if draft.unread.contains(&path) || paths.media.contains(&path) {
            return Ok(());
        }
        let Some(article) = paths.article(&path, draft) else {
            let id = file_name(&path).strip_suffix(".md");
            // An article that could not be read has been reported.
            if id.is_some_and(|id| draft.may_hold(id) || self.declared.contains(id)) {
                return self.elsewhere(&path, link);
            }
            return Err(self.no_file(&path, link));
        };
        if paths.is_left_out(&path) && !paths.is_left_out(&link.from) {
            let message = format!("`content/{path}` is a draft and is not published");
            return Err((Code::BrokenLink, message, Some("publish it, or build with `--drafts`".to_owned())));
        }
        fragment.map_or(Ok(()), |fragment| anchor_in(Some(article), fragment, &self.near))
    }

    /// An id that is declared and not read, or an article that was read from another folder.
    fn elsewhere(&self, path: &str, link: &Relative) -> Result<(), Fault> {
        let Some(file) = self.by_name.get(file_name(path)) else { return Ok(()) };
        let hint = format!("did you mean `{}`?", relative(&link.from, file));
        Err((Code::BrokenLink, format!("there is no file `content/{path}` to link to"), Some(hint)))
    }

    fn no_file(&self, path: &str, link: &Relative) -> Fault {
        let (articles, media) = (self.paths.articles.keys(), self.paths.media.iter());
        let files = articles.map(|path| &**path).chain(media.map(String::as_str));
        let hint = self.near.nearest(path, files).map_or_else(
            || "link to an article's `.md` file or to a file of the media folder".to_owned(),
            |file| format!("did you mean `{}`?", relative(&link.from, file)),
        );
        (Code::BrokenLink, format!("there is no file `content/{path}` to link to"), Some(hint))
    }
}

/// Every plain relative link leads to an article or a media file, and its anchor to a heading.
pub(super) fn links_resolve(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    let lookup = Lookup::of(draft);
    for mention in &draft.relatives {
        if let Err((code, message, hint)) = lookup.fault(&mention.link) {
            diagnostics.add(code, mention.link.span, message, hint);
        }
    }
}

/// The path that a link leads to, from the content folder; `None` where it leaves the folder.
fn joined(link: &Relative) -> Option<String> {
    let mut parts: Vec<&str> = link.from.split('/').collect();
    parts.pop();
    for part in link.path.split('/') {
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
    let shared = from.split('/').zip(to.split('/')).take_while(|(a, b)| a == b).count();
    let up = from.split('/').count().saturating_sub(shared + 1);
    let down = to.split('/').skip(shared);
    std::iter::repeat_n("..", up).chain(down).collect::<Vec<_>>().join("/")
}

fn anchor_in(article: Option<&Article>, fragment: &str, near: &Near) -> Result<(), Fault> {
    let anchors: Vec<&str> = article
        .map(|article| article.body.headings.iter().map(|heading| heading.anchor.as_str()).collect())
        .unwrap_or_default();
    if anchors.contains(&fragment) {
        return Ok(());
    }
    let Some(article) = article else {
        let hint = "link to a heading of an article: `articles/name.md#heading`".to_owned();
        return Err((Code::BrokenAnchor, "text outside articles has no headings to link to".to_owned(), Some(hint)));
    };
    let hint = near
        .did_you_mean(fragment, anchors.iter().copied())
        .or_else(|| (!anchors.is_empty()).then(|| format!("its headings: {}", anchors.join(", "))))
        .unwrap_or_else(|| "it has no headings; leave the `#…` out".to_owned());
    Err((Code::BrokenAnchor, format!("`{}` has no heading `#{fragment}`", article.file), Some(hint)))
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
    }
}
