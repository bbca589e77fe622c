//! A number as printed, with the interval that its rounding leaves open.

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
    /// Reads digits with at most one point.
    pub fn parse(text: &str) -> Option<Decimal> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_leaves_an_interval_open() {
        let printed = Decimal::parse("52.6").unwrap();
        assert!(printed.can_be(100.0 * 20.0 / 38.0));
        assert!(!printed.can_be(100.0 * 19.0 / 38.0));
        assert!(Decimal::parse("2").unwrap().can_be(17.3 / 7.4));
        assert!(!Decimal::parse("2.0").unwrap().can_be(17.3 / 7.4));
    }
}
