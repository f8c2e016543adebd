//! References, citations and links: every word becomes its target, once. What leads nowhere is reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostics, Near, did_you_mean};
use crate::load::{Declared, Draft, DraftFile, Expects, Mention, tables};
use crate::model::records::BudgetStage;
use crate::model::target::{BySlot, Destination, Measure};
use crate::model::{FiscalYear, Key, Kind, Records, Scope, Target, Targets};

use super::fault::Fault;
use super::headings::Anchors;
use super::ids::Index;
use super::links::Lookup;

/// Who names whom: a record whose prose or fields name another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The record that names.
    pub from: Key,
    /// The record that is named.
    pub to: Key,
}

/// What all references lead to, slot by slot; nothing where one leads nowhere.
#[derive(Debug, Default)]
pub(super) struct Resolution {
    pub(super) pointers: BySlot<Option<Key>>,
    pub(super) references: BySlot<Option<Target>>,
    links: BySlot<Option<Destination>>,
    edges: Vec<Edge>,
}

/// Turns every word of a draft into its target. Articles that are left out are looked at for their mistakes alone.
pub(super) fn resolve(draft: &Draft, index: &Index<'_>, diagnostics: &mut Diagnostics) -> Resolution {
    let known = Known::of(draft, index);
    let mut resolution = Resolution::default();
    for file in &draft.files {
        let (pointers, references) = (known.all(&file.named.pointers, file), known.all(&file.named.references, file));
        let pointers = reported(pointers, &file.named.pointers, diagnostics);
        let references = reported(references, &file.named.references, diagnostics);
        if known.left_out_files.contains(&*file.path) {
            continue;
        }
        let named = pointers.iter().zip(&file.named.pointers).chain(references.iter().zip(&file.named.references));
        let named = named.map(|(target, mention)| (mention.from, target.and_then(Target::record)));
        resolution.edges.extend(named.filter_map(|ends| edge(file, ends)).filter(|edge| edge.from != edge.to));
        let keys = pointers.into_iter().map(|target| target.and_then(Target::record));
        resolution.pointers.set(file.file, keys.collect());
        resolution.references.set(file.file, references);
    }
    resolution
}

/// Who names whom, where both are published.
fn edge(file: &DraftFile, (from, to): (Option<usize>, Option<Key>)) -> Option<Edge> {
    let from = from.and_then(|place| file.declared[place].key);
    from.zip(to).map(|(from, to)| Edge { from, to })
}

/// The targets; faults are reported where the words stand.
fn reported(
    found: Vec<Result<Option<Target>, Fault>>,
    mentions: &[Mention],
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Target>> {
    let report = |(target, mention): (Result<Option<Target>, Fault>, &Mention)| {
        target.unwrap_or_else(|fault| {
            fault.report(mention.span, diagnostics);
            None
        })
    };
    found.into_iter().zip(mentions).map(report).collect()
}

impl Resolution {
    /// Finds where every plain link leads; the anchors of headings are known by now.
    pub(super) fn follow_links(&mut self, draft: &Draft, anchors: &Anchors<'_>, diagnostics: &mut Diagnostics) {
        let lookup = Lookup::of(draft, anchors);
        let left_out: BTreeSet<&str> = draft.left_out.iter().map(|article| &*article.file).collect();
        for file in &draft.files {
            let links = file.named.links.iter().map(|link| {
                lookup.destination(link, &file.path).unwrap_or_else(|fault| {
                    fault.report(link.span, diagnostics);
                    None
                })
            });
            let links: Vec<Option<Destination>> = links.collect();
            if left_out.contains(&*file.path) {
                continue;
            }
            let linked = links.iter().zip(&file.named.links).map(|(destination, link)| match destination {
                Some(Destination::Article(key, _)) => (link.from, Some(*key)),
                _ => (link.from, None),
            });
            self.edges.extend(linked.filter_map(|ends| edge(file, ends)));
            self.links.set(file.file, links);
        }
    }

    /// What pointers and references lead to; none where some word has no target.
    pub(super) fn words(&self) -> Option<Targets> {
        Some(Targets {
            pointers: self.pointers.clone().map(|key| key)?,
            references: self.references.clone().map(|target| target)?,
            links: BySlot::default(),
        })
    }

    /// The targets and who names whom, by kind and id; none where some word has no target.
    pub(super) fn whole(self, records: &Records) -> Option<(Targets, Vec<Edge>)> {
        let mut edges = self.edges;
        let by_id = |key: Key| (key.kind, &records.record(key).head().id);
        edges.sort_by_key(|edge| (by_id(edge.from), by_id(edge.to)));
        edges.dedup();
        let targets = Targets {
            pointers: self.pointers.map(|key| key)?,
            references: self.references.map(|target| target)?,
            links: self.links.map(|destination| destination)?,
        };
        Some((targets, edges))
    }
}

/// What references can name, collected once.
struct Known<'a> {
    draft: &'a Draft,
    index: &'a Index<'a>,
    /// The names of the facts and items of records that could be read.
    fields: BTreeMap<Key, Vec<Field>>,
    /// The ids of articles that are left out.
    left_out: BTreeSet<&'a str>,
    /// Their files.
    left_out_files: BTreeSet<&'a str>,
    /// Fiscal years that some grant or budget names; those with a budget of record are marked.
    years: BTreeMap<FiscalYear, bool>,
    near: Near,
}

/// A fact or an item by its name.
struct Field {
    name: String,
    target: Target,
}

impl<'a> Known<'a> {
    fn of(draft: &'a Draft, index: &'a Index<'a>) -> Self {
        let records = &draft.records;
        let mut known = Self {
            draft,
            index,
            fields: BTreeMap::new(),
            left_out: draft.left_out.iter().map(|article| article.head.id.as_str()).collect(),
            left_out_files: draft.left_out.iter().map(|article| &*article.file).collect(),
            years: records.grants.iter().map(|grant| (grant.fiscal_year, false)).collect(),
            near: Near::default(),
        };
        for budget in &records.budgets {
            let of_record = !matches!(budget.stage, BudgetStage::Request | BudgetStage::Settled);
            *known.years.entry(budget.fiscal_year).or_default() |= of_record;
        }
        for record in records.all() {
            let key = record.key();
            let fact = |(number, name)| Field { name, target: Target::Fact(key, number) };
            let facts =
                record.facts().iter().map(|fact| fact.field.to_string()).enumerate().map(fact).collect::<Vec<_>>();
            let items = record.items();
            let items = items.iter().map(|item| Field {
                name: item.anchor().to_string(),
                target: Target::Item(key, item.list, item.number),
            });
            let fields: Vec<_> = facts.into_iter().chain(items).collect();
            if !fields.is_empty() {
                known.fields.insert(key, fields);
            }
        }
        known
    }

    /// Whether some grant or budget could not be read, so that a year may have what seems to be missing.
    fn years_are_whole(&self) -> bool {
        let unread =
            |declared: &Declared| matches!(declared.kind, Kind::Grant | Kind::Budget) && declared.key.is_none();
        !self.draft.unparsed && !self.draft.declared().any(unread)
    }

    /// What each of the mentions of a file leads to.
    fn all(&self, mentions: &[Mention], file: &DraftFile) -> Vec<Result<Option<Target>, Fault>> {
        mentions.iter().map(|mention| self.resolve(mention, mention.from.map(|place| &file.declared[place]))).collect()
    }

    /// What a mention leads to; none where that could not be read, which has been reported.
    fn resolve(&self, mention: &Mention, from: Option<&Declared>) -> Result<Option<Target>, Fault> {
        let (record, field) = mention.parts();
        if mention.expects == Expects::Unread {
            return Ok(None);
        }
        if mention.expects == Expects::Prose
            && let Some(target) = self.total(record, field)
        {
            return target.map(Some);
        }
        let Some(declared) = self.index.get(record) else {
            // What may stand in a file that could not be read is not called unknown.
            return if self.draft.may_hold(record) { Ok(None) } else { Err(self.unknown(mention)) };
        };
        let from_draft = from.is_some_and(|from| self.left_out.contains(from.id.as_str()));
        if self.left_out.contains(record) && !from_draft {
            let message = format!("`{record}` is a draft and is not published");
            let hint = Some("publish it, or build with `--drafts`".to_owned());
            return Err(Fault { code: Code::UnknownReference, message, hint });
        }
        let fits = match mention.expects {
            Expects::Kind(kind) => declared.kind == kind,
            Expects::Party => matches!(declared.kind, Kind::Person | Kind::Organisation),
            Expects::Prose | Expects::Anything | Expects::FactOfRecord | Expects::Unread => true,
        };
        if !fits {
            return Err(self.wrong_kind(mention, declared));
        }
        match field {
            Some(field) => self.field_target(declared, field),
            None if mention.expects == Expects::FactOfRecord => Err(Fault {
                code: Code::UnknownFieldReference,
                message: format!("`{record}` is a record; a fact of it is meant here"),
                hint: Some(format!("write `{record}.amount`, say")),
            }),
            None => Ok(declared.key.map(Target::Record)),
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

    fn field_target(&self, declared: &Declared, field: &str) -> Result<Option<Target>, Fault> {
        let Declared { kind, id, .. } = declared;
        let measures = if *kind == Kind::Country { &COUNTRY_MEASURES[..] } else { &[] };
        let measure = measures.iter().find(|(word, _)| *word == field).map(|(_, measure)| *measure);
        let derived: &[Derived] = match kind {
            Kind::Grant => &[("stage", Target::Stage), ("waiting", Target::Waiting)],
            _ => &[],
        };
        let derives = derived.iter().find(|(word, _)| *word == field).map(|(_, target)| target);
        // A record that could not be read, or not wholly, has been reported; what it holds is not known.
        let Some(key) = declared.key else { return Ok(None) };
        match (measure, derives) {
            (Some(measure), _) => return Ok(Some(Target::Computed(Scope::Country(key), measure))),
            (_, Some(target)) => return Ok(Some(target(key))),
            (None, None) => {}
        }
        let written =
            |name: &str| field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.']));
        if declared.is_damaged && tables::section(*kind).names().any(written) {
            return Ok(None);
        }
        // A dot inside the field is a hyphen in its anchor: `equipment-uav.quantity`.
        let anchor = field.replace('.', "-");
        let known = self.fields.get(&key).map_or(&[][..], |known| known);
        if let Some(found) = known.iter().find(|known| known.name == anchor) {
            return Ok(Some(found.target));
        }
        let names = known.iter().map(|known| known.name.as_str());
        let measures = measures.iter().map(|(word, _)| *word);
        let names: Vec<_> = names.chain(measures).chain(derived.iter().map(|(word, _)| *word)).collect();
        Err(no_such_field(id.as_str(), field, &names))
    }

    /// A near id out of those that `wanted` accepts.
    fn near_id(&self, word: &str, wanted: impl Fn(Kind) -> bool) -> Option<String> {
        self.near.did_you_mean(word, self.index.ids(wanted))
    }

    fn unknown(&self, mention: &Mention) -> Fault {
        let word = &mention.word;
        let (record, field) = mention.parts();
        let code = unknown_code(mention.expects);
        if let Some(renamed) = self.index.renamed(record) {
            let message = format!("`{record}` is a former id");
            return Fault { code, message, hint: Some(format!("the record is called `{}` now", renamed.id)) };
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
            Expects::Prose | Expects::Anything | Expects::FactOfRecord | Expects::Unread => {
                (self.near_id(record, |_| true), "name a record or an article by its id, or add one".to_owned())
            }
        };
        Fault { code, message, hint: Some(near.unwrap_or(other)) }
    }

    fn wrong_kind(&self, mention: &Mention, named: &Declared) -> Fault {
        let (wanted, fits): (_, Box<dyn Fn(Kind) -> bool>) = match mention.expects {
            Expects::Kind(kind) => (kind.one(), Box::new(move |other| other == kind)),
            _ => ("a person or an organisation", Box::new(|kind| matches!(kind, Kind::Person | Kind::Organisation))),
        };
        let message = format!("`{}` is {}; {wanted} is meant here", named.id, named.kind.one());
        let hint = self.near_id(named.id.as_str(), fits).or_else(|| Some(format!("name {wanted} by its id")));
        Fault { code: unknown_code(mention.expects), message, hint }
    }
}

/// The subject of a sentence that says that an id is not there.
fn none_of(expects: Expects) -> String {
    match expects {
        Expects::Kind(kind) => format!("no {}", kind.one().split_once(' ').map_or("record", |(_, noun)| noun)),
        Expects::Party => "no person and no organisation".to_owned(),
        Expects::Prose | Expects::Anything | Expects::FactOfRecord | Expects::Unread => "nothing".to_owned(),
    }
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

/// What follows from a record, by the word for it.
type Derived = (&'static str, fn(Key) -> Target);

const COUNTRY_MEASURES: [(&str, Measure); 3] =
    [("signed", Measure::Signed), ("delivered", Measure::Delivered), ("grants", Measure::Grants)];

fn unknown_code(expects: Expects) -> Code {
    if expects == Expects::Kind(Kind::Source) { Code::UnknownSource } else { Code::UnknownReference }
}
