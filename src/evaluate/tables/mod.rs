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
    let drawing = declaration.drawing.as_ref();
    let analysis = drawing.and_then(|it| it.analysis.as_ref());
    let mut table = match (&declaration.summary, analysis, drawing) {
        (Some(summary), ..) => summary_of_findings::resolve(declaration, summary, context),
        (None, Some(analysis), _) => forest::resolve(declaration, &analysis.text, context)?,
        (None, None, Some(drawing)) if drawing.kind == FigureKind::Visual => {
            visual::resolve(drawing, context)
        }
        (None, None, Some(drawing)) if drawing.kind == FigureKind::Bias => {
            let rows = rows(declaration, context)?;
            bias_summary::resolve(declaration, declaration.appraisal.as_ref()?, &rows, context)
        }
        (None, None, Some(drawing)) if drawing.kind.is_chart() => {
            let rows = rows(declaration, context)?;
            flow_chart::resolve(declaration, &rows, drawing.kind, context)
        }
        _ => return of_rows(declaration, context),
    };
    table.notes.extend(footnotes::stated(declaration, context));
    Some(table)
}

/// The rows of the data that it shows.
fn rows(declaration: &Declaration, context: &mut Context) -> Option<Vec<Arc<Map>>> {
    let dataset = dataset(declaration, context)?;
    Some(dataset.table_rows().filter(|row| declaration.filter.passes(row)).cloned().collect())
}

/// A table or figure of which each row is one of its data.
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
