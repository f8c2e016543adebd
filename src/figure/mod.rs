//! stub
#![allow(missing_docs)]
use crate::link::{Place, Site};
use crate::model::{FiscalYear, Id, Key, prose::Chart, records::Disagreement};
pub struct Figure { pub name: String, pub headline: String, pub subtitle: String, pub svg: Svg, pub limit: String, pub table: Table }
pub struct Svg(String);
impl Svg { pub fn as_str(&self) -> &str { &self.0 } }
pub struct Table { pub caption: String, pub columns: Vec<Column>, pub rows: Vec<Vec<Cell>> }
pub struct Column { pub label: String, pub align: Align }
pub enum Align { Text, Number }
pub struct Cell { pub text: String, pub to: Option<Place> }
#[derive(Default)]
pub struct Options { pub of: Option<(Key, String)>, pub year: Option<FiscalYear>, pub country: Option<Id> }
pub fn draw(_: &Site, _: Chart, _: &Options) -> Option<Figure> { None }
pub fn country_multiple(_: &Site, country: &Id) -> Figure { Figure { name: format!("c-{country}"), headline: String::new(), subtitle: String::new(), svg: Svg(String::new()), limit: String::new(), table: Table { caption: String::new(), columns: vec![], rows: vec![] } } }
pub fn claims_of_record(_: &Site, _: &Disagreement) -> Option<Figure> { None }
