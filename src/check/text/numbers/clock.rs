//! Times of day: 15:00, 3 pm, half past seven, 下午三点半.

use std::ops::Range;

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::{Scanner, is_letter};

/// Which half of the day an hour belongs to.
#[derive(Clone, Copy, PartialEq)]
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
        let mut minutes = self.minutes(end);
        if let Some((_, minutes_end)) = minutes {
            end = minutes_end;
        }
        let behind = self.hour_ends(end);
        let named = match self.chinese {
            true => self.chinese_hour(end, half.is_some(), from),
            false => None,
        };
        if let Some((more, named_end)) = named {
            minutes = Some((more, named_end));
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
        let phrases = [
            ("half past ", 30),
            ("a quarter past ", 15),
            ("quarter past ", 15),
            ("a quarter to ", -15),
            ("quarter to ", -15),
        ];
        let (words, minutes) = phrases.into_iter().find(|(words, _)| rest.starts_with(words))?;
        if self.chinese || self.last(at).is_some_and(is_letter) {
            return None;
        }
        let numeral = self.numeral(at + words.len())?;
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
            Some(Half::Evening) if hour == 12 => match self.chinese {
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
        let last = self.found.last().filter(|_| self.chinese)?;
        let between = self.text.get(last.end..start)?;
        let joined = between.trim_matches(['-', '–', '—', '～', '~', '至', '到', ' ']).is_empty();
        let afternoon = last.value.as_whole().is_some_and(|minutes| minutes >= 12 * 60);
        (last.kind == Kind::Clock && joined && afternoon).then_some(Half::Evening)
    }

    /// 每晚 10 点, 前一晚十点: the evening has been read as a rate, or as one night.
    fn night_before(&self, at: usize) -> Option<Half> {
        let rate = self.found.last().is_some_and(|it| it.end == at);
        match self.last(at).filter(|_| rate && self.chinese)? {
            '晚' | '夜' => Some(Half::Evening),
            '早' | '晨' => Some(Half::Morning),
            _ => None,
        }
    }

    fn half_before(&self, at: usize) -> (Option<Half>, usize) {
        // Most characters begin no such word; that is asked once, not for every word.
        let words = self.tables.beginning(self.rest(at));
        if !self.chinese || !words.iter().any(|word| ["am", "noon", "pm"].contains(&word.kind)) {
            return (None, at);
        }
        for (kind, half) in [("am", Half::Morning), ("noon", Half::Noon), ("pm", Half::Evening)] {
            for (word, _) in self.tables.of_kind(kind) {
                if self.rest(at).starts_with(word.as_str()) {
                    return (Some(half), at + word.len());
                }
            }
        }
        (None, at)
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
        if !self.chinese {
            return None;
        }
        if !super::han::is_han_digit(first) {
            return None;
        }
        let text = self.rest(from);
        let text = text.char_indices().nth(4).map_or(text, |(end, _)| &text[..end]);
        let cut = text.find('点').filter(|cut| (1..12).contains(cut))?;
        let numeral = super::han::han(text.get(..cut)?, before).filter(|it| it.end == cut)?;
        let hour = numeral.value.as_whole().filter(|hour| *hour <= 24)?;
        Some((hour, from + cut))
    }

    /// `:30`, `.30` before am or pm.
    fn minutes(&self, end: usize) -> Option<(i128, usize)> {
        let separator = self.first(end).filter(|c| matches!(c, ':' | '：' | '.'))?;
        let from = end + separator.len_utf8();
        let digits = self.rest(from).get(..2)?;
        let more = self.rest(from + 2).starts_with(|c: char| c.is_ascii_digit() || c == ':');
        let minutes: i128 = digits.parse().ok().filter(|minutes| *minutes < 60 && !more)?;
        let decimal = separator == '.' && self.hour_ends(from + 2).is_none();
        (!decimal && digits.bytes().all(|b| b.is_ascii_digit())).then_some((minutes, from + 2))
    }

    /// am, p.m., “in the morning” behind an hour, in English.
    pub(super) fn hour_ends(&self, end: usize) -> Option<(Half, usize)> {
        if self.chinese {
            return None;
        }
        let rest = &self.lower[end..];
        let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
        let from = end + rest.len() - trimmed.len();
        for (kind, half) in [("am", Half::Morning), ("pm", Half::Evening), ("noon", Half::Noon)] {
            for (word, _) in self.tables.of_kind(kind) {
                let found = trimmed.starts_with(word.as_str());
                if found && self.ends_word(from + word.len()) {
                    return Some((half, from + word.len()));
                }
            }
        }
        None
    }

    /// 点半, 点, 时30分 behind an hour; `told` says that the half of the day is told.
    fn chinese_hour(&self, end: usize, told: bool, from: usize) -> Option<(i128, usize)> {
        let rest = self.rest(end);
        let sign = ["点", "时"].into_iter().find(|sign| rest.starts_with(sign))?;
        let after = end + sign.len();
        let rest = self.rest(after);
        for (word, minutes) in [("钟", 0), ("整", 0), ("半", 30), ("一刻", 15), ("三刻", 45)]
        {
            if rest.starts_with(word) && sign == "点" {
                return Some((minutes, after + word.len()));
            }
        }
        if let Some(numeral) = self.numeral(after)
            && let Some(minutes) = numeral.value.as_whole().filter(|it| *it < 60)
            && self.rest(numeral.end).starts_with('分')
            && !self.rest(numeral.end).starts_with("分之")
        {
            return Some((minutes, numeral.end + '分'.len_utf8()));
        }
        let opens = rest.starts_with(['至', '到', '前', '后', '起', '以', '之', '开', '关', '起']);
        let whole = self.text[from..end].bytes().all(|b| b.is_ascii_digit());
        let date = self.text[..from].ends_with(['日', '号', '至', '到'])
            && self.found.last().is_some_and(|it| from.saturating_sub(it.end) < 7);
        let range = opens && whole && self.found.last().is_none_or(|it| it.end < from);
        let clock = told || date || range && (rest.starts_with(['至', '到']) || sign == "点");
        clock.then_some((0, after))
    }

    /// Whether 1:10 is a ratio: the words beside it say so, or more numbers follow.
    fn is_ratio(&self, at: usize, end: usize) -> bool {
        let from = (at.saturating_sub(40)..).find(|it| self.text.is_char_boundary(*it));
        let to = (end + 30..).find(|it| self.lower.is_char_boundary(*it) || *it > self.lower.len());
        let to = to.unwrap_or(self.lower.len()).min(self.lower.len());
        let near = &self.lower[from.unwrap_or(0)..to];
        let ratio = self.tables.of_kind("ratio").iter();
        let mut ratio = ratio.filter(|(word, _)| *word != "比" || near.contains("之比"));
        self.rest(end).starts_with(':') || ratio.any(|(word, _)| near.contains(word.as_str()))
    }
}
