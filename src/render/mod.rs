//! Pages as finished bytes: views filled from the site, shown by Tera templates.
//!
//! Builds no links of its own and reads no file. What fails here is a template.

mod chrome;
mod html;
mod notes;
mod page;
mod parts;
mod theme;
mod views;

use crate::diag::Files;
use crate::link::{Site, SitePath};

pub use theme::{TemplateFailure, Theme};

/// A finished file of the site.
#[derive(Debug)]
pub struct Output {
    /// Where it stands.
    pub path: SitePath,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A page that can be rendered, on any thread and in any order.
pub struct Job<'s> {
    site: &'s Site,
    job: views::Job<'s>,
}

/// Every page of a site.
pub fn jobs(site: &Site) -> Vec<Job<'_>> {
    views::jobs(site).into_iter().map(|job| Job { site, job }).collect()
}

impl Job<'_> {
    /// Renders the page.
    ///
    /// # Errors
    /// Where its template fails.
    pub fn render(&self, theme: &Theme, files: &Files) -> Result<Output, TemplateFailure> {
        let views::Sheet { page, frame, template, view } = self.job.sheet(self.site);
        let chrome = chrome::Chrome::of(&page, frame);
        let bytes = theme.render(template, &chrome, view, &page.notes(), files)?;
        Ok(Output { path: page.path, bytes })
    }
}
