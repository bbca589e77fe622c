//! Numbers in digits and in the words of either language, up to what stands behind them.

use super::amount::Amount;
use super::han::han;
use super::mention::{Kind, Reading};
use super::numeral::Numeral;
use super::powers::SUPERSCRIPTS;
use super::scanner::Scanner;
use super::tables::Tables;
use super::unit::unit_named;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// How far behind a two the word for the gap may stand, in characters.
const GAP: usize = 10;

impl Scanner<'_> {
    /// A number at a place: all of it, with its unit.
    pub fn number(&mut self, at: usize) -> Option<usize> {
        let numeral = self.numeral(at)?;
        if numeral.digits && self.belongs_to_name(at, numeral.end) {
            return Some(self.after_name(numeral.end));
        }
        let mut reading = Reading::new(Kind::Number, numeral.value, at..numeral.end);
        if numeral.digits && self.is_age_group(at, numeral.end) {
            reading.unit = unit_named("age");
            reading.bound = self.bound(at, numeral.end);
            let end = self.after_name(numeral.end);
            self.found.push(Reading { digits: true, end, ..reading });
            return Some(end);
        }
        reading.digits = numeral.digits;
        reading.power = numeral.power;
        reading.ordinal = numeral.ordinal;
        if let Some(second) = numeral.second {
            // 三四天: both numbers have the unit.
            let mut first = reading.clone();
            let end = self.finish(Reading { value: second, ..reading });
            first.unit = self.found.last().and_then(|last| last.unit);
            first.undecided = self.found.last().and_then(|last| last.undecided);
            self.found.insert(self.found.len() - 1, first);
            return Some(end);
        }
        if numeral.single {
            reading.undecided = Some("the numeral may be a part of a word");
        }
        let gap = !numeral.digits && self.names_ends(&numeral);
        let end = self.finish(reading);
        if let Some(last) =
            self.found.last_mut().filter(|it| gap || numeral.lone && it.unit.is_none())
        {
            last.undecided = Some("the numeral may be a part of a word");
        }
        // The letter behind 1b is passed over.
        let letter = numeral.digits && self.is_subdivided(at, end);
        Some(end + usize::from(letter))
    }

    /// Whether a two names the ends of a gap: 两次献血间隔, 两剂之间.
    fn names_ends(&self, numeral: &Numeral) -> bool {
        let two = numeral.value == Amount::whole(2);
        let rest = self.rest(numeral.end);
        let near = rest.char_indices().nth(GAP).map_or(rest, |(at, _)| &rest[..at]);
        let clause =
            near.split(|c: char| c.is_ascii_punctuation() || "，。；、".contains(c)).next();
        let words = self.tables.list(Table::Apart);
        two && clause.is_some_and(|clause| words.iter().any(|it| clause.contains(&it.text)))
    }

    /// The numeral at a place, in digits or words, with the words that multiply it.
    pub fn numeral(&self, at: usize) -> Option<Numeral> {
        let first = self.first(at)?;
        if first.is_ascii_digit() {
            return self.in_digits(at);
        }
        if first == '.' {
            return self.bare_decimals(at);
        }
        if let Some(value) = vulgar_fraction(first) {
            return Some(Numeral::new(value, at + first.len_utf8()));
        }
        if self.tables.is_sign(first) {
            return han(self.tables, self.rest(at), self.last(at)).map(|mut numeral| {
                numeral.end += at;
                numeral
            });
        }
        let starts = is_letter(first) && !self.last(at).is_some_and(is_letter);
        let numeral = if starts { self.in_words(at) } else { None };
        let quoted = !self.tables.has(Table::Cardinal);
        numeral.map(|it| Numeral { single: it.single || quoted, ..it })
    }

    fn in_digits(&self, at: usize) -> Option<Numeral> {
        let (digits, end) = digits(self.tables, self.text, at);
        let mut value = Amount::digits(&digits)?;
        let mut end = end;
        if let Some(fraction) = self.first(end).and_then(vulgar_fraction) {
            value = value.plus(fraction)?;
            end += self.first(end)?.len_utf8();
        }
        if let Some((power, power_end)) = self.power_of_ten(end) {
            (value, end) = (value.times(power)?, power_end);
        } else if let Some((power, power_end)) = self.alone_power(&digits, end) {
            (value, end) = (power, end + power_end);
        }
        let mut power = Amount::ONE;
        while let Some((factor, factor_end)) = self.multiplier(end) {
            (value, end, power) = (value.times(factor)?, factor_end, power.times(factor)?);
        }
        if power == Amount::ONE
            && let Some((factor, factor_end)) = self.money_multiplier(at, end)
        {
            (value, end, power) = (value.times(factor)?, factor_end, factor);
        }
        // 3 万 5 千 and 1조 2000억 are one number.
        if power != Amount::ONE {
            let from = end + usize::from(self.rest(end).starts_with(' '));
            let more = self.first(from).is_some_and(|c| c.is_ascii_digit());
            if let Some(rest) = more.then(|| self.in_digits(from)).flatten()
                && rest.power != Amount::ONE
                && rest.value.as_whole().zip(power.as_whole()).is_some_and(|(it, most)| it < most)
            {
                (value, end) = (value.plus(rest.value)?, rest.end);
            } else if let Some((rest, rest_end)) =
                self.below_place(from, power).filter(|_| from == end || !self.tables.unspaced)
            {
                (value, end) = (value.plus(rest)?, rest_end);
            }
        }
        let mut numeral = Numeral { power, ..Numeral::new(value, end) };
        let endings = self.tables.or_guest(Table::OrdinalEnding);
        let decade = self.decade_ending(end).unwrap_or_default();
        if let Some(ending) = endings.at_start(Table::OrdinalEnding, &self.lower[end..])
            && self.ends_word(end + ending.text.len())
            && ending.text.len() >= decade
        {
            numeral.ordinal = true;
            numeral.end = end + ending.text.len();
        }
        Some(numeral)
    }

    /// 1만 2,345, 1万2345: the digits behind a power that are less than it, in scripts whose words run on.
    fn below_place(&self, from: usize, power: Amount) -> Option<(Amount, usize)> {
        let place = self.text[..from].trim_end().chars().next_back()?;
        if is_letter(place) || !self.first(from)?.is_ascii_digit() {
            return None;
        }
        let (digits, end) = digits(self.tables, self.text, from);
        let rest = Amount::digits(&digits)?;
        let (whole, most) = rest.as_whole().zip(power.as_whole())?;
        // Fewer digits may be a number of their own.
        (digits.len() >= LEAST_BELOW && whole < most).then_some((rest, end))
    }

    /// `.002`, whose nought is left out.
    fn bare_decimals(&self, at: usize) -> Option<Numeral> {
        let opens =
            self.last(at).is_none_or(|c| c.is_whitespace() || "=<>≤≥(（＝–~±+-−".contains(c));
        let point = self.tables.holds(Table::Decimal, ".") || !self.tables.has(Table::Decimal);
        let rest = self.rest(at + 1);
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let value = Amount::digits(&format!("0.{}", &rest[..length]))?;
        let ends = !rest[length..].starts_with(|c: char| c == '.' || is_letter(c));
        (opens && point && ends && length > 0).then(|| Numeral::new(value, at + 1 + length))
    }

    /// 万, 亿, million behind digits, unless a unit begins there: 千克, 百分点.
    pub fn multiplier(&self, end: usize) -> Option<(Amount, usize)> {
        let first = self.first(end)?;
        if let Some(place) = self.tables.place(first) {
            let unit = self.unit_at(end).is_some()
                || self.tables.at_start(Table::NoPlace, self.rest(end)).is_some();
            return (!unit).then(|| (Amount::whole(place), end + first.len_utf8()));
        }
        let rest = &self.lower[end..];
        let trimmed = rest.trim_start_matches([' ', '-']);
        if rest.len() - trimmed.len() > 1 {
            return None;
        }
        let power = self.tables.at_start(Table::Power, trimmed)?;
        let end = end + rest.len() - trimmed.len() + power.text.len();
        self.ends_word(end).then_some((Amount::whole(power.value()?), end))
    }

    /// Digits that belong to a name: CD8, COVID-19, BA.5, 3D.
    fn belongs_to_name(&self, at: usize, end: usize) -> bool {
        let mut before = self.text[..at].chars().rev();
        let previous = before.next();
        let earlier = before.next();
        // Under-18s: those of an age.
        if previous == Some('-') && self.is_age_group(at, end) {
            return false;
        }
        let joined = matches!(previous, Some('-' | '/' | '_'))
            && earlier.is_some_and(|c| is_letter(c) && !c.is_ascii_digit())
            && !(previous == Some('-') && ends_with_word(&self.text[..at - 1]))
            && !(previous == Some('/')
                && self.found.last().is_some_and(|it| it.end + 2 == at || it.end + 1 == at));
        let dotted = previous == Some('.')
            && earlier.is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let after = self.first(end);
        let goes_on = after.is_some_and(|c| is_letter(c) || matches!(c, '⁺' | '⁻'))
            && self.unit_at(end).is_none()
            && !self.is_decade(end)
            && !self.is_subdivided(at, end)
            && self.hour_ends(end).is_none();
        previous.is_some_and(is_letter) || joined && !self.is_decade(end) || dotted || goes_on
    }

    /// Under-18s, over-65s: a bound joined to an age.
    fn is_age_group(&self, at: usize, end: usize) -> bool {
        let ending = self.tables.at_start(Table::DecadeEnding, self.rest(end));
        ending.is_some_and(|it| self.ends_word(end + it.text.len()))
            && self.bound(at, end).is_some()
    }

    /// Phase 1b, 2a 型: a letter that divides what the number says.
    fn is_subdivided(&self, at: usize, end: usize) -> bool {
        let letter = self.first(end).is_some_and(|c| matches!(c, 'a'..='c' | 'A'..='C'));
        if !letter || !self.ends_word(end + 1) {
            return false;
        }
        let part = |word: &str| self.rest(end + 1).starts_with(word);
        if self.tables.of_sense(Table::Roman, "part").any(part) {
            return true;
        }
        let before = self.lower[..at].trim_end();
        let word = before.rsplit(|c: char| !is_letter(c) || c.is_numeric()).next();
        let mut names = self.tables.of_sense(Table::Roman, "before");
        word.is_some_and(|word| names.any(|name| name == word))
    }

    fn after_name(&self, end: usize) -> usize {
        let rest = self.rest(end);
        end + rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
    }

    /// How much of the text is the “s” of a decade: the 1990s.
    pub fn decade_ending(&self, end: usize) -> Option<usize> {
        let tables = self.tables.or_guest(Table::DecadeEnding);
        let ending = tables.at_start(Table::DecadeEnding, self.rest(end))?.text.len();
        (self.ends_word(end + ending) && self.text[..end].ends_with('0')).then_some(ending)
    }

    /// Whether “s” follows: the 1990s.
    pub fn is_decade(&self, end: usize) -> bool {
        self.decade_ending(end).is_some()
    }
}

/// So many digits behind a power are what goes on from it.
const LEAST_BELOW: usize = 3;

/// Signs of a language whose tables say nothing of them.
const PLAIN: (&str, &str) = (".", " ");

/// Digits with their separators of groups, and a sign before decimals, which becomes a point; 12 482,
/// 1,000, 0·72, or 1.000,5 where a language writes so.
pub fn digits(tables: &Tables, text: &str, at: usize) -> (String, usize) {
    let run = |at: usize| {
        let rest = &text[at..];
        rest.find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| at + length)
    };
    let own = |table| tables.list(table).iter().map(|word| word.text.as_str());
    let plain = |table, sign| (!tables.has(table)).then_some(sign);
    let mut end = run(at);
    let mut number = text[at..end].to_string();
    if number.len() <= 3 && !number.starts_with('0') {
        for separator in own(Table::Group).chain(plain(Table::Group, PLAIN.1)) {
            let group = |end: usize| {
                let from = end + separator.len();
                let group = text[end..].starts_with(separator) && run(from) == from + 3;
                group.then(|| (text[from..from + 3].to_string(), from + 3))
            };
            while let Some((group, group_end)) = group(end) {
                number.push_str(&group);
                end = group_end;
            }
            if number.len() > 3 {
                break;
            }
        }
    }
    // 2·10⁶ is a power of ten, though 0·72 has decimals.
    let power = |from: usize| {
        let rest = text[from..].strip_prefix("10");
        rest.is_some_and(|it| it.starts_with(|c| c == '^' || c == '⁻' || SUPERSCRIPTS.contains(c)))
    };
    let mut points = own(Table::Decimal).chain(plain(Table::Decimal, PLAIN.0));
    if let Some(point) = points.find(|point| text[end..].starts_with(point))
        && !power(end + point.len())
    {
        let from = end + point.len();
        let part = run(from);
        if part > from {
            number = format!("{number}.{}", &text[from..part]);
            end = part;
        }
    }
    (number, end)
}

fn vulgar_fraction(c: char) -> Option<Amount> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        _ => return None,
    };
    Amount::fraction(above, below)
}

/// Whether a text ends with an English word in small letters: interleukin.
fn ends_with_word(text: &str) -> bool {
    let word = text.rsplit(|c: char| !is_letter(c)).next().unwrap_or_default();
    word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase())
}
