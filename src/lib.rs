//! Builds a cross-linked static briefing from Markdown articles and a YAML record of facts.
//!
//! One phase after another, and the noun each makes proves that it ran:
//!
//! ```text
//!           load                          check             site             render            publish
//! root ──read──▶ Sources ──parse──▶ Draft ──────▶ Briefing ──────▶ Site ──────▶ outputs ──────▶ directory
//!        I/O                 pure           pure            pure          pure              I/O
//! ```
//!
//! `read` and `publish` can fail with the system, `parse` with the editor's syntax, `check` with the editor's claims,
//! `render` with a template; `site` can not fail. Nothing is changed from phase to phase.

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
pub mod report;
pub mod site;
pub mod words;

#[cfg(test)]
mod work;

use std::path::Path;

use rayon::prelude::*;

use load::Sources;
use output::{Output, assets, links};
use render::Theme;
use site::Site;

pub use cli::{Options, Strictness};
pub use report::{Failure, Report};

/// Builds the site of `root` into `output`.
///
/// # Errors
/// Where the content has errors, a template fails or the system refuses; the folder is as it was then.
pub fn build(root: &Path, output: &Path, options: &Options) -> Result<Report, Failure> {
    publish::keep_apart(output, &load::FOLDERS.map(|name| root.join(name)))?;
    let sources = load::read(root)?;
    let ready = Ready::of(&sources, options)?;
    let (report, published) = publish::replace(output, |stage| {
        ready.make(&sources, options, |file| Ok(stage.put(&file.path.as_file(), &file.bytes)?))
    })?;
    Ok(Report { changed: Some(published.changed), ..report })
}

/// Does everything that [`build`] does, except writing.
///
/// # Errors
/// As [`build`], except for those of the output folder.
pub fn check(root: &Path, options: &Options) -> Result<Report, Failure> {
    let sources = load::read(root)?;
    Ready::of(&sources, options)?.make(&sources, options, |_| Ok(()))
}

/// A site that is ready to be rendered.
struct Ready {
    site: Site,
    theme: Theme,
    warnings: diag::Diagnostics,
}

impl Ready {
    fn of(sources: &Sources, options: &Options) -> Result<Self, Failure> {
        let (draft, mut found) = load::parse(sources, options.drafts);
        let theme = Theme::compile(sources, &mut found).map_err(Failure::Template)?;
        let (briefing, warnings) = check::check(draft, found).map_err(|found| Failure::content(found, sources))?;
        Ok(Self { site: Site::of(briefing.hosted_at(options.base_url.as_deref())), theme, warnings })
    }

    /// Renders every file, hands each on, and checks the links between them.
    fn make<P>(self, sources: &Sources, options: &Options, put: P) -> Result<Report, Failure>
    where
        P: Fn(&Output) -> Result<(), Failure> + Sync,
    {
        let Self { site, theme, warnings: mut found } = self;
        let page = |key: &address::PageKey| {
            let output = render::render(&site, key, &theme, &sources.files)?;
            put(&output)?;
            Ok(links::PageLinks::of(&output))
        };
        let made = address::pages(site.records()).par_iter().map(page).collect();
        let pages = report::all(made, &found, sources)?;
        let others = assets::files(&site, sources, &mut found);
        others.iter().try_for_each(put)?;
        let links = links::check(&pages, &others, &site, sources, &mut found).map_err(Failure::Template)?;
        Report { changed: None, pages: pages.len(), links, ..Report::of(&site) }.with(
            found,
            sources,
            options.strictness,
        )
    }
}
