//! Markdown to prose: CommonMark with tables, footnotes, references and citations; raw HTML is refused.
//!
//! Plain Markdown becomes finished HTML here, with holes for what depends on other records. The only module that knows
//! a Markdown library; no page, path or number of a note is known here.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html,
};

use crate::diag::Code;
use crate::model::prose::{FigureCall, Heading, Piece, Pointer, Reference, Relative};
use crate::model::text::{escape, escape_marking_japanese};
use crate::model::{Cite, Id, Kind, Prose, Span};

use super::amounts;
use super::draft::{Expects, RelativeMention};
use super::fields::FIGURE;
use super::reader::{Reader, is_web_address};
use super::yaml::{self, Scalar, Style};

/// How a text lies in its file.
pub(super) enum Placement<'a> {
    /// The body of an article, which starts at this byte of the file.
    Body { start: usize },
    /// A scalar of a YAML file.
    Scalar(&'a Scalar, Span),
}

/// Reads the body of an article, which starts at byte `start` of the file.
pub(super) fn article(reader: &mut Reader, body: &str, start: usize) -> Prose {
    Writer::new(reader, Placement::Body { start }, body).run()
}

/// Reads inline Markdown from a scalar.
pub(super) fn inline(reader: &mut Reader, scalar: &Scalar, span: Span) -> Prose {
    Writer::new(reader, Placement::Scalar(scalar, span), &scalar.text).run()
}

/// Stands around the number of a hole while the Markdown library writes HTML. Never part of a text: it is a
/// noncharacter, and is replaced on reading.
const MARK: char = '\u{FDD0}';

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// A link or an image whose words are being read.
struct OpenLink {
    kind: LinkKind,
    range: Range<usize>,
    /// The words so far, without markup.
    words: String,
}

/// A heading whose words are being read.
struct OpenHeading {
    level: u8,
    id: Option<String>,
    words: String,
    range: Range<usize>,
    /// The event that becomes its opening tag.
    opening: usize,
}

enum LinkKind {
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
struct Writer<'w, 't> {
    reader: &'w mut Reader,
    placement: Placement<'w>,
    text: &'t str,
    events: Vec<Event<'t>>,
    holes: Vec<Piece>,
    prose: Prose,
    links: Vec<OpenLink>,
    heading: Option<OpenHeading>,
    anchors: BTreeMap<String, usize>,
    table: Option<(Vec<Alignment>, usize, bool)>,
    footnote: Option<(Box<str>, Vec<Event<'t>>)>,
    figure: Option<(String, usize)>,
    amounts: Vec<Range<usize>>,
    cited: bool,
    paragraphs: usize,
    tables: usize,
}

impl<'w, 't> Writer<'w, 't> {
    fn new(reader: &'w mut Reader, placement: Placement<'w>, text: &'t str) -> Self {
        Self {
            reader,
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
            link.reference.starts_with('@').then(|| (CowStr::Borrowed(""), CowStr::Borrowed("")))
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

    fn start_link(&mut self, link_type: LinkType, url: &str, range: Range<usize>) {
        let kind = match link_type {
            LinkType::ShortcutUnknown | LinkType::ReferenceUnknown | LinkType::CollapsedUnknown => LinkKind::Citation,
            LinkType::WikiLink { has_pothole } => {
                let word = url.trim().trim_end_matches('\\').trim();
                let span = self.span(&(range.start + 2..range.start + 2 + word.len()));
                let to = Reference { word: word.into(), span };
                self.reader.mention(to.clone(), Expects::Prose);
                self.hole(Piece::Link { to, labelled: has_pothole });
                if has_pothole { LinkKind::Labelled } else { LinkKind::Bare }
            }
            LinkType::Email => {
                self.markup(format!("<a href=\"mailto:{}\">", escape(url)));
                LinkKind::Labelled
            }
            _ => self.start_plain_link(url, &range),
        };
        self.links.push(OpenLink { kind, range, words: String::new() });
    }

    fn start_plain_link(&mut self, url: &str, range: &Range<usize>) -> LinkKind {
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            _ if is_web_address(url) => self.markup(format!("<a href=\"{}\" rel=\"external\">", escape(url))),
            Some("mailto") => self.markup(format!("<a href=\"{}\">", escape(url))),
            Some(scheme) if !scheme.contains(['/', '#', '?', '.']) => {
                let message = format!("a link may not use the scheme `{scheme}:`");
                self.error(Code::BadUrl, range, message, "link to an http, https or mailto address");
                return LinkKind::Dropped;
            }
            _ => {
                let link = self.relative(url, range);
                self.hole(Piece::Open(link));
            }
        }
        LinkKind::Labelled
    }

    fn relative(&mut self, url: &str, range: &Range<usize>) -> Relative {
        let (path, fragment) = url.split_once('#').map_or((url, None), |(path, fragment)| (path, Some(fragment)));
        let span = match self.text[range.clone()].rfind(url) {
            Some(offset) => self.span(&(range.start + offset..range.start + offset + url.len())),
            None => self.span(range),
        };
        let link = Relative {
            path: percent_decoded(path),
            fragment: fragment.map(percent_decoded),
            from: self.reader.path.clone(),
            span,
        };
        self.reader.relatives.push(RelativeMention { from: self.reader.origin.clone(), link: link.clone() });
        link
    }

    fn end_link(&mut self) {
        let Some(OpenLink { kind, range, words }) = self.links.pop() else { return };
        match kind {
            LinkKind::Labelled => self.markup("</a>".to_owned()),
            LinkKind::Bare | LinkKind::Dropped => {}
            LinkKind::Citation => self.citation(range),
            LinkKind::Image(url) => self.image(&url, &words, &range),
        }
    }

    fn image(&mut self, url: &str, words: &str, range: &Range<usize>) {
        if words.trim().is_empty() {
            let hint = "say between the brackets what the image shows: `![Boats at the pier](…)`";
            self.error(Code::MissingAlt, range, "this image has no alternative text", hint);
        }
        if url.contains(':') || url.starts_with('/') {
            let hint = "copy the image to `content/media/` and link to it by a relative path";
            self.error(Code::BrokenLink, range, "an image has to be a file of the media folder", hint);
            return;
        }
        let link = self.relative(url, range);
        self.hole(Piece::Image(link, words.trim().into()));
    }

    /// `[@a, para. 3]`, `[@a; @b]` or `[@a][@b]`: what the range holds, read again.
    fn citation(&mut self, range: Range<usize>) {
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
                let hint = "write `[@source-id]` or `[@source-id, para. 3]`; several are parted by `;`";
                self.reader.error(Code::UnknownSource, span, format!("`{source}` is not a citation"), Some(hint));
                continue;
            };
            let span = span.within(1, span.width.saturating_sub(1));
            let word = id.as_str().into();
            self.reader.mention(Reference { word, span }, Expects::Kind(Kind::Source));
            let at = place.filter(|place| !place.is_empty()).map(Into::into);
            cites.push(Cite { source: Pointer { id, span }, at, says: None });
        }
        self.hole(Piece::Citations(cites));
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
        let Placement::Body { start } = self.placement else { return };
        // The first line of the block's text follows the fence.
        let lines_before = self.reader.span_at(start + fence, 1).line;
        let file = self.reader.file;
        let Some(node) = yaml::parse(&block, file, lines_before, &mut self.reader.diagnostics) else { return };
        if let Some(call) = figure_call(self.reader, &node) {
            self.hole(Piece::Figure(Box::new(call)));
        }
    }

    fn markup(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    fn hole(&mut self, piece: Piece) {
        self.markup(format!("{MARK}{}{MARK}", self.holes.len()));
        self.holes.push(piece);
    }

    fn error(&mut self, code: Code, range: &Range<usize>, message: impl Into<String>, hint: &str) {
        let span = self.span(range);
        self.reader.error(code, span, message, Some(hint));
    }

    /// Where a stretch of the text stands in its file.
    fn span(&self, range: &Range<usize>) -> Span {
        let first_line = self.text[range.clone()].lines().next().unwrap_or("");
        let width = small(first_line.chars().count().max(1));
        match &self.placement {
            Placement::Body { start } => self.reader.span_at(start + range.start, width),
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
            let Some(line) = self.reader.line(number).filter(|_| !words.is_empty()) else { break };
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

/// The fields of a figure block.
fn figure_call(reader: &mut Reader, node: &yaml::Node) -> Option<FigureCall> {
    use crate::model::prose::Chart;
    let mut fields = reader.fields(node, &FIGURE, None)?;
    let span = fields.span_of("chart");
    let chart = fields.read(reader, "chart", |reader, node| {
        let text = reader.words(node)?;
        let found = Chart::WORDS.iter().find(|(word, _)| *word == &*text).map(|(_, chart)| *chart);
        if found.is_none() {
            let words = Chart::WORDS.iter().map(|(word, _)| *word);
            let hint = crate::diag::did_you_mean(&text, words).unwrap_or_else(|| {
                let words: Vec<_> = Chart::WORDS.iter().map(|(word, _)| *word).collect();
                format!("figures: {}", words.join(", "))
            });
            reader.error(Code::BadFigure, node.span, format!("there is no figure `{text}`"), Some(&hint));
        }
        found
    });
    let of_node = fields.take("of");
    if let (Some(node), Some(other)) = (of_node, chart.filter(|chart| *chart != Chart::Claims)) {
        let message = format!("only a figure of claims takes `of`; this is `{}`", other.word());
        reader.error(Code::BadFigure, node.span, message, Some("leave it out"));
        return None;
    }
    let of = fields.read(reader, "of", Reader::fact_reference);
    let year = fields.read(reader, "year", Reader::fiscal_year);
    let country = fields.read(reader, "country", Reader::pointer(Kind::Country));
    let caption = fields.read(reader, "caption", Reader::prose);
    fields.finish();
    let chart = chart?;
    if chart == Chart::Claims && of_node.is_none() {
        let hint = "add `of: malaysia-fy2023.amount`, the fact whose claims are drawn";
        reader.error(Code::BadFigure, span, "a figure of claims needs `of`", Some(hint));
        return None;
    }
    Some(FigureCall { chart, of, year, country, caption, span })
}

/// Writes events as HTML and parts it at the holes.
fn pieces(events: Vec<Event<'_>>, holes: &mut [Piece]) -> Vec<Piece> {
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    let mut pieces = Vec::new();
    for (index, part) in out.split(MARK).enumerate() {
        match part.parse::<usize>() {
            Ok(number) if index % 2 == 1 => pieces.extend(holes.get(number).cloned()),
            _ if part.is_empty() => {}
            _ => pieces.push(Piece::Markup(part.into())),
        }
    }
    pieces
}

/// A note of one paragraph stands in its list item without one.
fn without_outer_paragraph(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let paragraphs = events.iter().filter(|event| matches!(event, Event::Start(Tag::Paragraph))).count();
    if paragraphs == 1 {
        events.retain(|event| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
    }
    events
}

/// The anchor of a heading by the rule of code hosts: lower case, spaces as hyphens, no punctuation.
fn slug(words: &str) -> String {
    words
        .trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ => character.is_alphanumeric().then_some(character),
        })
        .collect()
}

/// `%20` and the like as the characters they stand for; what is not UTF-8 stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let code = (bytes[index] == b'%').then(|| text.get(index + 1..index + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                index += 3;
            }
            None => {
                out.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
