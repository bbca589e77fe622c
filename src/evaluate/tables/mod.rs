//! Declared tables and figures to cells: rows filtered and grouped, values filled in, notes lettered.

mod baseline;
mod bias_summary;
pub mod cells;
mod flow_chart;
pub mod footnotes;
mod forest;
pub mod groups;
mod judged;
pub mod lines;
mod outcome;
mod patterns;
pub mod plot;
mod summary_of_findings;
mod visual;

use std::sync::Arc;

use self::cells::cells;
use self::footnotes::{Marks, marks};
use self::groups::{Branch, branches};
use super::context::Context;
use crate::data::tree::Map;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::drawing::FigureKind;
use crate::model::inputs::Dataset;
use crate::model::resolved::{Group, RowKind, Table, TableRow};
use crate::model::table::Declaration;

/// Fills in one table.
pub fn resolve(declaration: &Declaration, context: &mut Context) -> Option<Table> {
    let mut table = match of_its_kind(declaration, context) {
        Ok(found) => found?,
        Err(Plain) => return of_rows(declaration, context),
    };
    table.notes.extend(footnotes::stated(declaration, context));
    Some(table)
}

/// A table or figure whose rows are those of its data.
struct Plain;

/// One that is made in a way of its own.
fn of_its_kind(declaration: &Declaration, context: &mut Context) -> Result<Option<Table>, Plain> {
    if let Some(summary) = &declaration.summary {
        return Ok(Some(summary_of_findings::resolve(declaration, summary, context)));
    }
    let drawing = declaration.drawing.as_ref().ok_or(Plain)?;
    if let Some(analysis) = &drawing.analysis {
        return Ok(forest::resolve(declaration, &analysis.text, context));
    }
    if drawing.kind == FigureKind::Visual {
        return Ok(Some(visual::resolve(drawing, context)));
    }
    if !drawing.kind.is_chart() && drawing.kind != FigureKind::Bias {
        return Err(Plain);
    }
    let rows = rows(declaration, context);
    Ok(rows.and_then(|rows| match drawing.kind {
        FigureKind::Bias => {
            let tool = declaration.appraisal.as_ref()?;
            Some(bias_summary::resolve(declaration, tool, &rows, context))
        }
        kind => Some(flow_chart::resolve(declaration, &rows, kind, context)),
    }))
}

/// The rows of the data that it shows.
fn rows(declaration: &Declaration, context: &mut Context) -> Option<Vec<Arc<Map>>> {
    let dataset = dataset(declaration, context)?;
    Some(dataset.table_rows().filter(|row| declaration.filter.passes(row)).cloned().collect())
}

fn of_rows(declaration: &Declaration, context: &mut Context) -> Option<Table> {
    let rows = rows(declaration, context)?;
    let all = footnotes::all(declaration, &rows, context.inputs);
    let branches = branches(declaration, rows, context);
    let marks = marks(declaration, &branches, &all, context);
    let groups = branches.into_iter().map(|it| group(declaration, it, &marks, context)).collect();
    let (lettered, mut notes) = footnotes::notes(&all, &marks, context);
    if let Some(tool) = &declaration.appraisal {
        notes.splice(0..0, judged::notes(tool, declaration, true, context));
    }
    Some(Table { groups, lettered, notes, within: Vec::new() })
}

fn group(declaration: &Declaration, branch: Branch, marks: &Marks, context: &mut Context) -> Group {
    let within = branch.branches.into_iter();
    let groups = within.map(|it| group(declaration, it, marks, context)).collect();
    let rows = branch.rows.iter().map(|row| table_row(declaration, row, marks, context)).collect();
    Group { label: branch.label, groups, rows }
}

fn table_row(
    declaration: &Declaration,
    row: &Arc<Map>,
    marks: &Marks,
    context: &mut Context,
) -> TableRow {
    let classes = declaration.drawing.iter().flat_map(|drawing| &drawing.classes);
    let class = classes.clone().position(|(part, _)| part.filter.passes(row));
    let (place, cells) = (row.place.clone(), cells(declaration, row, marks, context));
    TableRow { place, kind: RowKind::Data, class, cells }
}

fn dataset(declaration: &Declaration, context: &mut Context) -> Option<Arc<Dataset>> {
    let found = context.inputs.data.get(&declaration.data);
    if found.is_none() {
        let message = format!(
            "{} shows “{}”, which is not in [data]",
            declaration.describe(),
            declaration.data
        );
        let known = context.inputs.data.keys().map(String::as_str);
        let help = diagnostic::suggestion(&declaration.data, known);
        let finding = Diagnostic::new(codes::TABLE_MISMATCH, declaration.place.clone(), message);
        context.findings.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
    found.cloned()
}
