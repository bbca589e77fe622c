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
    /// Reads digits with at most one point, as [`plain`] understands them, and what they are multiplied by, as [`power`]
    /// does; of a number with its error, the number. Nothing when it is too large or too small to calculate with.
    pub fn parse(text: &str) -> Option<Decimal> {
        let text = with_error(text).map_or(text, |(number, _)| number);
        let (text, power) = power(text).unwrap_or((text, 0));
        let text = plain(text)?;
        let value: f64 = format!("{text}e{power}").parse().ok()?;
        let digits = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let slack = 0.5 * 10_f64.powi(power - i32::try_from(digits).ok()?);
        let digits = usize::try_from(digits as i64 - i64::from(power)).unwrap_or(0);
        (value.is_finite() && slack.is_normal()).then_some(Decimal { value, slack, digits })
    }

    /// Whether this printed number can stand for a true value, whichever way halves are rounded.
    pub fn can_be(self, truth: f64) -> bool {
        (self.value - truth).abs() <= self.slack + allowance(self.slack, self.value, truth)
    }

    /// Whether the true value may be at most that of another printed number.
    pub fn may_not_exceed(self, other: Decimal) -> bool {
        let allowance = allowance(self.slack.max(other.slack), self.value, other.value);
        self.value - self.slack <= other.value + other.slack + allowance
    }
}

/// What the arithmetic of a computer may be off: a part of the numbers themselves, for they may be small.
fn allowance(slack: f64, one: f64, other: f64) -> f64 {
    1e-9 * slack + 1e-13 * one.abs().max(other.abs())
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

/// A number as programs write large and small ones, `1.25e6`, `1.25E+06`: the digits before the letter, and the power of ten
/// behind it. Nothing when the text is not of that form.
pub fn power(text: &str) -> Option<(&str, i32)> {
    let (power, digits) = exponent(text)?;
    plain(digits).map(|_| (digits, power))
}

/// The power of ten at the end of a text, and what stands before it, whatever its sign before decimals.
pub fn exponent(text: &str) -> Option<(i32, &str)> {
    let (digits, power) = text.split_once(['e', 'E'])?;
    let bare = power.strip_prefix(['+', '-', '−']).unwrap_or(power);
    let is_digit = |it: u8| it.is_ascii_digit();
    let sound = (1..=MOST_POWERS).contains(&bare.len()) && bare.bytes().all(is_digit);
    let number: i32 = bare.parse().ok().filter(|_| sound && digits.bytes().any(is_digit))?;
    Some((if power.starts_with(['-', '−']) { -number } else { number }, digits))
}

/// A power of ten has so many digits at most.
const MOST_POWERS: usize = 3;

/// Whether a text is a number that one can calculate with, in digits or with a power of ten.
pub fn is_number(text: &str) -> bool {
    has_form_of_number(text) && Decimal::parse(text).is_some()
}

/// Whether a text is written like a number, be it too large or too small to calculate with.
pub fn has_form_of_number(text: &str) -> bool {
    plain(text).is_some() || power(text).is_some()
}

/// Whether a text is the number zero.
pub fn is_zero(text: &str) -> bool {
    is_number(text) && Decimal::parse(text).is_some_and(|it| it.value == 0.0)
}

/// Whether a text says “false” as files of data do.
pub fn is_false(text: &str) -> bool {
    matches!(text, "false" | "False" | "FALSE")
}

/// The sign between a number and how far it may be off, to both sides.
pub const PLUS_MINUS: char = '±';

/// A number and its error: `52.8 ± 0.3`. Nothing when the text is not of that form.
pub fn with_error(text: &str) -> Option<(&str, &str)> {
    let (number, error) = text.split_once(PLUS_MINUS)?;
    let (number, error) = (number.trim(), error.trim());
    let unsigned = error.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    (unsigned && is_number(number) && is_number(error)).then_some((number, error))
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
    fn a_power_of_ten_is_read() {
        for (text, read) in [
            ("1.25e6", Some(("1.25", 6))),
            ("1.25E+06", Some(("1.25", 6))),
            ("-3E-4", Some(("-3", -4))),
            ("1e", None),
            ("e6", None),
            ("1.2e3.4", None),
            ("3E5a", None),
            ("1e1234", None),
        ] {
            assert_eq!(power(text), read, "{text}");
        }
        let read = |text| Decimal::parse(text).unwrap();
        assert_eq!((read("1.25e6").value, read("1.25e6").digits), (1_250_000.0, 0));
        assert!(read("1.25e6").can_be(1_254_000.0) && !read("1.25e6").can_be(1_256_000.0));
        assert_eq!((read("3.0e-4").value, read("3.0e-4").digits), (0.0003, 5));
        assert_eq!(with_error("1.2e6 ± 3e4"), Some(("1.2e6", "3e4")));
    }

    #[test]
    fn what_is_too_large_or_too_small_is_no_number() {
        let digits = "9".repeat(400);
        for text in ["1e999", "-1e400", "1e-999", "1e-320", digits.as_str()] {
            assert_eq!(Decimal::parse(text), None, "{text}");
            assert!(has_form_of_number(text) && !is_number(text), "{text}");
        }
        assert!(is_number("1e300") && is_number("1e-300") && !is_zero("1e-999"));
        assert!(is_zero("0.0") && is_zero("0e5"));
    }

    #[test]
    fn small_numbers_are_told_apart_too() {
        let printed = Decimal::parse("9.0e-10").unwrap();
        assert!(!printed.can_be(1e-10) && printed.can_be(9.04e-10));
        let smaller = Decimal::parse("1.0e-10").unwrap();
        assert!(smaller.may_not_exceed(printed) && !printed.may_not_exceed(smaller));
        // Halves may be rounded either way, however the computer holds them.
        for (text, truth) in
            [("0.3", 0.25), ("0.2", 0.25), ("52.6", 52.55), ("1000000.3", 1000000.25)]
        {
            assert!(Decimal::parse(text).unwrap().can_be(truth), "{text}");
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
