//! Figures that never part at a line's end: ranges, amounts with their unit, comparisons, intervals.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::characters::is_wide;

/// The longest figure that is held, in characters; a longer one may part.
const LONGEST: usize = 24;

/// The names of units, each a word.
static UNITS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("units.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Signs between the two ends of a range, or between a figure and its uncertainty.
const BETWEEN: &str = "-–—−‑~±×";
/// Signs that a figure may begin with.
const BEFORE: &str = "+-–−±<>≤≥≈=$€£¥";
/// Signs of comparison.
const COMPARES: &str = "=<>≤≥≈";

/// The bytes of the figure that begins a text, when something in it could part. A single number cannot.
pub fn held(text: &str) -> Option<usize> {
    let length = comparison(near(text)).or_else(|| figure(near(text)))?;
    let (figure, rest) = text.split_at(length);
    if rest.starts_with(|c: char| c.is_alphanumeric() && !is_wide(c)) {
        return None;
    }
    // A hyphen or minus sign at its beginning holds by itself.
    let parts = figure.trim_start_matches(['-', '−']).contains([' ', '-', '–', '—', '−', '‑', '×']);
    (parts && figure.chars().count() <= LONGEST).then_some(length)
}

/// As much of a text as a figure can take.
fn near(text: &str) -> &str {
    let mut end = text.len().min(4 * LONGEST + 32);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `P = 0.03`, `n=37`, `HR < 1`: a short name, a sign and a figure.
fn comparison(text: &str) -> Option<usize> {
    let letters = text.chars().take(4).take_while(|c| c.is_alphabetic());
    let (count, name) = letters.fold((0, 0), |(count, at), c| (count + 1, at + c.len_utf8()));
    if !(1..=3).contains(&count) {
        return None;
    }
    let at = name + space(&text[name..]);
    let sign = prefix(&text[at..], |c| COMPARES.contains(c));
    let at = at + sign + space(&text[at + sign..]);
    (sign > 0).then(|| figure(&text[at..]))?.map(|length| at + length)
}

/// A number, or several with signs between them, and the unit.
fn figure(text: &str) -> Option<usize> {
    let mut at = number(text)?;
    at += interval(&text[at..]).unwrap_or_default();
    while let Some(more) = further(&text[at..]) {
        at += more;
    }
    Some(at + unit(&text[at..]).unwrap_or_default())
}

/// `1.17`, `−0.4`, `<5`, `62%`, `1,234`.
fn number(text: &str) -> Option<usize> {
    let sign = prefix(text, |c| BEFORE.contains(c));
    let mut digits = prefix(&text[sign..], |c| c.is_ascii_digit() || ".,".contains(c));
    while digits > 0 && !text[sign..sign + digits].ends_with(|c: char| c.is_ascii_digit()) {
        digits -= 1;
    }
    let begins = text[sign..sign + digits].starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let at = sign + digits;
    (digits > 0 && begins && sign <= 4)
        .then(|| at + prefix(&text[at..], |c| "%‰°⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)))
}

/// ` CI, ` after the level of an interval.
fn interval(text: &str) -> Option<usize> {
    let at = space(text);
    let rest = text[at..].strip_prefix("CI").or_else(|| text[at..].strip_prefix("CrI"))?;
    let at = text.len() - rest.len();
    let at = at + prefix(rest, |c| ",:".contains(c));
    let at = at + space(&text[at..]);
    number(&text[at..]).map(|length| at + length)
}

/// A sign and another number.
fn further(text: &str) -> Option<usize> {
    let at = space(text);
    let sign = text[at..].chars().next().filter(|c| BETWEEN.contains(*c))?;
    let after = at + sign.len_utf8();
    let blank = space(&text[after..]);
    // A dash with a blank on one side only is punctuation.
    if (at > 0) != (blank > 0) {
        return None;
    }
    number(&text[after + blank..]).map(|length| after + blank + length)
}

/// A blank and a unit.
fn unit(text: &str) -> Option<usize> {
    let at = space(text);
    let word = prefix(&text[at..], |c| c.is_alphabetic() || "%‰°/".contains(c));
    let name = &text[at..at + word];
    (at > 0 && word > 0 && UNITS.contains(name)).then_some(at + word)
}

/// The bytes of the characters at the beginning that are such.
fn prefix(text: &str, such: impl Fn(char) -> bool) -> usize {
    text.chars().take_while(|c| such(*c)).map(char::len_utf8).sum()
}

/// One blank at the beginning, or nothing.
fn space(text: &str) -> usize {
    usize::from(text.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_held_whole() {
        for whole in [
            "1.17-2.41",
            "1.17–2.41",
            "95% CI, 1.17–2.41",
            "95% CI 0.5 to",
            "P = 0.03",
            "p<0.001–0.01",
            "19.2 months",
            "5–10 mg",
            "–0.4",
            "−0.4–0.2",
            "5.2 ± 0.3",
            "n = 37",
            "1.2 × 10⁹",
            "2 GB",
        ] {
            let end = if whole.ends_with(" to") { whole.len() - 3 } else { whole.len() };
            assert_eq!(held(whole), Some(end), "{whole}");
        }
        assert_eq!(held("5–10 mg daily"), Some("5–10 mg".len()));
        assert_eq!(held("3 patients"), None);
        for free in ["12", "1,234.", "word", "62%", "when = 3 but", "12 - a", "5 – but", "1 –2"]
        {
            assert_eq!(held(free), None, "{free}");
        }
    }
}
