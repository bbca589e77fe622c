//! What makes a number a part of a date: years, months, days, decades, weekdays.

use std::ops::Range;

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::years::is_year;
use crate::check::text::letters::is_letter;
use crate::language::characters::is_han;
use crate::language::comparison::Table;

impl Scanner<'_> {
    /// Years, months, days, decades: what makes a number a part of a date.
    pub fn in_calendar(&mut self, reading: &mut Reading, end: usize) -> Option<usize> {
        let number = reading.value.as_whole().filter(|_| reading.kind == Kind::Number)?;
        if self.tables.has(Table::DecadeEnding)
            && reading.digits
            && number % 10 == 0
            && let Some(ending) = self.decade_ending(end)
        {
            reading.kind = Kind::Decade;
            reading.others.push(Amount::whole(number % 100));
            return Some(end + ending);
        }
        if let Some(decade) = self.named_decade(number, reading, end) {
            *reading = decade;
            return Some(end);
        }
        // A language that parts its words parts these signs as well.
        let spaced = self.rest(end).starts_with(' ') && !self.tables.unspaced;
        let end = end + usize::from(spaced);
        let sign = |table| {
            let word = self.tables.at_start(table, self.rest(end))?;
            self.ends_word(end + word.text.len()).then_some((word, end + word.text.len()))
        };
        if let Some((_, sign_end)) = sign(Table::Decade) {
            let (full, sure) = self.century_of(number, reading.range.start);
            reading.kind = Kind::Decade;
            reading.value = Amount::whole(full);
            if !sure {
                reading.others.push(Amount::whole(number % 100));
            }
            return Some(sign_end);
        }
        if reading.ordinal {
            return None;
        }
        let before = &self.text[..reading.range.start];
        let other = self.tables.at_start(Table::NoYear, self.rest(end)).is_some();
        let era = self.tables.at_end(Table::Era, before).is_some();
        if let Some((_, sign_end)) = sign(Table::Year)
            && !other
        {
            if let Some(year) = self.year_of_era(number, before) {
                reading.others.push(reading.value);
                reading.value = Amount::whole(year);
                return Some(sign_end);
            }
            if is_year(number) || era {
                return Some(sign_end);
            }
        }
        if let Some((_, sign_end)) = sign(Table::MonthSign)
            && (1..=12).contains(&number)
            && !other
        {
            reading.kind = Kind::Month;
            return Some(sign_end);
        }
        let (day, sign_end) = sign(Table::Day).filter(|_| (1..=31).contains(&number))?;
        if !day.fits_before(self.rest(sign_end)) || !self.follows_date(reading) {
            return None;
        }
        reading.ordinal = true;
        reading.digits = false;
        Some(sign_end)
    }

    /// “Les années 1990”, “gli anni Novanta”: a decade by the words before it. The first of several
    /// years, “les années 2010 à 2015”, is none.
    fn named_decade(&mut self, number: i128, reading: &Reading, end: usize) -> Option<Reading> {
        let round = number % 10 == 0 && ((10..100).contains(&number) || number >= 1000);
        let start = reading.range.start;
        let before = self.lower[..start].trim_end_matches([' ', '\'', '’']);
        let word = self.tables.at_end(Table::DecadeBefore, before).filter(|_| round)?;
        let first = before.len() - word.text.len();
        let rest = self.rest(end).trim_start();
        let range = self.tables.at_start(Table::Joiner, rest).is_some_and(|joiner| {
            rest[joiner.text.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        });
        if range || self.lower[..first].ends_with(is_letter) {
            return None;
        }
        let (full, sure) = self.century_of(number, start);
        let mut decade = reading.clone();
        decade.kind = Kind::Decade;
        decade.value = Amount::whole(full);
        decade.unit = None;
        if !sure {
            decade.others.push(Amount::whole(number % 100));
        }
        Some(decade)
    }

    /// The first year of a decade: 20 世纪 90 年代, 上世纪九十年代; whether the century is told.
    fn century_of(&mut self, decade: i128, start: usize) -> (i128, bool) {
        if decade >= 1000 {
            return (decade, true);
        }
        let before = &self.text[..start];
        let told = self.tables.at_end(Table::Century, before).and_then(|it| it.value());
        if let Some(first) = told {
            return (first + decade, true);
        }
        let century = self.found.last().filter(|it| it.end == start);
        let century = century.filter(|it| it.unit.is_some_and(|unit| unit.id == "centuries"));
        match century.and_then(|it| it.value.as_whole()) {
            Some(century) if century > 0 && century < 100 => {
                self.found.pop();
                ((century - 1) * 100 + decade, true)
            }
            _ => (1900 + decade, false),
        }
    }

    /// 令和 5 年 is 2023.
    fn year_of_era(&self, number: i128, before: &str) -> Option<i128> {
        let era = self.tables.at_end(Table::EraYear, before.trim_end())?;
        let year = era.value()?.checked_add(number)?;
        ((1..=100).contains(&number) && is_year(year)).then_some(year)
    }

    /// Whether a month, or another day of a date, stands right before.
    fn follows_date(&self, reading: &Reading) -> bool {
        // 5月10日（土）、11日: the weekday in brackets parts no days.
        let named = self.found.iter().rev().take_while(|it| it.kind == Kind::Weekday).count();
        let bracket = self.text[..reading.range.start].contains([')', '）']);
        let skipped = if bracket { named } else { 0 };
        let found = &self.found[..self.found.len() - skipped];
        let Some(last) = found.last() else { return false };
        let between = self.text.get(last.end..reading.range.start).unwrap_or("x");
        let behind = between.rsplit_once([')', '）']).filter(|_| skipped > 0);
        let between = behind.map_or(between, |(_, behind)| behind);
        let joins = |c: char| {
            matches!(c, '-' | '–' | '—' | '～' | '~' | ' ')
                || self.tables.holds(Table::DayJoin, c.encode_utf8(&mut [0; 4]))
        };
        let joined = between.trim_matches(joins);
        let joined = if self.tables.holds(Table::DayJoin, joined) { "" } else { joined };
        let day = last.kind == Kind::Number
            && last.ordinal
            && last.unit.is_none()
            && self.tables.at_end(Table::Day, &self.text[..last.end]).is_some();
        // 10 月 1—3 日: the first day has no 日 of its own.
        let month = found.len().checked_sub(2).and_then(|at| found.get(at));
        let first = month.is_some_and(|it| it.kind == Kind::Month && it.end == last.range.start);
        match last.kind {
            _ if first && joined.is_empty() && last.unit.is_none() => true,
            Kind::Month => between.trim_start().is_empty(),
            _ => day && joined.is_empty() && !between.is_empty(),
        }
    }

    /// 5月10日（土）, 월~금, segunda a sexta: days by short names.
    fn short_weekdays(&mut self, at: usize) -> Option<usize> {
        if !self.tables.has(Table::WeekdayShort) {
            return None;
        }
        match self.first(at)? {
            '(' | '（' => self.weekdays_in_brackets(at),
            _ => self.weekdays_of_range(at),
        }
    }

    /// （土）, (토·일) behind the sign of a day or behind digits.
    fn weekdays_in_brackets(&mut self, at: usize) -> Option<usize> {
        let before = self.text[..at].trim_end();
        let day = before.ends_with(|c: char| c.is_ascii_digit())
            || self.tables.at_end(Table::Day, before).is_some();
        let mut from = at + self.first(at)?.len_utf8();
        let mut days = Vec::new();
        loop {
            let name = self.tables.at_start(Table::WeekdayShort, self.rest(from))?;
            days.push((name.value()?, from..from + name.text.len()));
            from += name.text.len();
            match self.first(from)? {
                ')' | '）' if day => break,
                join @ ('・' | '·' | '、' | ',' | '~' | '～' | '-' | '–') => {
                    from += join.len_utf8()
                }
                _ => return None,
            }
        }
        for (value, range) in days {
            self.push_weekday(value, range);
        }
        Some(from)
    }

    /// A short name before another day: what stands between says that it is a range. Names that are numerals are none: 三至五月.
    fn weekdays_of_range(&mut self, at: usize) -> Option<usize> {
        let short = |at: usize| {
            let name = self.tables.at_start(Table::WeekdayShort, &self.lower[at..])?;
            let end = at + name.text.len();
            self.ends_word(end).then_some((name.value()?, at..end))
        };
        let numeral = self.first(at).is_some_and(|c| self.tables.is_sign(c));
        let (first, range) = short(at).filter(|_| self.begins_word(at) && !numeral)?;
        let rest = self.rest(range.end);
        let dash = rest.strip_prefix(['~', '～', '–', '-']);
        let joined = || {
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            let word = self.tables.at_start(Table::RangeJoin, rest)?;
            let rest = &rest[word.text.len()..];
            Some(rest.strip_prefix(' ').unwrap_or(rest))
        };
        let from = self.text.len() - dash.or_else(joined)?.len();
        let full = self.tables.at_start(Table::Weekday, &self.lower[from..]);
        let full = full.and_then(|it| Some((it.value()?, from..from + it.text.len())));
        let (second, other) = full.or_else(|| short(from))?;
        let end = other.end;
        if !self.ends_word(end) {
            return None;
        }
        self.push_weekday(first, range);
        self.push_weekday(second, other);
        Some(end)
    }

    /// Whether no longer word goes on at a place; where words run on, one of Han characters.
    pub fn begins_word(&self, at: usize) -> bool {
        let within = |c: char| match self.tables.unspaced {
            true => is_letter(c) || is_han(c),
            false => c.is_alphanumeric(),
        };
        !self.last(at).is_some_and(within)
    }

    fn push_weekday(&mut self, value: i128, range: Range<usize>) {
        self.found.push(Reading::new(Kind::Weekday, Amount::whole(value), range));
    }

    /// 周三, 星期一; not 每周三次.
    pub fn weekday(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.short_weekdays(at) {
            return Some(end);
        }
        let name = self.tables.at_start(Table::WeekdayName, self.rest(at))?;
        let day = self.tables.at_start(Table::WeekdaySign, self.rest(at + name.text.len()))?;
        let end = at + name.text.len() + day.text.len();
        let value = day.value()?;
        let counts =
            self.first(end).is_some_and(|c| self.tables.is_sign(c)) || self.counted_at(end);
        let each = self.tables.at_end(Table::Each, &self.text[..at]).is_some();
        if counts && each || self.last(at).is_some_and(|c| self.tables.is_sign(c)) {
            return None;
        }
        self.found.push(Reading::new(Kind::Weekday, Amount::whole(value), at..end));
        Some(self.more_weekdays(end))
    }

    /// 周一、三、五: the other days have no 周 of their own.
    fn more_weekdays(&mut self, mut end: usize) -> usize {
        while let Some((range, value)) = self.another_weekday(end) {
            end = range.end;
            self.found.push(Reading::new(Kind::Weekday, Amount::whole(value), range));
        }
        end
    }

    fn another_weekday(&self, end: usize) -> Option<(Range<usize>, i128)> {
        let join = self.tables.at_start(Table::WeekdayJoin, self.rest(end))?;
        let from = end + join.text.len();
        let day = self.tables.at_start(Table::WeekdaySign, self.rest(from))?;
        let next = from + day.text.len();
        let counts = self.first(next).is_some_and(|c| self.tables.is_sign(c));
        (!counts && !self.counted_at(next)).then_some((from..next, day.value()?))
    }

    /// Whether something is counted that no weekday is followed by: 每周三次, not 每周三门诊.
    pub fn counted_at(&self, end: usize) -> bool {
        let rest = self.rest(end);
        let any =
            |sense| self.tables.of_sense(Table::NoWeekday, sense).any(|it| rest.starts_with(it));
        self.counter_at(end) && !any("not") || any("counts")
    }
}
