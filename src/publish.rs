//! Puts the finished site in place: the only writes of the program.
//!
//! A site is staged beside the old one and swapped in at once, so that the folder always holds the old or the new one,
//! whole. Files that did not change are linked, not written. Knows only paths and bytes.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

use crate::diag::IoFailure;

/// Stands in every folder that the program made, and nowhere else.
const MARKER: &str = ".osa-briefing";
const MARKER_TEXT: &str = "This folder is made by osa-briefing and replaced at every build. Do not edit it.\n";

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

/// A new site beside the old one.
#[derive(Debug)]
pub struct Stage {
    target: PathBuf,
    folder: PathBuf,
    /// The uppermost folder above the target that had to be made.
    made: Option<PathBuf>,
    /// Held while the stage is in use, so that a second build keeps off.
    lock: File,
    written: AtomicUsize,
    names: Mutex<BTreeSet<String>>,
}

/// What swapping in a site did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// How many files are new, other than before, or gone.
    pub changed: usize,
}

/// Refuses a folder that is not absent, empty or made by the program; `done` says what was not done to it.
fn admit(target: &Path, done: &str) -> Result<(), PublishFailure> {
    let refuse = |why: &str| Err(PublishFailure::Refused(format!("{} {why}; nothing was {done}", target.display())));
    let metadata = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
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
    let mut entries = fs::read_dir(target).map_err(IoFailure::of("read", target))?;
    let is_empty = entries.next().is_none();
    if !is_empty && !target.join(MARKER).is_file() {
        return refuse("holds files that osa-briefing did not make");
    }
    Ok(())
}

#[cfg(unix)]
fn is_mount_point(folder: &Path) -> Result<bool, IoFailure> {
    use std::os::unix::fs::MetadataExt;
    let own = fs::metadata(folder).map_err(IoFailure::of("look at", folder))?;
    let parent = folder.join("..");
    let above = fs::metadata(&parent).map_err(IoFailure::of("look at", &parent))?;
    Ok(own.dev() != above.dev() || own.ino() == above.ino())
}

impl Stage {
    /// Makes an empty stage for `target`; what an interrupted build left there is cleared away.
    ///
    /// # Errors
    /// Where the target may not be replaced, another build is writing, or the system refuses.
    pub fn open(target: &Path) -> Result<Self, PublishFailure> {
        let target = std::path::absolute(target).map_err(IoFailure::of("resolve", target))?;
        let target: PathBuf = target.components().collect();
        admit(&target, "written")?;
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(PublishFailure::Refused(format!("{} can not be an output folder", target.display())));
        };
        let made = parent.ancestors().take_while(|folder| !folder.exists()).last().map(Path::to_owned);
        fs::create_dir_all(parent).map_err(IoFailure::of("make", parent))?;
        let folder = parent.join(format!(".{}.osa-briefing-stage", name.to_string_lossy()));
        match fs::create_dir(&folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                // What a link leads to is not the program's to clear.
                let metadata = fs::symlink_metadata(&folder).map_err(IoFailure::of("look at", &folder))?;
                if !metadata.is_dir() {
                    let message = format!("{} is in the way; nothing was written", folder.display());
                    return Err(PublishFailure::Refused(message));
                }
            }
            Err(error) => return Err(IoFailure::of("make", &folder)(error).into()),
        }
        let lock = File::open(&folder).map_err(IoFailure::of("open", &folder))?;
        if flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(PublishFailure::Refused(format!("another build is writing {}", target.display())));
        }
        clear(&folder)?;
        Ok(Self { target, folder, made, lock, written: AtomicUsize::new(0), names: Mutex::default() })
    }

    /// Stages a file by its path from the top, with `/`. Bytes that the old site has too are linked.
    ///
    /// # Errors
    /// Where a file of this name was put before, or the system refuses.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), PublishFailure> {
        let is_new = self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        if !is_new {
            return Err(PublishFailure::Twice(name.to_owned()));
        }
        let staged = self.folder.join(name);
        let old = self.target.join(name);
        if let Some(parent) = staged.parent() {
            fs::create_dir_all(parent).map_err(IoFailure::of("make", parent))?;
        }
        let same = fs::symlink_metadata(&old)
            .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64)
            && fs::read(&old).is_ok_and(|before| before == bytes);
        // Where a disk knows no hard links the file is written like a new one.
        if !(same && fs::hard_link(&old, &staged).is_ok()) {
            fs::write(&staged, bytes).map_err(IoFailure::of("write", &staged))?;
        }
        if !same {
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Swaps the stage in, or drops it where nothing changed.
    ///
    /// # Errors
    /// Where the system refuses; the stage is gone then too.
    pub fn publish(self) -> Result<Published, PublishFailure> {
        self.swap_in().inspect_err(|_| {
            // The first failure is the one to report; what is left is cleared by the next build.
            let _ = self.discard();
        })
    }

    fn swap_in(&self) -> Result<Published, PublishFailure> {
        self.put(MARKER, MARKER_TEXT.as_bytes())?;
        let names = std::mem::take(&mut *self.names.lock().unwrap_or_else(PoisonError::into_inner));
        let gone = existing(&self.target)?.into_iter().filter(|name| !names.contains(name)).count();
        let changed = self.written.load(Ordering::Relaxed) + gone;
        if changed == 0 {
            remove(&self.folder)?;
            return Ok(Published { changed });
        }
        // One sync of the whole disk costs less than one a file.
        rustix::fs::syncfs(&self.lock).map_err(|error| IoFailure::of("sync", &self.folder)(error.into()))?;
        if self.target.exists() {
            // The folder may have been replaced since the build began.
            admit(&self.target, "written")?;
            renameat_with(CWD, &self.folder, CWD, &self.target, RenameFlags::EXCHANGE)
                .map_err(|error| IoFailure::of("swap in", &self.target)(error.into()))?;
            remove(&self.folder)?;
        } else {
            fs::rename(&self.folder, &self.target).map_err(IoFailure::of("put in place", &self.target))?;
        }
        Ok(Published { changed })
    }

    /// Drops the stage; the old site stays.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn discard(&self) -> Result<(), IoFailure> {
        remove(&self.folder)?;
        let Some(made) = &self.made else { return Ok(()) };
        let above = self.folder.ancestors().skip(1).take_while(|folder| folder.starts_with(made));
        // A folder that somebody has put something into meanwhile stays.
        let _ = above.map(fs::remove_dir).find(Result::is_err);
        Ok(())
    }
}

/// Fills a new stage for `target` and swaps it in; where that fails the old site stays.
///
/// # Errors
/// What `fill` gives, and as [`Stage::open`] and [`Stage::publish`].
pub fn replace<T, E>(target: &Path, fill: impl FnOnce(&Stage) -> Result<T, E>) -> Result<(T, Published), E>
where
    E: From<PublishFailure>,
{
    let stage = Stage::open(target)?;
    match fill(&stage) {
        Ok(filled) => Ok((filled, stage.publish()?)),
        Err(failure) => {
            stage.discard().map_err(PublishFailure::from)?;
            Err(failure)
        }
    }
}

/// Deletes an output folder that the program made; answers whether there was one.
///
/// # Errors
/// Where the folder is not the program's, or the system refuses.
pub fn clean(target: &Path) -> Result<bool, PublishFailure> {
    admit(target, "deleted")?;
    if !target.exists() {
        return Ok(false);
    }
    remove(target)?;
    Ok(true)
}

/// The files below a folder by their paths from it; none where it does not exist.
fn existing(folder: &Path) -> Result<Vec<String>, IoFailure> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(|error| IoFailure::of("read", folder)(error.into()))?;
        if !entry.file_type().is_dir()
            && let Ok(below) = entry.path().strip_prefix(folder)
        {
            let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            names.push(parts.join("/"));
        }
    }
    Ok(names)
}

fn clear(folder: &Path) -> Result<(), IoFailure> {
    for entry in fs::read_dir(folder).map_err(IoFailure::of("read", folder))? {
        let path = entry.map_err(IoFailure::of("read", folder))?.path();
        let is_folder = fs::symlink_metadata(&path).map_err(IoFailure::of("look at", &path))?.is_dir();
        if is_folder {
            remove(&path)?;
        } else {
            fs::remove_file(&path).map_err(IoFailure::of("delete", &path))?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<(), IoFailure> {
    fs::remove_dir_all(folder).map_err(IoFailure::of("delete", folder))
}
