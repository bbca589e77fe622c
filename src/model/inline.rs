//! Running text after its values have been filled in: words, values, citations, formulas, links.

use std::sync::Arc;

use crate::data::place::{Origin, Place};
use crate::data::tree::Cell;
use crate::data::work;
use crate::language::pack::writing::Writing;
use crate::quantity::computed::{Computed, DerivedKind, DerivedValue};
use crate::quantity::rendered::Quantity;

/// A piece of running text.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Characters, and where they begin.
    Text(String, Place),
    /// A value that came from data or from an expression.
    Value(Arc<RenderedValue>, Place),
    /// Emphasis.
    Emph(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck through.
    Strike(Vec<Inline>),
    /// Underlined.
    Underline(Vec<Inline>),
    /// Superscript.
    Super(Vec<Inline>),
    /// Subscript.
    Sub(Vec<Inline>),
    /// Marked, as with a pen.
    Mark(Vec<Inline>),
    /// A key of a keyboard.
    Key(Vec<Inline>),
    /// A link; one to `#id` without a body prints what it leads to.
    Link {
        /// Where it leads.
        url: String,
        /// What is read.
        body: Vec<Inline>,
        /// Where the link is written.
        place: Place,
    },
    /// A small picture in the line.
    Image {
        /// Path inside the project.
        path: String,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// How large it is.
        size: PictureSize,
        /// Where it is written.
        place: Place,
    },
    /// A formula.
    Math {
        /// The formula.
        formula: Formula,
        /// The values in it, in order.
        values: Vec<Inline>,
        /// Where it is written.
        place: Place,
    },
    /// Code.
    Code {
        /// The characters.
        text: String,
        /// The same with a [`VALUE`] for each value that needs no cell or has one.
        typed: String,
        /// Where it begins.
        place: Place,
    },
    /// A group of citations.
    Cite(Vec<Citation>),
    /// A footnote.
    Footnote {
        /// The name by which the text comes back to it, if it does.
        name: Option<String>,
        /// What it says.
        body: Vec<Inline>,
    },
    /// A line break that the author asked for.
    Break,
}

impl Inline {
    /// A cell as the data have it, at its place.
    pub fn of_cell(cell: &Cell) -> Inline {
        RenderedValue::of_cell(cell).at(cell.place())
    }

    /// The inlines inside, when there are any.
    pub fn children(&self) -> &[Inline] {
        match self {
            Inline::Emph(body)
            | Inline::Strong(body)
            | Inline::Strike(body)
            | Inline::Underline(body)
            | Inline::Super(body)
            | Inline::Sub(body)
            | Inline::Mark(body)
            | Inline::Key(body)
            | Inline::Footnote { body, .. }
            | Inline::Link { body, .. } => body,
            Inline::Math { values, .. } => values,
            _ => &[],
        }
    }
}

/// How large a picture is, and is asked to be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PictureSize {
    /// Its natural width and height in points, when they are known.
    pub natural: Option<(f64, f64)>,
    /// The width asked for: a share of the text's width (`60%`) or a length.
    pub width: Option<String>,
    /// The height asked for: a length.
    pub height: Option<String>,
}

/// A formula as the author wrote it and as it is typeset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The LaTeX that the author wrote, which is also what is read aloud.
    pub latex: String,
    /// The same with a [`VALUE`] for each value.
    pub typed: String,
    /// The same for Typst, a [`VALUE`] standing where a value goes.
    pub source: String,
    /// The same as lines, when it stands by itself.
    pub lines: Vec<DisplayLine>,
    /// The name by which the text refers to its number.
    pub label: Option<String>,
    /// Whether it stands on a line of its own.
    pub display: bool,
}

/// A line of a formula that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayLine {
    /// Its pieces as Typst source, each with where it begins: `row`, `align` (at an alignment point),
    /// `rel` (at a relation) or `bin` (at a sign between operands).
    pub pieces: Vec<(&'static str, String)>,
    /// Its number as Typst source.
    pub number: Option<String>,
    /// Whether it is text between two lines.
    pub is_text: bool,
}

/// What stands in a formula for the next of its values.
pub const VALUE: char = '\u{1}';

/// Calls `visit` for every inline in these, outer ones first.
pub fn walk_inlines<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        work::count(1);
        visit(inline);
        walk_inlines(inline.children(), visit);
    }
}

/// One key of a citation group.
#[derive(Debug, Clone)]
pub struct Citation {
    /// The citation key.
    pub key: String,
    /// Page or section, as the author wrote it.
    pub locator: Option<String>,
    /// Whether the text has named the authors: `[-@key]`, or `@key` in a sentence.
    pub named: bool,
    /// Whether a space was written before the group.
    pub apart: bool,
    /// Where the key is written.
    pub place: Place,
}

/// A value as printed, with the cells it came from.
#[derive(Debug, Clone)]
pub struct RenderedValue {
    /// The text on the page.
    pub text: String,
    /// Its parts, when it is a quantity.
    pub quantity: Option<Quantity>,
    /// The cells it came from; empty for text that an expression made.
    pub origins: Vec<Arc<Origin>>,
    /// What was done with the cells, when the source does not print the value.
    pub computed: Option<Computed>,
    /// Whether it may stand without a cell: a literal with its reason, the counter of a loop.
    pub excused: bool,
    /// Whether it is the counter of a loop, which numbers lines but counts nothing.
    pub counts: bool,
}

impl RenderedValue {
    /// A cell as the data have it.
    pub fn of_cell(cell: &Cell) -> RenderedValue {
        RenderedValue {
            text: cell.text.to_string(),
            quantity: None,
            origins: vec![cell.origin.clone()],
            computed: None,
            excused: false,
            counts: false,
        }
    }

    /// A number of the data without a unit, as a language writes it.
    pub fn of_number(text: &str, origin: Arc<Origin>, writing: &Writing) -> RenderedValue {
        let quantity = Quantity::of_number(text, writing);
        RenderedValue {
            text: quantity.text(),
            quantity: Some(quantity),
            origins: vec![origin],
            computed: None,
            excused: false,
            counts: false,
        }
    }

    /// A number that needs no cell, such as one in a name.
    pub fn excused(text: String) -> RenderedValue {
        RenderedValue {
            text,
            quantity: None,
            origins: Vec::new(),
            computed: None,
            excused: true,
            counts: false,
        }
    }

    /// What was computed from cells by a method that the reader is told.
    pub fn computed(
        quantity: Quantity,
        origins: Vec<Arc<Origin>>,
        method: String,
    ) -> RenderedValue {
        RenderedValue {
            text: quantity.text(),
            quantity: Some(quantity),
            origins,
            computed: Some(Computed { what: DerivedKind::Synthesis, method, about: None }),
            excused: false,
            counts: false,
        }
    }

    /// As a piece of text at this place.
    pub fn at(self, place: &Place) -> Inline {
        Inline::Value(Arc::new(self), place.clone())
    }

    /// Whether an expression made it up: the characters are the author's, as if typed.
    pub fn is_typed(&self) -> bool {
        self.origins.is_empty() && !self.excused
    }
}

impl From<DerivedValue> for RenderedValue {
    fn from(beside: DerivedValue) -> RenderedValue {
        RenderedValue {
            text: beside.quantity.text(),
            quantity: Some(beside.quantity),
            origins: beside.cells.iter().map(|cell| cell.origin.clone()).collect(),
            computed: beside.computed,
            excused: false,
            counts: false,
        }
    }
}
