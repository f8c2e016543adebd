//! Reads the records of each section, field by field.
//!
//! A required field that can not be read has been reported by then, so that the draft can not become a briefing; where
//! an empty value does no harm to later checks it stands in, so that they still run.

use crate::diag::{Code, Severity};
use crate::model::fact::Partnership;
use crate::model::records::{
    Budget, BudgetStage, Category, Change, ChangeKind, Claim, Country, Disagreement, DisagreementStatus, Event,
    EventKind, Organisation, Person, Role, SiteInfo, Source, SourceKind, Term,
};
use crate::model::{Head, Key, Kind, Records, Section, Span};

use super::draft::Declared;
use super::fields::{Field, Shape, Table};
use super::grants::{Lacks, grant};
use super::reader::{Fields, Reader};
use super::tables::{SITE, section};
use super::yaml::Node;
use super::{Part, stand_in_id};

/// Reads the records of one section into a part of the draft, with what they declare.
pub(super) fn read_section(reader: &mut Reader, kind: Kind, list: &Node, part: &mut Part) {
    for node in reader.list(list) {
        reader.origin = None;
        let mistakes = reader.diagnostics.count(Severity::Error);
        let table = section(kind);
        let Some(mut fields) = reader.fields(node, table, None) else { continue };
        let id = fields.read(reader, "id", Reader::own_id);
        let former_ids = fields.read(reader, "former_ids", |r, n| r.each(n, Reader::id)).unwrap_or_default();
        if let Some((id, span)) = &id {
            reader.origin = Some(part.declared.len());
            let (file, former) = (reader.path.clone(), former_ids.clone());
            part.declared.push(Declared {
                kind,
                id: id.clone(),
                file,
                span: *span,
                former,
                key: None,
                is_damaged: false,
            });
        }
        let cite = fields.evidence(reader);
        let cite_span = fields.node("cite").map(|node| node.span);
        let note = fields.read(reader, "note", Reader::prose);
        // A record without a usable id is still read to the end, for its other mistakes.
        let (id, span) = id.unwrap_or_else(|| (stand_in_id(), node.span));
        let uncited = cite.is_empty();
        let head = Head { id, key: Key::at(kind, 0), span, former_ids, cite, note };
        let kept = push(reader, kind, fields, head, part);
        if let Some(field) = table.required_cite().filter(|_| uncited && kept.told == Told::Here) {
            match cite_span {
                Some(span) => reader.no_source(span),
                None => reader.missing(node.span, table, field),
            }
        }
        if let Some(declared) = reader.origin.take().and_then(|place| part.declared.get_mut(place)) {
            declared.key = kept.key;
            declared.is_damaged = reader.diagnostics.count(Severity::Error) > mistakes;
        }
    }
}

/// What became of a record.
struct Kept {
    /// Its place, unless something that is required could not be read.
    key: Option<Key>,
    told: Told,
}

/// Where the lack of evidence of a record is told.
#[derive(PartialEq, Eq)]
enum Told {
    /// Here: the record can not be read, or its facts have their own.
    Here,
    /// In `check`, by the facts that rest on nothing.
    ByItsFacts,
}

fn push(reader: &mut Reader, kind: Kind, fields: Fields<'_>, head: Head, part: &mut Part) -> Kept {
    let has_id = reader.origin.is_some();
    let list = if has_id { &mut part.records } else { &mut part.incomplete };
    let mut kept = match kind {
        Kind::Grant => match grant(reader, fields, head) {
            (grant, Lacks::Nothing) => keep(list, Some(grant)),
            (grant, Lacks::Something) => Kept { key: None, ..keep(&mut part.incomplete, Some(grant)) },
        },
        Kind::Country => keep(list, Some(country(reader, fields, head))),
        Kind::Budget => keep(list, budget(reader, fields, head)),
        Kind::Equipment => keep(list, Some(category(reader, fields, head))),
        Kind::Event => keep(list, event(reader, fields, head)),
        Kind::Disagreement => keep(list, disagreement(reader, fields, head)),
        Kind::Person => keep(list, Some(person(reader, fields, head))),
        Kind::Organisation => keep(list, Some(organisation(reader, fields, head))),
        Kind::Term => keep(list, Some(term(reader, fields, head))),
        Kind::Change => keep(list, change(reader, fields, head)),
        Kind::Source => keep(list, Some(source(reader, fields, head))),
        Kind::Article => keep::<Term>(list, None),
    };
    kept.key = kept.key.filter(|_| has_id);
    kept
}

fn keep<T: Section>(records: &mut Records, record: Option<T>) -> Kept {
    let Some(record) = record else { return Kept { key: None, told: Told::Here } };
    let uncited = record.head().cite.is_empty() && record.facts().iter().any(|fact| fact.cite.is_empty());
    let key = records.push(record);
    Kept { key: Some(key), told: if uncited { Told::ByItsFacts } else { Told::Here } }
}

fn budget(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Option<Budget> {
    let fiscal_year = fields.read(reader, "fiscal_year", Reader::fiscal_year);
    let stage = fields.read(reader, "stage", Reader::one_of(BudgetStage::WORDS));
    let amount = fields.read(reader, "amount", Reader::fact(Reader::money));
    let decided = fields.read(reader, "decided", Reader::date);
    fields.finish();
    Some(Budget { head, fiscal_year: fiscal_year?, stage: stage?, amount: amount?, decided })
}

fn partnership(reader: &mut Reader, node: &Node) -> Option<Partnership> {
    let mut fields = reader.fields(node, inner_table(Kind::Country, "partnership"), None)?;
    let title = fields.read(reader, "title", Reader::words).unwrap_or_default();
    let since = fields.read(reader, "since", Reader::date);
    fields.finish();
    Some(Partnership { title, since })
}

fn country(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Country {
    let country = Country {
        head,
        name: fields.read(reader, "name", Reader::words).unwrap_or_default(),
        iso3: fields.read(reader, "iso3", Reader::iso3).unwrap_or_default(),
        name_ja: fields.read(reader, "name_ja", Reader::words),
        region: fields.read(reader, "region", Reader::words),
        capital: fields.read(reader, "capital", Reader::words),
        partnership: fields.read(reader, "partnership", Reader::fact(partnership)),
        why: fields.read(reader, "why", Reader::fact(Reader::prose)),
        neighbours: fields.read(reader, "neighbours", Reader::fact(Reader::words)),
        tile: fields.read(reader, "tile", Reader::tile),
        marker: fields.read(reader, "marker", Reader::marker),
    };
    fields.finish();
    country
}

fn organisation(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Organisation {
    let organisation = Organisation {
        head,
        name: fields.read(reader, "name", Reader::words).unwrap_or_default(),
        name_ja: fields.read(reader, "name_ja", Reader::words),
        country: fields.read(reader, "country", Reader::pointer(Kind::Country)),
        kind: fields.read(reader, "kind", Reader::words),
    };
    fields.finish();
    organisation
}

fn person(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Person {
    let person = Person {
        head,
        name: fields.read(reader, "name", Reader::words).unwrap_or_default(),
        name_ja: fields.read(reader, "name_ja", Reader::words),
        country: fields.read(reader, "country", Reader::pointer(Kind::Country)),
        roles: fields.read(reader, "roles", |reader, list| reader.each(list, role)).unwrap_or_default(),
    };
    fields.finish();
    person
}

/// The table of the mappings that a field of a section holds.
pub(super) fn inner_table(kind: Kind, name: &str) -> &'static Table {
    match section(kind).fields.iter().find(|field| field.name == name) {
        Some(Field { shape: Shape::List(table) | Shape::Map(table) | Shape::Fact(Shape::Map(table)), .. }) => table,
        _ => unreachable!("`{name}` holds mappings"),
    }
}

fn role(reader: &mut Reader, node: &Node) -> Option<Role> {
    let mut fields = reader.fields(node, inner_table(Kind::Person, "roles"), None)?;
    let role = Role {
        title: fields.read(reader, "title", Reader::words).unwrap_or_default(),
        organisation: fields.read(reader, "organisation", Reader::pointer(Kind::Organisation)),
        from: fields.read(reader, "from", Reader::date),
        to: fields.read(reader, "to", Reader::date),
        cite: fields.evidence(reader),
        note: fields.read(reader, "note", Reader::prose),
    };
    if let (Some(from), Some(to)) = (role.from, role.to)
        && to.certainly_before(&from)
    {
        let message = format!("the role ends on {to:#}, before it begins on {from:#}");
        reader.error(Code::DateOrder, fields.span_of("to"), message, Some("swap the two dates, or mend one"));
    }
    fields.finish();
    Some(role)
}

fn category(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Category {
    let category = Category {
        head,
        name: fields.read(reader, "name", Reader::words).unwrap_or_default(),
        about: fields.read(reader, "about", Reader::prose),
    };
    fields.finish();
    category
}

fn event(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Option<Event> {
    let date = fields.read(reader, "date", Reader::fact(Reader::date));
    let end_span = fields.span_of("end");
    let end = fields.read(reader, "end", Reader::date);
    let title = fields.read(reader, "title", Reader::words).unwrap_or_default();
    let kind = fields.read(reader, "kind", Reader::one_of(EventKind::WORDS)).unwrap_or(EventKind::Context);
    let countries = fields.read(reader, "countries", Reader::pointers(Kind::Country)).unwrap_or_default();
    let people = fields.read(reader, "people", Reader::pointers(Kind::Person)).unwrap_or_default();
    let grants = fields.read(reader, "grants", Reader::pointers(Kind::Grant)).unwrap_or_default();
    let text = fields.read(reader, "text", Reader::prose);
    fields.finish();
    Some(Event { head, date: date?, end, end_span, title, kind, countries, people, grants, text })
}

fn disagreement(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Option<Disagreement> {
    let question = fields.read(reader, "question", Reader::words).unwrap_or_default();
    let about = fields.read(reader, "about", Reader::any_pointers).unwrap_or_default();
    let claims = fields.read(reader, "claims", |reader, list| reader.each(list, claim)).unwrap_or_default();
    let we_publish = fields.read(reader, "we_publish", Reader::prose).unwrap_or_default();
    let why = fields.read(reader, "why", Reader::prose).unwrap_or_default();
    let effect = fields.read(reader, "effect", Reader::prose);
    let status = fields.read(reader, "status", Reader::one_of(DisagreementStatus::WORDS));
    fields.finish();
    Some(Disagreement { head, question, about, claims, we_publish, why, effect, status: status? })
}

fn claim(reader: &mut Reader, node: &Node) -> Option<Claim> {
    let mut fields = reader.fields(node, inner_table(Kind::Disagreement, "claims"), None)?;
    let claim = Claim {
        value: fields.read(reader, "value", Reader::words).unwrap_or_default(),
        says: fields.read(reader, "says", Reader::words),
        cite: fields.evidence(reader),
        note: fields.read(reader, "note", Reader::prose),
    };
    fields.finish();
    Some(claim)
}

fn term(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Term {
    let term = Term {
        head,
        term: fields.read(reader, "term", Reader::words).unwrap_or_default(),
        ja: fields.read(reader, "ja", Reader::words),
        reading: fields.read(reader, "reading", Reader::words),
        meaning: fields.read(reader, "meaning", Reader::prose).unwrap_or_default(),
    };
    fields.finish();
    term
}

fn change(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Option<Change> {
    let date = fields.read(reader, "date", Reader::date);
    let kind = fields.read(reader, "kind", Reader::one_of(ChangeKind::WORDS));
    let text = fields.read(reader, "text", Reader::prose).unwrap_or_default();
    let about = fields.read(reader, "about", Reader::any_pointers).unwrap_or_default();
    fields.finish();
    Some(Change { head, date: date?, kind: kind?, text, about })
}

fn source(reader: &mut Reader, mut fields: Fields<'_>, head: Head) -> Source {
    let title = fields.read(reader, "title", Reader::words).unwrap_or_default();
    let publisher = fields.read(reader, "publisher", Reader::words).unwrap_or_default();
    let kind = fields.read(reader, "kind", Reader::one_of(SourceKind::WORDS)).unwrap_or(SourceKind::Official);
    let language = fields.read(reader, "language", Reader::language).unwrap_or_default();
    let title_en = fields.read(reader, "title_en", Reader::words);
    let author = fields.read(reader, "author", Reader::words);
    let published = fields.read(reader, "published", Reader::date);
    let accessed_span = fields.span_of("accessed");
    let accessed = fields.read(reader, "accessed", Reader::date);
    let url = fields.read(reader, "url", Reader::url);
    let archive_url = fields.read(reader, "archive_url", Reader::url);
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
    }
}

/// Reads `site.yaml`; answers the site and where its `as_of` stands.
pub(super) fn site(reader: &mut Reader, node: &Node) -> Option<(SiteInfo, Span)> {
    let mut fields = reader.fields(node, &SITE, None)?;
    let as_of_span = fields.span_of("as_of");
    let title = fields.read(reader, "title", Reader::words).unwrap_or_default();
    let as_of = fields.read(reader, "as_of", Reader::date);
    let tagline = fields.read(reader, "tagline", Reader::words);
    let description = fields.read(reader, "description", Reader::words);
    let base_url = fields.read(reader, "base_url", Reader::url).map(|url| with_slash(&url));
    let language = fields.read(reader, "language", Reader::language).unwrap_or_else(|| "en".into());
    let desk = fields.read(reader, "desk", Reader::words);
    let contact = fields.read(reader, "contact", Reader::contact);
    let licence = fields.read(reader, "licence", Reader::words);
    let repository = fields.read(reader, "repository", Reader::url);
    let front_page = fields.read(reader, "front_page", Reader::pointers(Kind::Article)).unwrap_or_default();
    fields.finish();
    let site = SiteInfo {
        title,
        as_of: as_of?,
        tagline,
        description,
        base_url,
        language,
        desk,
        contact,
        licence,
        repository,
        front_page,
    };
    Some((site, as_of_span))
}

/// A base address ends in a slash.
pub(crate) fn with_slash(url: &str) -> Box<str> {
    format!("{}/", url.trim_end_matches('/')).into()
}
