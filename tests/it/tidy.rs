//! Keeps the shape of the code: who may import whom, no circles of files, who reads and writes, how long things may be.
//!
//! The code is read as its lexer reads it (`tidy/code.rs`, with the crate that derive macros use for that), so that groups,
//! `super`, paths in expressions and braces in strings are what they are.

mod arrows;
mod code;
mod made_up;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{files, project};
use rules::{Doors, Sources, Table};

/// What each module may import of ours. `*` stands for everything; `load::draft` for that file of `load` alone.
const MAY_IMPORT: &Table<'_> = &[
    ("model", &[]),
    ("address", &["model"]),
    ("diag", &["model"]),
    ("ledger", &["model"]),
    ("words", &["ledger", "model"]),
    ("load", &["diag", "model", "address"]),
    ("check", &["load", "ledger", "diag", "model", "address", "words"]),
    ("site", &["check", "ledger", "model", "address", "words"]),
    ("figure", &["site", "ledger", "model", "address", "words"]),
    ("export", &["site", "ledger", "model", "address", "words"]),
    ("output", &["export", "address", "diag", "model", "site", "load"]),
    ("render", &["site", "figure", "export", "diag", "load", "ledger", "model", "address", "words", "output"]),
    ("publish", &["diag"]),
    ("report", &["cli", "render", "publish", "site", "load", "diag", "model"]),
    ("lib", &["*"]),
    ("cli", &["load", "diag", "address"]),
    ("init", &["*"]),
    // For tests alone.
    ("work", &["*"]),
    ("main", &["*"]),
];

const DOORS: Doors<'_> = Doors {
    read: &["load/read.rs", "load/read/", "publish.rs", "publish/", "init.rs"],
    write: &["publish.rs", "publish/", "init.rs"],
};

/// Faults that are known and not yet fixed. One that is fixed is taken out here; none is added.
const NOT_YET: &[&str] = &[];

fn texts(folder: &str, end: &str) -> Sources {
    let all = files(&project().join(folder)).into_iter().filter(|(name, _)| name.ends_with(end));
    all.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("it is UTF-8"))).collect()
}

/// The names of the crates that the program depends on.
fn crates() -> Vec<String> {
    let manifest = std::fs::read_to_string(project().join("Cargo.toml")).expect("there is a manifest");
    let section = manifest.split("\n[dependencies]\n").nth(1).expect("it has dependencies");
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split([' ', '=', '.']).next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_house_is_in_order_but_for_what_is_known() {
    let sources = texts("src", ".rs");
    let faults = [
        rules::imports(&sources, MAY_IMPORT),
        rules::no_circles(&sources),
        rules::the_model_stands_alone(&sources, &crates()),
        rules::few_read_and_write(&sources, &DOORS),
        rules::lengths(&sources),
        rules::names(&sources),
        rules::templates(&texts("templates", ".html")),
    ];
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for fault in faults.into_iter().flatten() {
        places.entry(fault.what).or_default().insert(fault.place);
    }
    let new = places.iter().filter(|(what, _)| !NOT_YET.contains(&what.as_str()));
    let mut wrong: Vec<String> = new
        .map(|(what, places)| format!("{what}\n    {}", places.iter().cloned().collect::<Vec<_>>().join("\n    ")))
        .collect();
    let fixed = NOT_YET.iter().filter(|what| !places.contains_key(**what));
    wrong.extend(fixed.map(|what| format!("{what}\n    is fixed: take it out of NOT_YET")));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
