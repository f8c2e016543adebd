//! Every mistake of a run, each once and in order.

use std::collections::BTreeSet;

use crate::model::Span;
use crate::model::character::shown;

use super::codes::{Code, Severity};

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
    /// Notes a mistake; the same one twice counts once. Characters that nobody sees are shown by their numbers.
    pub fn add(&mut self, code: Code, span: Span, message: impl Into<String>, hint: Option<String>) {
        let visible = |text: String| shown(&text).into_owned();
        self.insert(Diagnostic { span, code, message: visible(message.into()), hint: hint.map(visible) });
    }

    /// Takes over the mistakes of another run.
    pub fn extend(&mut self, other: Self) {
        other.found.into_iter().for_each(|diagnostic| self.insert(diagnostic));
    }

    fn insert(&mut self, diagnostic: Diagnostic) {
        let is_error = diagnostic.code.severity() == Severity::Error;
        self.errors += usize::from(self.found.insert(diagnostic) && is_error);
    }

    /// Every mistake; [`super::render`] puts them in the order of paths.
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
