//! Values of every form, each read on its own, so that one mistake hides no other.

mod facts;
mod ids;
mod plain;
mod single;

pub(super) use facts::{evidence, fact};
pub(super) use ids::{any_pointers, end_user, fact_reference, id, own_id, party, pointer, pointers};
pub(super) use plain::{each, list, prose, words};
pub(super) use single::{
    base_url, contact, date, fiscal_year, flag, iso3, language, marker, money, number, one_of, quantity, tile, url,
};
