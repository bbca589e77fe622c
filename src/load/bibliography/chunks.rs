//! Marked text in the pieces that the library of styles reads: what keeps its capitals, and what does not.

use std::ops::Range;

use hayagriva::types::{ChunkKind, ChunkedString, StringChunk};

use crate::model::marked_text::{self, Mark};

/// Words with a capital behind their first letter, which no style changes: `mRNA`, `IEEE`, `McDonald`. In a text all in
/// capitals there are none.
fn own_capitals(marked: &str) -> Vec<Range<usize>> {
    if !marked.chars().any(char::is_lowercase) {
        return Vec::new();
    }
    let is_own =
        |word: &&str| word.chars().filter(|c| c.is_alphabetic()).skip(1).any(char::is_uppercase);
    let is_edge = |c: char| !c.is_alphanumeric();
    let mut found = Vec::new();
    let mut at = 0;
    for word in marked.split_inclusive(|c: char| c.is_whitespace() || Mark::of(c).is_some()) {
        let inner = word.trim_start_matches(is_edge);
        let start = at + word.len() - inner.len();
        let inner = inner.trim_end_matches(is_edge);
        found.extend(Some(inner).filter(is_own).map(|inner| start..start + inner.len()));
        at += word.len();
    }
    found
}

/// Marked text in chunks: what is marked keeps its capitals, and so do words with capitals of their own.
pub fn chunks(marked: &str) -> ChunkedString {
    let mut out = ChunkedString::new();
    let (mut depth, mut formula) = (0usize, None::<String>);
    let mut own = own_capitals(marked).into_iter().peekable();
    let mut was_kept = false;
    for (at, character) in marked.char_indices() {
        while own.next_if(|range| range.end <= at).is_some() {}
        let is_kept = depth > 0 || own.peek().is_some_and(|range| range.contains(&at));
        // The library loses a blank behind what keeps its capitals.
        if was_kept && !is_kept && character.is_whitespace() {
            out.push_char(marked_text::NOTHING, ChunkKind::Normal);
        }
        was_kept = is_kept || was_kept && Mark::of(character).is_some();
        match (Mark::of(character), &mut formula) {
            (Some((Mark::Math, true)), None) => formula = Some(String::new()),
            (Some((Mark::Math, _)), _) => {
                if let Some(read) = formula.take() {
                    out.push_chunk(StringChunk::new(read, ChunkKind::Math));
                }
            }
            (None, Some(read)) => read.push(character),
            (Some(_), Some(_)) => {}
            (Some((Mark::Verbatim, opens)), None) => {
                depth = if opens { depth + 1 } else { depth.saturating_sub(1) };
            }
            (Some((_, opens)), None) => {
                out.push_char(character, ChunkKind::Verbatim);
                depth = if opens { depth + 1 } else { depth.saturating_sub(1) };
            }
            (None, None) if is_kept => out.push_char(character, ChunkKind::Verbatim),
            (None, None) => out.push_char(character, ChunkKind::Normal),
        }
    }
    out
}
