//! The rows of a declaration in their groups, outer groups first. Rows whose column is blank belong to none and come
//! before the first; rows of a value that has no group come last, under that value.

use std::sync::Arc;

use indexmap::IndexMap;

use super::lines::fill;
use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::model::manuscript::Inline;
use crate::model::selection::{Filter, Part, deal};
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
    let parts = parts(grouping, context);
    let filters: Vec<&Filter> = parts.iter().map(|(filter, _)| filter).collect();
    let (dealt, left) = deal(&rows, &filters);
    let owned = |rows: Vec<&Arc<Map>>| rows.into_iter().cloned().collect::<Vec<_>>();
    let dealt: Vec<_> = dealt.into_iter().map(owned).collect();
    let (bare, others) = without_group(&grouping.groups.columns(), owned(left), context);
    let labelled = parts.into_iter().map(|(_, label)| label).zip(dealt);
    let all = [(Vec::new(), bare)].into_iter().chain(labelled).chain(others);
    let mut branches: Vec<Branch> =
        all.map(|(label, rows)| branch(label, rows, inner, context)).collect();
    branches.retain(|branch| !branch.rows_in_order().is_empty());
    branches
}

/// A group with its label.
type Labelled = (Vec<Vec<Inline>>, Vec<Arc<Map>>);

/// Rows of no group: those that are blank where groups are named, and the others by what they say there.
fn without_group(
    columns: &[&str],
    rows: Vec<Arc<Map>>,
    context: &Context,
) -> (Vec<Arc<Map>>, Vec<Labelled>) {
    let mut bare = Vec::new();
    let mut others: IndexMap<String, (Inline, Vec<Arc<Map>>)> = IndexMap::new();
    for row in rows {
        let said = |column: &&&str| row.bilingual(column).get_or_any(context.language).to_string();
        let words: Vec<String> =
            columns.iter().map(|it| said(&it)).filter(|it| !it.is_empty()).collect();
        if words.is_empty() {
            bare.push(row);
            continue;
        }
        let words = words.join(" · ");
        let label = Inline::Text(words.clone(), row.place.clone());
        others.entry(words).or_insert_with(|| (label, Vec::new())).1.push(row);
    }
    (bare, others.into_values().map(|(label, rows)| (vec![vec![label]], rows)).collect())
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
                let filter = Filter::of(by, row.text("id"));
                let label =
                    lines.iter().filter_map(|line| fill(line, Some(&row), context)).collect();
                parts.push((filter, label));
            }
            parts
        }
    }
}
