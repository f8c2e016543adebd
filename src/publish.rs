//! Puts the finished site in place: the only writes of the program.
//!
//! A site is staged beside the old one and swapped in at once, so that the folder always holds the old or the new one,
//! whole. Files that did not change are linked, not written. Knows only paths and bytes, and deletes nothing that it did
//! not make.

mod target;

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

use crate::diag::IoFailure;

use target::{Access, Held, MARKER, admit, marker};

pub use target::{PublishFailure, keep_apart};

/// A new site beside the old one.
#[derive(Debug)]
pub struct Stage {
    target: PathBuf,
    folder: PathBuf,
    /// The uppermost folder above the target that had to be made.
    made: Option<PathBuf>,
    /// Held while the stage is in use, so that a second build keeps off.
    lock: File,
    /// What a file gets that is made now.
    access: Access,
    written: AtomicUsize,
    /// Whether a file has its old bytes and another mode or group than one that is made now.
    renewed: AtomicBool,
    names: Mutex<BTreeSet<String>>,
}

/// What swapping in a site did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// How many files are new, other than before, or gone.
    pub changed: usize,
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
        let prepared = take_over(&target, &folder, 0o700).and_then(|()| access_of_new(&folder.join(MARKER)));
        let access = prepared.inspect_err(|_| {
            // The first failure is the one to report.
            let _ = remove(&folder);
        })?;
        let (written, renewed) = (AtomicUsize::new(0), AtomicBool::new(false));
        Ok(Self { target, folder, made, lock, access, written, renewed, names: Mutex::default() })
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
        let before = fs::symlink_metadata(&old).ok();
        let before = before.filter(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
        let same = before.filter(|_| fs::read(&old).is_ok_and(|before| before == bytes));
        let as_new = same.as_ref().is_some_and(|metadata| Access::of(metadata) == self.access);
        // Where a disk knows no hard links the file is written like a new one.
        if !(as_new && fs::hard_link(&old, &staged).is_ok()) {
            fs::write(&staged, bytes).map_err(IoFailure::of("write", &staged))?;
        }
        match same {
            None => _ = self.written.fetch_add(1, Ordering::Relaxed),
            Some(_) => _ = self.renewed.fetch_or(!as_new, Ordering::Relaxed),
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
        let list = marker(&self.names.lock().unwrap_or_else(PoisonError::into_inner));
        self.put(MARKER, list.as_bytes())?;
        let names = std::mem::take(&mut *self.names.lock().unwrap_or_else(PoisonError::into_inner));
        // The folder may have been replaced since the build began, or something put into it.
        let held = admit(&self.target, "written")?;
        let gone = held.files.iter().filter(|name| !names.contains(*name)).count();
        let changed = self.written.load(Ordering::Relaxed) + gone;
        if changed == 0 && !self.renewed.load(Ordering::Relaxed) && self.has_folders_as_new(&held) {
            remove(&self.folder)?;
            return Ok(Published { changed });
        }
        // One sync of the whole disk costs less than one a file.
        rustix::fs::syncfs(&self.lock).map_err(|error| IoFailure::of("sync", &self.folder)(error.into()))?;
        if self.target.exists() {
            take_over(&self.target, &self.folder, 0)?;
            renameat_with(CWD, &self.folder, CWD, &self.target, RenameFlags::EXCHANGE)
                .map_err(|error| IoFailure::of("swap in", &self.target)(error.into()))?;
            remove(&self.folder)?;
        } else {
            fs::rename(&self.folder, &self.target).map_err(IoFailure::of("put in place", &self.target))?;
        }
        Ok(Published { changed })
    }

    /// Whether the folders of the old site have the mode and the group that they would get now.
    fn has_folders_as_new(&self, held: &Held) -> bool {
        let access = |folder: PathBuf| fs::symlink_metadata(folder).ok().map(|metadata| Access::of(&metadata));
        held.folders.iter().all(|name| access(self.target.join(name)) == access(self.folder.join(name)))
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

/// Gives `folder` the group and the mode of `target`, where that exists, and the rights of `also` besides.
fn take_over(target: &Path, folder: &Path, also: u32) -> Result<(), IoFailure> {
    let Ok(metadata) = fs::symlink_metadata(target) else { return Ok(()) };
    let wanted = Access::of(&metadata);
    let own = fs::symlink_metadata(folder).map_err(IoFailure::of("look at", folder))?;
    if Access::of(&own).group != wanted.group {
        chown(folder, None, Some(wanted.group)).map_err(IoFailure::of("give the group of the old site to", folder))?;
    }
    // Last, since a change of the group may take rights away.
    let permissions = Permissions::from_mode(wanted.mode | also);
    fs::set_permissions(folder, permissions).map_err(IoFailure::of("give the mode of the old site to", folder))
}

/// The mode and the group of a file that is made now: by the umask, and by the folder that it is made in.
fn access_of_new(file: &Path) -> Result<Access, IoFailure> {
    let made = File::create(file).map_err(IoFailure::of("write", file))?;
    let metadata = made.metadata().map_err(IoFailure::of("look at", file))?;
    fs::remove_file(file).map_err(IoFailure::of("delete", file))?;
    Ok(Access::of(&metadata))
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
