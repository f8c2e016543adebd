//! What is wrong with something that is named, before it is known where that stands.

use crate::diag::{Code, Diagnostics};
use crate::model::Span;

/// What is wrong, and what to do.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Fault {
    /// Reports it where it stands.
    pub(super) fn report(self, span: Span, diagnostics: &mut Diagnostics) {
        diagnostics.add(self.code, span, self.message, self.hint);
    }
}
