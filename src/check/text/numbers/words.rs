//! Numerals in words: twenty-five, two thirds, a hundred and ten, treinta y cinco, soixante et onze.

use super::amount::Amount;
use super::numeral::Numeral;
use super::scanner::Scanner;
use super::tables::Tables;
use super::together::{Part, part_of};
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// The longest word of a numeral, in bytes.
const LONGEST: usize = 80;

/// The sum of the words that have been read.
struct Sum {
    total: i128,
    current: i128,
}

impl Sum {
    /// Adds a word; `None` when the number is too large.
    fn add(&mut self, part: Part) -> Option<()> {
        match part {
            Part::Cardinal(number) => self.current = self.current.checked_add(number)?,
            Part::Ordinal(number) if number < 100 => {
                self.current = self.current.checked_add(number)?
            }
            Part::Ordinal(number) | Part::Power(number) if number < 1000 => {
                self.current = self.current.max(1).checked_mul(number)?;
            }
            // Two thousand million.
            Part::Power(number) if self.current == 0 && self.total > 0 => {
                self.total = self.total.checked_mul(number)?;
            }
            Part::Ordinal(number) | Part::Power(number) => {
                let many = if self.total == 0 { self.current.max(1) } else { self.current };
                self.total = self.total.checked_add(many.checked_mul(number)?)?;
                self.current = 0;
            }
        }
        Some(())
    }
}

impl Scanner<'_> {
    /// The tables of numerals in words: the language's own, or those of the words that it quotes.
    fn numerals(&self) -> &Tables {
        self.tables.or_guest(Table::Cardinal)
    }

    /// The numeral in words at a place.
    pub fn in_words(&self, at: usize) -> Option<Numeral> {
        let (word, mut end) = self.numeral_word(at)?;
        if self.numerals().holds(Table::Article, word) {
            // “a hundred”, “a third of”, “a quarter of”
            return self.behind_article(end);
        }
        let Some(first) = part_of(self.numerals(), word) else {
            return self.joined_to_unit(at, word);
        };
        let mut last = match first {
            Part::Ordinal(number) => return Some(made(number, end, true)),
            Part::Power(_) if !self.numerals().holds(Table::BarePower, word) => return None,
            part => part,
        };
        let mut sum = Sum { total: 0, current: 0 };
        sum.add(last)?;
        let mut ordinal = false;
        while let Some((part, next)) = self.next_part(end, last) {
            sum.add(part)?;
            (last, end) = (part, next);
            ordinal = matches!(part, Part::Ordinal(_));
            if ordinal {
                break;
            }
        }
        let number = sum.total.checked_add(sum.current)?;
        if let Some((below, next)) = self.denominator(at, end, number).filter(|_| !ordinal) {
            let value = Amount::fraction(number, below)?;
            return Some(Numeral { value, ..made(number, next, false) });
        }
        let mut numeral = made(number, end, ordinal);
        if let Some((value, next)) = self.point(end) {
            numeral.value = numeral.value.plus(value)?;
            (numeral.end, numeral.single) = (next, false);
        }
        if self.numerals().at_start(Table::NumeralEnding, &self.lower[numeral.end..]).is_some() {
            numeral.single = false;
        }
        Some(numeral)
    }

    /// Dreitägig, zweiwöchige: a numeral in one word with its unit of time, in languages that join words so.
    fn joined_to_unit(&self, at: usize, word: &str) -> Option<Numeral> {
        let numerals = self.numerals();
        if !numerals.has(Table::OnesFirst) {
            return None;
        }
        word.char_indices().skip(2).find_map(|(length, _)| {
            let (unit, end) = self.unit_at(at + length)?;
            if !unit.is_span() || end != at + word.len() {
                return None;
            }
            match part_of(numerals, &word[..length])? {
                Part::Cardinal(number) => Some(made(number, at + length, false)),
                _ => None,
            }
        })
    }

    fn behind_article(&self, end: usize) -> Option<Numeral> {
        let (word, next) = self.numeral_word(end + 1)?;
        let numerals = self.numerals();
        if let Some(Part::Power(power)) = part_of(numerals, word) {
            let mut numeral = made(power, next, false);
            if let Some((Part::Power(more), more_end)) = self.next_part(next, Part::Power(power)) {
                numeral = made(power.checked_mul(more)?, more_end, false);
            }
            return Some(numeral);
        }
        let below = self.below(word)?;
        let rest = self.lower[next..].trim_start_matches(' ');
        let whole = rest.is_empty()
            || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-')
            || numerals.at_start(Table::BelowFollows, rest).is_some();
        let sure = numerals.list(Table::BelowSure).iter().find(|it| it.text == word);
        let part = whole || sure.is_some_and(|it| !rest.starts_with(it.sense.as_str()));
        let value = Amount::fraction(1, below)?;
        part.then(|| Numeral { value, single: false, ..made(1, next, false) })
    }

    /// “thirds” behind two, “third” behind one.
    fn denominator(&self, at: usize, end: usize, above: i128) -> Option<(i128, usize)> {
        let (word, next) = self.numeral_word(end + 1)?;
        // “the first three quarters” are nine months.
        let before = self.lower[..at].trim_end();
        let mut spans = self.numerals().of_sense(Table::BelowSpared, word);
        if spans.any(|it| before.ends_with(it)) || !matches!(self.first(end), Some(' ' | '-')) {
            return None;
        }
        let plural = self.numerals().at_end(Table::BelowPlural, word);
        let word = match (above, self.numerals().has(Table::BelowPlural)) {
            (1, _) | (_, false) => word,
            _ => word.strip_suffix(plural?.text.as_str())?,
        };
        // “Two halves of 45 minutes” are two.
        let below = self.below(word)?;
        (above % below != 0).then_some((below, next))
    }

    /// The denominator that a word names; ordinals name one where their plural does.
    fn below(&self, word: &str) -> Option<i128> {
        let numerals = self.numerals();
        let named = numerals.list(Table::Below).iter().find(|it| it.text == word);
        if let Some(named) = named {
            return named.value();
        }
        match part_of(numerals, word)? {
            Part::Ordinal(number)
                if numerals.has(Table::BelowPlural) && !numerals.holds(Table::NoBelow, word) =>
            {
                Some(number)
            }
            _ => None,
        }
    }

    /// “point five”.
    fn point(&self, end: usize) -> Option<(Amount, usize)> {
        let rest = self.lower[end..].strip_prefix(' ')?;
        let point = self.numerals().at_start(Table::Point, rest)?;
        let rest = rest[point.text.len()..].strip_prefix(' ')?;
        let mut at = self.lower.len() - rest.len();
        let (mut above, mut below, mut last) = (0, 1, None);
        while let Some((word, next)) = self.numeral_word(at) {
            let Some(Part::Cardinal(digit @ 0..10)) = part_of(self.numerals(), word) else { break };
            (above, below, last) = (above * 10 + digit, below * 10, Some(next));
            at = next + 1;
            if below > 1_000_000_000 {
                break;
            }
        }
        Some((Amount::fraction(above, below)?, last?))
    }

    /// The next word of a numeral, when it can follow the last one.
    fn next_part(&self, end: usize, last: Part) -> Option<(Part, usize)> {
        if !matches!(self.first(end), Some(' ' | '-')) {
            return None;
        }
        let (mut word, mut next) = self.numeral_word(end + 1)?;
        let numerals = self.numerals();
        let place = match last {
            Part::Power(_) | Part::Cardinal(100..) => "power",
            _ => "tens",
        };
        let joined = numerals.of_sense(Table::And, place).any(|and| and == word);
        if joined {
            (word, next) = self.numeral_word(next + 1)?;
        }
        let part = part_of(numerals, word)?;
        follows(numerals, last, part, joined).then_some((part, next))
    }

    /// The word at a place, in small letters, and where it ends; words that are written in pieces as one.
    fn numeral_word(&self, at: usize) -> Option<(&str, usize)> {
        let rest = self.lower.get(at..)?;
        let whole = self.numerals().in_pieces().find(|it| rest.starts_with(it.text.as_str()));
        if let Some(whole) = whole.filter(|it| self.ends_word(at + it.text.len())) {
            return Some((&rest[..whole.text.len()], at + whole.text.len()));
        }
        let letter = |c: char| is_letter(c) && !c.is_numeric();
        let length = rest.find(|c| !letter(c)).unwrap_or(rest.len());
        (length > 0 && length < LONGEST).then_some((&rest[..length], at + length))
    }
}

/// Whether a word of a numeral can stand behind another.
fn follows(numerals: &Tables, last: Part, part: Part, joined: bool) -> bool {
    let long =
        |tens: i128| numerals.list(Table::LongTens).iter().any(|it| it.text == tens.to_string());
    let needs =
        |power: i128| numerals.list(Table::Needs).iter().any(|it| it.text == power.to_string());
    match (last, part) {
        (Part::Ordinal(_), _) => false,
        (_, Part::Power(_)) => !joined,
        (
            Part::Cardinal(tens @ 20..100),
            Part::Cardinal(ones @ 1..) | Part::Ordinal(ones @ 1..10),
        ) => tens % 10 == 0 && (ones < 10 || ones < 20 && long(tens)),
        (Part::Cardinal(hundreds @ 100..), Part::Cardinal(rest @ 1..100)) => {
            hundreds % 100 == 0 && rest < 100
        }
        (_, Part::Ordinal(number)) => number >= 100 || joined,
        (Part::Cardinal(_), _) => false,
        (Part::Power(power), Part::Cardinal(number)) => {
            power % 10 == 0 && number < power && (joined || !needs(power))
        }
    }
}

fn made(number: i128, end: usize, ordinal: bool) -> Numeral {
    Numeral {
        value: Amount::whole(number),
        end,
        ordinal,
        second: None,
        digits: false,
        power: Amount::ONE,
        single: number == 1,
        lone: false,
    }
}
