//! Numbers that say nothing new: 1 g (1000 mg), “two … and another two” where the other text has 各两, days
//! 1, 2 and 3 where the other text has 1 to 3, and 1 hour 10 minutes for 70 minutes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::check::text::letters::in_small_letters;
use crate::check::text::lexicon::whole;
use crate::check::text::numbers::mention::{Kind, Reading};
use crate::check::text::numbers::tables::Tables;
use crate::check::text::numbers::{Amount, Dimension};
use crate::language::comparison::Table;

/// How much may stand between the parts of one amount, in bytes: “1 hour and 10 minutes”.
const BETWEEN: usize = 6;

/// How far from a number the end of its row is looked for.
const LONGEST: usize = 40;

/// How many numbers of a text are looked at as factors of another.
const FACTORS: usize = 8;

/// How many parts an amount has at most: 2 h 10 min 5 s.
const PARTS: usize = 3;

/// The numbers of a text, with the tables of its language and its words.
pub type Side<'a> = (&'a [&'a Reading], (&'a Tables, &'a str));

/// Which of the numbers that nothing answers say something new.
pub fn new_in(left: &[usize], own: Side, other: Side) -> Vec<usize> {
    if left.is_empty() {
        return Vec::new();
    }
    let open: HashSet<usize> = left.iter().copied().collect();
    let answered = own.0.iter().enumerate().filter(|(i, it)| !open.contains(i) && counts(it));
    // “Another two” leaves out what the first two are.
    let both = |it: &Reading| [(it.value, it.unit), (it.value, None)];
    let answered: HashSet<_> = answered.flat_map(|(_, it)| both(it)).collect();
    let alike = says_each(other.1.0, other.1.1);
    let ranges = ranges(other);
    let factors = factors(own.0, &open);
    let said = |i: usize| {
        counts(own.0[i])
            && (restated(own, i, &open)
                || is_product(own.0[i], &factors)
                || alike && answered.contains(&(own.0[i].value, own.0[i].unit))
                || within(own.0, i, &open, &ranges))
    };
    left.iter().copied().filter(|i| !said(*i)).collect()
}

fn counts(reading: &Reading) -> bool {
    reading.kind == Kind::Number && !reading.is_printed()
}

/// Whether the number beside it is the same amount in another unit, and is answered; or the same number, of which one
/// is in brackets: “thirty (30)”.
fn restated((list, (_, text)): Side, i: usize, open: &HashSet<usize>) -> bool {
    let it = list[i];
    let brackets = |first: &Reading, second: &Reading| {
        let between = text.get(first.end.min(second.range.start)..second.range.start);
        between.is_some_and(|it| matches!(it.trim(), "(" | "（" | "/"))
    };
    let same = |other: &Reading, beside: bool| {
        let unit = other.unit != it.unit && it.base().is_some() && it.base() == other.base();
        let twice = other.value == it.value && other.digits != it.digits;
        unit || beside && (twice || is_customary(other, it))
    };
    let before = i.checked_sub(1).filter(|at| !open.contains(at)).and_then(|at| list.get(at));
    let behind = list.get(i + 1).filter(|_| !open.contains(&(i + 1)));
    before.is_some_and(|other| same(other, brackets(other, it)))
        || behind.is_some_and(|other| same(other, brackets(it, other)))
        || in_brackets(list, i, open, &brackets)
}

/// Whether one of two is told in a unit of one country: 25 °C (77 °F).
fn is_customary(one: &Reading, other: &Reading) -> bool {
    let customary = |it: &Reading| it.unit.map(|unit| unit.customary);
    let (one, other) = (customary(one), customary(other));
    one.is_some() && other.is_some() && one != other
}

/// Whether it ends a range in such a unit behind one that is answered: 20–25 °C (68–77 °F).
fn in_brackets(
    list: &[&Reading],
    i: usize,
    open: &HashSet<usize>,
    brackets: &impl Fn(&Reading, &Reading) -> bool,
) -> bool {
    let Some([one, first]) = i.checked_sub(2).and_then(|from| list.get(from..i)) else {
        return false;
    };
    let range = open.contains(&(i - 1)) && !open.contains(&(i - 2)) && first.unit == list[i].unit;
    range && brackets(one, first) && is_customary(one, first)
}

/// The first numbers that are answered and may multiply others.
fn factors<'a>(list: &[&'a Reading], open: &HashSet<usize>) -> Vec<&'a Reading> {
    let answered = list.iter().enumerate().filter(|(at, it)| !open.contains(at) && counts(it));
    answered.map(|(_, it)| *it).filter(|it| it.value != Amount::ONE).take(FACTORS).collect()
}

/// Whether it is the product of two that are answered: 28 tablets in two blisters of 14.
fn is_product(product: &Reading, factors: &[&Reading]) -> bool {
    let unit = |it: &Reading| it.unit.is_none_or(|unit| unit.counted || Some(unit) == product.unit);
    factors.iter().enumerate().any(|(at, one)| {
        let mut others = factors[at + 1..].iter();
        others.any(|it| unit(one) && unit(it) && one.value.times(it.value) == Some(product.value))
    })
}

/// Whether a text says of several things that each has so many: 各两片, “two each”.
fn says_each(tables: &Tables, text: &str) -> bool {
    let lower = in_small_letters(text);
    tables.list(Table::Apiece).iter().any(|word| {
        lower.match_indices(&word.text).any(|(at, _)| {
            let range = at..at + word.text.len();
            tables.unspaced || whole(&lower, range, false, &[]).is_some()
        })
    })
}

/// The ranges of whole numbers that a text writes by their ends.
fn ranges((list, (tables, text)): Side) -> HashSet<(Amount, Amount)> {
    let pairs = list.windows(2).filter(|pair| pair.iter().all(|it| counts(it)));
    let pairs = pairs.filter(|pair| {
        let between = text.get(pair[0].end..pair[1].range.start).unwrap_or("x").trim();
        let sign = matches!(between, "–" | "-" | "—" | "～" | "~");
        sign || tables.holds(Table::RangeJoin, &in_small_letters(between))
    });
    pairs.map(|pair| (pair[0].value, pair[1].value)).collect()
}

/// Whether a number is one of a row, 1, 2, 3, whose ends are answered by a range.
fn within(
    list: &[&Reading],
    i: usize,
    open: &HashSet<usize>,
    ranges: &HashSet<(Amount, Amount)>,
) -> bool {
    if ranges.is_empty() {
        return false;
    }
    let step = |one: usize, next: usize| {
        let (Some(one), Some(next)) = (list.get(one), list.get(next)) else { return false };
        counts(one) && counts(next) && one.value.plus(Amount::ONE) == Some(next.value)
    };
    let (mut first, mut last) = (i, i);
    while open.contains(&first) && first > 0 && i - first < LONGEST && step(first - 1, first) {
        first -= 1;
    }
    while open.contains(&last) && last - i < LONGEST && step(last, last + 1) {
        last += 1;
    }
    !open.contains(&first)
        && !open.contains(&last)
        && ranges.contains(&(list[first].value, list[last].value))
}

/// Amounts that are told in several units, by their sum: 1 hour 10 minutes.
pub fn sums(list: &[&Reading], free: &[bool]) -> HashMap<(Dimension, Amount), Range<usize>> {
    let mut sums = HashMap::new();
    for from in 0..list.len() {
        let Some((dimension, mut sum)) = list[from].base().filter(|_| free[from]) else { continue };
        for at in from + 1..list.len().min(from + PARTS) {
            let (one, next) = (list[at - 1], list[at]);
            let near = next.range.start.checked_sub(one.end).is_some_and(|gap| gap <= BETWEEN);
            let smaller = one
                .unit
                .zip(next.unit)
                .is_some_and(|(one, next)| next.factor.is_less_than(one.factor));
            let Some((_, more)) = next.base().filter(|base| base.0 == dimension) else { break };
            let Some(more) = sum.plus(more).filter(|_| free[at] && near && smaller) else { break };
            sum = more;
            sums.entry((dimension, sum)).or_insert(from..at + 1);
        }
    }
    sums
}
