//! Pages as finished bytes: views filled from the site, shown by Tera templates.
//!
//! Builds no links of its own and reads no file. What fails here is a template.

mod chrome;
mod html;
mod page;
mod parts;
mod theme;
mod views;

use crate::address::PageKey;
use crate::diag::Files;
use crate::output::Output;
use crate::site::Site;

pub use theme::{TemplateFailure, Theme};

/// Renders a page; pages can be rendered on any thread and in any order.
///
/// # Errors
/// Where its template fails.
pub fn render(site: &Site, key: &PageKey, theme: &Theme, files: &Files) -> Result<Output, TemplateFailure> {
    let views::Sheet { mut page, frame, template, view } = views::sheet(page::Desk { site, theme }, key);
    let chrome = chrome::Chrome::of(&page, frame);
    let notes = page.notes();
    let bytes = theme.render(template, &chrome, view, &notes, files)?;
    match page.failure() {
        Some(error) => Err(theme.failure(&error, files)),
        None => Ok(Output { path: page.path, bytes }),
    }
}
