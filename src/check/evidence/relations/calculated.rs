//! The value of an expression for one group, and what it was calculated from.

use super::about::About;
use super::amount::Amount;
use super::groups::Group;
use crate::check::evidence::quantities::StatedQuantity;
use crate::data::tree::Cell;
use crate::model::domain::measure::MeasureKind;
use crate::model::domain::relation::{Expression, Operand, Shift, Sign};
use crate::quantity::decimal::Decimal;
use crate::quantity::scale::Scale;

/// One number that an expression uses.
pub struct Used<'a> {
    /// How the relation writes it.
    pub text: &'a str,
    /// The quantity.
    pub stated: StatedQuantity<'a>,
    /// The cell of the number.
    pub cell: &'a Cell,
}

/// The value of an expression.
pub struct Calculated<'a> {
    /// The value.
    pub amount: Amount,
    /// The calculation with its numbers: `(2 + 45)/120`.
    pub sum: String,
    /// The numbers, in the order of the expression.
    pub used: Vec<Used<'a>>,
}

impl<'a> About<'a> {
    /// The value of an expression; nothing when the group does not state what it needs. `any` stands for
    /// the open part of names; a range counts where `ranges` is set.
    pub fn calculate(
        &self,
        expression: &'a Expression,
        group: &Group<'a>,
        any: &str,
        ranges: bool,
    ) -> Option<Calculated<'a>> {
        match expression {
            Expression::Number { text, value } => Some(Calculated {
                amount: Amount::exact(*value),
                sum: text.clone(),
                used: Vec::new(),
            }),
            Expression::Operand(operand) => self.stated(operand, group, any, ranges),
            Expression::Sum { of, over, except } => {
                self.sum(of, over, except.as_deref(), group, any)
            }
            Expression::Joined(left, sign, right) => {
                let mut left_value = self.calculate(left, group, any, ranges)?;
                let right_value = self.calculate(right, group, any, ranges)?;
                let amount = left_value.amount.joined(*sign, &right_value.amount)?;
                let sum = joined(left, &left_value.sum, *sign, right, &right_value.sum);
                left_value.used.extend(right_value.used);
                Some(Calculated { amount, sum, used: left_value.used })
            }
        }
    }

    /// The number of one quantity.
    fn stated(
        &self,
        operand: &'a Operand,
        group: &Group<'a>,
        any: &str,
        ranges: bool,
    ) -> Option<Calculated<'a>> {
        let group = self.shifted(operand, group, any)?;
        let stated = group.get(&operand.name.with(any))?;
        let measure = self.inputs.domain.measures.find(stated.id);
        let unit = measure.and_then(|measure| measure.unit.as_deref());
        if unit.is_some_and(|unit| unit != stated.estimate.unit.id()) {
            return None;
        }
        let count = measure.is_some_and(|measure| measure.kind == MeasureKind::Count);
        let (low, high) = match (operand.column.as_deref(), ranges) {
            (Some(column), _) => (stated.number(column)?, stated.number(column)?),
            (None, false) => (stated.number("value")?, stated.number("value")?),
            (None, true) => stated.extent()?.into(),
        };
        let exact = |number: Decimal| Decimal { slack: 0.0, ..number };
        let amount = match operand.column.as_deref() {
            Some("n" | "events") => Amount::printed(exact(low.0), Scale::default()),
            _ if count => Amount::between(exact(low.0), exact(high.0), Scale::default()),
            _ => Amount::between(low.0, high.0, stated.estimate.unit.scale()),
        };
        let used = Used { text: &operand.text, stated, cell: low.1 };
        Some(Calculated { amount, sum: low.1.text.to_string(), used: vec![used] })
    }

    /// The group that an operand speaks of.
    fn shifted<'b>(
        &'b self,
        operand: &Operand,
        group: &'b Group<'a>,
        any: &str,
    ) -> Option<&'b Group<'a>> {
        if operand.shifts.is_empty() {
            return Some(group);
        }
        let mut values: Vec<String> = group.values.iter().map(ToString::to_string).collect();
        for (key, shift) in &operand.shifts {
            let value = values.get_mut(self.table.position(key)?)?;
            *value = match shift {
                Shift::By(by) => (value.parse::<i64>().ok()? + by).to_string(),
                Shift::Is(word) => word.clone(),
                Shift::As(id, column) => {
                    group.get(&id.with(any))?.estimate.row.filled(column)?.text.to_string()
                }
            };
        }
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        self.table.find(&values)
    }

    /// The sum over the groups that differ in one key only; at the first of them, so that it is made once.
    fn sum(
        &self,
        of: &'a Operand,
        over: &str,
        except: Option<&str>,
        group: &Group<'a>,
        any: &str,
    ) -> Option<Calculated<'a>> {
        let at = self.table.position(over)?;
        let own = |number: &usize| {
            let part = self.table.groups.get(*number)?;
            let is_part = except != part.values.get(at).copied();
            is_part.then(|| self.stated(of, part, any, false))?
        };
        let alike = self.sums.get(over)?.get(&group.without(at))?;
        let mut parts = alike.iter().filter_map(own);
        let mut sum = parts.next()?;
        for part in parts {
            sum.amount = sum.amount.joined(Sign::Plus, &part.amount)?;
            sum.sum = format!("{} + {}", sum.sum, part.sum);
            sum.used.extend(part.used);
        }
        Some(sum)
    }
}

/// A calculation as it is printed; brackets stand where they are needed.
fn joined(left: &Expression, one: &str, sign: Sign, right: &Expression, other: &str) -> String {
    let is_sum = |it: &Expression| {
        matches!(it, Expression::Joined(_, Sign::Plus | Sign::Minus, _) | Expression::Sum { .. })
    };
    let is_joined = |it: &Expression| matches!(it, Expression::Joined(..) | Expression::Sum { .. });
    let brackets = |needed: bool, text: &str| match needed {
        true => format!("({text})"),
        false => text.to_string(),
    };
    let product = matches!(sign, Sign::Times | Sign::By);
    let one = brackets(product && is_sum(left), one);
    let other = match sign {
        Sign::Plus => other.to_string(),
        Sign::Minus | Sign::Times => brackets(is_sum(right), other),
        Sign::By => brackets(is_joined(right), other),
    };
    match sign {
        Sign::Plus => format!("{one} + {other}"),
        Sign::Minus => format!("{one} − {other}"),
        Sign::Times => format!("{one} × {other}"),
        Sign::By => format!("{one}/{other}"),
    }
}
