//! What the numbers of a relation may be: an interval that their rounding leaves open, in base units.

use crate::model::domain::relation::Sign;
use crate::quantity::decimal::Decimal;
use crate::quantity::scale::Scale;

/// Everything that a calculated or printed number may be, and what is measured.
#[derive(Debug, Clone)]
pub struct Amount {
    /// The least that it may be.
    pub low: f64,
    /// As printed, or as calculated from what is printed.
    pub middle: f64,
    /// The most that it may be.
    pub high: f64,
    /// What is measured; its factor is always 1.
    pub scale: Scale,
}

impl Amount {
    /// A number without any rounding.
    pub fn exact(value: f64) -> Amount {
        Amount { low: value, middle: value, high: value, scale: Scale::default() }
    }

    /// A printed number in a unit.
    pub fn printed(number: Decimal, scale: Scale) -> Amount {
        Amount::between(number, number, scale)
    }

    /// A range of printed numbers.
    pub fn between(low: Decimal, high: Decimal, scale: Scale) -> Amount {
        let factor = scale.factor;
        Amount {
            low: factor * (low.value - low.slack),
            middle: factor * low.value,
            high: factor * (high.value + high.slack),
            scale: Scale { factor: 1.0, ..scale },
        }
    }

    /// The result of a calculation; nothing when it has no sense: different things are added, or the
    /// lower part of a fraction may be nothing.
    pub fn joined(&self, sign: Sign, other: &Amount) -> Option<Amount> {
        let sum = matches!(sign, Sign::Plus | Sign::Minus);
        if sum && self.scale.dimension != other.scale.dimension {
            return None;
        }
        if sign == Sign::By && other.low <= 0.0 && other.high >= 0.0 {
            return None;
        }
        let apply = |one: f64, other: f64| match sign {
            Sign::Plus => one + other,
            Sign::Minus => one - other,
            Sign::Times => one * other,
            Sign::By => one / other,
        };
        let ends = [
            apply(self.low, other.low),
            apply(self.low, other.high),
            apply(self.high, other.low),
            apply(self.high, other.high),
        ];
        let scale = match sign {
            Sign::Plus | Sign::Minus => self.scale.clone(),
            Sign::Times => self.scale.times(&other.scale),
            Sign::By => self.scale.by(&other.scale),
        };
        Some(Amount {
            low: ends.iter().copied().fold(f64::INFINITY, f64::min),
            middle: apply(self.middle, other.middle),
            high: ends.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            scale,
        })
    }

    /// Whether the two are of one kind and can be compared.
    pub fn is_like(&self, other: &Amount) -> bool {
        self.scale.dimension == other.scale.dimension
    }

    /// Whether this may be at most the other.
    pub fn may_not_exceed(&self, other: &Amount) -> bool {
        self.low <= other.high + allowance(self.low, other.high)
    }

    /// Whether the two may be the same.
    pub fn may_equal(&self, other: &Amount) -> bool {
        self.may_not_exceed(other) && other.may_not_exceed(self)
    }

    /// Whether the printed number is within a part of what the other may be, whatever its own rounding.
    pub fn is_close(&self, other: &Amount, part: f64) -> bool {
        let (low, high) = (other.low.abs() * part, other.high.abs() * part);
        (other.low - low..=other.high + high).contains(&self.middle)
    }
}

/// What the arithmetic of a computer may be off.
fn allowance(one: f64, other: f64) -> f64 {
    1e-9 * one.abs().max(other.abs()).max(1e-2)
}
