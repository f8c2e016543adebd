//! Diagnostics: collects every mistake of a run, sorts them and renders them for people and machines.
//!
//! Owns the codes of the content contract. Never prints: `main.rs` does.

use std::collections::{BTreeMap, BTreeSet};
use std::{fmt::Write as _, sync::Arc};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::model::{FileId, Span};

/// Declares the codes with their words and severities.
macro_rules! codes {
    ($($severity:ident { $($(#[$doc:meta])* $code:ident = $word:literal,)+ })+) => {
        /// What kind of mistake it is, by the words of the content contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($($(#[$doc])* $code,)+)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$($(Self::$code,)+)+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $($(Self::$code => $word,)+)+ }
            }

            /// Error or warning.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$code => Severity::$severity,)+)+ }
            }
        }
    };
}

codes! {
    Error {
        /// A file is not UTF-8.
        NotUtf8 = "not-utf8",
        /// YAML that can not be read.
        YamlSyntax = "yaml-syntax",
        /// A key stands twice in a mapping.
        DuplicateKey = "duplicate-key",
        /// A facts file has a section that does not exist.
        UnknownSection = "unknown-section",
        /// A record has a field that does not exist.
        UnknownField = "unknown-field",
        /// A required field is missing.
        MissingField = "missing-field",
        /// A value has the wrong form.
        WrongType = "wrong-type",
        /// An id breaks the rule for ids.
        BadId = "bad-id",
        /// An id is used twice.
        DuplicateId = "duplicate-id",
        /// A sum of money can not be read.
        BadMoney = "bad-money",
        /// A date can not be read.
        BadDate = "bad-date",
        /// An address is not http or https.
        BadUrl = "bad-url",
        /// A country code is not in ISO 3166-1.
        UnknownCountryCode = "unknown-country-code",
        /// An id names no record of the kind that is meant.
        UnknownReference = "unknown-reference",
        /// An id names no source.
        UnknownSource = "unknown-source",
        /// A record has no such fact.
        UnknownFieldReference = "unknown-field-reference",
        /// A fact rests on no source.
        UncitedFact = "uncited-fact",
        /// The signed grants of a fiscal year exceed its budget.
        OverBudget = "over-budget",
        /// Dates in an impossible order.
        DateOrder = "date-order",
        /// More was delivered than ordered.
        DeliveredMoreThanOrdered = "delivered-more-than-ordered",
        /// A year's grants and budgets are in different currencies.
        CurrencyMismatch = "currency-mismatch",
        /// Raw HTML in prose.
        RawHtml = "raw-html",
        /// A link that lands nowhere.
        BrokenLink = "broken-link",
        /// A link to an anchor that does not exist.
        BrokenAnchor = "broken-anchor",
        /// An image without alternative text.
        MissingAlt = "missing-alt",
        /// A figure block that can not be drawn.
        BadFigure = "bad-figure",
        /// Two things want the same path.
        PathCollision = "path-collision",
        /// Two things on a page want the same anchor.
        DuplicateAnchor = "duplicate-anchor",
        /// A file, a value or a nesting beyond the limits.
        TooLarge = "too-large",
        /// A path that leaves the content folder.
        OutsideContent = "outside-content",
        /// A template of the editor's that fails.
        TemplateError = "template-error",
    }
    Warning {
        /// A date outside the fiscal year of its grant.
        OutsideFiscalYear = "outside-fiscal-year",
        /// A source that nothing cites.
        UnusedSource = "unused-source",
        /// A sum in prose without reference or citation.
        BareAmount = "bare-amount",
        /// A heading level that is left out.
        HeadingSkip = "heading-skip",
        /// An expected date that has passed.
        Overdue = "overdue",
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built unless `--strict` is given.
    Warning,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is.
    pub span: Span,
    /// What kind.
    pub code: Code,
    /// What was found and what is expected.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Every mistake found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: BTreeSet<Diagnostic>,
    errors: usize,
}

impl Diagnostics {
    /// Notes a mistake; the same one twice counts once.
    pub fn add(&mut self, code: Code, span: Span, message: impl Into<String>, hint: Option<String>) {
        self.insert(Diagnostic { span, code, message: message.into(), hint });
    }

    /// Takes over the mistakes of another run.
    pub fn extend(&mut self, other: Self) {
        other.found.into_iter().for_each(|diagnostic| self.insert(diagnostic));
    }

    fn insert(&mut self, diagnostic: Diagnostic) {
        let is_error = diagnostic.code.severity() == Severity::Error;
        self.errors += usize::from(self.found.insert(diagnostic) && is_error);
    }

    /// Every mistake; [`render`] puts them in the order of paths.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// How many of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.found.len() - self.errors,
        }
    }

    /// Whether any error is among them.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

/// The names and texts of the files that spans point into.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<(String, Arc<str>)>,
}

impl Files {
    /// Adds a file by its path relative to the root and its text; answers its id.
    pub fn add(&mut self, path: String, text: impl Into<Arc<str>>) -> FileId {
        self.files.push((path, text.into()));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The path of a file relative to the root.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(path, _)| path)
    }

    /// The text of a file.
    ///
    /// # Panics
    /// Where the file is not of this list.
    pub fn text(&self, file: FileId) -> &Arc<str> {
        &self.files[file.0 as usize].1
    }
}

/// The lines of the files that have mistakes, so that a thousand mistakes do not part a file a thousand times.
struct Lines<'f> {
    files: &'f Files,
    by_file: BTreeMap<FileId, Vec<&'f str>>,
    /// How far which line was followed: so many characters, so many bytes.
    at: (FileId, u32, usize, usize),
}

/// The part of a source line that is shown.
struct Stretch<'f> {
    text: &'f str,
    /// Where the mistake starts in it, in bytes.
    start: usize,
    /// Whether the line is longer.
    is_cut: bool,
}

impl<'f> Lines<'f> {
    fn of(files: &'f Files) -> Self {
        Self { files, by_file: BTreeMap::new(), at: (FileId::default(), 0, 0, 0) }
    }

    fn line(&mut self, span: Span) -> &'f str {
        let files = self.files;
        let lines = self.by_file.entry(span.file).or_insert_with(|| files.text(span.file).split('\n').collect());
        lines.get(span.line.saturating_sub(1) as usize).copied().unwrap_or("")
    }

    /// What is shown of the line of a span; mistakes come in order, so a long line is walked once.
    fn stretch(&mut self, span: Span) -> Stretch<'f> {
        let line = self.line(span);
        let column = (span.column as usize).saturating_sub(1);
        let (file, number, characters, bytes) = self.at;
        let known = file == span.file && number == span.line && characters <= column;
        let (characters, bytes) = if known { (characters, bytes) } else { (0, 0) };
        let rest = &line[bytes..];
        let further = rest.char_indices().nth(column - characters).map_or(rest.len(), |(offset, _)| offset);
        let at = bytes + further;
        self.at = (span.file, span.line, column, at);
        if line.char_indices().nth(LONGEST_LINE_SHOWN).is_none() {
            return Stretch { text: line, start: at, is_cut: false };
        }
        let from = line[..at].char_indices().rev().take(LONGEST_LINE_SHOWN / 2).last().map_or(at, |(offset, _)| offset);
        let shown = &line[from..];
        let end = shown.char_indices().nth(LONGEST_LINE_SHOWN).map_or(shown.len(), |(offset, _)| offset);
        Stretch { text: &shown[..end], start: at - from, is_cut: true }
    }
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
            let mut lines = Lines::of(files);
            let shown = |one: &&Diagnostic| human(one, files, &lines.stretch(one.span), colour, severity(one.code));
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

/// The word of `vocabulary` that is nearest to `word`, where one is near enough.
pub fn nearest<'a>(word: &str, vocabulary: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let allowed = 1 + length / 4;
    let near = |candidate: &&'a str| {
        // A word that is longer by more can not be near; lengths are cheap.
        if candidate.chars().count().abs_diff(length) > allowed {
            return None;
        }
        let distance = strsim::osa_distance(word, candidate);
        (distance <= allowed && distance < length).then_some(distance)
    };
    vocabulary
        .into_iter()
        .filter_map(|candidate| near(&candidate).map(|distance| (distance, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// A did-you-mean for `word` out of `vocabulary`, where some word there is near enough.
pub fn did_you_mean<'a>(word: &str, vocabulary: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, vocabulary).map(|candidate| format!("did you mean `{candidate}`?"))
}
