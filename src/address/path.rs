//! Paths of files and the links between them.

use super::web::encoded;

/// The path of a file of the site, from its top.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath {
    segments: Vec<Box<str>>,
}

/// A file of the site, and an anchor in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SitePath,
    pub anchor: Option<Box<str>>,
}

/// An address that may stand in a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct Href(String);

impl Href {
    /// A web or mail address that was checked when it was read.
    pub fn outside(address: &str) -> Self {
        Self(address.to_owned())
    }

    /// Where errors on a page are reported; the subject of a mail names the page.
    pub fn for_reports(contact: &str, page: &SitePath) -> Self {
        let is_bare_mail = contact.starts_with("mailto:") && !contact.contains('?');
        let subject = if is_bare_mail { format!("?subject={}", page.below("").as_str()) } else { String::new() };
        Self(format!("{contact}{subject}"))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SitePath {
    pub(super) fn new<'a>(segments: impl IntoIterator<Item = &'a str>) -> Self {
        Self { segments: segments.into_iter().map(Into::into).collect() }
    }

    /// A page or file at the top: `timeline.html`.
    pub fn top(name: &str) -> Self {
        Self::new([name])
    }

    /// A file whose name, with `/`, was found by walking a folder.
    pub fn file(name: &str) -> Self {
        Self::new(name.split('/').filter(|part| !matches!(*part, "" | "." | "..")))
    }

    /// A file of the data folder.
    pub fn data(name: &str) -> Self {
        Self::new(["data", name])
    }

    /// How far it lies below the top, as `../` repeated.
    pub fn to_top(&self) -> String {
        "../".repeat(self.segments.len().saturating_sub(1))
    }

    /// The path from the top, with `/`, as it stands on disk.
    pub fn as_file(&self) -> String {
        self.segments.join("/")
    }

    /// The relative link from this page to a place.
    pub fn href_to(&self, place: &Place) -> Href {
        let fragment = place.anchor.as_ref().map_or(String::new(), |anchor| format!("#{}", encoded(anchor)));
        if place.path == *self && !fragment.is_empty() {
            return Href(fragment);
        }
        let own = &self.segments[..self.segments.len() - 1];
        let shared = own.iter().zip(&place.path.segments).take_while(|(a, b)| a == b).count();
        let shared = shared.min(place.path.segments.len() - 1);
        let up = "../".repeat(own.len() - shared);
        let down: Vec<_> = place.path.segments[shared..].iter().map(|segment| encoded(segment)).collect();
        Href(format!("{up}{}{fragment}", down.join("/")))
    }

    /// The address of this page below the address at which the site is hosted.
    pub fn below(&self, base_url: &str) -> Href {
        let path: Vec<_> = self.segments.iter().map(|segment| encoded(segment)).collect();
        Href(format!("{base_url}{}", path.join("/")))
    }
}

impl Place {
    /// The top of a page.
    pub fn top_of(path: SitePath) -> Self {
        Self { path, anchor: None }
    }

    /// An anchor of a page.
    pub fn at(path: SitePath, anchor: impl Into<Box<str>>) -> Self {
        Self { path, anchor: Some(anchor.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, SitePath};

    fn href(from: &str, to: &str, anchor: Option<&str>) -> String {
        let place = Place { path: SitePath::file(to), anchor: anchor.map(Into::into) };
        SitePath::file(from).href_to(&place).as_str().to_owned()
    }

    #[test]
    fn links_are_relative() {
        assert_eq!(href("index.html", "grants/a.html", None), "grants/a.html");
        assert_eq!(href("grants/a.html", "index.html", None), "../index.html");
        assert_eq!(href("grants/a.html", "grants/b.html", Some("amount")), "b.html#amount");
        assert_eq!(href("grants/a.html", "grants/a.html", Some("amount")), "#amount");
        assert_eq!(href("grants/a.html", "grants/a.html", None), "a.html");
        assert_eq!(href("a/b/c.html", "a/d.html", None), "../d.html");
        assert_eq!(href("index.html", "media/a b é.png", None), "media/a%20b%20%C3%A9.png");
    }
}
