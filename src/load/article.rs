//! Articles: YAML front matter, then a body of Markdown.

use crate::diag::{Code, LineIndex};
use crate::model::records::{Article, ArticleKind, Head};
use crate::model::{FileId, Id, Key, Kind, PartialDate, Prose, Span};

use super::draft::Declared;
use super::fields::{Fields, tables};
use super::read::Sources;
use super::records::figure_block;
use super::sink::{Found, Sink};
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

pub(super) fn article_file(sources: &Sources, file: FileId) -> Found {
    let text = sources.files.text(file);
    let mut sink = Sink::of(sources, file);
    let id = file_id(sources.files.path(file));
    let key = id.clone().map(|id| Key { kind: Kind::Article, id });
    if id.is_none() {
        let hint = "name it in words of a-z and 0-9 joined by single hyphens: `what-osa-is.md`";
        let message = "the name of this file is not an id";
        sink.error(Code::BadId, Span::start_of(file), message, Some(hint));
    }
    sink.origin.clone_from(&key);
    let article = article(&mut sink, text, id);
    if let Some(key) = key {
        let former = article.as_ref().map(|article| article.head.former_ids.clone()).unwrap_or_default();
        let declared = Declared { key, file: sink.path.clone(), span: Span::start_of(file), former };
        sink.found.declared.push(declared);
    }
    sink.found.records.articles.extend(article);
    sink.found
}

/// How an article is parted, in bytes.
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
fn article(sink: &mut Sink, text: &str, id: Option<Id>) -> Option<Article> {
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
            return Some(untitled(sink, id, body));
        }
    };
    let node = yaml::parse(&LineIndex::of(&text[front]), sink.file, 1, &mut sink.found.diagnostics);
    let body = markdown::article(sink, &text[body..], body, figure_block);
    let article = untitled(sink, id, body);
    sink.found.unparsed |= node.is_none();
    Some(match node {
        None => article,
        Some(node) => front_matter(sink, &node, article),
    })
}

/// An article whose front matter is not known; such a draft never becomes a briefing.
fn untitled(sink: &Sink, id: Option<Id>, body: Prose) -> Article {
    let id = id.unwrap_or_else(Id::nameless);
    let head = Head { id, span: Span::start_of(sink.file), former_ids: Vec::new(), cite: Vec::new(), note: None };
    Article {
        head,
        file: sink.path.clone(),
        title: Box::default(),
        summary: Prose::default(),
        date: PartialDate::Year(1),
        updated: None,
        kind: ArticleKind::Explainer,
        source: None,
        order: None,
        draft: false,
        body,
    }
}

/// Fills in the front matter. What is required and can not be read has been reported by then.
fn front_matter(sink: &mut Sink, node: &yaml::Node, article: Article) -> Article {
    let Some(mut fields) = Fields::of(sink, node, &tables::ARTICLE, None) else { return article };
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let summary = fields.read(sink, "summary", values::prose).unwrap_or_default();
    let date = fields.read(sink, "date", values::date).unwrap_or(article.date);
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
    Article { head, title, summary, date, updated, kind, source, order, draft, ..article }
}
