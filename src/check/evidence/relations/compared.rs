//! Two sides of a relation that must be the same, or of which one must not exceed the other.

use indexmap::IndexSet;

use super::about::About;
use super::amount::Amount;
use super::calculated::Calculated;
use super::groups::Group;
use super::messages::{self, Words, labelled};
use crate::check::evidence::contradiction::{Contradiction, Side};
use crate::data::work;
use crate::model::domain::relation::{Expression, Operand};

/// What is compared.
pub struct Comparison<'a, 'b> {
    /// The relation and the data set.
    pub about: &'b About<'a>,
    /// What is stated, or the smaller one.
    pub left: &'a Expression,
    /// What it is calculated from, or the larger one.
    pub right: &'a Expression,
    /// Whether both must be the same.
    pub equal: bool,
}

impl<'a> Comparison<'a, '_> {
    /// Compares the two sides for every group.
    pub fn check(&self, found: &mut Vec<Contradiction>) {
        for (number, group) in self.about.table.groups.iter().enumerate() {
            work::count(1);
            let Some(groups) = self.asked(number, group) else { continue };
            match self.open() {
                None => found.extend(self.one(group, "")),
                Some(operand) => {
                    let ids = groups.iter().flat_map(|group| group.study.estimates.keys());
                    let anys: IndexSet<&str> = ids.filter_map(|id| operand.name.any(id)).collect();
                    found.extend(anys.into_iter().filter_map(|any| self.one(group, any)));
                }
            }
        }
    }

    /// The groups whose quantities are compared in the name of this one: itself, or all that are added; a sum is
    /// the same for all of these, so only the first one is asked.
    fn asked<'b>(&'b self, number: usize, group: &'b Group<'a>) -> Option<Vec<&'b Group<'a>>> {
        let table = self.about.table;
        let Expression::Sum { over, .. } = self.left else { return Some(vec![group]) };
        let at = table.position(over)?;
        let alike = self.about.sums.get(over.as_str())?.get(&group.without(at))?;
        let is_first = alike.first() == Some(&number);
        is_first.then(|| alike.iter().filter_map(|number| table.groups.get(*number)).collect())
    }

    /// The quantity on the left whose name has an open part.
    fn open(&self) -> Option<&'a Operand> {
        match self.left {
            Expression::Operand(of) | Expression::Sum { of, .. } => Some(of),
            _ => None,
        }
        .filter(|operand| operand.name.is_open())
    }

    fn one(&self, group: &Group<'a>, any: &str) -> Option<Contradiction> {
        let ranges = !self.equal;
        let left = self.about.calculate(self.left, group, any, ranges)?;
        let right = self.about.calculate(self.right, group, any, ranges)?;
        let first = left.used.first()?;
        let whole = self.about.relation.of_a_part && !first.stated.is_of_a_part();
        if whole || !left.amount.is_like(&right.amount) || self.holds(&left.amount, &right.amount) {
            return None;
        }
        Some(match (self.equal, self.right.operand()) {
            (false, Some(_)) => self.exceeds(&left, &right)?,
            _ => self.differs(&left, &right)?,
        })
    }

    fn holds(&self, left: &Amount, right: &Amount) -> bool {
        if !self.equal {
            return left.may_not_exceed(right);
        }
        let part = self.about.relation.tolerance;
        left.may_equal(right) && part.is_none_or(|part| left.is_close(right, part))
    }

    /// One stated quantity is more than another.
    fn exceeds(&self, left: &Calculated, right: &Calculated) -> Option<Contradiction> {
        let (one, other) = (left.used.first()?, right.used.first()?);
        let words = Words::of(self.about.relation, left, right);
        let message = words.message(messages::EXCEEDS);
        let found = one.stated.contradiction(self.about.code, one.cell, message);
        let found = found
            .side(labelled(&self.about.inputs.domain, one.stated))
            .side(labelled(&self.about.inputs.domain, other.stated));
        Some(found.beside(other.cell, messages::name(other.stated, one.stated)))
    }

    /// What is stated is not what follows from other quantities.
    fn differs(&self, left: &Calculated, right: &Calculated) -> Option<Contradiction> {
        let stated = left.used.first()?;
        let words = Words::of(self.about.relation, left, right);
        let message = words.message(match (self.equal, self.left.operand()) {
            (true, Some(_)) => messages::CALCULATED,
            (true, None) => messages::SUM,
            (false, _) => messages::SUM_EXCEEDS,
        });
        let mut found = stated.stated.contradiction(self.about.code, stated.cell, message);
        let sum = words.calculation();
        let parts = match self.left.operand() {
            Some(_) => &right.used,
            None => &left.used,
        };
        let cells: Vec<_> = parts.iter().map(|used| used.cell).collect();
        found = found.side(Side::quantity(stated.stated.estimate));
        found = found.side(Side::calculated(move |_| sum.clone(), &cells));
        for used in parts.iter().filter(|used| used.cell.identity() != stated.cell.identity()) {
            let label = match &self.about.relation.beside {
                Some(own) => own.get(used.text).cloned(),
                None => Some(messages::name(used.stated, stated.stated)),
            };
            if let Some(label) = label {
                found = found.beside(used.cell, label);
            }
        }
        Some(found)
    }
}
