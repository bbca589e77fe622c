//! Every row that a table or figure shows is in one of its groups, and every declared group has rows.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::data::tree::Map;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::inputs::Inputs;
use crate::model::selection::{Filter, Part, deal};
use crate::model::table::{Declaration, Groups};

/// Checks each level of groups for itself.
pub fn check(declaration: &Declaration, inputs: &Inputs, findings: &mut Findings) {
    let Some(dataset) = inputs.data.get(&declaration.data) else { return };
    let shown = dataset.table_rows().filter(|row| declaration.filter.passes(row));
    let rows: Vec<&Arc<Map>> = shown.collect();
    for groups in declaration.grouping.iter().map(|it| &it.groups) {
        match groups {
            Groups::Declared(parts) => {
                let filters: Vec<&Filter> = parts.iter().map(|part| &part.filter).collect();
                let (dealt, left) = deal(rows.iter().copied(), &filters);
                without_group(groups, &left, findings);
                let empty = parts.iter().zip(dealt).filter(|(_, rows)| rows.is_empty());
                findings.extend(empty.map(|(part, _)| without_rows(part, &rows)));
            }
            Groups::Rows { by, data, .. } => {
                let Some(named) = inputs.data.get(data) else { continue };
                let of = |row: &Arc<Map>| Filter::of(by, row.text("id"));
                let filters: Vec<Filter> = named.table_rows().map(of).collect();
                let (_, left) = deal(rows.iter().copied(), &filters.iter().collect::<Vec<_>>());
                without_group(groups, &left, findings);
            }
        }
    }
}

/// A finding for each value that no group takes; a blank cell belongs to none on purpose.
fn without_group(groups: &Groups, left: &[&Arc<Map>], findings: &mut Findings) {
    let columns = groups.columns();
    let mut values: IndexMap<Vec<(&str, &str)>, Vec<&Arc<Map>>> = IndexMap::new();
    for row in left {
        let cells = columns.iter().filter_map(|column| Some((*column, row.texts(column).next()?)));
        let said: Vec<_> = cells.filter(|(_, text)| !text.is_empty()).collect();
        if !said.is_empty() {
            values.entry(said).or_default().push(row);
        }
    }
    for (said, rows) in values {
        let (column, _) = said[0];
        let cell = rows[0].get(column).map(|node| node.place().clone());
        let words: Vec<String> =
            said.iter().map(|(column, text)| format!("`{column}` is “{text}”")).collect();
        let what =
            if rows.len() == 1 { "this row".to_string() } else { format!("{} rows", rows.len()) };
        let message = format!("no group takes {what}, where {}", words.join(" and "));
        let place = cell.unwrap_or_else(|| rows[0].place.clone());
        let finding = Diagnostic::new(codes::ROW_IN_NO_GROUP, place, message)
            .help("add a group for it, correct the cell, or leave such rows out with `where`");
        findings.push(finding);
    }
}

/// A finding for a declared group that takes no row.
fn without_rows(part: &Part, rows: &[&Arc<Map>]) -> Diagnostic {
    let wanted: Vec<String> = part
        .filter
        .0
        .iter()
        .map(|(column, values)| format!("`{column}` is “{}”", values.join("” or “")))
        .collect();
    let message = format!("no row is in this group: there is none where {}", wanted.join(" and "));
    let near = part.filter.0.first().and_then(|(column, values)| {
        let known = rows.iter().flat_map(|row| row.texts(column));
        diagnostic::suggestion(values.first()?, known)
    });
    let help = near.unwrap_or_else(|| "correct the value, or remove the group".to_string());
    Diagnostic::new(codes::GROUP_OF_NO_ROW, part.place.clone(), message).help(help)
}
