//! Footnotes of Markdown, read where their marks stand.

use comrak::nodes::{AstNode, ListType, NodeValue};

use super::inlines::Inlines;
use crate::model::manuscript::Inline;

impl<'r> Inlines<'_, 'r> {
    /// The footnote that a mark stands for.
    pub(super) fn footnote(&mut self, name: &str, mark: &'r AstNode<'r>) -> Option<Inline> {
        let definition = *self.footnotes.get(name)?;
        let marks =
            |node: &AstNode| matches!(node.data.borrow().value, NodeValue::FootnoteReference(_));
        if let Some(inner) = definition.descendants().find(|node| marks(node)) {
            self.refuse(inner, "a footnote cannot contain a footnote");
            return None;
        }
        let shared = match &definition.data.borrow().value {
            NodeValue::FootnoteDefinition(it) => it.total_references > 1,
            _ => false,
        };
        let place = self.lines.place(definition);
        if name.starts_with("__inline_") {
            let start = mark.data.borrow().sourcepos.start;
            self.lines.base.set(Some(self.lines.offset(start.line, start.column) + "^[".len()));
        }
        let mut body = Vec::new();
        for block in definition.children() {
            self.footnote_block(block, "", &mut body);
        }
        self.lines.base.set(None);
        Some(Inline::Footnote { name: shared.then(|| place.to_string()), body })
    }

    /// The lines of a block inside a footnote: paragraphs, code, and the items of lists.
    fn footnote_block(&mut self, block: &'r AstNode<'r>, lead: &str, body: &mut Vec<Inline>) {
        let value = block.data.borrow().value.clone();
        match value {
            NodeValue::Paragraph | NodeValue::CodeBlock(_) => {
                if !body.is_empty() {
                    body.push(Inline::Break);
                }
                let place = self.lines.place(block);
                if !lead.is_empty() {
                    body.push(Inline::Text(lead.to_string(), place.clone()));
                }
                match value {
                    NodeValue::CodeBlock(code) => {
                        body.push(self.code(code.literal.trim_end(), place));
                    }
                    _ => body.extend(self.children(block)),
                }
            }
            NodeValue::List(list) => {
                for (i, item) in block.children().enumerate() {
                    let lead = match list.list_type {
                        ListType::Ordered => format!("{}. ", list.start + i),
                        ListType::Bullet => "• ".to_string(),
                    };
                    item.children().for_each(|block| self.footnote_block(block, &lead, body));
                }
            }
            NodeValue::BlockQuote => {
                block.children().for_each(|block| self.footnote_block(block, lead, body));
            }
            _ => self.refuse(block, "a footnote can contain only paragraphs, lists and code"),
        }
    }
}
