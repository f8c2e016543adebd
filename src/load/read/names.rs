//! Names of files: what editors and systems leave behind, and where a file that is not read belongs. Reads nothing.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::diag::nearest;

/// The folders of the content.
pub(super) const FOLDERS: [&str; 3] = ["facts", "articles", "media"];

/// Whether a file or folder of this name was left behind by an editor or a system.
pub(super) fn is_left_behind(name: &str) -> bool {
    const WHOLE: [&str; 14] = [
        ".ds_store",
        ".appledouble",
        ".localized",
        ".trashes",
        ".git",
        ".hg",
        ".svn",
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        "$recycle.bin",
        "system volume information",
        "__macosx",
        "4913",
    ];
    let lower = name.to_ascii_lowercase();
    let swap = lower.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "swp" | "swo" | "swn" | "swx"));
    WHOLE.contains(&lower.as_str())
        || swap
        || ["~$", ".#", "._", ".~lock.", ".nfs", ".goutputstream-"].iter().any(|start| lower.starts_with(start))
        || name.ends_with('~')
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
        || name == "Icon\r"
}

/// A path with `/`, in normal form C, so that names agree however a disk stores them.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path.components().map(|part| part.as_os_str().to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}

/// Where a file of the content would be read, by its path from the content folder.
pub(super) fn right_place(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, end) = match file.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, end),
        _ => (file, ""),
    };
    let (folder, name) = match end.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => ("facts", format!("{stem}.yaml")),
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => ("articles", format!("{}.md", stem.to_lowercase())),
        _ => ("media", file.to_owned()),
    };
    if folders.is_empty() && matches!(name.to_ascii_lowercase().as_str(), "site.yaml" | "facts.yaml") {
        return name.to_ascii_lowercase();
    }
    // A folder that is nearly one of ours is meant as that.
    let (first, deeper) = folders.split_once('/').unwrap_or((folders, ""));
    let is_ours = nearest(&first.to_lowercase(), FOLDERS).is_some() || FOLDERS.contains(&first.to_lowercase().as_str());
    let below = if is_ours { deeper } else { folders };
    [folder, below, &name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{is_left_behind, right_place};

    #[test]
    fn what_editors_and_systems_leave_behind_is_known() {
        let left = [
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            "Desktop.ini",
            "~$minutes.docx",
            "map.png~",
            "#t.md#",
            ".#t.md",
            "t.md.swp",
            ".t.md.swo",
            "4913",
            "._photo.jpg",
            ".~lock.t.ods#",
            ".git",
            "__MACOSX",
        ];
        for name in left {
            assert!(is_left_behind(name), "{name}");
        }
        for name in
            ["t.md", "~", "#", "a#", "#a", "db", "thumbs.db.png", "49130", ".well-known", ".nojekyll", "swp", "a~b"]
        {
            assert_eq!(is_left_behind(name), name == "~", "{name}");
        }
    }

    #[test]
    fn every_file_has_a_right_place() {
        let places = [
            ("facts.yml", "facts.yaml"),
            ("Facts.YAML", "facts.yaml"),
            ("site.yml", "site.yaml"),
            ("grants.yaml", "facts/grants.yaml"),
            ("facts/grants.yml", "facts/grants.yaml"),
            ("facts/site.yml", "facts/site.yaml"),
            ("articles/late.MD", "articles/late.md"),
            ("articles/deep/Long.markdown", "articles/deep/long.md"),
            ("t.md", "articles/t.md"),
            ("articls/deep/t.md", "articles/deep/t.md"),
            ("notes/t.md", "articles/notes/t.md"),
            ("articles/photo.JPG", "media/photo.JPG"),
            ("articles/facts.yaml", "facts/facts.yaml"),
            ("README", "media/README"),
        ];
        for (path, place) in places {
            assert_eq!(right_place(path), place, "{path}");
        }
    }
}
