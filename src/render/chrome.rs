//! What surrounds every page: head, masthead, trail and footer, and what machines read of it.

use serde::Serialize;
use serde_json::json;

use crate::address::{Href, PageKey, Place, SitePath};
use crate::model::Kind;
use crate::model::text::typographic;
use crate::site::Site;

use super::html::Html;
use super::page::Page;

/// What a page says about itself.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Its title, without the site's.
    pub(super) title: String,
    /// A sentence on it, in plain words.
    pub(super) description: String,
    /// The list page it belongs to, by its name.
    pub(super) parent: Option<(&'static str, PageKey)>,
    /// What it is, for machines, without the fields that all pages share.
    pub(super) json_ld: Option<serde_json::Value>,
    /// `citation_*` tags for reference managers.
    pub(super) citation: Vec<(&'static str, String)>,
}

#[derive(Debug, Serialize)]
struct NavLink {
    label: &'static str,
    href: Href,
    is_current: bool,
}

#[derive(Debug, Serialize)]
struct Meta {
    attribute: &'static str,
    name: String,
    content: String,
}

/// The surroundings of a page, as templates see them.
#[derive(Debug, Serialize)]
pub(super) struct Chrome {
    language: String,
    title: String,
    heading: String,
    site_title: Html,
    tagline: Option<Html>,
    description: String,
    policy: &'static str,
    style: Href,
    icon: Href,
    home: Href,
    canonical: Option<Href>,
    meta: Vec<Meta>,
    json_ld: Option<Html>,
    nav: Vec<NavLink>,
    trail: Vec<Html>,
    footer: Vec<Html>,
    as_of: Html,
    desk: Option<Html>,
    licence: Option<Html>,
    report: Option<Href>,
}

/// No inline script or style, and no request to anyone.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'";

/// A list page by its name.
type Listed = (&'static str, PageKey);

const NAV: [Listed; 8] = [
    ("Grants", PageKey::List(Kind::Grant)),
    ("Countries", PageKey::List(Kind::Country)),
    ("Years", PageKey::List(Kind::Budget)),
    ("Timeline", PageKey::List(Kind::Event)),
    ("Articles", PageKey::List(Kind::Article)),
    ("Disagreements", PageKey::List(Kind::Disagreement)),
    ("Sources", PageKey::List(Kind::Source)),
    ("Search", PageKey::Search),
];

const FOOTER: [Listed; 6] = [
    ("Equipment", PageKey::List(Kind::Equipment)),
    ("People", PageKey::List(Kind::Person)),
    ("Organisations", PageKey::List(Kind::Organisation)),
    ("Glossary", PageKey::List(Kind::Term)),
    ("Changes", PageKey::List(Kind::Change)),
    ("Data", PageKey::Data),
];

impl Chrome {
    /// The surroundings of a page.
    pub(super) fn of(page: &Page<'_>, mut frame: Frame) -> Self {
        let canonical = page.site.briefing().site().base_url.as_ref().map(|base| page.path.below(base));
        // What machines read is as the record has it.
        let json_ld = json_ld(page, &frame, canonical.as_ref());
        for words in [&mut frame.title, &mut frame.description] {
            *words = typographic(words, None).into_owned();
        }
        let site = page.site.briefing().site();
        let home = page.site.path(&PageKey::Home);
        let is_home = page.path == home;
        let site_title = typographic(&site.title, None);
        let title = if is_home { site_title.into_owned() } else { format!("{} – {site_title}", frame.title) };
        let parent = frame.parent.as_ref().map(|(_, key)| key);
        let nav = NAV.map(|(label, key)| {
            let is_current = Some(&key) == parent || page.site.path(&key) == page.path;
            NavLink { label, href: page.href_to_page(&key), is_current }
        });
        let trail = frame.parent.as_ref().map(|(label, key)| Html::link(&page.href_to_page(key), &Html::text(label)));
        Self {
            language: site.language.to_string(),
            meta: meta(page, &frame, &title, canonical.as_ref()),
            json_ld,
            title,
            heading: frame.title,
            site_title: Html::text(&site.title),
            tagline: site.tagline.as_deref().map(Html::text),
            description: frame.description,
            policy: POLICY,
            style: page.href_to_file(SitePath::file("static/site.css")),
            icon: page.href_to_file(SitePath::file("static/icon.svg")),
            home: page.href_to_file(home),
            canonical,
            nav: nav.into(),
            trail: trail.into_iter().collect(),
            footer: footer(page),
            as_of: Html::date(&site.as_of),
            desk: site.desk.as_deref().map(Html::text),
            licence: site.licence.as_deref().map(Html::text),
            report: site.contact.as_deref().map(|contact| Href::for_reports(contact, &page.path)),
        }
    }
}

fn footer(page: &Page<'_>) -> Vec<Html> {
    let link = |label: &str, href: &Href| Html::link(href, &Html::text(label));
    let lists = FOOTER.iter().map(|(label, key)| link(label, &page.href_to_page(key)));
    let about = page.site.about().iter().map(|key| page.link(*key));
    lists.chain(about).collect()
}

fn meta(page: &Page<'_>, frame: &Frame, title: &str, canonical: Option<&Href>) -> Vec<Meta> {
    let site = page.site.briefing().site();
    let open_graph = |name: &str, content: &str| Meta {
        attribute: "property",
        name: format!("og:{name}"),
        content: content.to_owned(),
    };
    let kind = if frame.citation.is_empty() { "website" } else { "article" };
    let mut meta = vec![
        open_graph("title", title),
        open_graph("description", &frame.description),
        open_graph("type", kind),
        open_graph("site_name", &site.title),
        open_graph("locale", &site.language.replace('-', "_")),
    ];
    meta.extend(canonical.map(|href| open_graph("url", href.as_str())));
    let citation = frame.citation.iter().map(|(name, content)| Meta {
        attribute: "name",
        name: format!("citation_{name}"),
        content: content.clone(),
    });
    meta.extend(citation);
    meta
}

/// A data block for machines; `<` is written so that nothing in it can end the block.
fn json_ld(page: &Page<'_>, frame: &Frame, canonical: Option<&Href>) -> Option<Html> {
    let site = page.site.briefing().site();
    let mut block = frame.json_ld.clone()?;
    let fields = block.as_object_mut()?;
    fields.insert("@context".to_owned(), json!("https://schema.org"));
    fields.insert("description".to_owned(), json!(frame.description));
    fields.insert("inLanguage".to_owned(), json!(site.language));
    if let Some(canonical) = canonical {
        fields.insert("url".to_owned(), json!(canonical.as_str()));
    }
    Some(Html::written(block.to_string().replace('<', "\\u003c")))
}

/// The page of a place as it is quoted: below the base address, or by its path where there is none.
pub(super) fn permalink(site: &Site, place: &Place) -> String {
    let base = site.briefing().site().base_url.as_deref().unwrap_or("");
    let anchor = place.anchor.as_ref().map_or(String::new(), |anchor| format!("#{anchor}"));
    format!("{}{anchor}", place.path.below(base).as_str())
}
