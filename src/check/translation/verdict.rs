//! What differs between the numbers of two texts, after all that can be equal is matched.

use super::agreement::{bounds_agree, is_measure, signs_agree, units_agree};
use super::matching::{Matched, matched};
use crate::check::text::numbers::mention::{Kind, Reading};
use crate::check::text::numbers::tables::tables;
use crate::language::Language;

/// What differs, by the positions in the two lists.
#[derive(Default)]
pub struct Verdict {
    /// Numbers that only this text has.
    pub only_here: Vec<usize>,
    /// Numbers that only the other text has.
    pub only_there: Vec<usize>,
    /// Equal numbers with different units, and rates “per” different units.
    pub units: Vec<(usize, usize)>,
    /// Equal numbers with different bounds.
    pub bounds: Vec<(usize, usize)>,
    /// What nothing answers here, and need not be answered.
    pub undecided_here: Vec<usize>,
    /// What nothing answers there, and need not be answered.
    pub undecided_there: Vec<usize>,
}

/// Compares the numbers of two texts, which stand in their languages.
pub fn verdict(here: &[&Reading], there: &[&Reading], texts: [(Language, &str); 2]) -> Verdict {
    let matched = matched(here, there);
    let mut verdict = Verdict::default();
    let less = texts.into_iter().any(|(language, text)| takes_away(language, text));
    for &(i, j) in &matched.pairs {
        let (one, other) = (here[i], there[j]);
        let spelt_out = matched.spelt_out.contains(&(i, j));
        if !spelt_out && !units_agree(one, other) && !ellipsis(one, other, here, there) {
            verdict.units.push((i, j));
        }
        let degrees = one.unit.is_some_and(|unit| unit.dimension == "degree");
        if !signs_agree(one, other) && (!less || degrees) {
            verdict.only_here.push(i);
            verdict.only_there.push(j);
        }
        let bounds = one.bound.zip(other.bound);
        if bounds.is_some_and(|(bound, limit)| !bounds_agree(bound, limit)) {
            verdict.bounds.push((i, j));
        }
    }
    verdict.units.extend(rates(here, there, &matched));
    for (list, left, certain, undecided) in [
        (here, &matched.only_here, &mut verdict.only_here, &mut verdict.undecided_here),
        (there, &matched.only_there, &mut verdict.only_there, &mut verdict.undecided_there),
    ] {
        for &i in left.iter().filter(|i| !list[**i].is_printed()) {
            let list = if list[i].undecided.is_some() { &mut *undecided } else { &mut *certain };
            list.push(i);
        }
        certain.sort_unstable();
    }
    verdict
}

/// A unit that one text tells once for several numbers, and the other each time.
fn ellipsis(one: &Reading, other: &Reading, here: &[&Reading], there: &[&Reading]) -> bool {
    let (unit, list) = match (one.unit, other.unit) {
        (Some(unit), None) => (unit, there),
        (None, Some(unit)) => (unit, here),
        _ => return false,
    };
    let same = |it: &&Reading| it.unit.is_some_and(|it| it.dimension == unit.dimension);
    list.iter().any(same)
}

/// “each month” here and “a week” there: both texts tell a rate, and the units differ.
fn rates(here: &[&Reading], there: &[&Reading], matched: &Matched) -> Option<(usize, usize)> {
    let left = |list: &[&Reading], left: &[usize], others: &[&Reading]| {
        let told = |it: &Reading| {
            let unit = it.unit.map(|unit| (unit.dimension, unit.factor));
            let same = |other: &&Reading| other.unit.map(|it| (it.dimension, it.factor)) == unit;
            others.iter().any(same)
        };
        left.iter().copied().find(|i| list[*i].kind == Kind::Per && !told(list[*i]))
    };
    let one = left(here, &matched.only_here, there)?;
    let other = left(there, &matched.only_there, here)?;
    let timed =
        |it: &Reading| it.unit.is_some_and(|unit| ["days", "months"].contains(&unit.dimension));
    let measured = |it: &Reading| it.unit.is_some_and(is_measure);
    let comparable = timed(here[one]) == timed(there[other]);
    (comparable && measured(here[one]) && measured(there[other])).then_some((one, other))
}

/// Whether a text speaks of a decrease, which another may tell by a negative number.
fn takes_away(language: Language, text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = tables(language).of_kind("decrease");
    words.iter().any(|(word, _)| lower.contains(word.as_str()))
}
