//! SharedPlaceholders: the characters that stand for printed values while Markdown is parsed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::loops::Loops;
use crate::data::place::Origin;
use crate::model::manuscript::{GeneratedBlock, RenderedValue};

/// The first placeholder; 65,534 follow.
pub const FIRST: u32 = 0xF0000;
/// How many placeholders there are.
pub const MOST: usize = 65_534;

/// What stands in a placeholder.
#[derive(Debug, Clone)]
pub enum Placeholder {
    /// A value.
    Value(Arc<RenderedValue>),
    /// A block made from data.
    Generated(GeneratedBlock),
    /// Citations whose keys come from data.
    Cite(Vec<String>),
}

/// What has been printed while a text is filled in, and where its loops stand.
#[derive(Debug, Default)]
pub struct Placeholders {
    /// The placeholders, in the order in which they were printed.
    pub placeholders: Vec<Placeholder>,
    /// The loops over data.
    pub loops: Loops,
}

/// The placeholders of one text, shared with the values that are printed and looped over.
pub type SharedPlaceholders = Arc<Mutex<Placeholders>>;

/// Where each cell comes from, by the cell's identity.
pub type Origins = HashMap<usize, Vec<Arc<Origin>>>;

/// Whether a character may not come from an author's file: it would be read as a value, is a control, or has no meaning
/// but in a font of icons, which no archived PDF may contain.
pub fn is_refused(character: char) -> bool {
    is_private(character) || character.is_control() && !character.is_whitespace()
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A text in which what is not seen, of the same length, takes the place of refused characters. Blanks alone, where an
/// icon begins a line or an item, would make code of it.
pub fn without_refused(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match is_refused(character) {
            true if is_private(character) => {
                out.push('\u{200b}');
                out.extend(std::iter::repeat_n(' ', character.len_utf8() - '\u{200b}'.len_utf8()));
            }
            true => out.extend(std::iter::repeat_n(' ', character.len_utf8())),
            false => out.push(character),
        }
    }
    out
}

/// The number of the placeholder that this character is, if it is one.
pub fn placeholder_index(character: char) -> Option<usize> {
    let index = (character as u32).checked_sub(FIRST)? as usize;
    (index < MOST).then_some(index)
}
