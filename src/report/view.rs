//! What the report's templates get: a head, and blocks in order. A template shows blocks; it computes nothing.
//!
//! Texts are texts, escaped by the template. `svg` and `html` are finished markup of our own (charts, cleaned Markdown).

use serde::Serialize;

use super::delta::DeltaView;

#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    pub title: String,
    /// What the page is about, above the title: `Network`, `Campaign`.
    pub kind: String,
    /// A line under the title.
    pub lead: String,
    pub head: HeadView,
    pub blocks: Vec<Block>,
}

/// The same on all pages of a period, but for the links.
#[derive(Debug, Clone, Serialize)]
pub struct HeadView {
    pub lang: String,
    pub dir: &'static str,
    pub shop: String,
    pub report: String,
    pub period: String,
    pub days: String,
    /// `partial, until 12 June 2026`
    pub partial: Option<String>,
    /// `compared with Q2 2026 (1 Apr – 30 Jun 2026)`
    pub compared: Option<String>,
    /// `no export tells of orders from 1 Aug 2026 to 31 Aug 2026`
    pub gap: Option<String>,
    /// Name and value: time zone, currency, sources.
    pub facts: Vec<(String, String)>,
    pub notice: Option<String>,
    /// What the style sheet calls the printed sheets of this period.
    pub sheet: String,
    /// To the folder that holds the style sheet: `../../`.
    pub root: String,
    pub css: String,
    pub json: String,
    pub periods: Vec<LinkView>,
    pub nav: Vec<LinkView>,
    /// `noindex` unless the author wants it found.
    pub robots: Option<&'static str>,
    /// In a sentence, when the report is published.
    pub description: Option<String>,
    /// Where a published page is.
    pub canonical: Option<String>,
    /// HTML: tags for networks, when the report is published.
    pub meta: String,
    /// When the report is published; a browser that reads from a disk has no `'self'`.
    pub csp: Option<String>,
    /// The shop, when the report is published.
    pub shop_url: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LinkView {
    pub text: String,
    pub href: String,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    Message(Message),
    Tiles {
        id: String,
        title: String,
        tiles: Vec<Tile>,
    },
    Figure(Figure),
    /// Small figures side by side.
    Multiples {
        id: String,
        title: String,
        text: String,
        figures: Vec<Figure>,
        /// The figures behind all of them.
        table: Option<Table>,
    },
    Table(Table),
    /// Terms and what they mean.
    Terms {
        id: String,
        title: String,
        terms: Vec<(String, String)>,
    },
    Notes {
        id: String,
        title: String,
        notes: Vec<Note>,
    },
}

impl Block {
    /// Sentences that the report says itself, as HTML.
    pub fn message(id: &str, title: &str, html: String) -> Block {
        let said = Folded { first: html, rest: String::new() };
        Block::Message(Message { id: id.to_owned(), title: title.to_owned(), own: None, said })
    }

    /// For the table of contents.
    pub fn entry(&self) -> (&str, &str) {
        match self {
            Block::Tiles { id, title, .. }
            | Block::Multiples { id, title, .. }
            | Block::Terms { id, title, .. }
            | Block::Notes { id, title, .. } => (id, title),
            Block::Message(message) => (&message.id, &message.title),
            Block::Figure(figure) => (&figure.id, &figure.title),
            Block::Table(table) => (&table.id, &table.title),
        }
    }
}

/// Sentences: the author's, where there are any, and after them those that the report says itself.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    pub id: String,
    pub title: String,
    pub own: Option<Folded>,
    pub said: Folded,
}

/// HTML that stands above the first figures, and what is folded away on telephones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Folded {
    pub first: String,
    pub rest: String,
}

/// One headline figure.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    pub metric: &'static str,
    pub label: String,
    /// `—` where there is none.
    pub value: String,
    /// Why there is none.
    pub why: Option<String>,
    pub few: Option<String>,
    /// Of which days it is, where not of the whole period.
    pub days: Option<String>,
    pub delta: Option<DeltaView>,
    /// `before: €37,040`
    pub before: Option<String>,
    pub target: Option<TargetView>,
    pub spark: Option<String>,
    pub define: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct TargetView {
    /// `96 % of €42,000`
    pub text: String,
    /// `€1,790 short`
    pub gap: String,
    pub tone: &'static str,
    pub svg: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    pub id: String,
    pub title: String,
    /// What it says, in a sentence.
    pub text: String,
    pub svg: String,
    /// The figures behind it.
    pub table: Option<Table>,
    /// Numbered as on the chart.
    pub events: Vec<String>,
    pub notes: Vec<String>,
}

/// Any table: on the page, as CSV and in report.json.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    pub id: String,
    pub title: String,
    pub text: String,
    pub columns: Vec<Column>,
    pub rows: Vec<TableRow>,
    pub total: Option<TableRow>,
    /// The CSV beside the page, from its folder.
    pub csv: String,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Column {
    /// In CSV and JSON.
    pub key: String,
    pub label: String,
    pub number: bool,
    /// Key and label of what stands in second lines, which is a column of its own in CSV and JSON.
    #[serde(skip)]
    pub second: Option<(&'static str, String)>,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct TableRow {
    pub cells: Vec<Cell>,
    /// What matters less: others, rest.
    pub quiet: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    pub text: String,
    /// For CSV and JSON; a number as such.
    #[serde(skip)]
    pub plain: String,
    pub href: Option<String>,
    pub delta: Option<DeltaView>,
    pub bar: Option<String>,
    /// A shade from 0 to 5 of a heat table.
    pub heat: Option<u8>,
    pub few: bool,
    pub why: Option<String>,
    /// A second line.
    pub detail: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// `ok`, `note`, `warning` or `error`.
    pub level: &'static str,
    pub title: String,
    pub text: String,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { plain: text.clone(), text, ..Cell::default() }
    }

    pub fn link(text: impl Into<String>, href: String) -> Cell {
        Cell { href: Some(href), ..Cell::text(text) }
    }
}

impl Column {
    pub fn text(key: &str, label: impl Into<String>) -> Column {
        Column { key: key.to_owned(), label: label.into(), ..Column::default() }
    }

    pub fn number(key: &str, label: impl Into<String>) -> Column {
        Column { key: key.to_owned(), label: label.into(), number: true, ..Column::default() }
    }

    pub fn and(self, key: &'static str, label: impl Into<String>) -> Column {
        Column { second: Some((key, label.into())), ..self }
    }
}
