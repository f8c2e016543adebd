//! Reads the fields of a figure block.

use crate::diag::{Code, LineIndex, did_you_mean};
use crate::load::fields::Fields;
use crate::load::fields::tables::FIGURE;
use crate::load::sink::Sink;
use crate::load::values;
use crate::load::yaml;
use crate::model::Kind;
use crate::model::prose::{Chart, FigureCall};

/// The figure of a block with this text, which starts so many lines into the file.
pub(crate) fn figure_block(sink: &mut Sink, block: &str, lines_before: u32) -> Option<FigureCall> {
    let node = yaml::parse(&LineIndex::of(block), sink.file, lines_before, &mut sink.found.diagnostics)?;
    figure_call(sink, &node)
}

fn figure_call(sink: &mut Sink, node: &yaml::Node) -> Option<FigureCall> {
    let mut fields = Fields::of(sink, node, &FIGURE, None)?;
    let span = fields.span_of("chart");
    let chart = fields.read(sink, "chart", |sink, node| {
        let text = values::words(sink, node)?;
        let found = Chart::WORDS.iter().find(|(word, _)| *word == &*text).map(|(_, chart)| *chart);
        if found.is_none() {
            let words = Chart::WORDS.iter().map(|(word, _)| *word);
            let hint = did_you_mean(&text, words).unwrap_or_else(|| {
                let words: Vec<_> = Chart::WORDS.iter().map(|(word, _)| *word).collect();
                format!("figures: {}", words.join(", "))
            });
            sink.error(Code::BadFigure, node.span, format!("there is no figure `{text}`"), Some(&hint));
        }
        found
    });
    let of_node = fields.take("of");
    if let (Some(node), Some(other)) = (of_node, chart.filter(|chart| *chart != Chart::Claims)) {
        let message = format!("only a figure of claims takes `of`; this is `{}`", other.word());
        sink.error(Code::BadFigure, node.span, message, Some("leave it out"));
        return None;
    }
    let of = fields.read(sink, "of", values::fact_reference);
    let year = fields.read(sink, "year", values::fiscal_year);
    let country = fields.read(sink, "country", values::pointer(Kind::Country));
    let caption = fields.read(sink, "caption", values::prose);
    fields.finish();
    let chart = chart?;
    if chart == Chart::Claims && of_node.is_none() {
        let hint = "add `of: malaysia-fy2023.amount`, the fact whose claims are drawn";
        sink.error(Code::BadFigure, span, "a figure of claims needs `of`", Some(hint));
        return None;
    }
    Some(FigureCall { chart, of, year, country, caption, span })
}
