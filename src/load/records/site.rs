//! Reads `site.yaml`, field by field.

use crate::address::with_slash;
use crate::load::fields::Fields;
use crate::load::fields::tables::SITE;
use crate::load::sink::Sink;
use crate::load::values;
use crate::load::yaml::Node;
use crate::model::records::SiteInfo;
use crate::model::{Kind, Span};

/// Reads `site.yaml`; answers the site and where its `as_of` stands.
pub(crate) fn site(sink: &mut Sink, node: &Node) -> Option<(SiteInfo, Span)> {
    let mut fields = Fields::of(sink, node, &SITE, None)?;
    let as_of_span = fields.span_of("as_of");
    let title = fields.read(sink, "title", values::words).unwrap_or_default();
    let as_of = fields.read(sink, "as_of", values::date);
    let tagline = fields.read(sink, "tagline", values::words);
    let description = fields.read(sink, "description", values::words);
    let base_url = fields.read(sink, "base_url", values::base_url).map(|url| with_slash(&url));
    let language = fields.read(sink, "language", values::language).unwrap_or_else(|| "en".into());
    let desk = fields.read(sink, "desk", values::words);
    let contact = fields.read(sink, "contact", values::contact);
    let licence = fields.read(sink, "licence", values::words);
    let repository = fields.read(sink, "repository", values::url);
    let front_page = fields.read(sink, "front_page", values::pointers(Kind::Article)).unwrap_or_default();
    fields.finish();
    let site = SiteInfo {
        title,
        as_of: as_of?,
        tagline,
        description,
        base_url,
        language,
        desk,
        contact,
        licence,
        repository,
        front_page,
    };
    Some((site, as_of_span))
}
