//! The pages of a site and the one path of each; former ids, fields with values not adopted and built-in pages included.

use crate::model::records::{Article, ArticleKind, Budget};
use crate::model::{Anchor, FiscalYear, Id, Key, Kind, Records};

use super::{Place, SitePath};

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKey {
    /// The home page.
    Home,
    /// The list of a kind, or the one page on which all its records stand; budgets have the list of fiscal years.
    List(Kind),
    /// The data files.
    Data,
    /// The list of everything.
    Search,
    /// What a server shows where there is no page.
    NotFound,
    /// A record that has a page of its own.
    Record(Key),
    /// A fiscal year.
    Year(FiscalYear),
    /// A fact with values not adopted, by its place among the facts of its record.
    Disputed(Key, usize),
    /// The old page of a record that had another id.
    Former(Id, Key),
}

/// The names of list pages that are not `index.html` in a folder of their section.
const LISTS: [(Kind, &[&str]); 4] = [
    (Kind::Event, &["timeline.html"]),
    (Kind::Term, &["glossary.html"]),
    (Kind::Change, &["changes.html"]),
    (Kind::Budget, &["years", "index.html"]),
];

impl PageKey {
    pub fn path(&self, records: &Records) -> SitePath {
        match self {
            Self::Home => SitePath::top("index.html"),
            Self::List(kind) => match LISTS.iter().find(|(listed, _)| listed == kind) {
                Some((_, path)) => SitePath::new(path.iter().copied()),
                None => SitePath::new([kind.section(), "index.html"]),
            },
            Self::Data => SitePath::data("index.html"),
            Self::Search => SitePath::top("search.html"),
            Self::NotFound => SitePath::top("404.html"),
            Self::Record(key) => own_page(records, *key, &records.record(*key).head().id),
            Self::Year(year) => SitePath::new(["years", &format!("{}.html", year.word())]),
            Self::Disputed(key, fact) => {
                let record = records.record(*key);
                let name = disputed_name(&record.head().id, record.facts()[*fact].field);
                SitePath::new([Kind::Disagreement.section(), &format!("{name}.html")])
            }
            Self::Former(id, key) => own_page(records, *key, id),
        }
    }
}

/// The name of the page of a fact with values not adopted: `malaysia-fy2023-amount`.
fn disputed_name(id: &Id, field: Anchor<'_>) -> String {
    format!("{id}-{field}")
}

/// The page of a record under an id. Articles about the site stand at the top.
fn own_page(records: &Records, key: Key, id: &Id) -> SitePath {
    let name = format!("{id}.html");
    let is_about = key.kind == Kind::Article && records.get::<Article>(key).kind == ArticleKind::About;
    if is_about { SitePath::top(&name) } else { SitePath::new([key.kind.section(), &name]) }
}

/// Every page of a site, in the order in which pages are made.
pub fn pages(records: &Records) -> Vec<PageKey> {
    let mut pages = vec![PageKey::Home];
    pages.extend(Kind::ALL.iter().copied().map(PageKey::List));
    pages.extend([PageKey::Data, PageKey::Search, PageKey::NotFound]);
    for record in records.all().filter(|record| record.key().kind.has_pages()) {
        pages.push(PageKey::Record(record.key()));
        pages.extend(record.head().former_ids.iter().map(|(id, _)| PageKey::Former(id.clone(), record.key())));
    }
    pages.extend(records.years().into_iter().map(PageKey::Year));
    pages.extend(records.disputed().map(|(key, fact)| PageKey::Disputed(key, fact)));
    pages
}

impl Place {
    /// Where a record is shown: on a page of its own, or else on that of its list or its year.
    pub fn of_record(records: &Records, key: Key) -> Self {
        let page = match key.kind {
            Kind::Budget => PageKey::Year(records.get::<Budget>(key).fiscal_year),
            kind if kind.has_pages() => return Self::top_of(PageKey::Record(key).path(records)),
            kind => PageKey::List(kind),
        };
        Self::at(page.path(records), records.record(key).head().id.as_str())
    }
}
