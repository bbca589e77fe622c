//! Quantities to Typst dictionaries, in the parts that a page sets apart.
//! `templates/content.toml` describes them (`quantity`, `decimal`).

use crate::quantity::rendered::{Amount, Quantity};
use crate::typst_source::escape;

/// The parts for a key-number box.
pub fn dictionary(quantity: &Quantity, key: usize) -> String {
    let parts = numbered(&quantity.number(), quantity.unit_label(), key);
    let Amount::Range { low, high } = &quantity.amount else {
        return format!("({parts})");
    };
    let low = escape::string(&format!("{}{low}", quantity.sign()));
    let [low_unit, joint, high] =
        [quantity.repeated_unit(), quantity.joint(), high].map(escape::string);
    format!("({parts}, low: {low}, low-unit: {low_unit}, joint: {joint}, high: {high})")
}

/// The parts of a printed text that is no quantity.
pub fn plain(text: &str, key: usize) -> String {
    format!("({})", numbered(text, "", key))
}

fn numbered(number: &str, unit: &str, key: usize) -> String {
    format!("key: {key}, number: {}, unit: {}", escape::string(number), escape::string(unit))
}

/// The parts for a column aligned on the decimal point: a range aligns by its lower end.
pub fn aligned(quantity: &Quantity) -> String {
    let sign = quantity.sign();
    match &quantity.amount {
        Amount::Number(number) => figure(sign, number, None),
        Amount::Range { low, high } => {
            figure(sign, low, Some(format!("{}{high}", quantity.joint())))
        }
        Amount::Count { .. } => figure("", &quantity.number(), None),
        Amount::Status(status) => word(&format!("{sign}{}", status.short(quantity.language))),
        Amount::Missing => word(&quantity.number()),
    }
}

/// A word in such a column.
pub fn word(text: &str) -> String {
    format!("word: {}", escape::string(text))
}

fn figure(sign: &str, number: &str, tail: Option<String>) -> String {
    let at = number.find('.').unwrap_or(number.len());
    let (whole, fraction) = number.split_at(at);
    let whole = escape::string(&format!("{sign}{whole}"));
    let tail = tail.map_or("none".to_string(), |tail| escape::string(&tail));
    format!("whole: {whole}, fraction: {}, tail: {tail}", escape::string(fraction))
}
