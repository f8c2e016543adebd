//! Keeps the shape of the code: who may import whom, how long files and templates may be.

use std::collections::BTreeMap;

use crate::harness::{files, project};

/// Longest source file and template, in lines.
const LONGEST_FILE: usize = 450;
const LONGEST_TEMPLATE: usize = 80;

/// What each module may import of ours, from left to right. What is not listed may import everything.
const MAY_IMPORT: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("address", &["model"]),
    ("ledger", &["model"]),
    ("words", &["ledger", "model"]),
    ("load", &["address", "diag", "model"]),
    ("check", &["address", "diag", "ledger", "load", "model"]),
    ("site", &["address", "check", "ledger", "model", "words"]),
    ("figure", &["address", "ledger", "model", "site", "words"]),
    ("export", &["address", "ledger", "model", "site", "words"]),
    ("render", &["address", "diag", "export", "figure", "ledger", "load", "model", "output", "site", "words"]),
    ("output", &["address", "diag", "export", "load", "model", "site"]),
    ("publish", &["diag"]),
];

fn sources() -> BTreeMap<String, String> {
    let all = files(&project().join("src")).into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("sources are UTF-8");
    all.filter(|(name, _)| name.ends_with(".rs")).map(|(name, bytes)| (name, text(bytes))).collect()
}

#[test]
fn arrows_go_from_left_to_right() {
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(known, _)| *known == module) else { continue };
        // Unit tests may set up what they need.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for part in code.split("crate::").skip(1) {
            let imported: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            let own = imported == module || imported.is_empty();
            if !own && !allowed.contains(&imported.as_str()) {
                faults.push(format!("src/{name} imports {imported}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_model_knows_no_serialisation_and_no_templates() {
    for (name, text) in sources() {
        if name.starts_with("model/") {
            for library in ["serde", "tera", "saphyr_parser", "pulldown_cmark"] {
                assert!(!text.contains(&format!("{library}::")), "src/{name} uses {library}");
            }
        }
    }
}

#[test]
fn only_reading_reads_and_only_publishing_writes() {
    for (name, text) in sources() {
        let reads = text.contains("fs::read") || text.contains("File::open");
        // `init` looks whether its folder is empty.
        let may_read = ["load/read.rs", "publish.rs", "init.rs"];
        assert!(!reads || may_read.contains(&name.as_str()), "src/{name} reads files");
        let writes = text.contains("fs::write") || text.contains("File::create") || text.contains("fs::rename");
        let may_write = ["publish.rs", "init.rs"];
        assert!(!writes || may_write.contains(&name.as_str()), "src/{name} writes files");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    for (name, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "src/{name} has {lines} lines");
        assert!(text.starts_with("//! "), "src/{name} does not say what it owns");
        for module in ["utils", "common", "helpers", "types", "prelude"] {
            assert!(!name.split(['/', '.']).any(|part| part == module), "src/{name} is named after nothing");
        }
    }
    for (name, bytes) in files(&project().join("templates")) {
        let text = String::from_utf8(bytes).expect("templates are UTF-8");
        let longest = if name == "components.html" { 2 * LONGEST_TEMPLATE } else { LONGEST_TEMPLATE };
        assert!(text.lines().count() <= longest, "templates/{name} has {} lines", text.lines().count());
        assert!(!text.contains("| safe"), "templates/{name} prints something unescaped");
    }
}
