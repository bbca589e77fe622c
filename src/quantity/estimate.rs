//! Evidence: one row that states one quantity, and how each language prints it.

use std::sync::Arc;

use super::unit::Unit;
use crate::data::tree::{Cell, Map};
use crate::language::Language;

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
}

/// A quantity in one language, in the parts that a page may set apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quantity {
    /// The number, range or word, without its unit: `19.2`, `15～30`, `not reached`.
    pub number: String,
    /// The unit's word or sign, or nothing.
    pub unit: String,
    /// The whole as it stands in running text: `19.2 个月`, `15%～30%`.
    pub text: String,
    /// The two ends, when the quantity is a range.
    pub range: Option<(String, String)>,
}

impl Estimate {
    /// Words allowed in the `status` column.
    pub const STATUSES: [&'static str; 2] = ["not_reached", "not_reported"];

    /// Signs allowed in the `qualifier` column, and how they are printed.
    pub const QUALIFIERS: [(&'static str, &'static str); 5] =
        [(">", ">"), ("<", "<"), (">=", "≥"), ("<=", "≤"), ("~", "≈")];

    /// The named cell, unless it is absent or empty.
    pub fn cell(&self, name: &str) -> Option<&Cell> {
        self.row.filled(name)
    }

    /// The cells that make up the printed quantity.
    pub fn printed_cells(&self) -> Vec<&Cell> {
        ["value", "low", "high", "status"].iter().filter_map(|name| self.cell(name)).collect()
    }

    /// The quantity with its unit and, if asked for, its qualifier (`>80%`).
    pub fn quantity(&self, language: Language, qualified: bool) -> Quantity {
        let text = |name| self.cell(name).map(|cell| minus_sign(&cell.text));
        let mut quantity = match (text("value"), text("low"), text("high"), text("status")) {
            (Some(value), ..) => self.single(&value, language),
            (None, Some(low), Some(high), _) => self.range(&low, &high, language),
            (.., Some(status)) => word(status_word(&status, language)),
            _ => word("—"),
        };
        if qualified && let Some(sign) = self.qualifier_sign() {
            quantity.number.insert_str(0, sign);
            quantity.text.insert_str(0, sign);
        }
        quantity
    }

    /// The comparator's value with the unit (`10.4 个月`).
    pub fn versus(&self, language: Language) -> Option<Quantity> {
        let comparator = self.cell("comparator")?;
        Some(self.single(&minus_sign(&comparator.text), language))
    }

    fn qualifier_sign(&self) -> Option<&'static str> {
        let qualifier = &self.cell("qualifier")?.text;
        let known = Self::QUALIFIERS.iter().find(|(id, _)| **id == **qualifier);
        known.map(|(_, sign)| *sign)
    }

    fn single(&self, number: &str, language: Language) -> Quantity {
        let unit = self.unit.label(language, number);
        Quantity {
            number: number.to_string(),
            unit: unit.to_string(),
            text: format!("{number}{}{unit}", self.unit.space(language)),
            range: None,
        }
    }

    /// A range with the unit: `15%～30%`, `15–30%`. Chinese repeats a percent sign on both ends
    /// (GB/T 15835: 63%～68%); English prints it once.
    pub fn range(&self, low: &str, high: &str, language: Language) -> Quantity {
        let unit = self.unit.label(language, high);
        let (dash, first_unit) = match language {
            Language::Zh if unit == "%" => ("～", "%"),
            Language::Zh => ("～", ""),
            Language::En => ("–", ""),
        };
        Quantity {
            number: format!("{low}{dash}{high}"),
            unit: unit.to_string(),
            text: format!("{low}{first_unit}{dash}{high}{}{unit}", self.unit.space(language)),
            range: Some((low.to_string(), high.to_string())),
        }
    }
}

fn word(text: &str) -> Quantity {
    Quantity { number: text.to_string(), text: text.to_string(), ..Quantity::default() }
}

fn status_word(status: &str, language: Language) -> &'static str {
    match (status, language) {
        ("not_reached", Language::Zh) => "未达到",
        ("not_reached", Language::En) => "not reached",
        (_, Language::Zh) => "未报告",
        (_, Language::En) => "not reported",
    }
}

/// Typographic minus for a leading hyphen.
fn minus_sign(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None => text.to_string(),
    }
}
