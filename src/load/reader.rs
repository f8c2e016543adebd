//! Turns YAML values into typed ones, each on its own, so that one mistake hides no other.
//!
//! Owns the wording of mistakes in values; knows no sections.

use std::cell::Cell;
use std::sync::Arc;

use crate::diag::{Code, Diagnostics, did_you_mean};
use crate::model::fact::{Difference, EndUser};
use crate::model::money::MoneyError;
use crate::model::prose::{Pointer, Reference};
use crate::model::records::Party;
use crate::model::{
    Cite, Fact, FileId, FiscalYear, Id, Key, Kind, Money, PartialDate, Prose, Quantity, Reported, Span,
};

use super::draft::{Expects, Mention, RelativeMention};
use super::fields::{CITATION, FACT, Field, REPORTED, Table};
use super::markdown;
use super::yaml::{Node, Value};

/// Reads the values of one file.
pub(super) struct Reader {
    /// The file.
    pub(super) file: FileId,
    /// Its path relative to the content folder.
    pub(super) path: Arc<str>,
    /// Its text, to find words inside folded scalars and to count columns.
    text: Arc<str>,
    /// The byte at which each line starts.
    line_starts: Vec<usize>,
    /// Mistakes so far.
    pub(super) diagnostics: Diagnostics,
    /// Ids named so far.
    pub(super) mentions: Vec<Mention>,
    /// Relative links so far.
    pub(super) relatives: Vec<RelativeMention>,
    /// Words that were meant as ids of records.
    pub(super) possible: Vec<Box<str>>,
    /// Records in which something could not be read.
    pub(super) damaged: Vec<Id>,
    /// The record that is being read.
    pub(super) origin: Option<Key>,
    /// How far the file was followed: line, byte and column of the last place asked for.
    at: Cell<(usize, usize, usize)>,
}

/// The entries of a mapping whose keys were held against a table.
pub(super) struct Fields<'n> {
    entries: Vec<(&'n str, &'n Node)>,
    table: &'static Table,
    asked: Vec<&'static str>,
    /// Where the mapping starts.
    pub(super) span: Span,
}

impl<'n> Fields<'n> {
    /// The value of a field, if it is there, without counting it as read.
    pub(super) fn node(&self, name: &str) -> Option<&'n Node> {
        self.entries.iter().find(|(key, _)| *key == name).map(|(_, node)| *node)
    }

    /// The value of a field, if it is there.
    pub(super) fn take(&mut self, name: &'static str) -> Option<&'n Node> {
        self.asked.push(name);
        self.node(name)
    }

    /// Reads a field that is there; a value that can not be read is reported and counts as absent.
    pub(super) fn read<T>(
        &mut self,
        reader: &mut Reader,
        name: &'static str,
        convert: impl FnOnce(&mut Reader, &Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.take(name)?;
        if node.value == Value::Null {
            let message = format!("`{name}` has no value");
            reader.error(Code::WrongType, node.span, message, Some("give a value, or leave the field out"));
            return None;
        }
        convert(reader, node)
    }

    /// Reads the evidence of the mapping. What could not be read stands for a source that is not known, so that the
    /// facts that rest on it are not called uncited.
    pub(super) fn evidence(&mut self, reader: &mut Reader) -> Vec<Cite> {
        let read = self.read(reader, "cite", Reader::cite);
        let Some(node) = self.take("cite") else { return Vec::new() };
        let Some(cite) = read else { return vec![unknown_source(node.span)] };
        if cite.is_empty() && !self.table.is_record() && self.table.required_cite().is_some() {
            reader.no_source(node.span);
        }
        cite
    }

    /// Where the value of a field stands, or else the mapping.
    pub(super) fn span_of(&self, name: &str) -> Span {
        self.node(name).map_or(self.span, |node| node.span)
    }

    /// Ends the reading; a field of the table that was never asked for is a fault of the program.
    pub(super) fn finish(self) {
        debug_assert!(
            self.table.names().all(|name| self.asked.contains(&name)),
            "a field of {} is in the table and not read: {:?}",
            self.table.one,
            self.table.names().filter(|name| !self.asked.contains(name)).collect::<Vec<_>>()
        );
    }
}

impl Reader {
    /// A reader for a file whose text is `text`.
    pub(super) fn new(file: FileId, path: Arc<str>, text: Arc<str>) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(offset, _)| offset + 1)).collect();
        Self {
            file,
            path,
            text,
            line_starts,
            diagnostics: Diagnostics::default(),
            mentions: Vec::new(),
            relatives: Vec::new(),
            possible: Vec::new(),
            damaged: Vec::new(),
            origin: None,
            at: Cell::new((0, 0, 0)),
        }
    }

    /// The text of a line, from 1, without its end.
    pub(super) fn line(&self, number: u32) -> Option<&str> {
        let index = (number as usize).checked_sub(1)?;
        let start = *self.line_starts.get(index)?;
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end)
    }

    /// The place of the character at a byte of the file, `width` characters wide.
    pub(super) fn span_at(&self, byte: usize, width: u32) -> Span {
        let line = self.line_starts.partition_point(|line_start| *line_start <= byte);
        // Places come in order as a rule, so a long line is walked once.
        let (last_line, last_byte, last_column) = self.at.get();
        let known = last_line == line && last_byte <= byte;
        let (from, columns) = if known { (last_byte, last_column) } else { (self.line_starts[line - 1], 0) };
        let before = columns + self.text[from..byte].chars().count();
        self.at.set((line, byte, before));
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Span { file: self.file, line: small(line), column: small(before + 1), width }
    }

    /// Notes a mistake.
    pub(super) fn error(&mut self, code: Code, span: Span, message: impl Into<String>, hint: Option<&str>) {
        self.diagnostics.add(code, span, message, hint.map(str::to_owned));
    }

    /// Notes that an id is named here.
    pub(super) fn mention(&mut self, reference: Reference, expects: Expects) {
        self.mentions.push(Mention { from: self.origin.clone(), reference, expects });
    }

    /// The fields of a mapping: unknown and missing ones are reported. `also` names a key that counts as known.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Node,
        table: &'static Table,
        also: Option<&'static str>,
    ) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            let message = format!("{} is a mapping of fields; this is {}", table.one, node.described());
            let hint = table.fields.iter().find(|field| field.required).map(|f| format!("write `{}: …`", f.name));
            self.diagnostics.add(Code::WrongType, node.span, message, hint);
            return None;
        };
        let mut known = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Some(name) = key.as_text() else {
                self.error(Code::WrongType, key.span, "a field name is a word", Some("write `name: value`"));
                continue;
            };
            if table.names().chain(also).any(|field| field == name) {
                known.push((name, value));
            } else {
                let names = table.names().chain(also);
                let hint = did_you_mean(name, names)
                    .unwrap_or_else(|| format!("fields: {}", table.names().chain(also).collect::<Vec<_>>().join(", ")));
                let message = format!("{} has no field `{name}`", table.one);
                self.diagnostics.add(Code::UnknownField, key.span, message, Some(hint));
            }
        }
        // Whether a record lacks evidence depends on that of its facts, so it is asked once they are read.
        let asked_later = |field: &Field| table.is_record() && field.name == "cite";
        for field in table.fields.iter().filter(|field| field.required && !asked_later(field)) {
            if !known.iter().any(|(name, _)| *name == field.name) {
                self.missing(node.span, table, field);
            }
        }
        Some(Fields { entries: known, table, asked: Vec::new(), span: node.span })
    }

    /// Notes that a list of evidence which has to name a source is empty.
    pub(super) fn no_source(&mut self, span: Span) {
        self.error(Code::UncitedFact, span, "`cite` names no source", Some("name one: `cite: [source-id]`"));
    }

    /// Notes that a mapping lacks a field that it needs.
    pub(super) fn missing(&mut self, span: Span, table: &Table, field: &Field) {
        let message = format!("{} needs `{}`", table.one, field.name);
        let hint = format!("add `{}: …` – {}", field.name, field.about.trim_end_matches('.'));
        self.diagnostics.add(Code::MissingField, span, message, Some(hint));
    }

    /// The text of a single value.
    fn text<'n>(&mut self, node: &'n Node, expected: &str) -> Option<&'n str> {
        let text = node.as_text();
        if text.is_none() {
            let message = format!("expected {expected}; this is {}", node.described());
            self.error(Code::WrongType, node.span, message, Some("write one value here"));
        }
        text
    }

    /// Plain words on one line.
    pub(super) fn words(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node, "words")?.trim();
        if text.is_empty() {
            self.error(Code::WrongType, node.span, "expected words; this is empty", Some("leave the field out"));
            return None;
        }
        Some(text.into())
    }

    /// Inline Markdown.
    pub(super) fn prose(&mut self, node: &Node) -> Option<Prose> {
        match &node.value {
            Value::Scalar(scalar) => Some(markdown::inline(self, scalar, node.span)),
            _ => {
                self.text(node, "text");
                None
            }
        }
    }

    /// The items of a list.
    pub(super) fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        let message = format!("expected a list; this is {}", node.described());
        let hint = match node.as_text().filter(|text| text.len() < 40 && !text.contains(['[', ',', '\n'])) {
            Some(text) => format!("write `[{text}]`, or one `- item` a line"),
            None => "write `[a, b]`, or one `- item` a line".to_owned(),
        };
        self.error(Code::WrongType, node.span, message, Some(&hint));
        &[]
    }

    /// The items of a list, each read in turn.
    pub(super) fn each<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Option<Vec<T>> {
        let items: Vec<T> = self.list(node).iter().filter_map(|item| read(self, item)).collect();
        matches!(node.value, Value::List(_)).then_some(items)
    }

    /// An id by its form alone.
    pub(super) fn id(&mut self, node: &Node) -> Option<Pointer> {
        let text = self.text(node, "an id")?;
        let id = Id::parse(text);
        if id.is_none() {
            let message = format!("`{text}` is not an id");
            let hint = "an id is made of words of a-z and 0-9 joined by single hyphens, 80 characters at most";
            self.error(Code::BadId, node.span, message, Some(hint));
        }
        id.map(|id| Pointer { id, span: node.span })
    }

    /// The id of a record itself; a bad one is kept in mind, so that what refers to it is not called unknown.
    pub(super) fn own_id(&mut self, node: &Node) -> Option<Pointer> {
        let id = self.id(node);
        if id.is_none()
            && let Some(text) = node.as_text()
        {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let mended = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
            self.possible.extend([text.into(), mended.into()]);
        }
        id
    }

    fn pointer_to(&mut self, node: &Node, expects: Expects) -> Option<Pointer> {
        let pointer = self.id(node)?;
        self.mention(Reference { word: pointer.id.as_str().into(), span: pointer.span }, expects);
        Some(pointer)
    }

    /// The id of a record of one kind.
    pub(super) fn pointer(kind: Kind) -> impl Fn(&mut Self, &Node) -> Option<Pointer> {
        move |reader, node| reader.pointer_to(node, Expects::Kind(kind))
    }

    /// A list of ids of one kind.
    pub(super) fn pointers(kind: Kind) -> impl Fn(&mut Self, &Node) -> Option<Vec<Pointer>> {
        move |reader, node| reader.each(node, Self::pointer(kind))
    }

    /// A list of ids of any kind.
    pub(super) fn any_pointers(&mut self, node: &Node) -> Option<Vec<Pointer>> {
        self.each(node, |reader, item| reader.pointer_to(item, Expects::Anything))
    }

    /// A sum of money.
    pub(super) fn money(&mut self, node: &Node) -> Option<Money> {
        let text = self.text(node, "a sum of money")?;
        let error = match Money::parse(text, |code| iso_currency::Currency::from_code(code).is_some()) {
            Ok(money) => return Some(money),
            Err(error) => error,
        };
        let near = match &error {
            MoneyError::UnknownCurrency(word) => near_currency(word),
            _ => None,
        };
        let message = match error {
            MoneyError::NoCurrency => format!("`{text}` has no currency"),
            MoneyError::UnknownCurrency(word) => format!("`{word}` is not an ISO 4217 currency code"),
            MoneyError::NotANumber(number) => format!("`{number}` is not a number"),
            MoneyError::TooLarge => format!("`{text}` has more digits than a sum of money can have"),
        };
        let hint = "write `400 million JPY`, `1.6 billion JPY`, `575,000,000 JPY` or `5億7500万円`";
        self.error(Code::BadMoney, node.span, message, Some(near.as_deref().unwrap_or(hint)));
        None
    }

    /// A date, full or partial.
    pub(super) fn date(&mut self, node: &Node) -> Option<PartialDate> {
        let text = self.text(node, "a date")?;
        let date = PartialDate::parse(text.trim());
        if date.is_none() {
            let message = format!("`{text}` is not a date of the calendar");
            self.error(Code::BadDate, node.span, message, Some("write `2023-12-16`, `2023-12` or `2023`"));
        }
        date
    }

    /// A fiscal year by its first calendar year.
    pub(super) fn fiscal_year(&mut self, node: &Node) -> Option<FiscalYear> {
        let text = self.text(node, "a fiscal year")?;
        let year = text.trim().parse().ok().and_then(FiscalYear::starting);
        if year.is_none() {
            let message = format!("`{text}` is not a fiscal year");
            let hint = "write the calendar year it starts in: `2023` is April 2023 to March 2024";
            self.error(Code::BadDate, node.span, message, Some(hint));
        }
        year
    }

    fn whole_number(&mut self, node: &Node) -> Option<u64> {
        let text = self.text(node, "a whole number")?;
        let number = text.trim().parse().ok().filter(|_| !text.starts_with('+'));
        if number.is_none() {
            let message = format!("`{text}` is not a whole number");
            self.error(Code::WrongType, node.span, message, Some("write `7`, or `{min: 3, max: 4}` for a quantity"));
        }
        number
    }

    /// A small whole number.
    pub(super) fn number(&mut self, node: &Node) -> Option<u32> {
        let number = self.whole_number(node)?;
        u32::try_from(number)
            .map_err(|_| self.error(Code::TooLarge, node.span, "this number is too large", Some("write a smaller one")))
            .ok()
    }

    /// A quantity: a whole number, or `{min, max}`.
    pub(super) fn quantity(&mut self, node: &Node) -> Option<Quantity> {
        static RANGE: Table = Table {
            one: "a range",
            fields: &[
                super::fields::Field {
                    name: "min",
                    shape: super::fields::Shape::Number,
                    required: true,
                    about: "The least it can be.",
                },
                super::fields::Field {
                    name: "max",
                    shape: super::fields::Shape::Number,
                    required: true,
                    about: "The most it can be.",
                },
            ],
        };
        if !matches!(node.value, Value::Map(_)) {
            return self.whole_number(node).map(Quantity::exactly);
        }
        let mut fields = self.fields(node, &RANGE, None)?;
        let min = fields.read(self, "min", Self::whole_number);
        let max = fields.read(self, "max", Self::whole_number);
        let span = fields.span_of("min");
        fields.finish();
        let quantity = Quantity::between(min?, max?);
        if quantity.is_none() {
            self.error(Code::WrongType, span, "`min` is more than `max`", Some("swap the two"));
        }
        quantity
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node) -> Option<bool> {
        match self.text(node, "true or false")? {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                let message = format!("expected `true` or `false`; this is `{other}`");
                self.error(Code::WrongType, node.span, message, Some("write one of the two, or leave the field out"));
                None
            }
        }
    }

    /// One of the words of an enum.
    pub(super) fn one_of<T: Copy>(words: &'static [(&'static str, T)]) -> impl Fn(&mut Self, &Node) -> Option<T> {
        move |reader, node| {
            let text = reader.text(node, "a word")?;
            let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
            if found.is_none() {
                let all: Vec<_> = words.iter().map(|(word, _)| *word).collect();
                let message = format!("`{text}` is not one of {}", all.join(", "));
                let hint = did_you_mean(text, all).unwrap_or_else(|| "write one of these words".to_owned());
                reader.diagnostics.add(Code::WrongType, node.span, message, Some(hint));
            }
            found
        }
    }

    /// An http or https address.
    pub(super) fn url(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node, "an address")?.trim();
        if is_web_address(text) {
            return Some(text.into());
        }
        let message = format!("`{text}` is not an http or https address");
        self.error(Code::BadUrl, node.span, message, Some("write the whole address: `https://example.org/page`"));
        None
    }

    /// A mail address, or an http or https address.
    pub(super) fn contact(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node, "an address")?.trim();
        let mail = text.strip_prefix("mailto:").unwrap_or(text);
        let is_mail = mail.split_once('@').is_some_and(|(name, host)| {
            let plain =
                |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
            plain(name) && plain(host)
        });
        match (is_mail, is_web_address(text)) {
            (true, _) => Some(format!("mailto:{mail}").into()),
            (_, true) => Some(text.into()),
            _ => {
                let message = format!("`{text}` is neither a mail address nor a web address");
                self.error(Code::BadUrl, node.span, message, Some("write `desk@example.org` or `https://…`"));
                None
            }
        }
    }

    /// A language tag by its form.
    pub(super) fn language(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node, "a language tag")?;
        let mut parts = text.split('-');
        let first =
            parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if first && rest {
            return Some(text.into());
        }
        let message = format!("`{text}` is not a language tag");
        self.error(Code::WrongType, node.span, message, Some("write a BCP 47 tag: `en`, `ja`, `pt-BR`"));
        None
    }

    /// A country code of ISO 3166-1 alpha-3.
    pub(super) fn iso3(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node, "a country code")?;
        if isocountry::CountryCode::for_alpha3(text).is_ok() {
            return Some(text.into());
        }
        let capitals = text.to_ascii_uppercase();
        let codes = isocountry::CountryCode::iter().map(isocountry::CountryCode::alpha3);
        let hint = match isocountry::CountryCode::for_alpha2(&capitals) {
            Ok(country) => Some(format!("did you mean `{}`?", country.alpha3())),
            Err(_) => did_you_mean(&capitals, codes),
        };
        let hint = hint.unwrap_or_else(|| "write the three capital letters: `MYS` is Malaysia".to_owned());
        let message = format!("`{text}` is not an ISO 3166-1 alpha-3 code");
        self.error(Code::UnknownCountryCode, node.span, message, Some(&hint));
        None
    }

    /// Column and row on the tile map.
    pub(super) fn tile(&mut self, node: &Node) -> Option<[u8; 2]> {
        let numbers = self.each(node, Self::number)?;
        let tile = match numbers[..] {
            [column, row] if column < 64 && row < 64 => u8::try_from(column).ok().zip(u8::try_from(row).ok()),
            _ => None,
        };
        if tile.is_none() {
            let hint = Some("write `[column, row]`, each from 0 to 63");
            self.error(Code::WrongType, node.span, "a tile is two small whole numbers", hint);
        }
        tile.map(|(column, row)| [column, row])
    }

    /// Longitude and latitude, in hundredths of a degree.
    pub(super) fn marker(&mut self, node: &Node) -> Option<[i32; 2]> {
        let numbers = self.each(node, |reader, item| reader.text(item, "a number").and_then(hundredths))?;
        match numbers[..] {
            [longitude, latitude] if (-18_000..=36_000).contains(&longitude) && latitude.abs() <= 9_000 => {
                Some([longitude, latitude])
            }
            _ => {
                let hint = Some("write `[101.7, 3.1]`: longitude, then latitude, in degrees");
                self.error(Code::WrongType, node.span, "a marker is a longitude and a latitude", hint);
                None
            }
        }
    }

    /// A reference to a fact, as it stands between double square brackets.
    pub(super) fn fact_reference(&mut self, node: &Node) -> Option<Reference> {
        let word = self.words(node)?;
        let reference = Reference { word, span: node.span };
        self.mention(reference.clone(), Expects::FactOfRecord);
        Some(reference)
    }

    /// An end user: what has the form of an id must be an organisation; everything else is words.
    pub(super) fn end_user(&mut self, node: &Node) -> Option<EndUser> {
        let text = self.words(node)?;
        if Id::parse(&text).is_some() {
            return Self::pointer(Kind::Organisation)(self, node).map(EndUser::Organisation);
        }
        Some(EndUser::Words(text))
    }

    /// Somebody in a handover: what has the form of an id must be a person or an organisation.
    pub(super) fn party(&mut self, node: &Node) -> Option<Party> {
        let text = self.words(node)?;
        if Id::parse(&text).is_some() {
            return self.pointer_to(node, Expects::Party).map(Party::Known);
        }
        Some(Party::Words(text))
    }

    /// A list of citations.
    pub(super) fn cite(&mut self, node: &Node) -> Option<Vec<Cite>> {
        let source = Self::pointer(Kind::Source);
        if node.as_text().is_some_and(|text| Id::parse(text).is_some()) {
            source(self, node);
        }
        let cites = self.list(node).iter().map(|item| {
            if item.as_text().is_some() {
                return source(self, item).map(|source| Cite { source, at: None, says: None });
            }
            let mut fields = self.fields(item, &CITATION, None)?;
            let source = fields.read(self, "source", &source);
            let at = fields.read(self, "at", Self::words);
            let says = fields.read(self, "says", Self::words);
            fields.finish();
            Some(Cite { source: source?, at, says })
        });
        // A list that is none has been reported; so has an item that can not be read.
        let cites: Vec<_> = cites.collect();
        matches!(node.value, Value::List(_)).then(|| {
            let known = |cite: Option<Cite>| cite.unwrap_or_else(|| unknown_source(node.span));
            cites.into_iter().map(known).collect()
        })
    }

    /// A fact, short or long.
    pub(super) fn fact<T>(
        convert: impl Fn(&mut Self, &Node) -> Option<T>,
    ) -> impl Fn(&mut Self, &Node) -> Option<Fact<T>> {
        move |reader, node| {
            let Value::Map(entries) = &node.value else { return reader.short_fact(node, &convert) };
            let has = |name| entries.iter().find(|(key, _)| key.as_text() == Some(name));
            let Some((_, value)) = has("value") else {
                if FACT.names().any(|name| has(name).is_some()) {
                    let hint = Some("add `value: …` beside its evidence");
                    reader.error(Code::MissingField, node.span, "a fact in its long form needs `value`", hint);
                    return None;
                }
                return reader.short_fact(node, &convert);
            };
            let mut fields = reader.fields(node, &FACT, Some("value"))?;
            let span = value.span;
            let value = fields.read(reader, "value", &convert);
            let cite = fields.evidence(reader);
            let note = fields.read(reader, "note", Self::prose);
            let also_reported = fields
                .read(reader, "also_reported", |reader, list| reader.each(list, |r, item| r.reported(item, &convert)))
                .unwrap_or_default();
            fields.finish();
            Some(Fact { value: value?, cite, note, also_reported, span })
        }
    }

    fn short_fact<T>(&mut self, node: &Node, convert: impl Fn(&mut Self, &Node) -> Option<T>) -> Option<Fact<T>> {
        let value = convert(self, node)?;
        Some(Fact { value, cite: Vec::new(), note: None, also_reported: Vec::new(), span: node.span })
    }

    fn reported<T>(&mut self, node: &Node, convert: impl Fn(&mut Self, &Node) -> Option<T>) -> Option<Reported<T>> {
        let mut fields = self.fields(node, &REPORTED, Some("value"))?;
        let span = fields.span_of("value");
        if fields.take("value").is_none() {
            let hint = Some("add `value: …`, the value as it is reported");
            self.error(Code::MissingField, node.span, "a reported value needs `value`", hint);
        }
        let value = fields.read(self, "value", convert);
        let difference = fields.read(self, "kind", Self::one_of(Difference::WORDS)).unwrap_or(Difference::Value);
        let cite = fields.evidence(self);
        let why = fields.read(self, "why", Self::prose);
        fields.finish();
        Some(Reported { value: value?, difference, cite, why: why?, span })
    }
}

/// A hint for a word that stands where the currency of a sum belongs.
fn near_currency(word: &str) -> Option<String> {
    const NAMES: [(&str, &str); 6] =
        [("yen", "JPY"), ("dollar", "USD"), ("dollars", "USD"), ("euro", "EUR"), ("euros", "EUR"), ("peso", "PHP")];
    const UNITS: [&str; 4] = ["thousand", "million", "billion", "trillion"];
    let lower = word.to_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some(format!("write the code of the currency: `{code}`"));
    }
    // The library looks codes up and lists none, so every word of three letters is asked for.
    let letters = || 'A'..='Z';
    let words =
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| String::from_iter([a, b, c]))));
    let codes: Vec<String> = words.filter(|code| iso_currency::Currency::from_code(code).is_some()).collect();
    did_you_mean(&lower, UNITS).or_else(|| did_you_mean(&word.to_uppercase(), codes.iter().map(String::as_str)))
}

/// Stands for evidence that could not be read; such a draft never becomes a briefing.
fn unknown_source(span: Span) -> Cite {
    Cite { source: Pointer { id: Id::nameless(), span }, at: None, says: None }
}

/// Whether text is a whole http or https address without characters that would end an attribute or a line.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')
            && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
    })
}

/// `184.8` as 18480; at most two decimals are kept.
fn hundredths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || whole.len() > 3 {
        return None;
    }
    let padded: String = fraction.chars().chain("00".chars()).take(2).collect();
    Some(sign * (whole.parse::<i32>().ok()? * 100 + padded.parse::<i32>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{hundredths, is_web_address};

    #[test]
    fn degrees_become_hundredths() {
        assert_eq!(hundredths("184.8"), Some(18_480));
        assert_eq!(hundredths("-21.137"), Some(-2_113));
        assert_eq!(hundredths("3"), Some(300));
        assert_eq!(hundredths("3."), None);
        assert_eq!(hundredths("1e3"), None);
    }

    #[test]
    fn only_whole_web_addresses_pass() {
        assert!(is_web_address("https://example.org/a?b=c#d"));
        for bad in ["javascript:alert(1)", "https://", "//example.org", "https://a b", "https://a\"b", "ftp://a"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
