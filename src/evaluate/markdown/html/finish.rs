//! What is done when an element ends: empty nodes go, cells become inlines, tables get their grid.

use comrak::nodes::{AstNode, NodeCode, NodeValue};

use super::builder::{Builder, Frame, Gap};
use super::elements::{Role, role};
use super::{flatten, table};
use crate::evaluate::markdown::nodes::plain_text;

impl<'r> Builder<'_, 'r> {
    /// Ends an element.
    pub(super) fn end(&mut self, frame: Frame<'r>) {
        finish(self, frame);
    }

    /// Ends a run of inlines.
    pub(super) fn end_of_run(&mut self) {
        if let Some(base) = self.frames.first().filter(|base| base.inline) {
            trim(base.node);
        }
    }
}

fn finish<'r>(builder: &mut Builder<'_, 'r>, frame: Frame<'r>) {
    let node = frame.node;
    match frame.role {
        Role::Format => format(builder, &frame),
        Role::Span if frame.tag.name.is_empty() => {
            trim(node);
            drop_if_empty(node);
        }
        Role::Heading(_) | Role::Term => {
            trim(node);
            drop_if_empty(node);
        }
        Role::Title if frame.only_inline => {
            trim(node);
            if node.first_child().is_none() {
                node.parent().unwrap_or(node).detach();
            }
        }
        Role::Caption if frame.only_inline => caption(node),
        Role::Pre if !frame.inline => code(node),
        Role::List(_) if !frame.inline => list(node),
        Role::Cell if is_cell(node) => cell(builder, node),
        Role::Table if !frame.inline => table::arrange(node, &|value, at| builder.make(value, at)),
        Role::Box if !frame.inline => aligned(builder, node),
        _ => {}
    }
    // Behind a block that stands in a line the next thing begins on a new one.
    if frame.inline && builder.top().inline {
        match role(&frame.tag.name) {
            Role::Cell => builder.gap = Gap::Cell,
            Role::Span | Role::Format | Role::Void | Role::Foreign | Role::Unknown => {}
            _ if frame.tag.name.is_empty() => {}
            _ => builder.gap = Gap::Line,
        }
    }
}

fn is_cell(node: &AstNode) -> bool {
    matches!(node.data.borrow().value, NodeValue::TableCell)
}

fn format<'r>(builder: &mut Builder<'_, 'r>, frame: &Frame<'r>) {
    let node = frame.node;
    let text = |text: &str| NodeValue::Text(text.to_string().into());
    match frame.tag.name.as_str() {
        "q" => node.append(builder.make(text("”"), frame.at)),
        "rt" => {
            let closes = |last: &'r AstNode<'r>| match &last.data.borrow().value {
                NodeValue::Text(text) => text.ends_with([')', '）']),
                _ => false,
            };
            let is_opened = frame.items > 0;
            if is_opened && !node.last_child().is_some_and(closes) {
                node.append(builder.make(text(")"), frame.at));
            }
        }
        "kbd" | "abbr" | "acronym" => {
            let html = format!("</{}>", frame.tag.name);
            node.append(builder.make(NodeValue::HtmlInline(html), frame.at));
        }
        "code" | "tt" | "samp" => {
            let literal = plain_text(node);
            let shown = literal.trim();
            for child in node.children().collect::<Vec<_>>() {
                child.detach();
            }
            let code = NodeCode { num_backticks: 1, literal: shown.to_string() };
            node.data.borrow_mut().value = NodeValue::Code(code);
            if shown.is_empty() {
                node.detach();
            }
        }
        _ if !frame.closed_later => unwrap(node),
        _ => {
            // White space at the end stands behind what is marked.
            while let Some(last) = node.last_child().filter(|last| is_space(last)) {
                node.insert_after(last);
            }
            drop_if_empty(node);
        }
    }
}

fn is_space(node: &AstNode) -> bool {
    match &node.data.borrow().value {
        NodeValue::SoftBreak => true,
        NodeValue::Text(text) => text.trim_ascii().is_empty(),
        _ => false,
    }
}

/// What stands in a node takes its place.
fn unwrap<'r>(node: &'r AstNode<'r>) {
    while let Some(child) = node.first_child() {
        node.insert_before(child);
    }
    node.detach();
}

/// A run of inlines without breaks and white space at its end.
fn trim<'r>(node: &'r AstNode<'r>) {
    while let Some(last) = node.last_child() {
        let is_idle = match &mut last.data.borrow_mut().value {
            NodeValue::LineBreak | NodeValue::SoftBreak => true,
            NodeValue::Text(text) => {
                let kept = text.trim_ascii_end().to_string();
                *text = kept.into();
                text.is_empty()
            }
            _ => false,
        };
        if !is_idle {
            return;
        }
        last.detach();
    }
}

fn drop_if_empty<'r>(node: &'r AstNode<'r>) {
    if node.first_child().is_none() {
        node.detach();
    }
}

/// The words beneath a picture become its caption.
fn caption<'r>(node: &'r AstNode<'r>) {
    trim(node);
    drop_if_empty(node);
    let Some(before) = node.previous_sibling() else { return };
    let Some(image) = before.first_child().filter(|only| only.next_sibling().is_none()) else {
        return;
    };
    if let NodeValue::Image(link) = &mut image.data.borrow_mut().value
        && link.title.is_empty()
    {
        link.title = plain_text(node).trim().to_string();
        node.detach();
    }
}

/// The words of `pre`; the line break behind the tag is none of them.
fn code<'r>(words: &'r AstNode<'r>) {
    let Some(block) = words.parent() else { return };
    let text = plain_text(words);
    words.detach();
    if let NodeValue::CodeBlock(code) = &mut block.data.borrow_mut().value {
        code.literal = text.strip_prefix('\n').unwrap_or(&text).trim_end().to_string();
    }
    if text.trim().is_empty() {
        block.detach();
    }
}

/// A list whose items are single paragraphs stands close together.
fn list<'r>(node: &'r AstNode<'r>) {
    let is_loose = node.children().any(|item| {
        let paragraphs = item
            .children()
            .filter(|block| matches!(block.data.borrow().value, NodeValue::Paragraph));
        paragraphs.count() > 1
    });
    if let NodeValue::List(list) = &mut node.data.borrow_mut().value {
        list.tight = !is_loose;
    }
    for item in node.children().collect::<Vec<_>>() {
        if item.first_child().is_none() {
            item.detach();
        }
    }
    drop_if_empty(node);
}

fn cell<'r>(builder: &Builder<'_, 'r>, cell: &'r AstNode<'r>) {
    let inlines = flatten::children(cell, &|value, at| builder.make(value, at));
    for child in cell.children().collect::<Vec<_>>() {
        child.detach();
    }
    inlines.into_iter().for_each(|inline| cell.append(inline));
    trim(cell);
}

/// Headings stand by themselves: what is set in the middle goes on beneath them.
fn aligned<'r>(builder: &Builder<'_, 'r>, node: &'r AstNode<'r>) {
    let is_own = matches!(node.data.borrow().value, NodeValue::BlockDirective(_))
        && !builder.frames.iter().any(|frame| frame.node.same_node(node));
    if !is_own {
        return;
    }
    let is_heading = |child: &AstNode| matches!(child.data.borrow().value, NodeValue::Heading(_));
    let children: Vec<_> = node.children().collect();
    if children.iter().any(|child| is_heading(child)) {
        let (mut last, mut open) = (node, Some(node));
        for child in children {
            child.detach();
            if is_heading(child) {
                last.insert_after(child);
                (last, open) = (child, None);
                continue;
            }
            let box_of = open.unwrap_or_else(|| {
                let data = node.data.borrow();
                let next = builder.make(data.value.clone(), child.data.borrow().sourcepos);
                last.insert_after(next);
                next
            });
            box_of.append(child);
            (last, open) = (box_of, Some(box_of));
        }
    }
    drop_if_empty(node);
}
