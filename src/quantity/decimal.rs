//! A number as printed, with the interval that its rounding leaves open.

use crate::language::pack::numbers::SEPARATORS;

/// A decimal number and how many digits stand behind its point; `40.0` is not `40`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decimal {
    /// The printed value.
    pub value: f64,
    /// Half a unit of the last printed digit: the true value lies within ± this.
    pub slack: f64,
    /// How many digits stand behind the point.
    pub digits: usize,
}

impl Decimal {
    /// Reads digits with at most one point, as [`plain`] understands them; of a number with its error, the number.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = plain(with_error(text).map_or(text, |(number, _)| number))?;
        let value: f64 = text.parse().ok()?;
        let digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let slack = 0.5 * 0.1_f64.powi(i32::try_from(digits).ok()?);
        Some(Decimal { value, slack, digits })
    }

    /// Whether this printed number can stand for a true value, whichever way halves are rounded.
    pub fn can_be(self, truth: f64) -> bool {
        (self.value - truth).abs() <= self.slack + 1e-9
    }

    /// Whether the true value may be at most that of another printed number.
    pub fn may_not_exceed(self, other: Decimal) -> bool {
        self.value - self.slack <= other.value + other.slack + 1e-9
    }
}

/// A number as people print it, with nothing but digits, a point and a hyphen: `357,347`, `357 347`,
/// `−0.41`, `.41`, `92.2%`. Nothing when it is no number, and when
/// a comma may be that of a decimal (`5,5`).
pub fn plain(text: &str) -> Option<String> {
    let text = text.strip_suffix('%').unwrap_or(text);
    let unsigned = text.strip_prefix(['-', '−']);
    let text = if unsigned.is_none() { text.strip_prefix('+').unwrap_or(text) } else { text };
    let (whole, fraction) = match unsigned.unwrap_or(text).split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned.unwrap_or(text), None),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let joined = match whole.split(SEPARATORS).collect::<Vec<_>>()[..] {
        [whole] => whole.to_string(),
        [first, ref groups @ ..] => {
            let grouped = (1..=3).contains(&first.len()) && groups.iter().all(|it| it.len() == 3);
            grouped.then(|| first.to_string() + &groups.concat())?
        }
        [] => return None,
    };
    let sound = all_digits(&joined) && fraction.is_none_or(|it| !it.is_empty() && all_digits(it));
    if !sound || joined.is_empty() && fraction.is_none() {
        return None;
    }
    let sign = if unsigned.is_some() { "-" } else { "" };
    let whole = if joined.is_empty() { "0" } else { &joined };
    Some(fraction.map_or_else(|| format!("{sign}{whole}"), |it| format!("{sign}{whole}.{it}")))
}

/// The sign between a number and how far it may be off, to both sides.
pub const PLUS_MINUS: char = '±';

/// A number and its error: `52.8 ± 0.3`. Nothing when the text is not of that form.
pub fn with_error(text: &str) -> Option<(&str, &str)> {
    let (number, error) = text.split_once(PLUS_MINUS)?;
    let (number, error) = (number.trim(), error.trim());
    let unsigned = error.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    (unsigned && plain(number).is_some() && plain(error).is_some()).then_some((number, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_an_error() {
        assert_eq!(with_error("52.8 ± 0.3"), Some(("52.8", "0.3")));
        assert_eq!(with_error("−1.5±0.2"), Some(("−1.5", "0.2")));
        assert_eq!(Decimal::parse("52.8 ± 0.3").map(|it| it.value), Some(52.8));
        for wrong in ["52.8", "± 0.3", "52.8 ±", "52.8 ± -1", "1 ± 2 ± 3", "a ± 1"] {
            assert_eq!(with_error(wrong), None, "{wrong}");
        }
        assert_eq!(plain("52.8 ± 0.3"), None);
    }

    #[test]
    fn numbers_are_read_as_people_print_them() {
        for (written, read) in [
            ("40.0", "40.0"),
            ("357,347", "357347"),
            ("1\u{202f}234\u{202f}567.8", "1234567.8"),
            ("357 347", "357347"),
            (".41", "0.41"),
            ("−0.41", "-0.41"),
            ("-5", "-5"),
            ("92.2%", "92.2"),
            ("+3.2", "3.2"),
        ] {
            assert_eq!(plain(written).as_deref(), Some(read), "{written}");
        }
        for wrong in [
            "", "-", ".", "5,5", "5,55", "1,2345", ",123", "1.", "1.2.3", "1e5", "12 3", "%",
            "--1", "1,234,5", "inf", "+-1", "-+1",
        ] {
            assert_eq!(plain(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rounding_leaves_an_interval_open() {
        let printed = Decimal::parse("52.6").unwrap();
        assert!(printed.can_be(100.0 * 20.0 / 38.0));
        assert!(!printed.can_be(100.0 * 19.0 / 38.0));
        assert!(Decimal::parse("2").unwrap().can_be(17.3 / 7.4));
        assert!(!Decimal::parse("2.0").unwrap().can_be(17.3 / 7.4));
    }
}
