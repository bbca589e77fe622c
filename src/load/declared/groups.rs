//! How declared rows are chosen and grouped: `where`, `group`, `parts`, `classes`.

use super::lines::{lines, sub_maps};
use crate::data::tree::{Map, Node};
use crate::diagnostic::Findings;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::selection::{Filter, Part};
use crate::model::table::{Grouping, Groups};

/// Reads `where`: which rows pass.
pub fn filter(map: Option<&Map>, fields: &mut Fields) -> Filter {
    let mut filter = Vec::new();
    for (column, entry) in map.iter().flat_map(|map| &map.entries) {
        let values = match &entry.node {
            Node::Cell(cell) => vec![cell.text.to_string()],
            Node::List(list) => {
                let cells = list.items.iter().filter_map(Node::as_cell);
                cells.map(|cell| cell.text.to_string()).collect()
            }
            Node::Map(_) => {
                fields
                    .wrong(&entry.node, format!("`{column}` must be a value or a list of values"));
                continue;
            }
        };
        filter.push((column.clone(), values));
    }
    Filter(filter)
}

/// Reads `group`: one level, or a list of levels from the outer to the inner.
pub fn groupings(fields: &mut Fields, findings: &mut Findings) -> Vec<Grouping> {
    let nodes = fields.one_or_more("group");
    sub_maps(nodes, fields).map(|map| grouping(map, findings)).collect()
}

/// One level: `parts`, or a column (`by`) with its values (`labels`) or with the rows of a data set
/// that its values name (`data`, `text`).
fn grouping(map: &Map, findings: &mut Findings) -> Grouping {
    let mut fields = Fields::new(map, &keys::GROUP);
    let parts = fields.list("parts");
    let by = fields.text("by");
    let data = fields.text("data");
    let labels = fields.map("labels");
    let labels = self::labels(by.as_deref().unwrap_or_default(), labels, &mut fields);
    let lines = fields.get("text").map(|node| lines(node, &mut fields));
    let head = fields.bilingual("head");
    let groups = match (by, data) {
        (Some(by), Some(data)) => Groups::Rows { by, data, lines: lines.unwrap_or_default() },
        (Some(_), None) => Groups::Declared(labels),
        (None, _) if !parts.is_empty() => {
            let parts = sub_maps(parts, &mut fields).map(|map| part(map, findings));
            Groups::Declared(parts.collect())
        }
        (None, _) => {
            fields.missing("by");
            Groups::Declared(Vec::new())
        }
    };
    findings.extend(fields.finish());
    Grouping { head, groups }
}

/// A group for each value of a column.
fn labels(by: &str, map: Option<&Map>, fields: &mut Fields) -> Vec<Part> {
    let mut parts = Vec::new();
    for (value, entry) in map.iter().flat_map(|map| &map.entries) {
        let label = fields.read_bilingual(value, &entry.node);
        let filter = Filter::of(by, value);
        parts.push(Part { label, filter, place: entry.node.place().clone() });
    }
    parts
}

fn part(map: &Map, findings: &mut Findings) -> Part {
    let mut fields = Fields::new(map, &keys::PART);
    let part = part_of(&mut fields);
    findings.extend(fields.finish());
    part
}

/// Reads `label` and `where`.
pub fn part_of(fields: &mut Fields) -> Part {
    let label = fields.bilingual("label");
    Part { label, filter: filter(fields.map("where"), fields), place: fields.place() }
}
