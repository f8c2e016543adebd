//! The examples of CommonMark and of its extensions, as the Markdown library's own package has them for its tests: each
//! ends in a page or in messages with places.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{Folder, project};

/// Where the source of the Markdown library lies. A new machine has the packages for its own platform alone.
fn library() -> PathBuf {
    let about = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(about.stdout).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let args = ["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host];
    let output = Command::new(env!("CARGO")).args(args).current_dir(project()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap().to_owned()
}

/// The inputs of its tests: `let original = r##"…"##;`.
fn inputs() -> Vec<String> {
    let folder = library().join("tests/suite");
    let mut names: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut found = Vec::new();
    for name in names {
        let text = std::fs::read_to_string(&name).unwrap();
        let inputs = text.split("let original = r##\"").skip(1);
        found.extend(inputs.map(|rest| rest.split("\"##;").next().unwrap().to_owned()));
    }
    found
}

mod slow {
    use super::*;

    #[test]
    fn every_example_ends_in_a_page_or_in_messages() {
        let inputs = inputs();
        assert!(inputs.len() > 1000, "the library's package has {} examples", inputs.len());
        let folder = Folder::briefing();
        let name = |number: usize| format!("content/articles/e{number}.md");
        for (number, input) in inputs.iter().enumerate() {
            let head = "---\ntitle: T\nsummary: S\ndate: 2026-01-01\nkind: explainer\n---\n\n";
            folder.write(&name(number), format!("{head}{input}"));
        }
        let run = folder.run(&["check", "--format", "json"]);
        assert_eq!(run.status, 1, "{}", run.stderr);
        let found: Vec<serde_json::Value> = serde_json::from_str(&run.stdout).unwrap();
        let mut wrong = BTreeSet::new();
        for one in &found {
            let file = one["file"].as_str().unwrap();
            assert!(one["line"].as_u64() >= Some(1) && one["column"].as_u64() >= Some(1), "{one}");
            if one["severity"] == "error" {
                wrong.insert(file.to_owned());
            }
        }
        for file in &wrong {
            std::fs::remove_file(folder.path().join(file)).unwrap();
        }
        let run = folder.run(&["build"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let files = folder.files("public");
        let pages = (0..inputs.len()).filter(|number| !wrong.contains(&name(*number)));
        let pages: Vec<_> = pages.map(|number| &files[&format!("articles/e{number}.html")]).collect();
        assert!(pages.len() > inputs.len() / 2, "{} of {} examples have a page", pages.len(), inputs.len());
        for page in pages {
            let page = std::str::from_utf8(page).unwrap();
            assert!(!page.contains("id=\"\""), "{page}");
        }
    }
}
