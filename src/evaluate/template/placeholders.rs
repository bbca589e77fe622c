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

/// The number of the placeholder that this character is, if it is one.
pub fn placeholder_index(character: char) -> Option<usize> {
    let index = (character as u32).checked_sub(FIRST)? as usize;
    (index < MOST).then_some(index)
}
