//! Footnotes of Markdown, read where their marks stand.

use comrak::nodes::{AstNode, ListType, NodeValue};

use super::footnote_definitions::Definition;
use super::inlines::Inlines;
use super::nodes::plain_text;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::manuscript::Inline;

impl<'r> Inlines<'_, 'r> {
    /// The footnote that a mark stands for. One that the text comes back to is read at its first mark, so
    /// that notes within notes neither grow nor go in circles.
    pub(super) fn footnote(&mut self, name: &str, mark: &'r AstNode<'r>) -> Option<Inline> {
        let Definition { node, marks } = *self.footnotes.get(name)?;
        let place = self.lines.place(node);
        let shared = (marks > 1).then(|| place.to_string());
        let is_first = self.lines.read_notes.borrow_mut().insert(name.to_string());
        if shared.is_some() && !is_first {
            return Some(Inline::Footnote { name: shared, body: Vec::new() });
        }
        let around = self.lines.base.take();
        if name.starts_with("__inline_") {
            let start = mark.data.borrow().sourcepos.start;
            self.lines.base.set(around);
            self.lines.base.set(Some(self.lines.offset(start.line, start.column) + "^[".len()));
        }
        let mut body = Vec::new();
        for block in node.children() {
            self.footnote_block(block, "", &mut body);
        }
        self.lines.base.set(around);
        Some(Inline::Footnote { name: shared, body })
    }

    /// The lines of a block inside a footnote: paragraphs, code, and the items of lists. Of anything else
    /// the words are kept.
    fn footnote_block(&mut self, block: &'r AstNode<'r>, lead: &str, body: &mut Vec<Inline>) {
        let value = block.data.borrow().value.clone();
        match value {
            NodeValue::Paragraph => {
                self.footnote_line(lead, block, body);
                body.extend(self.children(block));
            }
            NodeValue::CodeBlock(code) => {
                self.footnote_line(lead, block, body);
                body.push(self.code(code.literal.trim_end(), self.lines.place(block)));
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
            NodeValue::Heading(_) => {
                self.simplified(block);
                self.footnote_line(lead, block, body);
                let words = self.children(block);
                body.push(Inline::Strong(words));
            }
            NodeValue::Table(_) => {
                self.simplified(block);
                for row in block.children() {
                    self.footnote_line(lead, row, body);
                    for (i, cell) in row.children().enumerate() {
                        if i > 0 {
                            body.push(Inline::Text(" · ".to_string(), self.lines.place(cell)));
                        }
                        body.extend(self.children(cell));
                    }
                }
            }
            NodeValue::ThematicBreak => {}
            _ => {
                self.simplified(block);
                self.footnote_line(lead, block, body);
                let words = self.lines.rendered.plain(&plain_text(block));
                body.push(Inline::Text(words, self.lines.place(block)));
            }
        }
    }

    /// Begins a line, with the sign of a list.
    fn footnote_line(&mut self, lead: &str, block: &'r AstNode<'r>, body: &mut Vec<Inline>) {
        if !body.is_empty() {
            body.push(Inline::Break);
        }
        if !lead.is_empty() {
            body.push(Inline::Text(lead.to_string(), self.lines.place(block)));
        }
    }

    fn simplified(&mut self, block: &'r AstNode<'r>) {
        let message = "a footnote is of paragraphs, lists and code; of this the words are printed";
        let place = self.lines.place(block);
        let finding = Diagnostic::new(codes::FOOTNOTE_SIMPLIFIED, place, message);
        self.findings
            .push(finding.help("move it into the text, and refer to it from the footnote"));
    }
}
