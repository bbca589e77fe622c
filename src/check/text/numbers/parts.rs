//! Parts of a whole that the denominator or a sign tells: 三分之二, 百分之五, 半片, 三成, 九折.

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::unit::{Unit, unit_named};
use crate::language::comparison::Table;

impl Scanner<'_> {
    /// 半片, 半小时, 半个月: half of what is counted.
    pub fn half_of(&mut self, at: usize) -> Option<usize> {
        let half = self.tables.at_start(Table::HalfOf, self.rest(at))?;
        let from = at + half.text.len();
        let rest = self.rest(from);
        let one = self.tables.at_start(Table::HalfLink, rest).map_or(0, |it| it.text.len());
        let unit = self.unit_at(from).or_else(|| self.unit_at(from + one));
        let counted = self.tables.at_start(Table::HalfCounter, rest).is_some();
        if unit.is_none() && !counted {
            return None;
        }
        let mut reading = Reading::new(Kind::Number, Amount::fraction(1, 2)?, at..from);
        reading.unit = unit.map(|(unit, _)| unit);
        reading.end = unit.map_or(from, |(_, end)| end);
        reading.bound = self.bound(at, reading.end);
        let end = reading.end;
        self.found.push(reading);
        Some(end)
    }

    /// 三分之二, 百分之五, 1/3 in the form 3 分之 1: a part of a whole.
    pub fn part(&mut self, at: usize) -> Option<usize> {
        let first = self.first(at).filter(|_| self.tables.has(Table::BelowFirst))?;
        if !first.is_ascii_digit() && !self.tables.is_sign(first) {
            return None;
        }
        let below = self.numeral(at)?;
        let of = self.tables.at_start(Table::BelowFirst, self.rest(below.end))?;
        let from = below.end + of.text.len();
        let above = self.numeral(from)?;
        let whole = below.value.as_whole()?;
        let hundred = whole == 100;
        let value = match hundred {
            true => above.value,
            false => above.value.times(Amount::fraction(1, whole)?)?,
        };
        let mut reading = Reading::new(Kind::Number, value, at..above.end);
        reading.parts = Some((above.value, below.value));
        reading.unit = hundred.then(|| unit_named("percent")).flatten();
        let mut end = above.end;
        if let Some((unit, unit_end)) = self.part_of_unit(end, hundred) {
            reading.value = above.value.times(Amount::fraction(1, whole)?)?;
            (reading.unit, end) = (Some(unit), unit_end);
        }
        reading.bound = self.bound(at, end);
        (reading.negative, reading.signed) = self.negative(at);
        reading.end = end;
        self.found.push(reading);
        Some(end)
    }

    /// 四分之三小时, 百分之四秒: what a part is measured in; of hundredths a second only, for others are shares.
    fn part_of_unit(&self, end: usize, hundred: bool) -> Option<(Unit, usize)> {
        let (unit, unit_end) = self.unit_at(end)?;
        let measured = match hundred {
            true => unit.id == "seconds",
            false => unit.is_one_of(&["days", "mass", "length", "volume"]),
        };
        measured.then_some((unit, unit_end))
    }

    /// 三成 is 30%, 三成五 is 35%.
    pub fn tenths(&self, reading: &mut Reading, end: usize) -> Option<usize> {
        if let Some(discounted) = self.discount(reading, end) {
            return Some(discounted);
        }
        let tenths = self.tables.at_start(Table::Tenths, self.rest(end))?;
        let rest = self.rest(end + tenths.text.len());
        let word = !tenths.fits_before(rest);
        let small = reading.value.as_whole().is_some_and(|tenths| (1..=10).contains(&tenths));
        if word || !small || reading.ordinal {
            return None;
        }
        reading.parts = Some((reading.value, Amount::whole(10)));
        reading.value = reading.value.times(Amount::whole(10))?;
        reading.unit = unit_named("percent");
        let end = end + tenths.text.len();
        let sign = rest.chars().next().filter(|c| self.tables.is_sign(*c));
        match sign.and_then(|_| self.numeral(end)) {
            Some(more) if more.value.as_whole().is_some_and(|more| more < 10) => {
                reading.value = reading.value.plus(more.value)?;
                Some(more.end)
            }
            _ => match self.tables.at_start(Table::HalfOf, rest) {
                Some(half) => {
                    reading.value = reading.value.plus(Amount::whole(5))?;
                    Some(end + half.text.len())
                }
                None => Some(end),
            },
        }
    }

    /// 九折 is 90%, or 10% off; 七五折 is 75%.
    fn discount(&self, reading: &mut Reading, end: usize) -> Option<usize> {
        let sign = self.tables.at_start(Table::Discount, self.rest(end))?;
        let number = reading.value.as_whole().filter(|number| (1..100).contains(number))?;
        let paid = if number < 10 { number * 10 } else { number };
        reading.value = Amount::whole(100 - paid);
        reading.others.push(Amount::whole(paid));
        reading.unit = unit_named("percent");
        reading.undecided = None;
        Some(end + sign.text.len())
    }
}
