//! Writes a small briefing to start from. Never touches what is there already.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::Failure;
use crate::diag::IoFailure;
use crate::load::json_schema;

/// The files of the briefing by their paths below its folder.
const FILES: [(&str, &str); 3] = [
    ("content/site.yaml", include_str!("init/site.yaml")),
    ("content/facts.yaml", include_str!("init/facts.yaml")),
    ("content/articles/how-to-read-this.md", include_str!("init/how-to-read-this.md")),
];

/// Where the schema stands to which the facts file points.
const SCHEMA: &str = "osa-facts.schema.json";

/// Writes an example briefing into `dir`, which may be absent, empty, or hold files alone whose names start with a dot.
///
/// # Errors
/// Where something is in `dir` already or is no folder, which is left as it is, and where the system refuses.
pub fn init(dir: &Path) -> Result<(), Failure> {
    admit(dir)?;
    for (name, text) in FILES {
        write(&dir.join(name), text)?;
    }
    write(&dir.join(SCHEMA), &json_schema())?;
    Ok(())
}

/// Refuses what is neither absent nor a folder without visible files: one with a `.git` is fine.
fn admit(dir: &Path) -> Result<(), Failure> {
    let refuse = |why| Err(Failure::Refused(format!("{} {why}; nothing was written", dir.display())));
    let is_visible = |entry: fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
    let entries = fs::read_dir(dir).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    match entries.map(|entries| entries.into_iter().any(is_visible)) {
        Ok(false) => Ok(()),
        Ok(true) => refuse("is not empty"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => refuse("is not a folder"),
        Err(error) => Err(IoFailure::of("read", dir)(error).into()),
    }
}

/// Writes a new file, with the folders above it.
fn write(path: &Path, text: &str) -> Result<(), IoFailure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(IoFailure::of("make", parent))?;
    }
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(IoFailure::of("write", path))
}
