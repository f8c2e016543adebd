//! The folder that a site goes to: whether it may be replaced, and what in it is the program's.
//!
//! Owns the marker file with its list of what was published. Deletes and writes nothing.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
use walkdir::{DirEntry, WalkDir};

use crate::diag::IoFailure;

/// Stands in every folder that the program made, and nowhere else.
pub(super) const MARKER: &str = ".osa-briefing";
const MARKER_TEXT: &str = "This folder is made by osa-briefing and replaced at every build. Do not edit it.\n";
const LIST_STARTS: &str = "These files are replaced or deleted by a build; beside any other it refuses:\n";
/// The most names that a refusal gives.
const MOST_NAMED: usize = 3;

/// Why a site can not be put in place.
#[derive(Debug)]
pub enum PublishFailure {
    /// The folder is not one that the program may replace.
    Refused(String),
    /// Two files of the site have this name: the program is at fault.
    Twice(String),
    /// The system refused an operation.
    Io(IoFailure),
}

impl From<IoFailure> for PublishFailure {
    fn from(failure: IoFailure) -> Self {
        Self::Io(failure)
    }
}

/// What a folder holds that the program made, each by its path from there, with `/`.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) files: Vec<String>,
    pub(super) folders: Vec<String>,
}

/// Who may read a file or folder: its mode and its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) mode: u32,
    pub(super) group: u32,
}

impl Access {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { mode: metadata.mode() & 0o7777, group: metadata.gid() }
    }
}

/// The text of the marker file of a folder that holds these files beside it.
pub(super) fn marker(names: &BTreeSet<String>) -> String {
    let list = names.iter().flat_map(|name| [name, "\n"]);
    [MARKER_TEXT, LIST_STARTS].into_iter().chain(list).collect()
}

/// Refuses a folder that is not absent, empty or made by the program, and one with anything in it that the program did
/// not publish; `done` says what was not done to it.
pub(super) fn admit(target: &Path, done: &str) -> Result<Held, PublishFailure> {
    let refuse = |why: &str| Err(PublishFailure::Refused(format!("{} {why}; nothing was {done}", target.display())));
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Held::default()),
        Err(error) => return Err(IoFailure::of("look at", target)(error).into()),
    };
    if metadata.is_symlink() {
        return refuse("is a symbolic link");
    }
    if !metadata.is_dir() {
        return refuse("is not a folder");
    }
    if is_mount_point(target)? {
        return refuse("is a mount point");
    }
    let listed = match listed(&target.join(MARKER))? {
        Marked::By(listed) => listed,
        Marked::WithoutList => {
            return refuse("was made by an older osa-briefing, which listed no files; delete it, or take another");
        }
    };
    let (held, foreign) = sorted(target, &listed)?;
    if foreign.is_empty() { Ok(held) } else { refuse(&format!("holds {}", named(&foreign))) }
}

/// How a marker file marks its folder.
enum Marked {
    By(BTreeSet<String>),
    WithoutList,
}

/// The files that a marker lists; none where there is no marker.
fn listed(marker: &Path) -> Result<Marked, IoFailure> {
    let is_file = fs::symlink_metadata(marker).is_ok_and(|metadata| metadata.is_file());
    if !is_file {
        return Ok(Marked::By(BTreeSet::new()));
    }
    let bytes = fs::read(marker).map_err(IoFailure::of("read", marker))?;
    let text = String::from_utf8_lossy(&bytes);
    let Some(list) = text.strip_prefix(MARKER_TEXT) else { return Ok(Marked::By(BTreeSet::new())) };
    let Some(list) = list.strip_prefix(LIST_STARTS) else { return Ok(Marked::WithoutList) };
    Ok(Marked::By(list.lines().chain([MARKER]).map(str::to_owned).collect()))
}

/// What lies below a folder: what the program made, and what it did not. Does not look into folders that are foreign.
fn sorted(folder: &Path, listed: &BTreeSet<String>) -> Result<(Held, Vec<String>), IoFailure> {
    let (mut held, mut foreign) = (Held::default(), Vec::new());
    let mut walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|error| IoFailure::of("read", folder)(error.into()))?;
        let name = name_below(folder, &entry);
        if !entry.file_type().is_dir() {
            // A link in the place of a file was not made by the program.
            let is_own = entry.file_type().is_file() && listed.contains(&name);
            let names = if is_own { &mut held.files } else { &mut foreign };
            names.push(name);
            continue;
        }
        let prefix = format!("{name}/");
        let is_own = listed.range(prefix.clone()..).next().is_some_and(|first| first.starts_with(&prefix));
        if is_own && !is_mount_point(entry.path())? {
            held.folders.push(name);
        } else {
            foreign.push(prefix);
            walk.skip_current_dir();
        }
    }
    Ok((held, foreign))
}

fn name_below(folder: &Path, entry: &DirEntry) -> String {
    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn named(foreign: &[String]) -> String {
    let shown: Vec<String> = foreign.iter().take(MOST_NAMED).map(|name| format!("`{}`", name.escape_debug())).collect();
    let more = match foreign.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}, which osa-briefing did not make", shown.join(", "))
}

/// Whether something is mounted there, also where it comes from the same disk.
fn is_mount_point(folder: &Path) -> Result<bool, IoFailure> {
    let own = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    if let Ok(own) = own
        && own.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
    {
        return Ok(own.stx_attributes.contains(StatxAttributes::MOUNT_ROOT));
    }
    // An old system does not say; there a folder of the same disk can not be told apart.
    let own = fs::metadata(folder).map_err(IoFailure::of("look at", folder))?;
    let parent = folder.join("..");
    let above = fs::metadata(&parent).map_err(IoFailure::of("look at", &parent))?;
    Ok(own.dev() != above.dev() || own.ino() == above.ino())
}

/// Refuses a target that is one of the folders from which the site is made, or lies in one.
///
/// # Errors
/// Where it does, or the working folder is gone.
pub fn keep_apart(target: &Path, folders: &[PathBuf]) -> Result<(), PublishFailure> {
    let real = resolved(target)?;
    for folder in folders {
        let place = resolved(folder)?;
        if real.starts_with(&place) {
            let name = folder.file_name().unwrap_or(OsStr::new("")).to_string_lossy();
            let lies = if real == place { "is" } else { "lies in" };
            let message =
                format!("{} {lies} `{name}/`, from which the site is made; nothing was written", target.display());
            return Err(PublishFailure::Refused(message));
        }
    }
    Ok(())
}

/// A path without links and dots, also of what does not exist yet.
fn resolved(path: &Path) -> Result<PathBuf, IoFailure> {
    let whole = std::path::absolute(path).map_err(IoFailure::of("resolve", path))?;
    let mut real = PathBuf::new();
    for part in whole.components() {
        if part == Component::ParentDir {
            real.pop();
            continue;
        }
        real.push(part);
        // What does not exist has no links in it.
        real = fs::canonicalize(&real).unwrap_or(real);
    }
    Ok(real)
}
