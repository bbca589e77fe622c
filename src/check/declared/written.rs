//! Where a declaration has one of its words: what is wrong is told there, and not at the head of a long table.

use crate::data::place::Place;
use crate::data::tree::Node;
use crate::model::inputs::Inputs;
use crate::model::table::Declaration;

/// The first place in a declaration where this word is a value or a key; or else where it begins.
pub fn of(declaration: &Declaration, inputs: &Inputs, word: &str) -> Place {
    nodes(declaration, inputs)
        .find_map(|node| within(node, word))
        .unwrap_or_else(|| declaration.place.clone())
}

/// The declaration itself, as it is written.
pub fn nodes<'a>(
    declaration: &'a Declaration,
    inputs: &'a Inputs,
) -> impl Iterator<Item = &'a Node> {
    let named = inputs.declared.iter().filter_map(|root| root.get(&declaration.name));
    named.filter(|node| *node.place() == declaration.place)
}

fn within(node: &Node, word: &str) -> Option<Place> {
    match node {
        Node::Cell(cell) => (*cell.text == *word).then(|| cell.place().clone()),
        Node::List(list) => list.items.iter().find_map(|item| within(item, word)),
        Node::Map(map) => map.entries.iter().find_map(|(key, entry)| match key == word {
            true => Some(entry.key.clone()),
            false => within(&entry.node, word),
        }),
    }
}
