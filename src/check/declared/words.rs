//! The words of declarations that are printed as they are written: captions, heads, labels, sources
//! of tables and figures, and titles of documents.

use std::sync::Arc;

use crate::data::tree::{Cell, Entry, Map, Node};
use crate::language::Language;
use crate::model::inputs::Inputs;

/// What tables and figures print as it is written.
const IN_TABLES: [&str; 6] = ["caption", "head", "over", "source", "label", "series"];

/// What the manifest prints so.
const IN_MANIFEST: [&str; 6] =
    ["title", "short_title", "headline", "logo_text", "interests", "keywords"];

/// The parts of the manifest whose words stand in the heads of tables, in figures and in sentences, and these words. What
/// groups are called and how long people were followed has numbers of its own.
const ANALYSES: [&str; 2] = ["analyses", "findings"];
const IN_ANALYSES: [&str; 8] = [
    "caption",
    "outcome",
    "in_sentence",
    "population",
    "setting",
    "intervention",
    "control",
    "comment",
];

/// A table whose every entry is such a word: the labels of groups by their values.
const LABELS: &str = "labels";

/// Calls `visit` for every such text, with its language if it is told.
pub fn for_each(inputs: &Inputs, visit: &mut impl FnMut(Option<Language>, &Cell)) {
    in_declared(inputs, &|_| true, visit);
}

/// The same without those of documents, whose strings are filled in.
pub fn for_each_plain(inputs: &Inputs, visit: &mut impl FnMut(&Cell)) {
    in_declared(inputs, &|key| key != "documents", &mut |_, cell| visit(cell));
}

/// The same for the parts of the manifest that are `wanted`, and for all tables and figures.
fn in_declared(
    inputs: &Inputs,
    wanted: &dyn Fn(&str) -> bool,
    visit: &mut impl FnMut(Option<Language>, &Cell),
) {
    for map in &inputs.declared {
        let manifest = *map.place.file == *inputs.manifest.file;
        let keys = if manifest { &IN_MANIFEST[..] } else { &IN_TABLES[..] };
        let parts = map.entries.iter().filter(|(key, _)| !manifest || wanted(key));
        in_entries(parts, keys, visit);
    }
}

/// Calls `visit` for every text that analyses and summaries of findings print as it is written.
pub fn of_analyses(inputs: &Inputs, visit: &mut impl FnMut(&Cell)) {
    let manifest = inputs.declared.iter().filter(|it| *it.place.file == *inputs.manifest.file);
    let parts =
        manifest.flat_map(|map| ANALYSES.iter().filter_map(move |part| map.get(part)?.as_map()));
    parts.for_each(|map| in_map(map, &IN_ANALYSES, &mut |_, cell: &Cell| visit(cell)));
}

fn in_map(map: &Arc<Map>, keys: &[&str], visit: &mut impl FnMut(Option<Language>, &Cell)) {
    in_entries(&map.entries, keys, visit);
}

fn in_entries<'a>(
    entries: impl IntoIterator<Item = (&'a String, &'a Entry)>,
    keys: &[&str],
    visit: &mut impl FnMut(Option<Language>, &Cell),
) {
    for (key, entry) in entries {
        match &entry.node {
            node if keys.contains(&key.as_str()) => words(node, visit),
            Node::Map(map) if key == LABELS => {
                map.entries.values().for_each(|entry| words(&entry.node, visit));
            }
            Node::Map(map) => in_map(map, keys, visit),
            Node::List(list) => {
                let maps = list.items.iter().filter_map(Node::as_map);
                maps.for_each(|map| in_map(map, keys, visit));
            }
            Node::Cell(_) => {}
        }
    }
}

/// A text in one language or in several, or a list of them.
fn words(node: &Node, visit: &mut impl FnMut(Option<Language>, &Cell)) {
    match node {
        Node::Cell(cell) => visit(None, cell),
        Node::List(list) => list.items.iter().for_each(|item| words(item, visit)),
        Node::Map(map) => {
            for (language, entry) in map.languages.iter().zip(map.entries.values()) {
                entry.node.as_cell().iter().for_each(|cell| visit(Some(*language), cell));
            }
        }
    }
}
