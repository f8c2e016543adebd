//! Articles: YAML front matter, then a body of Markdown.

use crate::diag::{Code, LineIndex};
use crate::model::records::{Article, ArticleKind};
use crate::model::{FileId, Head, Id, Key, Kind, PartialDate, Prose, Span};

use super::draft::{Declared, Drafts};
use super::fields::{Fields, tables};
use super::read::Sources;
use super::records::figure_block;
use super::sink::{Found, Sink, stand_in_id};
use super::{markdown, values, yaml};

/// An article whose text can not be used: it exists, and that is all that is known.
pub(super) fn unread(sources: &Sources, file: FileId) -> Found {
    let path = sources.files.path(file);
    let possible = file_id(path).map(|id| id.as_str().into()).into_iter().collect();
    Found { possible, unparsed: true, ..Found::default() }
}

/// The id of an article by its path.
fn file_id(path: &str) -> Option<Id> {
    Id::parse(path.rsplit('/').next()?.strip_suffix(".md")?)
}

pub(super) fn article_file(sources: &Sources, file: FileId, drafts: Drafts) -> Found {
    let text = sources.files.text(file);
    let mut sink = Sink::of(sources, file);
    let id = file_id(sources.files.path(file));
    if id.is_none() {
        let hint = "name it in words of a-z and 0-9 joined by single hyphens: `what-osa-is.md`";
        let message = "the name of this file is not an id";
        sink.error(Code::BadId, Span::start_of(file), message, Some(hint));
    }
    // An article declares one id, its own.
    sink.origin = id.is_some().then_some(0);
    let read = article(&mut sink, text, id.clone());
    let article = read.as_ref().map(|read| &read.article);
    let former = article.map(|article| article.head.former_ids.clone()).unwrap_or_default();
    let mut key = None;
    match read {
        Some(Read { article, is_whole }) if !is_whole || id.is_none() => _ = sink.found.incomplete.push(article),
        Some(Read { article, .. }) if article.draft && drafts == Drafts::LeaveOut => sink.found.left_out.push(article),
        Some(Read { article, .. }) => key = Some(sink.found.records.push(article)),
        None => {}
    }
    if let Some(id) = id {
        let (kind, file, span) = (Kind::Article, sink.path.clone(), Span::start_of(file));
        sink.found.declared.push(Declared { kind, id, file, span, former, key, is_damaged: false });
    }
    sink.found
}

/// An article as far as it could be read.
struct Read {
    article: Article,
    /// Whether all that it needs could be read.
    is_whole: bool,
}

/// How an article is split, in bytes.
enum Parts {
    /// Front matter, and the start of the body.
    Both(std::ops::Range<usize>, usize),
    /// Front matter that does not end.
    Unclosed,
    /// No front matter.
    Body,
}

/// Finds the front matter between a first line `---` and the next one.
fn parts(text: &str) -> Parts {
    let first = text.split_inclusive('\n').next().unwrap_or("");
    if first.trim_end() != "---" {
        return Parts::Body;
    }
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Parts::Both(start..at, at + line.len());
        }
        at += line.len();
    }
    Parts::Unclosed
}

/// What could be read of an article; that some of its text could not be parsed is noted.
fn article(sink: &mut Sink, text: &str, id: Option<Id>) -> Option<Read> {
    let start = Span::start_of(sink.file);
    let (front, body) = match parts(text) {
        Parts::Both(front, body) => (front, body),
        Parts::Unclosed => {
            let hint = "write a line `---` after the fields of the article; its text follows";
            sink.error(Code::YamlSyntax, start, "this front matter does not end", Some(hint));
            sink.found.unparsed = true;
            return None;
        }
        Parts::Body => {
            let hint = "start the file with a line `---`, the fields of the article, and another line `---`";
            sink.error(Code::MissingField, start, "this article has no front matter", Some(hint));
            // The text is still read, for its other mistakes.
            let body = markdown::article(sink, text, 0, figure_block);
            return Some(Read { article: untitled(sink, id, body), is_whole: false });
        }
    };
    let node = yaml::parse(&LineIndex::of(&text[front]), sink.file, 1, &mut sink.found.diagnostics);
    let body = markdown::article(sink, &text[body..], body, figure_block);
    let article = untitled(sink, id, body);
    sink.found.unparsed |= node.is_none();
    Some(match node {
        None => Read { article, is_whole: false },
        Some(node) => front_matter(sink, &node, article),
    })
}

/// An article whose front matter is not known yet, with stand-ins in its place.
fn untitled(sink: &Sink, id: Option<Id>, body: Prose) -> Article {
    let (id, key, span) = (id.unwrap_or_else(stand_in_id), Key::at(Kind::Article, 0), Span::start_of(sink.file));
    let head = Head { id, key, span, former_ids: Vec::new(), cite: Vec::new(), note: None };
    Article {
        head,
        file: sink.path.clone(),
        title: Box::default(),
        summary: Prose::default(),
        date: PartialDate::Year(1900),
        updated: None,
        kind: ArticleKind::Explainer,
        source: None,
        order: None,
        draft: false,
        body,
    }
}

/// Fills in the front matter. What is missing or can not be read has been reported by then.
fn front_matter(sink: &mut Sink, node: &yaml::Node, article: Article) -> Read {
    let Some(mut fields) = Fields::of(sink, node, &tables::ARTICLE, None) else {
        return Read { article, is_whole: false };
    };
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let summary = fields.read(sink, "summary", values::prose).unwrap_or_default();
    let date = fields.read(sink, "date", values::date);
    let is_whole = date.is_some();
    let date = date.unwrap_or(article.date);
    let kind_span = fields.span_of("kind");
    let kind = fields.read(sink, "kind", values::one_of(ArticleKind::WORDS)).unwrap_or(article.kind);
    let source = fields.read(sink, "source", values::pointer(Kind::Source));
    let updated = fields.read(sink, "updated", values::date);
    let order = fields.read(sink, "order", values::number);
    let draft = fields.read(sink, "draft", values::flag).unwrap_or(false);
    let cite = values::evidence(sink, &mut fields);
    let note = fields.read(sink, "note", values::prose);
    let former_ids =
        fields.read(sink, "former_ids", |sink, list| values::each(sink, list, values::id)).unwrap_or_default();
    if kind == ArticleKind::Digest && fields.node("source").is_none() {
        let hint = Some("add `source:` with the id of the source it digests");
        sink.error(Code::MissingField, kind_span, "a digest needs `source`", hint);
    }
    fields.finish();
    let head = Head { former_ids, cite, note, ..article.head };
    let article = Article { head, title, summary, date, updated, kind, source, order, draft, ..article };
    Read { article, is_whole }
}
