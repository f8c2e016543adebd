//! The rules, tried on small made-up sources: each fault is found, and what is no fault is not.

use std::collections::BTreeSet;

use super::rules::{self, Doors, Fault, Sources};

fn sources(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn what(faults: &[Fault]) -> Vec<&str> {
    faults.iter().map(|fault| fault.what.as_str()).collect()
}

/// A program of four rooms, of which the last has this text.
fn with_model(text: &str) -> Sources {
    let below = "//! Below.\npub mod deep;\npub use deep::Deep;\n";
    let deep = "//! Deep.\npub struct Deep;\n";
    let files = [("render.rs", "//! R.\n"), ("publish.rs", "//! P.\n"), ("load/mod.rs", below), ("load/deep.rs", deep)];
    let mut files = files.to_vec();
    files.push(("model.rs", text));
    sources(&files)
}

const TABLE: &rules::Table<'_> =
    &[("load", &["model"]), ("model", &[]), ("publish", &[]), ("render", &["load", "model"])];

#[test]
fn an_import_is_found_in_every_form() {
    let forms = [
        ("use crate::{render, publish};", &["model imports publish", "model imports render"][..]),
        ("use crate::{Own, load::{b, deep::{C, D}}};", &["model imports lib", "model imports load"]),
        ("use crate::load::Deep as D;", &["model imports load"]),
        ("use crate::load::*;", &["model imports load"]),
        ("pub(crate) use crate::load::Deep;", &["model imports load"]),
        ("fn f() { let x = crate::render::f(1); }", &["model imports render"]),
        ("fn f() { vec![crate::render::f(1)]; }", &["model imports render"]),
        ("mod inner { mod more { use super::super::super::render; } }", &["model imports render"]),
        ("mod inner { fn f() -> super::super::render::R { R } }", &["model imports render"]),
        ("use super::{load::deep, render};", &["model imports load", "model imports render"]),
        ("fn f() { use crate::render::F; }", &["model imports render"]),
        ("const X: &str = \"use crate::render;\"; // crate::render", &[]),
        ("#[cfg(test)]\nmod tests { use crate::render; }", &[]),
        ("#[cfg(test)]\nuse crate::render;\nuse crate::publish::P;", &["model imports publish"]),
        ("use std::fmt; use crate::model::X; use self::Y;", &[]),
    ];
    for (text, expected) in forms {
        let found: BTreeSet<_> = rules::imports(&with_model(text), TABLE).into_iter().map(|fault| fault.what).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), expected, "{text}");
    }
}

#[test]
fn a_part_of_a_module_may_be_allowed_alone() {
    let files = [
        ("load/mod.rs", "pub use draft::Draft;\npub use read::Sources;\npub mod draft;\npub mod read;\n"),
        ("load/draft.rs", ""),
        ("load/read.rs", ""),
        ("check.rs", "use crate::load::Draft; use crate::load::draft::More;"),
        ("render.rs", "use crate::load::{Draft, Sources};"),
    ];
    let table: &rules::Table<'_> = &[("check", &["load::draft"]), ("load", &[]), ("render", &["load::draft"])];
    let found = rules::imports(&sources(&files), table);
    let places: Vec<&str> = found.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!((what(&found), places), (vec!["render imports load"], vec!["src/render.rs names load::read"]));
}

#[test]
fn table_and_modules_are_the_same() {
    let files = sources(&[("model.rs", ""), ("render/mod.rs", ""), ("lib.rs", "mod model; mod render;")]);
    let found = rules::imports(&files, &[("model", &[]), ("words", &[]), ("lib", &["*"])]);
    assert_eq!(what(&found), ["the import table has no module `render`", "there is no module `words`"]);
}

#[test]
fn circles_are_found_and_re_exports_are_none() {
    let circle = [
        ("a/mod.rs", "mod b; mod c; pub use b::B; pub use c::C;"),
        ("a/b.rs", "use super::C;"),
        ("a/c.rs", "fn f() -> crate::a::b::B { B }"),
    ];
    let found = rules::no_circles(&sources(&circle));
    assert_eq!(what(&found), ["a circle of files in a"]);
    assert_eq!(found[0].place, "src/a/b.rs → src/a/c.rs\n    src/a/c.rs → src/a/b.rs");

    let across = [
        ("a.rs", "use crate::b::B;"),
        ("b.rs", "use crate::c::d;\nfn f() { d::g() }"),
        ("c/mod.rs", "pub mod d;"),
        ("c/d.rs", "use crate::a::A;"),
    ];
    assert_eq!(what(&rules::no_circles(&sources(&across))), ["a circle of files in a, b, c"]);

    let passed_on = [("a/mod.rs", "mod b; pub use b::B; pub struct A;"), ("a/b.rs", "use super::A; pub struct B(A);")];
    assert_eq!(what(&rules::no_circles(&sources(&passed_on))), Vec::<&str>::new());
    let used = [("a/mod.rs", "mod b; pub use b::B; pub struct A(B);"), ("a/b.rs", "use super::A; pub struct B(A);")];
    assert_eq!(what(&rules::no_circles(&sources(&used))), ["a circle of files in a"]);
    let called = [("a/mod.rs", "mod b; pub struct A; fn f() { b::g() }"), ("a/b.rs", "use super::A; pub fn g() {}")];
    assert_eq!(what(&rules::no_circles(&sources(&called))), ["a circle of files in a"]);
    let tested = [
        ("a/mod.rs", "mod b; pub struct A; #[cfg(test)] mod tests;"),
        ("a/b.rs", "use super::A;"),
        ("a/tests.rs", "use super::*; fn f() { super::b::g() }"),
    ];
    assert_eq!(what(&rules::no_circles(&sources(&tested))), Vec::<&str>::new());
}

#[test]
fn the_model_has_no_crates_but_one() {
    let crates = ["jiff", "serde", "saphyr-parser"].map(str::to_owned);
    let text = "use jiff::civil::Date; use std::fmt; use serde::Serialize; fn f() { saphyr_parser::x() }";
    let found = rules::the_model_stands_alone(&with_model(text), &crates);
    assert_eq!(what(&found), ["model uses saphyr_parser", "model uses serde"]);
    let elsewhere = sources(&[("load.rs", "use serde::Serialize;")]);
    assert_eq!(what(&rules::the_model_stands_alone(&elsewhere, &crates)), Vec::<&str>::new());
}

#[test]
fn reading_and_writing_are_found_in_every_form() {
    let doors = Doors { read: &["door.rs", "read/"], write: &["door.rs"] };
    let forms = [
        ("a.rs", "fn f() { std::fs::read(x); }", &["src/a.rs reads files"][..]),
        ("a.rs", "use std::fs::{self, File}; fn f() { fs::read_dir(x); File::open(x); }", &["src/a.rs reads files"; 2]),
        ("a.rs", "use std::fs::read_to_string; fn f() { read_to_string(x); }", &["src/a.rs reads files"]),
        ("a.rs", "use std::fs as disk; fn f() { disk::write(x, y); }", &["src/a.rs writes files"]),
        ("a.rs", "use std::fs::File; fn f() { File::create(x); }", &["src/a.rs writes files"]),
        ("a.rs", "use std::fs::OpenOptions;", &["src/a.rs writes files"]),
        ("read/b.rs", "use std::fs; fn f() { fs::read(x); fs::remove_file(x); }", &["src/read/b.rs writes files"]),
        ("door.rs", "use std::fs; fn f() { fs::read(x); fs::write(x, y); }", &[]),
        ("a.rs", "use std::fs; fn f(x: &fs::Metadata) {}", &[]),
    ];
    for (name, text, expected) in forms {
        let found = rules::few_read_and_write(&sources(&[(name, text)]), &doors);
        assert_eq!(what(&found), expected, "{text}");
    }
}

#[test]
fn lengths_are_counted_by_braces_that_are_braces() {
    let function = |lines: usize| {
        format!("//! A.\nimpl A {{\n    fn long(&self) {{\n{}    }}\n}}\n", "        \"}{\";\n".repeat(lines - 2))
    };
    assert_eq!(what(&rules::lengths(&sources(&[("a.rs", &function(60))]))), Vec::<&str>::new());
    assert_eq!(what(&rules::lengths(&sources(&[("a.rs", &function(61))]))), ["src/a.rs: `long` is too long"]);
    let signature = format!("fn wide(\n{}) {{}}\n", "    a: u8,\n".repeat(59));
    assert_eq!(what(&rules::lengths(&sources(&[("a.rs", &signature)]))), ["src/a.rs: `wide` is too long"]);
    let declared = format!("trait A {{\n    fn none();\n{}    fn pointer(f: fn(u8)) {{}}\n}}\n", "\n".repeat(80));
    assert_eq!(what(&rules::lengths(&sources(&[("a.rs", &declared)]))), Vec::<&str>::new());
    assert_eq!(what(&rules::lengths(&sources(&[("a.rs", &"\n".repeat(400))]))), Vec::<&str>::new());
    assert_eq!(what(&rules::lengths(&sources(&[("a.rs", &"\n".repeat(401))]))), ["src/a.rs is too long"]);
}

#[test]
fn names_and_templates_are_held_to_their_rules() {
    let found = rules::names(&sources(&[("a/utils.rs", "//! A.\n"), ("b.rs", "use a;\n"), ("c.rs", "//! C.\n")]));
    assert_eq!(what(&found), ["src/a/utils.rs is named after nothing", "src/b.rs does not say what it owns"]);
    let long = "\n".repeat(81);
    let files = [
        ("a.html", "{{ a |safe }}"),
        ("b.html", "{{ a |\n safe }}"),
        ("c.html", long.as_str()),
        ("components.html", long.as_str()),
    ];
    let expected = [
        "templates/a.html prints something unescaped",
        "templates/b.html prints something unescaped",
        "templates/c.html is too long",
    ];
    assert_eq!(what(&rules::templates(&sources(&files))), expected);
}
