//! Where something stands in the editor's files. Owns no text and reads none.

/// A file of the build, as an index into the list of files that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A place in a file: line and column count from 1, the column and the width in Unicode characters.
///
/// A span never crosses a line; what does is marked by its first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file it stands in.
    pub file: FileId,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Width in characters; at least 1 when it is shown.
    pub width: u32,
}

impl Span {
    /// The very first character of `file`.
    pub fn start_of(file: FileId) -> Self {
        Self { file, line: 1, column: 1, width: 1 }
    }

    /// The same place moved `characters` to the right and made `width` wide.
    #[must_use]
    pub fn within(self, characters: u32, width: u32) -> Self {
        Self { column: self.column + characters, width, ..self }
    }
}
