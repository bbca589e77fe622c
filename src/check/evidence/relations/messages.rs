//! What is said of a relation that does not hold: the usual messages, or that of the field of work.

use super::calculated::Calculated;
use crate::check::evidence::contradiction::Side;
use crate::check::evidence::quantities::StatedQuantity;
use crate::check::evidence::tongue::Tongue;
use crate::model::domain::Domain;
use crate::model::domain::relation::Relation;
use crate::quantity::unit::Unit;

/// One quantity is more than another.
pub const EXCEEDS: &str =
    "inconsistent: `{left.id}` is {left}, more than `{right.id}`, which is {right}";

/// A stated quantity is not the one that others give.
pub const CALCULATED: &str = "inconsistent: `{left.id}` is {stated}, but {sum} is {calculated}";

/// Parts do not make up their whole.
pub const SUM: &str = "inconsistent: {sum} is {total}, not {right}";

/// Parts are more than their whole.
pub const SUM_EXCEEDS: &str = "inconsistent: {sum} is {total}, more than {right}";

/// The values that go into a message.
pub struct Words {
    own: Option<String>,
    values: Vec<(String, String)>,
    sum: String,
    calculated: String,
    total: String,
    is_sum: bool,
}

impl Words {
    /// The values of a comparison.
    pub fn of(relation: &Relation, left: &Calculated, right: &Calculated) -> Words {
        let unit = left.used.first().map(|used| &used.stated.estimate.unit);
        let is_sum = left.used.len() != 1;
        let digits = left.used.first().map_or(0, |used| digits(&used.cell.text));
        let calculated = written(right.amount.middle, unit, digits);
        let total = written(left.amount.middle, unit, digits);
        let sum = if is_sum { left.sum.clone() } else { right.sum.clone() };
        let mut values = Vec::new();
        let mut add = |name: &str, value: String| values.push((format!("{{{name}}}"), value));
        for (side, calculated) in [("left", left), ("right", right)] {
            match &calculated.used[..] {
                [used, ..] => {
                    add(side, used.cell.text.to_string());
                    add(&format!("{side}.id"), used.stated.id.to_string());
                    add(&format!("{side}.unit"), used.stated.estimate.unit.id().to_string());
                }
                [] => add(side, calculated.sum.clone()),
            }
        }
        if let Some(stated) = left.used.first() {
            add("stated", with_sign(&stated.cell.text, unit));
        }
        add("sum", sum.clone());
        add("calculated", calculated.clone());
        add("total", total.clone());
        for (name, used) in ["first", "second", "third"].iter().zip(&right.used) {
            add(name, used.cell.text.to_string());
        }
        for used in left.used.iter().chain(&right.used) {
            add(used.text, used.cell.text.to_string());
        }
        Words { own: relation.message.clone(), values, sum, calculated, total, is_sum }
    }

    /// The field's own message, or the usual one.
    pub fn message(&self, usual: &str) -> String {
        let template = self.own.as_deref().unwrap_or(usual);
        let mut message = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            message.push_str(before);
            let found = self
                .values
                .iter()
                .find_map(|(name, value)| Some((after.strip_prefix(name.get(1..)?)?, value)));
            rest = match found {
                Some((behind, value)) => {
                    message.push_str(value);
                    behind
                }
                None => {
                    message.push('{');
                    after
                }
            };
        }
        message + rest
    }

    /// `(2 + 45)/120 = 39.17%`.
    pub fn calculation(&self) -> String {
        format!("{} = {}", self.sum, if self.is_sum { &self.total } else { &self.calculated })
    }
}

/// A calculated value in the unit of what is stated, with two digits behind the point at least.
fn written(value: f64, unit: Option<&Unit>, digits: usize) -> String {
    let factor = unit.map_or(1.0, |unit| unit.scale().factor);
    let digits = match unit {
        Some(unit) if !unit.scale().dimension.is_empty() => digits + 1,
        _ => digits.max(2),
    };
    with_sign(&format!("{:.digits$}", value / factor), unit)
}

/// A number with its percent sign.
fn with_sign(text: &str, unit: Option<&Unit>) -> String {
    match unit.and_then(Unit::symbol) {
        Some("%") if !text.ends_with('%') => format!("{text}%"),
        _ => text.to_string(),
    }
}

fn digits(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, fraction)| fraction.trim_end_matches('%').len())
}

/// What a quantity is called beside another: with the thing that it is of, where that is another.
pub fn name(stated: StatedQuantity, beside: StatedQuantity) -> String {
    match stated.study == beside.study {
        true => format!("`{}`", stated.id),
        false => format!("`{}`", stated.about()),
    }
}

/// “mPFS 30.9 months”: a quantity with its label, so that two of them can be told apart.
pub fn labelled(domain: &Domain, stated: StatedQuantity) -> Option<Side> {
    let label = stated.estimate.row.bilingual("label");
    let name = domain.measures.find(stated.measure()).map(|measure| measure.name.clone());
    let (measure, estimate) = (stated.measure().to_string(), stated.estimate.clone());
    let words = move |tongue: &Tongue| {
        let label = label.get(tongue.language).filter(|label| !label.is_empty());
        let label = label.or_else(|| name.as_ref()?.get(tongue.language));
        let label = label.unwrap_or(&measure);
        format!("{label} {}", tongue.quantity(&estimate))
    };
    Side::said(words, &stated.estimate.printed_cells(), stated.estimate.cell("place"))
}
