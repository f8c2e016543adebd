//! Files in, a draft out: reads the content folder and parses what stands in it.
//!
//! Knows the syntax of facts and articles; knows no pages, and leaves every question about two records to `check`.

mod amounts;
mod draft;
mod evidence;
pub mod fields;
mod grants;
mod markdown;
mod markup;
mod prose_links;
mod read;
mod reader;
mod records;
pub mod tables;
mod values;
pub mod yaml;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostics, did_you_mean};
use crate::model::records::{Article, ArticleKind};
use crate::model::{FileId, Head, Id, Key, Kind, PartialDate, Prose, Records, Span};

pub use draft::{Declared, Draft, DraftFile, Expects, LinkMention, Mention, Named};
pub(crate) use markup::percent_decoded;
pub use read::{Asset, IoFailure, Sources, read};
pub(crate) use records::with_slash;
pub(crate) use values::is_web_address;

use reader::Reader;
use yaml::Value;

/// What becomes of articles that are drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are published.
    Publish,
    /// They are checked and left out.
    LeaveOut,
}

/// What one file adds to the draft.
#[derive(Default)]
struct Part {
    records: Records,
    /// Records that lack something which is required.
    incomplete: Records,
    /// Articles that are drafts and are not published.
    left_out: Vec<Article>,
    declared: Vec<Declared>,
    possible: Vec<Box<str>>,
    named: Named,
    /// Whether text of the file could not be parsed, so that what it names is not known.
    unparsed: bool,
    diagnostics: Diagnostics,
}

/// Parses what was read. The draft holds what could be understood, the diagnostics say what could not.
pub fn parse(sources: &Sources, drafts: Drafts) -> (Draft, Diagnostics) {
    let mut diagnostics = sources.diagnostics.clone();
    let mut draft = Draft::default();
    let unusable: BTreeSet<FileId> = sources.diagnostics.iter().map(|diagnostic| diagnostic.span.file).collect();
    let usable = |file: &FileId| !unusable.contains(file);
    if usable(&sources.site) {
        site(sources, &mut draft, &mut diagnostics);
    }
    let facts = sources.facts.par_iter().map(|file| match usable(file) {
        true => facts_file(sources, *file),
        false => Part { possible: possible_ids(sources.files.text(*file)), unparsed: true, ..Part::default() },
    });
    let articles = sources.articles.par_iter().map(|file| match usable(file) {
        true => article_file(sources, *file, drafts),
        false => unread_article(sources, *file),
    });
    let parts: Vec<Part> = facts.chain(articles).collect();
    draft.unread(sources);
    for (file, part) in sources.facts.iter().chain(&sources.articles).zip(parts) {
        diagnostics.extend(draft.take(*file, content_path(sources.files.path(*file)), part));
    }
    draft.media = sources.media.iter().map(|asset| (asset.name.clone(), Span::start_of(asset.file))).collect();
    (draft, diagnostics)
}

impl Draft {
    /// Takes over what a file adds; gives what is wrong with it.
    fn take(&mut self, file: FileId, path: Arc<str>, mut part: Part) -> Diagnostics {
        for declared in &mut part.declared {
            if let Some(key) = &mut declared.key {
                *key = Key::at(key.kind, key.index() + self.records.count(key.kind));
            }
        }
        self.unparsed |= part.unparsed;
        self.records.append(part.records);
        self.incomplete.append(part.incomplete);
        self.left_out.append(&mut part.left_out);
        self.possible.extend(part.possible);
        self.files.push(DraftFile { file, path, declared: part.declared, named: part.named });
        part.diagnostics
    }
}

fn site(sources: &Sources, draft: &mut Draft, diagnostics: &mut Diagnostics) {
    if !sources.has_site {
        let message = "the briefing needs `content/site.yaml`";
        let hint = Some("write it with two lines: `title: …` and `as_of: 2026-07-03`".to_owned());
        diagnostics.add(Code::MissingField, Span::start_of(sources.site), message, hint);
        return;
    }
    let text = sources.files.text(sources.site);
    let mut reader = Reader::new(sources.site, "site.yaml".into(), text.clone());
    if let Some(node) = yaml::parse(text, sources.site, 0, &mut reader.diagnostics)
        && let Some((site, as_of_span)) = records::site(&mut reader, &node)
    {
        draft.site = Some(site);
        draft.as_of_span = as_of_span;
    }
    let (file, path) = (sources.site, reader.path.clone());
    draft.files.push(DraftFile { file, path, declared: Vec::new(), named: reader.named });
    diagnostics.extend(reader.diagnostics);
}

/// The path of a file below the content folder.
fn content_path(path: &str) -> Arc<str> {
    path.strip_prefix("content/").unwrap_or(path).into()
}

fn facts_file(sources: &Sources, file: FileId) -> Part {
    let text = sources.files.text(file);
    let mut reader = Reader::new(file, content_path(sources.files.path(file)), text.clone());
    let mut part = Part::default();
    match yaml::parse(text, file, 0, &mut reader.diagnostics) {
        None => {
            part.possible = possible_ids(text);
            part.unparsed = true;
        }
        Some(node) => match &node.value {
            Value::Null => {}
            Value::Map(sections) => {
                for (name, list) in sections {
                    read_named_section(&mut reader, name, list, &mut part);
                }
            }
            _ => {
                let message = format!("a facts file is a mapping of sections; this is {}", node.described());
                let hint = Some("write `grants:`, and the grants as a list beneath it");
                reader.error(Code::WrongType, node.span, message, hint);
                part.possible = possible_ids(text);
                part.unparsed = true;
            }
        },
    }
    part.possible.append(&mut reader.possible);
    part.named = reader.named;
    part.diagnostics = reader.diagnostics;
    part
}

fn read_named_section(reader: &mut Reader, name: &yaml::Node, list: &yaml::Node, part: &mut Part) {
    let word = name.as_text().unwrap_or_default();
    match tables::sections().find(|kind| kind.section() == word) {
        Some(_) if list.value == Value::Null => {}
        Some(kind) => records::read_section(reader, kind, list, part),
        None => {
            let names: Vec<_> = tables::sections().map(Kind::section).collect();
            let hint =
                did_you_mean(word, names.iter().copied()).unwrap_or_else(|| format!("sections: {}", names.join(", ")));
            reader.error(Code::UnknownSection, name.span, format!("there is no section `{word}`"), Some(&hint));
            part.possible.extend(possible_ids_of(list));
            part.unparsed = true;
        }
    }
}

/// What looks like the id of a record in a file that can not be parsed: the word after each `id:`.
fn possible_ids(text: &str) -> Vec<Box<str>> {
    let starts_a_key = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
    let id_at = |at: usize| {
        let rest = text[at + "id:".len()..].trim_start_matches([' ', '\t', '"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        (end > 0).then(|| rest[..end].into())
    };
    text.match_indices("id:").filter(|(at, _)| starts_a_key(*at)).filter_map(|(at, _)| id_at(at)).collect()
}

/// The ids of the records of a section that does not exist.
fn possible_ids_of(list: &yaml::Node) -> Vec<Box<str>> {
    let Value::List(items) = &list.value else { return Vec::new() };
    let id_of = |item: &yaml::Node| match &item.value {
        Value::Map(entries) => {
            let (_, id) = entries.iter().find(|(key, _)| key.as_text() == Some("id"))?;
            id.as_text().map(Into::into)
        }
        _ => None,
    };
    items.iter().filter_map(id_of).collect()
}

/// An article whose text can not be used: it exists, and that is all that is known.
fn unread_article(sources: &Sources, file: FileId) -> Part {
    let path = sources.files.path(file);
    let possible = file_id(path).map(|id| id.as_str().into()).into_iter().collect();
    Part { possible, unparsed: true, ..Part::default() }
}

/// An id for a record whose own can not be read. Such a record never leaves the draft.
fn stand_in_id() -> Id {
    Id::parse("unnamed").expect("it is made of small letters")
}

/// The id of an article by its path.
fn file_id(path: &str) -> Option<Id> {
    Id::parse(path.rsplit('/').next()?.strip_suffix(".md")?)
}

fn article_file(sources: &Sources, file: FileId, drafts: Drafts) -> Part {
    let text = sources.files.text(file);
    let path = sources.files.path(file);
    let mut reader = Reader::new(file, content_path(path), text.clone());
    let mut part = Part::default();
    let id = file_id(path);
    if id.is_none() {
        let hint = "name it in words of a-z and 0-9 joined by single hyphens: `what-osa-is.md`";
        let message = "the name of this file is not an id";
        reader.error(Code::BadId, Span::start_of(file), message, Some(hint));
    }
    // An article declares one id, its own.
    reader.origin = id.is_some().then_some(0);
    let read = article(&mut reader, text, id.clone());
    let former = read.article.as_ref().map(|article| article.head.former_ids.clone()).unwrap_or_default();
    let mut key = None;
    match read.article {
        Some(article) if !read.is_whole || id.is_none() => _ = part.incomplete.push(article),
        Some(article) if article.draft && drafts == Drafts::LeaveOut => part.left_out.push(article),
        Some(article) => key = Some(part.records.push(article)),
        None => {}
    }
    if let Some(id) = id {
        let (kind, file, span) = (Kind::Article, reader.path.clone(), Span::start_of(file));
        part.declared.push(Declared { kind, id, file, span, former, key, is_damaged: false });
    }
    part.unparsed = read.unparsed;
    part.named = reader.named;
    part.diagnostics = reader.diagnostics;
    part
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

/// What could be read of an article.
struct ReadArticle {
    article: Option<Article>,
    /// Whether all that an article needs could be read.
    is_whole: bool,
    /// Whether some of its text could not be parsed.
    unparsed: bool,
}

fn article(reader: &mut Reader, text: &str, id: Option<Id>) -> ReadArticle {
    let start = Span::start_of(reader.file);
    let (front, body) = match parts(text) {
        Parts::Both(front, body) => (front, body),
        Parts::Unclosed => {
            let hint = "write a line `---` after the fields of the article; its text follows";
            reader.error(Code::YamlSyntax, start, "this front matter does not end", Some(hint));
            return ReadArticle { article: None, is_whole: false, unparsed: true };
        }
        Parts::Body => {
            let hint = "start the file with a line `---`, the fields of the article, and another line `---`";
            reader.error(Code::MissingField, start, "this article has no front matter", Some(hint));
            // The text is still read, for its other mistakes.
            let body = markdown::article(reader, text, 0);
            return ReadArticle { article: Some(untitled(reader, id, body)), is_whole: false, unparsed: false };
        }
    };
    let node = yaml::parse(&text[front], reader.file, 1, &mut reader.diagnostics);
    let body = markdown::article(reader, &text[body..], body);
    let article = untitled(reader, id, body);
    match node {
        None => ReadArticle { article: Some(article), is_whole: false, unparsed: true },
        Some(node) => {
            let (article, is_whole) = front_matter(reader, &node, article);
            ReadArticle { article: Some(article), is_whole, unparsed: false }
        }
    }
}

/// An article whose front matter is not known yet, with stand-ins in its place.
fn untitled(reader: &Reader, id: Option<Id>, body: Prose) -> Article {
    let (id, key, span) = (id.unwrap_or_else(stand_in_id), Key::at(Kind::Article, 0), Span::start_of(reader.file));
    let head = Head { id, key, span, former_ids: Vec::new(), cite: Vec::new(), note: None };
    Article {
        head,
        file: reader.path.clone(),
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

/// Fills in the front matter and says whether it is whole. What is missing or can not be read has been reported by then.
fn front_matter(reader: &mut Reader, node: &yaml::Node, article: Article) -> (Article, bool) {
    let Some(mut fields) = reader.fields(node, &tables::ARTICLE, None) else { return (article, false) };
    let title = fields.read(reader, "title", Reader::words).unwrap_or_default();
    let summary = fields.read(reader, "summary", Reader::prose).unwrap_or_default();
    let date = fields.read(reader, "date", Reader::date);
    let is_whole = date.is_some();
    let date = date.unwrap_or(article.date);
    let kind_span = fields.span_of("kind");
    let kind = fields.read(reader, "kind", Reader::one_of(ArticleKind::WORDS)).unwrap_or(article.kind);
    let source = fields.read(reader, "source", Reader::pointer(Kind::Source));
    let updated = fields.read(reader, "updated", Reader::date);
    let order = fields.read(reader, "order", Reader::number);
    let draft = fields.read(reader, "draft", Reader::flag).unwrap_or(false);
    let cite = fields.evidence(reader);
    let note = fields.read(reader, "note", Reader::prose);
    let former_ids = fields.read(reader, "former_ids", |r, n| r.each(n, Reader::id)).unwrap_or_default();
    if kind == ArticleKind::Digest && fields.node("source").is_none() {
        let hint = Some("add `source:` with the id of the source it digests");
        reader.error(Code::MissingField, kind_span, "a digest needs `source`", hint);
    }
    fields.finish();
    let head = Head { former_ids, cite, note, ..article.head };
    (Article { head, title, summary, date, updated, kind, source, order, draft, ..article }, is_whole)
}
