//! The footnotes of a document, wherever they are defined.

use std::collections::HashMap;

use comrak::nodes::{AstNode, NodeValue};

/// A footnote of a document.
#[derive(Clone, Copy)]
pub struct Definition<'r> {
    /// What it holds.
    pub node: &'r AstNode<'r>,
    /// How many marks lead to it, those in footnotes included.
    pub marks: usize,
}

/// The footnotes of a document by their names.
pub type Footnotes<'r> = HashMap<String, Definition<'r>>;

/// Finds the footnotes of a document, and counts their marks; captions are apart from the document.
pub fn footnotes<'r>(
    root: &'r AstNode<'r>,
    captions: impl Iterator<Item = &'r AstNode<'r>>,
) -> Footnotes<'r> {
    let mut footnotes = Footnotes::new();
    for node in root.descendants() {
        if let NodeValue::FootnoteDefinition(definition) = &node.data.borrow().value {
            footnotes.entry(definition.name.clone()).or_insert(Definition { node, marks: 0 });
        }
    }
    for node in root.descendants().chain(captions.flat_map(|it| it.descendants())) {
        if let NodeValue::FootnoteReference(mark) = &node.data.borrow().value
            && let Some(definition) = footnotes.get_mut(&mark.name)
        {
            definition.marks += 1;
        }
    }
    footnotes
}
