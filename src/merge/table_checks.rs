//! What a declared table names must be there, and its numbers must be in the units it says.

use super::scribe::Scribe;
use super::tables::{Table, rows};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::evidence::Estimate;
use crate::model::inputs::{Dataset, Row};
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::table::{Column, Content, Declaration};

/// Keys that come from data are cited too, and must be in the bibliography.
pub fn citations(table: &Table, scribe: &mut Scribe) {
    let mut unknown = Vec::new();
    table.for_each_inlines(&mut |inlines| {
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Cite(group) = inline {
                let known = |key: &str| scribe.inputs.references.iter().any(|it| it.key == key);
                unknown.extend(group.iter().filter(|it| !known(&it.key)).cloned());
            }
        });
    });
    for citation in unknown {
        let message =
            format!("the bibliography has no entry “{}”, which this table cites", citation.key);
        scribe.findings.push(Diagnostic::new(codes::UNKNOWN_CITATION, citation.place, message));
    }
}

/// What a declaration names must be in the data: columns, groups, quantities, abbreviations.
pub fn names(declaration: &Declaration, dataset: &Dataset, scribe: &mut Scribe) {
    let has_column = |name: &str| rows(dataset).any(|row| row.get(name).is_some());
    let results = |id: &String| {
        let groups = scribe.inputs.data.values().flat_map(|dataset| dataset.rows.values());
        groups.into_iter().any(|row| matches!(row, Row::Group(group) if group.contains_key(id)))
    };
    let mut missing: Vec<String> = Vec::new();
    let columns = declaration.filter.iter().map(|(column, _)| column);
    let columns = columns.chain(declaration.grouping.iter().map(|grouping| &grouping.by));
    missing.extend(
        columns
            .filter(|it| !has_column(it))
            .map(|it| format!("the column “{it}” of `{}`", declaration.data)),
    );
    for column in &declaration.columns {
        if let Content::Value(ids) | Content::Results(ids) = &column.content {
            missing.extend(
                ids.iter()
                    .filter(|it| !results(it))
                    .map(|it| format!("the quantity “{it}” of any study")),
            );
        }
    }
    let known =
        |short: &&String| !scribe.inputs.terms.iter().any(|term| term.abbreviation == **short);
    missing.extend(
        declaration
            .abbreviations
            .iter()
            .filter(known)
            .map(|it| format!("the abbreviation “{it}” in the glossary")),
    );
    for what in missing {
        let message =
            format!("the table “{}” asks for {what}, which is not there", declaration.name);
        scribe.findings.push(Diagnostic::new(
            codes::TABLE_MISMATCH,
            declaration.place.clone(),
            message,
        ));
    }
}

/// A number stands beneath its column's unit, so it must have that unit.
pub fn unit(column: &Column, estimate: &Estimate, scribe: &mut Scribe) {
    if let Some(unit) = &column.unit
        && *unit != estimate.unit.id
        && let Some(cell) = estimate.cell("unit")
    {
        let message =
            format!("this quantity is in {}, but the table’s column says {unit}", cell.text);
        scribe.findings.push(Diagnostic::new(codes::TABLE_MISMATCH, cell.place().clone(), message));
    }
}
