//! Markdown to prose: CommonMark with tables, footnotes, references and citations; raw HTML is refused.
//!
//! Plain Markdown becomes finished HTML here, with holes for what depends on other records. The only module that knows
//! a Markdown library; no page, path or number of a note is known here.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::diag::Code;
use crate::load::sink::Sink;
use crate::load::yaml::{Scalar, Style};
use crate::model::prose::{FigureCall, Heading, Piece};
use crate::model::text::{escape, escape_marking_japanese};
use crate::model::{Prose, Span};

use super::amounts;
use super::markup::{MARK, pieces, slug, without_outer_paragraph};

/// How a text lies in its file.
pub(super) enum Placement<'a> {
    /// The body of an article, which starts at this byte of the file.
    Body { start: usize, figure: ReadFigure },
    /// A scalar of a YAML file.
    Scalar(&'a Scalar, Span),
}

/// Reads the text of a figure block, which starts so many lines into the file.
pub(crate) type ReadFigure = fn(&mut Sink, &str, u32) -> Option<FigureCall>;

/// Reads the body of an article, which starts at byte `start` of the file; `figure` reads its figure blocks.
pub(crate) fn article(sink: &mut Sink, body: &str, start: usize, figure: ReadFigure) -> Prose {
    Writer::new(sink, Placement::Body { start, figure }, body).run()
}

/// Reads inline Markdown from a scalar.
pub(crate) fn inline(sink: &mut Sink, scalar: &Scalar, span: Span) -> Prose {
    Writer::new(sink, Placement::Scalar(scalar, span), &scalar.text).run()
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// A link or an image whose words are being read.
pub(super) struct OpenLink {
    pub(super) kind: LinkKind,
    pub(super) range: Range<usize>,
    /// The words so far, without markup.
    pub(super) words: String,
}

/// A heading whose words are being read.
struct OpenHeading {
    level: u8,
    id: Option<String>,
    pub(super) words: String,
    pub(super) range: Range<usize>,
    /// The event that becomes its opening tag.
    opening: usize,
}

pub(super) enum LinkKind {
    /// A reference without words of its own: what stands inside is the reference again.
    Bare,
    /// A link with words; closed by `</a>`.
    Labelled,
    /// An image; its words are the alternative text.
    Image(String),
    /// A citation; what stands inside is the citation again.
    Citation,
    /// A link that could not be used and has been reported.
    Dropped,
}

/// Reads one text.
pub(super) struct Writer<'w, 't> {
    pub(super) sink: &'w mut Sink,
    placement: Placement<'w>,
    pub(super) text: &'t str,
    events: Vec<Event<'t>>,
    holes: Vec<Piece>,
    prose: Prose,
    pub(super) links: Vec<OpenLink>,
    heading: Option<OpenHeading>,
    anchors: BTreeMap<String, usize>,
    table: Option<(Vec<Alignment>, usize, bool)>,
    footnote: Option<(Box<str>, Vec<Event<'t>>)>,
    figure: Option<(String, usize)>,
    amounts: Vec<Range<usize>>,
    pub(super) cited: bool,
    paragraphs: usize,
    tables: usize,
}

impl<'w, 't> Writer<'w, 't> {
    fn new(sink: &'w mut Sink, placement: Placement<'w>, text: &'t str) -> Self {
        Self {
            sink,
            placement,
            text,
            events: Vec::new(),
            holes: Vec::new(),
            prose: Prose::default(),
            links: Vec::new(),
            heading: None,
            anchors: BTreeMap::new(),
            table: None,
            footnote: None,
            figure: None,
            amounts: Vec::new(),
            cited: false,
            paragraphs: 0,
            tables: 0,
        }
    }

    fn is_body(&self) -> bool {
        matches!(self.placement, Placement::Body { .. })
    }

    fn run(mut self) -> Prose {
        let citation = |link: BrokenLink<'t>| {
            link.reference.starts_with('@').then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let events = Parser::new_with_broken_link_callback(self.text, OPTIONS, Some(citation)).into_offset_iter();
        for (event, range) in events {
            self.take(event, range);
        }
        self.end_block();
        self.prose.pieces = pieces(std::mem::take(&mut self.events), &mut self.holes);
        self.prose
    }

    fn take(&mut self, event: Event<'t>, range: Range<usize>) {
        if let Some(link) = self.links.last_mut()
            && !matches!(link.kind, LinkKind::Labelled)
            && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
        {
            if let Event::Text(text) | Event::Code(text) = &event {
                link.words.push_str(text);
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, &range),
            Event::Html(_) => {}
            Event::InlineHtml(html) => {
                let shown: String = html.chars().take(30).collect();
                let message = format!("raw HTML is not allowed: `{shown}`");
                self.error(Code::RawHtml, &range, message, "write it in Markdown; a `<` in text is written `\\<`");
            }
            Event::FootnoteReference(label) => {
                self.cited = true;
                self.hole(Piece::Footnote(label.as_ref().into()));
            }
            Event::Code(code) => {
                self.count_words(&code);
                if let Some(heading) = &mut self.heading {
                    heading.words.push_str(&code);
                }
                self.markup(format!("<code>{}</code>", escape_marking_japanese(&code)));
            }
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Paragraph if !self.is_body() => {
                self.paragraphs += 1;
                if self.paragraphs > 1 {
                    self.markup("<br>".to_owned());
                }
            }
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => {
                self.links.push(OpenLink { kind: LinkKind::Image(dest_url.to_string()), range, words: String::new() });
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.events.push(Event::Start(tag)),
            Tag::HtmlBlock => {
                let end = self.text[range.clone()].find('\n').map_or(range.end, |offset| range.start + offset);
                let hint = "write it in Markdown; a `<` in text is written `\\<`";
                self.error(Code::RawHtml, &(range.start..end), "raw HTML is not allowed", hint);
            }
            block if !self.is_body() => {
                self.only_inline(&block, &range);
                self.events.push(Event::Start(block));
            }
            block => self.start_block(block, range),
        }
    }

    fn only_inline(&mut self, block: &Tag<'_>, range: &Range<usize>) {
        let nested = matches!(
            block,
            Tag::Item
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
        );
        if !nested {
            let hint = "no headings, lists, tables, quotations or code blocks here; move them to an article";
            self.error(Code::WrongType, range, "this field takes inline Markdown only", hint);
        }
    }

    fn start_block(&mut self, block: Tag<'t>, range: Range<usize>) {
        match block {
            Tag::Heading { level, id, .. } => {
                self.end_block();
                self.heading = Some(OpenHeading {
                    level: level as u8,
                    id: id.map(|id| id.to_string()),
                    words: String::new(),
                    range,
                    opening: self.events.len(),
                });
                self.markup(String::new());
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) if language.trim() == "figure" => {
                self.figure = Some((String::new(), range.start));
            }
            Tag::FootnoteDefinition(label) => {
                self.end_block();
                self.footnote = Some((label.as_ref().into(), std::mem::take(&mut self.events)));
            }
            Tag::Table(alignments) => {
                self.tables += 1;
                let label = format!("Table {}", self.tables);
                self.table = Some((alignments, 0, true));
                let open = "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"";
                self.markup(format!("{open}{label}\"><table>"));
            }
            Tag::TableHead => self.markup("<thead><tr>".to_owned()),
            Tag::TableRow => {
                self.end_block();
                if let Some((_, column, _)) = &mut self.table {
                    *column = 0;
                }
                self.markup("<tr>".to_owned());
            }
            Tag::TableCell => {
                let (class, head) = self.table.as_ref().map_or(("", false), |(alignments, column, head)| {
                    let class = match alignments.get(*column) {
                        Some(Alignment::Right) => " class=\"number\"",
                        Some(Alignment::Center) => " class=\"centre\"",
                        _ => "",
                    };
                    (class, *head)
                });
                self.markup(if head { format!("<th scope=\"col\"{class}>") } else { format!("<td{class}>") });
            }
            Tag::Paragraph | Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.end_block();
                self.events.push(Event::Start(block));
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if !self.is_body() => {}
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::HtmlBlock => {}
            TagEnd::Heading(_) if self.heading.is_some() => self.end_heading(),
            TagEnd::CodeBlock if self.figure.is_some() => self.end_figure(),
            TagEnd::FootnoteDefinition => {
                self.end_block();
                if let Some((label, before)) = self.footnote.take() {
                    let own = std::mem::replace(&mut self.events, before);
                    let own = without_outer_paragraph(own);
                    let pieces = pieces(own, &mut self.holes);
                    self.prose.footnotes.push((label, pieces));
                }
            }
            TagEnd::Table if self.table.is_some() => {
                self.table = None;
                self.markup("</tbody></table></div>".to_owned());
            }
            TagEnd::TableHead if self.table.is_some() => {
                if let Some((_, _, head)) = &mut self.table {
                    *head = false;
                }
                self.markup("</tr></thead><tbody>".to_owned());
            }
            TagEnd::TableRow if self.table.is_some() => {
                self.end_block();
                self.markup("</tr>".to_owned());
            }
            TagEnd::TableCell if self.table.is_some() => {
                let head = self.table.as_mut().is_some_and(|(_, column, head)| {
                    *column += 1;
                    *head
                });
                self.markup(if head { "</th>" } else { "</td>" }.to_owned());
            }
            other => self.events.push(Event::End(other)),
        }
    }

    /// A sum of money in the paragraph that ends here needs a citation in it.
    fn end_block(&mut self) {
        let cited = std::mem::take(&mut self.cited);
        for range in std::mem::take(&mut self.amounts) {
            if !cited {
                let message = format!("`{}` stands here without a source", &self.text[range.clone()]);
                let hint = "refer to the fact (`[[id.amount]]`), or cite a source in the paragraph (`[@source]`)";
                self.error(Code::BareAmount, &range, message, hint);
            }
        }
    }

    fn words(&mut self, text: &str, range: &Range<usize>) {
        if let Some((figure, _)) = &mut self.figure {
            figure.push_str(text);
            return;
        }
        self.count_words(text);
        if let Some(heading) = &mut self.heading {
            heading.words.push_str(text);
        }
        if range.len() == text.len() {
            let found = amounts::find(text).into_iter().map(|r| range.start + r.start..range.start + r.end);
            self.amounts.extend(found);
        }
        self.markup(escape_marking_japanese(&text.replace(MARK, "\u{FFFD}")));
    }

    fn count_words(&mut self, text: &str) {
        let japanese = text.chars().filter(|c| crate::model::text::is_japanese(*c)).count();
        self.prose.words += text.split_whitespace().count() + japanese / 2;
    }

    fn end_heading(&mut self) {
        let Some(OpenHeading { level, id, words, range, opening }) = self.heading.take() else { return };
        self.end_block();
        let last = self.prose.headings.last().map_or(1, |heading| heading.level);
        if level == 1 || level > last + 1 {
            let (message, hint) = match level {
                1 => (
                    "a heading of level 1 stands in the text".to_owned(),
                    "the title of the article is the heading of level 1; start with `##`",
                ),
                _ => (
                    format!("a heading of level {level} follows one of level {last}"),
                    "leave out no level: `##`, then `###`",
                ),
            };
            self.error(Code::HeadingSkip, &range, message, hint);
        }
        let base = id.unwrap_or_else(|| slug(&words));
        let count = self.anchors.entry(base.clone()).and_modify(|count| *count += 1).or_insert(0);
        let anchor = if *count == 0 { base } else { format!("{base}-{count}") };
        let level = level.max(2);
        self.events[opening] = Event::InlineHtml(format!("<h{level} id=\"{}\">", escape(&anchor)).into());
        self.markup(format!("</h{level}>\n"));
        self.prose.headings.push(Heading { level, anchor, text: words });
    }

    fn end_figure(&mut self) {
        let Some((block, fence)) = self.figure.take() else { return };
        let Placement::Body { start, figure } = self.placement else { return };
        // The first line of the block's text follows the fence.
        let lines_before = self.sink.span_at(start + fence, 1).line;
        if let Some(call) = figure(self.sink, &block, lines_before) {
            self.hole(Piece::Figure(Box::new(call)));
        }
    }

    pub(super) fn markup(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    pub(super) fn hole(&mut self, piece: Piece) {
        self.markup(format!("{MARK}{}{MARK}", self.holes.len()));
        self.holes.push(piece);
    }

    pub(super) fn error(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>, hint: &str) {
        let span = self.span(range);
        self.sink.error(code, span, message, Some(hint));
    }

    /// Where a stretch of the text stands in its file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let first_line = self.text[range.clone()].lines().next().unwrap_or("");
        let width = small(first_line.chars().count().max(1));
        match &self.placement {
            Placement::Body { start, .. } => self.sink.span_at(start + range.start, width),
            Placement::Scalar(Scalar { style: Style::Exact(quotes), .. }, span) => {
                span.within(quotes + small(self.text[..range.start].chars().count()), width)
            }
            Placement::Scalar(scalar, span) => self.find_in_lines(scalar, *span, range, first_line, width),
        }
    }

    /// The place of words in a folded or escaped scalar: the same occurrence of them in the lines that it covers, or
    /// else its first line.
    fn find_in_lines(&self, scalar: &Scalar, span: Span, range: &Range<usize>, words: &str, width: u32) -> Span {
        let mut before = self.text[..range.start].matches(words).count();
        let lines = span.line..=scalar.last_line.max(span.line);
        for number in lines {
            let Some(line) = self.sink.lines.line(number).filter(|_| !words.is_empty()) else { break };
            for (offset, _) in line.match_indices(words) {
                if before == 0 {
                    let column = small(line[..offset].chars().count() + 1);
                    return Span { line: number, column, width, ..span };
                }
                before -= 1;
            }
        }
        span
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
