//! The rows of a declaration in their groups, outer groups first; rows of no group come last.

use std::sync::Arc;

use super::lines::fill;
use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::model::manuscript::Inline;
use crate::model::selection::{Filter, Part};
use crate::model::table::{Declaration, Grouping, Groups};

/// Rows that stand together, in groups or bare.
pub struct Branch {
    /// The lines of the label; none for rows of no group.
    pub label: Vec<Vec<Inline>>,
    /// Groups within this one.
    pub branches: Vec<Branch>,
    /// The rows, in the innermost groups.
    pub rows: Vec<Arc<Map>>,
}

impl Branch {
    /// The rows of this group and of those within it, in reading order.
    pub fn rows_in_order(&self) -> Vec<&Arc<Map>> {
        let within = self.branches.iter().flat_map(Branch::rows_in_order);
        within.chain(&self.rows).collect()
    }
}

/// Parts rows into groups; groups without rows are left out.
pub fn branches(
    declaration: &Declaration,
    rows: Vec<Arc<Map>>,
    context: &mut Context,
) -> Vec<Branch> {
    level(&declaration.grouping, rows, context)
}

fn level(levels: &[Grouping], rows: Vec<Arc<Map>>, context: &mut Context) -> Vec<Branch> {
    let Some((grouping, inner)) = levels.split_first() else {
        return vec![Branch { label: Vec::new(), branches: Vec::new(), rows }];
    };
    let mut rest = rows;
    let mut branches = Vec::new();
    for (filter, label) in parts(grouping, context) {
        let (own, others) = rest.into_iter().partition(|row: &Arc<Map>| filter.passes(row));
        rest = others;
        branches.push(branch(label, own, inner, context));
    }
    branches.push(branch(Vec::new(), rest, inner, context));
    branches.retain(|branch| !branch.rows_in_order().is_empty());
    branches
}

fn branch(
    label: Vec<Vec<Inline>>,
    rows: Vec<Arc<Map>>,
    inner: &[Grouping],
    context: &mut Context,
) -> Branch {
    match inner.is_empty() {
        true => Branch { label, branches: Vec::new(), rows },
        false => Branch { label, branches: level(inner, rows, context), rows: Vec::new() },
    }
}

/// The groups of one level: which rows, and the lines of the label.
fn parts(grouping: &Grouping, context: &mut Context) -> Vec<(Filter, Vec<Vec<Inline>>)> {
    match &grouping.groups {
        Groups::Declared(parts) => {
            let text = |label: &str, place| Inline::Text(label.to_string(), place);
            let part = |part: &Part| {
                let label = part.label.get_or_any(context.language);
                (part.filter.clone(), vec![vec![text(label, part.place.clone())]])
            };
            parts.iter().map(part).collect()
        }
        Groups::Rows { by, data, lines } => {
            let dataset = context.inputs.data.get(data).cloned();
            let rows: Vec<Arc<Map>> =
                dataset.iter().flat_map(|dataset| dataset.table_rows()).cloned().collect();
            let mut parts = Vec::new();
            for row in rows {
                let filter = Filter(vec![(by.clone(), vec![row.text("id").to_string()])]);
                let label =
                    lines.iter().filter_map(|line| fill(line, Some(&row), context)).collect();
                parts.push((filter, label));
            }
            parts
        }
    }
}
