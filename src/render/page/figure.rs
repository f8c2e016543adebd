//! A figure as its template sees it: words as HTML, places as links, marks as they are.

use serde::Serialize;

use crate::address::{Href, PageKey};
use crate::figure::{self, Body, Cell, ColumnKind, Mark, Percent, Sign};
use crate::ledger::Stage;
use crate::render::html::Html;
use crate::render::theme;

use super::Page;

/// A figure with the words of whoever placed it.
#[derive(Debug, Serialize)]
struct FigureView<'f> {
    /// Its anchor on the page.
    id: String,
    headline: Html,
    subtitle: Html,
    key: Vec<KeyView<'f>>,
    /// One of the next three is there.
    table: Option<TableView<'f>>,
    tiles: Vec<TileView>,
    map: Option<MapView>,
    caption: Option<Html>,
    limit: Html,
    data: Href,
}

#[derive(Debug, Serialize)]
struct KeyView<'f> {
    stage: Option<&'static str>,
    marks: &'f [Mark],
    words: Html,
}

#[derive(Debug, Serialize)]
struct TableView<'f> {
    /// The headline for those who hear of a table.
    label: Html,
    columns: Vec<ColumnView<'f>>,
    groups: Vec<GroupView<'f>>,
    /// Whether it may be wider than a screen.
    is_wide: bool,
}

#[derive(Debug, Serialize)]
struct ColumnView<'f> {
    class: Option<&'static str>,
    is_drawing: bool,
    is_count: bool,
    label: Html,
    /// The heading for the attribute of a cell that stands alone.
    plain: Html,
    steps: &'f [String],
}

#[derive(Debug, Serialize)]
struct GroupView<'f> {
    anchor: Option<&'static str>,
    heading: Option<Html>,
    rows: Vec<Vec<CellView<'f>>>,
}

#[derive(Debug, Default, Serialize)]
struct CellView<'f> {
    marks: Option<&'f [Mark]>,
    stage: Option<&'static str>,
    stage_word: &'static str,
    lines: Vec<Html>,
    under: Option<Html>,
}

#[derive(Debug, Serialize)]
struct TileView {
    column: u8,
    row: u8,
    name: Html,
    code: Html,
    href: Href,
    stage: &'static str,
    stage_word: &'static str,
}

#[derive(Debug, Serialize)]
struct MapView {
    width: u32,
    height: u32,
    land: &'static str,
    marked: Vec<MarkedView>,
}

#[derive(Debug, Serialize)]
struct MarkedView {
    left: Option<Percent>,
    top: Option<Percent>,
    is_small: bool,
    link: Html,
    stage: &'static str,
    stage_word: &'static str,
}

/// Up to how many columns fit on a screen of 1,024 pixels.
const MOST_COLUMNS: usize = 14;

impl Page<'_> {
    /// A figure, and a caption if there is one.
    pub(in crate::render) fn figure(&self, figure: &figure::Figure, caption: Option<&Html>) -> Html {
        let (table, tiles, map) = match &figure.body {
            Body::Table(table) => (Some(self.table_view(table, &figure.headline)), Vec::new(), None),
            Body::Tiles(tiles) => (None, tiles.iter().map(|tile| self.tile_view(tile)).collect(), None),
            Body::Map(map) => (None, Vec::new(), Some(self.map_view(map))),
        };
        let view = FigureView {
            id: self.figure_id(&figure.name),
            headline: Html::text(&figure.headline),
            subtitle: Html::text(&figure.subtitle),
            key: figure.key.iter().map(|(sign, words)| key_view(sign, words)).collect(),
            table,
            tiles,
            map,
            caption: caption.cloned(),
            limit: Html::text(&figure.limit),
            data: self.href_to_page(&PageKey::Data),
        };
        self.component("figure", &[("figure", theme::value(&view))])
    }

    /// The stage of a grant by mark and word.
    pub(in crate::render) fn stage(&self, stage: Stage) -> Html {
        self.stage_words(stage, stage.word().to_owned())
    }

    /// How many grants are in a stage, by mark, number and word.
    pub(in crate::render) fn stage_count(&self, stage: Stage, count: usize) -> Html {
        self.stage_words(stage, format!("{count} {}", stage.word()))
    }

    fn stage_words(&self, stage: Stage, words: String) -> Html {
        let arguments = [("stage", tera::Value::from(stage.class())), ("words", tera::Value::from(words.as_str()))];
        Html::worded(self.component("stage", &arguments).as_str().to_owned(), words)
    }

    fn table_view<'f>(&self, table: &'f figure::Table, headline: &str) -> TableView<'f> {
        let group = |group: &'f figure::Group| GroupView {
            anchor: group.heading.as_ref().map(|(anchor, _)| *anchor),
            heading: group.heading.as_ref().map(|(_, words)| Html::text(words)),
            rows: group.rows.iter().map(|row| row.iter().map(|cell| self.cell_view(cell)).collect()).collect(),
        };
        TableView {
            label: Html::attribute(headline),
            columns: table.columns.iter().map(column_view).collect(),
            groups: table.groups.iter().map(group).collect(),
            is_wide: table.columns.len() > MOST_COLUMNS,
        }
    }

    fn cell_view<'f>(&self, cell: &'f Cell) -> CellView<'f> {
        match cell {
            Cell::Empty => CellView::default(),
            Cell::Drawing(marks) => CellView { marks: Some(marks), ..CellView::default() },
            Cell::Words(words) => CellView {
                marks: None,
                stage: words.stage.map(Stage::class),
                stage_word: words.stage.map_or("", Stage::word),
                lines: words.lines.iter().map(|line| self.line(line)).collect(),
                under: words.under.as_deref().map(Html::text),
            },
        }
    }

    fn line(&self, line: &figure::Line) -> Html {
        let text = Html::text(&line.text);
        let text = line.to.as_ref().map_or_else(|| text.clone(), |place| Html::link(&self.href(place), &text));
        let says = line.says.as_deref().map_or_else(Html::default, |says| {
            Html::concat([Html::text(": “"), Html::verbatim(says), Html::text("”")])
        });
        Html::concat([text, Html::text(&line.after), says])
    }

    fn tile_view(&self, tile: &figure::Tile) -> TileView {
        TileView {
            column: tile.cell.0,
            row: tile.cell.1,
            name: Html::text(&tile.name),
            code: Html::text(&tile.code),
            href: self.href(&tile.to),
            stage: tile.stage.class(),
            stage_word: tile.stage.word(),
        }
    }

    fn map_view(&self, map: &figure::Map) -> MapView {
        let marked = |marked: &figure::Marked| MarkedView {
            left: marked.at.map(|(left, _)| left),
            top: marked.at.map(|(_, top)| top),
            is_small: marked.is_small,
            link: Html::link(&self.href(&marked.to), &Html::text(&marked.name)),
            stage: marked.stage.class(),
            stage_word: marked.stage.word(),
        };
        let (width, height) = map.size;
        MapView { width, height, land: map.land, marked: map.marked.iter().map(marked).collect() }
    }
}

fn key_view<'f>(sign: &'f Sign, words: &str) -> KeyView<'f> {
    let (stage, marks): (_, &[Mark]) = match sign {
        Sign::Stage(stage) => (Some(stage.class()), &[]),
        Sign::Marks(marks) => (None, marks),
    };
    KeyView { stage, marks, words: Html::text(words) }
}

fn column_view(column: &figure::Column) -> ColumnView<'_> {
    let (class, steps): (_, &[String]) = match &column.kind {
        ColumnKind::Words => (None, &[]),
        ColumnKind::Number => (Some("cell-number"), &[]),
        ColumnKind::Drawing(steps) => (Some("cell-drawing"), steps),
        ColumnKind::Count => (Some("cell-count"), &[]),
    };
    ColumnView {
        class,
        is_drawing: matches!(column.kind, ColumnKind::Drawing(_)),
        is_count: column.kind == ColumnKind::Count,
        label: Html::text(&column.label),
        plain: Html::attribute(&column.label),
        steps,
    }
}
