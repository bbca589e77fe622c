//! Declared tables and figures to cells: rows filtered and grouped, values filled in, notes lettered.

use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::context;

use super::expand::{Piece, expand};
use super::grouping::{Branch, branches};
use super::markdown;
use super::notes::{self, Marks, marks};
use super::points::{self, Point};
use super::scribe::Scribe;
use super::{table_checks, values};
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::computed;
use crate::model::evidence::{Estimate, Quantity};
use crate::model::inputs::{Dataset, Row};
use crate::model::language::Language;
use crate::model::manuscript::{BlockKind, Inline, Insert, Printed};
use crate::model::node::{Map, Node};
use crate::model::proportion::Study;
use crate::model::table::{Column, Content, Declaration, Line};

/// The declared tables and figures in one language, by what inserts them.
pub type Resolved = IndexMap<Insert, Table>;

/// A table, or what a figure draws, in one language.
#[derive(Debug, Clone)]
pub struct Table {
    /// Groups of rows; a table without groups has one without a label.
    pub groups: Vec<Group>,
    /// The notes that belong to cells, each with its letter.
    pub lettered: Vec<(String, Vec<Inline>)>,
    /// The other notes.
    pub notes: Vec<Vec<Inline>>,
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
    /// The number of its class, in a figure that has classes.
    pub class: Option<usize>,
    /// The cells from left to right.
    pub cells: Vec<TableCell>,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct TableCell {
    /// The lines in it; the second and later ones are set quietly.
    pub lines: Vec<Vec<Inline>>,
    /// The number, in a column aligned on the decimal point.
    pub quantity: Option<Quantity>,
    /// The letters of the notes that belong to it.
    pub marks: Vec<String>,
    /// What is drawn in it, in a column with an axis.
    pub points: Vec<Point>,
}

impl Table {
    /// Calls `visit` for every run of text in the table.
    pub fn for_each_inlines<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        self.groups.iter().for_each(|group| group.for_each_inlines(visit));
        self.lettered.iter().for_each(|(_, note)| visit(note));
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

/// Fills in one table.
pub fn resolve(declaration: &Declaration, scribe: &mut Scribe) -> Option<Table> {
    let dataset = dataset(declaration, scribe)?;
    table_checks::names(declaration, &dataset, scribe);
    let rows: Vec<Arc<Map>> =
        rows(&dataset).filter(|row| declaration.filter.passes(row)).cloned().collect();
    let all = notes::all(declaration, &rows, scribe.inputs);
    let branches = branches(declaration, rows, scribe);
    let marks = marks(declaration, &branches, &all, scribe);
    let groups = branches.into_iter().map(|it| group(declaration, it, &marks, scribe)).collect();
    let (lettered, notes) = notes::notes(&all, &marks, scribe);
    let table = Table { groups, lettered, notes };
    table_checks::citations(&table, scribe);
    table_checks::counts(declaration, &table, scribe);
    points::check(declaration, &table, scribe);
    Some(table)
}

fn group(declaration: &Declaration, branch: Branch, marks: &Marks, scribe: &mut Scribe) -> Group {
    let within = branch.branches.into_iter();
    let groups = within.map(|it| group(declaration, it, marks, scribe)).collect();
    let rows = branch.rows.iter().map(|row| table_row(declaration, row, marks, scribe)).collect();
    Group { label: branch.label, groups, rows }
}

fn table_row(
    declaration: &Declaration,
    row: &Arc<Map>,
    marks: &Marks,
    scribe: &mut Scribe,
) -> TableRow {
    let classes = declaration.drawing.iter().flat_map(|drawing| &drawing.classes);
    let class = classes.clone().position(|(part, _)| part.filter.passes(row));
    TableRow { class, cells: cells(declaration, row, marks, scribe) }
}

fn dataset(declaration: &Declaration, scribe: &mut Scribe) -> Option<Arc<Dataset>> {
    let found = scribe.inputs.data.get(&declaration.data);
    if found.is_none() {
        let message = format!(
            "{} shows “{}”, which is not in [data]",
            declaration.describe(),
            declaration.data
        );
        let known = scribe.inputs.data.keys().map(String::as_str);
        let help = diagnostic::suggestion(&declaration.data, known);
        let finding = Diagnostic::new(codes::TABLE_MISMATCH, declaration.place.clone(), message);
        scribe.findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
    found.cloned()
}

/// The rows of a data set that is a table.
pub fn rows(dataset: &Dataset) -> impl Iterator<Item = &Arc<Map>> {
    let items = match &dataset.root {
        Node::List(list) => list.items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(Node::as_map)
}

fn cells(
    declaration: &Declaration,
    row: &Arc<Map>,
    marks: &Marks,
    scribe: &mut Scribe,
) -> Vec<TableCell> {
    let mut cells = Vec::new();
    for column in &declaration.columns {
        let mut cell = cell(column, row, scribe);
        let at = (row.text("id").to_string(), column.id.clone());
        cell.marks = marks.get(&at).cloned().unwrap_or_default();
        cells.push(cell);
    }
    cells
}

fn cell(column: &Column, row: &Arc<Map>, scribe: &mut Scribe) -> TableCell {
    let mut cell =
        TableCell { lines: Vec::new(), quantity: None, marks: Vec::new(), points: Vec::new() };
    match &column.content {
        Content::Lines(lines) => {
            cell.lines = lines.iter().filter_map(|it| fill(it, Some(row), scribe)).collect();
        }
        Content::Results(ids) => {
            let found = ids.iter().filter_map(|id| estimate(row, id, scribe));
            cell.lines = found.map(|found| labelled(row, &found.0, column.units, scribe)).collect();
        }
        Content::Value(ids) | Content::Interval(ids) | Content::Count(ids) => {
            if let Some((found, study)) = ids.iter().find_map(|id| estimate(row, id, scribe)) {
                table_checks::unit(column, &found, scribe);
                let printed = shown(&column.content, &found, &study, scribe);
                cell.quantity = printed.as_ref().and_then(|printed| printed.quantity.clone());
                let place = row.place.clone();
                let line = printed.map(|it| vec![Inline::Value(Arc::new(it), place)]);
                cell.lines.extend(line);
            }
        }
        Content::Plot(ids) => cell.points = points::points(ids, column, row, scribe),
    }
    cell
}

/// A quantity, its interval, or the count behind it; nothing when the data do not say.
fn shown(
    content: &Content,
    estimate: &Estimate,
    study: &Study,
    scribe: &Scribe,
) -> Option<Printed> {
    let beside = match content {
        Content::Interval(_) => computed::interval(estimate, Some(study), scribe.language),
        Content::Count(_) => computed::count(estimate, Some(study)),
        _ => return Some(scribe.printed(estimate)),
    };
    beside.ok().map(Printed::from)
}

/// The quantity with this id that belongs to the row's study, and the study.
pub fn estimate(row: &Map, id: &str, scribe: &Scribe) -> Option<(Arc<Estimate>, Arc<Study>)> {
    let name = row.text("id");
    scribe.inputs.data.values().find_map(|dataset| match dataset.rows.get(name) {
        Some(Row::Group(study)) => Some((study.get(id)?.clone(), study.clone())),
        _ => None,
    })
}

/// What other places of the source print of the same quantity, where they differ from this.
fn other_readings(row: &Map, first: &Estimate, scribe: &Scribe) -> Vec<Printed> {
    let (study, id) = (row.text("id"), first.row.text("id"));
    let groups = scribe.inputs.data.values().filter_map(|dataset| dataset.rows.get(study));
    let same = groups.filter_map(|row| match row {
        Row::Group(group) => group.get(id),
        _ => None,
    });
    let mut printed = vec![scribe.printed(first)];
    for reading in same.map(|estimate| scribe.printed(estimate)) {
        if printed.iter().all(|known| known.text != reading.text) {
            printed.push(reading);
        }
    }
    printed.split_off(1)
}

/// “mOS 12.4 months vs 7.4 months” and the like: label, value, comparator with its name; every reading of the
/// value when the source prints several.
fn labelled(row: &Map, estimate: &Arc<Estimate>, units: bool, scribe: &Scribe) -> Vec<Inline> {
    let place = estimate.row.place.clone();
    let label = estimate.row.bilingual("label");
    let text = |text: String| Inline::Text(text, place.clone());
    let value = |mut printed: Printed| {
        if !units && let Some(quantity) = &printed.quantity {
            printed.text = quantity.number.clone();
        }
        Inline::Value(Arc::new(printed), place.clone())
    };
    let label = label.get_or_any(scribe.language);
    let mut line = vec![
        text(if label.is_empty() { String::new() } else { format!("{label} ") }),
        value(scribe.printed(estimate)),
    ];
    for reading in other_readings(row, estimate, scribe) {
        line.push(text(scribe.word(" 或 ", "or", " ")));
        line.push(value(reading));
    }
    if let Some(quantity) = estimate.versus(scribe.language) {
        let origins = estimate.cell("comparator").map(|cell| cell.origin.clone());
        let printed = Printed {
            text: quantity.text.clone(),
            quantity: Some(quantity),
            origins: origins.into_iter().collect(),
            computed: None,
        };
        // “17.3 months vs 7.4 months”, or what it is compared with: “17.3 months (historical data 7.4 months)”.
        let against = estimate.row.bilingual("comparator_label");
        let against = against.get_or_any(scribe.language);
        let (before, after) = match (against, scribe.language) {
            ("", _) => (scribe.word("比", "vs", " "), ""),
            (against, Language::Zh) => (format!("（{against} "), "）"),
            (against, Language::En) => (format!(" ({against} "), ")"),
        };
        line.push(text(before));
        line.push(Inline::Value(Arc::new(printed), place.clone()));
        line.push(text(after.to_string()));
    }
    line
}

/// Fills in a line; `None` when nothing is left of it.
pub fn fill(line: &Line, row: Option<&Arc<Map>>, scribe: &mut Scribe) -> Option<Vec<Inline>> {
    let cell = line.cell(scribe.language)?;
    let shown = row.map(|row| values::node(&Node::Map(row.clone()), scribe.language));
    let context = match shown {
        Some(row) => context! { row => row },
        None => context! {},
    };
    let piece = Piece { path: &cell.place().file, text: &cell.text, inside: Some(cell.place()) };
    let before = scribe.findings.len();
    let expanded = expand(
        &piece,
        &scribe.environment,
        &context,
        &scribe.slots,
        scribe.sources,
        scribe.findings,
    );
    let (blocks, _) = markdown::read(&expanded, scribe.reading(), scribe.findings);
    if let Some(row) = row {
        for finding in &mut scribe.findings[before..] {
            finding.related.push((row.place.clone(), "in this row".to_string()));
        }
    }
    match blocks.into_iter().next()?.kind {
        BlockKind::Paragraph(body) => has_text(&body).then_some(body),
        _ => {
            let message = "a cell or note holds one paragraph of text";
            scribe.findings.push(Diagnostic::new(
                codes::TABLE_MISMATCH,
                cell.place().clone(),
                message,
            ));
            None
        }
    }
}

fn has_text(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text, _) => !text.trim().is_empty(),
        Inline::Value(printed, _) => !printed.text.is_empty(),
        _ => true,
    })
}
