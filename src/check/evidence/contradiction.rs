//! A finding about the evidence, and what each side of it prints, ready to be said in any language.

use std::sync::Arc;

use super::tongue::Tongue;
use crate::data::tree::{Cell, Entry, Map, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::pack::contradictions::Contradictions;
use crate::quantity::estimate::Estimate;

/// Two places of the evidence that do not agree, or one that does not agree with itself.
pub struct Contradiction {
    /// The finding, as it is reported when nobody has recorded it.
    pub finding: Diagnostic,
    /// What it is about: `ifn_alpha.n`, or the keys of two references. A record names it so.
    pub about: String,
    /// What each side prints.
    pub sides: Vec<Side>,
    /// The references that it bears on.
    pub references: Vec<Cell>,
}

/// One side: what is printed, and where in the source.
pub struct Side {
    /// The words or figures.
    pub printed: Text,
    /// The place in the source.
    pub place: Text,
}

/// What a side prints.
pub enum Text {
    /// A value that the data hold, by language or alike in all.
    Data(Node),
    /// Words composed from some cells, which each language says in its own way.
    Said(Words, Vec<Cell>),
}

/// How a language says something.
pub type Words = Box<dyn Fn(&Tongue) -> String>;

impl Contradiction {
    /// A contradiction found at a cell.
    pub fn new(code: Code, cell: &Cell, about: String, message: String) -> Contradiction {
        let finding = Diagnostic::new(code, cell.place().clone(), message);
        Contradiction { finding, about, sides: Vec::new(), references: Vec::new() }
    }

    /// Adds a side.
    pub fn side(mut self, side: Option<Side>) -> Contradiction {
        self.sides.extend(side);
        self
    }

    /// Names the cells with the references that it bears on.
    pub fn references<'c>(mut self, cells: impl IntoIterator<Item = Option<&'c Cell>>) -> Self {
        self.references.extend(cells.into_iter().flatten().cloned());
        self
    }

    /// Adds a place that belongs to the finding.
    pub fn beside(mut self, cell: &Cell, label: impl Into<String>) -> Contradiction {
        self.finding = self.finding.related(cell.place().clone(), label);
        self
    }
}

impl Side {
    /// A quantity and its place in the source.
    pub fn quantity(estimate: &Estimate) -> Option<Side> {
        let own = estimate.clone();
        let words = move |tongue: &Tongue| tongue.quantity(&own);
        Side::said(words, &estimate.printed_cells(), estimate.cell("place"))
    }

    /// What follows from some cells by arithmetic.
    pub fn calculated(
        words: impl Fn(&Tongue) -> String + 'static,
        parts: &[&Cell],
    ) -> Option<Side> {
        let place = Text::message(|it| &it.calculated, parts)?;
        Some(Side { printed: Text::said(words, parts)?, place })
    }

    /// Words composed from some cells; without a place of the source they share the first's.
    pub fn said(
        words: impl Fn(&Tongue) -> String + 'static,
        parts: &[&Cell],
        place: Option<&Cell>,
    ) -> Option<Side> {
        Some(Side { printed: Text::said(words, parts)?, place: Text::place(place, parts)? })
    }

    /// A value that the data hold, and the cell with its place.
    pub fn printed(node: &Node, place: Option<&Cell>) -> Option<Side> {
        let first = first_cell(node)?;
        Some(Side { printed: Text::Data(node.clone()), place: Text::place(place, &[first])? })
    }
}

impl Text {
    /// Words composed from some cells; none when there are no cells.
    pub fn said(words: impl Fn(&Tongue) -> String + 'static, parts: &[&Cell]) -> Option<Text> {
        let cells: Vec<Cell> = parts.iter().map(|cell| (*cell).clone()).collect();
        (!cells.is_empty()).then(|| Text::Said(Box::new(words), cells))
    }

    /// A message that says all by itself.
    pub fn message(
        message: impl Fn(&Contradictions) -> &String + 'static,
        parts: &[&Cell],
    ) -> Option<Text> {
        Text::said(move |tongue| message(tongue.words()).clone(), parts)
    }

    fn place(cell: Option<&Cell>, parts: &[&Cell]) -> Option<Text> {
        match cell {
            Some(cell) => {
                let written = cell.text.clone();
                Text::said(move |tongue| tongue.place(&written), &[cell])
            }
            None => Text::said(|_| "—".to_string(), parts),
        }
    }

    /// The text in every one of some languages.
    pub fn node(&self, tongues: &[Tongue]) -> Option<Node> {
        let (words, cells) = match self {
            Text::Data(node) => return Some(node.clone()),
            Text::Said(words, cells) => (words, cells),
        };
        let parts: Vec<&Cell> = cells.iter().collect();
        let mut map = Map::new(parts.first()?.place().clone());
        for tongue in tongues {
            let node = Node::Cell(Cell::composed(&words(tongue), &parts)?);
            let entry = Entry { key: map.place.clone(), node };
            map.entries.insert(tongue.language.code().to_string(), entry);
            map.languages.push(tongue.language);
        }
        Some(Node::Map(Arc::new(map)))
    }
}

/// The first cell of a value.
pub fn first_cell(node: &Node) -> Option<&Cell> {
    match node {
        Node::Cell(cell) => Some(cell),
        Node::Map(map) => map.entries.values().find_map(|entry| first_cell(&entry.node)),
        Node::List(list) => list.items.first().and_then(first_cell),
    }
}
