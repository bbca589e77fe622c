//! “per” a unit: each week, twice a day, mg/L, 每周, 一日三次.

use super::amount::Amount;
use super::han::is_han_digit;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::tables::{Unit, unit_named};

/// Words behind which “a week” is a time, not a rate.
const DURING: [&str; 24] = [
    "for",
    "in",
    "within",
    "after",
    "before",
    "of",
    "about",
    "over",
    "than",
    "under",
    "at",
    "by",
    "nearly",
    "around",
    "almost",
    "last",
    "lasted",
    "lasts",
    "takes",
    "approximately",
    "to",
    "is",
    "was",
    "until",
];

/// Kinds of units that something is often counted by, in words that no article tells from “one”.
const TIMES: [&str; 2] = ["days", "months"];

impl Scanner<'_> {
    /// What is counted by, at a place.
    pub fn per(&mut self, at: usize) -> Option<usize> {
        match self.first(at)? {
            '/' => self.slash(at),
            '每' if self.chinese => self.each(at),
            '一' | '1' if self.chinese => self.one_day(at),
            c if c.is_ascii_alphabetic() && !self.chinese => self.article(at),
            _ => None,
        }
    }

    /// mg/L, 次/分.
    fn slash(&mut self, at: usize) -> Option<usize> {
        let before = self.last(at)?;
        if before.is_ascii_digit() {
            return None;
        }
        let (unit, end) = match self.unit_at(at + 1) {
            Some((unit, end)) => (unit, end),
            None if self.rest(at + 1).starts_with('分') => (unit_named("minutes")?, at + 4),
            None => return None,
        };
        let adjacent = !self.rest(at + 1).starts_with([' ', '-']);
        adjacent.then(|| self.push_per(at..end, unit))
    }

    /// 每周, 每升, 每隔一天; a number behind 每 is read as any other.
    fn each(&mut self, at: usize) -> Option<usize> {
        let from = at + '每'.len_utf8();
        if let Some(rest) = self.rest(from).strip_prefix('隔') {
            let start = self.text.len() - rest.len();
            let numeral = self.numeral(start)?;
            let (unit, end) = self.unit_at(numeral.end)?;
            let mut reading = Reading::new(Kind::Number, numeral.value.plus(Amount::ONE)?, at..end);
            reading.others.push(numeral.value);
            reading.unit = Some(unit);
            self.found.push(reading);
            return Some(end);
        }
        for word in ["晚", "夜", "早", "晨"] {
            if self.rest(from).starts_with(word) {
                return Some(self.push_per(at..from + word.len(), unit_named("days")?));
            }
        }
        let rest = self.rest(from);
        let one =
            ["个", "一", "1"].into_iter().find(|one| rest.starts_with(one)).unwrap_or_default();
        let (unit, end) = self.unit_at(from + one.len()).or_else(|| self.unit_at(from))?;
        if ["times", "patients", "studies", "age"].contains(&unit.id) {
            return None;
        }
        let end = self.push_per(at..end, unit);
        // 每周三 is also a day; the scanner goes on before 周.
        let weekday = rest.starts_with('周') && unit.id == "weeks";
        let day = self.first(end).filter(|_| weekday).is_some_and(|c| "一二三四五六日".contains(c));
        let counts = self.counted_at(end + 3);
        Some(if day && !counts { from } else { end })
    }

    /// 一日三次: per day.
    fn one_day(&mut self, at: usize) -> Option<usize> {
        if self
            .last(at)
            .is_some_and(|c| is_han_digit(c) || c.is_ascii_digit() || c == '第' || c == '.')
        {
            return None;
        }
        let one = self.first(at)?.len_utf8();
        let (unit, end) = self.unit_at(at + one)?;
        let numeral = self.numeral(end)?;
        let times = self.rest(numeral.end).starts_with(['次', '回', '片', '粒'])
            || self.unit_at(numeral.end).is_some_and(|(unit, _)| unit.id == "times");
        (times && TIMES.contains(&unit.dimension)).then(|| self.push_per(at..end, unit))
    }

    /// per litre, each week, $70 a barrel.
    fn article(&mut self, at: usize) -> Option<usize> {
        if self.last(at).is_some_and(|c| c.is_alphanumeric() || c == '\'' || c == '-') {
            return None;
        }
        let rest = &self.lower[at..];
        let word =
            ["per ", "each ", "every ", "a ", "an "].into_iter().find(|it| rest.starts_with(it))?;
        let (unit, end) = self.unit_at(at + word.len())?;
        let adjacent = self.ends_word(end) && !self.rest(end).starts_with('-');
        let number = self.found.last().is_some_and(|it| at - it.end.min(at) <= 1);
        if unit.id == "quarters" && word.starts_with('a') && !number {
            return None;
        }
        if word.starts_with('a') {
            return self.one_of(at, end, unit).filter(|_| adjacent);
        }
        let counted = ["times", "patients", "studies"].contains(&unit.id) && word != "per ";
        (!counted && adjacent).then(|| self.push_per(at..end, unit))
    }

    /// “a week” is one week, or a rate; “a year and a half” is a time.
    fn one_of(&mut self, at: usize, end: usize, unit: &'static Unit) -> Option<usize> {
        let half = " and a half";
        let mut reading = Reading::new(Kind::Number, Amount::ONE, at..end);
        reading.unit = Some(unit);
        if self.rest(end).starts_with(half) {
            reading.value = Amount::fraction(3, 2)?;
            reading.end = end + half.len();
            self.found.push(reading);
            return Some(end + half.len());
        }
        let before = self.lower[..at].trim_end();
        let last = before.rsplit([' ', '(']).next().unwrap_or_default();
        let during = DURING.contains(&last) || before.is_empty();
        let number = self.found.last().is_some_and(|it| at - it.end.min(at) <= 1);
        if (TIMES.contains(&unit.dimension) || number) && !during {
            return Some(self.push_per(at..end, unit));
        }
        reading.undecided = Some("“a” need not be meant as one");
        reading.bound = self.bound(at, end);
        self.found.push(reading);
        Some(end)
    }
}
