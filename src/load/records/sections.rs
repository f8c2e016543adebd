//! Reads the records of each section, field by field.
//!
//! A required field that can not be read has been reported by then, so that the draft can not become a briefing; where
//! an empty value does no harm to later checks it stands in, so that they still run.

use crate::diag::Severity;
use crate::load::draft::{Declared, Unsourced};
use crate::load::fields::tables::{CLAIM, PARTNERSHIP, ROLE, section};
use crate::load::fields::{Fields, lack};
use crate::load::sink::{Sink, stand_in_id};
use crate::load::values;
use crate::load::yaml::Node;
use crate::model::fact::Partnership;
use crate::model::records::{
    Budget, BudgetStage, Category, Change, ChangeKind, Claim, Country, Disagreement, DisagreementStatus, Event,
    EventKind, Organisation, Person, Role, Source, SourceKind, Term,
};
use crate::model::{Head, Key, Kind, Section};

use super::grants::{Lacks, grant};

/// Reads the records of one section.
pub(crate) fn read_section(sink: &mut Sink, kind: Kind, list: &Node) {
    for node in values::list(sink, list) {
        sink.origin = None;
        let mistakes = sink.found.diagnostics.count(Severity::Error);
        let table = section(kind);
        let Some(mut fields) = Fields::of(sink, node, table, None) else { continue };
        let id = fields.read(sink, "id", values::own_id);
        let former_ids =
            fields.read(sink, "former_ids", |sink, list| values::each(sink, list, values::id)).unwrap_or_default();
        if let Some((id, span)) = &id {
            let (id, span, file, former) = (id.clone(), *span, sink.path.clone(), former_ids.clone());
            sink.origin = Some(sink.found.declared.len());
            sink.found.declared.push(Declared { kind, id, file, span, former, key: None, is_damaged: false });
        }
        let cite = values::evidence(sink, &mut fields);
        let cite_span = fields.node("cite").map(|node| node.span);
        let note = fields.read(sink, "note", values::prose);
        // A record without a usable id is still read to the end, for its other mistakes.
        let (id, span) = id.unwrap_or_else(|| (stand_in_id(), node.span));
        if let Some(field) = table.required_cite().filter(|_| cite.is_empty()) {
            let (message, hint) = lack(table, field);
            let absent = cite_span.is_none().then_some((message, hint));
            let at = cite_span.unwrap_or(node.span);
            sink.found.unsourced.push(Unsourced { record: Some(span), span: at, absent });
        }
        let head = Head { id, key: Key::at(kind, 0), span, former_ids, cite, note };
        let key = push(sink, kind, fields, head);
        let is_damaged = sink.found.diagnostics.count(Severity::Error) > mistakes;
        if let Some(declared) = sink.origin.take().and_then(|place| sink.found.declared.get_mut(place)) {
            declared.key = key;
            declared.is_damaged = is_damaged;
        }
    }
}

/// Reads a record and keeps it; gives its place, unless something that is required could not be read.
fn push(sink: &mut Sink, kind: Kind, fields: Fields<'_>, head: Head) -> Option<Key> {
    match kind {
        Kind::Grant => match grant(sink, fields, head) {
            (grant, Lacks::Nothing) => keep(Some(grant), sink),
            (grant, Lacks::Something) => keep_incomplete(sink, grant),
        },
        Kind::Country => keep(Some(country(sink, fields, head)), sink),
        Kind::Budget => keep(budget(sink, fields, head), sink),
        Kind::Equipment => keep(Some(category(sink, fields, head)), sink),
        Kind::Event => keep(event(sink, fields, head), sink),
        Kind::Disagreement => keep(disagreement(sink, fields, head), sink),
        Kind::Person => keep(Some(person(sink, fields, head)), sink),
        Kind::Organisation => keep(Some(organisation(sink, fields, head)), sink),
        Kind::Term => keep(Some(term(sink, fields, head)), sink),
        Kind::Change => keep(change(sink, fields, head), sink),
        Kind::Source => keep(Some(source(sink, fields, head)), sink),
        Kind::Article => keep::<Term>(None, sink),
    }
}

/// Keeps a record; one without an id of its own stays among those that are incomplete.
fn keep<T: Section>(record: Option<T>, sink: &mut Sink) -> Option<Key> {
    let record = record?;
    if sink.origin.is_none() {
        return keep_incomplete(sink, record);
    }
    Some(sink.found.records.push(record))
}

fn keep_incomplete<T: Section>(sink: &mut Sink, record: T) -> Option<Key> {
    sink.found.incomplete.push(record);
    None
}

fn budget(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Option<Budget> {
    let fiscal_year = fields.read(sink, "fiscal_year", values::fiscal_year);
    let stage = fields.read(sink, "stage", values::one_of(BudgetStage::WORDS));
    let amount = fields.read(sink, "amount", values::fact(values::money));
    let decided = fields.read(sink, "decided", values::date);
    fields.finish();
    Some(Budget { head, fiscal_year: fiscal_year?, stage: stage?, amount: amount?, decided })
}

fn partnership(sink: &mut Sink, node: &Node) -> Option<Partnership> {
    let mut fields = Fields::of(sink, node, &PARTNERSHIP, None)?;
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let since = fields.read(sink, "since", values::date);
    fields.finish();
    Some(Partnership { title, since })
}

fn country(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Country {
    let country = Country {
        head,
        name: fields.read(sink, "name", values::words).unwrap_or_default(),
        iso3: fields.read(sink, "iso3", values::iso3).unwrap_or_default(),
        name_ja: fields.read(sink, "name_ja", values::words),
        region: fields.read(sink, "region", values::words),
        capital: fields.read(sink, "capital", values::words),
        partnership: fields.read(sink, "partnership", values::fact(partnership)),
        why: fields.read(sink, "why", values::fact(values::prose)),
        neighbours: fields.read(sink, "neighbours", values::fact(values::words)),
        tile: fields.read(sink, "tile", values::tile),
        marker: fields.read(sink, "marker", values::marker),
    };
    fields.finish();
    country
}

fn organisation(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Organisation {
    let organisation = Organisation {
        head,
        name: fields.read(sink, "name", values::words).unwrap_or_default(),
        name_ja: fields.read(sink, "name_ja", values::words),
        country: fields.read(sink, "country", values::pointer(Kind::Country)),
        kind: fields.read(sink, "kind", values::words),
    };
    fields.finish();
    organisation
}

fn person(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Person {
    let person = Person {
        head,
        name: fields.read(sink, "name", values::words).unwrap_or_default(),
        name_ja: fields.read(sink, "name_ja", values::words),
        country: fields.read(sink, "country", values::pointer(Kind::Country)),
        roles: fields.read(sink, "roles", |sink, list| values::each(sink, list, role)).unwrap_or_default(),
    };
    fields.finish();
    person
}

fn role(sink: &mut Sink, node: &Node) -> Option<Role> {
    let mut fields = Fields::of(sink, node, &ROLE, None)?;
    let to_span = fields.span_of("to");
    let role = Role {
        title: fields.read(sink, "title", values::words).unwrap_or_default(),
        organisation: fields.read(sink, "organisation", values::pointer(Kind::Organisation)),
        from: fields.read(sink, "from", values::date),
        to: fields.read(sink, "to", values::date),
        to_span,
        cite: values::evidence(sink, &mut fields),
        note: fields.read(sink, "note", values::prose),
    };
    fields.finish();
    Some(role)
}

fn category(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Category {
    let category = Category {
        head,
        name: fields.read(sink, "name", values::words).unwrap_or_default(),
        about: fields.read(sink, "about", values::prose),
    };
    fields.finish();
    category
}

fn event(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Option<Event> {
    let date = fields.read(sink, "date", values::fact(values::date));
    let end_span = fields.span_of("end");
    let end = fields.read(sink, "end", values::date);
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let kind = fields.read(sink, "kind", values::one_of(EventKind::WORDS)).unwrap_or(EventKind::Context);
    let countries = fields.read(sink, "countries", values::pointers(Kind::Country)).unwrap_or_default();
    let people = fields.read(sink, "people", values::pointers(Kind::Person)).unwrap_or_default();
    let grants = fields.read(sink, "grants", values::pointers(Kind::Grant)).unwrap_or_default();
    let text = fields.read(sink, "text", values::prose);
    fields.finish();
    Some(Event { head, date: date?, end, end_span, title, kind, countries, people, grants, text })
}

fn disagreement(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Option<Disagreement> {
    let question = fields.read(sink, "question", values::words).unwrap_or_default();
    let about = fields.read(sink, "about", values::any_pointers).unwrap_or_default();
    let claims = fields.read(sink, "claims", |sink, list| values::each(sink, list, claim)).unwrap_or_default();
    let we_publish = fields.read(sink, "we_publish", values::prose).unwrap_or_default();
    let why = fields.read(sink, "why", values::prose).unwrap_or_default();
    let effect = fields.read(sink, "effect", values::prose);
    let status = fields.read(sink, "status", values::one_of(DisagreementStatus::WORDS));
    fields.finish();
    Some(Disagreement { head, question, about, claims, we_publish, why, effect, status: status? })
}

fn claim(sink: &mut Sink, node: &Node) -> Option<Claim> {
    let mut fields = Fields::of(sink, node, &CLAIM, None)?;
    let claim = Claim {
        value: fields.read(sink, "value", values::words).unwrap_or_default(),
        says: fields.read(sink, "says", values::words),
        cite: values::evidence(sink, &mut fields),
        note: fields.read(sink, "note", values::prose),
    };
    fields.finish();
    Some(claim)
}

fn term(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Term {
    let term = Term {
        head,
        term: fields.read(sink, "term", values::words).unwrap_or_default(),
        ja: fields.read(sink, "ja", values::words),
        reading: fields.read(sink, "reading", values::words),
        meaning: fields.read(sink, "meaning", values::prose).unwrap_or_default(),
    };
    fields.finish();
    term
}

fn change(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Option<Change> {
    let date = fields.read(sink, "date", values::date);
    let kind = fields.read(sink, "kind", values::one_of(ChangeKind::WORDS));
    let text = fields.read(sink, "text", values::prose).unwrap_or_default();
    let about = fields.read(sink, "about", values::any_pointers).unwrap_or_default();
    fields.finish();
    Some(Change { head, date: date?, kind: kind?, text, about })
}

fn source(sink: &mut Sink, mut fields: Fields<'_>, head: Head) -> Source {
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let publisher = fields.read(sink, "publisher", values::words).unwrap_or_default();
    let kind = fields.read(sink, "kind", values::one_of(SourceKind::WORDS)).unwrap_or(SourceKind::Official);
    let language = fields.read(sink, "language", values::language).unwrap_or_default();
    let title_en = fields.read(sink, "title_en", values::words);
    let author = fields.read(sink, "author", values::words);
    let published = fields.read(sink, "published", values::date);
    let accessed_span = fields.span_of("accessed");
    let accessed = fields.read(sink, "accessed", values::date);
    let url = fields.read(sink, "url", values::url);
    let archive_url = fields.read(sink, "archive_url", values::url);
    let copy_url = fields.read(sink, "copy_url", values::url);
    fields.finish();
    Source {
        head,
        title,
        publisher,
        kind,
        language,
        title_en,
        author,
        published,
        accessed,
        accessed_span,
        url,
        archive_url,
        copy_url,
    }
}
