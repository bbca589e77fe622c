//! Walks the tree of Markdown and puts nodes in the place of HTML.

use std::collections::HashSet;

use comrak::Arena;
use comrak::nodes::{AstNode, NodeValue, Sourcepos};

use super::builder::{Builder, Left};
use super::events::{self, Event};
use super::told::{Tally, Told};
use crate::evaluate::markdown::lines::Lines;
use crate::evaluate::markdown::tildes;

/// Reads the HTML of a text; what it means becomes Markdown, all else is told.
pub fn understand<'r>(root: &'r AstNode<'r>, arena: &'r Arena<'r>, lines: &Lines) -> Tally {
    let text = &lines.rendered.text;
    let mut tally = Tally::default();
    if !text.contains('<') {
        return tally;
    }
    let mut reader = Reader {
        arena,
        lines,
        tally: &mut tally,
        closed: names_after(text, "</").map(str::to_ascii_lowercase).collect(),
        linked: names_after(text, "#").map(str::to_string).collect(),
    };
    let left = reader.children(root);
    // A second `</p>` says nothing.
    for (name, at) in left.closings.into_iter().filter(|(name, _)| name != "p") {
        reader.tell(Told::Stray(name), at);
    }
    tally
}

/// The words that stand behind a sign.
fn names_after<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(sign).skip(1).map(|rest| {
        let end = rest.find(|c: char| c.is_whitespace() || ">)\"'".contains(c));
        &rest[..end.unwrap_or(rest.len())]
    })
}

struct Reader<'a, 'r> {
    arena: &'r Arena<'r>,
    lines: &'a Lines<'a>,
    tally: &'a mut Tally,
    /// The elements that are closed somewhere.
    closed: HashSet<String>,
    /// The names that links lead to.
    linked: HashSet<String>,
}

impl<'r> Reader<'_, 'r> {
    fn tell(&mut self, told: Told, at: Sourcepos) {
        self.tally.add(told, || self.lines.written(at));
    }

    /// Reads what is in a node, and puts it together anew if tags are among it.
    fn children(&mut self, node: &'r AstNode<'r>) -> Left {
        let is_closed = |name: &str| self.closed.contains(name);
        let mut events = Vec::new();
        let mut has_tags = false;
        let children: Vec<_> = node.children().collect();
        for child in &children {
            match html_of(child) {
                Some(Html::Block(literal)) => {
                    events.extend(events::of_block(child, &literal, self.lines, &is_closed));
                    has_tags = true;
                }
                Some(Html::Inline(literal)) => {
                    match events::of_inline(child, &literal, &is_closed) {
                        Some(event) => {
                            has_tags = true;
                            events.push(event);
                        }
                        None => events.push(Event::Node(child)),
                    }
                }
                None => events.push(Event::Node(child)),
            }
        }
        let mut read = Vec::with_capacity(events.len());
        for event in events {
            let Event::Node(child) = event else {
                read.push(event);
                continue;
            };
            let left = self.within(child);
            has_tags |= left.name.is_some() || !left.closings.is_empty();
            read.extend(left.name.map(Event::Name));
            // A paragraph that was only the name of what follows is none.
            let is_empty = matches!(child.data.borrow().value, NodeValue::Paragraph)
                && child.first_child().is_none();
            if !is_empty {
                read.push(Event::Node(child));
            }
            read.extend(left.closings.into_iter().map(|(name, at)| Event::Close(name, at)));
        }
        if !has_tags {
            return Left::default();
        }
        children.iter().for_each(|child| child.detach());
        let linked = &self.linked;
        let is_wanted = |name: &str| linked.contains(name);
        let (tally, lines) = (&mut *self.tally, self.lines);
        let mut tell = |told, at| tally.add(told, || lines.written(at));
        Builder::new(self.arena, node, &mut tell, &is_wanted).run(read)
    }

    /// Reads what is in a child; the words for a picture have no tags.
    fn within(&mut self, child: &'r AstNode<'r>) -> Left {
        match child.data.borrow().value {
            NodeValue::Image(_) => return Left::default(),
            _ if child.first_child().is_none() => return Left::default(),
            _ => {}
        }
        self.children(child)
    }
}

enum Html {
    Block(String),
    Inline(String),
}

/// The HTML of a node, unless it is only comments.
fn html_of(node: &AstNode) -> Option<Html> {
    match &node.data.borrow().value {
        NodeValue::HtmlBlock(html) if has_tags(&html.literal) => {
            Some(Html::Block(tildes::revealed(&html.literal)))
        }
        NodeValue::HtmlInline(html) if !html.starts_with("<!--") => {
            Some(Html::Inline(tildes::revealed(html)))
        }
        _ => None,
    }
}

/// Whether anything but comments stands in a block; one that is never closed is left as it is.
fn has_tags(literal: &str) -> bool {
    let mut rest = literal;
    while let Some(comment) = rest.trim_start().strip_prefix("<!--") {
        match comment.find("-->") {
            Some(end) => rest = &comment[end + 3..],
            None => return false,
        }
    }
    !rest.trim().is_empty() && !super::is_open_comment(literal)
}
