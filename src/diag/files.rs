//! The files that spans point into: their names and texts, and operations on them that the system refused.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::FileId;

use super::lines::LineIndex;

/// The names and texts of the files that spans point into.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<(String, Arc<LineIndex>)>,
}

impl Files {
    /// Adds a file by its path relative to the root and its text; answers its id.
    pub fn add(&mut self, path: String, text: impl Into<Arc<str>>) -> FileId {
        self.files.push((path, Arc::new(LineIndex::of(text))));
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Puts another text in the place of the one that a file was added with.
    pub fn replace(&mut self, file: FileId, text: impl Into<Arc<str>>) {
        if let Some((_, lines)) = self.files.get_mut(file.0 as usize) {
            *lines = Arc::new(LineIndex::of(text));
        }
    }

    /// The path of a file relative to the root.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |(path, _)| path)
    }

    /// The text of a file.
    ///
    /// # Panics
    /// Where the file is not of this list.
    pub fn text(&self, file: FileId) -> &Arc<str> {
        self.lines(file).text()
    }

    /// The lines of a file.
    ///
    /// # Panics
    /// Where the file is not of this list.
    pub fn lines(&self, file: FileId) -> &Arc<LineIndex> {
        &self.files[file.0 as usize].1
    }
}

/// An operation on a file that the system refused.
#[derive(Debug)]
pub struct IoFailure {
    /// What was tried: `read`, `write`.
    pub operation: &'static str,
    /// On what.
    pub path: PathBuf,
    /// Why it failed.
    pub error: io::Error,
}

impl IoFailure {
    /// A failure of `operation` on `path`, for `map_err`.
    pub fn of(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self { operation, path, error }
    }
}

impl std::fmt::Display for IoFailure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "can not {} {}: {}", self.operation, self.path.display(), self.error)
    }
}
