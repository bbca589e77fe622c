//! Atoms of a formula: pieces of Typst source, each with what it does to the space around it.

use crate::model::manuscript::VALUE;

/// What an atom is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A letter, a number, a fraction, a group.
    Ordinary,
    /// A sum, an integral, a function by name.
    Operator,
    /// A sign between two operands.
    Binary,
    /// A sign between two sides.
    Relation,
    /// An opening bracket.
    Opening,
    /// A closing bracket.
    Closing,
    /// A comma or semicolon.
    Punctuation,
    /// A space.
    Space,
}

/// A piece of Typst source.
#[derive(Debug, Clone)]
pub struct Atom {
    /// The source, for the inside of `$ … $`.
    pub source: String,
    /// What it is to its neighbours.
    pub class: Class,
    /// Whether scripts stand over and under it in any style.
    pub stacks: bool,
}

impl Atom {
    /// An atom of this class.
    pub fn new(source: impl Into<String>, class: Class) -> Atom {
        Atom { source: source.into(), class, stacks: false }
    }

    /// An atom like a letter.
    pub fn ordinary(source: impl Into<String>) -> Atom {
        Atom::new(source, Class::Ordinary)
    }

    /// A sign between operands that stays one where Typst would take it for the sign of a number.
    pub fn binary(self) -> Atom {
        let source = match self.source.trim() {
            sign @ ("\\+" | "−" | "±" | "∓") => format!(" class(\"binary\",{sign})"),
            _ => self.source,
        };
        Atom { source, ..self }
    }

    /// The same, with scripts over and under it.
    pub fn stacking(self) -> Atom {
        Atom { stacks: true, ..self }
    }
}

/// The source of atoms, one after another; never nothing.
pub fn joined(atoms: &[Atom]) -> String {
    let source: String = atoms.iter().map(|atom| atom.source.as_str()).collect();
    if source.trim().is_empty() { " \"\"".to_string() } else { source }
}

/// The source without the blanks that only kept its signs apart: beside words in quotes Typst would set
/// them.
pub fn tightened(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut quoted = false;
    let mut escaped = false;
    let mut blank = false;
    for character in source.chars() {
        if !quoted && character == ' ' {
            blank = true;
            continue;
        }
        let joins = |c: char| c.is_alphanumeric() || !c.is_ascii() || c == VALUE;
        if blank && out.ends_with(joins) && joins(character) {
            out.push(' ');
        }
        blank = false;
        if character == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = character == '\\' && !escaped;
        out.push(character);
    }
    out
}

/// Where a piece of a row begins, and so whether a line may begin there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// At the start of the row.
    Row,
    /// At an alignment point.
    Align,
    /// At a relation.
    Relation,
    /// At a sign between operands.
    Binary,
}

impl Start {
    /// The name that templates know.
    pub fn name(self) -> &'static str {
        match self {
            Start::Row => "row",
            Start::Align => "align",
            Start::Relation => "rel",
            Start::Binary => "bin",
        }
    }
}

/// A part of a row that is never broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub start: Start,
    /// Its source.
    pub source: String,
}

/// The pieces of a row, whose cells meet at alignment points.
pub fn pieces(cells: &[Vec<Atom>]) -> Vec<Piece> {
    cells.iter().enumerate().flat_map(|(i, cell)| parts(cell, i == 0)).collect()
}

fn parts(cell: &[Atom], first: bool) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut piece: Vec<Atom> = Vec::new();
    let mut start = if first { Start::Row } else { Start::Align };
    let mut depth = 0_usize;
    for atom in cell {
        let before = piece.iter().rev().find(|it| it.class != Class::Space);
        if let Some(next) = breaks(before, atom).filter(|_| depth == 0) {
            parts.push(Piece { start, source: tightened(&joined(&piece)) });
            piece.clear();
            start = next;
        }
        let begins = piece.is_empty() && start == Start::Binary;
        piece.push(if begins { atom.clone().binary() } else { atom.clone() });
        match atom.class {
            Class::Opening => depth += 1,
            Class::Closing => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    parts.push(Piece { start, source: tightened(&joined(&piece)) });
    parts
}

/// Whether a line may begin with this atom: there must be an operand before it.
fn breaks(before: Option<&Atom>, atom: &Atom) -> Option<Start> {
    let operand = matches!(before?.class, Class::Ordinary | Class::Closing | Class::Punctuation);
    match atom.class {
        Class::Relation if operand => Some(Start::Relation),
        Class::Binary if operand => Some(Start::Binary),
        _ => None,
    }
}
