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
    definition: Option<(Range<usize>, Footnote)>,
}

/// The footnotes of one text, in the order in which their labels first stand in it.
#[derive(Default)]
pub(super) struct Footnotes {
    known: Vec<Known>,
    numbers: BTreeMap<String, usize>,
    /// Those that the text itself calls.
    called: Vec<usize>,
    /// The one whose definition is being read.
    inside: Option<usize>,
    again: Vec<(String, Range<usize>)>,
}

/// What is wrong with a footnote, with its label and where it is defined.
pub(super) enum Wrong {
    DefinedTwice(String, Range<usize>),
    Unused(String, Range<usize>),
}

impl Footnotes {
    /// The number of a footnote that is called here.
    pub(super) fn call(&mut self, label: &str) -> usize {
        let number = self.number(label);
        match self.inside {
            Some(from) => self.known[from].calls.push(number),
            None => self.called.push(number),
        }
        number
    }

    /// Begins a definition.
    pub(super) fn open(&mut self, label: &str) {
        self.inside = Some(self.number(label));
    }

    /// Ends a definition with what it says; of two of one label the first stays.
    pub(super) fn close(&mut self, label: &str, range: Range<usize>, blocks: Vec<Block>) {
        self.inside = None;
        let number = self.number(label);
        match &mut self.known[number].definition {
            Some(_) => self.again.push((label.to_owned(), range)),
            free => *free = Some((range, blocks)),
        }
    }

    fn number(&mut self, label: &str) -> usize {
        let folded = label.to_uppercase().to_lowercase();
        *self.numbers.entry(folded).or_insert_with(|| {
            let label = label.to_owned();
            self.known.push(Known { label, calls: Vec::new(), is_called: false, definition: None });
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
                if !known.is_called {
                    wrong.push(Wrong::Unused(known.label, range));
                }
                says
            }
            // The library calls no footnote that is defined nowhere.
            None => Footnote::new(),
        });
        let says = says.collect();
        (says, wrong)
    }
}
