//! What an opening tag begins, by what its element is.

use comrak::nodes::{NodeBlockDirective, NodeHeading, NodeValue, Sourcepos};

use super::builder::{Builder, Frame, Gap};
use super::elements::{self, Role, role};
use super::tokens::Tag;
use super::told::Told;
use super::{marks, parts};

impl Builder<'_, '_> {
    /// Opens the element of a tag; `closed_later` says whether it is closed further on.
    pub(super) fn open(&mut self, tag: Tag, at: Sourcepos, closed_later: bool) {
        open(self, tag, at, closed_later);
    }
}

/// Opens the element of a tag; `closed_later` says whether it is closed further on.
fn open(builder: &mut Builder, tag: Tag, at: Sourcepos, closed_later: bool) {
    let role = role(&tag.name);
    if builder.top().role == Role::Pre {
        return marks::in_pre(builder, &tag, at);
    }
    if elements::is_coloured(&tag) {
        (builder.tell)(Told::Colours, at);
    }
    builder.take_name(&tag);
    if elements::breaks_page(&tag)
        && let Some(container) = builder.block()
    {
        container.append(builder.make(directive("page-break"), at));
    }
    // `<div/>` and the like hold nothing, whatever HTML says.
    let holds = !tag.closed && !builder.is_deep();
    match role {
        Role::Void => marks::void(builder, &tag, at),
        Role::Media => marks::media(builder, tag, at, closed_later),
        _ if !holds => {}
        Role::Format if tag.name == "a" && tag.get("href").is_none() => {
            builder.pass(tag, Role::Span, at, closed_later);
        }
        Role::Format => marks::format(builder, tag, at, closed_later),
        Role::Foreign | Role::Unknown => {
            (builder.tell)(Told::Foreign(tag.name.clone()), at);
            builder.pass(tag, Role::Span, at, closed_later);
        }
        Role::Span | Role::Dropped => builder.pass(tag, Role::Span, at, closed_later),
        role => block(builder, tag, role, at, closed_later),
    }
}

fn block(builder: &mut Builder, tag: Tag, role: Role, at: Sourcepos, closed_later: bool) {
    end_before(builder, role, &tag.name);
    let Some(container) = builder.block() else {
        return in_line(builder, tag, role, at, closed_later);
    };
    let is_table = |builder: &Builder| matches!(builder.top().role, Role::Table | Role::Rows);
    let mut frame = Frame {
        tag,
        role,
        node: container,
        inline: false,
        only_inline: false,
        closed_later,
        at,
        items: 0,
    };
    match role {
        Role::Heading(level) => {
            let heading = NodeHeading { level, setext: false, closed: false };
            frame.node = builder.make(NodeValue::Heading(heading), at);
            (frame.inline, frame.only_inline) = (true, true);
        }
        Role::List(ordered) => frame.node = builder.make(parts::list(&frame.tag, ordered), at),
        Role::Item => return parts::item(builder, frame),
        Role::Terms => frame.node = builder.make(NodeValue::DescriptionList, at),
        Role::Term | Role::Meaning => return parts::meaning(builder, frame),
        Role::Quote => frame.node = builder.make(NodeValue::BlockQuote, at),
        Role::Pre => {
            // Its words are gathered apart.
            let code = builder.make(NodeValue::CodeBlock(Box::default()), at);
            builder.hold(container, at.start).append(code);
            frame.node = builder.make(NodeValue::Paragraph, at);
            code.append(frame.node);
            return builder.push(frame);
        }
        Role::Table => frame.node = builder.make(NodeValue::Table(Box::default()), at),
        Role::Rows if builder.top().role == Role::Table => {
            frame.node = builder.top().node;
            return builder.push(frame);
        }
        Role::Row if is_table(builder) => return parts::row(builder, frame),
        Role::Cell if is_table(builder) || builder.top().role == Role::Row => {
            return parts::cell(builder, frame);
        }
        Role::Title => return parts::title(builder, frame),
        Role::Caption => {
            frame.node = builder.make(NodeValue::Paragraph, at);
            (frame.inline, frame.only_inline) = (true, true);
        }
        _ => return aligned(builder, frame),
    }
    builder.give_name(frame.node);
    builder.hold(container, at.start).append(frame.node);
    builder.push(frame);
}

/// Closes what ends where this begins: an item before the next one, a cell before the next cell.
fn end_before(builder: &mut Builder, role: Role, name: &str) {
    let (ends, within): (&[Role], &[Role]) = match role {
        Role::Item => (&[Role::Item], &[Role::List(true), Role::List(false), Role::Cell]),
        Role::Term | Role::Meaning => (&[Role::Term, Role::Meaning], &[Role::Terms, Role::Cell]),
        Role::Rows => (&[Role::Rows, Role::Row, Role::Cell], &[Role::Table]),
        Role::Row => (&[Role::Row, Role::Cell], &[Role::Table, Role::Rows]),
        Role::Cell => (&[Role::Cell], &[Role::Table, Role::Rows, Role::Row]),
        _ => (&[], &[]),
    };
    let open = builder.frames.iter().enumerate().skip(1).rev();
    let mut found = None;
    for (i, frame) in open {
        if within.contains(&frame.role) {
            break;
        }
        if ends.contains(&frame.role) {
            found = Some(i);
        } else if name == "p" && frame.tag.name == "p" && !frame.closed_later {
            found = Some(i);
            break;
        }
    }
    if let Some(found) = found {
        builder.pop_to(found);
    }
}

/// A block where only inlines can stand: it begins on a new line.
fn in_line(builder: &mut Builder, tag: Tag, role: Role, at: Sourcepos, closed_later: bool) {
    match role {
        Role::Cell => builder.gap = Gap::Cell,
        Role::Item => {
            let list = |frame: &&mut Frame| matches!(frame.role, Role::List(_));
            let mark = match builder.frames.iter_mut().rev().find(list) {
                Some(list) if list.role == Role::List(true) => {
                    list.items += 1;
                    format!("{}. ", list.items)
                }
                _ => "• ".to_string(),
            };
            let line = builder.line(at.start);
            line.append(builder.make(NodeValue::Text(mark.into()), at));
        }
        _ => {}
    }
    if matches!(role, Role::Heading(_) | Role::Title) {
        let line = builder.line(at.start);
        let strong = builder.make(NodeValue::Strong, at);
        line.append(strong);
        return builder.push(Frame {
            tag,
            role: Role::Span,
            node: strong,
            inline: true,
            only_inline: true,
            closed_later,
            at,
            items: 0,
        });
    }
    let role = if role == Role::Pre { Role::Span } else { role };
    builder.pass(tag, role, at, closed_later);
}

/// A box whose content is set in the middle or at the right, or one that only holds it.
fn aligned<'r>(builder: &mut Builder<'_, 'r>, mut frame: Frame<'r>) {
    let around = builder.frames.iter().rev().find_map(|frame| elements::alignment(&frame.tag));
    if let Some(align) = elements::alignment(&frame.tag)
        && align != around.unwrap_or("left")
    {
        let aligned = builder.make(directive(align), frame.at);
        builder.hold(frame.node, frame.at.start).append(aligned);
        frame.node = aligned;
    }
    builder.push(frame);
}

fn directive(name: &str) -> NodeValue {
    NodeValue::BlockDirective(Box::new(NodeBlockDirective {
        fence_length: 3,
        fence_offset: 0,
        info: name.to_string(),
    }))
}
