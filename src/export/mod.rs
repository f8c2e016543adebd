//! The record as data files. Builds no pages; formulas of spreadsheet programs are defused.

use crate::address::SitePath;
use crate::model::records::{Country, Grant};
use crate::model::{Cite, Money, Pointer, Scope};
use crate::site::Site;

/// A data file with what the data page says of it.
#[derive(Debug)]
pub struct DataFile {
    pub name: &'static str,
    /// Where it stands.
    pub path: SitePath,
    /// What it holds.
    pub about: &'static str,
    /// Its columns, each with what it holds.
    pub columns: &'static [(&'static str, &'static str)],
    /// How many rows.
    pub rows: usize,
    pub bytes: Vec<u8>,
}

/// Every data file of a site.
pub fn files(site: &Site) -> Vec<DataFile> {
    vec![grants(site), deliveries(site), budgets(site), sources(site)]
}

/// What every CSV file starts with. An analyst opens the file by double click, and Excel then takes UTF-8 without this mark for
/// the code page of the machine, which spoils Japanese names. A reader that keeps it can be told: `utf-8-sig` in Python.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Rows of text as comma separated values (RFC 4180).
struct Csv {
    writer: csv::Writer<Vec<u8>>,
    rows: usize,
}

impl Csv {
    fn new(columns: &[(&str, &str)]) -> Self {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec());
        let mut csv = Self { writer, rows: 0 };
        csv.line(columns.iter().map(|(name, _)| (*name).to_owned()));
        csv
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) {
        self.writer.write_record(cells.map(defused)).unwrap_or_else(|error| unreachable!("memory is there: {error}"));
    }

    fn row(&mut self, cells: &[String]) {
        self.rows += 1;
        self.line(cells.iter().cloned());
    }

    fn file(
        self,
        name: &'static str,
        about: &'static str,
        columns: &'static [(&'static str, &'static str)],
    ) -> DataFile {
        let bytes = self.writer.into_inner().unwrap_or_else(|error| unreachable!("memory is there: {error}"));
        DataFile { name, path: SitePath::data(name), about, columns, rows: self.rows, bytes }
    }
}

/// A cell that a spreadsheet program would take for a formula gets an apostrophe in front.
fn defused(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text,
    }
}

fn amount(money: Option<&Money>) -> [String; 2] {
    money.map_or_else(Default::default, |money| [money.decimal(), money.currency().code().to_owned()])
}

/// The id of the record that a pointer names.
fn id(site: &Site, pointer: Pointer) -> String {
    site.records().record(site.key(pointer)).head().id.to_string()
}

fn ids(site: &Site, cites: &[Cite]) -> String {
    cites.iter().map(|cite| id(site, cite.source)).collect::<Vec<_>>().join(" ")
}

const GRANT_COLUMNS: &[(&str, &str)] = &[
    ("id", "Permanent id of the grant"),
    ("title", "Title"),
    ("recipient", "Id of the country"),
    ("iso3", "ISO 3166-1 code of the country"),
    ("fiscal_year", "Japanese fiscal year by its first calendar year"),
    ("stage", "Planned, signed, partly delivered, delivered or cancelled; derived"),
    ("amount", "Sum promised, an exact decimal; empty where not stated"),
    ("currency", "ISO 4217 code of the amount"),
    ("signed", "Date the notes were exchanged"),
    ("waiting_months", "Whole months from the notes to the final handover, or to the date of the facts"),
    ("sources", "Ids of the sources of the amount, or of the record"),
];

fn grants(site: &Site) -> DataFile {
    let mut csv = Csv::new(GRANT_COLUMNS);
    let ledger = site.ledger();
    for key in &ledger.totals(Scope::Programme).grants {
        let grant = site.get::<Grant>(*key);
        let [sum, currency] = amount(grant.amount.as_ref().map(|amount| &amount.value));
        let own = grant.amount.as_ref().map(|amount| &amount.cite).filter(|cite| !cite.is_empty());
        let wait = ledger.waiting(*key).and_then(|waiting| waiting.wait);
        csv.row(&[
            grant.head.id.to_string(),
            grant.title.to_string(),
            id(site, grant.recipient),
            site.named::<Country>(grant.recipient).iso3.to_string(),
            grant.fiscal_year.start().to_string(),
            ledger.stage(*key).word().to_owned(),
            sum,
            currency,
            grant.signed.as_ref().map_or(String::new(), |signed| format!("{:#}", signed.value)),
            wait.map_or(String::new(), |wait| wait.months.to_string()),
            ids(site, own.unwrap_or(&grant.head.cite)),
        ]);
    }
    csv.file("grants.csv", "One row a grant, signed or planned", GRANT_COLUMNS)
}

const DELIVERY_COLUMNS: &[(&str, &str)] = &[
    ("grant", "Id of the grant"),
    ("item", "Name of the handover within the grant"),
    ("date", "Date of the handover"),
    ("quantity_min", "The least number handed over; empty where not stated"),
    ("quantity_max", "The most"),
    ("category", "Id of the equipment category"),
    ("final", "Whether it completed the grant"),
    ("sources", "Ids of its sources"),
];

fn deliveries(site: &Site) -> DataFile {
    let mut csv = Csv::new(DELIVERY_COLUMNS);
    for (key, number) in site.ledger().handovers() {
        let grant = site.get::<Grant>(*key);
        let delivery = &grant.deliveries[*number];
        let quantity = delivery.quantity.as_ref().map(|quantity| quantity.value);
        csv.row(&[
            grant.head.id.to_string(),
            delivery.name.to_string(),
            format!("{:#}", delivery.date.value),
            quantity.map_or(String::new(), |quantity| quantity.min().to_string()),
            quantity.map_or(String::new(), |quantity| quantity.max().to_string()),
            delivery.category.map_or(String::new(), |category| id(site, category)),
            delivery.completes.to_string(),
            ids(site, &delivery.cite),
        ]);
    }
    csv.file("deliveries.csv", "One row a handover", DELIVERY_COLUMNS)
}

const BUDGET_COLUMNS: &[(&str, &str)] = &[
    ("id", "Permanent id of the figure"),
    ("fiscal_year", "Japanese fiscal year by its first calendar year"),
    ("stage", "Request, draft, initial, supplementary or settled"),
    ("amount", "The sum, an exact decimal"),
    ("currency", "ISO 4217 code of the amount"),
    ("decided", "When it was decided"),
    ("sources", "Ids of its sources"),
];

fn budgets(site: &Site) -> DataFile {
    let mut csv = Csv::new(BUDGET_COLUMNS);
    for budget in &site.records().budgets {
        let [sum, currency] = amount(Some(&budget.amount.value));
        let own = if budget.amount.cite.is_empty() { &budget.head.cite } else { &budget.amount.cite };
        csv.row(&[
            budget.head.id.to_string(),
            budget.fiscal_year.start().to_string(),
            budget.stage.word().to_owned(),
            sum,
            currency,
            budget.decided.map_or(String::new(), |date| format!("{date:#}")),
            ids(site, own),
        ]);
    }
    csv.file("budgets.csv", "One row a budget figure", BUDGET_COLUMNS)
}

const SOURCE_COLUMNS: &[(&str, &str)] = &[
    ("id", "Permanent id of the source"),
    ("title", "Title as printed, or a description"),
    ("title_en", "Title in English"),
    ("publisher", "Publisher"),
    ("kind", "Official, press or analysis"),
    ("language", "BCP 47 tag"),
    ("published", "Date of publication"),
    ("url", "Address of the publisher's own text"),
    ("archive_url", "Address of a stored copy"),
    ("copy_url", "Address of a copy or a repost that was read"),
];

fn sources(site: &Site) -> DataFile {
    let mut csv = Csv::new(SOURCE_COLUMNS);
    for source in &site.records().sources {
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or("").to_owned();
        csv.row(&[
            source.head.id.to_string(),
            source.title.to_string(),
            text(&source.title_en),
            source.publisher.to_string(),
            source.kind.word().to_owned(),
            source.language.to_string(),
            source.published.map_or(String::new(), |date| format!("{date:#}")),
            text(&source.url),
            text(&source.archive_url),
            text(&source.copy_url),
        ]);
    }
    csv.file("sources.csv", "One row a source", SOURCE_COLUMNS)
}
