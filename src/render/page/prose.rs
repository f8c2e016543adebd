//! Prose as HTML: the only writer of blocks and lines. Notes stand tight behind the word and its full stop.

use crate::model::prose::{Address, Align, Block, Definition, Footnote, Inline, LinkTo, Mark, Picture};
use crate::model::text::{escape, escape_marking_japanese, is_japanese};
use crate::model::{Kind, Prose, Reference, Target};
use crate::render::html::Html;
use crate::render::parts::ProseTable;
use crate::render::theme;

use super::Page;
use super::notes::Call;

impl<'s> Page<'s> {
    /// Prose as HTML, with its words.
    pub(in crate::render) fn prose(&mut self, prose: &'s Prose) -> Html {
        let words = self.plain(prose);
        Html::worded(self.body(&prose.blocks, &prose.footnotes), words)
    }

    /// Blocks as markup.
    pub(in crate::render) fn body(&mut self, blocks: &'s [Block], footnotes: &'s [Footnote]) -> String {
        let mut writer = Writer::new(self, footnotes);
        writer.blocks(blocks);
        writer.out
    }

    /// Prose as plain words, without its notes.
    pub(in crate::render) fn plain(&self, prose: &Prose) -> String {
        self.site.plain().prose(prose)
    }

    /// Blocks as plain words, without their notes.
    pub(super) fn plain_blocks(&self, blocks: &[Block]) -> String {
        self.site.plain().blocks(blocks)
    }

    /// The link of a reference up to its words.
    fn open_reference(&self, target: Target) -> String {
        let href = self.href(&self.site.target_place(target));
        format!("<a class=\"{}\" href=\"{}\">", target_class(target), escape(href.as_str()))
    }

    pub(super) fn target(&self, to: Reference) -> Target {
        self.site.briefing().targets().references[to.0]
    }
}

fn target_class(target: Target) -> &'static str {
    match target {
        Target::Record(key) if key.kind == Kind::Term => "term",
        Target::Record(_) | Target::Year(_) | Target::Programme => "record",
        _ => "fact",
    }
}

/// The stop that a text begins with, if it is one that ends a clause, and the rest: notes stand behind it.
fn split_stop(text: &str) -> (&str, &str) {
    let ends_a_clause = |rest: &str| rest.is_empty() || rest.starts_with(|c| c == ' ' || c == '\n' || is_japanese(c));
    match text.strip_prefix(['.', ',', ';', ':']) {
        Some(rest) if ends_a_clause(rest) => text.split_at(1),
        _ => ("", text),
    }
}

fn title_attribute(title: Option<&str>) -> String {
    title.map_or(String::new(), |title| format!(" title=\"{}\"", escape(title)))
}

fn is_note(inline: &Inline) -> bool {
    matches!(inline, Inline::Citations(_) | Inline::Footnote(_))
}

fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::SoftBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Where a line stands, as far as its notes are set differently there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Text,
    /// In a cell of a table that is no head: notes that stand alone there, or behind one link, are no part of a line of
    /// text that full-size targets could disturb, and none excuses small ones.
    Cell,
}

/// Writes blocks and lines.
struct Writer<'p, 's> {
    page: &'p mut Page<'s>,
    footnotes: &'s [Footnote],
    out: String,
    /// Calls of notes that wait for the stop behind them.
    calls: Vec<Call>,
    tables: usize,
}

impl<'p, 's> Writer<'p, 's> {
    fn new(page: &'p mut Page<'s>, footnotes: &'s [Footnote]) -> Self {
        Self { page, footnotes, out: String::new(), calls: Vec::new(), tables: 0 }
    }

    fn write(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes what opens a block, on a line of its own.
    fn open(&mut self, markup: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(markup);
    }

    fn blocks(&mut self, blocks: &'s [Block]) {
        for (place, block) in blocks.iter().enumerate() {
            let follows_text = place > 0 && matches!(blocks[place - 1], Block::Plain(_));
            match block {
                Block::Plain(line) => {
                    if follows_text {
                        self.write("<br>");
                    }
                    self.line(line, Setting::Text);
                }
                block => self.block(block),
            }
        }
    }

    fn block(&mut self, block: &'s Block) {
        match block {
            Block::Paragraph(line) => {
                self.open("<p>");
                self.line(line, Setting::Text);
                self.write("</p>\n");
            }
            Block::Plain(line) => self.line(line, Setting::Text),
            Block::Heading(heading, line) => {
                let anchor = escape(&self.page.anchors[heading.number]);
                self.write(&format!("<h{} id=\"{anchor}\">", heading.level));
                self.line(line, Setting::Text);
                self.write(&format!("</h{}>\n", heading.level));
            }
            Block::List(first, items) => self.list(*first, items),
            Block::Quotation(blocks) => {
                self.open("<blockquote>\n");
                self.blocks(blocks);
                self.write("</blockquote>\n");
            }
            Block::Code(language, text) => {
                let class = language.as_ref().map(|language| format!(" class=\"language-{}\"", escape(language)));
                self.open(&format!("<pre><code{}>", class.unwrap_or_default()));
                self.write(&escape_marking_japanese(text));
                self.write("</code></pre>\n");
            }
            Block::Table(aligns, rows) => self.table(aligns, rows),
            Block::Definitions(parts) => self.definitions(parts),
            Block::Rule => self.open("<hr />\n"),
            Block::Figure(call) => {
                let figure = self.page.figure_call(call);
                self.write(figure.as_str());
            }
        }
    }

    fn list(&mut self, first: Option<u64>, items: &'s [Vec<Block>]) {
        match first {
            None => self.open("<ul>\n"),
            Some(1) => self.open("<ol>\n"),
            Some(first) => self.open(&format!("<ol start=\"{first}\">\n")),
        }
        for item in items {
            self.open("<li>");
            self.blocks(item);
            self.write("</li>\n");
        }
        self.write(if first.is_none() { "</ul>\n" } else { "</ol>\n" });
    }

    fn definitions(&mut self, parts: &'s [Definition]) {
        self.open("<dl>\n");
        for part in parts {
            match part {
                Definition::Term(line) => {
                    self.open("<dt>");
                    self.line(line, Setting::Text);
                    self.write("</dt>\n");
                }
                Definition::Meaning(blocks) => {
                    self.open("<dd>");
                    self.blocks(blocks);
                    self.write("</dd>\n");
                }
            }
        }
        self.write("</dl>\n");
    }

    fn table(&mut self, aligns: &[Align], rows: &'s [Vec<Vec<Inline>>]) {
        self.tables += 1;
        let mut rows = rows.iter();
        let head = rows.next().map(|cells| self.cells(cells, Setting::Text)).unwrap_or_default();
        let rows = rows.map(|cells| self.cells(cells, Setting::Cell)).collect();
        let class = |align: &Align| match align {
            Align::Text => None,
            Align::Centre => Some("centre"),
            Align::Number => Some("number"),
        };
        let table = ProseTable { number: self.tables, classes: aligns.iter().map(class).collect(), head, rows };
        let table = self.page.component("prose_table", &[("table", theme::value(&table))]);
        self.write(table.as_str());
    }

    /// The cells of a row, each written by itself.
    fn cells(&mut self, cells: &'s [Vec<Inline>], setting: Setting) -> Vec<Html> {
        let before = std::mem::take(&mut self.out);
        let cell = |line: &'s Vec<Inline>| {
            self.line(line, setting);
            Html::written(std::mem::take(&mut self.out))
        };
        let cells = cells.iter().map(cell).collect();
        self.out = before;
        cells
    }

    fn line(&mut self, line: &'s [Inline], setting: Setting) {
        for (place, inline) in line.iter().enumerate() {
            if is_note(inline) {
                self.call(inline);
                continue;
            }
            let following = line[place..].iter().find(|inline| !is_blank(inline));
            if !self.calls.is_empty() && is_blank(inline) && following.is_some_and(is_note) {
                continue;
            }
            match inline {
                Inline::Text(text) if !self.calls.is_empty() => {
                    let (stop, rest) = split_stop(text);
                    self.notes(stop, &line[..place], setting);
                    self.write(&escape_marking_japanese(rest));
                }
                inline => {
                    self.notes("", &line[..place], setting);
                    self.inline(inline);
                }
            }
        }
        self.notes("", line, setting);
    }

    fn inline(&mut self, inline: &'s Inline) {
        match inline {
            Inline::Text(text) => self.write(&escape_marking_japanese(text)),
            Inline::Code(text) => self.write(&format!("<code>{}</code>", escape_marking_japanese(text))),
            Inline::SoftBreak => self.write("\n"),
            Inline::LineBreak => self.write("<br />\n"),
            Inline::Marked(mark, line) => {
                let tag = match mark {
                    Mark::Emphasis => "em",
                    Mark::Strong => "strong",
                    Mark::Struck => "del",
                };
                self.write(&format!("<{tag}>"));
                self.line(line, Setting::Text);
                self.write(&format!("</{tag}>"));
            }
            Inline::Reference(to, words) => self.reference(*to, words.as_deref()),
            Inline::Link(LinkTo { address, title }, line) => {
                let (href, kind) = match address {
                    Address::Web(url) => (escape(url), " rel=\"external\""),
                    Address::Mail(url) => (escape(url), ""),
                    Address::Relative(link) => (self.relative(*link), ""),
                };
                let title = title_attribute(title.as_deref());
                self.write(&format!("<a href=\"{href}\"{title}{kind}>"));
                self.line(line, Setting::Text);
                self.write("</a>");
            }
            Inline::Image(Picture { file, words, title }) => {
                let (href, words, title) = (self.relative(*file), escape(words), title_attribute(title.as_deref()));
                self.write(&format!("<img src=\"{href}\" alt=\"{words}\"{title} loading=\"lazy\">"));
            }
            Inline::Citations(_) | Inline::Footnote(_) => {}
        }
    }

    fn relative(&self, link: crate::model::Link) -> String {
        escape(self.page.href(&self.page.site.link_place(link, &self.page.path)).as_str())
    }

    fn reference(&mut self, to: Reference, words: Option<&'s [Inline]>) {
        let target = self.page.target(to);
        let open = self.page.open_reference(target);
        self.write(&open);
        if let Some(line) = words {
            self.line(line, Setting::Text);
            self.write("</a>");
            return;
        }
        let words = self.page.target_words(target);
        let gaps = self.page.gaps_of(target);
        self.write(words.as_str());
        self.write("</a>");
        self.write(gaps.as_str());
    }

    /// Calls the notes of citations or of a footnote.
    fn call(&mut self, inline: &'s Inline) {
        match inline {
            Inline::Citations(cites) => self.calls.extend(self.page.calls(cites)),
            Inline::Footnote(number) => {
                let call = self.page.call_footnote(self.footnotes, *number);
                self.calls.push(call);
            }
            _ => {}
        }
    }

    /// Writes a stop and, behind it, the notes that wait, as one raised group tight to the word before.
    fn notes(&mut self, stop: &str, before: &[Inline], setting: Setting) {
        if self.calls.is_empty() {
            self.write(stop);
            return;
        }
        self.out.truncate(self.out.trim_end().len());
        let calls = std::mem::take(&mut self.calls);
        let is_alone = setting == Setting::Cell && stop.is_empty() && self.is_bare(before);
        let notes = self.page.note_calls(&calls, is_alone);
        self.write(stop);
        self.write(notes.as_str());
    }

    /// Whether what stands in a cell before its notes is nothing, or one link.
    fn is_bare(&self, before: &[Inline]) -> bool {
        let end = before.iter().rposition(|inline| !is_blank(inline) && !is_note(inline));
        let mut visible = before[..end.map_or(0, |end| end + 1)].iter().filter(|inline| !is_blank(inline));
        match (visible.next(), visible.next()) {
            (None, _) | (Some(Inline::Link(..) | Inline::Reference(_, Some(_))), None) => true,
            (Some(Inline::Reference(to, None)), None) => self.page.gaps_of(self.page.target(*to)).is_empty(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split_stop;

    #[test]
    fn notes_stand_behind_the_stop_that_ends_a_clause() {
        assert_eq!(split_stop(". Next"), (".", " Next"));
        assert_eq!(split_stop("."), (".", ""));
        assert_eq!(split_stop(";"), (";", ""));
        assert_eq!(split_stop(".5 billion"), ("", ".5 billion"));
        assert_eq!(split_stop(" and"), ("", " and"));
        assert_eq!(split_stop(",令和5年度"), (",", "令和5年度"));
    }
}
