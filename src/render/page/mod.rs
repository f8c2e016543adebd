//! A page in the making: writes values, prose and figures as HTML.

mod calls;
mod evidence;
mod notes;
mod prose;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::address::{Href, PageKey, Place, SitePath};
use crate::figure;
use crate::ledger::Total;
use crate::model::fact::EndUser;
use crate::model::prose::FigureCall;
use crate::model::records::{Party, Source};
use crate::model::target::Measure;
use crate::model::{Cite, FactRef, Key, Kind, Money, Pointer, Scope, Shown, Target};
use crate::site::Site;

use super::html::Html;
use super::parts::{Also, FieldView, FigureView, Table};
use super::theme::{self, Theme};

use notes::Notes;

/// Where notes are printed besides the list at the end of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Margins {
    /// In the margin of wide screens too.
    Notes,
    /// Nowhere else.
    Empty,
}

/// What every page is made from.
#[derive(Clone, Copy)]
pub(super) struct Desk<'s> {
    pub(super) site: &'s Site,
    /// The templates.
    pub(super) theme: &'s Theme,
}

/// A page in the making.
pub(super) struct Page<'s> {
    pub(super) site: &'s Site,
    theme: &'s Theme,
    /// The first component that failed.
    failure: RefCell<Option<tera::Error>>,
    /// Where the page will stand.
    pub(super) path: SitePath,
    pub(super) margins: Margins,
    notes: Notes<'s>,
    /// The anchors of its headings, where it is the page of an article.
    anchors: &'s [Box<str>],
    /// How often each figure stands on it.
    figures: RefCell<BTreeMap<String, usize>>,
}

/// Up to how many characters a value is set in bold.
const LONGEST_IN_BOLD: usize = 60;

impl<'s> Page<'s> {
    /// An empty page.
    pub(super) fn new(desk: Desk<'s>, key: &PageKey, margins: Margins) -> Self {
        let Desk { site, theme } = desk;
        Self {
            site,
            theme,
            failure: RefCell::default(),
            anchors: match key {
                PageKey::Record(key) if key.kind == Kind::Article => site.briefing().anchors(*key),
                _ => &[],
            },
            path: site.path(key),
            margins,
            notes: Notes::default(),
            figures: RefCell::default(),
        }
    }

    /// A component of the theme, filled in; where it fails the page fails, once it is done.
    pub(super) fn component(&self, name: &str, arguments: &[(&'static str, tera::Value)]) -> Html {
        self.theme.component(name, arguments).unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            Html::default()
        })
    }

    /// What failed while the page was made.
    pub(super) fn failure(&self) -> Option<tera::Error> {
        self.failure.take()
    }

    /// A table, inside a region that scrolls by itself; none where it has no rows.
    pub(super) fn table(&self, table: &Table) -> Option<Html> {
        (!table.is_empty()).then(|| self.component("table", &[("table", theme::value(table))]))
    }

    /// The link from this page to a place.
    pub(super) fn href(&self, place: &Place) -> Href {
        self.path.href_to(place)
    }

    /// The link from this page to the top of another.
    pub(super) fn href_to_page(&self, key: &PageKey) -> Href {
        self.href_to_file(self.site.path(key))
    }

    /// The link from this page to a file.
    pub(super) fn href_to_file(&self, path: SitePath) -> Href {
        self.path.href_to(&Place::top_of(path))
    }

    /// The words for a record.
    pub(super) fn name(&self, key: Key) -> Html {
        if key.kind == Kind::Source {
            let source = self.site.get::<Source>(key);
            let own = || Html::text_in(&source.language, &source.title);
            return source.title_en.as_ref().map_or_else(own, |english| Html::text(english));
        }
        Html::text(&self.site.records().record(key).name())
    }

    /// A link to a record by its own name.
    pub(super) fn link(&self, key: Key) -> Html {
        Html::link(&self.href(self.site.place(key)), &self.name(key))
    }

    /// A link to the record that a pointer names, by its own name.
    pub(super) fn link_to(&self, pointer: Pointer) -> Html {
        self.link(self.site.key(pointer))
    }

    /// Links to several records.
    pub(super) fn links(&self, pointers: &[Pointer]) -> Vec<Html> {
        pointers.iter().map(|pointer| self.link_to(*pointer)).collect()
    }

    fn total_of(&self, scope: Scope, measure: Measure) -> &'s Total {
        let totals = self.site.ledger().totals(scope);
        match measure {
            Measure::Delivered => &totals.delivered,
            _ => &totals.signed,
        }
    }

    /// What the figure of a reference leaves out, in brackets.
    fn gaps_of(&self, target: Target) -> Html {
        match target {
            Target::Computed(scope, measure @ (Measure::Signed | Measure::Delivered)) => {
                self.missing_amounts(self.total_of(scope, measure))
            }
            _ => Html::default(),
        }
    }

    /// What a total leaves out because no amount is stated, in brackets; empty where nothing is, or where it has no sum.
    pub(super) fn missing_amounts(&self, total: &Total) -> Html {
        if total.without_amount.is_empty() || total.sums.is_empty() {
            return Html::default();
        }
        let names = total.without_amount.iter().map(|key| self.link(*key)).collect();
        Html::concat([Html::text(" (not counting "), Html::listed(names), Html::text(", whose amount is not stated)")])
    }

    /// The words for what a reference points at, without links.
    fn target_words(&self, target: Target) -> Html {
        match target {
            Target::Record(key) => self.name(key),
            Target::Fact(key, fact) => self.plain_value(&self.site.records().record(key).facts()[fact].value),
            other => Html::text(&self.site.plain().target(other)),
        }
    }

    /// A total in words.
    pub(super) fn total_words(&self, total: &Total) -> String {
        self.site.language().total(total)
    }

    /// A sum as the language of the site writes it.
    pub(super) fn money(&self, money: &Money) -> String {
        self.site.language().money(money)
    }

    /// A value without links, for the inside of a link.
    fn plain_value(&self, value: &Shown<'_>) -> Html {
        match value {
            Shown::Date(date) => Html::date(date),
            Shown::People(people) => {
                let names = people.iter().map(|pointer| self.name(self.site.key(*pointer))).collect();
                Html::listed(names)
            }
            Shown::EndUser(EndUser::Organisation(pointer)) => self.name(self.site.key(*pointer)),
            other => Html::text(&self.site.plain().value(other)),
        }
    }

    /// A value with its links.
    pub(super) fn value(&mut self, value: &Shown<'s>) -> Html {
        match value {
            Shown::Prose(prose) => self.prose(prose),
            Shown::People(people) => Html::listed(self.links(people)),
            Shown::EndUser(EndUser::Organisation(pointer)) => self.link_to(*pointer),
            other => self.plain_value(other),
        }
    }

    /// A fact as a field of its record's page. `own` is the evidence of the whole record.
    pub(super) fn field(&mut self, fact: &FactRef<'s>, own: &'s [Cite]) -> FieldView {
        let value = self.value(&fact.value);
        let evidence = self.evidence(fact.cite, own);
        let also: Vec<_> = fact
            .also_reported
            .iter()
            .map(|reported| Also {
                value: self.value(&reported.value),
                difference: reported.difference.word(),
                evidence: self.evidence(reported.cite, &[]),
                why: self.prose(reported.why),
                note: reported.note.map(|note| self.prose(note)),
            })
            .collect();
        let is_long = matches!(fact.value, Shown::Words(_)) && value.plain().chars().count() > LONGEST_IN_BOLD;
        let class = match fact.value {
            Shown::Prose(_) => "value-text",
            _ if is_long => "value-text",
            _ => "value",
        };
        FieldView {
            anchor: fact.field.to_string(),
            label: Html::text(fact.label),
            class,
            value,
            evidence,
            note: fact.note.map(|note| self.prose(note)),
            also,
            disagreement: None,
        }
    }

    /// The value of a fact in plain words, for tables.
    pub(super) fn published(&self, fact: &FactRef<'_>) -> Html {
        self.plain_value(&fact.value)
    }

    /// Somebody in a handover.
    pub(super) fn party(&self, party: &Party) -> Html {
        match party {
            Party::Known(pointer) => self.link_to(*pointer),
            Party::Words(words) => Html::text(words),
        }
    }

    fn figure_call(&mut self, call: &'s FigureCall) -> Html {
        let of = call.of.and_then(|reference| match self.target(reference) {
            Target::Fact(key, fact) => Some((key, fact)),
            _ => None,
        });
        let options = figure::Options { of, year: call.year, country: call.country.map(|c| self.site.key(c)) };
        let Some(figure) = figure::draw(self.site, call.chart, &options) else { return Html::default() };
        let caption = call.caption.as_ref().map(|caption| self.prose(caption));
        self.figure(&figure, caption.as_ref())
    }

    /// A figure over a table that a page sets itself, because it says more than the figure's own.
    pub(super) fn figure_over(&self, figure: &figure::Figure, table: &Table) -> Html {
        self.finished(figure, table, None)
    }

    /// A figure with its table, and a caption if there is one.
    pub(super) fn figure(&self, figure: &figure::Figure, caption: Option<&Html>) -> Html {
        let label = |column: &figure::Column| match column.align {
            figure::Align::Text => column.label.clone(),
            figure::Align::Number => format!("#{}", column.label),
        };
        let labels: Vec<_> = figure.table.columns.iter().map(label).collect();
        let labels: Vec<_> = labels.iter().map(String::as_str).collect();
        let mut table = Table::new(&figure.table.caption, &labels);
        let cell = |cell: &figure::Cell| {
            let text = Html::text(&cell.text);
            match &cell.to {
                Some(place) => Html::link(&self.href(place), &text),
                None => text,
            }
        };
        figure.table.rows.iter().for_each(|row| table.row(row.iter().map(cell).collect()));
        self.finished(figure, &table, caption)
    }

    /// The anchor of a figure; one that the page has already gets a number.
    fn figure_id(&self, name: &str) -> String {
        let mut figures = self.figures.borrow_mut();
        let count = figures.entry(name.to_owned()).or_insert(0);
        *count += 1;
        match *count {
            1 => format!("page.figure-{name}"),
            count => format!("page.figure-{name}.{count}"),
        }
    }

    fn finished(&self, figure: &figure::Figure, table: &Table, caption: Option<&Html>) -> Html {
        let view = FigureView {
            id: self.figure_id(&figure.name),
            headline: Html::text(&figure.headline),
            label: Html::attribute(&figure.headline),
            subtitle: Html::text(&figure.subtitle),
            svg: Html::written(figure.svg.as_str().to_owned()),
            caption: caption.cloned(),
            limit: Html::text(&figure.limit),
            table: self.table(table),
            data: self.href_to_page(&PageKey::Data),
        };
        self.component("figure", &[("figure", theme::value(&view))])
    }
}
