//! Runs the program on folders that tests write.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What a run of the program did.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program with these arguments in `folder`, without colours.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Run {
    finished(Command::new(env!("CARGO_BIN_EXE_osa-briefing")).args(args), folder)
}

/// Runs the program in `folder` and ends it once it has taken so many seconds of processor time, however busy the
/// machine is meanwhile.
pub(crate) fn run_within(seconds: u32, folder: &Path, args: &[&str]) -> Run {
    let script = format!("ulimit -t {seconds}; exec \"$0\" \"$@\"");
    finished(Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_osa-briefing")]).args(args), folder)
}

fn finished(command: &mut Command, folder: &Path) -> Run {
    let output = command.current_dir(folder).env("NO_COLOR", "1").output().expect("the program starts");
    Run {
        status: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

/// A folder of its own for a test, deleted afterwards.
pub(crate) struct Folder {
    folder: TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder can be made") }
    }

    /// The smallest briefing: a site without facts.
    pub(crate) fn briefing() -> Self {
        let folder = Self::new();
        folder.write("content/site.yaml", "title: A briefing\nas_of: 2026-07-03\n");
        folder
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, making the folders above it.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(&path, text).expect("a file can be written");
        path
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(self.path(), args)
    }

    /// The files below `name` by their paths, with their bytes.
    pub(crate) fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        files(&self.path().join(name))
    }
}

/// The files below a folder by their paths, with their bytes; empty where it does not exist.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("it lies below").to_string_lossy().into_owned();
            found.insert(name, fs::read(entry.path()).expect("a file can be read"));
        }
    }
    found
}

/// The root of the project.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}
