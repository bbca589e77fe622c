//! What front matter of other programs asks for: for the text itself, or for a format of it.

use crate::data::tree::{Map, Node};

/// Whether front matter asks for something, for all formats or for one: `toc: true`, or
/// `output: pdf_document: toc: true`.
pub fn asks(map: &Map, is_on: impl Fn(&Map) -> bool) -> bool {
    let formats = ["output", "format"].into_iter().filter_map(|key| match map.get(key)? {
        Node::Map(formats) => Some(formats.entries.values()),
        _ => None,
    });
    is_on(map) || formats.flatten().any(|it| matches!(&it.node, Node::Map(map) if is_on(map)))
}
