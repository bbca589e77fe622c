//! A finding about the evidence, and what each side of it prints, ready to be shown to a reader.

use std::sync::Arc;

use crate::data::tree::{Cell, Entry, Map, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::language::source_place::source_place;
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

/// One side: what is printed, and where in the source; each by language.
pub struct Side {
    /// The words or figures.
    pub printed: Node,
    /// The place in the source.
    pub place: Node,
}

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
    pub fn references<'a>(mut self, cells: impl IntoIterator<Item = Option<&'a Cell>>) -> Self {
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
        let cells = estimate.printed_cells();
        let text =
            |language| estimate.quantity(&Languages::built_in().writing(language), true).text();
        Side::said(text(Language::Zh), text(Language::En), &cells, estimate.cell("place"))
    }

    /// What follows from some cells by arithmetic.
    pub fn calculated(zh: String, en: String, parts: &[&Cell]) -> Option<Side> {
        let place = said("按所载数字计算", "calculated from these figures", parts)?;
        Some(Side { printed: said(&zh, &en, parts)?, place })
    }

    /// Words composed from some cells; without a place of the source they share the first's.
    pub fn said(zh: String, en: String, parts: &[&Cell], place: Option<&Cell>) -> Option<Side> {
        Some(Side { printed: said(&zh, &en, parts)?, place: self::place(place, parts)? })
    }

    /// A value that the data hold, by language or alike in both, and the cell with its place.
    pub fn printed(node: &Node, place: Option<&Cell>) -> Option<Side> {
        let first = first_cell(node)?;
        Some(Side { printed: node.clone(), place: self::place(place, &[first])? })
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

fn place(cell: Option<&Cell>, parts: &[&Cell]) -> Option<Node> {
    match cell {
        Some(cell) => {
            let text =
                |language| source_place(&cell.text, &Languages::built_in().pack(language).places);
            said(&text(Language::Zh), &text(Language::En), &[cell])
        }
        None => said("—", "—", parts),
    }
}

/// A text in both languages that was composed from some cells; `None` when there are none.
pub fn said(zh: &str, en: &str, parts: &[&Cell]) -> Option<Node> {
    let mut map = Map::new(parts.first()?.place().clone());
    for (language, text) in [(Language::Zh, zh), (Language::En, en)] {
        let entry =
            Entry { key: map.place.clone(), node: Node::Cell(Cell::composed(text, parts)?) };
        map.entries.insert(language.code().to_string(), entry);
        map.languages.push(language);
    }
    Some(Node::Map(Arc::new(map)))
}
