//! A number that a text mentions.

use std::ops::Range;

use super::amount::Amount;
use super::unit::{Dimension, Unit};
use crate::data::place::Place;

/// A number as it is read, wherever it stands.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What kind of number it is.
    pub kind: Kind,
    /// Its value; minutes since midnight for a time of day, the number of a month or weekday.
    pub value: Amount,
    /// Other values that the same words may mean: the month in 05/11/2024, a threefold increase.
    pub others: Vec<Amount>,
    /// The two numbers that a fraction or 1:50 is written with.
    pub parts: Option<(Amount, Amount)>,
    /// Its unit.
    pub unit: Option<Unit>,
    /// Whether it says which one, not how many.
    pub ordinal: bool,
    /// Why it need not be meant as a number; by itself it is no difference.
    pub undecided: Option<&'static str>,
    /// Whether it is negative.
    pub negative: bool,
    /// Whether a sign says so, and no word.
    pub signed: bool,
    /// Whether it bounds something.
    pub bound: Option<Bound>,
    /// A bound a few words before it: “at most take 4”. It counts only against a bound right beside
    /// the number of another text.
    pub far_bound: Option<Bound>,
    /// Whether it is written in digits.
    pub digits: bool,
    /// The words that multiply its digits.
    pub power: Amount,
    /// Where it stands in the text, without its unit.
    pub range: Range<usize>,
    /// Where it ends, its unit included.
    pub end: usize,
}

/// What kind of number it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An amount, or a number that says which one.
    Number,
    /// A month of the calendar.
    Month,
    /// A day of the week, 1 for Monday.
    Weekday,
    /// A time of day.
    Clock,
    /// The first year of a decade.
    Decade,
    /// “per” a unit: each week, a litre.
    Per,
    /// Digits that count nothing: a telephone number, a version.
    Code(String),
    /// A printed value, by its cells.
    Printed(String),
}

/// Which values a bound admits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// ≥
    AtLeast,
    /// >
    MoreThan,
    /// One of the two: 以上, above.
    Above,
    /// ≤
    AtMost,
    /// <
    LessThan,
    /// One of the two: 以下.
    Below,
    /// =
    Equal,
}

impl Reading {
    /// A number of a kind at a place, with nothing beside it.
    pub fn new(kind: Kind, value: Amount, range: Range<usize>) -> Reading {
        Reading {
            kind,
            value,
            others: Vec::new(),
            parts: None,
            unit: None,
            ordinal: false,
            undecided: None,
            negative: false,
            signed: false,
            bound: None,
            far_bound: None,
            digits: false,
            power: Amount::ONE,
            end: range.end,
            range,
        }
    }

    /// Whether it is a printed value.
    pub fn is_printed(&self) -> bool {
        matches!(self.kind, Kind::Printed(_))
    }

    /// The value in base units of its dimension.
    pub fn base(&self) -> Option<(Dimension, Amount)> {
        let unit = self.unit?;
        Some((unit.dimension, self.value.times(unit.factor)?))
    }
}

impl NumberMention {
    /// A reading with the name of its unit, its words and its place.
    pub fn new(
        reading: Reading,
        unit: Option<String>,
        words: String,
        place: Place,
    ) -> NumberMention {
        let key = match &reading.kind {
            Kind::Printed(key) | Kind::Code(key) => key.clone(),
            _ => reading.value.to_string(),
        };
        NumberMention { key, unit, at: reading.range.start, reading, words, place }
    }
}

/// A printed value or a number of a text, with its place in the file.
pub struct NumberMention {
    /// What is read.
    pub reading: Reading,
    /// What it is compared by: cells, or a number in digits.
    pub key: String,
    /// The name of its unit, when one stands beside it.
    pub unit: Option<String>,
    /// Where it stands in the text.
    pub at: usize,
    /// The words, for messages.
    pub words: String,
    /// Where it stands in the file.
    pub place: Place,
}
