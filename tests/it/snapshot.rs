//! Compares what the program made with files of the repository, byte for byte, and writes those files anew when asked.
//!
//! With `UPDATE=1` a comparison writes what it was given and passes; read the difference before committing it.

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// A file that is not as expected, as a difference that a person can read.
pub(crate) fn difference(expected: &str, actual: &str, name: &str) -> String {
    let changes = TextDiff::from_lines(expected, actual);
    format!(
        "{}",
        changes.unified_diff().context_radius(2).header(&format!("{name} (expected)"), &format!("{name} (actual)"))
    )
}

/// The files that a test compares, and what differed so far.
pub(crate) struct Snapshots {
    root: PathBuf,
    writes: bool,
    faults: Vec<String>,
}

impl Snapshots {
    /// The files below `root`.
    pub(crate) fn below(root: &Path) -> Self {
        let writes = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
        Self { root: root.to_owned(), writes, faults: Vec::new() }
    }

    /// Holds a file against what was made.
    pub(crate) fn hold(&mut self, name: &str, actual: &[u8]) {
        let path = self.root.join(name);
        if self.writes {
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
            fs::write(&path, actual).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            return;
        }
        match fs::read(&path) {
            Ok(expected) => self.same(name, &expected, actual),
            Err(error) => self.faults.push(format!("{name}: {error}")),
        }
    }

    /// Notes what differs between two texts that should be the same.
    pub(crate) fn same(&mut self, name: &str, expected: &[u8], actual: &[u8]) {
        if expected == actual {
            return;
        }
        let shown = difference(&String::from_utf8_lossy(expected), &String::from_utf8_lossy(actual), name);
        self.faults.push(if shown.is_empty() { format!("{name}: bytes that are no UTF-8 differ") } else { shown });
    }

    /// A file that nothing made: a fault, or deleted where files are written anew.
    pub(crate) fn left_over(&mut self, name: &str) {
        if self.writes {
            fs::remove_file(self.root.join(name)).expect("a file can be deleted");
        } else {
            self.faults.push(format!("{name} is expected, and nothing like it was made"));
        }
    }

    /// Fails where anything differed, with everything that did.
    #[track_caller]
    pub(crate) fn finish(self) {
        let Self { faults, .. } = self;
        assert!(faults.is_empty(), "{} differ (UPDATE=1 writes them anew)\n{}", faults.len(), faults.join("\n"));
    }
}
