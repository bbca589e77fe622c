//! Builds the nodes that tags mean: a stack of open elements, and where the next thing goes.

use std::cell::RefCell;

use comrak::Arena;
use comrak::nodes::{Ast, AstNode, NodeValue, Sourcepos};

use super::elements::{Role, ends_by_itself, role};
use super::events::{Event, pairs};
use super::tokens::Tag;
use super::told::Told;

/// At most so many elements within one another are built; what is deeper stands in the last of them.
const DEEPEST: usize = 48;

/// An element that is open.
pub struct Frame<'r> {
    /// Its tag; one without a name for a paragraph that HTML does not write.
    pub tag: Tag,
    /// What it is.
    pub role: Role,
    /// Where its content goes.
    pub node: &'r AstNode<'r>,
    /// Whether that holds inlines.
    pub inline: bool,
    /// Whether no block can stand in it.
    pub only_inline: bool,
    /// Whether it is closed further on.
    pub closed_later: bool,
    /// Where it is written.
    pub at: Sourcepos,
    /// How many items it has.
    pub items: usize,
}

/// What keeps apart the pieces of blocks that stand in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    None,
    /// What stands between the cells of a row.
    Cell,
    /// A new line.
    Line,
}

/// What is left when a run is read.
#[derive(Default)]
pub struct Left {
    /// Closing tags that close nothing in it.
    pub closings: Vec<(String, Sourcepos)>,
    /// A name that nothing in it could take.
    pub name: Option<String>,
}

/// Builds the content of one node.
pub struct Builder<'b, 'r> {
    pub(super) arena: &'r Arena<'r>,
    pub(super) frames: Vec<Frame<'r>>,
    /// Marked words that go on in the next paragraph.
    pub(super) again: Vec<Tag>,
    pub(super) gap: Gap,
    pub(super) left: Left,
    pub(super) tell: &'b mut dyn FnMut(Told, Sourcepos),
    /// Whether a link leads to this name.
    pub(super) is_wanted: &'b dyn Fn(&str) -> bool,
}

impl<'b, 'r> Builder<'b, 'r> {
    /// A builder for a node whose children have been taken out.
    pub fn new(
        arena: &'r Arena<'r>,
        node: &'r AstNode<'r>,
        tell: &'b mut dyn FnMut(Told, Sourcepos),
        is_wanted: &'b dyn Fn(&str) -> bool,
    ) -> Builder<'b, 'r> {
        // Marked words and links hold inlines too.
        let inline =
            node.data.borrow().value.contains_inlines() || !node.data.borrow().value.block();
        let at = node.data.borrow().sourcepos;
        let base = Frame {
            tag: Tag::default(),
            role: Role::Box,
            node,
            inline,
            only_inline: inline,
            closed_later: true,
            at,
            items: 0,
        };
        let left = Left::default();
        Builder { arena, frames: vec![base], again: vec![], gap: Gap::None, left, tell, is_wanted }
    }

    /// Builds the nodes for a run.
    pub fn run(mut self, events: Vec<Event<'r>>) -> Left {
        let ends = pairs(&events);
        let mut skipped = 0;
        for (i, event) in events.into_iter().enumerate() {
            if i < skipped {
                continue;
            }
            match event {
                Event::Open(tag, at) => {
                    // Scripts and styles that are never closed go on to the end.
                    let to_end = matches!(tag.name.as_str(), "script" | "style") && !tag.closed;
                    let end = ends[i].map(|end| end + 1).or(to_end.then_some(usize::MAX));
                    if role(&tag.name) == Role::Dropped && (end.is_some() || tag.closed) {
                        skipped = end.unwrap_or_default();
                        (self.tell)(Told::Dropped(tag.name), at);
                        continue;
                    }
                    self.open(tag, at, ends[i].is_some());
                }
                Event::Close(name, at) => self.close(name, at),
                Event::Text(lines) => self.text(lines),
                Event::Word(word, at) => {
                    let name = word.trim_matches(['<', '>']).to_string();
                    (self.tell)(Told::Word(name), at);
                    self.text(vec![(word, at.start)]);
                }
                Event::Comment(text, at) => self.comment(text, at),
                Event::Instruction(at) => (self.tell)(Told::Instruction, at),
                Event::Node(node) => self.node(node),
                Event::Name(name) => self.left.name = Some(name),
                Event::End => self.end_of_block(),
            }
        }
        while self.frames.len() > 1 {
            self.pop();
        }
        self.end_of_run();
        self.left
    }

    /// Opens an element that only holds what is in it.
    pub(super) fn pass(&mut self, tag: Tag, role: Role, at: Sourcepos, closed_later: bool) {
        let (node, inline) = (self.top().node, self.top().inline);
        self.push(Frame {
            tag,
            role,
            node,
            inline,
            only_inline: false,
            closed_later,
            at,
            items: 0,
        });
    }

    /// The innermost element.
    pub(super) fn top(&self) -> &Frame<'r> {
        // The first frame is never taken away.
        &self.frames[self.frames.len() - 1]
    }

    /// A new node.
    pub(super) fn make(&self, value: NodeValue, at: Sourcepos) -> &'r AstNode<'r> {
        let ast = Ast::new_with_sourcepos(value, at);
        self.arena.alloc(AstNode::new(RefCell::new(ast)))
    }

    /// Opens an element.
    pub(super) fn push(&mut self, frame: Frame<'r>) {
        self.frames.push(frame);
    }

    /// Whether a further element can be opened.
    pub(super) fn is_deep(&self) -> bool {
        self.frames.len() > DEEPEST
    }

    /// An element that is never closed ends with the block of HTML in which it was opened.
    fn end_of_block(&mut self) {
        let runs_on = |frame: &Frame| !frame.closed_later && !ends_by_itself(frame.role);
        if let Some(first) = self.frames.iter().position(runs_on) {
            self.pop_to(first);
        }
        // Words that follow are a paragraph of their own.
        while self.top().inline && self.top().tag.name.is_empty() && self.frames.len() > 1 {
            self.pop();
        }
    }

    fn close(&mut self, name: String, at: Sourcepos) {
        if name == "br" {
            return self.line(at.start).append(self.make(NodeValue::LineBreak, at));
        }
        if let Some(found) = self.again.iter().rposition(|tag| tag.name == name) {
            self.again.remove(found);
            return;
        }
        match self.frames.iter().rposition(|frame| frame.tag.name == name) {
            Some(found) => self.pop_to(found),
            None if super::elements::is_void(&name) => {}
            None => self.left.closings.push((name, at)),
        }
    }

    /// Closes the innermost elements down to this one.
    pub(super) fn pop_to(&mut self, index: usize) {
        while self.frames.len() > index.max(1) + 1 {
            self.pop();
        }
        if let Some(frame) = (index > 0).then(|| self.frames.pop()).flatten() {
            self.finish(frame);
        }
    }

    /// Closes the innermost element; marked words that are closed later go on behind it.
    pub(super) fn pop(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.role == Role::Format && frame.closed_later {
            self.again.insert(0, frame.tag.clone());
        }
        self.finish(frame);
    }

    fn finish(&mut self, frame: Frame<'r>) {
        let is_written = !frame.tag.name.is_empty() && frame.tag.name != "p";
        if is_written && !frame.closed_later && !ends_by_itself(frame.role) && !frame.tag.closed {
            (self.tell)(Told::Unclosed(frame.tag.name.clone()), frame.at);
        }
        self.end(frame);
    }
}
