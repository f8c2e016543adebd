//! References, citations and links: everything that is named exists and is of the kind that is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics, Near, did_you_mean};
use crate::load::{Declared, Draft, Expects, Mention, tables};
use crate::model::prose::Reference;
use crate::model::records::{BudgetStage, Grant, Record};
use crate::model::{FiscalYear, Key, Kind};

use super::links::Paths;
use super::{Destination, Edge, Index, Measure, Scope, Target};

/// What is wrong with a reference, and what to do.
struct Fault {
    code: Code,
    message: String,
    hint: Option<String>,
}

/// Every id that is named is a record of the kind that is meant; every field it names exists.
pub(super) fn references_resolve(draft: &Draft, index: &Index, diagnostics: &mut Diagnostics) {
    let known = Known::of(draft, index);
    for mention in &draft.mentions {
        if let Err(fault) = known.resolve(mention) {
            diagnostics.add(fault.code, mention.reference.span, fault.message, fault.hint);
        }
    }
}

/// The targets of all references of prose, and who names whom.
pub(super) fn resolved(draft: &Draft, index: &Index, paths: &Paths) -> (BTreeMap<Box<str>, Target>, Vec<Edge>) {
    let known = Known::of(draft, index);
    let mut targets = BTreeMap::new();
    let mut edges = Vec::new();
    for mention in &draft.mentions {
        let Ok(target) = known.resolve(mention) else { continue };
        let to = match &target {
            Target::Record(key)
            | Target::Fact(key, _)
            | Target::Item(key, _)
            | Target::Stage(key)
            | Target::Waiting(key) => Some(key.clone()),
            Target::Computed(Scope::Country(id), _) => index.get(id.as_str()).cloned(),
            Target::Computed(..) | Target::Year(_) | Target::Programme => None,
        };
        if let (Some(from), Some(to)) = (&mention.from, to)
            && *from != to
        {
            edges.push(Edge { from: from.clone(), to });
        }
        targets.insert(mention.reference.word.clone(), target);
    }
    for mention in &draft.relatives {
        if let (Some(from), Some(Destination::Article(id, _))) =
            (&mention.from, paths.destination(&mention.link, &draft.records.articles))
        {
            edges.push(Edge { from: from.clone(), to: Key { kind: Kind::Article, id } });
        }
    }
    edges.sort();
    edges.dedup();
    (targets, edges)
}

/// What references can name, collected once.
struct Known<'a> {
    draft: &'a Draft,
    index: &'a Index,
    /// The names of the facts and items of records that could be read.
    fields: BTreeMap<&'a str, Vec<Field>>,
    /// The ids of records that could be read.
    read: BTreeSet<&'a str>,
    /// The ids of articles that are left out.
    left_out: BTreeSet<&'a str>,
    /// Fiscal years that some grant or budget names; those with a budget of record are marked.
    years: BTreeMap<FiscalYear, bool>,
    near: Near,
}

struct Field {
    name: String,
    is_item: bool,
}

impl<'a> Known<'a> {
    fn of(draft: &'a Draft, index: &'a Index) -> Self {
        let records = &draft.records;
        let mut known = Self {
            draft,
            index,
            fields: BTreeMap::new(),
            read: BTreeSet::new(),
            left_out: draft.left_out.iter().map(|article| article.head.id.as_str()).collect(),
            years: records.grants.iter().map(|grant| (grant.fiscal_year, false)).collect(),
            near: Near::default(),
        };
        for budget in &records.budgets {
            let of_record = !matches!(budget.stage, BudgetStage::Request | BudgetStage::Settled);
            *known.years.entry(budget.fiscal_year).or_default() |= of_record;
        }
        known.add(&records.grants);
        known.add(&records.countries);
        known.add(&records.articles);
        known.add(&records.budgets);
        known.add(&records.equipment);
        known.add(&records.events);
        known.add(&records.disagreements);
        known.add(&records.people);
        known.add(&records.organisations);
        known.add(&records.terms);
        known.add(&records.changes);
        known.add(&records.sources);
        for grant in &records.grants {
            let items = items(grant).map(|name| Field { name, is_item: true });
            known.fields.entry(grant.head.id.as_str()).or_default().extend(items);
        }
        known
    }

    fn add<T: Record>(&mut self, records: &'a [T]) {
        for record in records {
            let id = record.head().id.as_str();
            self.read.insert(id);
            let facts = record.facts();
            if !facts.is_empty() {
                let facts = facts.into_iter().map(|fact| Field { name: fact.field, is_item: false });
                self.fields.entry(id).or_default().extend(facts);
            }
        }
    }

    /// Whether some grant or budget could not be read, so that a year may have what seems to be missing.
    fn years_are_whole(&self) -> bool {
        let dated = |kind| matches!(kind, Kind::Grant | Kind::Budget);
        let unread = |declared: &Declared| dated(declared.key.kind) && !self.read.contains(declared.key.id.as_str());
        !self.draft.unparsed && !self.draft.declared.iter().any(unread)
    }

    fn resolve(&self, mention: &Mention) -> Result<Target, Fault> {
        let (record, field) = mention.reference.parts();
        if matches!(mention.expects, Expects::Prose)
            && let Some(target) = self.total(record, field)
        {
            return target;
        }
        let Some(key) = self.index.get(record) else {
            // What may stand in a file that could not be read is not called unknown.
            return if self.draft.may_hold(record) { Ok(Target::Programme) } else { Err(self.unknown(mention)) };
        };
        let from_draft = mention.from.as_ref().is_some_and(|from| self.left_out.contains(from.id.as_str()));
        if self.left_out.contains(key.id.as_str()) && !from_draft {
            let message = format!("`{record}` is a draft and is not published");
            let hint = Some("publish it, or build with `--drafts`".to_owned());
            return Err(Fault { code: Code::UnknownReference, message, hint });
        }
        let fits = match mention.expects {
            Expects::Prose | Expects::Anything | Expects::FactOfRecord => true,
            Expects::Kind(kind) => key.kind == kind,
            Expects::Party => matches!(key.kind, Kind::Person | Kind::Organisation),
        };
        if !fits {
            return Err(self.wrong_kind(mention, key));
        }
        match field {
            Some(field) => self.field_target(key, field),
            None if matches!(mention.expects, Expects::FactOfRecord) => Err(Fault {
                code: Code::UnknownFieldReference,
                message: format!("`{record}` is a record; a fact of it is meant here"),
                hint: Some(format!("write `{record}.amount`, say")),
            }),
            None => Ok(Target::Record(key.clone())),
        }
    }

    /// The reserved words: `programme`, `fy2023` and their computed figures.
    fn total(&self, record: &str, field: Option<&str>) -> Option<Result<Target, Fault>> {
        let year = FiscalYear::parse_word(record);
        if record != "programme" && year.is_none() {
            return None;
        }
        if let Some(year) = year
            && !self.years.contains_key(&year)
            && self.years_are_whole()
        {
            let message = format!("nothing in the record belongs to {year}");
            let hint = Some("a fiscal year is known once a grant or a budget names it".to_owned());
            return Some(Err(Fault { code: Code::UnknownReference, message, hint }));
        }
        let Some(field) = field else { return Some(Ok(year.map_or(Target::Programme, Target::Year))) };
        let words: &[(&str, Measure)] = match year {
            Some(_) => &[
                ("budget", Measure::Budget),
                ("signed", Measure::Signed),
                ("delivered", Measure::Delivered),
                ("grants", Measure::Grants),
                ("recipients", Measure::Recipients),
            ],
            None => &[
                ("signed", Measure::Signed),
                ("delivered", Measure::Delivered),
                ("grants", Measure::Grants),
                ("recipients", Measure::Recipients),
            ],
        };
        let scope = year.map_or(Scope::Programme, Scope::Year);
        let target = measured(record, field, words, scope).and_then(|target| match (&target, year) {
            (Target::Computed(_, Measure::Budget), Some(year))
                if self.years.get(&year) == Some(&false) && self.years_are_whole() =>
            {
                let message = format!("{year} has no budget of record");
                let hint = Some("add a budget of stage `initial` or `draft`".to_owned());
                Err(Fault { code: Code::UnknownFieldReference, message, hint })
            }
            _ => Ok(target),
        });
        Some(target)
    }

    fn field_target(&self, key: &Key, field: &str) -> Result<Target, Fault> {
        let id = key.id.as_str();
        // A dot inside the field is a hyphen in its anchor: `equipment-uav.quantity`.
        let anchor = field.replace('.', "-");
        let measures = if key.kind == Kind::Country { &COUNTRY_MEASURES[..] } else { &[] };
        if let Some((_, measure)) = measures.iter().find(|(word, _)| *word == field) {
            return Ok(Target::Computed(Scope::Country(key.id.clone()), *measure));
        }
        match (key.kind, field) {
            (Kind::Grant, "stage") => return Ok(Target::Stage(key.clone())),
            (Kind::Grant, "waiting") => return Ok(Target::Waiting(key.clone())),
            _ => {}
        }
        // A record that could not be read, or not wholly, has been reported; what it holds is not known.
        let written =
            |name: &str| field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.']));
        let unread = !self.read.contains(id);
        if unread || self.draft.damaged.contains(&key.id) && tables::section(key.kind).names().any(written) {
            return Ok(Target::Record(key.clone()));
        }
        let known = self.fields.get(id).map_or(&[][..], |known| known);
        let found = known.iter().find(|known| known.name == anchor);
        found
            .map(|found| match found.is_item {
                true => Target::Item(key.clone(), anchor.as_str().into()),
                false => Target::Fact(key.clone(), anchor.as_str().into()),
            })
            .ok_or_else(|| {
                let derived = if key.kind == Kind::Grant { &["stage", "waiting"][..] } else { &[] };
                let names = known.iter().map(|known| known.name.as_str());
                let names: Vec<_> =
                    names.chain(measures.iter().map(|(word, _)| *word)).chain(derived.iter().copied()).collect();
                no_such_field(id, field, &names)
            })
    }

    /// A near id out of those that `wanted` accepts.
    fn near_id(&self, word: &str, wanted: impl Fn(Kind) -> bool) -> Option<String> {
        self.near.did_you_mean(word, self.index.ids(wanted))
    }

    fn unknown(&self, mention: &Mention) -> Fault {
        let Reference { word, .. } = &mention.reference;
        let (record, field) = mention.reference.parts();
        let code = unknown_code(mention.expects);
        if let Some(key) = self.index.renamed(record) {
            let message = format!("`{record}` is a former id");
            return Fault { code, message, hint: Some(format!("the record is called `{}` now", key.id)) };
        }
        let within = if field.is_some() { format!(" (in `{word}`)") } else { String::new() };
        let message = format!("{} has the id `{record}`{within}", none_of(mention.expects));
        let (near, other) = match mention.expects {
            Expects::Kind(kind) => (
                self.near_id(record, |other| other == kind),
                format!("add it to `{}`, or name one that is there", kind.section()),
            ),
            Expects::Party => (
                self.near_id(record, |kind| matches!(kind, Kind::Person | Kind::Organisation)),
                "add it to `people` or `organisations`, or write the name in words".to_owned(),
            ),
            Expects::Prose | Expects::Anything | Expects::FactOfRecord => {
                (self.near_id(record, |_| true), "name a record or an article by its id, or add one".to_owned())
            }
        };
        Fault { code, message, hint: Some(near.unwrap_or(other)) }
    }

    fn wrong_kind(&self, mention: &Mention, key: &Key) -> Fault {
        let (wanted, fits): (_, Box<dyn Fn(Kind) -> bool>) = match mention.expects {
            Expects::Kind(kind) => (kind.one(), Box::new(move |other| other == kind)),
            _ => ("a person or an organisation", Box::new(|kind| matches!(kind, Kind::Person | Kind::Organisation))),
        };
        let message = format!("`{}` is {}; {wanted} is meant here", key.id, key.kind.one());
        let hint = self.near_id(key.id.as_str(), fits).or_else(|| Some(format!("name {wanted} by its id")));
        Fault { code: unknown_code(mention.expects), message, hint }
    }
}

/// The subject of a sentence that says that an id is not there.
fn none_of(expects: Expects) -> String {
    match expects {
        Expects::Kind(kind) => format!("no {}", kind.one().split_once(' ').map_or("record", |(_, noun)| noun)),
        Expects::Party => "no person and no organisation".to_owned(),
        Expects::Prose | Expects::Anything | Expects::FactOfRecord => "nothing".to_owned(),
    }
}

/// The anchors of the items of a grant.
fn items(grant: &Grant) -> impl Iterator<Item = String> {
    let named = |list: &'static str, names: Vec<&str>| {
        names.into_iter().map(|name| format!("{list}-{name}")).collect::<Vec<_>>()
    };
    let mut anchors = named("equipment", grant.equipment.iter().map(|item| &*item.name).collect());
    anchors.extend(named("deliveries", grant.deliveries.iter().map(|item| &*item.name).collect()));
    anchors.extend(named("arrivals", grant.arrivals.iter().map(|item| &*item.name).collect()));
    anchors.extend(named("expected", grant.expected.iter().map(|item| &*item.name).collect()));
    anchors.into_iter()
}

fn measured(record: &str, field: &str, words: &[(&str, Measure)], scope: Scope) -> Result<Target, Fault> {
    let found = words.iter().find(|(word, _)| *word == field);
    found.map(|(_, measure)| Target::Computed(scope, *measure)).ok_or_else(|| {
        let names: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        no_such_field(record, field, &names)
    })
}

fn no_such_field(record: &str, field: &str, names: &[&str]) -> Fault {
    let hint = did_you_mean(field, names.iter().copied()).or_else(|| {
        let listed = names.join(", ");
        (!names.is_empty()).then(|| format!("it has: {listed}"))
    });
    let hint = hint.or_else(|| Some(format!("records of its kind have no facts of their own; write `{record}` alone")));
    Fault { code: Code::UnknownFieldReference, message: format!("`{record}` has no fact `{field}`"), hint }
}

const COUNTRY_MEASURES: [(&str, Measure); 3] =
    [("signed", Measure::Signed), ("delivered", Measure::Delivered), ("grants", Measure::Grants)];

fn unknown_code(expects: Expects) -> Code {
    if expects == Expects::Kind(Kind::Source) { Code::UnknownSource } else { Code::UnknownReference }
}
