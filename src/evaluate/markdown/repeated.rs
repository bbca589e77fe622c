//! Links in the head of a long table: it is repeated on each page, and what is repeated holds no links.

use comrak::nodes::{AstNode, NodeValue};

use super::lines::Lines;
use crate::diagnostic::{Diagnostic, codes};

/// A table with so many rows beneath its head stands on one page; as in `templates/diptych/table/headed.typ`.
const WHOLE: usize = 10;

/// A finding for the links in the heads of long tables.
pub fn links<'r>(root: &'r AstNode<'r>, lines: &Lines) -> Option<Diagnostic> {
    let is_link = |node: &&'r AstNode<'r>| matches!(node.data.borrow().value, NodeValue::Link(_));
    let is_table = |node: &&'r AstNode<'r>| matches!(node.data.borrow().value, NodeValue::Table(_));
    let is_head =
        |row: &&'r AstNode<'r>| matches!(row.data.borrow().value, NodeValue::TableRow(true));
    let long =
        root.descendants().filter(is_table).filter(|table| table.children().count() > WHOLE + 1);
    let heads = long.flat_map(|table| table.children().take_while(is_head));
    let mut found = heads.flat_map(|row| row.descendants().filter(is_link));
    let first = found.next()?;
    let message = format!(
        "links in the head of a long table are printed as words ({} in this text): the head is repeated on each page",
        1 + found.count()
    );
    let finding = Diagnostic::new(codes::HEAD_LINKS, lines.place(first), message);
    Some(finding.help("put the link into the text above the table, or into its first column"))
}
