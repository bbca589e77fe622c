//! A quantity in another unit: the same number of digits that matter, so that it claims no more than before.

use super::decimal::{plain, power};
use super::rendered::{Amount, Quantity};
use super::unit::Unit;

/// The quantity in another unit; nothing when the two measure different things.
pub fn converted(quantity: &Quantity, unit: Unit) -> Option<Quantity> {
    let (own, other) = (quantity.unit.as_ref()?.scale(), unit.scale());
    if own.dimension != other.dimension {
        return None;
    }
    let factor = own.factor / other.factor;
    let amount = match &quantity.amount {
        Amount::Number(number) => Amount::Number(times(number, factor)?),
        Amount::Range { low, high } => {
            Amount::Range { low: times(low, factor)?, high: times(high, factor)? }
        }
        Amount::Count { .. } => return None,
        amount => amount.clone(),
    };
    Some(Quantity { amount, unit: Some(unit), ..quantity.clone() })
}

/// A printed number times a factor, with as many digits that matter.
fn times(number: &str, factor: f64) -> Option<String> {
    // What has an error has two numbers, of which `plain` reads none.
    let (number, power) = power(number).unwrap_or((number, 0));
    let text = plain(number)?;
    let value = format!("{text}e{power}").parse::<f64>().ok()? * factor;
    let is_nothing = text.bytes().all(|byte| !(b'1'..=b'9').contains(&byte));
    if !value.is_finite() || value == 0.0 && !is_nothing {
        return None;
    }
    let digits = text.chars().filter(char::is_ascii_digit).skip_while(|c| *c == '0').count();
    if value == 0.0 {
        return Some("0".to_string());
    }
    // 9.96 with two digits is 10, which has one more before the point.
    let decimals = |value: f64| {
        let before = value.abs().log10().floor() as i32 + 1;
        (digits.max(1) as i32 - before).clamp(0, 20) as usize
    };
    let rounded: f64 = format!("{value:.*}", decimals(value)).parse().ok()?;
    let text = format!("{value:.*}", decimals(rounded).min(decimals(value)));
    Some(text.replacen('-', "−", 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::language::packs::Languages;
    use crate::quantity::units::Units;

    fn said(number: &str, from: &str, to: &str) -> Option<String> {
        let find = |name| Units::built_in().find(name);
        let writing = Languages::built_in().writing(Language::En);
        let amount = Amount::Number(number.to_string());
        let quantity = Quantity { qualifier: None, amount, unit: find(from), writing };
        Some(converted(&quantity, find(to)?)?.text().replace('\u{a0}', " "))
    }

    #[test]
    fn the_digits_that_matter_stay() {
        for (number, from, to, expected) in [
            ("40.0", "percent", "/1000", "400/1000"),
            ("0.65", "percent", "/1000", "6.5/1000"),
            ("19.2", "months", "years", "1.60 years"),
            ("2", "years", "months", "24 months"),
            ("8900", "GWh", "TWh", "8.900 TWh"),
            ("−2.8", "points", "percent", "−2.8%"),
            ("99.6", "percent", "ratio", "0.996"),
            ("8.9e3", "GWh", "TWh", "8.9 TWh"),
        ] {
            assert_eq!(said(number, from, to).as_deref(), Some(expected), "{number} {from}");
        }
    }

    #[test]
    fn what_measures_something_else_is_not_converted() {
        assert_eq!(said("3", "months", "days"), None);
        assert_eq!(said("3", "eur", "usd"), None);
        // Nor what is too large or too small to be calculated with.
        for number in ["1e999", "1e308", "1e-999"] {
            assert_eq!(said(number, "percent", "/1000"), None, "{number}");
        }
    }
}
