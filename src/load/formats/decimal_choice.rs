//! How the columns of a data file are read: which sign stands before their decimals.
//!
//! The other cells of a column decide, then those of the file, then what parts the columns; where only the last can, it
//! is told.

use std::sync::Arc;

use indexmap::IndexMap;

use super::numerals::Numeral;
use crate::data::place::Place;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::keys::{self, Kind};
use crate::model::manifest::{DataFile, DecimalSign};

/// Columns that name things, in which no number is meant.
const NAMES: [&str; 9] =
    ["id", "study", "unit", "reference", "references", "place", "interval", "method", "timepoint"];

/// What stands in a column.
#[derive(Debug, Default)]
pub struct Seen {
    comma: bool,
    point: bool,
    list: bool,
    other: bool,
    either_comma: Option<(Place, Arc<str>)>,
    either_point: Option<(Place, Arc<str>)>,
}

/// How a column is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Commas stand before decimals.
    pub comma: bool,
    /// Three digits behind a point are a group.
    pub groups: bool,
    /// Some numbers have a point and some a comma before decimals, so that three digits may be either.
    pub mixed: bool,
    /// Every number of the column is marked as one, and not only those that are rewritten.
    pub numbers: bool,
    /// A number with a decimal point is a mistake.
    pub strict: bool,
}

impl Seen {
    /// Adds a cell of the column.
    pub fn add(&mut self, cell: &Cell) {
        if cell.text.is_empty() {
            return;
        }
        let place = || Some((cell.place().clone(), cell.text.clone()));
        match Numeral::of(&cell.text) {
            Numeral::Whole => {}
            Numeral::Comma(_) => self.comma = true,
            Numeral::Point => self.point = true,
            Numeral::List => self.list = true,
            Numeral::Other => self.other = true,
            Numeral::EitherComma(_) if self.either_comma.is_none() => self.either_comma = place(),
            Numeral::EitherPoint(_) | Numeral::PointGroups(_) if self.either_point.is_none() => {
                self.either_point = place();
            }
            _ => {}
        }
    }
}

/// What decides beside the cells of a column.
pub struct Choice<'a> {
    /// What the manifest says of the file.
    pub file: &'a DataFile,
    /// What parts columns, where the file is text.
    pub separator: Option<u8>,
    /// Whether rows state quantities.
    pub states: bool,
}

impl Choice<'_> {
    fn is_stated(&self, column: &str) -> bool {
        let key = keys::EVIDENCE.key(column);
        self.states && key.is_some_and(|key| matches!(key.kind, Kind::Printed | Kind::Probability))
    }

    /// Whether numbers are looked for in a column. Where commas part columns, a list such as `12,14` is likelier.
    fn is_read(&self, column: &str, seen: &Seen) -> bool {
        let listed = |names: &[String]| names.iter().any(|name| name == column);
        let key = self.file.keys.as_ref().is_some_and(|keys| listed(keys));
        if listed(&self.file.codes) || NAMES.contains(&column) || key {
            return false;
        }
        let is_asked = listed(&self.file.numbers) || self.is_stated(column);
        let by_comma = matches!(self.separator, Some(b',' | b'|'));
        is_asked || !seen.list && (self.file.decimal.is_some() || !by_comma)
    }

    /// How each column is read, with what had to be guessed.
    pub fn readings(
        &self,
        columns: &IndexMap<String, Seen>,
        findings: &mut Findings,
    ) -> IndexMap<String, Reading> {
        let read = || columns.iter().filter(|(name, seen)| self.is_read(name, seen));
        let commas = read().any(|(_, seen)| seen.comma && !seen.point);
        let points = read().any(|(_, seen)| seen.point && !seen.comma);
        let mut guessed = None;
        let readings = read().map(|(name, seen)| {
            let mut reading = self.reading(name, seen, (commas, points), &mut guessed);
            reading.numbers = self.file.numbers.contains(name);
            (name.clone(), reading)
        });
        let readings = readings.collect();
        findings.extend(guessed.map(|it| it.told(&self.file.file.path)));
        readings
    }

    fn reading(
        &self,
        name: &str,
        seen: &Seen,
        (commas, points): (bool, bool),
        guessed: &mut Option<Guess>,
    ) -> Reading {
        let stated = self.is_stated(name);
        let comma = Reading { comma: true, groups: true, ..Reading::default() };
        match (self.file.decimal, seen.comma, seen.point) {
            (Some(DecimalSign::Comma), ..) => {
                Reading { strict: stated, groups: stated || !seen.other, ..comma }
            }
            (Some(DecimalSign::Point), ..) | (None, false, true) => Reading::default(),
            (None, true, true) => Reading { mixed: true, ..comma },
            (None, true, false) => comma,
            (None, false, false) if commas && !points => {
                Reading { groups: stated || !seen.other, ..comma }
            }
            (None, false, false) => {
                let by_semicolon = self.separator == Some(b';');
                let guess = |found: &Option<(Place, Arc<str>)>, comma| {
                    let found = found.clone().filter(|_| by_semicolon);
                    found.map(|(place, text)| Guess { place, text, comma })
                };
                if let Some(found) = guess(&seen.either_comma, true) {
                    guessed.get_or_insert(found);
                    return comma;
                }
                let found = guess(&seen.either_point, false).filter(|_| stated);
                *guessed = guessed.take().or(found);
                Reading::default()
            }
        }
    }
}

/// A number that could be read in two ways.
struct Guess {
    place: Place,
    text: Arc<str>,
    comma: bool,
}

impl Guess {
    fn told(self, path: &str) -> Diagnostic {
        let (sign, other) = if self.comma { ("comma", ".") } else { ("point", ",") };
        let message = format!(
            "the {sign} in “{}” is read as a decimal {sign}; nothing else in the file says whether it parts thousands",
            self.text
        );
        let this = if self.comma { "," } else { "." };
        Diagnostic::new(codes::DECIMAL_SIGN, self.place, message).help(format!(
            "say which sign stands before decimals, under [data]: NAME = {{ file = \"{path}\", decimal = \"{this}\" }}, or `decimal = \"{other}\"` where it parts thousands"
        ))
    }
}
