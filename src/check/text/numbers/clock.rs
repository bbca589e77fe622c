//! Times of day: 15:00, 3 pm, half past seven, 下午三点半.

use std::ops::Range;

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// Which half of the day an hour belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Half {
    Morning,
    Noon,
    Evening,
}

impl Scanner<'_> {
    /// A time of day: 15:00, 3 pm, 下午三点半.
    pub fn clock(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.past(at) {
            return Some(end);
        }
        let (half, from) = self.half_before(at);
        let half = half.or_else(|| self.night_before(at));
        let numeral = self.numeral_of_hour(from)?;
        let (hour, mut end) = numeral;
        // 夜里两点, 每晚两点: behind midnight.
        let small = (1..5).contains(&hour) && half == Some(Half::Evening);
        let half = if small && self.is_night(from) { Some(Half::Morning) } else { half };
        let mut minutes = self.minutes(end).or_else(|| self.spoken_minutes(end));
        if let Some((_, minutes_end)) = minutes {
            end = minutes_end;
        }
        end = self.behind_hours(end);
        let behind = self.hour_ends(end);
        let named = self.named_hour(end, half.is_some(), from);
        if let Some((more, named_end)) = named {
            minutes = Some((minutes.map_or(more, |(told, _)| told), named_end));
            end = named_end;
        }
        if let Some((_, behind_end)) = behind {
            end = behind_end;
        }
        let half = half.or(behind.map(|(half, _)| half));
        if half.is_none() && (minutes.is_none() || named.is_none() && self.is_ratio(at, end)) {
            return None;
        }
        if half.is_some() && named.is_none() && behind.is_none() && minutes.is_none() {
            return None;
        }
        let minutes = minutes.map_or(0, |(minutes, _)| minutes);
        self.push_clock(at..end, hour, minutes, half);
        if let Some(last) = self.found.last_mut().filter(|_| half.is_none()) {
            last.parts = Some((Amount::whole(hour), Amount::whole(minutes)));
        }
        Some(end)
    }

    /// Half past seven, a quarter to nine.
    fn past(&mut self, at: usize) -> Option<usize> {
        let rest = &self.lower[at..];
        let words = self.tables.at_start(Table::ClockPast, rest)?;
        let minutes = words.value()?;
        if self.last(at).is_some_and(is_letter) {
            return None;
        }
        let numeral = self.numeral(at + words.text.len())?;
        let hour = numeral.value.as_whole().filter(|hour| (1..=12).contains(hour))?;
        let behind = self.hour_ends(numeral.end);
        let end = behind.map_or(numeral.end, |(_, end)| end);
        self.push_clock(at..end, hour, minutes, behind.map(|(half, _)| half));
        Some(end)
    }

    fn push_clock(&mut self, range: Range<usize>, hour: i128, minutes: i128, half: Option<Half>) {
        let inherited = half.is_none();
        let half = half.or_else(|| self.carried(range.start));
        let hours = match half {
            Some(Half::Morning) if hour == 12 => 12,
            Some(Half::Evening) if hour == 12 => match self.tables.has(Table::Midnight) {
                true => 24,
                false => 12,
            },
            Some(Half::Evening) if hour < 12 => hour + 12,
            Some(Half::Noon) if hour < 11 => hour + 12,
            _ => hour,
        };
        let of_day = |hours: i128| Amount::whole((hours * 60 + minutes).rem_euclid(24 * 60));
        let mut reading = Reading::new(Kind::Clock, of_day(hours), range.clone());
        if inherited && hour <= 12 {
            reading.others.push(of_day(hour + 12));
            reading.others.push(of_day(hour));
        }
        reading.others.push(of_day(if hours >= 12 { hours - 12 } else { hours }));
        if half.is_some() && hour != 12 {
            reading.others.pop();
        }
        self.found.push(reading);
    }

    /// 下午 1:30—5:00: the second hour is of the same half of the day.
    fn carried(&self, start: usize) -> Option<Half> {
        let last = self.found.last().filter(|_| self.tables.has(Table::HourRange))?;
        let between = self.text.get(last.end..start)?;
        let joins = |c: char| {
            matches!(c, '-' | '–' | '—' | '～' | '~' | ' ')
                || self.tables.holds(Table::HourRange, c.encode_utf8(&mut [0; 4]))
        };
        let joined = between.trim_matches(joins).is_empty();
        let afternoon = last.value.as_whole().is_some_and(|minutes| minutes >= 12 * 60);
        (last.kind == Kind::Clock && joined && afternoon).then_some(Half::Evening)
    }

    /// 每晚 10 点, 前一晚十点: the evening has been read as a rate, or as one night.
    fn night_before(&self, at: usize) -> Option<Half> {
        let rate = self.found.last().is_some_and(|it| it.end == at);
        let night = self.tables.at_end(Table::Night, &self.text[..at]).filter(|_| rate)?;
        match night.sense.as_str() {
            "morning" => Some(Half::Morning),
            _ => Some(Half::Evening),
        }
    }

    /// Whether the words before an hour tell the night, not the afternoon.
    fn is_night(&self, from: usize) -> bool {
        let before = self.text[..from].trim_end();
        self.tables.of_sense(Table::Night, "night").any(|it| before.ends_with(it))
    }

    fn half_before(&self, at: usize) -> (Option<Half>, usize) {
        let rest = self.rest(at);
        let mut words = self.tables.beginning(rest).filter(|it| it.sense == "before");
        let found = words.find_map(|word| {
            let half = half(word.table).filter(|_| rest.starts_with(&word.text))?;
            let gap = !self.tables.unspaced && rest[word.text.len()..].starts_with(' ');
            Some((Some(half), at + word.text.len() + usize::from(gap)))
        });
        found.unwrap_or((None, at))
    }

    fn numeral_of_hour(&self, from: usize) -> Option<(i128, usize)> {
        let first = self.first(from)?;
        let before = self.last(from);
        if first.is_ascii_digit()
            && before.is_some_and(|c| is_letter(c) || matches!(c, '.' | ':' | '-' | '/'))
            && !(before == Some('-') && self.found.last().is_some_and(|it| it.kind == Kind::Clock))
        {
            return None;
        }
        if first.is_ascii_digit() {
            let rest = self.rest(from);
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let hour = rest[..length].parse().ok().filter(|hour| *hour <= 24 && length <= 2)?;
            return Some((hour, from + length));
        }
        if !self.tables.is_sign(first) {
            return self.hour_in_words(from);
        }
        let text = self.rest(from);
        let text = text.char_indices().nth(4).map_or(text, |(end, _)| &text[..end]);
        let mut hours = self.tables.list(Table::Hour).iter();
        let cut =
            hours.find_map(|hour| text.find(&hour.text).filter(|cut| (1..12).contains(cut)))?;
        let numeral =
            super::han::han(self.tables, text.get(..cut)?, before).filter(|it| it.end == cut)?;
        let hour = numeral.value.as_whole().filter(|hour| *hour <= 24)?;
        Some((hour, from + cut))
    }

    /// Ten at night, 열 시: an hour in words, where what stands beside it says so.
    fn hour_in_words(&self, from: usize) -> Option<(i128, usize)> {
        let starts = !self.last(from).is_some_and(is_letter);
        let numeral = self.in_words(from).filter(|it| starts && !it.ordinal)?;
        let hour = numeral.value.as_whole().filter(|hour| (1..=12).contains(hour))?;
        let end = numeral.end;
        let sign = || self.tables.at_start(Table::Hour, self.rest(end).trim_start()).is_some();
        // “Два дня” are two days, and “one in the evening” may be a tablet.
        let before = self.lower[..from].trim_end().rsplit([' ', '(']).next();
        let at = before.is_some_and(|word| self.tables.holds(Table::During, word));
        let ends = |from: usize| self.hour_ends(from).is_some() && self.unit_at(from).is_none();
        let hours = self.behind_hours(end);
        let told = hours > end && ends(hours)
            || at && ends(end)
            || self.spoken_minutes(end).is_some()
            || sign();
        told.then_some((hour, end))
    }

    /// Behind the word for hours, where the half of the day follows it: dix heures du soir.
    fn behind_hours(&self, end: usize) -> usize {
        let hours = self.unit_at(end).filter(|(unit, _)| unit.id == "hours");
        let told = hours.filter(|(_, behind)| self.hour_ends(*behind).is_some());
        told.map_or(end, |(_, behind)| behind)
    }

    /// Diez y media de la mañana, dix heures et demie du soir: the part of an hour, before the half of
    /// the day.
    fn spoken_minutes(&self, end: usize) -> Option<(i128, usize)> {
        let hours = self.unit_at(end).filter(|(unit, _)| unit.id == "hours");
        let from = hours.map_or(end, |(_, behind)| behind);
        let rest = self.lower.get(from..).filter(|_| !self.tables.unspaced)?;
        let mut halves = self.tables.of_sense(Table::HalfMore, "number");
        let half = halves.find(|it| rest.starts_with(*it)).map(|it| (30, it.len()));
        let named = || {
            let word = self.tables.at_start(Table::HourMinutes, rest)?;
            Some((word.value()?, word.text.len()))
        };
        let (minutes, length) = half.or_else(named)?;
        self.hour_ends(from + length).map(|_| (minutes, from + length))
    }

    /// `:30`, `.30` before am or pm.
    fn minutes(&self, end: usize) -> Option<(i128, usize)> {
        let sign = self.first(end).filter(|c| matches!(c, ':' | '：' | '.'));
        let split = || Some(self.tables.at_start(Table::HourSplit, &self.lower[end..])?.text.len());
        let from = end + sign.map(char::len_utf8).or_else(split)?;
        let digits = self.rest(from).get(..2)?;
        let more = self.rest(from + 2).starts_with(|c: char| c.is_ascii_digit() || c == ':');
        let minutes: i128 = digits.parse().ok().filter(|minutes| *minutes < 60 && !more)?;
        let decimal = sign == Some('.') && self.hour_ends(from + 2).is_none();
        (!decimal && digits.bytes().all(|b| b.is_ascii_digit())).then_some((minutes, from + 2))
    }

    /// am, p.m., “in the morning” behind an hour, in English.
    pub(super) fn hour_ends(&self, end: usize) -> Option<(Half, usize)> {
        let rest = &self.lower[end..];
        let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
        let from = end + rest.len() - trimmed.len();
        for table in [Table::Morning, Table::Evening, Table::Noon] {
            for word in self.tables.of_sense(table, "after") {
                if trimmed.starts_with(word) && self.ends_word(from + word.len()) {
                    return Some((half(table)?, from + word.len()));
                }
            }
        }
        None
    }

    /// 点半, 点, 时30分 behind an hour; `told` says that the half of the day is told.
    fn named_hour(&self, end: usize, told: bool, from: usize) -> Option<(i128, usize)> {
        let gap = |at: usize| usize::from(!self.tables.unspaced && self.rest(at).starts_with(' '));
        let end = end + gap(end);
        if let Some(sure) = self.tables.at_start(Table::HourSure, self.rest(end)) {
            return self.ends_word(end + sure.text.len()).then_some((0, end + sure.text.len()));
        }
        let sign = self.tables.at_start(Table::Hour, self.rest(end))?;
        let after = end + sign.text.len();
        let clock_sign = sign.sense == "clock";
        let minute = after + gap(after);
        let word = self.tables.at_start(Table::HourMinutes, self.rest(minute));
        if let Some(word) = word.filter(|it| clock_sign || told && it.value() == Some(30)) {
            return Some((word.value()?, minute + word.text.len()));
        }
        if let Some(numeral) = self.numeral(minute)
            && let Some(minutes) = numeral.value.as_whole().filter(|it| *it < 60)
            && let Some(sign) =
                self.tables.at_start(Table::Minute, self.rest(numeral.end + gap(numeral.end)))
            && self.tables.at_start(Table::BelowFirst, self.rest(numeral.end)).is_none()
        {
            return Some((minutes, numeral.end + gap(numeral.end) + sign.text.len()));
        }
        let opens = self.tables.at_start(Table::HourFollows, self.rest(after)).is_some();
        let whole = self.text[from..end].trim_end().bytes().all(|b| b.is_ascii_digit());
        let date = self.tables.at_end(Table::HourBehind, &self.text[..from]).is_some()
            && self.found.last().is_some_and(|it| from.saturating_sub(it.end) < 7);
        let range = opens && whole && self.found.last().is_none_or(|it| it.end < from);
        let ranges = self.tables.at_start(Table::HourRange, self.rest(after)).is_some();
        let clock = told || date || range && (ranges || clock_sign);
        clock.then_some((0, after))
    }

    /// Whether 1:10 is a ratio: the words beside it say so, or more numbers follow.
    fn is_ratio(&self, at: usize, end: usize) -> bool {
        let from = (at.saturating_sub(40)..).find(|it| self.text.is_char_boundary(*it));
        let to = (end + 30..).find(|it| self.lower.is_char_boundary(*it) || *it > self.lower.len());
        let to = to.unwrap_or(self.lower.len()).min(self.lower.len());
        let near = &self.lower[from.unwrap_or(0)..to];
        let mut ratio = self.tables.list(Table::Ratio).iter();
        self.rest(end).starts_with(':') || ratio.any(|word| near.contains(&word.text))
    }
}

/// The half of the day that a table of words tells.
fn half(table: Table) -> Option<Half> {
    Some(match table {
        Table::Morning => Half::Morning,
        Table::Noon => Half::Noon,
        Table::Evening => Half::Evening,
        _ => return None,
    })
}
