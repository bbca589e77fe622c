//! What must be known before Markdown is read: the captions of pictures, which are Markdown of their own,
//! and addresses that only other programs understand.
//!
//! Captions are parsed behind the text, so that its footnotes and its named links are theirs too.

use std::collections::HashMap;
use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use super::addresses;
use super::nodes::options;
use crate::data::place::line_starts;
use crate::evaluate::template::render::Rendered;

/// Captions by the byte at which their picture begins: the paragraph, and the byte at which it is written.
pub type Captions<'r> = HashMap<usize, (&'r AstNode<'r>, usize)>;

/// Stands before a caption that would be a list or a heading otherwise; no text keeps it.
pub const GUARD: char = '\u{2060}';

/// A text to be parsed, and the captions behind it.
#[derive(Default)]
pub struct Readable {
    /// The text with the captions behind it; empty when it has none.
    tail: String,
    /// For each caption the byte of its picture, the byte of its own, and its line in the whole.
    captions: Vec<(usize, usize, usize)>,
}

/// Puts addresses as others write them into the form of CommonMark; the bytes at which it did.
pub fn repair(rendered: &mut Rendered) -> Vec<usize> {
    if !addresses::may_be_misread(&rendered.text) {
        return Vec::new();
    }
    let arena = Arena::new();
    let root = parse_document(&arena, &rendered.text, &options());
    let starts = line_starts(&rendered.text);
    let mut edits: Vec<addresses::Edit> = Vec::new();
    for node in root.descendants() {
        let data = node.data.borrow();
        let NodeValue::Text(text) = &data.value else { continue };
        let line = starts.get(data.sourcepos.start.line.saturating_sub(1)).copied();
        let start = line.unwrap_or_default() + data.sourcepos.start.column.saturating_sub(1);
        let wanted = text.matches("](").count();
        for edit in addresses::misread(&rendered.text, start, wanted) {
            if edits.last().is_none_or(|last| last.range.end <= edit.range.start) {
                edits.push(edit);
            }
        }
    }
    let places = edits.iter().map(|edit| edit.range.start).collect();
    rendered.edit(edits.into_iter().map(|edit| (edit.range, edit.text)).collect());
    places
}

/// Finds the captions of a text.
pub fn readable(text: &str) -> Readable {
    if !text.contains("![") {
        return Readable::default();
    }
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let starts = line_starts(text);
    let offset = |line: usize, column: usize| {
        starts.get(line.saturating_sub(1)).copied().unwrap_or_default() + column.saturating_sub(1)
    };
    let mut readable = Readable::default();
    let mut line = starts.len();
    for node in root.descendants() {
        let data = node.data.borrow();
        let NodeValue::Image(link) = &data.value else { continue };
        if link.title.trim().is_empty() {
            continue;
        }
        let position = data.sourcepos;
        let start = offset(position.start.line, position.start.column);
        let end = offset(position.end.line, position.end.column + 1).min(text.len());
        let raw = text.get(start..end).and_then(raw_title);
        let raw = raw.map(|raw| raw.start + start..raw.end + start);
        let (title, base) = match raw.and_then(|raw| Some((text.get(raw.clone())?, raw.start))) {
            Some((title, base)) => (title.replace('\n', " "), base),
            None => (link.title.replace('\n', " "), start),
        };
        let guard = needs_guard(&title);
        let base = if guard { base.saturating_sub(GUARD.len_utf8()) } else { base };
        line += if readable.captions.is_empty() { 1 } else { 2 };
        readable.tail.push_str("\n\n");
        readable.tail.extend(guard.then_some(GUARD));
        readable.tail.push_str(title.trim_end());
        readable.captions.push((start, base, line));
    }
    if !readable.tail.is_empty() {
        // The last line of the text may have no end.
        if text.ends_with('\n') {
            readable.tail.remove(0);
        } else {
            readable.captions.iter_mut().for_each(|it| it.2 += 1);
        }
        readable.tail.insert_str(0, text);
    }
    readable
}

/// Parses a text; its captions are taken out of the tree.
pub fn parse<'r>(
    arena: &'r Arena<'r>,
    text: &str,
    readable: &Readable,
) -> (&'r AstNode<'r>, Captions<'r>) {
    if readable.captions.is_empty() {
        return (parse_document(arena, text, &options()), Captions::new());
    }
    let root = parse_document(arena, &readable.tail, &options());
    let by_line: HashMap<usize, &'r AstNode<'r>> = root
        .children()
        .filter(|node| matches!(node.data.borrow().value, NodeValue::Paragraph))
        .map(|node| (node.data.borrow().sourcepos.start.line, node))
        .collect();
    let found = readable
        .captions
        .iter()
        .filter_map(|(picture, base, line)| Some((*picture, (by_line.get(line).copied()?, *base))));
    let captions: Captions = found.collect();
    // Something at the end of the text was still open.
    if captions.len() < readable.captions.len() {
        return (parse_document(arena, text, &options()), Captions::new());
    }
    captions.values().for_each(|(node, _)| node.detach());
    (root, captions)
}

/// Whether a caption would be read as another block than a paragraph.
fn needs_guard(title: &str) -> bool {
    let title = title.trim_start();
    let mut characters = title.chars();
    let (first, second) = (characters.next(), characters.next());
    match first {
        Some('*' | '_') => second.is_none_or(|c| c.is_whitespace() || Some(c) == first),
        Some('`' | '~' | '$') => second == first,
        Some(c) => c.is_ascii_digit() || "#>+-=|:<[".contains(c),
        None => false,
    }
}

/// Where the title of a picture stands in its source, quotes left out.
fn raw_title(source: &str) -> Option<Range<usize>> {
    // Braces with attributes may stand behind it.
    let close = match source.ends_with('}') {
        true => source.rfind("){")?,
        false => source.rfind(')')?,
    };
    let before = source[..close].trim_end();
    let quote = before.chars().next_back()?;
    let opening = match quote {
        '"' | '\'' => quote,
        ')' => '(',
        _ => return None,
    };
    let end = before.len() - 1;
    let starts = before[..end].char_indices().rev().filter(|(_, c)| *c == opening);
    let free = |at: &usize| source[..*at].ends_with(char::is_whitespace);
    let start = starts.map(|(at, _)| at).find(free)?;
    Some(start + 1..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_as_they_are_written() {
        for (source, title) in [
            ("![a](p.png \"A *b* $x$\")", Some("A *b* $x$")),
            ("![a](p.png 'say \"x\"'){width=3cm}", Some("say \"x\"")),
            ("![a](p.png (in brackets) )", Some("in brackets")),
            ("![a](p.png \"a \\\"b\\\" c\")", Some("a \\\"b\\\" c")),
            ("![a][ref]", None),
        ] {
            let found = raw_title(source).map(|range| &source[range]);
            assert_eq!(found, title, "{source}");
        }
    }

    #[test]
    fn captions_are_parsed_behind_the_text() {
        for text in [
            "![a](p.png \"one[^f]\")\n\n![b](q.png \"2. two\")\n\n[^f]: note",
            "![a](p.png \"one\")\n![b](q.png \"- two\")\n",
        ] {
            let readable = readable(text);
            let arena = Arena::new();
            let (_, captions) = parse(&arena, text, &readable);
            assert_eq!(captions.len(), 2, "{text}");
        }
        let open = "![a](p.png \"one\")\n\n```\ncode";
        let arena = Arena::new();
        let (root, captions) = parse(&arena, open, &readable(open));
        assert!(captions.is_empty() && root.children().count() == 2);
    }
}
