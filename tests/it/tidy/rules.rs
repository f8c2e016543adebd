//! The rules of the house as functions from sources to faults. What they are held against is in the tests.

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::{Arrow, Modules, circles};
use super::code::functions;

pub(super) type Sources = BTreeMap<String, String>;

/// Longest source file, template and function, in lines.
const LONGEST_FILE: usize = 400;
const LONGEST_TEMPLATE: usize = 80;
const LONGEST_FUNCTION: usize = 60;

/// One fault: what it is, in words that stay the same while the code around it moves, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    pub(super) what: String,
    pub(super) place: String,
}

fn fault(what: impl Into<String>, place: impl Into<String>) -> Fault {
    Fault { what: what.into(), place: place.into() }
}

/// What a module at the top may import: `load` is all of it, `load::draft` that part alone.
pub(super) type Table<'t> = [(&'t str, &'t [&'t str])];

/// The module at the top that a file belongs to; `lib` and `main` are two.
fn top(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

pub(super) fn imports(sources: &Sources, table: &Table<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let tops: BTreeSet<&str> = sources.keys().map(|name| top(name)).collect();
    for module in tops.iter().filter(|module| !table.iter().any(|(known, _)| known == *module)) {
        faults.push(fault(format!("the import table has no module `{module}`"), format!("src/{module}")));
    }
    for (module, _) in table.iter().filter(|(module, _)| !tops.contains(module)) {
        faults.push(fault(format!("there is no module `{module}`"), "the import table"));
    }
    for Arrow { from, to, owner, .. } in Modules::new(sources).arrows() {
        let Some((_, allowed)) = table.iter().find(|(known, _)| *known == top(&from)) else { continue };
        let fits = |allowed: &&str| owner == *allowed || owner.starts_with(&format!("{allowed}::"));
        if top(&from) != top(&to) && !allowed.contains(&"*") && !allowed.iter().any(fits) {
            faults.push(fault(format!("{} imports {}", top(&from), top(&to)), format!("src/{from} names {owner}")));
        }
    }
    faults
}

pub(super) fn no_circles(sources: &Sources) -> Vec<Fault> {
    let arrows = Modules::new(sources).arrows();
    let of = |circle: &BTreeSet<String>| {
        let tops: BTreeSet<&str> = circle.iter().map(|file| top(file)).collect();
        let inside = |arrow: &&Arrow| arrow.is_use && circle.contains(&arrow.from) && circle.contains(&arrow.to);
        let lines: Vec<String> =
            arrows.iter().filter(inside).map(|arrow| format!("src/{} → src/{}", arrow.from, arrow.to)).collect();
        let tops: Vec<&str> = tops.into_iter().collect();
        fault(format!("a circle of files in {}", tops.join(", ")), lines.join("\n    "))
    };
    circles(&arrows).iter().map(of).collect()
}

/// The model is std and jiff; the crates that a program depends on are in its manifest.
pub(super) fn the_model_stands_alone(sources: &Sources, crates: &[String]) -> Vec<Fault> {
    let outside = Modules::new(sources).outside();
    let of_model = outside.iter().filter(|(file, _)| top(file) == "model");
    let faults = of_model.filter_map(|(file, path)| {
        let first = path.split("::").next().unwrap_or_default();
        let is_crate = crates.iter().any(|name| name.replace('-', "_") == first);
        (is_crate && first != "jiff").then(|| fault(format!("model uses {first}"), format!("src/{file}: {path}")))
    });
    faults.collect()
}

/// Who may touch files: names of files and folders below `src/`.
pub(super) struct Doors<'d> {
    pub(super) read: &'d [&'d str],
    pub(super) write: &'d [&'d str],
}

pub(super) fn few_read_and_write(sources: &Sources, doors: &Doors<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, path) in Modules::new(sources).outside() {
        let words: Vec<&str> = path.split("::").collect();
        let Some(does) = touches(&words) else { continue };
        let may = if does == "writes" { doors.write } else { doors.read };
        if !may.iter().any(|door| file == *door || door.ends_with('/') && file.starts_with(door)) {
            faults.push(fault(format!("src/{file} {does} files"), path));
        }
    }
    faults
}

/// Whether a path is a function that reads or writes files.
fn touches(path: &[&str]) -> Option<&'static str> {
    let at = path.iter().position(|word| *word == "fs")?;
    let reading =
        ["read", "read_dir", "read_link", "read_to_string", "metadata", "symlink_metadata", "canonicalize", "exists"];
    match path.get(at + 1..)? {
        ["File", "open", ..] => Some("reads"),
        // What only names a type; its makers are paths of their own.
        [] | ["File" | "Metadata" | "Permissions" | "DirEntry" | "FileType" | "ReadDir"] => None,
        [name, ..] if reading.contains(name) => Some("reads"),
        _ => Some("writes"),
    }
}

pub(super) fn lengths(sources: &Sources) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, text) in sources {
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(fault(format!("src/{name} is too long"), format!("{lines} lines")));
        }
        for function in functions(text).into_iter().filter(|function| function.lines > LONGEST_FUNCTION) {
            faults.push(fault(
                format!("src/{name}: `{}` is too long", function.name),
                format!("{} lines", function.lines),
            ));
        }
    }
    faults
}

pub(super) fn names(sources: &Sources) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, text) in sources {
        if !text.starts_with("//! ") {
            faults.push(fault(format!("src/{name} does not say what it owns"), "its first line"));
        }
        let empty = ["utils", "common", "helpers", "types", "prelude"];
        if name.split(['/', '.']).any(|word| empty.contains(&word)) {
            faults.push(fault(format!("src/{name} is named after nothing"), "its name"));
        }
    }
    faults
}

pub(super) fn templates(templates: &Sources) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, text) in templates {
        let lines = text.lines().count();
        if lines > if name == "components.html" { 2 * LONGEST_TEMPLATE } else { LONGEST_TEMPLATE } {
            faults.push(fault(format!("templates/{name} is too long"), format!("{lines} lines")));
        }
        let blankless: String = text.split_whitespace().collect();
        if blankless.contains("|safe") {
            faults.push(fault(format!("templates/{name} prints something unescaped"), "`| safe`"));
        }
    }
    faults
}
