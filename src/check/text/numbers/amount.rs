//! Exact amounts: fractions of whole numbers, as texts write them.

use std::fmt;

/// An exact number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    above: i128,
    below: i128,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount { above: 0, below: 1 };
    /// One.
    pub const ONE: Amount = Amount { above: 1, below: 1 };

    /// A whole number.
    pub fn whole(number: i128) -> Amount {
        Amount { above: number, below: 1 }
    }

    /// A fraction in lowest terms; `None` when its denominator is zero.
    pub fn fraction(above: i128, below: i128) -> Option<Amount> {
        if below == 0 {
            return None;
        }
        let common = common_divisor(above.unsigned_abs(), below.unsigned_abs()).max(1);
        let common = i128::try_from(common).ok()? * below.signum();
        Some(Amount { above: above / common, below: below / common })
    }

    /// The number that digits with at most one point write; `None` when it is too long.
    pub fn digits(digits: &str) -> Option<Amount> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if part.len() > 18 {
            return None;
        }
        let above = format!("{whole}{part}").parse().ok()?;
        Amount::fraction(above, 10_i128.checked_pow(part.len() as u32)?)
    }

    /// `3/4` or `0.5`, as tables write it.
    pub fn read(text: &str) -> Option<Amount> {
        match text.split_once('/') {
            Some((above, below)) => Amount::fraction(above.parse().ok()?, below.parse().ok()?),
            None => Amount::digits(text),
        }
    }

    /// The product; `None` when it is too large.
    pub fn times(self, other: Amount) -> Option<Amount> {
        let above = self.above.checked_mul(other.above)?;
        Amount::fraction(above, self.below.checked_mul(other.below)?)
    }

    /// The sum; `None` when it is too large.
    pub fn plus(self, other: Amount) -> Option<Amount> {
        let left = self.above.checked_mul(other.below)?;
        let right = other.above.checked_mul(self.below)?;
        Amount::fraction(left.checked_add(right)?, self.below.checked_mul(other.below)?)
    }

    /// Whether it is less than another; amounts too large to compare are not.
    pub fn is_less_than(self, other: Amount) -> bool {
        let (left, right) =
            (self.above.checked_mul(other.below), other.above.checked_mul(self.below));
        left.zip(right).is_some_and(|(left, right)| left < right)
    }

    /// The amount as a whole number, when it is one.
    pub fn as_whole(self) -> Option<i128> {
        (self.below == 1).then_some(self.above)
    }

    /// Numerator and denominator in lowest terms.
    pub fn parts(self) -> (Amount, Amount) {
        (Amount::whole(self.above), Amount::whole(self.below))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A decimal where it ends, else a fraction.
        let mut power = 1_i128;
        for places in 0..19 {
            if power % self.below == 0
                && let Some(digits) = self.above.checked_mul(power / self.below)
            {
                let (whole, part) = (digits / power, (digits % power).abs());
                return match places {
                    0 => write!(f, "{whole}"),
                    _ => write!(f, "{whole}.{part:0places$}"),
                };
            }
            power *= 10;
        }
        write!(f, "{}/{}", self.above, self.below)
    }
}

fn common_divisor(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(Amount::digits("0.250"), Amount::fraction(1, 4));
        assert_eq!(Amount::read("3/4"), Amount::fraction(6, 8));
        let third = Amount::read("1/3").unwrap();
        assert_eq!(third.plus(third).and_then(|two| two.plus(third)), Some(Amount::ONE));
        assert_eq!(third.to_string(), "1/3");
        assert_eq!(Amount::digits("12.50").map(|it| it.to_string()), Some("12.5".to_string()));
        assert_eq!(Amount::digits("9".repeat(60).as_str()), None);
        assert_eq!(Amount::whole(i128::MAX).times(Amount::whole(2)), None);
    }
}
