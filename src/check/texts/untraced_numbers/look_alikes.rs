//! Numbers with letters in them that look like digits: l9.2, 2O patients.

use std::ops::Range;

use super::beside_values::is_counted;
use super::digits::{NAME, is_digit};
use super::exceptions::is_measured;
use super::languages::Languages;

/// Where the numbers stand, in characters. A capital before digits is most often a name (O157, I10), so what has no decimals
/// is one only where something is counted or measured, or where a letter of another script stands behind a digit.
pub fn numbers(characters: &[char], languages: Languages) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = characters[at..].iter().position(|c| is_part(*c)) {
        let start = at + offset;
        let mut end = start + characters[start..].iter().take_while(|c| is_inside(**c)).count();
        at = end;
        while matches!(characters[end - 1], '.' | ',') {
            end -= 1;
        }
        let touches = |c: Option<&char>| {
            c.is_some_and(|c| c.is_alphanumeric() || "-/_\u{1}".contains(*c) || *c == NAME)
        };
        let before = start.checked_sub(1).and_then(|it| characters.get(it));
        if touches(before) || touches(characters.get(end)) {
            continue;
        }
        let token = &characters[start..end];
        if token.iter().any(|c| like(*c).is_some()) && is_number(token) {
            let after = &characters[end..];
            let states = || {
                matches!(after, ['%' | '％', ..])
                    || is_counted(after, languages)
                    || is_measured(after, languages)
            };
            let shows = has_decimals(token) || hides(token);
            if shows || !is_code(token) && states() {
                found.push(start..end);
            }
        }
    }
    found
}

/// The digit that a letter looks like.
fn like(c: char) -> Option<char> {
    match c {
        'O' | 'o' | '\u{41e}' | '\u{43e}' | '\u{39f}' | '\u{3bf}' | '\u{ff2f}' => Some('0'),
        'l' | 'I' | '\u{406}' | '\u{399}' | '\u{4c0}' | '\u{4cf}' | '\u{ff29}' | '\u{ff4c}' => {
            Some('1')
        }
        _ => None,
    }
}

fn is_part(c: char) -> bool {
    is_digit(c) || like(c).is_some()
}

fn is_inside(c: char) -> bool {
    is_part(c) || matches!(c, '.' | ',')
}

/// Whether it reads as a number: no zero stands before other digits. Without any digit it has three letters at least,
/// among them a nought.
fn is_number(token: &[char]) -> bool {
    let read: String = token.iter().map(|c| like(*c).unwrap_or(*c)).collect();
    let digits = token.iter().filter(|c| is_digit(**c)).count();
    let is_led = read.starts_with('0') && !read.starts_with("0.") && !read.starts_with("0,");
    let is_made_up = digits == 0
        && (token.len() < 3
            || !read.contains('0')
            || token.contains(&'.')
            || read.starts_with('0'));
    let parts = read.split(['.', ',']);
    !is_led && !is_made_up && parts.clone().count() < 4 && parts.clone().all(|it| !it.is_empty())
}

/// Digits on both sides of a point: l9.2; the code of a disease has a capital and two digits before it (I10.9).
fn has_decimals(token: &[char]) -> bool {
    let digits = token.iter().filter(|c| is_digit(**c)).count();
    let is_coded = matches!(token, ['I', a, b, '.', ..] if is_part(*a) && is_part(*b));
    digits > 1 && token.contains(&'.') && !is_coded
}

/// A letter of another script than Latin that stands behind a digit.
fn hides(token: &[char]) -> bool {
    token.windows(2).any(|pair| is_digit(pair[0]) && !pair[1].is_ascii() && like(pair[1]).is_some())
}

/// A capital and two digits are the code of a disease.
fn is_code(token: &[char]) -> bool {
    matches!(token, ['I', a, b] if a.is_ascii_digit() && b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::numbers::tables::Tables;
    use crate::language::Language;

    #[test]
    fn letters_that_look_like_digits_are_told_from_names() {
        let tables = Language::ALL.map(Tables::of).to_vec();
        let found = |text: &str| -> Vec<String> {
            let characters: Vec<char> = text.chars().collect();
            let ranges = numbers(&characters, &tables);
            ranges.into_iter().map(|it| characters[it].iter().collect()).collect()
        };
        for (text, number) in [
            ("of l9.2 here", "l9.2"),
            ("of I9.2, and", "I9.2"),
            ("2O patients", "2O"),
            ("l2 patients", "l2"),
            ("in l9%", "l9"),
            ("for 1O.5 months", "1O.5"),
            ("lOO patients", "lOO"),
            ("of 1\u{41e} here", "1\u{41e}"),
            ("of \u{406}9.2 here", "\u{406}9.2"),
            ("2\u{3bf}5 of", "2\u{3bf}5"),
            ("2O 例", "2O"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        for text in [
            "O2 and I2 = 45%",
            "E. coli O157 cases",
            "I10.9, O24.4 and I48 patients",
            "l2 norm, l1 and L1",
            "H2O, Al2O3, IL-2, 5 l",
            "oil, lol, Io, IO patients",
            "Table 1, I. and O.",
            "19.2 and 0.5 patients",
            "v1.O-rc",
            "of. l and o. I",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
