//! Inline Markdown to inlines: text, slots, citations, emphasis, links, footnotes.

use comrak::nodes::{AstNode, NodeValue};

use super::cite;
use super::environment::{Slot, slot_index};
use super::markdown::{Lines, html_finding};
use super::spacing::{self, is_wide};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::language::Language;
use crate::model::manuscript::{BlockKind, Citation, Inline};
use crate::model::place::Place;

/// Reads the inlines of one block.
pub struct Inlines<'a, 'r> {
    /// The expanded text.
    pub lines: &'a Lines<'a>,
    /// The language of the text.
    pub language: Language,
    /// The document, where footnotes are defined.
    pub root: &'r AstNode<'r>,
    /// Where findings go.
    pub findings: &'a mut Vec<Diagnostic>,
}

impl<'r> Inlines<'_, 'r> {
    /// The inlines of a block, with the white space of its language.
    pub fn read(&mut self, parent: &'r AstNode<'r>) -> Vec<Inline> {
        let mut inlines = self.children(parent);
        trim_end(&mut inlines);
        attach_citations(&mut inlines);
        match self.language {
            Language::Zh => spacing::tighten(inlines),
            Language::En => inlines,
        }
    }

    /// The image or insert that is all a paragraph holds.
    pub fn standing_alone(&mut self, paragraph: &'r AstNode<'r>) -> Option<BlockKind> {
        let mut children = paragraph.children();
        let only = children.next()?;
        if children.next().is_some() {
            return None;
        }
        match &only.data.borrow().value {
            NodeValue::Text(text) => {
                let mut characters = text.trim().chars();
                let slot =
                    slot_index(characters.next()?).filter(|_| characters.next().is_none())?;
                match self.lines.expanded.slots.get(slot)? {
                    Slot::Insert(insert) => Some(BlockKind::Insert(insert.clone())),
                    _ => None,
                }
            }
            NodeValue::Image(link) => Some(BlockKind::Image {
                path: self.lines.expanded.plain(&link.url),
                alt: self.lines.expanded.plain(&plain_text(only)),
                caption: self.lines.expanded.plain(&link.title),
            }),
            _ => None,
        }
    }

    fn children(&mut self, parent: &'r AstNode<'r>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for node in parent.children() {
            self.inline(node, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, node: &'r AstNode<'r>, out: &mut Vec<Inline>) {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Text(text) => self.text(&text, node, out),
            NodeValue::SoftBreak => out.push(self.soft_break(node)),
            NodeValue::LineBreak => out.push(Inline::Break),
            NodeValue::Emph => out.push(Inline::Emph(self.children(node))),
            NodeValue::Strong => out.push(Inline::Strong(self.children(node))),
            NodeValue::Strikethrough => out.push(Inline::Strike(self.children(node))),
            NodeValue::Superscript => out.push(Inline::Super(self.children(node))),
            NodeValue::Subscript => out.push(Inline::Sub(self.children(node))),
            NodeValue::Code(code) => {
                let text = self.lines.expanded.plain(&code.literal);
                out.push(Inline::Code(text, self.lines.place(node)))
            }
            NodeValue::Link(link) => out.push(Inline::Link {
                url: self.lines.expanded.plain(&link.url),
                body: self.children(node),
            }),
            NodeValue::FootnoteReference(reference) => out.extend(self.footnote(&reference.name)),
            NodeValue::HtmlInline(html) => self.html(&html, node, out),
            NodeValue::Image(_) => {
                self.refuse(node, "an image must stand in a paragraph of its own")
            }
            other => {
                let message =
                    format!("this kind of Markdown is not typeset yet: {}", other.xml_node_name());
                self.refuse(node, &message);
            }
        }
    }

    /// A line break in the source is a space, except between characters that are set full-width.
    fn soft_break(&self, node: &'r AstNode<'r>) -> Inline {
        let edge = |sibling: Option<&'r AstNode<'r>>, last: bool| {
            let text = sibling.map(plain_text).unwrap_or_default();
            if last { text.chars().next_back() } else { text.chars().next() }
        };
        let before = edge(node.previous_sibling(), true);
        let after = edge(node.next_sibling(), false);
        let joined = before.is_some_and(is_wide) && after.is_some_and(is_wide);
        Inline::Text(if joined { String::new() } else { " ".to_string() }, self.lines.place(node))
    }

    /// Splits text at slots and citations.
    fn text(&mut self, text: &str, node: &AstNode, out: &mut Vec<Inline>) {
        let position = node.data.borrow().sourcepos.start;
        let start = self.lines.offset(position.line, position.column);
        let mut plain = 0;
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let taken = match slot_index(character) {
                Some(slot) => {
                    self.slot(slot, start + at).map(|inline| (inline, character.len_utf8()))
                }
                None if character == '[' => self.citation(&text[at..], start + at),
                None => None,
            };
            match taken {
                Some((inline, length)) => {
                    self.plain(&text[plain..at], start + plain, out);
                    out.push(inline);
                    at += length;
                    plain = at;
                }
                None => at += character.len_utf8(),
            }
        }
        self.plain(&text[plain..], start + plain, out);
    }

    fn plain(&self, text: &str, start: usize, out: &mut Vec<Inline>) {
        if !text.is_empty() {
            // A relation keeps its two sides on one line: P = 0.003.
            let bound = ["=", "<", ">", "≤", "≥"].iter().fold(text.to_string(), |text, sign| {
                text.replace(&format!(" {sign} "), &format!("\u{a0}{sign}\u{a0}"))
            });
            out.push(Inline::Text(bound, self.place(start, text.len())));
        }
    }

    fn slot(&mut self, index: usize, start: usize) -> Option<Inline> {
        let place = self.place(start, 4);
        match self.lines.expanded.slots.get(index)?.clone() {
            Slot::Value(printed) => Some(Inline::Value(printed, place)),
            Slot::Cite(keys) => {
                let citation = |key| Citation { key, locator: None, place: place.clone() };
                Some(Inline::Cite(keys.into_iter().map(citation).collect()))
            }
            Slot::Insert(_) => {
                let message = "a table or list made from data must stand in a paragraph of its own";
                self.findings.push(Diagnostic::new(codes::INSERT_IN_TEXT, place, message));
                None
            }
        }
    }

    fn citation(&mut self, text: &str, start: usize) -> Option<(Inline, usize)> {
        let Some((parsed, length)) = cite::parse(text) else {
            if text.starts_with("[@") {
                let shown: String = text.chars().take(30).collect();
                let message = format!("this looks like a citation but cannot be read: {shown}");
                let finding =
                    Diagnostic::new(codes::MALFORMED_CITATION, self.place(start, 2), message);
                self.findings.push(
                    finding.help("write [@key], [@key, p. 3] or [@key; @other], on one line"),
                );
            }
            return None;
        };
        let citation = |part: cite::Part| Citation {
            place: self.place(start + part.offset, part.key.len()),
            key: part.key,
            locator: part.locator,
        };
        Some((Inline::Cite(parsed.into_iter().map(citation).collect()), length))
    }

    fn footnote(&mut self, name: &str) -> Option<Inline> {
        let is_it = |node: &&'r AstNode<'r>| matches!(&node.data.borrow().value, NodeValue::FootnoteDefinition(it) if it.name == name);
        let definition = self.root.descendants().find(is_it)?;
        let mut body = Vec::new();
        for block in definition.children() {
            let marks = |node: &AstNode| {
                matches!(node.data.borrow().value, NodeValue::FootnoteReference(_))
            };
            if block.descendants().any(marks) {
                self.refuse(block, "a footnote cannot have footnotes of its own");
                continue;
            }
            if !matches!(block.data.borrow().value, NodeValue::Paragraph) {
                self.refuse(block, "a footnote holds paragraphs and nothing else");
                continue;
            }
            if !body.is_empty() {
                body.push(Inline::Break);
            }
            body.extend(self.children(block));
        }
        Some(Inline::Footnote(body))
    }

    fn html(&mut self, html: &str, node: &AstNode, out: &mut Vec<Inline>) {
        match html.to_ascii_lowercase().as_str() {
            "<br>" | "<br/>" | "<br />" => out.push(Inline::Break),
            comment if comment.starts_with("<!--") => {}
            _ => {
                let place = self.lines.place(node);
                self.findings.push(html_finding(html, place));
            }
        }
    }

    fn refuse(&mut self, node: &AstNode, message: &str) {
        let place = self.lines.place(node);
        self.findings.push(Diagnostic::new(codes::UNSUPPORTED_MARKDOWN, place, message));
    }

    fn place(&self, start: usize, length: usize) -> Place {
        self.lines.expanded.place(start..start + length)
    }
}

/// The characters of a node without markup.
fn plain_text<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        match &inner.data.borrow().value {
            NodeValue::Text(part) => text.push_str(part),
            NodeValue::Code(code) => text.push_str(&code.literal),
            _ => {}
        }
    }
    text
}

/// A citation is a superscript and stands close to the word before it.
fn attach_citations(inlines: &mut [Inline]) {
    for i in 1..inlines.len() {
        if let ([.., Inline::Text(text, _)], [Inline::Cite(_), ..]) = inlines.split_at_mut(i) {
            text.truncate(text.trim_end().len());
        }
    }
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(Inline::Text(text, _)) = inlines.last_mut() {
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            return;
        }
        inlines.pop();
    }
}
