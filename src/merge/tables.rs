//! Declared tables to cells: rows filtered and grouped, values filled in, notes lettered.

use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::context;

use super::expand::{Piece, expand};
use super::markdown;
use super::notes::{Marks, marks, notes};
use super::scribe::Scribe;
use super::{table_checks, values};
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::evidence::{Estimate, Quantity};
use crate::model::inputs::{Dataset, Row};
use crate::model::language::Bilingual;
use crate::model::manuscript::{BlockKind, Inline, Printed};
use crate::model::node::{Map, Node};
use crate::model::table::{Column, Content, Declaration, Line};

/// The declared tables in one language, by name.
pub type Resolved = IndexMap<String, Table>;

/// A table in one language.
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
    /// The label.
    pub label: Option<Bilingual>,
    /// Rows of cells.
    pub rows: Vec<Vec<TableCell>>,
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
}

impl Table {
    /// Calls `visit` for every run of text in the table.
    pub fn for_each_inlines<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        let cells = self.groups.iter().flat_map(|group| &group.rows).flatten();
        cells.flat_map(|cell| &cell.lines).for_each(|line| visit(line));
        self.lettered.iter().for_each(|(_, note)| visit(note));
        self.notes.iter().for_each(|note| visit(note));
    }
}

/// Fills in one table.
pub fn resolve(declaration: &Declaration, scribe: &mut Scribe) -> Option<Table> {
    let dataset = dataset(declaration, scribe)?;
    table_checks::names(declaration, &dataset, scribe);
    let rows: Vec<Arc<Map>> =
        rows(&dataset).filter(|row| passes(row, declaration)).cloned().collect();
    let marks = marks(declaration, &rows, scribe);
    let mut groups = Vec::new();
    for (label, rows) in grouped(declaration, rows) {
        let rows = rows.iter().map(|row| cells(declaration, row, &marks, scribe)).collect();
        groups.push(Group { label, rows });
    }
    let (lettered, notes) = notes(declaration, &marks, scribe);
    let table = Table { groups, lettered, notes };
    table_checks::citations(&table, scribe);
    Some(table)
}

fn dataset(declaration: &Declaration, scribe: &mut Scribe) -> Option<Arc<Dataset>> {
    let found = scribe.inputs.data.get(&declaration.data);
    if found.is_none() {
        let message = format!(
            "the table “{}” shows “{}”, which is not in [data]",
            declaration.name, declaration.data
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

fn passes(row: &Map, declaration: &Declaration) -> bool {
    let mut filter = declaration.filter.iter();
    filter.all(|(column, values)| values.iter().any(|value| value == row.text(column)))
}

/// Rows by group, in the declared order; rows of no group come last.
pub fn grouped(
    declaration: &Declaration,
    rows: Vec<Arc<Map>>,
) -> Vec<(Option<Bilingual>, Vec<Arc<Map>>)> {
    let Some(grouping) = &declaration.grouping else {
        return vec![(None, rows)];
    };
    let of = |value: &str| {
        let mine = rows.iter().filter(|row| row.text(&grouping.by) == value);
        mine.cloned().collect::<Vec<_>>()
    };
    let labelled = grouping.groups.iter().map(|(value, label)| (Some(label.clone()), of(value)));
    let known =
        |row: &&Arc<Map>| grouping.groups.iter().any(|(value, _)| value == row.text(&grouping.by));
    let rest: Vec<Arc<Map>> = rows.iter().filter(|row| !known(row)).cloned().collect();
    let all = labelled.chain([(None, rest)]);
    all.filter(|(_, rows)| !rows.is_empty()).collect()
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
    let mut quantity = None;
    let lines = match &column.content {
        Content::Lines(lines) => {
            lines.iter().filter_map(|line| fill(line, Some(row), scribe)).collect()
        }
        Content::Results(ids) => {
            let found = ids.iter().filter_map(|id| estimate(row, id, scribe));
            found.map(|it| labelled(&it, column.units, scribe)).collect()
        }
        Content::Value(ids) => {
            let found = ids.iter().find_map(|id| estimate(row, id, scribe));
            if let Some(found) = &found {
                table_checks::unit(column, found, scribe);
            }
            let printed = found.map(|it| scribe.printed(&it));
            quantity = printed.as_ref().and_then(|printed| printed.quantity.clone());
            let place = row.place.clone();
            printed
                .into_iter()
                .map(|printed| vec![Inline::Value(Arc::new(printed), place.clone())])
                .collect()
        }
    };
    TableCell { lines, quantity, marks: Vec::new() }
}

/// The quantity with this id that belongs to the row's study.
fn estimate(row: &Map, id: &str, scribe: &Scribe) -> Option<Arc<Estimate>> {
    let study = row.text("id");
    let groups = scribe.inputs.data.values().filter_map(|dataset| dataset.rows.get(study));
    groups
        .filter_map(|row| match row {
            Row::Group(group) => group.get(id).cloned(),
            _ => None,
        })
        .next()
}

/// “mOS 12.4 months”, “7.4 months in the comparator” and the like: label, value, comparator.
fn labelled(estimate: &Arc<Estimate>, units: bool, scribe: &Scribe) -> Vec<Inline> {
    let place = estimate.row.place.clone();
    let label = estimate.row.bilingual("label");
    let text = |text: String| Inline::Text(text, place.clone());
    let value = |printed| Inline::Value(Arc::new(printed), place.clone());
    let mut printed = scribe.printed(estimate);
    if !units {
        printed.text = printed.quantity.iter().map(|quantity| quantity.number.as_str()).collect();
    }
    let label = label.get_or_any(scribe.language);
    let mut line = vec![
        text(if label.is_empty() { String::new() } else { format!("{label} ") }),
        value(printed),
    ];
    if let Some(quantity) = estimate.versus(scribe.language) {
        let origins = estimate.cell("comparator").map(|cell| cell.origin.clone());
        let printed = Printed {
            text: quantity.text.clone(),
            quantity: Some(quantity),
            origins: origins.into_iter().collect(),
        };
        line.push(text(scribe.word("比", "vs", " ")));
        line.push(value(printed));
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
