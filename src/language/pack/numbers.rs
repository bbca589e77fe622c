//! How a language writes numbers, ranges and what stands in place of a number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::messages::fill;

/// How numbers and quantities are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Numbers {
    /// The sign before decimals: `.` or `,`.
    pub decimal: String,
    /// The ten digits that values are printed with, `٠١٢٣٤٥٦٧٨٩`; empty for those of European languages.
    pub digits: String,
    /// The sign between groups of three digits; empty for none. Data of less than five digits are
    /// printed with the groups that their source has: this sign stands for a comma.
    pub group: String,
    /// How many digits a number has before the comma, at least, for its groups to be set apart.
    pub group_from: usize,
    /// What stands between the ends of a range: `–`, `～`.
    pub range: String,
    /// The same in words, in place of a dash beside an end below zero: ` to `.
    pub range_words: String,
    /// Signs that are repeated behind the lower end of a range: `15%～30%`.
    pub repeated: Vec<String>,
    /// Signs before which a no-break space stands: `5 %`.
    pub apart: Vec<String>,
    /// Where a median was not reached.
    pub not_reached: String,
    /// The same in a column of figures.
    pub not_reached_short: String,
    /// What the source does not print.
    pub not_reported: String,
    /// The same in a column of figures.
    pub not_reported_short: String,
    /// A confidence interval; `{level}` is its level in percent.
    pub confidence: String,
    /// A credible interval.
    pub credible: String,
    /// The first and the third quartile.
    pub quartiles: String,
    /// The least and the largest.
    pub extremes: String,
}

impl Numbers {
    /// The name of an interval of a level in percent.
    pub fn level(&self, name: &str, level: &str) -> String {
        fill(name, &[("level", &self.written(level))])
    }

    /// The words for a status that languages know themselves, in running text and in a column of figures;
    /// a field of work may have its own.
    pub fn status(&self, id: &str) -> Option<(&str, &str)> {
        match id {
            "not_reached" => Some((&self.not_reached, &self.not_reached_short)),
            "not_reported" => Some((&self.not_reported, &self.not_reported_short)),
            _ => None,
        }
    }

    /// A number of the data, which has a decimal point, as the language writes it. One without groups
    /// gets them from five digits on.
    pub fn written(&self, number: &str) -> String {
        let digits: Vec<char> = self.digits.chars().collect();
        let own = |c: char| Some(*digits.get(c.to_digit(10)? as usize)?);
        let with_signs = self.with_signs(number);
        match digits.len() {
            10 => with_signs.chars().map(|c| own(c).unwrap_or(c)).collect(),
            _ => with_signs,
        }
    }

    fn with_signs(&self, number: &str) -> String {
        if let Some((number, error)) = number.split_once('±') {
            let (number, error) = (self.with_signs(number.trim()), self.with_signs(error.trim()));
            return format!("{number}\u{a0}±\u{a0}{error}");
        }
        if let Some((digits, power)) = power_of_ten(number) {
            return format!("{}{power}", self.with_signs(digits));
        }
        let whole = number.split('.').next().unwrap_or_default();
        let digits = whole.chars().filter(char::is_ascii_digit).count();
        let group = if digits < self.group_from { "" } else { &self.group };
        let added = !whole.contains(SEPARATORS) && digits >= LEAST_GROUPED && !group.is_empty();
        let mut left = if added { digits } else { 0 };
        let mut out = String::with_capacity(number.len() + digits / 3);
        for character in number.chars() {
            match character {
                '.' => out.push_str(&self.decimal),
                sign if SEPARATORS.contains(&sign) && !self.group.is_empty() => out.push_str(group),
                other => out.push(other),
            }
            if left > 0 && character.is_ascii_digit() {
                left -= 1;
                out.push_str(if left > 0 && left.is_multiple_of(3) { group } else { "" });
            }
        }
        out
    }
}

/// A number with a power of ten, `1.25e6`, as its digits and what is printed behind them, ` × 10⁶`.
fn power_of_ten(number: &str) -> Option<(&str, String)> {
    let (digits, power) = number.split_once(['e', 'E'])?;
    let (sign, bare) = match power.strip_prefix(['-', '−']) {
        Some(bare) => ("⁻", bare),
        None => ("", power.strip_prefix('+').unwrap_or(power)),
    };
    if bare.is_empty() {
        return None;
    }
    let bare = bare.trim_start_matches('0');
    let raised = |c: char| RAISED.chars().nth(c.to_digit(10)? as usize);
    let raised: String = bare.chars().map(raised).collect::<Option<_>>()?;
    let is_one = raised.is_empty();
    Some((digits, if is_one { String::new() } else { format!("\u{a0}×\u{a0}10{sign}{raised}") }))
}

/// Raised digits from 0 to 9.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// What stands between groups of three digits in data.
pub const SEPARATORS: [char; 5] = [',', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// From so many digits on, groups are set apart that the source does not set apart: four digits may be a
/// year.
const LEAST_GROUPED: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_commas_are_those_of_the_language() {
        let of = |decimal: &str, group: &str| Numbers {
            decimal: decimal.into(),
            group: group.into(),
            ..Numbers::default()
        };
        assert_eq!(of(",", ".").written("1,234.50"), "1.234,50");
        assert_eq!(of(",", "\u{202f}").written("−1,234.5"), "−1\u{202f}234,5");
        let spanish = Numbers { group_from: 5, ..of(",", "\u{202f}") };
        assert_eq!(
            [spanish.written("1,234"), spanish.written("12,345")],
            ["1234", "12\u{202f}345"]
        );
        assert_eq!(of(".", "").written("1,234.5"), "1,234.5");
        for (number, read) in [
            ("2019", "2019"),
            ("1,234", "1,234"),
            ("12345", "12,345"),
            ("357 347", "357,347"),
            ("1\u{2009}234", "1,234"),
            ("−357347.1250", "−357,347.1250"),
            ("1234567", "1,234,567"),
            ("0.123456", "0.123456"),
        ] {
            assert_eq!(of(".", ",").written(number), read);
        }
        assert_eq!(spanish.written("1234567.5"), "1\u{202f}234\u{202f}567,5");
        assert_eq!(of(",", "").written("1234567.5"), "1234567,5");
        assert_eq!(of(",", "\u{202f}").written("52.8 ± 0.3"), "52,8\u{a0}±\u{a0}0,3");
        for (number, read) in [
            ("1.25e6", "1,25\u{a0}×\u{a0}10⁶"),
            ("−1.5E+03", "−1,5\u{a0}×\u{a0}10³"),
            ("3E-12", "3\u{a0}×\u{a0}10⁻¹²"),
            ("1.2e00", "1,2"),
            ("5e", "5e"),
        ] {
            assert_eq!(of(",", ".").written(number), read);
        }
    }
}
