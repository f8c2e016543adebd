//! Limits and hostile input: files that are too large, too deep or no text, odd files, and any bytes at all end in a
//! message with a place, never in a panic or a wait.

use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::harness::{Folder, project};

#[path = "../fuzz/ends_well.rs"]
mod ends_well;
mod slow;

use ends_well::{FILES, ends_well, sound};

/// The lines of a run in the short format, without the last one.
fn told(folder: &Folder) -> Vec<String> {
    let run = folder.run(&["check", "--format", "short"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let mut lines: Vec<String> = run.stderr.lines().map(str::to_owned).collect();
    lines.pop();
    lines
}

/// The status and the number of lines of a run that has to end soon, however slow the machine is.
fn soon(folder: &Folder) -> (i32, usize) {
    let started = Instant::now();
    let run = folder.run(&["check", "--format", "short"]);
    let took = started.elapsed();
    // Steps that grow with the square of the input take hours here; all that is there takes seconds.
    assert!(took < Duration::from_secs(120), "it took {took:?}");
    (run.status, run.stderr.lines().count() - 1)
}

const SOURCE: &str = "  - {id: src, title: T, publisher: P, kind: press, language: en}\n";
const ARTICLE: &str = "---\ntitle: A\nsummary: S\ndate: 2026-01-01\nkind: explainer\n---\n\n";

#[test]
fn a_file_over_16_mib_is_told_and_hides_nothing_else() {
    let folder = Folder::briefing();
    folder.write("content/facts/large.yaml", "# ".to_owned() + &"x".repeat(16 * 1024 * 1024));
    folder.write("content/facts.yaml", "terms:\n  - {id: a, term: A, meaning: 'See [[b]].', colour: red}\n");
    assert_eq!(
        told(&folder),
        [
            "content/facts.yaml:2:45: error[unknown-field]: a term has no field `colour` \
             (fields: id, term, ja, reading, meaning, cite, note, former_ids)",
            "content/facts/large.yaml:1:1: error[too-large]: the file has 16,777,218 bytes; 16,777,216 are allowed \
             (split it into several files)",
        ]
    );
}

#[test]
fn a_file_of_16_mib_is_read() {
    let folder = Folder::briefing();
    folder.write("content/facts.yaml", "# ".to_owned() + &"x".repeat(16 * 1024 * 1024 - 2));
    assert_eq!(soon(&folder), (0, 0));
}

#[test]
fn empty_files_are_no_mistake_where_nothing_is_required() {
    let folder = Folder::briefing();
    folder.write("content/facts.yaml", "");
    folder.write("content/facts/empty.yaml", "# nothing yet\n");
    assert_eq!(folder.run(&["check"]).status, 0);
    folder.write("content/articles/empty.md", "");
    folder.write("content/site.yaml", "");
    assert_eq!(
        told(&folder),
        [
            "content/articles/empty.md:1:1: error[missing-field]: this article has no front matter \
             (start the file with a line `---`, the fields of the article, and another line `---`)",
            "content/site.yaml:1:1: error[wrong-type]: the site is a mapping of fields; this is nothing \
             (write `title: …`)",
        ]
    );
}

#[test]
fn line_ends_and_byte_order_marks_do_not_move_places() {
    let text = "terms:\n  - id: a\n    term: A\n    meaning: 日本 [[b]]\n";
    let place = ["content/facts.yaml:4:19: error[unknown-reference]: nothing has the id `b` \
                  (name a record or an article by its id, or add one)"];
    for form in [text.to_owned(), format!("\u{feff}{text}"), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
        let folder = Folder::briefing();
        folder.write("content/facts.yaml", form);
        assert_eq!(told(&folder), place);
    }
}

#[test]
fn odd_files_in_the_place_of_content_are_told() {
    let folder = Folder::briefing();
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("articles/folder.md")).unwrap();
    folder.write("content/facts", "a file");
    symlink("nowhere.yaml", content.join("facts.yaml")).unwrap();
    symlink("loop.md", content.join("articles/loop.md")).unwrap();
    symlink("../..", content.join("articles/out")).unwrap();
    symlink("..", content.join("articles/in")).unwrap();
    symlink("/etc/hostname", content.join("articles/host.md")).unwrap();
    let told = told(&folder);
    let places: Vec<&str> = told.iter().map(|line| line.split(" (").next().unwrap()).collect();
    assert_eq!(
        places,
        [
            "content/articles/folder.md:1:1: error[wrong-type]: this is a folder with the name of a file",
            "content/articles/host.md:1:1: error[outside-content]: this symbolic link leaves the content folder",
            "content/articles/in:1:1: error[outside-content]: this symbolic link leads to a folder",
            "content/articles/loop.md:1:1: error[outside-content]: this symbolic link can not be followed; it may \
             lead to itself",
            "content/articles/out:1:1: error[outside-content]: this symbolic link leaves the content folder",
            "content/facts:1:1: error[wrong-type]: this is a file with the name of a folder",
            "content/facts.yaml:1:1: error[outside-content]: this symbolic link leads nowhere",
        ]
    );
}

#[test]
fn media_files_that_differ_in_case_only_collide() {
    let folder = Folder::briefing();
    folder.write("content/media/Chart.png", "x");
    folder.write("content/media/chart.png", "x");
    let message = "content/media/chart.png:1:1: error[path-collision]: `media/chart.png` and `media/Chart.png` differ \
                   only in case or in how accents are stored (rename one; many disks take them for one file)";
    assert_eq!(told(&folder), [message]);
}

#[test]
fn a_root_without_content_is_named() {
    let folder = Folder::new();
    let run = folder.run(&["-r", "nowhere", "check", "--format", "json"]);
    assert_eq!((run.status, run.stdout.as_str()), (3, "[]\n"));
    let expected = "error: can not read the content folder nowhere/content: No such file or directory (os error 2)\n";
    assert_eq!(run.stderr, expected);
}

#[test]
fn json_is_an_array_also_without_mistakes_and_the_root_may_stand_on_either_side() {
    let folder = Folder::new();
    folder.write("sub/content/site.yaml", "title: A briefing\nas_of: 2026-07-03\n");
    for args in [["-r", "sub", "check", "--format", "json"], ["check", "--format", "json", "--root", "sub"]] {
        let run = folder.run(&args);
        assert_eq!((run.status, run.stdout.as_str()), (0, "[]\n"));
    }
}

#[test]
fn the_briefing_that_is_mutated_is_sound() {
    let folder = Folder::new();
    for file in FILES {
        folder.write(file, sound(file));
    }
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "[]\n"), "{}", run.stderr);
}

/// Tokens of YAML and Markdown that mean something.
fn token() -> impl Strategy<Value = String> {
    let words = [
        "[[",
        "]]",
        "[@",
        "]",
        "[",
        "(",
        ")",
        "{",
        "}",
        ":",
        ": ",
        "- ",
        "-",
        "\n",
        "\n\n",
        "\t",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "!t ",
        "---\n",
        "```figure\n",
        "```\n",
        "#",
        "## ",
        "![",
        "](",
        "<b>",
        "<!--",
        "\\",
        "\\|",
        "[^n]",
        "日本",
        "\u{0}",
        "\u{feff}",
        "\r",
        "\r\n",
        "é",
        "\u{FDD0}1\u{FDD0}",
        "fy2023",
        "programme.",
        "999999999999999999999",
        "%YAML 1.2\n",
        "? ",
        "~",
        "null",
        "<<: *a",
        "\u{2028}",
        "\u{85}",
        "𠮷",
        "a:",
        "id: ",
        "cite: ",
        "`",
        "**",
        "~~",
        "|---|",
        "    ",
        "&#0;",
        "兆",
        "円",
        "-0001-01-01",
    ];
    prop_oneof![
        8 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

/// A change to a text: where, how much goes, what comes.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, String)>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, token()), 1..6)
}

fn changed(text: &str, changes: &[(prop::sample::Index, usize, String)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, removed, inserted) in changes {
        let at = at.index(characters.len() + 1);
        let end = (at + removed).min(characters.len());
        characters.splice(at..end, inserted.chars());
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_site_or_in_messages(file in 0..FILES.len(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(ends_well(FILES[file], &bytes), Ok(()));
    }

    #[test]
    fn any_tokens_end_in_a_site_or_in_messages(file in 0..FILES.len(), tokens in prop::collection::vec(token(), 0..60)) {
        prop_assert_eq!(ends_well(FILES[file], tokens.concat().as_bytes()), Ok(()));
    }

    #[test]
    fn any_change_ends_in_a_site_or_in_messages(file in 0..FILES.len(), changes in changes()) {
        prop_assert_eq!(ends_well(FILES[file], changed(sound(FILES[file]), &changes).as_bytes()), Ok(()));
    }
}

/// Inputs that were found to be hard: the name up to the first dot says which file they were.
#[test]
fn what_was_found_before_ends_well() {
    let folder = project().join("tests/fuzz/found");
    let mut found = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let file = match name.split('-').next().unwrap() {
            "site" => FILES[0],
            "facts" => FILES[1],
            "more" => FILES[2],
            "article" => FILES[3],
            other => panic!("{other} is none of the files"),
        };
        assert_eq!(ends_well(file, &fs::read(&path).unwrap()), Ok(()), "{name}");
        found += 1;
    }
    assert!(found >= 10, "the inputs are gone");
}
