//! Goes through a text once and reads every number in it, by value, kind and unit.

use std::ops::Range;

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::tables::Tables;
use super::unit::{Unit, unit_named};
use crate::check::text::letters::is_letter;
use crate::check::text::signs::VALUE;
use crate::data::work;
use crate::language::comparison::Table;

/// A text that is being read.
pub struct Scanner<'a> {
    /// The text.
    pub text: &'a str,
    /// The text in small letters, byte for byte as long.
    pub lower: String,
    /// The words of its language.
    pub tables: &'a Tables,
    /// What has been read.
    pub found: Vec<Reading>,
}

impl<'a> Scanner<'a> {
    /// Reads the text from its beginning to its end, names left out.
    pub fn run(&mut self, names: &[Range<usize>]) {
        let mut names = names.iter().peekable();
        let mut at = 0;
        while at < self.text.len() {
            work::count(1);
            while names.next_if(|name| name.end <= at).is_some() {}
            if let Some(name) = names.peek().filter(|name| name.start <= at) {
                at = name.end;
                continue;
            }
            at = self.step(at).max(at + self.first(at).map_or(1, char::len_utf8));
        }
    }

    /// Reads what begins at a place, and gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        let Some(first) = self.first(at) else { return at };
        if first == VALUE {
            return self.printed(at);
        }
        self.section(at)
            .or_else(|| self.part(at))
            .or_else(|| self.date(at))
            .or_else(|| self.code(at))
            .or_else(|| self.version(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.per(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.word(at))
            .or_else(|| self.number(at))
            .or_else(|| self.half_of(at))
            .or_else(|| self.roman(at))
            .unwrap_or_else(|| self.after_word(at))
    }

    /// A printed value: its cells are told later, its unit stands behind it.
    fn printed(&mut self, at: usize) -> usize {
        let kind = Kind::Printed(String::new());
        let end = at + VALUE.len_utf8();
        self.finish(Reading::new(kind, Amount::ONE, at..end))
    }

    /// An idiom is passed over; a phrase is one quantity.
    fn word(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        let tables = self.tables;
        for word in tables.beginning(rest) {
            let exact = word.text.chars().any(char::is_uppercase);
            let text = if exact { rest } else { &self.lower[at..] };
            let end = at + word.text.len();
            if !text.starts_with(&word.text) || !self.ends_word(end) || self.within(at, &word.text)
            {
                continue;
            }
            match word.table {
                // 十分 is “very”, but not in 十分钟 and 十分之一.
                Table::NoNumber if !word.fits_before(self.rest(end)) => {}
                Table::NoNumber | Table::Vague => return Some(end),
                Table::Phrase => return Some(self.phrase(at, end, &word.sense)),
                Table::Per => return Some(self.push_per(at..end, unit_named(&word.sense)?)),
                Table::Month if self.is_month(at..end) => {
                    return Some(self.push_named(Kind::Month, word.value()?, at..end));
                }
                Table::Weekday => {
                    return Some(self.push_named(Kind::Weekday, word.value()?, at..end));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a word that ends with its space stands at the end of a longer one, in a script whose words
    /// run on.
    fn within(&self, at: usize, word: &str) -> bool {
        word.ends_with(' ') && self.last(at).is_some_and(char::is_alphabetic)
    }

    fn push_named(&mut self, kind: Kind, value: i128, range: Range<usize>) -> usize {
        self.found.push(Reading::new(kind, Amount::whole(value), range.clone()));
        range.end
    }

    /// What a phrase of the tables says: `2 days`, `2 times/days`, `1/2 none soft`, `14|15 days`.
    fn phrase(&mut self, at: usize, end: usize, sense: &str) -> usize {
        let mut words = sense.split(' ');
        let mut values = words.next().unwrap_or_default().split('|').filter_map(Amount::read);
        let value = values.next().unwrap_or(Amount::ONE);
        let unit = words.next().unwrap_or_default();
        let mut reading = Reading::new(Kind::Number, value, at..end);
        reading.others.extend(values);
        if words.next().is_some() {
            reading.undecided = Some("the word need not be meant as a number");
        }
        if unit == "clock" {
            let minutes = value.times(Amount::whole(60)).unwrap_or(value);
            reading = Reading { kind: Kind::Clock, value: minutes, ..reading };
        }
        if unit == "decade" {
            let short = value.as_whole().map_or(0, |year| year % 100);
            reading = Reading { kind: Kind::Decade, ..reading };
            reading.others.push(Amount::whole(short));
        }
        let (unit, per) = unit.split_once('/').unwrap_or((unit, ""));
        reading.unit = unit_named(unit);
        let end = match unit {
            "none" => self.multiplied(&mut reading, end),
            _ => end,
        };
        if unit == "none" {
            // “half a tablet” and 双侧 may be followed by what is counted.
            reading.unit = self.unit_at(end).map(|(unit, _)| unit);
            if let Some((_, unit_end)) = self.unit_at(end).filter(|_| reading.unit.is_some()) {
                reading.end = unit_end;
            }
        }
        if reading.unit.is_some() {
            let unit_end = reading.end;
            reading.end = self.half(&mut reading, unit_end);
        }
        reading.bound = self.bound(at, end);
        let end = reading.end;
        self.found.push(reading);
        match unit_named(per) {
            Some(per) => self.push_per(at..end, per),
            None => end,
        }
    }

    /// Half a million, полтора миллиона: a phrase that a word for a power follows.
    fn multiplied(&self, reading: &mut Reading, end: usize) -> usize {
        let parted = matches!(self.first(end), Some(' ' | '-'));
        let factor = self.multiplier(end).filter(|_| parted);
        let value = factor.and_then(|(factor, _)| reading.value.times(factor));
        let (Some(value), Some((_, end))) = (value, factor) else { return end };
        reading.value = value;
        reading.end = end;
        end
    }

    /// Adds a number “per” a unit.
    pub fn push_per(&mut self, range: Range<usize>, unit: Unit) -> usize {
        let mut reading = Reading::new(Kind::Per, Amount::ONE, range.clone());
        reading.unit = Some(unit);
        reading.undecided = Some("what something is counted by is often left out");
        self.found.push(reading);
        range.end
    }

    /// “May” and “March” are months beside a number or behind “in”, “since” and the like.
    fn is_month(&self, range: Range<usize>) -> bool {
        let word = &self.text[range.clone()];
        let short = word.chars().count() == 3;
        let before = self.text[..range.start].trim_end();
        let after = self.text[range.end..].trim_start_matches([' ', ',', '.']);
        let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_lowercase();
        let doubtful = self.tables.holds(Table::MonthDoubt, word);
        let digit = self.is_day_before(before, doubtful)
            || after.starts_with(|c: char| c.is_ascii_digit() || c == VALUE)
            || self.tables.holds(Table::MonthOf, &last) && word.len() > 2;
        digit || !short && !doubtful || doubtful && self.tables.holds(Table::MonthOpener, &last)
    }

    /// Whether a text ends with a number, or with one that says which: 3, 3., 1er. A full stop may end a sentence before a
    /// word that is not only a month.
    fn is_day_before(&self, before: &str, doubtful: bool) -> bool {
        let ending = self.tables.at_end(Table::OrdinalEnding, before).map_or("", |it| &it.text);
        let stop = if doubtful { before } else { before.trim_end_matches('.') };
        let number = |text: &str| text.ends_with(|c: char| c.is_ascii_digit() || c == VALUE);
        number(stop) || number(before.strip_suffix(ending).unwrap_or(before))
    }

    /// Behind a Latin word, or behind one character.
    fn after_word(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        match self.first(at) {
            Some(c) if is_letter(c) => at + rest.find(|c| !is_letter(c)).unwrap_or(rest.len()),
            Some(c) => at + c.len_utf8(),
            None => self.text.len(),
        }
    }

    /// The character at a place.
    pub fn first(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The character before a place.
    pub fn last(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The text from a place on.
    pub fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Whether no Latin word goes on at a place.
    pub fn ends_word(&self, at: usize) -> bool {
        !(self.last(at).is_some_and(is_letter) && self.first(at).is_some_and(is_letter))
    }
}
