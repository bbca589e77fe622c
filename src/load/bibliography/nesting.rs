//! Brackets inside brackets in YAML, counted before they are read: reading deep ones is quadratic.

use std::sync::Arc;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// The deepest brackets of an entry, in levels; names and dates need two or three.
const DEEPEST: usize = 64;

/// A finding at the bracket that goes deeper than any entry needs.
pub fn too_deep(path: &Arc<str>, text: &str) -> Option<Diagnostic> {
    let mut depth: usize = 0;
    let mut line_begins = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            // A name at the start of a line begins another entry.
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {}
            _ if line_begins => depth = 0,
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("this is nested more than {DEEPEST} levels deep");
            let place = Place::of_bytes(path, text, at..at + 1);
            return Some(Diagnostic::new(codes::TOO_DEEP, place, message));
        }
        line_begins = byte == b'\n';
    }
    None
}
