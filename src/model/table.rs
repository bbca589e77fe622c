//! Tables as an author declares them: which rows, which columns, which notes.

use super::language::{Bilingual, Language};
use super::node::{Cell, Node};
use super::place::Place;

/// How a column may be aligned.
pub const ALIGNMENTS: [&str; 4] = ["left", "center", "right", "decimal"];

/// The units of a column's width.
pub const LENGTHS: [&str; 6] = ["pt", "mm", "cm", "em", "fr", "%"];

/// A declared table.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Its name, as in `{{ table("name") }}`.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
    /// The data set whose rows it shows.
    pub data: String,
    /// Rows are shown when each of these columns has one of these values.
    pub filter: Vec<(String, Vec<String>)>,
    /// The caption.
    pub caption: Bilingual,
    /// Whether the table stands on a landscape page.
    pub landscape: bool,
    /// The column whose value groups the rows, and the groups in order.
    pub grouping: Option<Grouping>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Abbreviations spelled out beneath, by their short form.
    pub abbreviations: Vec<String>,
    /// Notes beneath, lettered when they belong to a cell.
    pub notes: Vec<Note>,
    /// What the table was made from.
    pub source: Bilingual,
}

/// How rows are grouped.
#[derive(Debug, Clone)]
pub struct Grouping {
    /// The column that decides.
    pub by: String,
    /// Value and printed label of each group, in order.
    pub groups: Vec<(String, Bilingual)>,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name by which notes refer to it.
    pub id: String,
    /// What stands in the head.
    pub head: Bilingual,
    /// The unit beneath the head, as an id of [`super::unit::UNITS`].
    pub unit: Option<String>,
    /// One of [`ALIGNMENTS`].
    pub align: String,
    /// A Typst length, fraction, or `auto`.
    pub width: String,
    /// Whether quantities carry their units; a head such as “Patients” can say it for all.
    pub units: bool,
    /// What the cells show.
    pub content: Content,
}

/// What the cells of a column show.
#[derive(Debug, Clone)]
pub enum Content {
    /// Lines of text with values in `{{ }}`, evaluated with `row` as the row; empty lines vanish.
    Lines(Vec<Line>),
    /// The quantities with these ids that the row's study has, each with its label.
    Results(Vec<String>),
    /// The first of these quantities that the row's study has, aligned on its decimal point.
    Value(Vec<String>),
}

/// One line of a cell, before its values are filled in.
#[derive(Debug, Clone)]
pub struct Line {
    /// One cell for every language, or a group of cells by language.
    pub node: Node,
}

impl Line {
    /// The template for a language, and where it is written.
    pub fn cell(&self, language: Language) -> Option<&Cell> {
        match &self.node {
            Node::Cell(cell) => Some(cell),
            Node::Map(map) => map.in_language(language),
            Node::List(_) => None,
        }
    }
}

/// A note beneath a table.
#[derive(Debug, Clone)]
pub struct Note {
    /// The row's id and the column's id, when the note belongs to a cell.
    pub at: Option<(String, String)>,
    /// What it says.
    pub text: Line,
    /// Where it is declared.
    pub place: Place,
}
