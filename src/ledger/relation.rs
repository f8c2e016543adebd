//! Who plays which part in grants and events, what rests on a source, and which items are of a kind.

use crate::model::anchor::{Anchor, List};
use crate::model::fact::EndUser;
use crate::model::records::{Grant, Party};
use crate::model::{FactRef, Key, Kind, PerRecord, Pointer, Record, Records, Targets};

/// A fact that rests on a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reliance {
    pub record: Key,
    /// The fact, by its place among the facts of the record.
    pub fact: usize,
    /// Whether the source is cited for a value that is not adopted.
    pub is_rejected: bool,
}

/// The part that a person or an organisation plays in a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Signed the notes.
    Signed,
    /// Was present when they were signed.
    Witnessed,
    /// Uses the equipment.
    Uses,
    /// Handed over, by the place of the handover in its list.
    HandedOver(usize),
    /// Received, by the place of the handover in its list.
    Received(usize),
}

impl Part {
    /// Where it stands on the page of the grant.
    pub fn anchor(self, grant: &Grant) -> Anchor<'_> {
        match self {
            Self::Signed => Anchor::Field("signatories"),
            Self::Witnessed => Anchor::Field("witnesses"),
            Self::Uses => Anchor::Field("end_user"),
            Self::HandedOver(number) | Self::Received(number) => {
                Anchor::Item(List::Deliveries, &grant.deliveries[number].name)
            }
        }
    }
}

/// The facts that rest on each source, each of them once.
pub(super) fn reliances(records: &Records, targets: &Targets) -> PerRecord<Vec<Reliance>> {
    let mut resting = PerRecord::of(records, &[Kind::Source]);
    for record in records.all() {
        for (number, fact) in record.facts().iter().enumerate() {
            rest(&mut resting, (record.key(), number, fact), targets);
        }
    }
    resting
}

fn rest(resting: &mut PerRecord<Vec<Reliance>>, (record, number, fact): (Key, usize, &FactRef<'_>), targets: &Targets) {
    let adopted = fact.cite.iter().map(|cite| (cite, false));
    let reported = fact.also_reported.iter().flat_map(|reported| reported.cite).map(|cite| (cite, true));
    for (cite, is_rejected) in adopted.chain(reported) {
        let reliance = Reliance { record, fact: number, is_rejected };
        let list: &mut Vec<Reliance> = &mut resting[targets.key(cite.source)];
        // Those of one fact stand together at the end.
        if !list.iter().rev().take_while(|last| last.record == record && last.fact == number).any(|l| *l == reliance) {
            list.push(reliance);
        }
    }
}

/// The parts that people and organisations play, grant by grant in the order of the files.
pub(super) fn parts(records: &Records, targets: &Targets) -> PerRecord<Vec<(Key, Part)>> {
    let mut parts = PerRecord::of(records, &[Kind::Person, Kind::Organisation]);
    for grant in &records.grants {
        let mut add = |pointer: &Pointer, part: Part| {
            let list: &mut Vec<(Key, Part)> = &mut parts[targets.key(*pointer)];
            if list.last() != Some(&(grant.key(), part)) {
                list.push((grant.key(), part));
            }
        };
        for (people, part) in [(&grant.signatories, Part::Signed), (&grant.witnesses, Part::Witnessed)] {
            people.iter().flat_map(|people| &people.value).for_each(|pointer| add(pointer, part));
        }
        if let Some(EndUser::Organisation(pointer)) = grant.end_user.as_ref().map(|user| &user.value) {
            add(pointer, Part::Uses);
        }
        for (number, delivery) in grant.deliveries.iter().enumerate() {
            let sides =
                [(&delivery.handed_over_by, Part::HandedOver(number)), (&delivery.received_by, Part::Received(number))];
            for (party, part) in sides {
                if let Some(Party::Known(pointer)) = party {
                    add(pointer, part);
                }
            }
        }
    }
    parts
}

/// The events of each country, oldest first.
pub(super) fn events(records: &Records, targets: &Targets) -> PerRecord<Vec<Key>> {
    let mut events = PerRecord::of(records, &[Kind::Country]);
    for event in &records.events {
        for pointer in &event.countries {
            let list: &mut Vec<Key> = &mut events[targets.key(*pointer)];
            if list.last() != Some(&event.key()) {
                list.push(event.key());
            }
        }
    }
    for country in &records.countries {
        let list = &mut events[country.key()];
        list.sort_by_key(|event| records.events[event.index()].date.value);
    }
    events
}

/// The offices held in each organisation: a person, and the office by its place among that person's.
pub(super) fn offices(records: &Records, targets: &Targets) -> PerRecord<Vec<(Key, usize)>> {
    let mut offices = PerRecord::of(records, &[Kind::Organisation]);
    for person in &records.people {
        for (number, role) in person.roles.iter().enumerate() {
            if let Some(organisation) = role.organisation {
                let list: &mut Vec<(Key, usize)> = &mut offices[targets.key(organisation)];
                list.push((person.key(), number));
            }
        }
    }
    offices
}

/// The items of each kind of equipment in `grants`: the grant, the list and the place in it.
pub(super) fn items(records: &Records, targets: &Targets, grants: &[Key]) -> PerRecord<Vec<(Key, List, usize)>> {
    let mut items = PerRecord::of(records, &[Kind::Equipment]);
    for key in grants {
        let grant = records.get::<Grant>(*key);
        let promised =
            grant.equipment.iter().enumerate().map(|(number, item)| (List::Equipment, number, item.category));
        let handed = grant.deliveries.iter().enumerate();
        let handed = handed.filter_map(|(number, item)| Some((List::Deliveries, number, item.category?)));
        for (list, number, category) in promised.chain(handed) {
            let of_kind: &mut Vec<(Key, List, usize)> = &mut items[targets.key(category)];
            of_kind.push((*key, list, number));
        }
    }
    items
}
