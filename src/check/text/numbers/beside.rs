//! What stands beside a number: its unit, its currency, its sign, and what makes it a date.

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::tables::Word;
use super::unit::{Dimension, Unit, unit_named};
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// Powers of which a language names the half behind the whole.
const LARGE: [i128; 3] = [1_000_000_000_000, 1_000_000_000, 1_000_000];

impl Scanner<'_> {
    /// Adds a number after what stands beside it is read; gives where to go on.
    pub fn finish(&mut self, mut reading: Reading) -> usize {
        let (start, mut end) = (reading.range.start, reading.range.end);
        (reading.negative, reading.signed) = self.negative(start);
        reading.ordinal |= self.tables.at_end(Table::OrdinalBefore, &self.text[..start]).is_some();
        let single = reading.undecided.take();
        if let Some(end) = self.in_calendar(&mut reading, end) {
            reading.end = end;
            self.found.push(reading);
            return end;
        }
        end = self.approximate(&mut reading, end);
        if let Some(tenths_end) = self.tenths(&mut reading, end) {
            end = tenths_end;
        } else if let Some((unit, unit_end)) = self.unit_at(end) {
            // 港币 300 元: the name before the number says which.
            let named = self.currency_before(start).filter(|_| unit.is_money());
            reading.unit = named.or(Some(unit));
            end = self.half(&mut reading, unit_end);
            end = self.hundredths(&mut reading, end);
        } else if let Some((unit, unit_end)) = self.currency_behind(end) {
            reading.unit = Some(unit);
            end = unit_end;
        } else if reading.unit.is_none() {
            reading.unit = self
                .currency_before(start)
                .or_else(|| self.counted(end))
                .or_else(|| self.behind_bracket(end));
        }
        if reading.unit.is_some_and(|unit| unit.id == "fold") {
            self.increase(&mut reading);
        }
        let measured = reading.unit.is_some() || reading.ordinal;
        let counts = measured || self.counter_at(end);
        let one = reading.value == Amount::ONE && !self.is_span(&reading);
        reading.undecided = single.filter(|_| one || !counts);
        let once = reading.kind == Kind::Number && reading.value == Amount::ONE;
        if once && reading.unit.is_some_and(|unit| unit.id == "times") {
            reading.undecided = Some("“once” is often left out");
        }
        if let Some(word) = self.tables.at_start(Table::MinusAfter, self.lower[end..].trim_start())
        {
            // “5 degrees below zero”.
            reading.negative = true;
            end = self.lower.len() - self.lower[end..].trim_start().len() + word.text.len();
        }
        reading.bound = self.bound(start, end);
        if reading.bound.is_none() {
            reading.far_bound = self.far_bound(start, end);
        }
        // “Under 12 years”: where no other word tells an age, English leaves the years out.
        let years = reading.unit.is_some_and(|unit| unit.id == "years") && reading.bound.is_some();
        if years && self.tables.has(Table::AgeYears) {
            reading.unit = unit_named("age");
        }
        reading.end = end;
        self.found.push(reading);
        end
    }

    /// The unit at a place, after a space or hyphen; and where it ends.
    pub fn unit_at(&self, end: usize) -> Option<(Unit, usize)> {
        let rest = self.text.get(end..)?;
        let trimmed = rest.strip_prefix([' ', '-']).unwrap_or(rest);
        let from = end + rest.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        self.tables.units(first).iter().find_map(|name| {
            // A symbol of one letter stands apart from words: “5 A levels” has none.
            let unit_end = from + name.text.len();
            let named = match name.exact {
                true => trimmed.starts_with(&name.text),
                false => self.lower[from..].starts_with(&name.text),
            };
            let fits = named
                && self.ends_word(unit_end)
                && !self.blocked(&name.text, unit_end)
                && !self.begins_a_month(&name.text, unit_end)
                && !(rest.len() > trimmed.len()
                    && rest.starts_with('-')
                    && is_one_letter(&name.text)
                    && !name.unit.is_one_of(&["mass", "volume"]));
            let old = || self.quoted_at(Table::OldEnding, unit_end);
            fits.then(|| (name.unit, unit_end + old()))
        })
    }

    /// The length of a word of a table at a place, in the language or in one that it quotes.
    fn quoted_at(&self, table: Table, at: usize) -> usize {
        let word = self.tables.or_guest(table).at_start(table, self.rest(at));
        word.map_or(0, |word| word.text.len())
    }

    /// Whether the name of a unit begins another word: 周期, 升高, 元素.
    fn blocked(&self, name: &str, end: usize) -> bool {
        let mut blocked = self.tables.list(Table::NoUnit).iter();
        blocked.any(|word| word.text == name && !word.fits_before(self.rest(end)))
    }

    /// Whether the name of a unit begins the name of a month: `tháng 11` is November, `tháng` a month.
    fn begins_a_month(&self, name: &str, end: usize) -> bool {
        let rest = self.rest(end.saturating_sub(name.len()));
        self.tables.at_start(Table::Month, rest).is_some_and(|it| it.text.len() > name.len())
    }

    /// “one-year” tells a span; “one year” and 一年 may be “a year”.
    fn is_span(&self, reading: &Reading) -> bool {
        let joined = !self.tables.unspaced && self.rest(reading.range.end).starts_with('-');
        joined && reading.unit.is_some_and(|unit| unit.is_span())
    }

    /// 十余, 三十多, 20 几: about the number before; “2 and a half”, 一个半小时.
    fn approximate(&self, reading: &mut Reading, end: usize) -> usize {
        let rest = self.rest(end);
        if let Some(more) = self.tables.at_start(Table::More, rest)
            && more.fits_before(&rest[more.text.len()..])
        {
            let end = end + more.text.len();
            // 600 多万
            return match self.multiplier(end) {
                Some((power, power_end)) => {
                    reading.value = reading.value.times(power).unwrap_or(reading.value);
                    power_end
                }
                None => end,
            };
        }
        self.half_more(reading, "number", end)
    }

    /// A half behind the unit: 两年半, “two years and a half”.
    pub fn half(&self, reading: &mut Reading, end: usize) -> usize {
        self.half_more(reading, "unit", end)
    }

    /// 10 秒 87: the digits behind the unit are its decimals, where words are not parted.
    fn hundredths(&self, reading: &mut Reading, end: usize) -> usize {
        let seconds = reading.digits && reading.unit.is_some_and(|unit| unit.id == "seconds");
        if !seconds || !self.tables.unspaced {
            return end;
        }
        let rest = self.rest(end).trim_start_matches(' ');
        let from = self.text.len() - rest.len();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let goes_on = self.unit_at(from + length).is_some()
            || self.counter_at(from + length)
            || rest[length..]
                .starts_with(|c: char| ".:：%％～~–-".contains(c) || is_letter(c) && c.is_ascii());
        let part = (length == 2 && !goes_on)
            .then(|| Amount::digits(&format!("0.{}", &rest[..length])))
            .flatten();
        match part.and_then(|part| reading.value.plus(part)) {
            Some(value) => {
                reading.value = value;
                from + length
            }
            None => end,
        }
    }

    /// Adds the half that stands at a place, unless it begins another word; gives where to go on.
    fn half_more(&self, reading: &mut Reading, behind: &str, end: usize) -> usize {
        let rest = self.rest(end);
        let halves = self.tables.list(Table::HalfMore).iter();
        let mut halves = halves.filter(|it| it.sense.split(' ').next() == Some(behind));
        match halves.find(|it| rest.starts_with(&it.text)) {
            Some(half) if half.fits_before(&rest[half.text.len()..]) => {
                // “Un million et demi” is half a million more.
                let million = |power: &i128| {
                    reading.value.as_whole().is_some_and(|it| it > 0 && it % *power == 0)
                };
                let of = LARGE.into_iter().find(million).unwrap_or(1);
                let more = Amount::fraction(of, 2).and_then(|more| reading.value.plus(more));
                reading.value = more.unwrap_or(reading.value);
                end + half.text.len()
            }
            _ => end,
        }
    }

    /// What is counted may stand a word or two further on: 38 evaluable patients.
    fn counted(&self, end: usize) -> Option<Unit> {
        if !self.tables.has(Table::Parted) {
            return None;
        }
        let mut at = end;
        for _ in 0..2 {
            let rest = self.lower[at..].strip_prefix(' ')?;
            let length = rest.find(|c: char| !is_letter(c) && c != '-').unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            if length == 0
                || self.tables.holds(Table::Parted, word)
                || word.starts_with(|c: char| c.is_ascii_digit())
            {
                return None;
            }
            at = self.lower.len() - rest.len() + length;
            let unit = self.unit_at(at).map(|(unit, _)| unit);
            let between = self.tables.holds(Table::Between, word);
            let counted = unit.filter(|unit| {
                let near = between && unit.is_span();
                let own = matches!(unit.dimension, Dimension::Own { counted: true, .. });
                (near || own || ["patients", "studies"].contains(&unit.id))
                    && self.rest(at).starts_with(' ')
            });
            if counted.is_some() {
                return counted;
            }
        }
        None
    }

    /// （61.2±9.8）岁: the unit stands behind the bracket.
    fn behind_bracket(&self, end: usize) -> Option<Unit> {
        let bracket = self.first(end).filter(|c| matches!(c, ')' | '）'))?;
        if !self.tables.has(Table::BehindBracket) {
            return None;
        }
        self.unit_at(end + bracket.len_utf8()).map(|(unit, _)| unit)
    }

    /// Whether something that is counted follows: 个, 例, 名.
    pub fn counter_at(&self, end: usize) -> bool {
        self.tables.at_start(Table::Counter, self.rest(end)).is_some()
    }

    /// 增加两倍 makes three times as many; 增加到两倍 and “twofold” make two.
    fn increase(&self, reading: &mut Reading) {
        if !self.tables.has(Table::IncreaseDone) {
            return;
        }
        let from = reading.range.start.saturating_sub(30);
        let from = (from..).find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let before = &self.text[from..reading.range.start];
        let skipped = |c: char| self.tables.holds(Table::IncreaseSkip, c.encode_utf8(&mut [0; 4]));
        let before = before.trim_end_matches(skipped);
        let done = self.tables.at_end(Table::IncreaseDone, before);
        let verb = done.map_or(before, |done| &before[..before.len() - done.text.len()]);
        if self.tables.at_end(Table::Increase, verb).is_none() {
            return;
        }
        let Some(more) = reading.value.plus(Amount::ONE) else { return };
        let sure = reading.value == Amount::ONE || done.is_some() && !reading.digits;
        if !sure {
            reading.others.push(reading.value);
        }
        reading.value = more;
    }

    /// Whether a number is negative, and whether a sign says so.
    pub fn negative(&self, start: usize) -> (bool, bool) {
        let before = self.text[..start].trim_end();
        let money = self.tables.at_end(Table::Money, before).map_or(0, |it| it.text.len());
        let before = self.lower[..before.len() - money].trim_end();
        let signed = self.has_minus(start, before);
        (signed || self.is_called_negative(before), signed)
    }

    /// A word for a minus that is no part of a bound: 负, minus, but not “au moins”.
    fn is_called_negative(&self, before: &str) -> bool {
        let said = self.tables.with_guest().find_map(|it| it.at_end(Table::Minus, before));
        let longer = |bound: &Word, said: &Word| {
            bound.text.len() > said.text.len() && before.ends_with(bound.text.as_str())
        };
        let bounds = [Table::AtLeast, Table::AtMost].map(|table| self.tables.list(table));
        said.is_some_and(|said| !bounds.into_iter().flatten().any(|it| longer(it, said)))
    }

    /// A minus sign; a hyphen that joins is none.
    fn has_minus(&self, start: usize, before: &str) -> bool {
        if let Some(rest) = before.strip_suffix('−') {
            return !rest.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%');
        }
        let Some(rest) = self.text[..start].strip_suffix('-') else { return false };
        match rest.chars().next_back() {
            None => true,
            Some(c) if " (（[,，=:：;；≤≥<>、±".contains(c) => true,
            Some(_) => self.tables.at_end(Table::MinusBehind, rest).is_some(),
        }
    }
}

fn is_one_letter(name: &str) -> bool {
    name.len() == 1 && name.starts_with(is_letter)
}
