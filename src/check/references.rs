//! References, citations and links: everything that is named exists and is of the kind that is meant.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostics, did_you_mean};
use crate::load::{Draft, Expects, Mention, Records};
use crate::model::prose::{Reference, Relative};
use crate::model::records::{Article, Grant, Record};
use crate::model::{FiscalYear, Key, Kind};

use super::{AnyRecord, Destination, Edge, Index, Measure, Scope, Target, budget_of_record};

/// What is wrong with a reference, and what to do.
struct Fault {
    code: Code,
    message: String,
    hint: Option<String>,
}

/// Every id that is named is a record of the kind that is meant; every field it names exists.
pub(super) fn references_resolve(draft: &Draft, index: &Index, diagnostics: &mut Diagnostics) {
    let fields = Fields::of(&draft.records);
    for mention in &draft.mentions {
        let (record, _) = mention.reference.parts();
        let unreadable = draft.possible.binary_search_by(|id| id.as_str().cmp(record)).is_ok();
        if unreadable {
            continue;
        }
        if let Err(fault) = resolve(mention, draft, index, &fields) {
            diagnostics.add(fault.code, mention.reference.span, fault.message, fault.hint);
        }
    }
}

/// The targets of all references of prose, and who names whom.
pub(super) fn resolved(draft: &Draft, index: &Index) -> (BTreeMap<Box<str>, Target>, Vec<Edge>) {
    let fields = Fields::of(&draft.records);
    let mut targets = BTreeMap::new();
    let mut edges = Vec::new();
    for mention in &draft.mentions {
        let Ok(target) = resolve(mention, draft, index, &fields) else { continue };
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
        let media: Vec<String> = draft.media.iter().map(|(name, _)| name.clone()).collect();
        if let (Some(from), Ok(Destination::Article(id, _))) =
            (&mention.from, destination(&mention.link, &draft.records.articles, &media))
        {
            edges.push(Edge { from: from.clone(), to: Key { kind: Kind::Article, id } });
        }
    }
    edges.sort();
    edges.dedup();
    (targets, edges)
}

/// The names of the facts and items of every record that could be read.
struct Fields<'a>(BTreeMap<&'a str, Vec<Field>>);

struct Field {
    name: String,
    is_item: bool,
}

impl<'a> Fields<'a> {
    fn of(records: &'a Records) -> Self {
        let mut fields: BTreeMap<&str, Vec<Field>> = BTreeMap::new();
        let mut add = |id: &'a str, name: String, is_item| fields.entry(id).or_default().push(Field { name, is_item });
        for record in &records.grants {
            record.facts().into_iter().for_each(|fact| add(record.head.id.as_str(), fact.field, false));
            items(record).for_each(|name| add(record.head.id.as_str(), name, true));
        }
        for record in &records.countries {
            record.facts().into_iter().for_each(|fact| add(record.head.id.as_str(), fact.field, false));
        }
        for record in &records.budgets {
            record.facts().into_iter().for_each(|fact| add(record.head.id.as_str(), fact.field, false));
        }
        for record in &records.events {
            record.facts().into_iter().for_each(|fact| add(record.head.id.as_str(), fact.field, false));
        }
        Self(fields)
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

fn resolve(mention: &Mention, draft: &Draft, index: &Index, fields: &Fields<'_>) -> Result<Target, Fault> {
    let (record, field) = mention.reference.parts();
    if matches!(mention.expects, Expects::Prose)
        && let Some(target) = total(record, field, draft)
    {
        return target;
    }
    let Some(key) = index.get(record) else { return Err(unknown(mention, index)) };
    let from_draft = mention.from.as_ref().is_some_and(|from| draft.left_out.contains(&from.id));
    if draft.left_out.contains(&key.id) && !from_draft {
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
        return Err(wrong_kind(mention, key));
    }
    match field {
        Some(field) => field_target(key, field, draft, fields),
        None if matches!(mention.expects, Expects::FactOfRecord) => Err(Fault {
            code: Code::UnknownFieldReference,
            message: format!("`{record}` is a record; a fact of it is meant here"),
            hint: Some(format!("write `{record}.amount`, say")),
        }),
        None => Ok(Target::Record(key.clone())),
    }
}

/// The reserved words: `programme`, `fy2023` and their computed figures.
fn total(record: &str, field: Option<&str>, draft: &Draft) -> Option<Result<Target, Fault>> {
    let year = FiscalYear::parse_word(record);
    if record != "programme" && year.is_none() {
        return None;
    }
    if let Some(year) = year {
        let records = &draft.records;
        let known = records.grants.iter().any(|grant| grant.fiscal_year == year)
            || records.budgets.iter().any(|budget| budget.fiscal_year == year);
        if !known {
            let message = format!("nothing in the record belongs to {year}");
            let hint = Some("a fiscal year is known once a grant or a budget names it".to_owned());
            return Some(Err(Fault { code: Code::UnknownReference, message, hint }));
        }
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
        (Target::Computed(_, Measure::Budget), Some(year)) if budget_of_record(&draft.records, year).is_none() => {
            let message = format!("{year} has no budget of record");
            let hint = Some("add a budget of stage `initial` or `draft`".to_owned());
            Err(Fault { code: Code::UnknownFieldReference, message, hint })
        }
        _ => Ok(target),
    });
    Some(target)
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
    Fault { code: Code::UnknownFieldReference, message: format!("`{record}` has no fact `{field}`"), hint }
}

const COUNTRY_MEASURES: [(&str, Measure); 3] =
    [("signed", Measure::Signed), ("delivered", Measure::Delivered), ("grants", Measure::Grants)];

fn field_target(key: &Key, field: &str, draft: &Draft, fields: &Fields<'_>) -> Result<Target, Fault> {
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
    let Some(known) = fields.0.get(id) else {
        let declared_only = !AnyRecord::all(&draft.records).iter().any(|record| record.key == *key);
        // A record that could not be read has been reported; what it holds is not known.
        return match declared_only {
            true => Ok(Target::Record(key.clone())),
            false => Err(no_such_field(id, field, &[])),
        };
    };
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
fn near_id(word: &str, index: &Index, wanted: impl Fn(Kind) -> bool) -> Option<String> {
    did_you_mean(word, index.ids(wanted))
}

fn unknown(mention: &Mention, index: &Index) -> Fault {
    let Reference { word, .. } = &mention.reference;
    let (record, _) = mention.reference.parts();
    if let Some(key) = index.renamed(record) {
        let message = format!("`{record}` is a former id");
        let hint = Some(format!("the record is called `{}` now", key.id));
        return Fault { code: unknown_code(mention.expects), message, hint };
    }
    let (message, hint) = match mention.expects {
        Expects::Kind(kind) => {
            let hint = near_id(record, index, |other| other == kind)
                .unwrap_or_else(|| format!("add it to `{}`, or name one that is there", kind.section()));
            (format!("{} with the id `{record}` does not exist", kind.one()), Some(hint))
        }
        Expects::Party => (
            format!("a person or organisation with the id `{record}` does not exist"),
            near_id(record, index, |kind| matches!(kind, Kind::Person | Kind::Organisation)),
        ),
        Expects::Prose | Expects::Anything | Expects::FactOfRecord => {
            (format!("nothing has the id `{record}` (in `{word}`)"), near_id(record, index, |_| true))
        }
    };
    Fault { code: unknown_code(mention.expects), message, hint }
}

fn unknown_code(expects: Expects) -> Code {
    if expects == Expects::Kind(Kind::Source) { Code::UnknownSource } else { Code::UnknownReference }
}

fn wrong_kind(mention: &Mention, key: &Key) -> Fault {
    let wanted = match mention.expects {
        Expects::Kind(kind) => kind.one(),
        _ => "a person or an organisation",
    };
    let message = format!("`{}` is {}; {wanted} is meant here", key.id, key.kind.one());
    Fault { code: unknown_code(mention.expects), message, hint: None }
}

/// Every plain relative link leads to an article or a media file, and its anchor to a heading.
pub(super) fn links_resolve(draft: &Draft, _: &Index, diagnostics: &mut Diagnostics) {
    let media: Vec<String> = draft.media.iter().map(|(name, _)| name.clone()).collect();
    let unreadable = |path: &str| {
        let id = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
        let declared = draft.declared.iter().any(|declared| declared.key.id.as_str() == id);
        let read = draft.records.articles.iter().any(|article| *article.file == *path);
        draft.possible.iter().any(|possible| possible.as_str() == id)
            || (declared && !read && !draft.left_out.iter().any(|left| left.as_str() == id))
    };
    for mention in &draft.relatives {
        if let Err(fault) = destination(&mention.link, &draft.records.articles, &media) {
            let path = joined(&mention.link).unwrap_or_default();
            if !unreadable(&path) {
                diagnostics.add(fault.0, mention.link.span, fault.1, fault.2);
            }
        }
    }
}

/// The path that a link leads to, from the content folder; `None` where it leaves the folder.
fn joined(link: &Relative) -> Option<String> {
    let mut parts: Vec<&str> = link.from.split('/').collect();
    parts.pop();
    for part in link.path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

type LinkFault = (Code, String, Option<String>);

/// Where a link leads.
pub(super) fn destination(link: &Relative, articles: &[Article], media: &[String]) -> Result<Destination, LinkFault> {
    let fragment = || link.fragment.clone().filter(|fragment| !fragment.is_empty());
    if link.path.is_empty() {
        let here = articles.iter().find(|article| article.file == link.from);
        let fragment = fragment().unwrap_or_default();
        return anchor_in(here, &fragment).map(|()| Destination::Here(fragment));
    }
    let Some(path) = joined(link).filter(|_| !link.path.starts_with('/')) else {
        let message = format!("`{}` leaves the content folder", link.path);
        let hint = "link to articles and media files by relative paths".to_owned();
        return Err((Code::OutsideContent, message, Some(hint)));
    };
    if let Some(article) = articles.iter().find(|article| *article.file == *path) {
        if let Some(fragment) = fragment() {
            anchor_in(Some(article), &fragment)?;
        }
        return Ok(Destination::Article(article.head.id.clone(), fragment()));
    }
    if media.contains(&path) {
        return Ok(Destination::Media(path, fragment()));
    }
    let files = articles.iter().map(|article| &*article.file).chain(media.iter().map(String::as_str));
    let hint = did_you_mean(&path, files)
        .or_else(|| Some("link to an article's `.md` file or to a file of the media folder".to_owned()));
    Err((Code::BrokenLink, format!("there is no file `content/{path}` to link to"), hint))
}

fn anchor_in(article: Option<&Article>, fragment: &str) -> Result<(), LinkFault> {
    let anchors: Vec<&str> = article
        .map(|article| article.body.headings.iter().map(|heading| heading.anchor.as_str()).collect())
        .unwrap_or_default();
    if anchors.contains(&fragment) {
        return Ok(());
    }
    let name = article.map_or("this text", |article| &article.file);
    let hint = did_you_mean(fragment, anchors.iter().copied())
        .or_else(|| (!anchors.is_empty()).then(|| format!("its headings: {}", anchors.join(", "))));
    Err((Code::BrokenAnchor, format!("`{name}` has no heading `#{fragment}`"), hint))
}
