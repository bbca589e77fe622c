//! The parts of lists and tables: items, terms, rows, cells, and the lines above them.

use comrak::nodes::{
    Attributes, ListDelimType, ListType, NodeDescriptionItem, NodeList, NodeValue,
};

use super::builder::{Builder, Frame};
use super::elements::{self, Role};
use super::tokens::Tag;
use crate::evaluate::markdown::nodes;

pub fn list(tag: &Tag, ordered: bool) -> NodeValue {
    NodeValue::List(NodeList {
        list_type: if ordered { ListType::Ordered } else { ListType::Bullet },
        start: tag.get("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        delimiter: ListDelimType::Period,
        tight: true,
        ..NodeList::default()
    })
}

pub fn item<'r>(builder: &mut Builder<'_, 'r>, mut frame: Frame<'r>) {
    let of_list = match frame.node.data.borrow().value {
        NodeValue::List(list) => Some(list),
        _ => None,
    };
    let (list, data) = match of_list {
        Some(data) => (frame.node, data),
        None => {
            let value = list(&Tag::default(), false);
            let NodeValue::List(data) = value else { return };
            let list = builder.make(value, frame.at);
            frame.node.append(list);
            builder.push(Frame {
                tag: Tag::default(),
                role: Role::List(false),
                node: list,
                inline: false,
                only_inline: false,
                closed_later: true,
                at: frame.at,
                items: 0,
            });
            (list, data)
        }
    };
    frame.node = builder.make(NodeValue::Item(data), frame.at);
    list.append(frame.node);
    builder.push(frame);
}

pub fn meaning<'r>(builder: &mut Builder<'_, 'r>, mut frame: Frame<'r>) {
    let is_list = builder.top().role == Role::Terms;
    let list = builder.top().node;
    if !is_list {
        return builder.push(frame);
    }
    let new_item = |builder: &Builder<'_, 'r>| {
        let item = NodeDescriptionItem { marker_offset: 0, padding: 0, tight: true };
        let item = builder.make(NodeValue::DescriptionItem(item), frame.at);
        list.append(item);
        item
    };
    if frame.role == Role::Term {
        let term = builder.make(NodeValue::DescriptionTerm, frame.at);
        new_item(builder).append(term);
        frame.node = builder.make(NodeValue::Paragraph, frame.at);
        term.append(frame.node);
        (frame.inline, frame.only_inline) = (true, true);
    } else {
        let item = list.last_child().unwrap_or_else(|| new_item(builder));
        frame.node = builder.make(NodeValue::DescriptionDetails, frame.at);
        item.append(frame.node);
    }
    builder.push(frame);
}

pub fn row<'r>(builder: &mut Builder<'_, 'r>, mut frame: Frame<'r>) {
    let is_head = builder.top().tag.name == "thead";
    let table = builder.top().node;
    frame.node = builder.make(NodeValue::TableRow(is_head), frame.at);
    table.append(frame.node);
    builder.push(frame);
}

pub fn cell<'r>(builder: &mut Builder<'_, 'r>, mut frame: Frame<'r>) {
    if builder.top().role != Role::Row {
        let tag = Tag { name: "tr".to_string(), ..Tag::default() };
        let (node, at) = (builder.top().node, frame.at);
        let implied = Frame {
            tag,
            role: Role::Row,
            node,
            inline: false,
            only_inline: false,
            closed_later: true,
            at,
            items: 0,
        };
        row(builder, implied);
    }
    let row = builder.top().node;
    frame.node = builder.make(NodeValue::TableCell, frame.at);
    let align = elements::alignment(&frame.tag).unwrap_or_default().to_string();
    let mut pairs =
        vec![("align".to_string(), align), ("name".to_string(), frame.tag.name.clone())];
    for key in ["colspan", "rowspan"] {
        pairs.extend(frame.tag.get(key).map(|value| (key.to_string(), value.to_string())));
    }
    let attributes = Attributes { pairs, ..Attributes::default() };
    frame.node.data.borrow_mut().attrs = Some(Box::new(attributes));
    row.append(frame.node);
    builder.push(frame);
}

/// A line in bold: what opens `details`, or stands above a table.
pub fn title<'r>(builder: &mut Builder<'_, 'r>, mut frame: Frame<'r>) {
    let paragraph = builder.make(NodeValue::Paragraph, frame.at);
    builder.give_name(paragraph);
    if frame.tag.name == "caption" {
        nodes::mark_as_caption(paragraph);
    }
    let in_table = builder.frames.iter().rev().find(|frame| frame.role == Role::Table);
    match in_table.map(|table| table.node).filter(|_| frame.tag.name == "caption") {
        Some(table) => table.insert_before(paragraph),
        None => builder.hold(frame.node, frame.at.start).append(paragraph),
    }
    frame.node = builder.make(NodeValue::Strong, frame.at);
    paragraph.append(frame.node);
    (frame.inline, frame.only_inline) = (true, true);
    builder.push(frame);
}
