//! What a declared table names must be there, and its numbers must be in the units it says.

use crate::data::work;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::inputs::{Dataset, Inputs, Row};
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::reference::Term;
use crate::model::resolved::Table;
use crate::model::table::{Column, Content, Declaration, Groups};
use crate::quantity::estimate::Estimate;

/// Keys that come from data are cited too, and must be in the bibliography.
pub fn citations(table: &Table, inputs: &Inputs, findings: &mut Findings) {
    let mut unknown = Vec::new();
    table.for_each_inlines(&mut |inlines| {
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Cite(group) = inline {
                let known = |key: &str| inputs.references.get(key).is_some();
                unknown.extend(group.iter().filter(|it| !known(&it.key)).cloned());
            }
        });
    });
    for citation in unknown {
        let message =
            format!("the bibliography has no entry “{}”, which this table cites", citation.key);
        let known = inputs.references.iter().map(|it| it.key.as_str());
        let help = diagnostic::suggestion(&citation.key, known)
            .unwrap_or_else(|| "add it to the bibliography, or cite another".to_string());
        findings.push(Diagnostic::new(codes::UNKNOWN_CITATION, citation.place, message).help(help));
    }
}

/// What a declaration names must be in the data: columns, groups, quantities, abbreviations.
pub fn names(declaration: &Declaration, inputs: &Inputs, findings: &mut Findings) {
    let Some(dataset) = inputs.data.get(&declaration.data) else { return };
    let has_column = |name: &str| {
        dataset.table_rows().inspect(|_| work::count(1)).any(|row| row.get(name).is_some())
    };
    let results = |id: &String| {
        let mut groups = inputs.data.values().flat_map(|dataset| &dataset.rows);
        let further = id.rsplit_once(Dataset::JOINT);
        groups.any(|(thing, row)| match (row, further) {
            (Row::Study(group), Some((further, own))) => {
                group.contains_key(id) || group.contains_key(own) && thing.ends_with(further)
            }
            (Row::Study(group), None) => group.contains_key(id),
            _ => false,
        })
    };
    let mut missing: Vec<String> = Vec::new();
    missing.extend(
        columns_named(declaration)
            .into_iter()
            .filter(|it| !has_column(it))
            .map(|it| format!("the column “{it}” of `{}`", declaration.data)),
    );
    let datasets = declaration.grouping.iter().filter_map(|grouping| match &grouping.groups {
        Groups::Rows { data, .. } => Some(data),
        Groups::Declared(_) => None,
    });
    let unknown = |it: &&String| !inputs.data.contains_key(it.as_str());
    missing.extend(datasets.filter(unknown).map(|it| format!("the data set “{it}”")));
    for column in &declaration.columns {
        let ids = column.content.quantities().iter();
        missing.extend(
            ids.filter(|it| !results(it)).map(|it| format!("the quantity “{it}” of any study")),
        );
    }
    let named = |term: &Term, short: &String| term.all_shorts().any(|it| it == short);
    let known = |short: &&String| !inputs.terms.iter().any(|term| named(term, short));
    missing.extend(
        declaration
            .abbreviations
            .iter()
            .filter(known)
            .map(|it| format!("the abbreviation “{it}” in the glossary")),
    );
    for what in missing {
        let message = format!("{} refers to {what}, which does not exist", declaration.describe());
        findings.push(Diagnostic::new(codes::TABLE_MISMATCH, declaration.place.clone(), message));
    }
}

/// The columns by which rows are chosen, grouped and classed.
fn columns_named(declaration: &Declaration) -> Vec<&String> {
    let mut filters = vec![&declaration.filter];
    let mut columns = Vec::new();
    for grouping in &declaration.grouping {
        match &grouping.groups {
            Groups::Declared(parts) => filters.extend(parts.iter().map(|part| &part.filter)),
            Groups::Rows { by, .. } => columns.push(by),
        }
    }
    let classes = declaration.drawing.iter().flat_map(|drawing| &drawing.classes);
    filters.extend(classes.map(|(part, _)| &part.filter));
    columns.extend(filters.iter().flat_map(|filter| &filter.0).map(|(column, _)| column));
    columns.sort();
    columns.dedup();
    columns
}

/// A column of intervals or counts that no row can fill asks what the data do not say.
pub fn counts(declaration: &Declaration, table: &Table, findings: &mut Findings) {
    let rows = table.rows();
    for (c, column) in declaration.columns.iter().enumerate() {
        let asks = matches!(column.content, Content::Interval(_) | Content::Count(_));
        let filled = rows.iter().any(|row| row.cells.get(c).is_some_and(|it| !it.lines.is_empty()));
        if asks && !filled && !rows.is_empty() {
            let message = format!(
                "{}: no row has a count, so the column “{}” would be empty",
                declaration.describe(),
                column.id
            );
            let place = declaration.place.clone();
            let finding = Diagnostic::new(codes::NO_COUNT, place, message);
            let help = match column.content {
                Content::Interval(_) => {
                    "give `low` and `high`, or `events` and `n`, in the rows of the quantities; or remove the column"
                }
                _ => "give `events` and `n` in the rows of the quantities, or remove the column",
            };
            findings.push(finding.help(help));
        }
    }
}

/// A number stands beneath its column's unit, so it must have that unit.
pub fn units(declaration: &Declaration, table: &Table, findings: &mut Findings) {
    for row in table.rows() {
        for (column, cell) in declaration.columns.iter().zip(&row.cells) {
            cell.estimates.iter().for_each(|estimate| unit(column, estimate, findings));
        }
    }
}

fn unit(column: &Column, estimate: &Estimate, findings: &mut Findings) {
    if let Some(unit) = &column.unit
        && *unit != estimate.unit
        && let Some(cell) = estimate.cell("unit")
    {
        let message =
            format!("this quantity is in {}, but the table’s column says {}", cell.text, unit.id());
        findings.push(Diagnostic::new(codes::TABLE_MISMATCH, cell.place().clone(), message));
    }
}
