//! What closes the page of a record: its sources, where it is used, and how to quote it.

use crate::address::Place;
use crate::model::records::Change;
use crate::model::text::typographic;
use crate::model::{Cite, Key, Kind, Record};
use crate::render::chrome::permalink;
use crate::render::html::Html;
use crate::render::page::Page;
use crate::render::parts::{Foot, LinkGroup};

use super::sheet::parent;

/// The foot of a record that has no disputes of its own and rests on `cites`, which its list of sources names.
pub(super) fn foot<'s>(
    page: &Page<'s>,
    key: Key,
    cites: impl IntoIterator<Item = &'s Cite>,
    cite_this: String,
) -> Foot {
    page.list_sources(cites);
    Foot { disputes: None, backlinks: backlinks(page, key), cite_this }
}

/// How to quote a record: its name, the desk, the date of the facts and its permalink.
pub(super) fn cite_this(page: &Page<'_>, name: &str, place: &Place) -> String {
    let site = page.site.briefing().site();
    let desk = site.desk.as_deref().map_or(String::new(), |desk| format!("{desk}, "));
    let words = format!("{desk}“{name}”, {}, facts as of {}, ", site.title, site.as_of);
    format!("{}{}", typographic(&words, None), permalink(page.site, place))
}

/// The records that refer to a record, by kind.
pub(super) fn backlinks(page: &Page<'_>, key: Key) -> Vec<LinkGroup> {
    let all = page.site.backlinks(key);
    let group = |kind: &Kind| {
        let link = |from: &Key| match kind {
            Kind::Change => change_line(page, page.site.get::<Change>(*from)),
            _ => page.link(*from),
        };
        let links: Vec<_> = all.iter().filter(|from| from.kind == *kind).map(link).collect();
        let label = parent(*kind).0.to_owned();
        (!links.is_empty()).then_some(LinkGroup { label, links })
    };
    Kind::ALL.iter().filter_map(group).collect()
}

/// A change as one line of a list elsewhere: when, of what kind, and how it begins.
pub(super) fn change_line(page: &Page<'_>, change: &Change) -> Html {
    let kind = Html::written(format!(" <span class=\"status\">{}</span>", change.kind.word()));
    let head = Html::classed("span", "news-head", &Html::concat([Html::date(&change.date), kind]));
    let words = Html::text(&opening(&page.plain(&change.text)));
    Html::concat([head, Html::text(" "), Html::link(&page.href(page.site.place(change.key())), &words)])
}

/// The first sentence of a text, or as many of its words as two lines hold.
fn opening(text: &str) -> String {
    const LONGEST: usize = 140;
    let sentence = text.find(". ").map_or(text, |stop| &text[..=stop]);
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let mut words = String::new();
    for word in sentence.split(' ') {
        if words.chars().count() + word.chars().count() >= LONGEST {
            break;
        }
        words.extend([word, " "]);
    }
    format!("{}…", words.trim_end())
}
