//! The records of each section, `site.yaml` and figure blocks, field by field.

mod figure;
mod grants;
mod sections;
mod site;

pub(super) use figure::figure_block;
pub(super) use sections::read_section;
pub(super) use site::site;
