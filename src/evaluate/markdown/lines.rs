//! What reading Markdown depends on, and the author's place of what comrak reports.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use comrak::nodes::{AstNode, Sourcepos};

use crate::data::place::{Place, line_starts};
use crate::data::tree::Map;
use crate::evaluate::template::render::Rendered;
use crate::language::Language;
use crate::language::pack::Pack;
use crate::model::bibliography::Bibliography;
use crate::model::inputs::Sources;
use crate::model::limits::Limits;

/// What reading a text depends on beside the text.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The language of the text.
    pub language: Language,
    /// What it has.
    pub pack: &'a Pack,
    /// The bibliography, by whose keys `@key` is told from any other `@`.
    pub references: &'a Bibliography,
    /// The files among which pictures are.
    pub sources: &'a Sources,
    /// Whether blocks of Typst are allowed.
    pub raw: bool,
    /// How deep it may nest, and how long its formulas may be.
    pub limits: &'a Limits,
    /// The front matter of a single text, which may define macros of its formulas.
    pub front_matter: Option<&'a Map>,
}

/// The rendered text by lines, to turn comrak's line and column into the author's place.
pub struct Lines<'a> {
    /// The text.
    pub rendered: &'a Rendered,
    /// Where the footnote in the line begins that is being read: in it, comrak counts from there.
    pub base: Cell<Option<usize>>,
    /// The names of the footnotes that are read already.
    pub read_notes: RefCell<HashSet<String>>,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Counts the lines of a text.
    pub fn new(rendered: &'a Rendered) -> Lines<'a> {
        Lines {
            rendered,
            base: Cell::new(None),
            read_notes: RefCell::default(),
            starts: line_starts(&rendered.text),
        }
    }

    /// The byte offset of a position that comrak reports.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        if let Some(base) = self.base.get() {
            return base + column.saturating_sub(1);
        }
        let start = self.starts.get(line.saturating_sub(1)).copied();
        start.unwrap_or(self.rendered.text.len()) + column.saturating_sub(1)
    }

    /// The author's places of a node's first and last characters.
    pub fn ends(&self, node: &AstNode) -> (Place, Place) {
        let position = node.data.borrow().sourcepos;
        let place = |line, column| {
            let at = self.offset(line, column);
            self.rendered.place(at..at + 1)
        };
        (
            place(position.start.line, position.start.column),
            place(position.end.line, position.end.column),
        )
    }

    /// The author's place of a node.
    pub fn place(&self, node: &AstNode) -> Place {
        self.written(node.data.borrow().sourcepos)
    }

    /// The author's place of what stands at these lines and columns.
    pub fn written(&self, position: Sourcepos) -> Place {
        let start = self.offset(position.start.line, position.start.column);
        let end = self.offset(position.end.line, position.end.column + 1);
        self.rendered.place(start..end.max(start + 1))
    }
}
