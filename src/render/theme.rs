//! The compiled templates: the embedded ones, overridden one by one by the root's own.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diag::{Code, Diagnostics, Files};
use crate::load::Sources;
use crate::model::{FileId, Span};

use super::html::Html;

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
    /// Compiles the embedded templates under the root's own. What is wrong with those goes to `found`; the embedded ones
    /// stand in then.
    ///
    /// # Errors
    /// Where a template of the program can not be compiled.
    pub fn compile(sources: &Sources, found: &mut Diagnostics) -> Result<Self, String> {
        let own: BTreeMap<&str, &str> = TEMPLATES
            .files()
            .chain(TEMPLATES.dirs().flat_map(Dir::files))
            .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
            .collect();
        let theirs: Vec<(&str, &str)> =
            sources.templates.iter().map(|(name, file)| (name.as_str(), &**sources.files.text(*file))).collect();
        let compiled = |theirs: &[(&str, &str)]| {
            let mut theme = Self { tera: Tera::default(), overrides: sources.templates.clone() };
            let all: BTreeMap<&str, &str> =
                own.iter().map(|(name, text)| (*name, *text)).chain(theirs.iter().copied()).collect();
            match theme.tera.add_raw_templates(all) {
                Ok(()) => Ok(theme),
                Err(error) => Err(theme.failure(&error, &sources.files)),
            }
        };
        let first = match compiled(&theirs) {
            Ok(theme) => return Ok(theme),
            Err(failure) => failure,
        };
        // The library stops at its first mistake; each override is tried by itself for those of the others.
        let alone = theirs.chunks(1).filter_map(|one| compiled(one).err());
        for failure in std::iter::once(first).chain(alone) {
            match failure {
                TemplateFailure::Theirs(faults) => found.extend(*faults),
                TemplateFailure::Ours(message) => return Err(message),
            }
        }
        compiled(&[]).map_err(|failure| match failure {
            TemplateFailure::Theirs(_) => "a template of the root is in the way".to_owned(),
            TemplateFailure::Ours(message) => message,
        })
    }

    /// Renders a page.
    ///
    /// # Errors
    /// Where the template asks for what is not there.
    pub(super) fn render(
        &self,
        template: &str,
        chrome: &impl Serialize,
        view: tera::Value,
        notes: &impl Serialize,
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

    /// A component, filled in.
    pub(super) fn component(&self, name: &str, arguments: &[(&'static str, tera::Value)]) -> Result<Html, tera::Error> {
        let mut context = Context::new();
        for (argument, value) in arguments {
            context.insert_value(*argument, value.clone());
        }
        self.tera.render_component(name, &context, None, true).map(Html::written)
    }

    /// Says whose template an error lies in, and where.
    pub(super) fn failure(&self, error: &tera::Error, files: &Files) -> TemplateFailure {
        let mut found = Diagnostics::default();
        for report in reports(error) {
            let Some((_, file)) = self.overrides.iter().find(|(name, _)| *name == report.template) else { continue };
            let span = Span { file: *file, line: report.line, column: report.column, width: report.width };
            let hint = format!("fix `{}`, or delete it to use the program's own template", files.path(*file));
            found.add(Code::TemplateError, span, report.message, Some(hint));
        }
        match found.has_errors() {
            true => TemplateFailure::Theirs(Box::new(found)),
            false => TemplateFailure::Ours(with_causes(error)),
        }
    }
}

/// One mistake in a template, as the library reports it.
struct Report {
    template: String,
    line: u32,
    column: u32,
    width: u32,
    message: String,
}

/// The mistakes that an error is about.
fn reports(error: &tera::Error) -> Vec<Report> {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let found = report.span();
            let width = if found.end_line == found.start_line { found.end_col - found.start_col } else { 1 };
            vec![Report {
                template: report.filename().to_owned(),
                line: small(found.start_line),
                column: small(found.start_col + 1),
                width: small(width.max(1)),
                message: report.message().to_owned(),
            }]
        }
        // What is unknown comes as finished text, several mistakes of several templates in one.
        ErrorKind::Msg(text) => text.split("error: ").filter_map(report_in_text).collect(),
        ErrorKind::MissingParent { current, .. }
        | ErrorKind::CircularExtend { tpl: current, .. }
        | ErrorKind::CircularInclude { tpl: current, .. } => {
            let message = with_causes(error);
            vec![Report { template: current.clone(), line: 1, column: 1, width: 1, message }]
        }
        _ => Vec::new(),
    }
}

/// Reads `message`, then `--> template:line:column` below it, then the source with carets.
fn report_in_text(text: &str) -> Option<Report> {
    let (message, rest) = text.split_once('\n')?;
    let place = rest.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    let template = parts.next()?.to_owned();
    let width = rest.chars().filter(|c| *c == '^').count();
    let width = u32::try_from(width.max(1)).unwrap_or(u32::MAX);
    Some(Report { template, line, column, width, message: message.trim().to_owned() })
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
