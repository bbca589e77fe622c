//! Inline Markdown to inlines: emphasis, links, pictures, formulas, footnotes, harmless HTML.

use comrak::nodes::{AstNode, NodeValue};

use super::dialects;
use super::footnote_definitions::Footnotes;
use super::formulas::Formulas;
use super::han_spacing;
use super::html::{self, Tag};
use super::lines::{Lines, Reading};
use super::nodes::plain_text;
use super::pictures::Pictures;
use super::second_reading::Captions;
use super::tildes;
use super::waivers::Comment;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::evaluate::template::placeholders::{Placeholder, placeholder_index};
use crate::language::characters::is_wide;
use crate::model::manuscript::{Abbreviation, BlockKind, Inline};

/// The longest address that Typst takes for a link, in bytes.
const MAX_ADDRESS: usize = 8_000;

/// Reads the inlines of one block.
pub struct Inlines<'a, 'r> {
    /// The rendered text.
    pub lines: &'a Lines<'a>,
    /// What reading depends on.
    pub reading: Reading<'a>,
    /// The footnotes of the document.
    pub footnotes: &'a Footnotes<'r>,
    /// The captions of its pictures.
    pub captions: &'a Captions<'r>,
    /// The formulas of the document.
    pub formulas: &'a Formulas,
    /// Where findings go.
    pub findings: &'a mut Findings,
    /// Where abbreviations go that the text explains.
    pub abbreviations: &'a mut Vec<Abbreviation>,
    /// Where comments go.
    pub comments: &'a mut Vec<Comment>,
    /// Where pictures go that are not shown, or have no words.
    pub pictures: &'a mut Pictures,
}

/// An HTML tag that is open: its name, what it means, and where it is written.
struct OpenTag {
    name: String,
    title: Option<String>,
    place: Place,
    before: Vec<Inline>,
}

impl<'r> Inlines<'_, 'r> {
    /// The inlines of a block, with the white space of its language.
    pub fn read(&mut self, parent: &'r AstNode<'r>) -> Vec<Inline> {
        let mut inlines = self.children(parent);
        trim_end(&mut inlines);
        attach_citations(&mut inlines);
        match self.reading.pack.typography.tighten {
            true => han_spacing::tighten(inlines),
            false => inlines,
        }
    }

    /// The image or insert that is all a paragraph holds.
    pub fn standing_alone(&mut self, paragraph: &'r AstNode<'r>) -> Option<BlockKind> {
        let mut children = paragraph.children();
        let only = children.next()?;
        if children.next().is_some() {
            return None;
        }
        let data = only.data.borrow();
        match &data.value {
            NodeValue::Text(text) => {
                let mut characters = text.trim().chars();
                let placeholder = placeholder_index(characters.next()?)
                    .filter(|_| characters.next().is_none())?;
                match self.lines.rendered.placeholders.get(placeholder)? {
                    Placeholder::Generated(insert) => Some(BlockKind::Generated(insert.clone())),
                    _ => None,
                }
            }
            NodeValue::Image(link) => self.picture_alone(link, only),
            _ => None,
        }
    }

    /// What stands between a node's children's edges; tags of HTML are paired here.
    pub(super) fn children(&mut self, parent: &'r AstNode<'r>) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut open: Vec<OpenTag> = Vec::new();
        for node in parent.children() {
            let value = node.data.borrow().value.clone();
            match value {
                NodeValue::HtmlInline(html) => {
                    self.html(&tildes::revealed(&html), node, &mut open, &mut out)
                }
                value => self.inline(value, node, &mut out),
            }
        }
        open.into_iter().flat_map(|tag| tag.before).chain(out).collect()
    }

    fn inline(&mut self, value: NodeValue, node: &'r AstNode<'r>, out: &mut Vec<Inline>) {
        match value {
            NodeValue::Text(text) => self.text(&text, node, out),
            NodeValue::SoftBreak => out.push(self.soft_break(node)),
            NodeValue::LineBreak => out.push(Inline::Break),
            NodeValue::Emph => out.push(Inline::Emph(self.children(node))),
            NodeValue::Strong => out.push(Inline::Strong(self.children(node))),
            NodeValue::Strikethrough => out.push(Inline::Strike(self.children(node))),
            NodeValue::Underline => out.push(Inline::Underline(self.children(node))),
            // Whole sentences are small print rather than a script, and nothing here is that small.
            NodeValue::Subscript | NodeValue::Superscript if is_small_print(node) => {
                out.extend(self.children(node));
            }
            NodeValue::Subscript => out.push(Inline::Sub(self.children(node))),
            NodeValue::Superscript => out.push(Inline::Super(self.children(node))),
            NodeValue::Highlight => out.push(Inline::Mark(self.children(node))),
            NodeValue::Code(code) => {
                out.push(self.code(&code.literal, self.lines.place(node)));
            }
            NodeValue::Link(link) if link.url.len() > MAX_ADDRESS => {
                self.refuse(node, &format!("this address is longer than {MAX_ADDRESS} bytes"));
            }
            NodeValue::Link(link) => {
                let body = self.children(node);
                // A badge that is left out leaves no link.
                if !body.is_empty() || node.first_child().is_none() {
                    let (url, place) =
                        (self.lines.rendered.plain(&link.url), self.lines.place(node));
                    out.push(Inline::Link { url, body, place });
                }
            }
            NodeValue::Image(link) => self.image(&link, node, out),
            NodeValue::Math(_) => out.extend(self.math(node)),
            NodeValue::FootnoteReference(reference) => {
                out.extend(self.footnote(&reference.name, node));
            }
            other => {
                let message =
                    format!("this kind of Markdown is not supported: {}", other.xml_node_name());
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
        // Lines of an enumeration that Markdown does not know stay lines.
        if node.next_sibling().is_some_and(|next| dialects::is_enumerated(&plain_text(next))) {
            return Inline::Break;
        }
        let joined = before.is_some_and(is_wide) && after.is_some_and(is_wide);
        Inline::Text(if joined { String::new() } else { " ".to_string() }, self.lines.place(node))
    }

    fn html(
        &mut self,
        html: &str,
        node: &'r AstNode<'r>,
        open: &mut Vec<OpenTag>,
        out: &mut Vec<Inline>,
    ) {
        let place = self.lines.place(node);
        match html::tag(html) {
            Tag::Comment => self.comments.push(Comment { text: html.to_string(), place }),
            Tag::Open(name, title) => {
                open.push(OpenTag { name, title, place, before: std::mem::take(out) });
            }
            Tag::Close(name) if open.last().is_some_and(|tag| tag.name == name) => {
                let Some(tag) = open.pop() else { return };
                let body = std::mem::replace(out, tag.before);
                if let Some(meaning) = tag.title.filter(|_| tag.name != "kbd") {
                    let short = self.lines.rendered.plain(&text_of(&body));
                    self.abbreviations.push(Abbreviation { short, meaning, place: tag.place });
                }
                match name.as_str() {
                    "kbd" => out.push(Inline::Key(body)),
                    _ => out.extend(body),
                }
            }
            Tag::Close(_) | Tag::Unknown => {}
        }
    }

    pub(super) fn refuse(&mut self, node: &AstNode, message: &str) {
        let place = self.lines.place(node);
        self.findings.push(Diagnostic::new(codes::UNSUPPORTED_MARKDOWN, place, message));
    }

    pub(super) fn place(&self, start: usize, length: usize) -> Place {
        self.lines.rendered.place(start..start + length)
    }
}

/// The plain text of inlines.
fn text_of(inlines: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(text, _) | Inline::Code { text, .. } => text.clone(),
        Inline::Value(printed, _) => printed.text.clone(),
        other => text_of(other.children()),
    };
    inlines.iter().map(text).collect()
}

/// A citation that is a superscript stands close to the word before it; one by names does not.
fn attach_citations(inlines: &mut [Inline]) {
    for i in 1..inlines.len() {
        if let ([.., Inline::Text(text, _)], [Inline::Cite(group), ..]) = inlines.split_at_mut(i) {
            let apart = text.ends_with(char::is_whitespace);
            group.iter_mut().for_each(|it| it.apart |= apart);
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

/// The longest words that are raised or lowered, in characters: of words, and of marks such as `1, 2`.
const LONGEST_SCRIPT: [usize; 2] = [9, 24];

/// Whether raised or lowered words are more than a mark.
fn is_small_print<'r>(node: &'r AstNode<'r>) -> bool {
    let words = plain_text(node);
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let is_said = words.split_whitespace().filter(is_word).nth(1).is_some();
    let longest = LONGEST_SCRIPT[usize::from(!is_said)];
    words.trim().contains(' ') && words.trim().chars().nth(longest).is_some()
}
