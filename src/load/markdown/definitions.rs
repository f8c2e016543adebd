//! Definitions of links, `[label]: address`: the library drops those that no link uses, and with them their words.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, RefDefs, Tag};

/// The definition of a link.
pub(super) struct Definition {
    label: String,
    range: Range<usize>,
    is_remark: bool,
}

/// The definitions of a text, in its order.
pub(super) fn of(definitions: &RefDefs<'_>) -> Vec<Definition> {
    let all = definitions.iter().map(|(label, definition)| Definition {
        label: folded(label),
        range: definition.span.clone(),
        // `[//]: # (words)` is how remarks are written that are not printed.
        is_remark: &*definition.dest == "#",
    });
    let mut found: Vec<_> = all.collect();
    found.sort_by_key(|definition| definition.range.start);
    found
}

/// Those that no link and no image uses, remarks aside.
pub(super) fn unused(definitions: Vec<Definition>, events: &[(Event<'_>, Range<usize>)]) -> Vec<Range<usize>> {
    if definitions.is_empty() {
        return Vec::new();
    }
    let used: BTreeSet<String> = events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                let by_label = matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
                by_label.then(|| folded(id))
            }
            _ => None,
        })
        .collect();
    let is_lost = |definition: &Definition| !definition.is_remark && !used.contains(&definition.label);
    definitions.into_iter().filter(is_lost).map(|definition| definition.range).collect()
}

fn folded(label: &str) -> String {
    label.to_uppercase().to_lowercase()
}
