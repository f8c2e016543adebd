//! Reads every file that a build uses: the only reads of the program.
//!
//! Walks in sorted order, refuses links that leave the content folder, and hands on text that is known to be text.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use crate::diag::{Code, Diagnostics, Files};
use crate::model::{FileId, Span};

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// A file that is copied or overrides an embedded one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path below its folder, with `/`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its place in the list of files, for messages.
    pub file: FileId,
}

/// Every byte that a build uses, in sorted order.
#[derive(Debug, Default)]
pub struct Sources {
    /// Names and texts of files, for messages and for parsing.
    pub files: Files,
    /// `site.yaml`; always there, if only as an empty stand-in for messages.
    pub site: FileId,
    /// Whether `site.yaml` exists.
    pub has_site: bool,
    /// `facts.yaml` and `facts/*.yaml`.
    pub facts: Vec<FileId>,
    /// `articles/**/*.md`.
    pub articles: Vec<FileId>,
    /// `media/**`.
    pub media: Vec<Asset>,
    /// The root's `templates/**`.
    pub templates: Vec<(String, FileId)>,
    /// The root's `static/**`.
    pub statics: Vec<Asset>,
    /// What is wrong with the files themselves.
    pub diagnostics: Diagnostics,
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

/// Reads the content of a briefing and the overrides beside it.
///
/// # Errors
/// Where a file or folder can not be read at all. What can be read and is not fit for use goes to the diagnostics.
pub fn read(root: &Path) -> Result<Sources, IoFailure> {
    let content = root.join("content");
    let metadata = fs::metadata(&content).map_err(IoFailure::of("read the content folder", &content))?;
    if !metadata.is_dir() {
        let error = io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder");
        return Err(IoFailure { operation: "read the content folder", path: content, error });
    }
    let mut reading = Reading { root: root.to_owned(), sources: Sources::default() };
    reading.content(&content)?;
    for (name, path) in reading.walk(&root.join("templates"))? {
        if name.ends_with(".html") || name.ends_with(".xml") {
            let file = reading.text(&path)?;
            reading.sources.templates.push((name, file));
        }
    }
    for (name, path) in reading.walk(&root.join("static"))? {
        let asset = reading.asset(name, &path)?;
        reading.sources.statics.push(asset);
    }
    Ok(reading.sources)
}

struct Reading {
    root: PathBuf,
    sources: Sources,
}

impl Reading {
    fn content(&mut self, content: &Path) -> Result<(), IoFailure> {
        let site = content.join("site.yaml");
        self.sources.has_site = exists(&site)?;
        self.sources.site = match self.sources.has_site {
            true => self.text(&site)?,
            false => self.sources.files.add("content/site.yaml".to_owned(), String::new()),
        };
        let facts = content.join("facts.yaml");
        if exists(&facts)? {
            let file = self.text(&facts)?;
            self.sources.facts.push(file);
        }
        for (name, path) in self.walk(&content.join("facts"))? {
            if name.ends_with(".yaml") || name.ends_with(".yml") {
                let file = self.text(&path)?;
                self.sources.facts.push(file);
            }
        }
        for (name, path) in self.walk(&content.join("articles"))? {
            if name.ends_with(".md") {
                let file = self.text(&path)?;
                self.sources.articles.push(file);
            }
        }
        for (name, path) in self.walk(&content.join("media"))? {
            let asset = self.asset(format!("media/{name}"), &path)?;
            self.sources.media.push(asset);
        }
        Ok(())
    }

    /// The files below a folder by name and path, hidden ones left out; none where the folder does not exist.
    fn walk(&mut self, folder: &Path) -> Result<Vec<(String, PathBuf)>, IoFailure> {
        if !exists(folder)? {
            return Ok(Vec::new());
        }
        let home = fs::canonicalize(self.root.join("content")).map_err(IoFailure::of("resolve", folder))?;
        let own = fs::canonicalize(folder).map_err(IoFailure::of("resolve", folder))?;
        let mut found = Vec::new();
        let visible =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible);
        for entry in walk {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                IoFailure { operation: "read", path, error: error.into() }
            })?;
            let path = entry.path().to_owned();
            if entry.path_is_symlink() && !self.stays_inside(&path, [&home, &own]) {
                continue;
            }
            let is_file = fs::metadata(&path).map_err(IoFailure::of("read", &path))?.is_file();
            if is_file && let Ok(below) = path.strip_prefix(folder) {
                found.push((slashed(below), path));
            } else if !is_file && path.extension().is_some_and(|extension| extension == "md") {
                let file = self.sources.files.add(self.relative(&path), String::new());
                let message = "this is a folder with the name of an article";
                let hint = Some("articles are files; rename the folder".to_owned());
                self.sources.diagnostics.add(Code::WrongType, Span::start_of(file), message, hint);
            }
        }
        found.sort();
        Ok(found)
    }

    /// Whether a symbolic link leads to a file inside one of the folders; reports it where it does not.
    fn stays_inside(&mut self, link: &Path, folders: [&PathBuf; 2]) -> bool {
        let target = fs::canonicalize(link);
        let inside = |target: &PathBuf| folders.iter().any(|folder| target.starts_with(folder));
        let problem = match target {
            Ok(target) if inside(&target) && target.is_file() => return true,
            Ok(target) if inside(&target) => "this symbolic link leads to a folder".to_owned(),
            Ok(_) => "this symbolic link leaves the content folder".to_owned(),
            Err(error) => format!("this symbolic link leads nowhere: {error}"),
        };
        let file = self.sources.files.add(self.relative(link), String::new());
        let hint = Some("put a copy of the file in its place".to_owned());
        self.sources.diagnostics.add(Code::OutsideContent, Span::start_of(file), problem, hint);
        false
    }

    fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }

    fn asset(&mut self, name: String, path: &Path) -> Result<Asset, IoFailure> {
        let file = self.sources.files.add(self.relative(path), String::new());
        let bytes = fs::read(path).map_err(IoFailure::of("read", path))?;
        Ok(Asset { name, bytes, file })
    }

    /// Reads a text file. What is not usable as text is reported and stands as an empty file.
    fn text(&mut self, path: &Path) -> Result<FileId, IoFailure> {
        let name = self.relative(path);
        let size = fs::metadata(path).map_err(IoFailure::of("read", path))?.len();
        if size > LARGEST_FILE {
            let file = self.sources.files.add(name, String::new());
            let message = format!("the file has {size} bytes; {LARGEST_FILE} are allowed");
            let hint = Some("part it into several files".to_owned());
            self.sources.diagnostics.add(Code::TooLarge, Span::start_of(file), message, hint);
            return Ok(file);
        }
        let bytes = fs::read(path).map_err(IoFailure::of("read", path))?;
        let (text, bad_at) = match String::from_utf8(bytes) {
            Ok(text) => {
                let nul = text.find('\0');
                (text, nul)
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
            }
        };
        let Some(at) = bad_at else {
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            return Ok(self.sources.files.add(name, text));
        };
        let before = text.get(..at).unwrap_or("");
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or("").chars().count();
        let nul = text[at..].starts_with('\0');
        // The text stays for the message; what stands in it is not parsed.
        let file = self.sources.files.add(name, text);
        let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
        let span = Span { file, line: count(line), column: count(column), width: 1 };
        let message = if nul { "a NUL character stands here; this is not text" } else { "this is not UTF-8 text" };
        self.sources.diagnostics.add(Code::NotUtf8, span, message, Some("save the file as UTF-8".to_owned()));
        Ok(file)
    }
}

fn exists(path: &Path) -> Result<bool, IoFailure> {
    path.try_exists().map_err(IoFailure::of("look for", path))
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
