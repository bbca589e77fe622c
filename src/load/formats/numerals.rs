//! What a text of a data file says as a number, where either a point or a comma may stand before decimals.

use crate::quantity::decimal::{self, PLUS_MINUS};

/// What a text is, as far as it tells of the decimal sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numeral {
    /// Digits without a sign that is in question: `12`, `-5`.
    Whole,
    /// The comma stands before decimals: `0,125`, `1,8`, `1.284,5`. With the text as data files are read, with a point.
    Comma(String),
    /// The point stands before decimals: `0.125`, `1,284.5`.
    Point,
    /// Three digits behind a comma: `1,250`. With the text if they are decimals.
    EitherComma(String),
    /// Three digits behind a point: `1.250`. With the text if they are a group.
    EitherPoint(String),
    /// Several groups, divided by points: `1.234.567`. With the text divided by commas.
    PointGroups(String),
    /// Several numbers in one text, divided by commas: `1,2,3`.
    List,
    /// No number.
    Other,
}

/// Signs that may stand before a number, and what they are read with.
const BEFORE: [char; 10] = ['<', '>', '≤', '≥', '=', '~', '≈', '-', '−', '+'];

impl Numeral {
    /// Reads a text as a whole.
    pub fn of(text: &str) -> Numeral {
        if let Some((number, error)) = text.split_once(PLUS_MINUS) {
            return with_error(number.trim(), error.trim());
        }
        if let Some((_, digits)) = decimal::exponent(text) {
            return with_power(digits, &text[digits.len()..]);
        }
        let digits = text.trim_start_matches(|c| BEFORE.contains(&c) || c == ' ');
        let before = &text[..text.len() - digits.len()];
        let core = digits.trim_end_matches(['%', ' ']);
        let after = &digits[core.len()..];
        let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
        let sound = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || blank(c);
        if !core.ends_with(|c: char| c.is_ascii_digit()) || !core.chars().all(sound) {
            return Numeral::Other;
        }
        let swapped = |core: &str| {
            let swap = |c| match c {
                '.' => ',',
                ',' => '.',
                other => other,
            };
            format!("{before}{}{after}", core.chars().map(swap).collect::<String>())
        };
        let (commas, points) = (core.matches(',').count(), core.matches('.').count());
        let grouped = |text: &str, sign: char| are_groups(text, |c| c == sign || blank(c));
        match (commas, points) {
            (0, 0) if core.contains(blank) && !are_groups(core, blank) => Numeral::Other,
            (0, 0) => Numeral::Whole,
            (1, 0) | (0, 1) => {
                let (whole, rest) = core.split_once([',', '.']).unwrap_or((core, ""));
                let whole_is_one =
                    whole.is_empty() || !whole.contains(blank) || are_groups(whole, blank);
                if !whole_is_one || rest.contains(blank) {
                    return Numeral::Other;
                }
                let first = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                match (commas == 1, rest.len() == 3 && first) {
                    (true, true) => Numeral::EitherComma(swapped(core)),
                    (true, false) => Numeral::Comma(swapped(core)),
                    (false, true) => Numeral::EitherPoint(swapped(core)),
                    (false, false) => Numeral::Point,
                }
            }
            (_, 0) if grouped(core, ',') => Numeral::Point,
            (_, 0) => Numeral::List,
            (0, _) if grouped(core, '.') => Numeral::PointGroups(swapped(core)),
            (1, _) if parts(core, ',').is_some_and(|(whole, _)| grouped(whole, '.')) => {
                Numeral::Comma(swapped(core))
            }
            (_, 1) if parts(core, '.').is_some_and(|(whole, _)| grouped(whole, ',')) => {
                Numeral::Point
            }
            _ => Numeral::Other,
        }
    }
}

/// A number before a power of ten; its digits tell what the sign before decimals is.
fn with_power(digits: &str, power: &str) -> Numeral {
    match Numeral::of(digits) {
        Numeral::Comma(new) => Numeral::Comma(new + power),
        Numeral::EitherComma(new) => Numeral::EitherComma(new + power),
        Numeral::EitherPoint(_) => Numeral::Point,
        found @ (Numeral::Whole | Numeral::Point) => found,
        _ => Numeral::Other,
    }
}

/// A number and its error; what one of them proves holds for both.
fn with_error(number: &str, error: &str) -> Numeral {
    use Numeral::{Comma, EitherComma, Point, Whole};
    let read = |text: &str| match Numeral::of(text) {
        Whole => Some((text.to_string(), Whole)),
        Point => Some((text.to_string(), Point)),
        Comma(new) => Some((new, Comma(String::new()))),
        EitherComma(new) => Some((new, EitherComma(String::new()))),
        _ => None,
    };
    let (Some((number, one)), Some((error, other))) = (read(number), read(error)) else {
        return Numeral::Other;
    };
    let joined = format!("{number} {PLUS_MINUS} {error}");
    match (one, other) {
        (Point, Comma(_) | EitherComma(_)) | (Comma(_) | EitherComma(_), Point) => Numeral::Other,
        (Comma(_), _) | (_, Comma(_)) => Comma(joined),
        (EitherComma(_), _) | (_, EitherComma(_)) => EitherComma(joined),
        (Point, _) | (_, Point) => Point,
        _ => Whole,
    }
}

/// What stands before and behind a decimal sign, behind which are digits alone.
fn parts(core: &str, sign: char) -> Option<(&str, &str)> {
    let (whole, rest) = core.rsplit_once(sign)?;
    rest.bytes().all(|byte| byte.is_ascii_digit()).then_some((whole, rest))
}

/// Whether these are digits in groups of three, the first of which may be shorter.
fn are_groups(text: &str, is_sign: impl Fn(char) -> bool) -> bool {
    let mut groups = text.split(is_sign);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().is_some_and(|it| (1..=3).contains(&it.len()) && digits(it));
    first && groups.all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_which_sign_stands_before_its_decimals() {
        let comma = |text: &str| Numeral::Comma(text.to_string());
        for (text, read) in [
            ("12", Numeral::Whole),
            ("-5", Numeral::Whole),
            ("1 234", Numeral::Whole),
            ("0,125", comma("0.125")),
            ("1,8", comma("1.8")),
            (",5", comma(".5")),
            ("-1,25", comma("-1.25")),
            ("<0,05", comma("<0.05")),
            ("92,2%", comma("92.2%")),
            ("1.284,5", comma("1,284.5")),
            ("1 284,5", comma("1 284.5")),
            ("1284,500", comma("1284.500")),
            ("1.284,500", comma("1,284.500")),
            ("0.125", Numeral::Point),
            ("1.4401", Numeral::Point),
            ("1,284.5", Numeral::Point),
            ("1,234,567", Numeral::Point),
            ("1,250", Numeral::EitherComma("1.250".to_string())),
            ("-12,345", Numeral::EitherComma("-12.345".to_string())),
            ("1.250", Numeral::EitherPoint("1,250".to_string())),
            ("1.234.567", Numeral::PointGroups("1,234,567".to_string())),
            ("1,2,3", Numeral::List),
            ("52,8 ± 0,3", comma("52.8 ± 0.3")),
            ("52,8±1", comma("52.8 ± 1")),
            ("52.8 ± 0.3", Numeral::Point),
            ("5 ± 1", Numeral::Whole),
            ("1,25E+06", comma("1.25E+06")),
            ("1.25e6", Numeral::Point),
            ("3E-4", Numeral::Whole),
            ("3E5a", Numeral::Other),
            ("52,8 ± 0.3", Numeral::Other),
            ("12.04.2025", Numeral::Other),
            ("12 3", Numeral::Other),
            ("1,5 ha", Numeral::Other),
            ("7,5-8", Numeral::Other),
            ("1,", Numeral::Other),
            ("", Numeral::Other),
            ("–", Numeral::Other),
        ] {
            assert_eq!(Numeral::of(text), read, "{text}");
        }
    }
}
