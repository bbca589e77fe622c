//! “per” a unit: each week, twice a day, mg/L, 每周, 一日三次.

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::tables::Word;
use super::unit::{Unit, unit_named};
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// Kinds of units that something is often counted by, in words that no article tells from “one”.
const TIMES: [&str; 2] = ["days", "months"];

impl Scanner<'_> {
    /// What is counted by, at a place.
    pub fn per(&mut self, at: usize) -> Option<usize> {
        let first = self.first(at)?;
        if first == '/' {
            return self.slash(at);
        }
        if let Some(each) = self.tables.at_start(Table::Each, self.rest(at)) {
            return self.each(at, at + each.text.len());
        }
        if let Some(end) = self.before_times(at) {
            return Some(end);
        }
        if self.tables.has(Table::OneDay) && (first == '1' || self.tables.digit(first) == Some(1)) {
            return self.one_day(at);
        }
        is_letter(first).then(|| self.article(at)).flatten()
    }

    /// mg/L, 次/分.
    fn slash(&mut self, at: usize) -> Option<usize> {
        let before = self.last(at)?;
        if before.is_ascii_digit() {
            return None;
        }
        let (unit, end) = match self.unit_at(at + 1) {
            Some((unit, end)) => (unit, end),
            None => {
                let short = self.tables.at_start(Table::PerSlash, self.rest(at + 1))?;
                (unit_named(&short.sense)?, at + 1 + short.text.len())
            }
        };
        let adjacent = !self.rest(at + 1).starts_with([' ', '-']);
        adjacent.then(|| self.push_per(at..end, unit))
    }

    /// 每周, 每升, 每隔一天; a number behind 每 is read as any other.
    fn each(&mut self, at: usize, from: usize) -> Option<usize> {
        if let Some(other) = self.tables.at_start(Table::EachOther, self.rest(from)) {
            let numeral = self.numeral(from + other.text.len())?;
            let (unit, end) = self.unit_at(numeral.end)?;
            let mut reading = Reading::new(Kind::Number, numeral.value.plus(Amount::ONE)?, at..end);
            reading.others.push(numeral.value);
            reading.unit = Some(unit);
            self.found.push(reading);
            return Some(end);
        }
        if let Some(day) = self.tables.at_start(Table::EachDay, self.rest(from)) {
            return Some(self.push_per(at..from + day.text.len(), unit_named("days")?));
        }
        let one = self.tables.at_start(Table::EachOne, self.rest(from));
        let one = one.map_or("", |one| one.text.as_str());
        let (unit, end) = self.unit_at(from + one.len()).or_else(|| self.unit_at(from))?;
        if ["times", "patients", "studies", "age"].contains(&unit.id) {
            return None;
        }
        let end = self.push_per(at..end, unit);
        // 每周三 is also a day; the scanner goes on before 周.
        let weekday = self.tables.at_start(Table::WeekdayName, self.rest(from)).is_some();
        let day = self.tables.at_start(Table::WeekdaySign, self.rest(end));
        let day = day.filter(|_| weekday && unit.id == "weeks");
        let counts = day.is_some_and(|day| self.counted_at(end + day.text.len()));
        Some(if day.is_some() && !counts { from } else { end })
    }

    /// 月2回, 월 2회: per month. Behind other characters the word is one of a longer one: 先月2回.
    fn before_times(&mut self, at: usize) -> Option<usize> {
        let word = self.tables.at_start(Table::PerBefore, self.rest(at))?;
        let unit = unit_named(&word.sense)?;
        if !self.begins_word(at) {
            return None;
        }
        let end = at + word.text.len();
        let gap = usize::from(!self.tables.unspaced && self.rest(end).starts_with(' '));
        let numeral = self.numeral(end + gap)?;
        let (times, times_end) = self.unit_at(numeral.end)?;
        let behind = self
            .tables
            .of_sense(Table::PerBefore, "not")
            .any(|it| self.rest(times_end).starts_with(it));
        (times.id == "times" && !behind).then(|| self.push_per(at..end, unit))
    }

    /// 一日三次: per day.
    fn one_day(&mut self, at: usize) -> Option<usize> {
        let number = |c: char| self.tables.is_sign(c) || c.is_ascii_digit() || c == '.';
        let ordinal = self.tables.at_end(Table::OrdinalBefore, &self.text[..at]).is_some();
        if ordinal || self.last(at).is_some_and(number) {
            return None;
        }
        let one = self.first(at)?.len_utf8();
        let (unit, end) = self.unit_at(at + one)?;
        let gap = usize::from(!self.tables.unspaced && self.rest(end).starts_with(' '));
        let numeral = self.numeral(end + gap)?;
        let times = self.tables.at_start(Table::OneDay, self.rest(numeral.end)).is_some()
            || self.unit_at(numeral.end).is_some_and(|(unit, _)| unit.id == "times");
        (times && unit.is_one_of(&TIMES)).then(|| self.push_per(at..end, unit))
    }

    /// per litre, each week, $70 a barrel.
    fn article(&mut self, at: usize) -> Option<usize> {
        if self.last(at).is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '-') {
            return None;
        }
        let rest = &self.lower[at..];
        let articles = self.tables.at_start(Table::PerArticle, rest);
        let word = articles.or_else(|| self.tables.at_start(Table::PerWord, rest))?;
        let article = articles.is_some();
        let from = at + word.text.trim_end().len();
        let (unit, end) = self.unit_at(from)?;
        // “Every quarter of an hour” is every 15 minutes.
        let phrase = from + usize::from(self.rest(from).starts_with(' '));
        let longer = |it: &Word| it.table == Table::Phrase && phrase + it.text.len() > end;
        let rest = &self.lower[phrase..];
        if self.tables.beginning(rest).any(|it| longer(it) && rest.starts_with(&it.text)) {
            return None;
        }
        let adjacent = self.ends_word(end) && !self.rest(end).starts_with('-');
        let number = self.found.last().is_some_and(|it| at - it.end.min(at) <= 1);
        if unit.id == "quarters" && article && !number {
            return None;
        }
        if article {
            return self.one_of(at, end, unit).filter(|_| adjacent);
        }
        let per = self
            .tables
            .list(Table::PerWord)
            .iter()
            .any(|it| it.sense == "any" && it.text == word.text);
        let counted = ["times", "patients", "studies"].contains(&unit.id) && !per;
        (!counted && adjacent).then(|| self.push_per(at..end, unit))
    }

    /// “a week” is one week, or a rate; “a year and a half” is a time.
    fn one_of(&mut self, at: usize, end: usize, unit: Unit) -> Option<usize> {
        let mut reading = Reading::new(Kind::Number, Amount::ONE, at..end);
        reading.unit = Some(unit);
        let half_end = self.half(&mut reading, end);
        if half_end > end {
            reading.end = half_end;
            self.found.push(reading);
            return Some(half_end);
        }
        let before = self.lower[..at].trim_end();
        let last = before.rsplit([' ', '(']).next().unwrap_or_default();
        let during = self.tables.holds(Table::During, last) || before.is_empty();
        let number = self.found.last().is_some_and(|it| at - it.end.min(at) <= 1);
        if (unit.is_one_of(&TIMES) || number) && !during {
            return Some(self.push_per(at..end, unit));
        }
        reading.undecided = Some("“a” need not be meant as one");
        reading.bound = self.bound(at, end);
        self.found.push(reading);
        Some(end)
    }
}
