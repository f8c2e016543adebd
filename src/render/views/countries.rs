//! The list of countries, and a country.

use serde::Serialize;

use crate::address::PageKey;
use crate::figure;
use crate::ledger::Stage;
use crate::model::prose::Chart;
use crate::model::records::{Country, Event, Grant};
use crate::model::{Key, Kind, Record, Scope};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::{FieldView, Foot, ListSection, Table};
use crate::render::theme;
use crate::site::Site;
use crate::words::{figures, in_sentence};

use super::brief::{BriefView, brief};
use super::dispute::disputes_about;
use super::fields::fields;
use super::foot::{cite_this, foot};
use super::sheet::{Sheet, list_page, parent};

/// The last thing known of a country: a signature, a handover or an event.
fn last_event(page: &Page<'_>, country: &Country) -> Html {
    let grants = grants_of(page.site, country);
    let signed = grants
        .iter()
        .filter_map(|grant| grant.signed.as_ref().map(|signed| (signed.value, Html::text("notes exchanged"))));
    let handed = grants.iter().flat_map(|grant| &grant.deliveries).map(|d| (d.date.value, Html::text("handover")));
    let events = events_of(page.site, country).map(|event| (event.date.value, page.link(event.key())));
    let last = signed.chain(handed).chain(events).max_by(|(a, _), (b, _)| a.cmp(b));
    last.map_or_else(|| Html::text("–"), |(date, what)| Html::concat([what, Html::text(", "), Html::date(&date)]))
}

/// The grants of a country in the order of their signatures.
fn grants_of<'s>(site: &'s Site, country: &Country) -> Vec<&'s Grant> {
    let keys = &site.ledger().totals(Scope::Country(country.key())).grants;
    keys.iter().map(|key| site.get(*key)).collect()
}

/// The events of a country, oldest first.
fn events_of<'s>(site: &'s Site, country: &Country) -> impl DoubleEndedIterator<Item = &'s Event> {
    site.ledger().events(country.key()).iter().map(|key| site.get(*key))
}

fn stages(page: &Page<'_>, grants: &[Key]) -> Html {
    let of_stage = |stage: Stage| {
        let count = grants.iter().filter(|grant| page.site.ledger().stage(**grant) == stage).count();
        (count > 0).then(|| page.stage_count(stage, count))
    };
    Html::listed(Stage::ALL.into_iter().filter_map(of_stage).collect())
}

/// The recipients by grants, totals and what happened last.
fn recipients_table(page: &Page<'_>) -> Option<Html> {
    let site = page.site;
    let mut table = Table::new(
        "Recipients in the order of their first signature",
        &["Country", "Grants by stage", "#Signed", "#Fully delivered", "Last known"],
    );
    for key in &site.ledger().totals(Scope::Programme).countries {
        let totals = site.ledger().totals(Scope::Country(*key));
        table.row(vec![
            page.link(*key),
            stages(page, &totals.grants),
            Html::text(&page.total_words(&totals.signed)),
            Html::text(&page.total_words(&totals.delivered)),
            last_event(page, site.get(*key)),
        ]);
    }
    page.table(&table)
}

pub(super) fn countries(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Country), Margins::Empty);
    let totals = site.ledger().totals(Scope::Programme);
    let signed = totals.recipients.len();
    let planned = totals.countries.len() - signed;
    let planned_words = match planned {
        0 => String::new(),
        1 => "; one more is planned".to_owned(),
        more => format!("; {more} more are planned"),
    };
    let lead = Html::text(&format!(
        "{} at least one signed grant{planned_words}. Facts as of {}.",
        figures(signed, "country has", "countries have"),
        site.briefing().site().as_of
    ));
    let mut others = Table::new("Countries in the record without a grant", &["Country", "Region"]);
    for country in &site.records().countries {
        if site.ledger().totals(Scope::Country(country.key())).grants.is_empty() {
            let region = Html::text(country.region.as_deref().unwrap_or("–"));
            others.row(vec![page.link(country.key()), region]);
        }
    }
    let missing = || Html::written("<p class=\"missing\">No grant is in the record.</p>".to_owned());
    let draw = |chart| figure::draw(site, chart, &figure::Options::default()).map(|figure| page.figure(&figure, None));
    let sections = [
        ("tiles", "At a glance", draw(Chart::Tiles)),
        ("recipients", "Recipients", Some(recipients_table(&page).unwrap_or_else(missing))),
        ("map", "Where they are", draw(Chart::Map)),
        ("others", "Other countries in the record", page.table(&others)),
    ];
    let section =
        |(anchor, heading, content)| Some(ListSection { anchor: Some(anchor), ..ListSection::new(heading, content?) });
    let sections = sections.into_iter().filter_map(section).collect();
    list_page(page, "Countries", &lead, sections)
}

#[derive(Serialize)]
struct CountryView {
    name_ja: Option<Html>,
    headline: Html,
    strip: Vec<FieldView>,
    lanes: Option<Html>,
    grants: Vec<BriefView>,
    fields: Vec<FieldView>,
    events: Vec<Html>,
    note: Option<Html>,
    foot: Foot,
}

pub(super) fn country<'s>(desk: Desk<'s>, country: &'s Country) -> Sheet<'s> {
    let site = desk.site;
    let key = country.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Empty);
    let grants = grants_of(site, country);
    let event_line =
        |event: &Event| Html::concat([Html::date(&event.date.value), Html::text(" – "), page.link(event.key())]);
    let events: Vec<_> = events_of(site, country).rev().map(event_line).collect();
    let mut disputes = disputes_about(&page, key);
    for grant in &grants {
        disputes.extend(disputes_about(&page, grant.key()));
    }
    disputes.sort();
    disputes.dedup();
    let facts = background(&mut page, country);
    let view = CountryView {
        name_ja: country.name_ja.as_deref().map(Html::text),
        headline: headline(&page, country),
        strip: strip(&page, country),
        lanes: lanes(&page, key),
        grants: grants.iter().map(|grant| brief(&mut page, grant)).collect(),
        fields: facts,
        events,
        note: country.head.note.as_ref().map(|note| page.prose(note)),
        foot: Foot {
            disputes: Some(disputes),
            ..foot(
                &page,
                key,
                grants.iter().flat_map(|grant| &grant.head.cite).chain(&country.head.cite),
                cite_this(&page, &country.name, place),
            )
        },
    };
    let frame = Frame {
        title: country.name.to_string(),
        description: view.headline.plain().to_owned(),
        parent: Some(parent(Kind::Country)),
        ..Frame::default()
    };
    Sheet { view: theme::value(&view), page, frame, template: "country.html" }
}

/// The country whose programme this is.
const DONOR: &str = "JPN";

/// How many grants, how much, and what has arrived, in one sentence.
fn headline(page: &Page<'_>, country: &Country) -> Html {
    let totals = page.site.ledger().totals(Scope::Country(country.key()));
    let (name, grants, signed) = (&country.name, &totals.grants, &totals.signed);
    if grants.is_empty() && &*country.iso3 == DONOR {
        return Html::text(&format!("{name} is the donor. It is in no list or total of recipients."));
    }
    if grants.is_empty() {
        return Html::text(&format!("{name} has received no grant of the programme."));
    }
    if signed.grants.is_empty() {
        return Html::text(&format!("A grant for {} is planned; no exchange of notes was found.", in_sentence(name)));
    }
    let delivered = totals.delivered.grants.len();
    let partly = grants.iter().filter(|key| page.site.ledger().stage(**key) == Stage::PartlyDelivered).count();
    let arrived = match (delivered, partly) {
        (0, 0) => "no handover was found".to_owned(),
        (0, partly) => format!("{partly} delivered in part, none in full"),
        (delivered, 0) => format!("{delivered} fully delivered"),
        (delivered, partly) => format!("{delivered} fully delivered, {partly} in part"),
    };
    let worth = format!(
        "Japan has signed {} worth {} for {}",
        figures(signed.grants.len(), "grant", "grants"),
        page.total_words(signed),
        in_sentence(name)
    );
    Html::concat([Html::text(&worth), page.missing_amounts(signed), Html::text(&format!("; {arrived}."))])
}

fn strip(page: &Page<'_>, country: &Country) -> Vec<FieldView> {
    let totals = page.site.ledger().totals(Scope::Country(country.key()));
    let mut strip = Vec::new();
    let mut add = |anchor: &str, label: &str, value: Html| strip.push(FieldView::plain(anchor, label, value));
    if !totals.grants.is_empty() {
        add("total-grants", "Grants", stages(page, &totals.grants));
        add("total-signed", "Signed", Html::text(&page.total_words(&totals.signed)));
        add("total-delivered", "Fully delivered", Html::text(&page.total_words(&totals.delivered)));
        add("last", "Last known", last_event(page, country));
    }
    strip
}

/// Where the country lies, before what is said of it.
fn background<'s>(page: &mut Page<'s>, country: &'s Country) -> Vec<FieldView> {
    let plain = [("region", "Region", &country.region), ("capital", "Capital", &country.capital)];
    let plain = plain.into_iter().filter_map(|(anchor, label, words)| {
        words.as_deref().map(|words| FieldView::plain(anchor, label, Html::text(words)))
    });
    plain.chain(fields(page, country)).collect()
}

/// The grants of a country on the scale that all lanes share; none where it has none.
fn lanes(page: &Page<'_>, country: Key) -> Option<Html> {
    let options = figure::Options { country: Some(country), ..figure::Options::default() };
    let has_grants = !page.site.ledger().totals(Scope::Country(country)).grants.is_empty();
    let lanes = figure::draw(page.site, Chart::Timeline, &options).filter(|_| has_grants);
    lanes.map(|figure| page.figure(&figure, None))
}
