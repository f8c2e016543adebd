//! Every mistake that the contract names: a folder goes in, the exact words about it come out.
//!
//! `tests/rejects/<code>/` is the plain case of a code, `tests/rejects/<code>-<variant>/` another. Beside `content/` and
//! what else the root needs stand `expected.txt` (what a person reads) and `expected.json`, from which the lines of
//! `--format short` follow. After a wanted change, write both anew and read the difference before committing it:
//! `UPDATE=1 cargo test every_case`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use osa_briefing::diag::{Code, Severity};

use crate::harness::{Folder, Run, project, run};
use crate::snapshot::Snapshots;

/// What may stand in the folder of a case.
const PARTS: [&str; 7] =
    ["content", "templates", "static", "outside.md", "outside.yaml", "expected.txt", "expected.json"];

fn cases() -> Vec<(String, PathBuf)> {
    let folder = project().join("tests/rejects");
    let mut cases = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            cases.push((name, path));
        } else {
            assert_eq!(name, "README.md", "a file that belongs to no case");
        }
    }
    cases.sort();
    cases
}

/// The code that a case is about: the longest one that its name starts with.
fn code_of(case: &str) -> Code {
    let fits =
        |code: &&Code| case.strip_prefix(code.word()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let found = Code::ALL.iter().filter(fits).max_by_key(|code| code.word().len());
    *found.unwrap_or_else(|| panic!("`{case}` starts with no code"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What was said about the content: all but the last line, which counts pages and seconds.
fn without_last_line(run: &Run) -> String {
    let (said, last) = run.stderr.trim_end_matches('\n').rsplit_once('\n').unwrap();
    assert!(last.starts_with("Checked "), "{last}");
    format!("{said}\n")
}

/// Whether the mistakes of a case are warnings alone, by its own words.
fn only_warns(expected: &str) -> bool {
    !expected.lines().any(|line| line.starts_with("error["))
}

/// A mistake as `--format json` gives it.
#[derive(serde::Deserialize)]
struct Mistake {
    code: String,
    severity: String,
    file: String,
    line: u64,
    column: u64,
    message: String,
    hint: String,
}

impl Mistake {
    /// The first line of it in the human form.
    fn title(&self) -> String {
        format!("{}[{}]: {}", self.severity, self.code, self.message)
    }

    /// Its line in the short form.
    fn short(&self) -> String {
        format!("{}:{}:{}: {} ({})\n", self.file, self.line, self.column, self.title(), self.hint)
    }
}

fn mistakes(json: &str, case: &str) -> Vec<Mistake> {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{case}: {error}"))
}

#[test]
fn every_case_is_reported_in_exactly_these_words() {
    let mut snapshots = Snapshots::below(&project().join("tests/rejects"));
    for (case, folder) in cases() {
        let (status, human) = match run(&folder, &["check"]) {
            run @ Run { status: 0, .. } => (0, without_last_line(&run)),
            run => (run.status, run.stderr),
        };
        assert_eq!(status, i32::from(!only_warns(&human)), "{case}");
        snapshots.hold(&format!("{case}/expected.txt"), human.as_bytes());

        let json = run(&folder, &["check", "--format", "json"]);
        assert_eq!(json.stderr.lines().count(), 1, "{case}: beside JSON stands the last line alone");
        snapshots.hold(&format!("{case}/expected.json"), json.stdout.as_bytes());

        let short = run(&folder, &["check", "--format", "short"]);
        let lines: String = mistakes(&json.stdout, &case).iter().map(Mistake::short).collect();
        let last = short.stderr.strip_prefix(&lines).unwrap_or_else(|| panic!("{case}: {}", short.stderr));
        assert_eq!(last.lines().count(), 1, "{case}: after the mistakes stands the last line alone: {last}");
        assert_eq!((short.status, short.stdout), (status, String::new()), "{case}");
    }
    snapshots.finish();
}

#[test]
fn both_forms_of_a_case_tell_the_same_mistakes_in_order() {
    for (case, folder) in cases() {
        let mistakes = mistakes(&text(&folder.join("expected.json")), &case);
        let word = code_of(&case).word();
        assert!(mistakes.iter().any(|mistake| mistake.code == word), "{case} has no mistake of its code");
        let human = text(&folder.join("expected.txt"));
        let is_title = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
        let titles: Vec<String> = mistakes.iter().map(Mistake::title).collect();
        assert_eq!(human.lines().filter(is_title).collect::<Vec<_>>(), titles, "{case}");
        let places = mistakes.iter().map(|mistake| (&mistake.file, mistake.line, mistake.column));
        assert!(places.is_sorted(), "{case}: not by file, line and column");
    }
}

#[test]
fn every_code_has_its_case_and_no_case_has_leftovers() {
    let cases = cases();
    let plain: BTreeSet<&str> = cases.iter().map(|(case, _)| case.as_str()).collect();
    for code in Code::ALL {
        assert!(plain.contains(code.word()), "`{}` has no case", code.word());
    }
    for (case, folder) in &cases {
        for entry in fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(PARTS.contains(&name.as_str()), "{case}/{name} belongs to no case");
        }
    }
}

#[test]
fn strict_makes_errors_of_warnings() {
    for (case, folder) in cases() {
        if code_of(&case).severity() == Severity::Error {
            continue;
        }
        let expected = text(&folder.join("expected.txt"));
        assert!(only_warns(&expected), "{case}: a warning that only an error beside it makes fail");
        let strict = run(&folder, &["check", "--strict"]);
        let count = expected.matches("warning[").count();
        let plural = if count == 1 { "error" } else { "errors" };
        let last = format!("{count} {plural}, 0 warnings; nothing was written\n");
        assert_eq!(strict.stderr, expected.replace("warning[", "error[") + &last, "{case}");
        assert_eq!(strict.status, 1, "{case}");
    }
}

#[test]
fn a_build_with_mistakes_leaves_the_old_site_alone() {
    let folder = Folder::briefing();
    assert_eq!(folder.run(&["build"]).status, 0);
    let before = folder.files("public");
    folder.write("content/facts.yaml", "grants:\n  - ammount: 400 milion\n");
    assert_eq!(folder.run(&["build"]).status, 1);
    assert_eq!(folder.files("public"), before);
}

/// The first mistake of a code among the words about a case.
fn first_of(code: Code, expected: &str) -> String {
    let title = format!("[{}]", code.word());
    let found = expected.split("\n\n").find(|part| part.lines().next().unwrap_or("").contains(&title));
    found.unwrap_or_else(|| panic!("no `{}`", code.word())).trim_end().to_owned()
}

#[test]
fn the_list_of_codes_is_whole_and_its_examples_are_the_cases() {
    let page = text(&project().join("tests/rejects/README.md"));
    let sections: Vec<&str> = page.split("\n### `").skip(1).collect();
    let listed: Vec<&str> = sections.iter().map(|section| section.split('`').next().unwrap()).collect();
    assert_eq!(listed, Code::ALL.iter().map(|code| code.word()).collect::<Vec<_>>());
    for (code, section) in Code::ALL.iter().zip(sections) {
        let example = section.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next());
        let folder = project().join("tests/rejects").join(code.word());
        let expected = first_of(*code, &text(&folder.join("expected.txt")));
        assert_eq!(example, Some(expected.as_str()), "{}", code.word());
        let cure = section.lines().find(|line| line.starts_with("**Cure.** "));
        assert!(cure.is_some(), "`{}` has no cure", code.word());
    }
}
