//! The compiled templates: the embedded ones, overridden one by one by the root's own.

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diag::{Code, Diagnostics, Files};
use crate::load::Sources;
use crate::model::{FileId, Span};

use super::chrome::Chrome;
use super::parts::NoteView;

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A template that fails.
#[derive(Debug)]
pub enum TemplateFailure {
    /// One of the editor's: what is wrong, with its place.
    Theirs(Box<Diagnostics>),
    /// One of the program's own.
    Ours(String),
}

/// Templates that compile.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    overrides: Vec<(String, FileId)>,
}

impl Theme {
    /// Compiles the embedded templates under the root's own.
    ///
    /// # Errors
    /// Where a template can not be compiled.
    pub fn compile(sources: &Sources) -> Result<Self, TemplateFailure> {
        let mut theme = Self { tera: Tera::default(), overrides: sources.templates.clone() };
        let own = TEMPLATES
            .files()
            .chain(TEMPLATES.dirs().flat_map(Dir::files))
            .filter_map(|file| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?.to_owned())));
        let theirs = sources.templates.iter().map(|(name, file)| (name.clone(), sources.files.text(*file).to_string()));
        let mut all: std::collections::BTreeMap<String, String> = own.collect();
        all.extend(theirs);
        match theme.tera.add_raw_templates(all.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
            Ok(()) => Ok(theme),
            Err(error) => Err(theme.failure(&error, &sources.files)),
        }
    }

    /// Renders a page.
    ///
    /// # Errors
    /// Where the template asks for what is not there.
    pub(super) fn render(
        &self,
        template: &str,
        chrome: &Chrome,
        view: tera::Value,
        notes: &[NoteView],
        files: &Files,
    ) -> Result<Vec<u8>, TemplateFailure> {
        let mut context = Context::new();
        context.insert("page", chrome);
        context.insert_value("view", view);
        context.insert("notes", notes);
        let mut out = Vec::with_capacity(32 * 1024);
        match self.tera.render_to(template, &context, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(self.failure(&error, files)),
        }
    }

    /// Says whose template an error lies in, and where.
    fn failure(&self, error: &tera::Error, files: &Files) -> TemplateFailure {
        let report = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
            _ => None,
        };
        let named = report.map(|report| report.filename().to_owned());
        let mentioned = error.to_string();
        let theirs = self.overrides.iter().find(|(name, _)| match &named {
            Some(named) => named == name,
            None => mentioned.contains(name.as_str()),
        });
        let Some((_, file)) = theirs else { return TemplateFailure::Ours(with_causes(error)) };
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (span, message) = report.map_or_else(
            || (Span::start_of(*file), with_causes(error)),
            |report| {
                let found = report.span();
                let width = if found.end_line == found.start_line { found.end_col - found.start_col } else { 1 };
                let (line, column) = (small(found.start_line), small(found.start_col + 1));
                let span = Span { file: *file, line, column, width: small(width.max(1)) };
                (span, report.message().to_owned())
            },
        );
        let mut diagnostics = Diagnostics::default();
        let hint = format!("mend `{}`, or delete it to use the program's own template", files.path(*file));
        diagnostics.add(Code::TemplateError, span, message, Some(hint));
        TemplateFailure::Theirs(Box::new(diagnostics))
    }
}

fn with_causes(error: &tera::Error) -> String {
    let mut message = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        message = format!("{message}\n  caused by: {inner}");
        cause = inner.source();
    }
    message
}

/// A view as the value that templates see.
pub(super) fn value(view: &impl Serialize) -> tera::Value {
    tera::Value::from_serializable(view)
}
