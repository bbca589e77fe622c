//! Where the next thing goes: into a block, or into a line of words that is open or begins.

use comrak::nodes::{AstNode, Attributes, LineColumn, NodeValue, Sourcepos};

use super::builder::{Builder, Frame, Gap};
use super::elements::Role;
use super::flatten;
use super::tokens::Tag;

impl<'r> Builder<'_, 'r> {
    /// Whether only inlines can stand here.
    pub(super) fn only_inline(&self) -> bool {
        let inline = self.frames.iter().rev().take_while(|frame| frame.inline);
        inline.into_iter().any(|frame| frame.only_inline)
    }

    /// The node that the next block goes into; where only inlines can stand there is none, and what
    /// follows begins on a new line.
    pub(super) fn block(&mut self) -> Option<&'r AstNode<'r>> {
        if self.only_inline() {
            self.gap = Gap::Line;
            return None;
        }
        while self.top().inline {
            self.pop();
        }
        Some(self.container())
    }

    /// The innermost node that holds blocks; beside a cell that is what the table stands in.
    fn container(&self) -> &'r AstNode<'r> {
        let holds = |frame: &&Frame<'r>| {
            !matches!(
                frame.node.data.borrow().value,
                NodeValue::Table(_) | NodeValue::TableRow(_) | NodeValue::DescriptionList
            )
        };
        self.frames.iter().rev().find(holds).map_or(self.frames[0].node, |frame| frame.node)
    }

    /// The node that the next inline goes into.
    pub(super) fn line(&mut self, at: LineColumn) -> &'r AstNode<'r> {
        if !self.top().inline {
            let container = self.container();
            let place = (at, at).into();
            let paragraph = self.make(NodeValue::Paragraph, place);
            self.give_name(paragraph);
            self.hold(container, at).append(paragraph);
            self.push(Frame {
                tag: Tag::default(),
                role: Role::Span,
                node: paragraph,
                inline: true,
                only_inline: false,
                closed_later: true,
                at: place,
                items: 0,
            });
        }
        self.keep_apart(at);
        for tag in std::mem::take(&mut self.again) {
            self.reopen(tag, (at, at).into());
        }
        self.top().node
    }

    /// A list takes items only.
    pub(super) fn hold(&self, container: &'r AstNode<'r>, at: LineColumn) -> &'r AstNode<'r> {
        let list = match container.data.borrow().value {
            NodeValue::List(list) => list,
            _ => return container,
        };
        let item = self.make(NodeValue::Item(list), (at, at).into());
        container.append(item);
        item
    }

    fn keep_apart(&mut self, at: LineColumn) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let node = self.top().node;
        let is_open = node
            .last_child()
            .is_some_and(|last| !matches!(last.data.borrow().value, NodeValue::LineBreak));
        let place = (at, at).into();
        match gap {
            Gap::Line if is_open => node.append(self.make(NodeValue::LineBreak, place)),
            Gap::Cell if is_open => {
                node.append(self.make(NodeValue::Text(" · ".into()), place));
            }
            _ => {}
        }
    }

    /// Gives a block the name that links lead to, if one waits.
    pub(super) fn give_name(&mut self, node: &'r AstNode<'r>) {
        if let Some(name) = self.left.name.take() {
            self.left.name = named(node, name);
        }
    }

    /// Takes the name of a tag, for the block that it stands in or else for the next one.
    pub(super) fn take_name(&mut self, tag: &Tag) {
        // Browsers lead to `<a name>` alone, and GitHub to any element.
        let may = !matches!(&*tag.name, "img" | "map" | "input" | "meta" | "param");
        let anchor = if may { tag.get("name") } else { None };
        let Some(name) = tag.get("id").or(anchor) else { return };
        let sound = !name.contains(char::is_whitespace) && name.len() < 200;
        if !sound || !(self.is_wanted)(name) {
            return;
        }
        let holds = |node: &&'r AstNode<'r>| {
            matches!(node.data.borrow().value, NodeValue::Paragraph | NodeValue::Heading(_))
        };
        let around = self.frames.iter().rev().take_while(|it| it.inline).map(|it| it.node);
        match around.into_iter().find(holds).filter(|node| node.first_child().is_some()) {
            Some(node) => self.left.name = named(node, name.to_string()),
            None => self.left.name = Some(name.to_string()),
        }
    }

    pub(super) fn text(&mut self, lines: Vec<(String, LineColumn)>) {
        let is_blank = lines.iter().all(|(line, _)| line.trim_ascii().is_empty());
        if self.top().role == Role::Pre {
            let text: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
            let place = lines.first().map_or(self.top().at, |(_, at)| (*at, *at).into());
            let node = self.make(NodeValue::Text(text.join("\n").into()), place);
            return self.top().node.append(node);
        }
        if is_blank && !self.top().inline {
            return;
        }
        let last = lines.len() - 1;
        for (i, (line, at)) in lines.into_iter().enumerate() {
            if is_blank && self.gap != Gap::None {
                return;
            }
            let node = self.line(at);
            if i > 0 && ends_in_words(node) {
                node.append(self.make(NodeValue::SoftBreak, (at, at).into()));
            }
            let inner = if ends_in_words(node) && i == 0 { 0 } else { indent(&line) };
            let mut words = &line[inner..];
            if i < last {
                words = words.trim_ascii_end();
            }
            if !words.is_empty() {
                let start = LineColumn { line: at.line, column: at.column + inner };
                let end = LineColumn { line: at.line, column: start.column + words.len() - 1 };
                let text = NodeValue::Text(words.to_string().into());
                node.append(self.make(text, (start, end).into()));
            }
        }
    }

    pub(super) fn comment(&mut self, text: String, at: Sourcepos) {
        if self.top().inline {
            self.top().node.append(self.make(NodeValue::HtmlInline(text), at));
        } else {
            let html = comrak::nodes::NodeHtmlBlock { block_type: 2, literal: text };
            let node = self.make(NodeValue::HtmlBlock(html), at);
            let container = self.container();
            self.hold(container, at.start).append(node);
        }
    }

    /// A node of Markdown within the elements that are open.
    pub(super) fn node(&mut self, node: &'r AstNode<'r>) {
        let at = node.data.borrow().sourcepos.start;
        if !node.data.borrow().value.block() {
            let is_break = matches!(node.data.borrow().value, NodeValue::SoftBreak);
            let line = self.line(at);
            // A line break behind another one, with a tag between them, is none.
            let before = line.last_child().is_some() || line.previous_sibling().is_none_or(ends);
            if !is_break || before && line.last_child().is_none_or(ends) {
                line.append(node);
            }
            return;
        }
        while self.top().role == Role::Pre {
            self.pop();
        }
        match self.block() {
            Some(container) => {
                let is_comment = matches!(node.data.borrow().value, NodeValue::HtmlBlock(_));
                if !is_comment {
                    self.give_name(node);
                }
                let is_item =
                    matches!(node.data.borrow().value, NodeValue::Item(_) | NodeValue::TaskItem(_));
                let holder = if is_item { container } else { self.hold(container, at) };
                holder.append(node);
            }
            None => {
                let inlines = flatten::inlines(node, &|value, at| self.make(value, at));
                let line = self.line(at);
                inlines.into_iter().for_each(|inline| line.append(inline));
                self.gap = Gap::Line;
            }
        }
    }
}

/// Gives a block a name; a name that it cannot take comes back.
fn named<'r>(node: &'r AstNode<'r>, name: String) -> Option<String> {
    let mut data = node.data.borrow_mut();
    let attributes = data.attrs.get_or_insert_with(|| Box::new(Attributes::default()));
    match &attributes.id {
        Some(_) => Some(name),
        None => {
            attributes.id = Some(name);
            None
        }
    }
}

/// Whether the last thing in a node is none after which a line begins.
fn ends_in_words<'r>(node: &'r AstNode<'r>) -> bool {
    node.last_child().is_some_and(ends)
}

fn ends<'r>(last: &'r AstNode<'r>) -> bool {
    !matches!(last.data.borrow().value, NodeValue::LineBreak | NodeValue::SoftBreak)
}

/// The bytes of white space that a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_ascii_start().len()
}
