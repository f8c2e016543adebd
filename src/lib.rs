//! Builds a cross-linked static briefing from Markdown articles and a YAML record of facts.
//!
//! One phase after another, and the noun each makes proves that it ran:
//!
//! ```text
//!           load                          check             link           render            publish
//! root ──read──▶ Sources ──parse──▶ Draft ──────▶ Briefing ──────▶ Site ──────▶ outputs ──────▶ directory
//!        I/O                 pure           pure            pure          pure              I/O
//! ```
//!
//! `read` and `publish` can fail with the system, `parse` with the editor's syntax, `check` with the editor's claims,
//! `render` with a template; `link` can not fail. Nothing is changed from phase to phase.

pub mod address;
pub mod check;
pub mod cli;
pub mod diag;
pub mod export;
pub mod figure;
pub mod init;
pub mod ledger;
pub mod load;
pub mod model;
pub mod output;
pub mod publish;
pub mod render;
pub mod site;
pub mod words;

use std::path::Path;

use rayon::prelude::*;

use diag::{Diagnostics, Files, IoFailure, Severity};
use load::{Drafts, Sources};
use output::{Output, assets, links};
use publish::{PublishFailure, Stage};
use render::{TemplateFailure, Theme};

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// What becomes of drafts.
    pub drafts: Drafts,
    /// Address at which the site is hosted; overrides that of `site.yaml`.
    pub base_url: Option<String>,
    /// Whether warnings count as errors.
    pub strictness: Strictness,
}

/// What warnings count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// Warnings.
    Lenient,
    /// Errors.
    Strict,
}

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
#[derive(Debug)]
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

/// Builds the site of `root` into `output`.
///
/// # Errors
/// Where the content has errors, a template fails or the system refuses; the folder is as it was then.
pub fn build(root: &Path, output: &Path, options: &Options) -> Result<Report, Failure> {
    let prepared = prepare(root, options)?;
    let stage = Stage::open(output)?;
    let made = prepared.make(|file| stage.put(&file.path.as_file(), &file.bytes).map_err(Failure::from));
    match made {
        Ok(mut report) => {
            report.changed = Some(stage.publish()?.changed);
            Ok(report)
        }
        Err(failure) => {
            stage.discard()?;
            Err(failure)
        }
    }
}

/// Does everything that [`build`] does, except writing.
///
/// # Errors
/// As [`build`], except for those of the output folder.
pub fn check(root: &Path, options: &Options) -> Result<Report, Failure> {
    prepare(root, options)?.make(|_| Ok(()))
}

/// A site that is ready to be rendered.
struct Prepared {
    sources: Sources,
    site: site::Site,
    theme: Theme,
    warnings: Diagnostics,
    strictness: Strictness,
}

fn prepare(root: &Path, options: &Options) -> Result<Prepared, Failure> {
    let sources = load::read(root)?;
    let (draft, diagnostics) = load::parse(&sources, options.drafts);
    let checked = check::check(draft, diagnostics);
    let theme = Theme::compile(&sources);
    let (briefing, warnings) = match checked {
        Ok(checked) => checked,
        Err(mut found) => {
            found.extend(theme.err().and_then(TemplateFailure::theirs).unwrap_or_default());
            return Err(Failure::Content(found, sources.files));
        }
    };
    let theme = theme.map_err(|failure| Failure::of_template(failure, warnings.clone(), &sources.files))?;
    let briefing = briefing.hosted_at(options.base_url.as_deref().map(Into::into));
    Ok(Prepared { site: site::Site::of(briefing), sources, theme, warnings, strictness: options.strictness })
}

impl Prepared {
    /// The pages, or every mistake of the editor's templates that they met, or the first other failure.
    fn pages_made(&self, made: Vec<Result<links::PageLinks, PageFailure>>) -> Result<Vec<links::PageLinks>, Failure> {
        let mut pages = Vec::with_capacity(made.len());
        let mut theirs = Diagnostics::default();
        for page in made {
            match page {
                Ok(page) => pages.push(page),
                Err(PageFailure::Put(failure)) => return Err(failure),
                Err(PageFailure::Template(TemplateFailure::Ours(message))) => return Err(Failure::Template(message)),
                Err(PageFailure::Template(TemplateFailure::Theirs(found))) => theirs.extend(*found),
            }
        }
        match theirs.has_errors() {
            true => Err(Failure::of_template(
                TemplateFailure::Theirs(Box::new(theirs)),
                self.warnings.clone(),
                &self.sources.files,
            )),
            false => Ok(pages),
        }
    }

    /// Renders every file, hands each on, and checks the links between them.
    fn make(self, put: impl Fn(&Output) -> Result<(), Failure> + Sync) -> Result<Report, Failure> {
        let files = &self.sources.files;
        let pages = address::pages(self.site.records());
        let made: Vec<Result<links::PageLinks, PageFailure>> = pages
            .par_iter()
            .map(|key| {
                let output = render::render(&self.site, key, &self.theme, files).map_err(PageFailure::Template)?;
                put(&output).map_err(PageFailure::Put)?;
                Ok(links::PageLinks::of(&output))
            })
            .collect();
        let made = self.pages_made(made)?;
        let others = assets::files(&self.site, &self.sources);
        others.iter().try_for_each(&put)?;
        let others = others.iter().map(|output| output.path.as_file()).collect();
        let mut found = self.warnings;
        let links = links::check(&made, &others, &self.site, &self.sources, &mut found).map_err(Failure::Template)?;
        let strict = self.strictness == Strictness::Strict && found.count(Severity::Warning) > 0;
        if found.has_errors() || strict {
            return Err(Failure::Content(found, self.sources.files));
        }
        Ok(Report {
            pages: made.len(),
            articles: self.site.records().articles.len(),
            facts: self.site.ledger().fact_count(),
            changed: None,
            links,
            warnings: found,
            files: self.sources.files,
        })
    }
}

/// Why a page is not there.
enum PageFailure {
    Template(TemplateFailure),
    Put(Failure),
}

impl Failure {
    fn of_template(failure: TemplateFailure, mut found: Diagnostics, files: &Files) -> Self {
        match failure {
            TemplateFailure::Theirs(theirs) => {
                found.extend(*theirs);
                Self::Content(found, files.clone())
            }
            TemplateFailure::Ours(message) => Self::Template(message),
        }
    }
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
