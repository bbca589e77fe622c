//! Which number of one text answers which of the other: first what is equal, then what is equal
//! after conversion, then what is written as one number here and as two there.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::again::sums;
use super::agreement::units_agree;
use crate::check::text::numbers::Amount;
use crate::check::text::numbers::mention::{Kind, Reading};

/// How many mentions of one value are looked through for one with the same unit.
const NEAR: usize = 8;

/// What answers what, by the positions in the two lists.
#[derive(Default)]
pub struct Matched {
    /// Pairs, here and there.
    pub pairs: Vec<(usize, usize)>,
    /// Pairs whose units differ only because 4.5‰ is “4.5 per 1000”.
    pub spelt_out: Vec<(usize, usize)>,
    /// What nothing answers.
    pub only_here: Vec<usize>,
    /// What nothing answers in the other text.
    pub only_there: Vec<usize>,
}

struct Matcher<'a> {
    here: &'a [&'a Reading],
    there: &'a [&'a Reading],
    free_here: Vec<bool>,
    free_there: Vec<bool>,
    pairs: Vec<(usize, usize)>,
    spelt_out: Vec<(usize, usize)>,
}

/// Matches the numbers of two texts.
pub fn matched(here: &[&Reading], there: &[&Reading]) -> Matched {
    let mut matcher = Matcher {
        here,
        there,
        free_here: vec![true; here.len()],
        free_there: vec![true; there.len()],
        pairs: Vec::new(),
        spelt_out: Vec::new(),
    };
    matcher.pass(|it| vec![(it.kind.clone(), it.value, it.unit, it.negative, it.ordinal)]);
    matcher.pass(|it| vec![(it.kind.clone(), it.value, it.unit)]);
    matcher.pass(|it| it.base().map(|base| (it.kind.clone(), base)).into_iter().collect());
    matcher.side_by_side();
    matcher.pass(|it| vec![(it.kind.clone(), it.value)]);
    matcher.pass(|it| {
        let values = std::iter::once(&it.value).chain(&it.others);
        values.map(|value| (it.kind.clone(), *value)).collect()
    });
    matcher.pass(pure);
    matcher.pass(|it| match it.kind {
        Kind::Per | Kind::Number => it.base().into_iter().collect(),
        _ => Vec::new(),
    });
    matcher.taken_apart();
    matcher.summed();
    matcher.hours();
    matcher.changed_partners();
    matcher.repeated_months();
    let left = |free: &[bool]| (0..free.len()).filter(|i| free[*i]).collect();
    Matched {
        only_here: left(&matcher.free_here),
        only_there: left(&matcher.free_there),
        pairs: matcher.pairs,
        spelt_out: matcher.spelt_out,
    }
}

/// Half is 50%, and 三成 is 30%: the value as a pure number.
fn pure(reading: &Reading) -> Vec<Amount> {
    let number = reading.kind == Kind::Number && !reading.ordinal;
    match reading.unit {
        Some(unit) if unit.dimension == "one" => reading.value.times(unit.factor),
        _ => Some(reading.value),
    }
    .filter(|_| number)
    .into_iter()
    .collect()
}

impl Matcher<'_> {
    /// Pairs what has a key in common, in order: numbers first, then these with words that may be numbers, then such words.
    fn pass<K: Hash + Eq>(&mut self, keys: impl Fn(&Reading) -> Vec<K>) {
        let sure = |it: &Reading| it.undecided.is_none();
        self.pairs_by(&keys, sure, sure);
        self.pairs_by(&keys, sure, |_| true);
        self.pairs_by(&keys, |_| true, sure);
        self.pairs_by(&keys, |_| true, |_| true);
    }

    fn pairs_by<K: Hash + Eq>(
        &mut self,
        keys: &impl Fn(&Reading) -> Vec<K>,
        counts: impl Fn(&Reading) -> bool,
        answers: impl Fn(&Reading) -> bool,
    ) {
        let mut others: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (i, other) in self.there.iter().enumerate() {
            if !self.free_there[i] || !answers(other) {
                continue;
            }
            for key in keys(other) {
                others.entry(key).or_default().push_back(i);
            }
        }
        for (i, reading) in self.here.iter().enumerate() {
            if !self.free_here[i] || !counts(reading) {
                continue;
            }
            for key in keys(reading) {
                let Some(list) = others.get_mut(&key) else { continue };
                while list.front().is_some_and(|j| !self.free_there[*j]) {
                    list.pop_front();
                }
                let free = |j: &&usize| self.free_there[**j];
                let near = list.iter().take(NEAR).filter(free);
                let agreeing = near.clone().find(|j| units_agree(reading, self.there[**j]));
                if let Some(&j) = agreeing.or(near.clone().next()) {
                    self.free_here[i] = false;
                    self.free_there[j] = false;
                    self.pairs.push((i, j));
                    break;
                }
            }
        }
    }

    /// 一成 against “one in ten”: both numbers of the part, one beside the other.
    fn side_by_side(&mut self) {
        beside(self.here, &mut self.free_here, self.there, &mut self.free_there);
        beside(self.there, &mut self.free_there, self.here, &mut self.free_here);
    }

    /// 1 hour 10 minutes against 70 minutes: the parts of one amount.
    fn summed(&mut self) {
        added(self.here, &mut self.free_here, self.there, &mut self.free_there);
        added(self.there, &mut self.free_there, self.here, &mut self.free_here);
    }

    /// 9 h or 17.30 against 9 am and 5.30 pm: a number that may be an hour.
    fn hours(&mut self) {
        hours(self.here, &mut self.free_here, self.there, &mut self.free_there);
        hours(self.there, &mut self.free_there, self.here, &mut self.free_here);
    }

    /// “10 May to 14 May” against 5月10日から14日: a month that the other text tells once.
    fn repeated_months(&mut self) {
        let sides = [(self.here, &mut self.free_here), (self.there, &mut self.free_there)];
        for (list, free) in sides {
            let months = || (0..list.len()).filter(|i| list[*i].kind == Kind::Month);
            let told: HashSet<Amount> =
                months().filter(|i| !free[*i]).map(|i| list[i].value).collect();
            months().filter(|i| told.contains(&list[*i].value)).for_each(|i| free[i] = false);
        }
    }

    /// “Fourfold, to five times” against 4 倍 and 5 倍, of which the first may be either: what has found
    /// another's partner leaves it, where it has one of its own.
    fn changed_partners(&mut self) {
        let free = |list: &[bool]| (0..list.len()).filter(|i| list[*i]).collect::<Vec<_>>();
        for (i, j) in free(&self.free_here).into_iter().zip(free(&self.free_there)).take(NEAR) {
            let (one, other) = (self.here[i], self.there[j]);
            let changed = self.pairs.iter().position(|(here, there)| {
                may_be(one, self.there[*there]) && may_be(self.here[*here], other)
            });
            if let Some(at) = changed {
                let (here, there) = self.pairs[at];
                self.pairs[at] = (i, there);
                self.pairs.push((here, j));
                (self.free_here[i], self.free_there[j]) = (false, false);
            }
        }
    }

    /// 三分之一 against “one in three”, 4.5‰ against “4.5 per 1000”.
    fn taken_apart(&mut self) {
        for i in 0..self.here.len() {
            if self.free_here[i]
                && let Some(parts) = parts_in(self.here[i], self.there, &self.free_there)
            {
                self.free_here[i] = false;
                parts.iter().for_each(|j| self.free_there[*j] = false);
            }
        }
        for j in 0..self.there.len() {
            if self.free_there[j]
                && let Some(parts) = parts_in(self.there[j], self.here, &self.free_here)
            {
                self.free_there[j] = false;
                parts.iter().for_each(|i| self.free_here[*i] = false);
            }
        }
        // 4.5‰ has found its 4.5, and the 1000 is left.
        for (i, j) in self.pairs.clone() {
            for (one, other, list, free) in [
                (self.here[i], self.there[j], self.there, &mut self.free_there),
                (self.there[j], self.here[i], self.here, &mut self.free_here),
            ] {
                let below = match one.unit.map(|unit| unit.id) {
                    Some("permille") => 1000,
                    Some("percent") => 100,
                    _ => continue,
                };
                if other.unit.is_none_or(|unit| unit.dimension != "one")
                    && let Some(found) = find(Amount::whole(below), list, free)
                {
                    free[found] = false;
                    self.spelt_out.push((i, j));
                }
            }
        }
    }
}

/// Whether two numbers may have one value, and have units that agree.
fn may_be(one: &Reading, other: &Reading) -> bool {
    let values =
        |it: &Reading| std::iter::once(it.value).chain(it.others.clone()).collect::<Vec<_>>();
    let same = values(one).iter().any(|value| values(other).contains(value));
    one.kind == other.kind && same && units_agree(one, other)
}

/// Takes the parts of the numbers of one text for two neighbours in the other.
fn beside(one: &[&Reading], free: &mut [bool], other: &[&Reading], free_other: &mut [bool]) {
    for (i, reading) in one.iter().enumerate().filter(|(_, reading)| reading.parts.is_some()) {
        let number = |j: usize, value: Amount| {
            free_other[j] && other[j].kind == Kind::Number && other[j].value == value
        };
        let stands =
            |(above, below)| (1..other.len()).find(|j| number(j - 1, above) && number(*j, below));
        if let Some(j) = reading.parts.filter(|_| free[i]).and_then(stands) {
            (free[i], free_other[j - 1], free_other[j]) = (false, false, false);
        }
    }
}

/// Takes the numbers of one text for amounts that the other tells in several units.
fn added(one: &[&Reading], free: &mut [bool], other: &[&Reading], free_other: &mut [bool]) {
    let mut sums = sums(other, free_other);
    for (i, reading) in one.iter().enumerate() {
        let key = reading.base().filter(|_| free[i] && reading.kind == Kind::Number);
        let parts = key.and_then(|key| sums.remove(&key));
        if let Some(parts) = parts.filter(|parts| parts.clone().all(|j| free_other[j])) {
            free[i] = false;
            parts.for_each(|j| free_other[j] = false);
        }
    }
}

/// Takes the times of day of one text for numbers that may be hours in the other.
fn hours(one: &[&Reading], free: &mut [bool], other: &[&Reading], free_other: &mut [bool]) {
    for (i, reading) in one.iter().enumerate().filter(|(_, it)| it.kind == Kind::Clock) {
        let told = |minutes: Amount| minutes == reading.value || reading.others.contains(&minutes);
        let stands = |j: &usize| free_other[*j] && minutes(other[*j]).is_some_and(told);
        if let Some(j) = (0..other.len()).find(stands).filter(|_| free[i]) {
            (free[i], free_other[j]) = (false, false);
        }
    }
}

/// The minutes since midnight of a number in digits, with or without the word for hours: 17.30, 9 h.
fn minutes(reading: &Reading) -> Option<Amount> {
    let hours = reading.unit.is_none_or(|unit| unit.id == "hours");
    let plain = reading.kind == Kind::Number && reading.digits && !reading.ordinal;
    let written = reading.value.times(Amount::whole(100))?.as_whole()?;
    let of_day = (0..=2400).contains(&written) && written % 100 < 60;
    (hours && plain && of_day).then(|| Amount::whole(written / 100 * 60 + written % 100))
}

/// The two numbers that a fraction is made of, when both are free on the other side.
fn parts_in(reading: &Reading, others: &[&Reading], free: &[bool]) -> Option<Vec<usize>> {
    if let Some((above, below)) = reading.parts {
        let (above, below) = (find(above, others, free), find(below, others, free));
        if let (Some(above), Some(below)) = (above, below)
            && above != below
        {
            return Some(vec![above, below]);
        }
    }
    if reading.kind != Kind::Number {
        return None;
    }
    let lowest = pure(reading).first().map(|value| value.parts());
    let written = match reading.unit.map(|unit| unit.id) {
        Some("percent") => Some((reading.value, Amount::whole(100))),
        Some("permille") => Some((reading.value, Amount::whole(1000))),
        _ => None,
    };
    written.into_iter().chain(lowest).find_map(|(above, below)| {
        let below = find(below, others, free).filter(|_| below != Amount::ONE)?;
        match find(above, others, free) {
            Some(above) if above != below => Some(vec![above, below]),
            _ if above == Amount::ONE => Some(vec![below]),
            _ => None,
        }
    })
}

fn find(value: Amount, list: &[&Reading], free: &[bool]) -> Option<usize> {
    let number = |it: &&Reading| it.kind == Kind::Number && it.value == value;
    (0..list.len()).find(|i| free[*i] && number(&list[*i]))
}
