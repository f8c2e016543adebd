//! The views: one struct a page kind, filled from the site and shown by the template of the same name.

mod articles;
mod countries;
mod disagreements;
mod grants;
mod home;
mod lists;
mod people;
mod sources;
mod timeline;
mod years;

use crate::link::{Dispute, Place, Site, SitePath};
use crate::model::records::{Article, Category, Country, Grant, Organisation, Person, Record, Source};
use crate::model::{Cite, FiscalYear, Id, Key, Kind};

use super::chrome::{Frame, permalink};
use super::html::Html;
use super::page::Page;
use super::parts::{FieldView, LinkGroup, Table};
use super::theme;

/// A page before its template.
pub(super) struct Sheet<'s> {
    /// The page, with its notes.
    pub(super) page: Page<'s>,
    /// What it says about itself.
    pub(super) frame: Frame,
    /// Its template.
    pub(super) template: &'static str,
    /// Its view.
    pub(super) view: tera::Value,
}

/// A page that can be rendered.
pub(super) enum Job<'s> {
    Home,
    Grants,
    Grant(&'s Grant),
    Countries,
    Country(&'s Country),
    Years,
    Year(FiscalYear),
    EquipmentList,
    Equipment(&'s Category),
    Timeline,
    Articles,
    Article(&'s Article),
    Sources,
    Source(&'s Source),
    Disagreements,
    Disagreement(Dispute<'s>),
    People,
    Person(&'s Person),
    Organisations,
    Organisation(&'s Organisation),
    Glossary,
    Changes,
    Data,
    Search,
    NotFound,
    Redirect(&'s Id, &'s Key),
}

/// Every page of a site.
pub(super) fn jobs(site: &Site) -> Vec<Job<'_>> {
    let briefing = site.briefing();
    let records = briefing.records();
    let mut jobs = vec![
        Job::Home,
        Job::Grants,
        Job::Countries,
        Job::Years,
        Job::EquipmentList,
        Job::Timeline,
        Job::Articles,
        Job::Sources,
        Job::Disagreements,
        Job::People,
        Job::Organisations,
        Job::Glossary,
        Job::Changes,
        Job::Data,
        Job::Search,
        Job::NotFound,
    ];
    jobs.extend(records.grants.iter().map(Job::Grant));
    jobs.extend(records.countries.iter().map(Job::Country));
    jobs.extend(briefing.years().into_iter().map(Job::Year));
    jobs.extend(records.equipment.iter().map(Job::Equipment));
    jobs.extend(records.articles.iter().map(Job::Article));
    jobs.extend(records.sources.iter().map(Job::Source));
    jobs.extend(briefing.disputes().into_iter().map(Job::Disagreement));
    jobs.extend(records.people.iter().map(Job::Person));
    jobs.extend(records.organisations.iter().map(Job::Organisation));
    let own_page = |key: &Key| !matches!(key.kind, Kind::Event | Kind::Term | Kind::Budget | Kind::Change);
    jobs.extend(briefing.renamed().filter(|(_, key)| own_page(key)).map(|(id, key)| Job::Redirect(id, key)));
    jobs
}

impl<'s> Job<'s> {
    /// The page before its template.
    pub(super) fn sheet(&self, site: &'s Site) -> Sheet<'s> {
        match self {
            Self::Home => home::home(site),
            Self::Grants => grants::grants(site),
            Self::Grant(grant) => grants::grant(site, grant),
            Self::Countries => countries::countries(site),
            Self::Country(country) => countries::country(site, country),
            Self::Years => years::years(site),
            Self::Year(year) => years::year(site, *year),
            Self::EquipmentList => lists::equipment_list(site),
            Self::Equipment(category) => lists::equipment(site, category),
            Self::Timeline => timeline::timeline(site),
            Self::Articles => articles::articles(site),
            Self::Article(article) => articles::article(site, article),
            Self::Sources => sources::sources(site),
            Self::Source(source) => sources::source(site, source),
            Self::Disagreements => disagreements::disagreements(site),
            Self::Disagreement(dispute) => disagreements::disagreement(site, dispute),
            Self::People => people::people(site),
            Self::Person(person) => people::person(site, person),
            Self::Organisations => people::organisations(site),
            Self::Organisation(organisation) => people::organisation(site, organisation),
            Self::Glossary => lists::glossary(site),
            Self::Changes => lists::changes(site),
            Self::Data => lists::data(site),
            Self::Search => lists::search(site),
            Self::NotFound => lists::not_found(site),
            Self::Redirect(id, key) => lists::redirect(site, id, key),
        }
    }
}

/// The list pages by the name that trails show.
fn parent(kind: Kind) -> (&'static str, SitePath) {
    let label = match kind {
        Kind::Grant => "Grants",
        Kind::Country => "Countries",
        Kind::Article => "Articles",
        Kind::Budget => "Years",
        Kind::Equipment => "Equipment",
        Kind::Event => "Timeline",
        Kind::Disagreement => "Disagreements",
        Kind::Person => "People",
        Kind::Organisation => "Organisations",
        Kind::Term => "Glossary",
        Kind::Change => "Changes",
        Kind::Source => "Sources",
    };
    (label, SitePath::list(kind))
}

/// The records that refer to a record, by kind.
fn backlinks(page: &Page<'_>, key: &Key) -> Vec<LinkGroup> {
    let all = page.site.backlinks(key);
    let group = |kind: Kind| {
        let link = |from: &Key| match kind {
            Kind::Change => lists::change_link(page, from),
            _ => page.link(from),
        };
        let links: Vec<_> = all.iter().filter(|from| from.kind == kind).map(link).collect();
        let label = parent(kind).0.to_owned();
        (!links.is_empty()).then_some(LinkGroup { label, links })
    };
    Kind::ALL.into_iter().filter_map(group).collect()
}

/// The disagreements that are about a record, as links; open ones say so.
fn disputes_about(page: &Page<'_>, key: &Key) -> Vec<Html> {
    let disputes = page.site.briefing().disputes();
    disputes.iter().filter(|dispute| dispute.is_about(key)).map(|dispute| dispute_link(page, dispute)).collect()
}

fn dispute_link(page: &Page<'_>, dispute: &Dispute<'_>) -> Html {
    let status = dispute.status().word();
    let flag = Html::written(format!(" <span class=\"status\" data-status=\"{status}\">{status}</span>"));
    Html::concat([dispute_title_link(page, dispute), flag])
}

fn dispute_title_link(page: &Page<'_>, dispute: &Dispute<'_>) -> Html {
    let href = page.href_to_page(SitePath::disagreement(&dispute.name()));
    Html::link(&href, &Html::text(&dispute_title(page, dispute)))
}

fn dispute_title(page: &Page<'_>, dispute: &Dispute<'_>) -> String {
    match dispute {
        Dispute::Field(key, fact) => {
            format!("{}: {}", page.name(key).plain(), fact.label.to_lowercase())
        }
        Dispute::Record(record) => record.question.to_string(),
    }
}

/// The sources of a record as full references, once each.
fn own_sources<'s>(page: &Page<'s>, cites: impl IntoIterator<Item = &'s Cite>) -> Vec<Html> {
    let mut seen = std::collections::BTreeSet::new();
    let new = cites.into_iter().filter(|cite| seen.insert(&cite.source.id));
    new.map(|cite| page.full_source(&cite.source.id)).collect()
}

/// How to quote a record: its name, the desk, the date of the facts and its permalink.
fn cite_this(page: &Page<'_>, name: &str, place: &Place) -> String {
    let site = page.site.briefing().site();
    let desk = site.desk.as_deref().map_or(String::new(), |desk| format!("{desk}, "));
    format!("{desk}“{name}”, {}, facts as of {}, {}", site.title, site.as_of, permalink(page.site, place))
}

/// The facts of a record as fields.
fn fields<'s>(page: &mut Page<'s>, record: &'s impl Record) -> Vec<FieldView> {
    let key = record.key();
    let facts = record.facts();
    let views = facts.iter().map(|fact| disputed_field(page, fact, &record.head().cite, &key));
    views.collect()
}

/// A fact as a field that leads to its page of disagreement, where there is one.
fn disputed_field<'s>(page: &mut Page<'s>, fact: &crate::model::FactRef<'s>, own: &'s [Cite], key: &Key) -> FieldView {
    let mut field = page.field(fact, own);
    if !fact.also_reported.is_empty() {
        let path = SitePath::disagreement(&format!("{}-{}", key.id, fact.field));
        field.disagreement = Some(page.href_to_page(path));
    }
    field
}
