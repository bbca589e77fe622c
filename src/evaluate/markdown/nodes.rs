//! Small questions about comrak's nodes, and its options.

use comrak::Options;
use comrak::nodes::{AlertType, AstNode, NodeValue, TableAlignment};

/// What stands behind the fence of a block of Typst.
pub const TYPST: &str = "{=typst}";

/// CommonMark and GFM with the extensions that are read.
pub fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.alerts = true;
    extension.cjk_friendly_emphasis = true;
    extension.block_directive = true;
    extension.description_lists = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.header_attributes = true;
    extension.link_attributes = true;
    options.parse.relaxed_autolinks = false;
    options
}

/// A node that stands too deep, found without recursion.
pub fn too_deep<'a>(root: &'a AstNode<'a>, most: u64) -> Option<&'a AstNode<'a>> {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > most {
            return Some(node);
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    None
}

/// The id that the author gave a node: `{#id}`.
pub fn own_id<'a>(node: &'a AstNode<'a>) -> Option<String> {
    node.data.borrow().attrs.as_ref()?.id.clone()
}

/// The kind of a callout.
pub fn tone(kind: AlertType) -> &'static str {
    match kind {
        AlertType::Note => "note",
        AlertType::Tip => "tip",
        AlertType::Important => "important",
        AlertType::Warning => "warning",
        AlertType::Caution => "caution",
    }
}

/// The cells of a table; rows that are shorter than the first are filled up by the parser.
pub fn cell_count<'r>(table: &'r AstNode<'r>) -> usize {
    table.children().map(|row| row.children().count()).sum()
}

/// The alignment of a column.
pub fn alignment(align: TableAlignment) -> &'static str {
    match align {
        TableAlignment::None => "auto",
        TableAlignment::Left => "left",
        TableAlignment::Center => "center",
        TableAlignment::Right => "right",
    }
}

/// The characters of a node without markup.
pub fn plain_text<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match &inner.data.borrow().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::Math(math) => text.push_str(&math.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push(' '),
            _ => {}
        }
    }
    text
}
