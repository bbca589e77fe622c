//! English numerals in words: twenty-five, two thirds, a hundred and ten, three point five.

use super::amount::Amount;
use super::numeral::Numeral;
use super::scanner::Scanner;

/// What a word of a numeral is.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Cardinal(i128),
    Ordinal(i128),
    Power(i128),
}

impl Scanner<'_> {
    /// The numeral in words at a place.
    pub fn in_words(&self, at: usize) -> Option<Numeral> {
        let (word, mut end) = self.latin_word(at)?;
        let mut total = 0_i128;
        let (mut current, mut last) = match (word, self.part_of(word)) {
            // “a hundred”, “a third of”, “a quarter of”
            ("a" | "an" | "per", _) => return self.behind_article(end),
            (_, Some(Part::Ordinal(number))) => return Some(made(number, end, true)),
            (_, Some(part @ Part::Cardinal(number))) => (number, part),
            _ => return None,
        };
        let mut ordinal = false;
        while let Some((part, next)) = self.next_part(end, last) {
            match part {
                Part::Cardinal(number) => current += number,
                Part::Ordinal(number) if number < 100 => {
                    current += number;
                    ordinal = true;
                }
                Part::Ordinal(number) | Part::Power(number) if number < 1000 => {
                    current *= number;
                    ordinal = matches!(part, Part::Ordinal(_));
                }
                Part::Ordinal(number) | Part::Power(number) => {
                    total += current.checked_mul(number)?;
                    current = 0;
                    ordinal = matches!(part, Part::Ordinal(_));
                }
            }
            (last, end) = (part, next);
            if ordinal {
                break;
            }
        }
        let number = total.checked_add(current)?;
        if let Some((below, next)) = self.denominator(at, end, number).filter(|_| !ordinal) {
            let value = Amount::fraction(number, below)?;
            return Some(Numeral { value, ..made(number, next, false) });
        }
        let mut numeral = made(number, end, ordinal);
        if let Some((value, next)) = self.point(end) {
            numeral.value = numeral.value.plus(value)?;
            (numeral.end, numeral.single) = (next, false);
        }
        if self.lower[numeral.end..].starts_with("fold") {
            numeral.single = false;
        }
        Some(numeral)
    }

    fn behind_article(&self, end: usize) -> Option<Numeral> {
        let (word, next) = self.latin_word(end + 1)?;
        if let Some(Part::Power(power)) = self.part_of(word) {
            let mut numeral = made(power, next, false);
            if let Some((Part::Power(more), more_end)) = self.next_part(next, Part::Power(power)) {
                numeral = made(power.checked_mul(more)?, more_end, false);
            }
            return Some(numeral);
        }
        let below = self.below(word)?;
        let rest = self.lower[next..].trim_start_matches(' ');
        let whole = rest.is_empty()
            || rest.starts_with("of ")
            || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-')
            || rest.starts_with("each")
            || rest.starts_with("were")
            || rest.starts_with("had");
        let part = whole || word == "quarter" && !rest.starts_with("for ");
        let value = Amount::fraction(1, below)?;
        part.then(|| Numeral { value, single: false, ..made(1, next, false) })
    }

    /// “thirds” behind two, “third” behind one.
    fn denominator(&self, at: usize, end: usize, above: i128) -> Option<(i128, usize)> {
        let (word, next) = self.latin_word(end + 1)?;
        // “the first three quarters” are nine months.
        let before = self.lower[..at].trim_end();
        let which = ["first", "last", "next", "past", "previous", "these", "those"];
        if word == "quarters" && which.iter().any(|it| before.ends_with(it)) {
            return None;
        }
        if !matches!(self.first(end), Some(' ' | '-')) {
            return None;
        }
        let singular = word.strip_suffix('s').filter(|_| above > 1);
        let word = match above {
            1 => word,
            _ => singular?,
        };
        Some((self.below(word)?, next))
    }

    fn below(&self, word: &str) -> Option<i128> {
        match (word, self.part_of(word)) {
            ("half" | "halve", _) => Some(2),
            ("quarter", _) => Some(4),
            ("second", _) => None,
            (_, Some(Part::Ordinal(number))) if number > 2 => Some(number),
            _ => None,
        }
    }

    /// “point five”.
    fn point(&self, end: usize) -> Option<(Amount, usize)> {
        let rest = self.lower[end..].strip_prefix(" point ")?;
        let mut at = self.lower.len() - rest.len();
        let (mut above, mut below, mut last) = (0, 1, None);
        while let Some((word, next)) = self.latin_word(at) {
            let Some(Part::Cardinal(digit @ 0..10)) = self.part_of(word) else { break };
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
        let (mut word, mut next) = self.latin_word(end + 1)?;
        let joined = word == "and" && matches!(last, Part::Power(_));
        if joined {
            (word, next) = self.latin_word(next + 1)?;
        }
        let part = self.part_of(word)?;
        let fits = match (last, part) {
            (_, Part::Power(_)) => !joined,
            (Part::Cardinal(tens), Part::Cardinal(1..10) | Part::Ordinal(1..10)) => {
                tens >= 20 && tens % 10 == 0
            }
            (_, Part::Ordinal(number)) => number >= 100 || joined,
            (Part::Cardinal(_), _) => false,
            (Part::Power(power), Part::Cardinal(_)) => power != 12 && (joined || power >= 1000),
            (Part::Ordinal(_), _) => false,
        };
        fits.then_some((part, next))
    }

    /// The Latin word at a place, in small letters, and where it ends.
    fn latin_word(&self, at: usize) -> Option<(&str, usize)> {
        let rest = self.lower.get(at..)?;
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        (length > 0 && length < 20).then_some((&rest[..length], at + length))
    }

    fn part_of(&self, word: &str) -> Option<Part> {
        let word = word.strip_suffix("fold").unwrap_or(word);
        let (kind, number) = self.english.numeral(word)?;
        Some(match kind {
            "cardinal" => Part::Cardinal(number),
            "ordinal" => Part::Ordinal(number),
            _ => Part::Power(number),
        })
    }
}

fn made(number: i128, end: usize, ordinal: bool) -> Numeral {
    Numeral {
        value: Amount::whole(number),
        end,
        ordinal,
        second: None,
        digits: false,
        single: number == 1,
        lone: false,
    }
}
