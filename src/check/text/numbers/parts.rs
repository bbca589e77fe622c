//! Parts of a whole in Chinese: 三分之二, 百分之五, 半片, 三成, 九折.

use super::amount::Amount;
use super::han::is_han_digit;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::tables::unit_named;

impl Scanner<'_> {
    /// 半片, 半小时, 半个月: half of what is counted.
    pub fn half_of(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at).strip_prefix('半').filter(|_| self.chinese)?;
        let from = self.text.len() - rest.len();
        let one = if rest.starts_with('个') { '个'.len_utf8() } else { 0 };
        let unit = self.unit_at(from).or_else(|| self.unit_at(from + one));
        let counted =
            rest.starts_with(|c| "个袋包盒瓶杯碗匙勺片粒支份天日量剂颗块根张页分".contains(c));
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
        let first = self.first(at).filter(|_| self.chinese)?;
        if !first.is_ascii_digit() && !is_han_digit(first) {
            return None;
        }
        let below = self.numeral(at)?;
        let rest = self.rest(below.end).strip_prefix("分之")?;
        let from = self.text.len() - rest.len();
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
        reading.bound = self.bound(at, above.end);
        reading.negative = self.is_negative(at);
        self.found.push(reading);
        Some(above.end)
    }

    /// 三成 is 30%, 三成五 is 35%.
    pub fn tenths(&self, reading: &mut Reading, end: usize) -> Option<usize> {
        if let Some(discounted) = self.discount(reading, end) {
            return Some(discounted);
        }
        let rest = self.rest(end).strip_prefix('成').filter(|_| self.chinese)?;
        let next = rest.chars().next();
        let word = next.is_some_and(|c| "分员功年人为立本果长熟组套都份交品绩就".contains(c));
        let small = reading.value.as_whole().is_some_and(|tenths| (1..=10).contains(&tenths));
        if word || !small || reading.ordinal {
            return None;
        }
        reading.parts = Some((reading.value, Amount::whole(10)));
        reading.value = reading.value.times(Amount::whole(10))?;
        reading.unit = unit_named("percent");
        let end = end + '成'.len_utf8();
        match next.filter(|c| is_han_digit(*c)).and_then(|_| self.numeral(end)) {
            Some(more) if more.value.as_whole().is_some_and(|more| more < 10) => {
                reading.value = reading.value.plus(more.value)?;
                Some(more.end)
            }
            _ if next == Some('半') => {
                reading.value = reading.value.plus(Amount::whole(5))?;
                Some(end + '半'.len_utf8())
            }
            _ => Some(end),
        }
    }

    /// 九折 is 90%, or 10% off; 七五折 is 75%.
    fn discount(&self, reading: &mut Reading, end: usize) -> Option<usize> {
        self.rest(end).strip_prefix('折').filter(|_| self.chinese)?;
        let number = reading.value.as_whole().filter(|number| (1..100).contains(number))?;
        let paid = if number < 10 { number * 10 } else { number };
        reading.value = Amount::whole(100 - paid);
        reading.others.push(Amount::whole(paid));
        reading.unit = unit_named("percent");
        reading.undecided = None;
        Some(end + '折'.len_utf8())
    }
}
