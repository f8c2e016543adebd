//! Writes diagnostics for people, for tools that read a line each, and for machines. Never prints: `main.rs` does.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::model::Span;

use super::codes::{Code, Severity};
use super::files::Files;
use super::store::{Diagnostic, Diagnostics};

/// The part of a source line that is shown.
struct Stretch<'f> {
    text: &'f str,
    /// Where the mistake starts in it, in bytes.
    start: usize,
    /// Whether the line is longer.
    is_cut: bool,
}

/// What is shown of the line of a span.
fn stretch(files: &Files, span: Span) -> Stretch<'_> {
    let lines = files.lines(span.file);
    let line = lines.line(span.line).unwrap_or("");
    let (before, _) = lines.split_at(span.line, span.column);
    if line.char_indices().nth(LONGEST_LINE_SHOWN).is_none() {
        return Stretch { text: line, start: before.len(), is_cut: false };
    }
    let shown = before.char_indices().rev().take(LONGEST_LINE_SHOWN / 2);
    let from = shown.last().map_or(before.len(), |(offset, _)| offset);
    let shown = &line[from..];
    let end = shown.char_indices().nth(LONGEST_LINE_SHOWN).map_or(shown.len(), |(offset, _)| offset);
    Stretch { text: &shown[..end], start: before.len() - from, is_cut: true }
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// With the source line, for people.
    Human,
    /// One line each, for editors and CI.
    Short,
    /// One JSON array.
    Json,
}

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours.
    Ansi,
    /// None.
    Plain,
}

/// The longest stretch of a source line that is shown, in characters.
const LONGEST_LINE_SHOWN: usize = 200;

/// Renders diagnostics by path, line and column; `severity` says how severe each counts, since `--strict` raises
/// warnings.
pub fn render(
    diagnostics: &Diagnostics,
    files: &Files,
    format: Format,
    colour: Colour,
    severity: fn(Code) -> Severity,
) -> String {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    // Files are numbered as they were read; within a file the set has the order already.
    sorted.sort_by_key(|one| (files.path(one.span.file), one.span.file));
    match format {
        Format::Human => {
            let shown = |one: &&Diagnostic| human(one, files, &stretch(files, one.span), colour, severity(one.code));
            sorted.iter().map(shown).collect()
        }
        Format::Short => sorted.iter().fold(String::new(), |mut out, one| {
            let Span { line, column, .. } = one.span;
            let (severity, code) = (severity(one.code).word(), one.code.word());
            let hint = one.hint.as_ref().map_or(String::new(), |hint| format!(" ({hint})"));
            let path = files.path(one.span.file);
            let text = one_line(&format!("{}{hint}", one.message));
            let _infallible = writeln!(out, "{path}:{line}:{column}: {severity}[{code}]: {text}");
            out
        }),
        Format::Json => json(&sorted, files, severity),
    }
}

/// Text without line breaks, for formats of one line.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn human(diagnostic: &Diagnostic, files: &Files, shown: &Stretch<'_>, colour: Colour, severity: Severity) -> String {
    let span = diagnostic.span;
    let marked = &shown.text[shown.start..];
    let width = marked.char_indices().nth(span.width.max(1) as usize).map_or(marked.len(), |(offset, _)| offset);
    let range = shown.start..shown.start + width;
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let path = files.path(span.file);
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.word());
    let snippet = |path| Snippet::source(shown.text).path(path).line_start(span.line as usize).fold(false);
    let snippet = |path| snippet(path).annotation(AnnotationKind::Primary.span(range.clone()));
    let place = annotate_snippets::Origin::path(path).line(span.line as usize).char_column(span.column as usize);
    // A snippet counts its columns from its own start: of a line that was cut, the place is named apart from it.
    let mut group: Group<'_> = match (shown.text.trim().is_empty(), shown.is_cut) {
        (true, _) => title.element(place),
        (false, false) => title.element(snippet(Some(path))),
        (false, true) => title.element(place).element(snippet(None)),
    };
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint));
    }
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    renderer.render(&[group]) + "\n\n"
}

fn json(diagnostics: &[&Diagnostic], files: &Files, severity: fn(Code) -> Severity) -> String {
    #[derive(Serialize)]
    struct Entry<'a> {
        code: &'a str,
        severity: Severity,
        file: &'a str,
        line: u32,
        column: u32,
        message: &'a str,
        hint: Option<&'a str>,
    }
    let entries: Vec<_> = diagnostics
        .iter()
        .map(|one| Entry {
            code: one.code.word(),
            severity: severity(one.code),
            file: files.path(one.span.file),
            line: one.span.line,
            column: one.span.column,
            message: &one.message,
            hint: one.hint.as_deref(),
        })
        .collect();
    serde_json::to_string_pretty(&entries).unwrap_or_else(|_| "[]".to_owned()) + "\n"
}
