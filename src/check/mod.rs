//! Holds the editor's claims against each other: the only way from a draft to a briefing.
//!
//! Every rule is a function in an array; each sees the whole draft and reports what it finds. Knows no YAML, no pages.

mod circles;
mod dates;
mod evidence;
mod fault;
mod headings;
mod ids;
mod links;
mod places;
mod resolve;
mod slugs;
mod sums;

use crate::diag::Diagnostics;
use crate::load::Draft;
use crate::model::records::SiteInfo;
use crate::model::{Key, PerRecord, Records, Targets};

use headings::Anchors;
use ids::Index;
use resolve::Resolution;

pub use resolve::Edge;

/// A briefing that holds together: ids unique, references resolved, facts sourced, sums within their budgets.
#[derive(Debug)]
pub struct Briefing {
    site: SiteInfo,
    records: Records,
    targets: Targets,
    edges: Vec<Edge>,
    /// The anchors of the headings of articles, by their numbers.
    anchors: PerRecord<Vec<Box<str>>>,
    media: Vec<String>,
}

/// A rule: looks at the draft and notes what breaks it.
type Rule = fn(&Draft, &Index<'_>, &Resolution, &mut Diagnostics);

const RULES: [Rule; 15] = [
    circles::texts_end,
    places::paths_are_free,
    places::files_differ,
    places::anchors_are_free,
    places::items_have_names_of_their_own,
    evidence::facts_are_cited,
    evidence::sources_are_used,
    dates::nothing_before_its_signature,
    dates::nothing_ends_before_it_starts,
    dates::roles_end_after_they_begin,
    dates::nothing_done_after_as_of,
    dates::signatures_lie_in_their_year,
    dates::expectations_are_current,
    sums::deliveries_keep_to_orders,
    sums::grants_keep_to_budgets,
];

/// Checks a draft. Warnings come back beside the briefing.
///
/// # Errors
/// All diagnostics, where any of them is an error.
pub fn check(draft: Draft, mut diagnostics: Diagnostics) -> Result<(Briefing, Diagnostics), Diagnostics> {
    let index = Index::build(&draft, &mut diagnostics);
    let mut resolution = resolve::resolve(&draft, &index, &mut diagnostics);
    for rule in RULES {
        rule(&draft, &index, &resolution, &mut diagnostics);
    }
    let anchors = Anchors::of(&draft, || resolution.words(), &mut diagnostics);
    resolution.follow_links(&draft, &anchors, &mut diagnostics);
    let anchors = anchors.published(&draft.records);
    let whole = resolution.whole(&draft.records).filter(|_| !diagnostics.has_errors());
    let (Some(site), Some((targets, edges))) = (draft.site, whole) else { return Err(diagnostics) };
    let media = draft.media.into_iter().map(|(name, _)| name).collect();
    Ok((Briefing { site, records: draft.records, targets, edges, anchors, media }, diagnostics))
}

impl Briefing {
    /// The site as a whole.
    pub fn site(&self) -> &SiteInfo {
        &self.site
    }

    /// Replaces the address at which the site is hosted.
    #[must_use]
    pub fn hosted_at(mut self, base_url: Option<&str>) -> Self {
        if let Some(base_url) = base_url {
            self.site.base_url = Some(base_url.into());
        }
        self
    }

    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The media files, by their paths from the content folder.
    pub fn media(&self) -> &[String] {
        &self.media
    }

    /// The anchors of the headings of an article, by their numbers.
    pub fn anchors(&self, article: Key) -> &[Box<str>] {
        &self.anchors[article]
    }

    /// Who names whom.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// What all references lead to.
    pub fn targets(&self) -> &Targets {
        &self.targets
    }
}
