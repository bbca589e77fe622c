//! Whether the units, signs and bounds beside two equal numbers agree.

use crate::check::text::numbers::Unit;
use crate::check::text::numbers::mention::{Kind, Reading};
use crate::check::text::numbers::{Amount, Bound};

/// Whether the units of two numbers can be the same.
pub fn units_agree(one: &Reading, other: &Reading) -> bool {
    match (one.unit, other.unit) {
        (Some(_), Some(_)) if one.base() == other.base() => true,
        (Some(one), Some(other)) => alike(&one, &other),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) if pure(one) == pure(other) => true,
        (Some(only), None) => !is_measure(&only) || spared(other) || spared(one) || is_date(one),
        (None, Some(only)) => !is_measure(&only) || spared(one) || spared(other) || is_date(other),
    }
}

/// The value as a pure number: 0.1% is a thousandth.
fn pure(reading: &Reading) -> Option<Amount> {
    match reading.unit {
        Some(unit) if unit.dimension == "one" => reading.value.times(unit.factor),
        Some(_) => None,
        None => Some(reading.value),
    }
}

/// Nought has the same value in any unit, and “the 5th” is a day; a word may leave its unit to the words
/// beside it. A bare 2024 answers 2024 年, but not 2024 个月.
fn spared(reading: &Reading) -> bool {
    reading.value == Amount::ZERO || reading.ordinal || reading.undecided.is_some()
}

/// 907 年 may be a year as well as a span of years.
fn is_date(reading: &Reading) -> bool {
    let years = reading.unit.is_some_and(|unit| unit.id == "years");
    years && reading.value.as_whole().is_some_and(|year| (100..2200).contains(&year))
}

/// Whether a unit is measured in; no translation leaves it out.
pub fn is_measure(unit: &Unit) -> bool {
    !unit.counted && unit.id != "age"
}

fn alike(one: &Unit, other: &Unit) -> bool {
    let same = one.dimension == other.dimension && one.factor == other.factor;
    let like = |one: &Unit, other: &Unit| one.like == Some(other.id);
    let counted = one.counted && other.counted;
    let told_apart = one.apart && other.apart;
    same || like(one, other) || like(other, one) || counted && !told_apart
}

/// Whether two equal numbers have the same sign, as far as the texts tell.
pub fn signs_agree(one: &Reading, other: &Reading) -> bool {
    one.negative == other.negative || one.kind != Kind::Number || !one.digits || !other.digits
}

/// Whether two bounds can mean the same: 以上 and “over” are used loosely. Where values run on, as those of
/// temperatures do, it is not `exact` whether the bound itself is within.
pub fn bounds_agree(one: Bound, other: Bound, exact: bool) -> bool {
    use Bound::{Above, AtLeast, AtMost, Below, Equal, LessThan, MoreThan};
    let strict =
        |one: Bound, other: Bound| matches!((one, other), (AtLeast, MoreThan) | (AtMost, LessThan));
    let side = |bound: Bound| match bound {
        AtLeast | MoreThan | Above => 1,
        AtMost | LessThan | Below => -1,
        Equal => 0,
    };
    side(one) == side(other) && !(exact && (strict(one, other) || strict(other, one)))
}
