//! The files of a site that are not pages: style and icon, media, data.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::address::SitePath;
use crate::export;
use crate::load::Sources;
use crate::site::Site;

use super::Output;

static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Every file that is not a page, in the order of the paths. The root's own static files stand before the embedded ones.
pub(crate) fn files(site: &Site, sources: &Sources) -> Vec<Output> {
    let mut files: BTreeMap<SitePath, Vec<u8>> = BTreeMap::new();
    for file in STATIC.files().chain(STATIC.dirs().flat_map(Dir::files)) {
        let name = file.path().to_string_lossy();
        files.insert(SitePath::file(&format!("static/{name}")), file.contents().to_vec());
    }
    for asset in &sources.statics {
        files.insert(SitePath::file(&format!("static/{}", asset.name)), asset.bytes.clone());
    }
    for asset in &sources.media {
        files.insert(SitePath::file(&asset.name), asset.bytes.clone());
    }
    for file in export::files(site) {
        files.insert(file.path, file.bytes);
    }
    files.into_iter().map(|(path, bytes)| Output { path, bytes }).collect()
}
