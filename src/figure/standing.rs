//! Countries by how far their grants have come: what both maps show. Knows no position.

use crate::ledger::Stage;
use crate::model::records::Country;

use super::selection::Selection;
use super::table::Sign;
use crate::words::{capital, number};

/// A country with its grants and where they stand.
pub(super) struct Standing<'a> {
    /// The country.
    pub(super) country: &'a Country,
    /// The stages of its grants as one.
    pub(super) stage: Stage,
}

/// The countries in the order of their first signatures.
pub(super) fn standings<'a>(selection: &Selection<'a>) -> Vec<Standing<'a>> {
    let stage = |grants: Vec<_>| Stage::combined(grants.into_iter().map(Stage::of));
    let standings = selection.by_country().into_iter();
    standings.map(|(country, grants)| Standing { country, stage: stage(grants) }).collect()
}

/// The stages in use with their full words.
pub(super) fn key(standings: &[Standing<'_>]) -> Vec<(Sign, String)> {
    let used = |stage: &Stage| standings.iter().any(|standing| standing.stage == *stage);
    let words = |stage| match stage {
        Stage::PartlyDelivered => "partly: some handed over",
        Stage::Delivered => "delivered in full",
        stage => Stage::word(stage),
    };
    Stage::ALL.into_iter().filter(used).map(|stage| (Sign::Stage(stage), words(stage).to_owned())).collect()
}

/// `12 countries have a signed grant: one received all of it, three received a part; two more are planned`.
pub(super) fn headline(standings: &[Standing<'_>]) -> String {
    let count = |stage| standings.iter().filter(|standing| standing.stage == stage).count();
    let (all, part, planned) = (count(Stage::Delivered), count(Stage::PartlyDelivered), count(Stage::Planned));
    let signed = all + part + count(Stage::Signed);
    let received = [(all, "received all of it"), (part, "received a part")];
    let received: Vec<String> = received
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{} {what}", number(*count)))
        .collect();
    let words = match (signed, &received[..]) {
        (0, _) => "No country has a signed grant".to_owned(),
        (_, []) => format!("{} a signed grant, none has received anything", have(signed)),
        _ => format!("{} a signed grant: {}", have(signed), received.join(", ")),
    };
    let verb = if planned == 1 { "is" } else { "are" };
    if planned > 0 { format!("{words}; {} more {verb} planned", number(planned)) } else { words }
}

fn have(count: usize) -> String {
    let verb = if count == 1 { "has" } else { "have" };
    format!("{} {verb}", capital(&countries(count)))
}

/// `one country`, `12 countries`.
pub(super) fn countries(count: usize) -> String {
    if count == 1 { "one country".to_owned() } else { format!("{} countries", number(count)) }
}
