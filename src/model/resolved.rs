//! Declared tables and figures with their values filled in, as they are checked and composed.

use std::sync::Arc;

use indexmap::IndexMap;

use super::appraisal::Tone;
use super::manuscript::{GeneratedBlock, Inline};
use crate::data::place::Place;
use crate::quantity::estimate::Estimate;
use crate::quantity::rendered::Quantity;

/// The declared tables and figures in one language, by what inserts them.
pub type Resolved = IndexMap<GeneratedBlock, Table>;

/// A table, or what a figure draws, in one language.
#[derive(Debug, Clone)]
pub struct Table {
    /// Groups of rows; a table without groups has one without a label.
    pub groups: Vec<Group>,
    /// The notes that belong to cells, each with its letter.
    pub lettered: Vec<Lettered>,
    /// The other notes.
    pub notes: Vec<Vec<Inline>>,
    /// The names of the figures that it shows within it.
    pub within: Vec<String>,
}

/// A note that belongs to a cell.
#[derive(Debug, Clone)]
pub struct Lettered {
    /// Its letter.
    pub letter: String,
    /// What it says.
    pub body: Vec<Inline>,
    /// The row of the data with the recorded contradiction that it tells of, if it does.
    pub record: Option<Place>,
}

/// A group of rows.
#[derive(Debug, Clone)]
pub struct Group {
    /// The lines of the label; none for rows of no group.
    pub label: Vec<Vec<Inline>>,
    /// Groups within this one; tables have none.
    pub groups: Vec<Group>,
    /// The rows, in the innermost groups.
    pub rows: Vec<TableRow>,
}

/// A row of cells.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// The row of the data.
    pub place: Place,
    /// What kind of row it is.
    pub kind: RowKind,
    /// The number of its class, in a figure that has classes.
    pub class: Option<usize>,
    /// The cells from left to right.
    pub cells: Vec<TableCell>,
}

/// Kinds of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowKind {
    /// A row of the data.
    #[default]
    Data,
    /// What rows add up to.
    Total,
    /// Words from the first column to the axis.
    Line,
}

impl RowKind {
    /// The word by which templates know it; none for a row of the data.
    pub fn id(self) -> Option<&'static str> {
        match self {
            RowKind::Data => None,
            RowKind::Total => Some("total"),
            RowKind::Line => Some("line"),
        }
    }
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct TableCell {
    /// The lines in it; the second and later ones are set quietly, unless all are alike.
    pub lines: Vec<Vec<Inline>>,
    /// Whether no line is more than another, as with several quantities.
    pub alike: bool,
    /// The number, in a column aligned on the decimal point.
    pub quantity: Option<Quantity>,
    /// The letters of the notes that belong to it.
    pub marks: Vec<String>,
    /// How a judgement in it is shown.
    pub tone: Option<Tone>,
    /// What is drawn in it, in a column with an axis.
    pub points: Vec<Point>,
    /// The quantities of the data that it shows.
    pub estimates: Vec<Arc<Estimate>>,
}

impl TableCell {
    /// Whether the interval of a point is drawn that the data do not print.
    pub fn draws_computed(&self) -> bool {
        (0..self.points.len()).any(|i| self.is_computed(i))
    }

    /// Whether the interval of this point is none that the data print.
    pub fn is_computed(&self, i: usize) -> bool {
        let (Some(point), Some(estimate)) = (self.points.get(i), self.estimates.get(i)) else {
            return false;
        };
        let printed = estimate.cell("low").is_some() && estimate.cell("high").is_some();
        point.value.is_some() && point.bounds.is_some() && !printed
    }
}

impl Table {
    /// Calls `visit` for every run of text in the table.
    pub fn for_each_inlines<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        self.groups.iter().for_each(|group| group.for_each_inlines(visit));
        self.lettered.iter().for_each(|note| visit(&note.body));
        self.notes.iter().for_each(|note| visit(note));
    }

    /// Every row, in reading order.
    pub fn rows(&self) -> Vec<&TableRow> {
        self.groups.iter().flat_map(Group::all_rows).collect()
    }
}

impl Group {
    fn for_each_inlines<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        self.label.iter().for_each(|line| visit(line));
        self.groups.iter().for_each(|group| group.for_each_inlines(visit));
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.flat_map(|cell| &cell.lines).for_each(|line| visit(line));
    }

    /// The rows of this group and of those within it.
    pub fn all_rows(&self) -> Vec<&TableRow> {
        self.groups.iter().flat_map(Group::all_rows).chain(&self.rows).collect()
    }
}

/// One quantity on an axis, in the unit of its column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Point {
    /// Which of the column's quantities it is, from 0.
    pub series: usize,
    /// The estimate; none for a range, or when it was not reached.
    pub value: Option<f64>,
    /// The ends of the interval, or of the range when there is no estimate.
    pub bounds: Option<(f64, f64)>,
    /// How many patients; the area of a square follows it.
    pub n: Option<f64>,
    /// The comparator.
    pub versus: Option<f64>,
    /// Whether the median or the like was not reached.
    pub open: bool,
    /// Of so many people, those that the row counts.
    pub counted: Option<f64>,
    /// How it is drawn.
    pub mark: Mark,
}

/// How a point is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// As its kind of figure draws a quantity.
    #[default]
    Usual,
    /// A diamond from end to end: pooled studies.
    Diamond,
    /// A bar from end to end: a prediction interval.
    Bar,
    /// In outline: a number of very low certainty.
    Unsure,
    /// A bar from end to end: studies of which this is judged.
    Judged(Tone),
}

impl Mark {
    /// The word by which templates know it; none for the usual one.
    pub fn id(self) -> Option<&'static str> {
        match self {
            Mark::Usual => None,
            Mark::Diamond => Some("diamond"),
            Mark::Bar => Some("bar"),
            Mark::Unsure => Some("unsure"),
            Mark::Judged(tone) => Some(tone.id()),
        }
    }
}
