//! How a language writes numbers, ranges and what stands in place of a number.

use serde::{Deserialize, Serialize};

use super::messages::fill;

/// How numbers and quantities are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Numbers {
    /// The sign before decimals: `.` or `,`.
    pub decimal: String,
    /// The sign between groups of three digits; empty for none. Data are printed with the groups that
    /// their source has, so only this sign is put for a comma.
    pub group: String,
    /// How many digits a number has before the comma, at least, for its groups to be set apart.
    pub group_from: usize,
    /// What stands between the ends of a range: `–`, `～`.
    pub range: String,
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

    /// A number of the data, which has a decimal point, as the language writes it.
    pub fn written(&self, number: &str) -> String {
        if self.decimal == "." && self.group.is_empty() {
            return number.to_string();
        }
        number
            .chars()
            .map(|c| match c {
                '.' => self.decimal.as_str(),
                ',' if !self.group.is_empty() => self.group.as_str(),
                _ => "",
            })
            .zip(number.chars())
            .fold(String::with_capacity(number.len()), |mut out, (sign, c)| {
                match sign {
                    "" => out.push(c),
                    sign => out.push_str(sign),
                }
                out
            })
    }
}

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
        assert_eq!(of(".", "").written("1,234.5"), "1,234.5");
    }
}
