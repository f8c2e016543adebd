//! `init`: a briefing to start from that passes every check, and nothing else touched.

use std::fs;

use crate::harness::{Folder, Run, files};

fn refused(message: &str) -> Run {
    Run { status: 3, stdout: String::new(), stderr: format!("error: {message}; nothing was written\n") }
}

const FILES: [&str; 4] =
    ["content/articles/how-to-read-this.md", "content/facts.yaml", "content/site.yaml", "osa-facts.schema.json"];

#[test]
fn an_absent_folder_is_made_with_its_parents() {
    let folder = Folder::new();
    let run = folder.run(&["init", "a/b c/briefing"]);
    let message = "Made a briefing in a/b c/briefing. To make its site: osa-briefing build --root \"a/b c/briefing\"\n";
    assert_eq!(run, Run { status: 0, stdout: String::new(), stderr: message.to_owned() });
    assert_eq!(folder.files("a/b c/briefing").keys().collect::<Vec<_>>(), FILES);
    assert_eq!(folder.files("").len(), FILES.len());
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = Folder::new();
    let run = folder.run(&["init", "."]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(folder.files("").keys().collect::<Vec<_>>(), FILES);
}

#[test]
fn the_briefing_passes_every_check_and_builds() {
    let folder = Folder::new();
    folder.run(&["init", "."]);
    let check = folder.run(&["check", "--strict", "--format", "json"]);
    assert_eq!((check.status, check.stdout.trim()), (0, "[]"), "{}", check.stderr);
    let build = folder.run(&["build", "--strict"]);
    assert_eq!((build.status, build.stdout.as_str()), (0, ""), "{}", build.stderr);
    assert_eq!(build.stderr.lines().count(), 1, "{}", build.stderr);
    let site = folder.files("public");
    for page in
        ["index.html", "articles/how-to-read-this.html", "grants/example-radar.html", "countries/exampleland.html"]
    {
        assert!(site.contains_key(page), "{page}");
    }
}

#[test]
fn the_facts_point_to_a_schema_that_holds_them() {
    let folder = Folder::new();
    folder.run(&["init", "."]);
    let files = folder.files("");
    let facts = String::from_utf8(files["content/facts.yaml"].clone()).unwrap();
    assert_eq!(facts.lines().next(), Some("# yaml-language-server: $schema=../osa-facts.schema.json"));
    let schema = String::from_utf8(files["osa-facts.schema.json"].clone()).unwrap();
    assert_eq!(schema, osa_briefing::load::json_schema());
    let validator = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let seen: serde_json::Value = serde_yaml::from_str(&facts).unwrap();
    assert!(validator.is_valid(&seen));
}

#[test]
fn what_is_invented_says_so() {
    let folder = Folder::new();
    folder.run(&["init", "."]);
    let facts: serde_yaml::Value = serde_yaml::from_slice(&folder.files("")["content/facts.yaml"]).unwrap();
    for (section, records) in facts.as_mapping().unwrap() {
        for record in records.as_sequence().unwrap().iter().filter(|_| section != "terms") {
            assert!(record["id"].as_str().unwrap().starts_with("example"), "{record:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_empty_is_refused_and_left_alone() {
    let folder = Folder::new();
    folder.write("mine/visible", "mine");
    assert_eq!(folder.run(&["init", "mine"]), refused("mine is not empty"));
    let names: Vec<_> = files(folder.path()).into_iter().collect();
    assert_eq!(names, [("mine/visible".to_owned(), b"mine".to_vec())]);

    fs::create_dir_all(folder.path().join("nested/folder")).unwrap();
    assert_eq!(folder.run(&["init", "nested"]), refused("nested is not empty"));
    assert_eq!(fs::read_dir(folder.path().join("nested/folder")).unwrap().count(), 0);
}

#[test]
fn a_second_init_changes_nothing() {
    let folder = Folder::new();
    folder.run(&["init", "briefing"]);
    folder.write("briefing/content/site.yaml", "title: Mine\n");
    let before = folder.files("");
    assert_eq!(folder.run(&["init", "briefing"]), refused("briefing is not empty"));
    assert_eq!(folder.files(""), before);
}

#[test]
fn a_file_in_its_place_is_refused() {
    let folder = Folder::new();
    folder.write("notes.txt", "mine");
    assert_eq!(folder.run(&["init", "notes.txt"]), refused("notes.txt is not a folder"));
    assert_eq!(folder.run(&["init", "notes.txt/below"]), refused("notes.txt/below is not a folder"));
    assert_eq!(folder.files("").into_iter().collect::<Vec<_>>(), [("notes.txt".to_owned(), b"mine".to_vec())]);
}

#[test]
fn init_needs_a_folder() {
    let run = Folder::new().run(&["init"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}
