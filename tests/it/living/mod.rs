//! The tests that speak of the living content, `content/` of this project. They quote its words, so whoever changes a fact or
//! an article may have to change them too: all that quote it are here and in `tests/browser/living/`.
//!
//! A test that fails here after a change of the content says what readers no longer find. Decide whether that is meant;
//! then change the quotation. All other tests write their own content and stay as they are.

mod answers;
mod discrepancies;
mod mistakes;
mod quotations;
mod site;
mod whole;
mod withdrawn;
