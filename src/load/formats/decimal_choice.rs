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

/// Columns of whole numbers: three digits behind a sign are a group there.
pub const COUNTS: [&str; 6] = ["n", "events", "n_1", "n_2", "events_1", "events_2"];

/// Columns of figures of which analyses are made, beside those of quantities.
const FIGURES: [&str; 6] = ["mean_1", "sd_1", "mean_2", "sd_2", "estimate", "se"];

/// What stands in a column.
#[derive(Debug, Default)]
pub struct Seen {
    comma: bool,
    point: bool,
    whole: bool,
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
    /// The sign that parts groups, if the column has numbers that tell of whole numbers alone.
    fn groups(&self) -> Option<DecimalSign> {
        let whole = !self.comma && !self.point;
        match (&self.either_point, &self.either_comma) {
            (Some(_), None) if whole => Some(DecimalSign::Point),
            (None, Some(_)) if whole => Some(DecimalSign::Comma),
            _ => None,
        }
    }

    /// Adds a cell of the column.
    pub fn add(&mut self, cell: &Cell) {
        if cell.text.is_empty() {
            return;
        }
        let place = || Some((cell.place().clone(), cell.text.clone()));
        match Numeral::of(&cell.text) {
            Numeral::Whole => self.whole = true,
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

/// What the columns of a file prove together.
#[derive(Clone, Copy)]
struct Signs {
    /// Some have a comma before decimals, or a point between groups.
    commas: bool,
    /// Some have a point before decimals.
    points: bool,
    /// Some have a comma between groups.
    groups: bool,
}

/// Whether a column of rows that state quantities holds a number of theirs.
pub fn is_figure_of_quantity(column: &str) -> bool {
    let key = keys::EVIDENCE.key(column);
    key.is_some_and(|key| matches!(key.kind, Kind::Printed | Kind::Probability))
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
        self.states && is_figure_of_quantity(column)
    }

    /// Whether numbers are looked for in a column. Where commas part columns, a list such as `12,14` is likelier.
    fn is_read(&self, column: &str, seen: &Seen) -> bool {
        let listed = |names: &[String]| names.iter().any(|name| name == column);
        let key = self.file.keys.as_ref().is_some_and(|keys| listed(keys));
        if listed(&self.file.codes) || NAMES.contains(&column) || key {
            return false;
        }
        let is_asked = listed(&self.file.numbers)
            || self.is_stated(column)
            || COUNTS.contains(&column) && seen.groups().is_some();
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
        let grouped = |sign| {
            read().any(|(name, seen)| COUNTS.contains(&&**name) && seen.groups() == Some(sign))
        };
        let commas =
            read().any(|(_, seen)| seen.comma && !seen.point) || grouped(DecimalSign::Point);
        let points = read().any(|(_, seen)| seen.point && !seen.comma);
        let signs = Signs { commas, points, groups: grouped(DecimalSign::Comma) };
        let mut guessed = None;
        let readings = read().map(|(name, seen)| {
            let mut reading = self.reading(name, seen, signs, &mut guessed);
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
        Signs { commas, points, groups }: Signs,
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
            (None, false, false) if COUNTS.contains(&name) && seen.groups().is_some() => {
                let found = seen.either_point.clone().filter(|_| points);
                let found =
                    found.map(|(place, text)| Guess { place, text, read: Read::PointGroups });
                *guessed = guessed.take().or(found);
                Reading { groups: true, ..Reading::default() }
            }
            (None, false, false) if groups && !commas => Reading::default(),
            (None, false, false) => {
                let by_semicolon = self.separator == Some(b';');
                let guess = |found: &Option<(Place, Arc<str>)>, read| {
                    let found = found.clone().filter(|_| by_semicolon);
                    found.map(|(place, text)| Guess { place, text, read })
                };
                if let Some(found) = guess(&seen.either_comma, Read::CommaDecimals) {
                    guessed.get_or_insert(found);
                    return comma;
                }
                let stated = stated || FIGURES.contains(&name);
                // Beside whole numbers, `1.234` alone is likelier to have thousands.
                let told = stated || seen.whole && !seen.other;
                let found = guess(&seen.either_point, Read::PointDecimals).filter(|_| told);
                *guessed = guessed.take().or(found);
                if self.file.by_comma && self.separator.is_some() && stated {
                    let found = seen.either_comma.clone();
                    let grouped =
                        found.map(|(place, text)| Guess { place, text, read: Read::CommaGroups });
                    *guessed = guessed.take().or(grouped);
                }
                Reading::default()
            }
        }
    }
}

/// A number that could be read in two ways.
struct Guess {
    place: Place,
    text: Arc<str>,
    read: Read,
}

/// How such a number is read.
enum Read {
    CommaDecimals,
    PointDecimals,
    CommaGroups,
    PointGroups,
}

impl Guess {
    fn told(self, path: &str) -> Diagnostic {
        let (how, this, other) = match self.read {
            Read::CommaDecimals => ("comma in “{}” is read as a decimal comma", ",", "."),
            Read::PointDecimals => ("point in “{}” is read as a decimal point", ".", ","),
            Read::CommaGroups => ("comma in “{}” is read as one that parts thousands", ",", "."),
            Read::PointGroups => ("point in “{}” is read as one that parts thousands", ".", ","),
        };
        let otherwise = match self.read {
            Read::CommaGroups | Read::PointGroups => "stands before decimals",
            _ => "parts thousands",
        };
        let how = how.replace("{}", &self.text);
        let message = format!("the {how}; nothing else in the file says whether it {otherwise}");
        Diagnostic::new(codes::DECIMAL_SIGN, self.place, message).help(format!(
            "say which sign stands before decimals, under [data]: NAME = {{ file = \"{path}\", decimal = \"{this}\" }}, or `decimal = \"{other}\"` where it parts thousands"
        ))
    }
}
