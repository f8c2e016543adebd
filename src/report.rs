//! What a run found and did, why there is no site, and the last line that says so.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::cli::Strictness;
use crate::diag::{Code, Diagnostics, Files, IoFailure, Severity};
use crate::load::Sources;
use crate::model::text::grouped;
use crate::publish::PublishFailure;
use crate::render::TemplateFailure;
use crate::site::Site;

/// Why there is no site.
#[derive(Debug)]
pub enum Failure {
    /// The content has errors.
    Content(Diagnostics, Files),
    /// A template of the program fails.
    Template(String),
    /// The output folder may not be replaced.
    Refused(String),
    /// The system refused an operation.
    Io(IoFailure),
}

/// What a run found and did.
#[derive(Debug, Default)]
pub struct Report {
    /// Pages of the site.
    pub pages: usize,
    /// Articles among them.
    pub articles: usize,
    /// Facts of the record.
    pub facts: usize,
    /// Files that changed; none where nothing was to be written.
    pub changed: Option<usize>,
    /// Links that were checked.
    pub links: usize,
    /// What is worth a warning.
    pub warnings: Diagnostics,
    /// The files that warnings point into.
    pub files: Files,
}

impl Report {
    /// What is in a site.
    pub(crate) fn of(site: &Site) -> Self {
        let (articles, facts) = (site.records().articles.len(), site.ledger().fact_count());
        Self { articles, facts, ..Self::default() }
    }

    /// The report with what was found, unless that is an error.
    pub(crate) fn with(self, found: Diagnostics, sources: &Sources, strictness: Strictness) -> Result<Self, Failure> {
        let strict = strictness == Strictness::Strict && found.count(Severity::Warning) > 0;
        match found.has_errors() || strict {
            true => Err(Failure::content(found, sources)),
            false => Ok(Self { warnings: found, files: sources.files.clone(), ..self }),
        }
    }

    /// The last line of a good run, as the content contract words it; `output` is where the site was written.
    pub fn last_line(&self, output: Option<&Path>, took: Duration) -> String {
        let changed = self.changed.map_or(String::new(), |changed| format!(" · {changed} changed"));
        let verb = if output.is_some() { "Built" } else { "Checked" };
        let folder = |output: &Path| format!(" → {}/", output.display().to_string().trim_end_matches('/'));
        format!(
            "{verb} {} from {} and {}{changed} · {} links ok · {}, {} · {}.{:02} s{}",
            counted(self.pages, "page"),
            counted(self.articles, "article"),
            counted(self.facts, "fact"),
            grouped(self.links as u128),
            counted(0, "error"),
            counted(self.warnings.count(Severity::Warning), "warning"),
            took.as_secs(),
            took.subsec_millis() / 10,
            output.map_or(String::new(), folder),
        )
    }
}

impl Failure {
    /// The content has errors.
    pub(crate) fn content(found: Diagnostics, sources: &Sources) -> Self {
        Self::Content(found, sources.files.clone())
    }

    /// The last line of a run that found errors in the content; `severity` says how severe each counts.
    pub fn last_line(found: &Diagnostics, severity: fn(Code) -> Severity) -> String {
        let count = |wanted| found.iter().filter(|one| severity(one.code) == wanted).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        format!("{}, {}; nothing was written", counted(errors, "error"), counted(warnings, "warning"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content(found, _) => formatter.write_str(&Self::last_line(found, Code::severity)),
            Self::Template(message) => {
                write!(formatter, "error: a template of the program fails; please report it\n{message}")
            }
            Self::Refused(message) => write!(formatter, "error: {message}"),
            Self::Io(failure) => write!(formatter, "error: {failure}"),
        }
    }
}

/// Why a page is not there.
pub(crate) enum PageFailure {
    Template(TemplateFailure),
    Other(Failure),
}

impl From<TemplateFailure> for PageFailure {
    fn from(failure: TemplateFailure) -> Self {
        Self::Template(failure)
    }
}

impl From<Failure> for PageFailure {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

/// All of the pages; or every fault of the editor's templates that they met, beside what was found before; or the first
/// other failure.
pub(crate) fn all<T>(
    made: Vec<Result<T, PageFailure>>,
    found: &Diagnostics,
    sources: &Sources,
) -> Result<Vec<T>, Failure> {
    let mut pages = Vec::with_capacity(made.len());
    let mut theirs = Diagnostics::default();
    for page in made {
        match page {
            Ok(page) => pages.push(page),
            Err(PageFailure::Other(failure)) => return Err(failure),
            Err(PageFailure::Template(TemplateFailure::Ours(message))) => return Err(Failure::Template(message)),
            Err(PageFailure::Template(TemplateFailure::Theirs(faults))) => theirs.extend(*faults),
        }
    }
    if theirs.has_errors() {
        theirs.extend(found.clone());
        return Err(Failure::content(theirs, sources));
    }
    Ok(pages)
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number as u128))
}

impl From<IoFailure> for Failure {
    fn from(failure: IoFailure) -> Self {
        Self::Io(failure)
    }
}

impl From<PublishFailure> for Failure {
    fn from(failure: PublishFailure) -> Self {
        match failure {
            PublishFailure::Refused(message) => Self::Refused(message),
            PublishFailure::Twice(name) => Self::Template(format!("two files of the site are named {name}")),
            PublishFailure::Io(failure) => Self::Io(failure),
        }
    }
}
