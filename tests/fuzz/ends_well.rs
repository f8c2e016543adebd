//! What has to hold for any bytes in any file of the content: a site, or messages with places inside the files.
//!
//! Shared by the property tests and by the fuzz target.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use osa_briefing::load::Drafts;
use osa_briefing::{Failure, Options, Report, Strictness};

/// A small briefing with one of many things.
const FACTS: &str = "\
sources:
  - {id: src, title: 題名, publisher: MOFA, kind: official, language: ja, published: 2023-12-16, url: https://example.org/a}
countries:
  - id: fiji
    name: Fiji
    iso3: FJI
    partnership: {value: {title: Partner, since: 2020-01}, cite: [{source: src, at: p. 1, says: so}]}
    tile: [3, 4]
    marker: [178.4, -18.1]
    cite: [src]
grants:
  - id: fiji-fy2023
    title: Boats
    recipient: fiji
    fiscal_year: 2023
    amount:
      value: 4億円
      also_reported: [{value: 2.8 million USD, kind: exchange-rate, cite: [src], why: 'Another [[fiji]].'}]
    signed: 2023-12-18
    equipment: [{item: Boat, category: boats, quantity: {min: 1, max: 2}}]
    deliveries:
      - date: 2024-05
        what: >-
          Folded [[fiji-fy2023.amount]]
          text.
        quantity: 1
        category: boats
        cite: [src]
    note: \"Quoted \\u3042 [@src, p. 3]\"
    cite: [src]
equipment:
  - {id: boats, name: Boats, about: See *this*.}
budgets:
  - {id: budget, fiscal_year: 2023, stage: initial, amount: 2 billion JPY, cite: [src]}
events:
  - {id: visit, date: 2023-11-05, end: 2023-11-06, title: Visit, kind: visit, countries: [fiji], cite: [src]}
";

const BODY: &str = "\
---
title: A
summary: What [[fiji]] gets.
date: 2026-01-01
kind: digest
source: src
---

## One

[[fiji-fy2023.amount]] of 400 million yen [@src, p. 2; @src][@src]. See [two](#two-words) and [^n].

| a | b |
|---|--:|
| [[fiji\\|Fiji]] | `code` |

```figure
chart: claims
of: fiji-fy2023.amount
caption: For [[fy2023.signed]]
```

### Two *words*

- [[programme.grants]], ~~no~~ 日本の**文**
- <https://example.org>

[^n]: A note on [[visit]].
";

/// The files of it.
pub(crate) const FILES: [&str; 4] =
    ["content/site.yaml", "content/facts.yaml", "content/facts/x.yaml", "content/articles/a.md"];

/// What stands in a file of it.
pub(crate) fn sound(file: &str) -> &'static str {
    match file {
        "content/site.yaml" => "title: A briefing\nas_of: 2026-07-03\nfront_page: [a]\ncontact: a@example.org\n",
        "content/facts.yaml" => FACTS,
        "content/facts/x.yaml" => "terms:\n  - {id: osa, term: OSA, ja: 日本語, meaning: 'Help, see [[fiji]].'}\n",
        _ => BODY,
    }
}

/// Checks a briefing in which one file holds `bytes`; every other is sound.
pub(crate) fn ends_well(file: &str, bytes: &[u8]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    for name in FILES {
        let path = folder.path().join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let bytes = if name == file { bytes } else { sound(name).as_bytes() };
        made.and_then(|()| fs::write(&path, bytes)).map_err(|error| error.to_string())?;
    }
    let options = Options { drafts: Drafts::LeaveOut, base_url: None, strictness: Strictness::Lenient };
    judged(|| osa_briefing::check(folder.path(), &options)).map(|_| ())
}

/// Runs the program and judges how it ended: with a report, or with messages that have places inside the files.
pub(crate) fn judged(run: impl FnOnce() -> Result<Report, Failure>) -> Result<Option<Report>, String> {
    let (found, files) = match catch_unwind(AssertUnwindSafe(run)) {
        Err(_) => return Err("it panicked".to_owned()),
        Ok(Ok(report)) => return Ok(Some(report)),
        Ok(Err(Failure::Content(found, files))) => (found, files),
        Ok(Err(other)) => return Err(format!("{other:?}")),
    };
    let located = |one: &osa_briefing::diag::Diagnostic| {
        let lines = files.text(one.span.file).split('\n').count();
        let path = files.path(one.span.file);
        let inside = one.span.line >= 1 && one.span.line as usize <= lines && one.span.column >= 1;
        let line = files.text(one.span.file).split('\n').nth(one.span.line as usize - 1).unwrap_or("");
        let in_line = one.span.column as usize <= line.chars().count() + 1;
        if path.is_empty() || !inside || !in_line { Err(format!("{one:?} lies outside {path}")) } else { Ok(()) }
    };
    found.iter().try_for_each(located)?;
    let render = |format| {
        let colour = osa_briefing::diag::Colour::Plain;
        osa_briefing::diag::render(&found, &files, format, colour, osa_briefing::diag::Code::severity)
    };
    let human = catch_unwind(AssertUnwindSafe(|| render(osa_briefing::diag::Format::Human)));
    let human = human.map_err(|_| "showing it panicked".to_owned())?;
    if found.has_errors() && !human.is_empty() { Ok(None) } else { Err("no error is told".to_owned()) }
}
