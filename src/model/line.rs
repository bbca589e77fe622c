//! One line of what is declared, before its values are filled in.

use crate::data::tree::{Cell, Node};
use crate::language::Language;

/// One line of a cell, before its values are filled in.
#[derive(Debug, Clone)]
pub struct Line {
    /// One cell for every language, or a group of cells by language.
    pub node: Node,
}

impl Line {
    /// The template for a language, and where it is written.
    pub fn cell(&self, language: Language) -> Option<&Cell> {
        match &self.node {
            Node::Cell(cell) => Some(cell),
            Node::Map(map) => map.in_language(language),
            Node::List(_) => None,
        }
    }
}
