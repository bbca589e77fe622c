//! Marks of other programs within a line: what they mean is written as HTML or Markdown that is read here.

use std::collections::HashSet;
use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use super::asked::Asked;
use super::found::{Found, Run};
use super::{dashes, emoji, latex, marks, pictures, scripts, spans, wiki};
use crate::data::place::line_starts;
use crate::evaluate::markdown;
use crate::evaluate::markdown::nodes::{options, own_alt, own_id};

/// The longest name in brackets, in bytes.
const LONGEST: usize = 200;

/// Signs without which nothing is looked for.
const SIGNS: [&str; 12] = ["[[", "==", "%%", "^", "{", "~", "\u{6}", "++", "@", ":", ")\\", "]\\"];

/// Finds the marks of other programs in a text whose formulas are in dollars already.
pub fn find(text: &str, asked: Asked) -> Found<'_> {
    let mut found = Found::begun(text, asked);
    let has_commands = latex::is_likely(text);
    let has_pictures = asked.captions && text.contains("![");
    let has_dashes = asked.scripts && text.contains("--");
    let is_marked = || has_pictures || has_dashes || SIGNS.iter().any(|sign| text.contains(sign));
    if !asked.runs && !has_commands && !is_marked() {
        return found;
    }
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let starts = line_starts(text);
    for leaf in root.descendants().filter(|node| holds_lines(node)) {
        let runs = runs(&mut found, leaf, &starts);
        wiki::find(&mut found, &runs);
        marks::find(&mut found, &runs);
        emoji::find(&mut found, &runs);
        scripts::find(&mut found, &runs);
        dashes::find(&mut found, &runs);
        spans::find(&mut found, &runs);
        if has_commands && !is_command(leaf) {
            latex::find(&mut found, &runs);
        }
    }
    found.edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end = 0;
    found.edits.retain(|(range, _)| {
        let free = range.start >= end;
        end = end.max(range.end);
        free
    });
    found
}

impl<'t> Found<'t> {
    /// Nothing yet but the names that the text gives.
    fn begun(text: &'t str, asked: Asked) -> Found<'t> {
        let names = text.split("{#").skip(1).chain(text.split("\" #").skip(1)).map(|rest| {
            let end = rest.find(|c: char| c.is_whitespace() || "}.".contains(c));
            &rest[..end.unwrap_or(rest.len())]
        });
        // Those of tags; captions of tables have become tags by now.
        let tags = text.split(" id=\"").skip(1);
        let tags = tags.map(|rest| rest.split('"').next().unwrap_or_default());
        let pictured: HashSet<&str> = pictures::labels(text).collect();
        let names = names.chain(tags).chain(pictured.iter().copied()).collect();
        let labels = text.split("\\label{").skip(1).filter_map(|rest| {
            Some(&rest[..rest.bytes().take(LONGEST).position(|byte| byte == b'}')?])
        });
        let equations = labels.filter(|it| !pictured.contains(it)).collect();
        let defined = text.match_indices("]]:").filter_map(|(at, _)| {
            let before = &text[text.floor_char_boundary(at.saturating_sub(LONGEST))..at];
            Some(&before[before.rfind("[[")? + 2..])
        });
        let defined = defined.collect();
        Found { text, asked, defined, names, equations, edits: Vec::new(), told: Vec::new() }
    }
}

/// The runs of text within a block; what is known by its node is found at once.
fn runs<'r>(found: &mut Found, leaf: &'r AstNode<'r>, starts: &[usize]) -> Vec<Run<'r>> {
    let (text, asked) = (found.text, found.asked);
    let mut runs = Vec::new();
    for node in leaf.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(literal) => {
                runs.extend(range(node, literal, text, starts).map(|range| Run { range, node }));
            }
            NodeValue::Code(code) if asked.runs => {
                spans::expression(found, &code.literal, || offset(node, starts))
            }
            NodeValue::Image(link) if link.title.is_empty() => {
                let (start, end) = (offset(node, starts), end(node, starts));
                if is_figure(node, asked) || pictures::has_label(text, start, end) {
                    pictures::captioned(found, start, end);
                }
            }
            NodeValue::Strikethrough if asked.scripts => {
                scripts::struck(found, offset(node, starts), end(node, starts));
            }
            _ => {}
        }
    }
    runs
}

fn holds_lines<'r>(node: &'r AstNode<'r>) -> bool {
    matches!(
        node.data.borrow().value,
        NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::TableCell
            | NodeValue::DescriptionTerm
    )
}

/// Whether a paragraph is a command that is obeyed, such as that for contents.
fn is_command<'r>(leaf: &'r AstNode<'r>) -> bool {
    matches!(leaf.data.borrow().value, NodeValue::Paragraph)
        && markdown::dialects::command(leaf).is_some()
}

/// Whether a picture is named as figures of Quarto and bookdown are, whose words are their captions, or stands alone
/// and says what it shows in other words, or is one of pandoc.
fn is_figure<'r>(node: &'r AstNode<'r>, asked: Asked) -> bool {
    let is_alone = || {
        let holder = node.parent().map(|it| matches!(it.data.borrow().value, NodeValue::Paragraph));
        holder == Some(true) && node.previous_sibling().is_none() && node.next_sibling().is_none()
    };
    (asked.captions || own_alt(node).is_some()) && is_alone()
        || own_id(node).is_some_and(|id| id.starts_with("fig-") || id.starts_with("fig:"))
}

fn offset<'r>(node: &'r AstNode<'r>, starts: &[usize]) -> usize {
    let start = node.data.borrow().sourcepos.start;
    let line = starts.get(start.line.saturating_sub(1)).copied();
    line.unwrap_or_default() + start.column.saturating_sub(1)
}

fn end<'r>(node: &'r AstNode<'r>, starts: &[usize]) -> usize {
    let end = node.data.borrow().sourcepos.end;
    starts.get(end.line.saturating_sub(1)).copied().unwrap_or_default() + end.column
}

/// The bytes of a text node, if they are where it says.
fn range<'r>(
    node: &'r AstNode<'r>,
    literal: &str,
    text: &str,
    starts: &[usize],
) -> Option<Range<usize>> {
    let range = offset(node, starts)..end(node, starts);
    let written = text.get(range.clone())?;
    let sound = written == literal || written.contains(['\\', '&']) && !written.contains('\n');
    sound.then_some(range)
}
