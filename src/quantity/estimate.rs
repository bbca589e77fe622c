//! Evidence: one row that states one quantity, and how each language prints it.

use std::sync::Arc;

use super::decimal;
use super::interval::{IntervalKind, Method};
use super::rendered::{Amount, Qualifier, Quantity};
use super::status::Status;
use super::unit::Unit;
use crate::data::tree::{Cell, Map};
use crate::language::pack::writing::Writing;

/// The column that says how far a value may be off to both sides.
pub const UNCERTAINTY: &str = "uncertainty";

/// One quantity from one place of the source: a result of a study, or a claim of the text.
///
/// Every number is a [`Cell`] exactly as printed in the source. Either `value` is given, or `low`
/// and `high` (a range, or a confidence interval when `value` is given too), or a `status`.
#[derive(Debug, Clone)]
pub struct Estimate {
    /// The row of the data file.
    pub row: Arc<Map>,
    /// The unit of value, low, high and comparator.
    pub unit: Unit,
    /// Why there is no number, when the row says so.
    pub status: Option<Status>,
    /// The counts that make up what it is a share of, when its field of work knows them.
    pub parts: Option<Arc<Parts>>,
}

/// Counts of the same group that add up to the events behind a proportion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The ids of the counts.
    pub ids: Vec<String>,
    /// The unit that they must be in.
    pub unit: Option<String>,
    /// What they are, in words.
    pub words: String,
}

impl Estimate {
    /// The named cell, unless it is absent or empty.
    pub fn cell(&self, name: &str) -> Option<&Cell> {
        self.row.filled(name)
    }

    /// The cells that make up the printed quantity.
    pub fn printed_cells(&self) -> Vec<&Cell> {
        let names = ["value", "low", "high", "status"];
        let cells = names.iter().filter_map(|name| self.cell(name));
        cells.chain(self.error()).collect()
    }

    /// How far the value may be off to both sides, where a column of its own says so in figures.
    pub fn error(&self) -> Option<&Cell> {
        let value = self.cell("value").filter(|cell| decimal::with_error(&cell.text).is_none());
        let sound = |cell: &&Cell| {
            let text = cell.text.strip_suffix('%').unwrap_or(&cell.text);
            text.starts_with(|c: char| c.is_ascii_digit() || c == '.') && decimal::is_number(text)
        };
        value.and(self.cell(UNCERTAINTY)).filter(sound)
    }

    /// The quantity with its unit and, if asked for, its qualifier (`>80%`).
    pub fn quantity(&self, writing: &Writing, qualified: bool) -> Quantity {
        let text = |name| self.cell(name).map(|cell| minus_sign(&cell.text));
        let error = self.error().map(|cell| minus_sign(&cell.text));
        let amount = match (text("value"), text("low"), text("high")) {
            (Some(value), ..) => match error {
                Some(error) => Amount::Number(format!("{value} ± {error}")),
                None => Amount::Number(value),
            },
            (None, Some(low), Some(high)) => Amount::Range { low, high },
            _ => self.status.clone().map_or(Amount::Missing, Amount::Status),
        };
        let qualifier = self.qualifier().filter(|_| qualified);
        Quantity { qualifier, ..self.stated(amount, writing) }
    }

    /// The comparator's value with the unit (`10.4 个月`).
    pub fn versus(&self, writing: &Writing) -> Option<Quantity> {
        let comparator = self.cell("comparator")?;
        Some(self.stated(Amount::Number(minus_sign(&comparator.text)), writing))
    }

    /// A range in the unit of the quantity.
    pub fn range(&self, low: &str, high: &str, writing: &Writing) -> Quantity {
        let [low, high] = [low, high].map(minus_sign);
        self.stated(Amount::Range { low, high }, writing)
    }

    /// What `low` and `high` beside the value are.
    pub fn interval(&self) -> IntervalKind {
        let said = self.cell("interval").and_then(|cell| IntervalKind::from_id(&cell.text));
        said.unwrap_or_else(IntervalKind::usual)
    }

    /// How it was obtained, where that matters to a rule.
    pub fn method(&self) -> Option<Method> {
        Method::from_id(&self.cell("method")?.text)
    }

    /// Whether it is a result of one's own analysis, for which there is nothing to cite.
    pub fn is_own(&self) -> bool {
        self.cell("source").is_some_and(|cell| &*cell.text == "own")
    }

    fn qualifier(&self) -> Option<Qualifier> {
        Qualifier::from_id(&self.cell("qualifier")?.text)
    }

    fn stated(&self, amount: Amount, writing: &Writing) -> Quantity {
        Quantity {
            qualifier: None,
            amount,
            unit: Some(self.unit.clone()),
            writing: writing.clone(),
        }
    }
}

/// Typographic minus for a leading hyphen; the sign of a percentage is printed with the unit.
fn minus_sign(text: &str) -> String {
    let text = text.strip_suffix('%').unwrap_or(text);
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None => text.to_string(),
    }
}
