//! The codes of the content contract, with their words and severities.

use serde::Serialize;

/// Declares the codes with their words and severities.
macro_rules! codes {
    ($($severity:ident { $($(#[$doc:meta])* $code:ident = $word:literal,)+ })+) => {
        /// What kind of mistake it is, by the words of the content contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($($(#[$doc])* $code,)+)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$($(Self::$code,)+)+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $($(Self::$code => $word,)+)+ }
            }

            /// Error or warning.
            pub fn severity(self) -> Severity {
                match self { $($(Self::$code => Severity::$severity,)+)+ }
            }
        }
    };
}

codes! {
    Error {
        /// A file is not UTF-8.
        NotUtf8 = "not-utf8",
        /// YAML that can not be read.
        YamlSyntax = "yaml-syntax",
        /// A key stands twice in a mapping.
        DuplicateKey = "duplicate-key",
        /// A facts file has a section that does not exist.
        UnknownSection = "unknown-section",
        /// A record has a field that does not exist.
        UnknownField = "unknown-field",
        /// A required field is missing.
        MissingField = "missing-field",
        /// A value has the wrong form.
        WrongType = "wrong-type",
        /// An id breaks the rule for ids.
        BadId = "bad-id",
        /// An id is used twice.
        DuplicateId = "duplicate-id",
        /// A sum of money can not be read.
        BadMoney = "bad-money",
        /// A date can not be read.
        BadDate = "bad-date",
        /// An address is not http or https.
        BadUrl = "bad-url",
        /// A country code is not in ISO 3166-1.
        UnknownCountryCode = "unknown-country-code",
        /// An id names no record of the kind that is meant.
        UnknownReference = "unknown-reference",
        /// An id names no source.
        UnknownSource = "unknown-source",
        /// A record has no such fact.
        UnknownFieldReference = "unknown-field-reference",
        /// A fact rests on no source.
        UncitedFact = "uncited-fact",
        /// The signed grants of a fiscal year exceed its budget.
        OverBudget = "over-budget",
        /// Dates in an impossible order.
        DateOrder = "date-order",
        /// More was delivered than ordered.
        DeliveredMoreThanOrdered = "delivered-more-than-ordered",
        /// A year's grants and budgets are in different currencies.
        CurrencyMismatch = "currency-mismatch",
        /// Raw HTML in prose.
        RawHtml = "raw-html",
        /// A link that lands nowhere.
        BrokenLink = "broken-link",
        /// A link to an anchor that does not exist.
        BrokenAnchor = "broken-anchor",
        /// An image without alternative text.
        MissingAlt = "missing-alt",
        /// A figure block that can not be drawn.
        BadFigure = "bad-figure",
        /// Two things want the same path.
        PathCollision = "path-collision",
        /// Two things on a page want the same anchor.
        DuplicateAnchor = "duplicate-anchor",
        /// What looks like a reference, a citation, a footnote call or an image is none.
        BadReference = "bad-reference",
        /// A heading without words.
        EmptyHeading = "empty-heading",
        /// A link without words.
        MissingLinkText = "missing-link-text",
        /// A footnote is defined twice.
        DuplicateFootnote = "duplicate-footnote",
        /// A file, a value or a nesting beyond the limits.
        TooLarge = "too-large",
        /// A path that leaves the content folder.
        OutsideContent = "outside-content",
        /// A template of the editor's that fails.
        TemplateError = "template-error",
        /// Texts that show each other in a circle.
        CircularReference = "circular-reference",
        /// A mark of an unfinished merge.
        MergeConflict = "merge-conflict",
        /// A control character or a noncharacter.
        BadCharacter = "bad-character",
    }
    Warning {
        /// A date outside the fiscal year of its grant.
        OutsideFiscalYear = "outside-fiscal-year",
        /// A source that nothing cites.
        UnusedSource = "unused-source",
        /// A sum in prose without reference or citation.
        BareAmount = "bare-amount",
        /// A heading level that is left out.
        HeadingSkip = "heading-skip",
        /// A footnote that nothing calls.
        UnusedFootnote = "unused-footnote",
        /// An expected date that has passed.
        Overdue = "overdue",
        /// A file of the content that is not read.
        UnreadFile = "unread-file",
        /// A reference in a field of plain text.
        ReferenceInPlainText = "reference-in-plain-text",
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built unless `--strict` is given.
    Warning,
}

impl Severity {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
