//! What sources differ on: facts with values not adopted, and questions of their own.

use crate::model::records::{Disagreement, DisagreementStatus};
use crate::model::{Key, Kind, PerRecord, Record, Records, Targets};

/// Something on which sources differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispute {
    /// Values reported for a fact and not adopted: the record, and the fact by its place among the record's facts.
    Field(Key, usize),
    /// A question of its own.
    Record(Key),
}

impl Dispute {
    /// Everything on which sources differ: first the facts, then the questions, each in the order of the files.
    pub(super) fn all(records: &Records) -> Vec<Self> {
        let fields = records.disputed().map(|(key, fact)| Self::Field(key, fact));
        fields.chain(records.disagreements.iter().map(|record| Self::Record(record.key()))).collect()
    }

    /// The disputes by the records that they are about, as places in the list of all.
    pub(super) fn by_record(disputes: &[Self], records: &Records, targets: &Targets) -> PerRecord<Vec<usize>> {
        let mut about = PerRecord::of(records, Kind::ALL);
        for (place, dispute) in disputes.iter().enumerate() {
            let keys = match dispute {
                Self::Field(key, _) => vec![*key],
                Self::Record(key) => {
                    records.get::<Disagreement>(*key).about.iter().map(|pointer| targets.key(*pointer)).collect()
                }
            };
            for key in keys {
                let list: &mut Vec<usize> = &mut about[key];
                if list.last() != Some(&place) {
                    list.push(place);
                }
            }
        }
        about
    }

    /// How far it is understood; a fact's is explained, since every value not adopted has its reason.
    pub fn status(self, records: &Records) -> DisagreementStatus {
        match self {
            Self::Field(..) => DisagreementStatus::Explained,
            Self::Record(key) => records.get::<Disagreement>(key).status,
        }
    }
}
