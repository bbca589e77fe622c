//! The file that records contradictions to its rows; each names the finding that it records.

use std::sync::Arc;

use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::keys;

/// Reads the rows; one that names no finding is itself a finding.
pub fn read(rows: &Node, findings: &mut Findings) -> Vec<Arc<Map>> {
    let rows = rows.as_list().into_iter().flat_map(|list| &list.items);
    let rows: Vec<Arc<Map>> = rows.filter_map(Node::as_map).cloned().collect();
    for row in &rows {
        for column in keys::CONFLICTS.required().filter(|column| row.filled(column).is_none()) {
            let message = format!("this record has no `{column}`");
            let finding = Diagnostic::new(codes::MISSING_COLUMN, row.place.clone(), message);
            findings.push(
                finding.help(
                    "a record needs the `code` of its finding and what the finding is `about`",
                ),
            );
        }
    }
    rows
}
