//! Reads every file that a build uses: the only reads of the program.
//!
//! Walks in sorted order, refuses links that leave the content folder, and hands on text that is known to be text.

mod marks;
mod names;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::{DirEntry, WalkDir};

use crate::diag::{Code, Diagnostics, Files, IoFailure};
use crate::model::character::{is_forbidden, named};
use crate::model::text::grouped;
use crate::model::{FileId, Span};

use names::{is_left_behind, right_place, slashed};

/// The folders of the root from which a site is made.
pub const FOLDERS: [&str; 3] = ["content", "static", "templates"];

/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// A file that is copied or overrides an embedded one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path below its folder, with `/`.
    pub name: String,
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
    /// The root's `static/**` but for `static/top/`.
    pub statics: Vec<Asset>,
    /// The root's `static/top/**`, for the top of the site.
    pub tops: Vec<Asset>,
    /// Stand-ins for files of the content folder whose text could not be had at all.
    pub unread: Vec<FileId>,
    /// Files whose text is not to be parsed.
    pub unusable: BTreeSet<FileId>,
    /// What is wrong with the files themselves.
    pub diagnostics: Diagnostics,
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
    let home = fs::canonicalize(&content).map_err(IoFailure::of("resolve", &content))?;
    let mut reading = Reading { root: root.to_owned(), home, read: BTreeSet::new(), sources: Sources::default() };
    reading.content(&content)?;
    reading.unread(&content)?;
    for (name, path) in reading.walk(&root.join("templates"), is_visible)? {
        if name.ends_with(".html") || name.ends_with(".xml") {
            let file = reading.text(&path)?;
            reading.sources.templates.push((name, file));
        }
    }
    let statics = root.join("static");
    let top = statics.join("top");
    for (name, path) in reading.walk(&statics, |entry| is_visible(entry) && entry.path() != top)? {
        let asset = reading.asset(name, &path)?;
        reading.sources.statics.push(asset);
    }
    for (name, path) in reading.walk(&top, |_| true)? {
        let asset = reading.asset(name, &path)?;
        reading.sources.tops.push(asset);
    }
    Ok(reading.sources)
}

struct Reading {
    root: PathBuf,
    /// The content folder without symbolic links.
    home: PathBuf,
    /// What was read of the content, or reported.
    read: BTreeSet<PathBuf>,
    sources: Sources,
}

impl Reading {
    fn content(&mut self, content: &Path) -> Result<(), IoFailure> {
        let site = self.single(&content.join("site.yaml"))?;
        self.sources.has_site = site.is_some();
        self.sources.site =
            site.unwrap_or_else(|| self.sources.files.add("content/site.yaml".to_owned(), String::new()));
        let facts = self.single(&content.join("facts.yaml"))?;
        self.sources.facts.extend(facts);
        for (name, path) in self.walk_content(&content.join("facts"))? {
            if name.ends_with(".yaml") {
                let file = self.text(&path)?;
                self.sources.facts.push(file);
            }
        }
        for (name, path) in self.walk_content(&content.join("articles"))? {
            if name.ends_with(".md") {
                let file = self.text(&path)?;
                self.sources.articles.push(file);
            }
        }
        for (name, path) in self.walk_content(&content.join("media"))? {
            let asset = self.asset(format!("media/{name}"), &path)?;
            self.sources.media.push(asset);
        }
        Ok(())
    }

    /// Reads a file that has a fixed name; none where it does not exist.
    fn single(&mut self, path: &Path) -> Result<Option<FileId>, IoFailure> {
        let Some(metadata) = metadata_of(path)? else { return Ok(None) };
        if metadata.is_symlink() {
            let refused = self.refused_link(path, &[]);
            if refused.is_some() {
                return Ok(refused);
            }
        }
        if metadata.is_dir() {
            let hint = "rename the folder; facts may also stand in the files of `content/facts/`";
            return Ok(Some(self.stand_in(path, Code::WrongType, "this is a folder with the name of a file", hint)));
        }
        self.text(path).map(Some)
    }

    /// The files below a folder of the content; it has to be a folder, and to lie there.
    fn walk_content(&mut self, folder: &Path) -> Result<Vec<(String, PathBuf)>, IoFailure> {
        let Some(metadata) = metadata_of(folder)? else { return Ok(Vec::new()) };
        if metadata.is_file() {
            let hint = "rename the file, or move it into a folder of this name";
            self.stand_in(folder, Code::WrongType, "this is a file with the name of a folder", hint);
            return Ok(Vec::new());
        }
        let outside = |target: io::Result<PathBuf>| target.is_ok_and(|target| !target.starts_with(&self.home));
        if metadata.is_symlink() && outside(fs::canonicalize(folder)) {
            let hint = "put a copy of the folder in its place";
            let message = "this symbolic link leaves the content folder";
            self.stand_in(folder, Code::OutsideContent, message, hint);
            return Ok(Vec::new());
        }
        self.walk(folder, is_visible)
    }

    /// Reports what lies in the content folder and is not read, a folder that is none of ours as a whole.
    fn unread(&mut self, content: &Path) -> Result<(), IoFailure> {
        let is_media = |entry: &DirEntry| entry.depth() == 1 && entry.file_name() == "media";
        let hidden_text = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            !entry.file_type().is_dir() && [".md", ".yaml", ".yml"].iter().any(|end| name.ends_with(end))
        };
        let wanted = |entry: &DirEntry| {
            let left_behind = is_left_behind(&entry.file_name().to_string_lossy());
            let may_hold_more = !entry.file_type().is_dir() || !self.read.contains(entry.path());
            let is_named = is_visible(entry) || hidden_text(entry);
            entry.depth() == 0 || !left_behind && !is_media(entry) && is_named && may_hold_more
        };
        let mut foreign = BTreeSet::new();
        for entry in WalkDir::new(content).sort_by_file_name().into_iter().filter_entry(wanted) {
            let entry = entry.map_err(|error| walk_failure(error, content))?;
            if entry.file_type().is_dir() || self.read.contains(entry.path()) {
                continue;
            }
            let name = slashed(entry.path().strip_prefix(content).unwrap_or(entry.path()));
            let folder = name.split_once('/').map(|(folder, _)| folder.to_owned());
            let (name, place) = match folder.filter(|folder| !names::FOLDERS.contains(&folder.as_str())) {
                Some(folder) if !foreign.insert(folder.clone()) => continue,
                Some(folder) => (format!("{folder}/"), right_place(&name)),
                None => (name.clone(), right_place(&name)),
            };
            let (what, hint) = match name.strip_suffix('/') {
                Some(_) => ("nothing in this folder is read", format!("move what it holds: to `content/{place}`, say")),
                None if place == name => ("this file is not read", "take the dot off the start of its name".to_owned()),
                None => ("this file is not read", format!("name it `content/{place}`, or take it out")),
            };
            let file = self.sources.files.add(format!("content/{name}"), String::new());
            self.sources.diagnostics.add(Code::UnreadFile, Span::start_of(file), what, Some(hint));
        }
        Ok(())
    }

    /// The files below a folder by name and path that are `wanted`, without what editors and systems leave behind; none
    /// where the folder does not exist.
    fn walk(&mut self, folder: &Path, wanted: impl Fn(&DirEntry) -> bool) -> Result<Vec<(String, PathBuf)>, IoFailure> {
        if metadata_of(folder)?.is_none() {
            return Ok(Vec::new());
        }
        let own = fs::canonicalize(folder).map_err(IoFailure::of("resolve", folder))?;
        let mut found = Vec::new();
        let wanted = |entry: &DirEntry| {
            entry.depth() == 0 || wanted(entry) && !is_left_behind(&entry.file_name().to_string_lossy())
        };
        for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
            let entry = entry.map_err(|error| walk_failure(error, folder))?;
            let path = entry.path().to_owned();
            if entry.depth() > 0 && entry.path_is_symlink() && self.refused_link(&path, &[&own]).is_some() {
                continue;
            }
            let is_file = fs::metadata(&path).map_err(IoFailure::of("read", &path))?.is_file();
            if is_file && let Ok(below) = path.strip_prefix(folder) {
                found.push((slashed(below), path));
            } else if !is_file && path.extension().is_some_and(|extension| extension == "md" || extension == "yaml") {
                let message = "this is a folder with the name of a file";
                self.stand_in(&path, Code::WrongType, message, "articles and facts are files; rename the folder");
            }
        }
        found.sort();
        Ok(found)
    }

    /// Reports a symbolic link unless it leads to a file of the content or of one of `folders`.
    fn refused_link(&mut self, link: &Path, folders: &[&Path]) -> Option<FileId> {
        let inside = |target: &Path| target.starts_with(&self.home) || folders.iter().any(|f| target.starts_with(f));
        let problem = match fs::canonicalize(link) {
            Ok(target) if inside(&target) && target.is_file() => return None,
            Ok(target) if inside(&target) => "this symbolic link leads to a folder",
            Ok(_) => "this symbolic link leaves the content folder",
            Err(error) if error.kind() == io::ErrorKind::NotFound => "this symbolic link leads nowhere",
            Err(_) => "this symbolic link can not be followed; it may lead to itself",
        };
        Some(self.stand_in(link, Code::OutsideContent, problem, "put a copy of the file in its place"))
    }

    /// Reports a file that can not be used and lets an empty one stand in for it.
    fn stand_in(&mut self, path: &Path, code: Code, message: impl Into<String>, hint: &str) -> FileId {
        let file = self.sources.files.add(self.relative(path), String::new());
        self.sources.diagnostics.add(code, Span::start_of(file), message, Some(hint.to_owned()));
        self.sources.unread.push(file);
        self.sources.unusable.insert(file);
        self.read.insert(path.to_owned());
        file
    }

    fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }

    fn asset(&mut self, name: String, path: &Path) -> Result<Asset, IoFailure> {
        let bytes = fs::read(path).map_err(IoFailure::of("read", path))?;
        let Sources { files, diagnostics, .. } = &mut self.sources;
        let relative = slashed(path.strip_prefix(&self.root).unwrap_or(path));
        // Of the texts among them, only those with the marks of a merge are shown.
        let file = match std::str::from_utf8(&bytes) {
            Ok(text) if ["\n=======", "\n>>>>>>> "].iter().all(|mark| text.contains(mark)) => {
                let file = files.add(relative, with_plain_line_ends(text));
                marks::conflicts(&files.lines(file).clone(), file, diagnostics);
                file
            }
            _ => files.add(relative, String::new()),
        };
        if let Some(bad) = name.chars().find(|character| is_forbidden(*character)) {
            let message = format!("the name of this file holds what no name may: {}", named(bad));
            diagnostics.add(Code::BadCharacter, Span::start_of(file), message, Some("rename the file".to_owned()));
        }
        Ok(Asset { name, bytes, file })
    }

    /// Reads a text file. What is not usable as text is reported and stands as an empty file.
    fn text(&mut self, path: &Path) -> Result<FileId, IoFailure> {
        let name = self.relative(path);
        self.read.insert(path.to_owned());
        let size = fs::metadata(path).map_err(IoFailure::of("read", path))?.len();
        if size > LARGEST_FILE {
            let message =
                format!("the file has {} bytes; {} are allowed", grouped(size.into()), grouped(LARGEST_FILE.into()));
            return Ok(self.stand_in(path, Code::TooLarge, message, "split it into several files"));
        }
        let bytes = fs::read(path).map_err(IoFailure::of("read", path))?;
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&bytes);
        let (text, bad_at) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.into(), text.find('\0')),
            Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
        };
        let before = bad_at.and_then(|at| text.get(..at)).unwrap_or("").to_owned();
        let nul = bad_at.is_some_and(|at| text[at..].starts_with('\0'));
        // The text stays for the message, even where what stands in it is not parsed.
        let file = self.sources.files.add(name, with_plain_line_ends(&text));
        if bad_at.is_some() {
            let at = with_plain_line_ends(&before).len();
            let span = self.sources.files.lines(file).span(file, at, 1);
            let message = if nul { "a NUL character stands here; this is not text" } else { "this is not UTF-8 text" };
            let hint = if nul { "take the character out" } else { "save the file as UTF-8" };
            self.sources.diagnostics.add(Code::NotUtf8, span, message, Some(hint.to_owned()));
            self.sources.unusable.insert(file);
            return Ok(file);
        }
        let lines = self.sources.files.lines(file).clone();
        if marks::conflicts(&lines, file, &mut self.sources.diagnostics) {
            self.sources.unusable.insert(file);
        } else if let Some(text) = marks::without_forbidden(&lines, file, &mut self.sources.diagnostics) {
            self.sources.files.replace(file, text);
        }
        Ok(file)
    }
}

/// What some editors write at the start of UTF-8 text.
const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Text whose lines all end in `\n`, so that every later phase counts the same lines.
fn with_plain_line_ends(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// What a path is, a symbolic link as itself; none where there is nothing.
fn metadata_of(path: &Path) -> Result<Option<fs::Metadata>, IoFailure> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(IoFailure::of("look for", path)(error)),
    }
}

fn walk_failure(error: walkdir::Error, folder: &Path) -> IoFailure {
    let path = error.path().unwrap_or(folder).to_owned();
    IoFailure { operation: "read", path, error: error.into() }
}

/// Whether the name of an entry starts without a dot; the folder itself counts as visible.
fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}
