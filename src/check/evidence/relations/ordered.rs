//! A measure along a column: one that must not rise or fall, one that is never more than another at the same
//! time, and a median that halves it.

use std::collections::{BTreeMap, HashMap};

use super::about::About;
use super::amount::Amount;
use super::groups::Group;
use super::messages::{self, labelled};
use crate::check::evidence::contradiction::Contradiction;
use crate::check::evidence::quantities::StatedQuantity;
use crate::data::tree::Cell;
use crate::model::domain::relation::{Expression, Operand};
use crate::quantity::decimal::Decimal;

/// Of what a number is, each with its power; nothing for a bare number, such as a year.
type Dimension = Option<Vec<(String, i32)>>;

/// A quantity, and where it stands along the column: of what, and how much in base units.
type Placed<'a> = ((Dimension, f64), StatedQuantity<'a>);

impl<'a> About<'a> {
    /// D0910, D0917: what is later cannot be more than what was earlier, or cannot be less.
    pub fn monotone(&self, name: &str, over: &str, rises: bool, found: &mut Vec<Contradiction>) {
        for list in self.lists(name, over) {
            let mut placed: Vec<(f64, usize, Amount, StatedQuantity)> = Vec::new();
            for (number, ((_, at), stated)) in list.iter().enumerate() {
                let Some(amount) = amount(*stated) else { continue };
                placed.push((*at, number, amount, *stated));
            }
            placed.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            // What is earlier and lets the least pass: the lowest of all where nothing may rise.
            let mut strictest: Option<(Amount, StatedQuantity)> = None;
            for at_once in placed.chunk_by(|one, other| one.0 == other.0) {
                for (_, _, amount, later) in at_once {
                    let Some((bound, earlier)) = &strictest else { continue };
                    let (less, more) = if rises { (bound, amount) } else { (amount, bound) };
                    if bound.is_like(amount) && !less.may_not_exceed(more) {
                        found.extend(self.opposed(*later, *earlier, rises));
                    }
                }
                for (_, _, amount, stated) in at_once {
                    let stricter = |(bound, _): &(Amount, StatedQuantity)| match rises {
                        true => amount.low > bound.low,
                        false => amount.high < bound.high,
                    };
                    if strictest.as_ref().is_none_or(stricter) {
                        strictest = Some((amount.clone(), *stated));
                    }
                }
            }
        }
    }

    /// D0910: a measure is never more than another at the same time.
    pub fn at_same(
        &self,
        left: &Expression,
        right: &Expression,
        column: &str,
        found: &mut Vec<Contradiction>,
    ) {
        let (Some(left), Some(right)) = (left.operand(), right.operand()) else { return };
        for group in &self.table.groups {
            let mut larger: HashMap<(Dimension, u64), Vec<StatedQuantity>> = HashMap::new();
            for ((of, at), stated) in self.placed(group, &right.name.with(""), column) {
                larger.entry((of, at.to_bits())).or_default().push(stated);
            }
            for ((of, at), smaller) in self.placed(group, &left.name.with(""), column) {
                for larger in larger.get(&(of, at.to_bits())).into_iter().flatten() {
                    let amounts = amount(smaller).zip(amount(*larger));
                    let exceeds = amounts.is_some_and(|(one, other)| {
                        one.is_like(&other) && !one.may_not_exceed(&other)
                    });
                    found.extend(exceeds.then(|| self.opposed(smaller, *larger, false)).flatten());
                }
            }
        }
    }

    /// D0911: half are left at the median, so more before it and fewer after it.
    pub fn median(&self, median: &Operand, of: &str, over: &str, found: &mut Vec<Contradiction>) {
        for group in &self.table.groups {
            let Some(median) = group.get(&median.name.with("")) else { continue };
            for (at, rate) in self.placed(group, of, over) {
                let Some(written) = rate.estimate.cell(over) else { continue };
                found.extend(self.crosses(median, at, (rate, written)));
            }
        }
    }

    fn crosses(
        &self,
        median: StatedQuantity,
        (of, at): (Dimension, f64),
        (rate, written): (StatedQuantity, &Cell),
    ) -> Option<Contradiction> {
        let ((middle, cell), (left, beside)) = (median.number("value")?, rate.number("value")?);
        let unit = &median.estimate.unit;
        let scale = unit.scale();
        if of.is_none_or(|of| of != scale.dimension) {
            return None;
        }
        let half = Decimal { value: 50.0, slack: 0.0, digits: 0 };
        let before = at < scale.factor * (middle.value - middle.slack);
        let after = at > scale.factor * (middle.value + middle.slack);
        let too_few = before && !half.may_not_exceed(left);
        let too_many = after && !left.may_not_exceed(half);
        if !too_few && !too_many {
            return None;
        }
        let message = format!(
            "inconsistent: the median `{}` is {} {}, but `{}` is {}% at {}",
            median.id,
            cell.text,
            unit.id().replace('_', " "),
            rate.id,
            beside.text,
            written.text
        );
        Some(self.between(median, rate, [cell, beside], message))
    }

    fn opposed(
        &self,
        one: StatedQuantity,
        other: StatedQuantity,
        less: bool,
    ) -> Option<Contradiction> {
        let ([low, high], [least, most]) = (one.extent()?, other.extent()?);
        let (cell, beside) = if less { (high.1, least.1) } else { (low.1, most.1) };
        let word = if less { "less" } else { "more" };
        let name = |stated: StatedQuantity, beside: StatedQuantity| {
            messages::name(stated, beside).trim_matches('`').to_string()
        };
        let message = format!(
            "inconsistent: `{}` is {}, {word} than `{}`, which is {}",
            one.id,
            cell.text,
            name(other, one),
            beside.text
        );
        Some(self.between(one, other, [cell, beside], message))
    }

    fn between(
        &self,
        one: StatedQuantity,
        other: StatedQuantity,
        [cell, beside]: [&Cell; 2],
        message: String,
    ) -> Contradiction {
        let found = one.contradiction(self.code, cell, message);
        let found = found
            .side(labelled(&self.inputs.domain, one))
            .side(labelled(&self.inputs.domain, other));
        found.beside(beside, messages::name(other, one))
    }

    /// The quantities of a measure along a column: of each thing, or of all things that differ in it only; weeks, which
    /// are no part of a month, apart from months.
    fn lists(&self, name: &str, over: &str) -> Vec<Vec<Placed<'a>>> {
        let Some(at) = self.table.position(over) else {
            let groups = self.table.groups.iter();
            return groups.flat_map(|group| by_dimension(self.placed(group, name, over))).collect();
        };
        let mut lists: BTreeMap<Vec<&str>, Vec<Placed<'a>>> = BTreeMap::new();
        for group in &self.table.groups {
            let Some(place) = self.position(group.values[at]) else { continue };
            let own = self.of_measure(group, name).map(|stated| (place.clone(), stated));
            lists.entry(group.without(at)).or_default().extend(own);
        }
        lists.into_values().flat_map(by_dimension).collect()
    }

    /// The quantities of a measure of one thing, by a column; those of a part of it are left out.
    fn placed(&self, group: &Group<'a>, name: &str, column: &str) -> Vec<Placed<'a>> {
        let own = self.of_measure(group, name);
        own.filter_map(|own| Some((self.position(&own.estimate.cell(column)?.text)?, own)))
            .collect()
    }

    /// `6 months`, `2 Years`, `12 weeks`; a bare number, such as a year, as it is.
    fn position(&self, text: &str) -> Option<(Dimension, f64)> {
        let text = text.trim();
        let is_sign = |c: char| c.is_ascii_digit() || ".,+-−".contains(c);
        let Some(end) = text.find(|c| !is_sign(c)) else {
            return Some((None, Decimal::parse(text)?.value));
        };
        let (number, name) = text.split_at(end);
        let units = &self.inputs.manifest.units;
        let unit = units.find(name.trim()).or_else(|| units.find(&name.trim().to_lowercase()))?;
        let scale = unit.scale();
        Some((Some(scale.dimension.clone()), Decimal::parse(number)?.value * scale.factor))
    }

    fn of_measure(
        &self,
        group: &Group<'a>,
        name: &str,
    ) -> impl Iterator<Item = StatedQuantity<'a>> {
        let measures = &self.inputs.domain.measures;
        let id = measures.find(name).map(|measure| &measure.id);
        let own = group.study.stated_quantities().filter(move |stated| {
            id.is_some() && measures.find(stated.measure()).map(|it| &it.id) == id
        });
        own.filter(|stated| !stated.is_of_a_part())
    }
}

/// What a quantity may be.
fn amount(stated: StatedQuantity) -> Option<Amount> {
    let [(low, _), (high, _)] = stated.extent()?;
    Some(Amount::between(low, high, stated.estimate.unit.scale()))
}

/// Places along a column, those of one kind together.
fn by_dimension(all: Vec<Placed<'_>>) -> Vec<Vec<Placed<'_>>> {
    let mut lists: BTreeMap<Dimension, Vec<Placed>> = BTreeMap::new();
    for placed in all {
        lists.entry(placed.0.0.clone()).or_default().push(placed);
    }
    lists.into_values().collect()
}
