//! What prose and references read as: plain words, without markup, notes and images.

use crate::ledger::Ledger;
use crate::model::anchor::List;
use crate::model::fact::{EndUser, Partnership};
use crate::model::prose::{Block, Definition, Inline};
use crate::model::records::{Grant, Source};
use crate::model::target::Measure;
use crate::model::{Key, Kind, Prose, Records, Reference, Scope, Shown, Target, Targets};

use super::{Language, listed};

/// What words are read from.
#[derive(Clone, Copy)]
pub struct Plain<'a> {
    /// Every record.
    pub records: &'a Records,
    /// What references lead to.
    pub targets: &'a Targets,
    /// What follows from the records.
    pub ledger: &'a Ledger,
    /// The language in which sums are written.
    pub language: Language,
}

impl Plain<'_> {
    /// A text without its notes.
    pub fn prose(&self, prose: &Prose) -> String {
        self.blocks(&prose.blocks)
    }

    /// Blocks without their notes.
    pub fn blocks(&self, blocks: &[Block]) -> String {
        spaced(blocks.iter().map(|block| self.block(block)))
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Paragraph(line) | Block::Plain(line) | Block::Heading(_, line) => self.line(line),
            Block::List(_, items) => spaced(items.iter().map(|item| self.blocks(item))),
            Block::Quotation(blocks) => self.blocks(blocks),
            Block::Code(_, text) => text.to_string(),
            Block::Table(_, rows) => spaced(rows.iter().flatten().map(|cell| self.line(cell))),
            Block::Definitions(parts) => spaced(parts.iter().map(|part| match part {
                Definition::Term(line) => self.line(line),
                Definition::Meaning(blocks) => self.blocks(blocks),
            })),
            Block::Rule | Block::Figure(_) => String::new(),
        }
    }

    /// A line without its notes.
    pub fn line(&self, line: &[Inline]) -> String {
        words_of(line, &|reference| self.target(self.targets.references[reference.0]))
    }

    /// What a target reads as where no words are given.
    pub fn target(&self, target: Target) -> String {
        match target {
            Target::Record(key) => self.name(key),
            Target::Year(year) => year.to_string(),
            Target::Programme => "the whole programme".to_owned(),
            Target::Fact(key, fact) => self.value(&self.records.record(key).facts()[fact].value),
            Target::Item(key, list, number) => self.item(self.records.get(key), list, number),
            Target::Stage(key) => self.ledger.stage(key).word().to_owned(),
            Target::Waiting(key) => {
                let wait = self.ledger.waiting(key).and_then(|waiting| waiting.wait);
                wait.map_or_else(|| "not known".to_owned(), |wait| wait.to_string())
            }
            Target::Computed(scope, measure) => self.computed(scope, measure),
        }
    }

    /// The words for a record. A source in another language goes by its English title, if it has one.
    pub fn name(&self, key: Key) -> String {
        if key.kind == Kind::Source {
            let source = self.records.get::<Source>(key);
            return source.title_en.as_ref().unwrap_or(&source.title).to_string();
        }
        self.records.record(key).name()
    }

    fn item(&self, grant: &Grant, list: List, number: usize) -> String {
        match list {
            List::Equipment => grant.equipment[number].item.to_string(),
            List::Deliveries => self.prose(&grant.deliveries[number].what),
            List::Arrivals => self.prose(&grant.arrivals[number].what),
            List::Expected => self.prose(&grant.expected[number].what),
        }
    }

    fn computed(&self, scope: Scope, measure: Measure) -> String {
        let totals = self.ledger.totals(scope);
        match (measure, scope) {
            (Measure::Budget, Scope::Year(year)) => {
                let budget = self.ledger.year(year).budget.as_ref();
                let amount = budget.and_then(|budget| budget.amount);
                let draft = if budget.is_some_and(|budget| budget.is_draft) { " (draft)" } else { "" };
                amount.map_or_else(|| "not known".to_owned(), |amount| self.language.money(&amount) + draft)
            }
            (Measure::Grants, _) => totals.signed.grants.len().to_string(),
            (Measure::Recipients, _) => totals.recipients.len().to_string(),
            (Measure::Delivered, _) => self.language.total(&totals.delivered),
            _ => self.language.total(&totals.signed),
        }
    }

    /// The value of a fact.
    pub fn value(&self, value: &Shown<'_>) -> String {
        match value {
            Shown::Money(money) => self.language.money(money),
            Shown::Date(date) => date.to_string(),
            Shown::Quantity(quantity) => quantity.to_string(),
            Shown::Words(words) => (*words).to_owned(),
            Shown::Prose(prose) => self.prose(prose),
            Shown::People(people) => {
                let names: Vec<_> = people.iter().map(|pointer| self.name(self.targets.key(*pointer))).collect();
                listed(&names)
            }
            Shown::EndUser(EndUser::Organisation(pointer)) => self.name(self.targets.key(*pointer)),
            Shown::EndUser(EndUser::Words(words)) => words.to_string(),
            Shown::Partnership(Partnership { title, since: Some(since) }) => format!("{title} (since {since})"),
            Shown::Partnership(Partnership { title, since: None }) => title.to_string(),
        }
    }
}

/// The words of a line; `shown` says what a reference without words of the editor's reads as.
pub fn words_of(line: &[Inline], shown: &dyn Fn(Reference) -> String) -> String {
    let mut out = String::new();
    add_words(line, shown, &mut out);
    out
}

fn add_words(line: &[Inline], shown: &dyn Fn(Reference) -> String, out: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::SoftBreak => out.push('\n'),
            Inline::LineBreak => out.push_str(" \n"),
            Inline::Marked(_, line) | Inline::Link(_, line) | Inline::Reference(_, Some(line)) => {
                add_words(line, shown, out);
            }
            Inline::Reference(to, None) => out.push_str(&shown(*to)),
            Inline::Citations(_) | Inline::Footnote(_) => out.truncate(out.trim_end().len()),
            Inline::Image(..) => {}
        }
    }
}

/// Words that may stand over several lines as one.
pub fn on_one_line(words: &str) -> String {
    words.trim().replace(" \n", " ").replace('\n', " ")
}

/// Stretches of words with a blank between them.
fn spaced(words: impl Iterator<Item = String>) -> String {
    let words: Vec<_> = words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()).collect();
    words.join(" ")
}
