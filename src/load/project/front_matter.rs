//! What stands before a text between `---` (YAML) or `+++` (TOML), and the text without it.

use std::ops::Range;
use std::sync::Arc;

use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, codes};
use crate::load::formats::{toml, yaml};
use crate::model::limits::Limits;

/// The front matter of a text: an empty map when there is none.
pub fn read(path: &Arc<str>, text: &str, limits: &Limits) -> Result<Arc<Map>, Diagnostic> {
    let none = || Arc::new(Map::new(Place::file(path)));
    let Some((fence, range)) = find(text) else {
        return Ok(none());
    };
    // Blank lines in place of what comes before keep every place as it is in the file.
    let own = blanked(text, 0..range.start)[..range.end].to_string();
    if fence == "+++" {
        return toml::parse(path, &own, codes::FRONT_MATTER);
    }
    match yaml::parse(path, &own, limits, codes::FRONT_MATTER)? {
        Node::Map(map) => Ok(map),
        Node::Cell(cell) if cell.text.is_empty() => Ok(none()),
        node => {
            let message = format!(
                "front matter must be keys with values, such as `title: …`, but this is {}",
                node.describe()
            );
            Err(Diagnostic::new(codes::FRONT_MATTER, node.place().clone(), message))
        }
    }
}

/// The text with blank lines in place of its front matter.
pub fn without(text: &str) -> String {
    match find(text) {
        Some((_, range)) => {
            let line = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
            blanked(text, 0..line)
        }
        None => text.to_string(),
    }
}

/// The fence, and the bytes between the two fences. Without a second one there is no front matter.
fn find(text: &str) -> Option<(&'static str, Range<usize>)> {
    let first = text.lines().next()?.trim_start_matches('\u{feff}').trim_end();
    let fence = ["---", "+++"].into_iter().find(|fence| *fence == first)?;
    let start = text.find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || fence == "---" && end == "..." {
            return Some((fence, start..at));
        }
        at += line.len();
    }
    None
}

/// Spaces in place of these bytes, line breaks kept.
fn blanked(text: &str, range: Range<usize>) -> String {
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    let head: String = text[range.clone()].bytes().map(blank).collect();
    head + &text[range.end..]
}
