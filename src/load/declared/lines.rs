//! Lines of text and lists of tables, as declarations have them.

use crate::data::tree::{Map, Node};
use crate::load::fields::Fields;
use crate::model::table::Line;

/// The tables of TOML in a list; anything else is a finding.
pub fn sub_maps<'a>(
    nodes: &'a [Node],
    fields: &mut Fields,
) -> impl Iterator<Item = &'a Map> + use<'a> {
    for node in nodes.iter().filter(|node| node.as_map().is_none()) {
        fields.wrong(node, "a table was expected here".to_string());
    }
    nodes.iter().filter_map(|node| node.as_map().map(|map| &**map))
}

/// The lines of a text: one, or a list of them.
pub fn lines(node: &Node, fields: &mut Fields) -> Vec<Line> {
    match node {
        Node::List(list) => list.items.iter().map(|node| line(fields, node)).collect(),
        node => vec![line(fields, node)],
    }
}

/// One text, or one per language; anything else is a finding.
pub fn line(fields: &mut Fields, node: &Node) -> Line {
    fields.read_bilingual("text", node);
    Line { node: node.clone() }
}
