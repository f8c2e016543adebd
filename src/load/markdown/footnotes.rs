//! The footnotes of a text: which label has which number, and what each says.
//!
//! Labels match whatever their case, as code hosts have it.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::prose::{Block, Footnote};

/// A footnote, called or defined so far.
struct Known {
    label: String,
    /// The footnotes that it calls.
    calls: Vec<usize>,
    is_called: bool,
    /// Where it is called first.
    first_call: Option<Range<usize>>,
    definition: Option<(Range<usize>, Footnote)>,
}

/// The footnotes of one text, in the order in which their labels first stand in it.
#[derive(Default)]
pub(super) struct Footnotes {
    known: Vec<Known>,
    numbers: BTreeMap<String, usize>,
    /// Those that the text itself calls.
    called: Vec<usize>,
    /// Those whose definitions are being read, each within the one before.
    inside: Vec<usize>,
    again: Vec<(String, Range<usize>)>,
}

/// What is wrong with a footnote, with its label and where it is defined or called.
pub(super) enum Wrong {
    DefinedTwice(String, Range<usize>),
    Unused(String, Range<usize>),
    Empty(String, Range<usize>),
    /// With where it is called.
    Undefined(String, Range<usize>),
}

impl Footnotes {
    /// The number of a footnote that is called here.
    pub(super) fn call(&mut self, label: &str, range: Range<usize>) -> usize {
        let number = self.number(label);
        self.known[number].first_call.get_or_insert(range);
        match self.inside.last() {
            Some(from) => self.known[*from].calls.push(number),
            None => self.called.push(number),
        }
        number
    }

    /// Begins a definition.
    pub(super) fn open(&mut self, label: &str) {
        let number = self.number(label);
        self.inside.push(number);
    }

    /// Ends a definition with what it says; of two of one label the first stays.
    pub(super) fn close(&mut self, label: &str, range: Range<usize>, blocks: Vec<Block>) {
        self.inside.pop();
        let number = self.number(label);
        match &mut self.known[number].definition {
            Some(_) => self.again.push((label.to_owned(), range)),
            free => *free = Some((range, blocks)),
        }
    }

    fn number(&mut self, label: &str) -> usize {
        let folded = label.trim().to_uppercase().to_lowercase();
        *self.numbers.entry(folded).or_insert_with(|| {
            let label = label.to_owned();
            self.known.push(Known { label, calls: Vec::new(), is_called: false, first_call: None, definition: None });
            self.known.len() - 1
        })
    }

    /// What each says, by number, and what is wrong with them.
    pub(super) fn finish(mut self) -> (Vec<Footnote>, Vec<Wrong>) {
        let mut waiting = std::mem::take(&mut self.called);
        while let Some(number) = waiting.pop() {
            let known = &mut self.known[number];
            if !std::mem::replace(&mut known.is_called, true) {
                waiting.extend(&known.calls);
            }
        }
        let again = self.again.into_iter().map(|(label, range)| Wrong::DefinedTwice(label, range));
        let mut wrong: Vec<_> = again.collect();
        let says = self.known.into_iter().map(|known| match known.definition {
            Some((range, says)) => {
                match known.is_called {
                    false => wrong.push(Wrong::Unused(known.label, range)),
                    true if says.is_empty() => wrong.push(Wrong::Empty(known.label, range)),
                    true => {}
                }
                says
            }
            None => {
                wrong.extend(known.first_call.map(|call| Wrong::Undefined(known.label, call)));
                Footnote::new()
            }
        });
        let says = says.collect();
        (says, wrong)
    }
}
