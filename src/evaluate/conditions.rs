//! Divisions that are printed under a condition: `::: {when="audience == 'patient'"}`.
//!
//! They become `{% if … %}` before a text is filled in, so that nothing in a division that is left out is
//! evaluated.

use std::ops::Range;
use std::sync::Arc;

use crate::data::place::{Indexed, Place};
use crate::model::manuscript::{Block, BlockKind};

/// The attribute of a division that is printed under a condition.
const WHEN: &str = "when";

/// The attribute of a division that goes when the pages are too many.
const OPTIONAL: &str = "optional";

/// Where a division under a condition begins or ends.
#[derive(Debug, PartialEq, Eq)]
pub struct Mark {
    /// The byte of the text; that of an end is behind its line.
    pub at: usize,
    /// The bytes of the expression, of a beginning.
    pub expression: Option<Range<usize>>,
    /// The bytes of the fence.
    pub fence: Range<usize>,
}

/// The beginnings and ends of all divisions under a condition, in the order of the text.
pub fn marks(source: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    if !source.contains(":::") || !source.contains("when=\"") {
        return marks;
    }
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (fence, next) in fences(source) {
        let text = source[fence.clone()].trim();
        let colons = text.len() - text.trim_start_matches(':').len();
        if !text[colons..].trim().trim_end_matches(':').is_empty() {
            let expression = expression(source, fence.clone());
            open.push((colons, expression.is_some()));
            if expression.is_some() {
                marks.push(Mark { at: fence.start, expression, fence });
            }
            continue;
        }
        // A fence closes the innermost that is not longer, or else the innermost.
        let fits = open.iter().rposition(|(own, _)| *own <= colons);
        let Some(first) = fits.or(open.len().checked_sub(1)) else { continue };
        for _ in open.drain(first..).filter(|(_, conditional)| *conditional) {
            marks.push(Mark { at: next, expression: None, fence: fence.clone() });
        }
    }
    let end = source.len();
    for _ in open.iter().filter(|(_, conditional)| *conditional) {
        marks.push(Mark { at: end, expression: None, fence: end..end });
    }
    marks
}

/// The lines that open and close divisions, each with the start of the next line; code is passed over.
fn fences(source: &str) -> Vec<(Range<usize>, usize)> {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut code: Option<&str> = None;
    for line in source.split_inclusive('\n') {
        let (start, text) = (at, line.trim());
        at += line.len();
        match code {
            Some(mark) if text.starts_with(mark) => code = None,
            Some(_) => {}
            None if text.starts_with("```") => code = Some("```"),
            None if text.starts_with("~~~") => code = Some("~~~"),
            None if text.starts_with(":::") => {
                let indent = line.len() - line.trim_start().len();
                found.push((start + indent..start + indent + text.len(), at));
            }
            None => {}
        }
    }
    found
}

/// The bytes of the expression in a line that opens a division.
fn expression(source: &str, fence: Range<usize>) -> Option<Range<usize>> {
    let line = &source[fence.clone()];
    let attribute = format!("{WHEN}=\"");
    let at = line.match_indices(&attribute).map(|(at, _)| at);
    let mut at = at.filter(|at| line[..*at].ends_with([' ', '{', '\t']));
    let start = at.next()? + attribute.len();
    let end = start + line[start..].find('"')?;
    Some(fence.start + start..fence.start + end)
}

/// The conditions of a text in order, and which of its divisions may go, each with its place.
pub fn of_text(path: &Arc<str>, source: &str) -> Vec<(String, Place)> {
    if !source.contains(":::") {
        return Vec::new();
    }
    let indexed = Indexed::new(path, source);
    let mut all = Vec::new();
    for (fence, _) in fences(source) {
        let line = &source[fence.clone()];
        if let Some(range) = expression(source, fence.clone()) {
            let words: Vec<&str> = source[range.clone()].split_whitespace().collect();
            all.push((words.join(" "), indexed.place(range)));
        }
        if let Some((at, value)) = optional(line) {
            all.push((format!("{OPTIONAL}={value}"), indexed.place(fence.start + at..fence.end)));
        }
    }
    all
}

/// Where a line says that its division may go, and in which order.
fn optional(line: &str) -> Option<(usize, &str)> {
    let at = line.find(&format!("{OPTIONAL}="))?;
    let value = line[at + OPTIONAL.len() + 1..].trim_start_matches('"');
    Some((at, value.split(['"', ' ', '}']).next().unwrap_or_default()))
}

/// The blocks without the marks of conditions; a division that has no other sense is replaced by what is
/// in it.
pub fn lifted(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().flat_map(lifted_block).collect()
}

fn lifted_block(mut block: Block) -> Vec<Block> {
    match &mut block.kind {
        BlockKind::Div { name, attributes, blocks } => {
            let own = attributes.len();
            attributes.retain(|(key, _)| key != WHEN);
            let conditional = attributes.len() < own;
            *blocks = lifted(std::mem::take(blocks));
            if conditional && name.is_empty() && attributes.is_empty() && block.id.is_none() {
                return std::mem::take(blocks);
            }
        }
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => {
            *blocks = lifted(std::mem::take(blocks));
        }
        BlockKind::List { items, .. } => {
            items.iter_mut().for_each(|item| *item = lifted(std::mem::take(item)));
        }
        _ => {}
    }
    vec![block]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_marked_from_its_fence_to_behind_its_end() {
        let source = "a\n::: {.x when=\"a == 'b'\"}\nb\n:::\nc\n";
        let marks = marks(source);
        let words = |range: &Range<usize>| &source[range.clone()];
        assert_eq!(marks.len(), 2);
        assert_eq!(marks[0].expression.as_ref().map(words), Some("a == 'b'"));
        assert_eq!(&source[marks[0].at..][..3], ":::");
        assert_eq!((marks[1].expression.clone(), &source[marks[1].at..]), (None, "c\n"));
    }

    #[test]
    fn fences_are_paired_and_code_has_none() {
        let at = |source: &str| {
            let of = |mark: Mark| (mark.at, mark.expression.is_some());
            marks(source).into_iter().map(of).collect::<Vec<_>>()
        };
        let open = "::: {when=\"x\"}\n";
        let nested = format!(":::: big\n{open}a\n:::\n::::\nb");
        assert_eq!(at(&nested), [(9, true), (9 + open.len() + 6, false)]);
        assert_eq!(at(&format!("{open}a")), [(0, true), (open.len() + 1, false)]);
        assert_eq!(at(&format!("```\n{open}```\n")), []);
        assert_eq!(at("::: {when-format=\"x\"}\na\n:::\n"), []);
        let twice = at(&format!("{open}a\n:::\n{open}b\n:::\n"));
        assert_eq!(twice.iter().map(|it| it.1).collect::<Vec<_>>(), [true, false, true, false]);
    }
}
