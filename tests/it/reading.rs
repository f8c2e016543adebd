//! Which files are read, published or passed over, by their names.

use std::fs;

use crate::harness::Folder;
use crate::publishing::{example, names};

const ARTICLE: &str = "---\ntitle: An article\nsummary: S.\ndate: 2026-01-01\nkind: explainer\n---\n\n";

/// What a check says, without the last line.
fn said(folder: &Folder) -> (i32, Vec<String>) {
    let run = folder.run(&["check", "--format", "short"]);
    let mut lines: Vec<String> = run.stderr.lines().map(str::to_owned).collect();
    lines.pop();
    (run.status, lines)
}

/// The published files that do not stand in every site.
fn published(folder: &Folder) -> Vec<String> {
    assert_eq!(folder.run(&["build"]).status, 0);
    let bare = Folder::briefing();
    assert_eq!(bare.run(&["build"]).status, 0);
    let usual = bare.files("public");
    folder.files("public").into_keys().filter(|name| !usual.contains_key(name)).collect()
}

#[test]
fn what_lies_in_static_top_goes_to_the_top_of_the_site() {
    let folder = Folder::briefing();
    for name in ["CNAME", ".well-known/security.txt", ".nojekyll", "robots.txt", "deep/er.txt"] {
        folder.write(&format!("static/top/{name}"), name);
    }
    folder.write("static/extra.css", "a {}");
    folder.write("static/.hidden", "x");
    let expected = [".nojekyll", ".well-known/security.txt", "CNAME", "deep/er.txt", "robots.txt", "static/extra.css"];
    assert_eq!(published(&folder), expected);
    assert_eq!(folder.files("public")["CNAME"], b"CNAME");
    fs::remove_file(folder.path().join("static/top/CNAME")).unwrap();
    assert_eq!(folder.run(&["build"]).status, 0);
    assert!(!folder.path().join("public/CNAME").exists(), "what the program put there it takes away");
}

#[test]
fn what_editors_and_systems_leave_behind_is_neither_read_nor_published() {
    let folder = Folder::briefing();
    let left = [
        ".DS_Store",
        "Thumbs.db",
        "thumbs.db",
        "desktop.ini",
        "Desktop.ini",
        "~$minutes.docx",
        "map.png~",
        "#t.md#",
        "t.md.swp",
        ".t.md.swp",
        ".#t.md",
        "4913",
        "._photo.png",
        ".~lock.x.ods#",
        "__MACOSX/x.md",
        ".git/HEAD",
    ];
    let mut places =
        vec!["content", "content/facts", "content/articles", "content/articles/deep", "content/media", "static"];
    places.extend(["static/top", "templates", "content/media/deep"]);
    for place in places {
        for name in left {
            folder.write(&format!("{place}/{name}"), ARTICLE);
        }
    }
    assert_eq!(said(&folder), (0, Vec::new()));
    assert_eq!(published(&folder), Vec::<String>::new());
}

#[test]
fn a_name_is_the_same_however_a_disk_stores_its_accents() {
    let (composed, decomposed) = ("ガイド-é.png", "カ\u{3099}イト\u{3099}-e\u{301}.png");
    for (stored, written) in [(composed, decomposed), (decomposed, composed), (decomposed, decomposed)] {
        let folder = Folder::briefing();
        folder.write(&format!("content/media/{stored}"), "x");
        folder.write("content/articles/t.md", format!("{ARTICLE}![A guide](../media/{written})\n"));
        assert_eq!(said(&folder), (0, Vec::new()), "{stored:?} {written:?}");
        assert_eq!(published(&folder), ["articles/t.html".to_owned(), format!("media/{composed}")]);
    }
    let folder = Folder::briefing();
    folder.write(&format!("content/media/{composed}"), "x");
    folder.write(&format!("content/media/{decomposed}"), "y");
    let message = "error[path-collision]: `media/ガイド-é.png` and `media/ガイド-é.png` differ only in case or in how accents are stored (rename one; many disks take them for one file)";
    assert_eq!(said(&folder), (1, vec![format!("content/media/{composed}:1:1: {message}")]));
}

#[test]
fn init_takes_a_folder_with_dot_files_alone_and_leaves_them() {
    let folder = Folder::new();
    folder.write(".git/HEAD", "mine");
    folder.write(".gitignore", "public\n");
    assert_eq!(folder.run(&["init", "."]).status, 0);
    assert_eq!(names(folder.path()), [".git", ".gitignore", "content", "osa-facts.schema.json"]);
    assert_eq!(fs::read(folder.path().join(".git/HEAD")).unwrap(), b"mine");
    assert_eq!(fs::read(folder.path().join(".gitignore")).unwrap(), b"public\n");
    assert_eq!(example().run(&["init", "."]).status, 3);
}

#[test]
fn a_merge_mark_in_a_heading_or_a_picture_is_none() {
    let folder = Folder::briefing();
    let text = "## One\n\nTitle\n=======\n\n<<<<<< six\n\n>>>>>>>> eight\n\n`<<<<<<< HEAD` in a line\n";
    folder.write("content/articles/t.md", format!("{ARTICLE}{text}"));
    folder.write("content/media/x.png", b"\x89PNG\n<<<<<<< a\n=======\n>>>>>>> b\n");
    let heading = "content/articles/t.md:10:1: warning[heading-skip]: a heading of level 1 stands in the text (the title of the article is the heading of level 1; start with `##`)";
    assert_eq!(said(&folder), (0, vec![heading.to_owned()]));
}
