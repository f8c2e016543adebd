//! The files of a site that are not pages: style and icon, media, data, what the root puts at the top of the site.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::address::{SitePath, pages};
use crate::diag::{Code, Diagnostics};
use crate::export;
use crate::load::{Asset, Sources};
use crate::model::Span;
use crate::site::Site;

use super::Output;

static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// The list of what was published, which stands at the top of every site.
const MARKER: &str = ".osa-briefing";

/// Every file that is not a page, in the order of the paths. The root's own static files stand before the embedded ones;
/// one that claims the path of another file, or lies below one, is reported and left out.
pub(crate) fn files(site: &Site, sources: &Sources, found: &mut Diagnostics) -> Vec<Output> {
    let mut files: BTreeMap<SitePath, Vec<u8>> = BTreeMap::new();
    for file in STATIC.files().chain(STATIC.dirs().flat_map(Dir::files)) {
        let name = file.path().to_string_lossy();
        files.insert(SitePath::file(&format!("static/{name}")), file.contents().to_vec());
    }
    for file in export::files(site) {
        files.insert(file.path, file.bytes);
    }
    let made: Vec<String> = files.keys().map(SitePath::as_file).collect();
    let pages = pages(site.records()).into_iter().map(|page| page.path(site.records()).as_file());
    let mut claimed = Claimed::default();
    pages.chain(made).chain([MARKER.to_owned()]).for_each(|path| claimed.claim(&path));
    for asset in &sources.media {
        claimed.claim(&asset.name);
        files.insert(SitePath::file(&asset.name), asset.bytes.clone());
    }
    let mut others: Vec<(String, &Asset)> = Vec::new();
    for asset in &sources.statics {
        let path = format!("static/{}", asset.name);
        match files.get_mut(&SitePath::file(&path)) {
            Some(bytes) => bytes.clone_from(&asset.bytes),
            None => others.push((path, asset)),
        }
    }
    others.extend(sources.tops.iter().map(|asset| (asset.name.clone(), asset)));
    for (path, asset) in others {
        if let Some(other) = claimed.taken(&path) {
            let message = format!("this file would take the path of `{other}` on the site");
            let hint = Some("rename it, or take it out".to_owned());
            found.add(Code::PathCollision, Span::start_of(asset.file), message, hint);
        } else {
            claimed.claim(&path);
            files.insert(SitePath::file(&path), asset.bytes.clone());
        }
    }
    files.into_iter().map(|(path, bytes)| Output { path, bytes }).collect()
}

/// The paths that are taken, in small letters: those of files, and those of the folders above them.
#[derive(Default)]
struct Claimed {
    files: BTreeMap<String, String>,
    folders: BTreeMap<String, String>,
}

impl Claimed {
    fn claim(&mut self, path: &str) {
        let small = path.to_lowercase();
        for (end, _) in small.match_indices('/') {
            self.folders.entry(small[..end].to_owned()).or_insert_with(|| path.to_owned());
        }
        self.files.insert(small, path.to_owned());
    }

    /// What stands in the way of a file: one of that path, one in the place of a folder above it, or a folder of its name.
    fn taken(&self, path: &str) -> Option<&str> {
        let small = path.to_lowercase();
        let above = small.match_indices('/').find_map(|(end, _)| self.files.get(&small[..end]));
        self.files.get(&small).or(above).or_else(|| self.folders.get(&small)).map(String::as_str)
    }
}
