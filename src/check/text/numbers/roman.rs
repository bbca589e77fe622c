//! Roman numerals (Ⅲ 期, stage IIIB, Chapter IV, 因子Ⅷ) and sections (正文三、3).

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

impl Scanner<'_> {
    /// A Roman numeral at a place, when the words beside it say that it is one.
    pub fn roman(&mut self, at: usize) -> Option<usize> {
        if !matches!(self.first(at)?, 'I' | 'V' | 'X') || self.last(at).is_some_and(is_letter) {
            return None;
        }
        let rest = self.rest(at);
        let length = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let endings = self.tables.list(Table::OrdinalEnding).iter();
        let ending = endings.filter_map(|it| word.strip_suffix(it.text.as_str())).next();
        let word = ending.unwrap_or(word);
        let digits = word.trim_end_matches(['A', 'B', 'C', 'a', 'b', 'c', 'd']);
        let value = value(digits).filter(|_| word.len() - digits.len() <= 1)?;
        let end = at + length;
        let told = self.told_before(at) || self.told_behind(end);
        if !told {
            return None;
        }
        let mut reading = Reading::new(Kind::Number, Amount::whole(value), at..end);
        reading.ordinal = true;
        if value == 1 {
            reading.undecided = Some("“I” need not be a numeral");
        }
        reading.bound = self.bound(at, end);
        self.found.push(reading);
        Some(end)
    }

    /// 正文三、3 is section 3.3.
    pub fn section(&mut self, at: usize) -> Option<usize> {
        let mut before = self.tables.of_sense(Table::Section, "before");
        if !before.any(|it| self.text[..at].ends_with(it)) {
            return None;
        }
        let numeral = self.numeral(at).filter(|it| !it.digits)?;
        let mut reading = Reading::new(Kind::Number, numeral.value, at..numeral.end);
        reading.ordinal = true;
        let mut signs = self.tables.of_sense(Table::Section, "sign");
        let rest = self.rest(numeral.end);
        let rest = signs.find_map(|sign| rest.strip_prefix(sign)).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if length > 0 {
            let digits = &rest[..length];
            reading.value = Amount::digits(&format!("{}.{digits}", numeral.value))?;
            reading.range.end = self.text.len() - rest.len() + length;
            reading.end = reading.range.end;
        }
        let end = reading.end;
        self.found.push(reading);
        Some(end)
    }

    fn told_before(&self, at: usize) -> bool {
        let before = self.lower[..at].trim_end_matches([' ', '-']);
        let any = |sense, fits: &dyn Fn(&str) -> bool| {
            self.tables.of_sense(Table::Roman, sense).any(fits)
        };
        if any("end", &|word| before.ends_with(word)) {
            return true;
        }
        if self.tables.unspaced {
            return any("join", &|word| before.ends_with(word)) && self.after_roman(at);
        }
        let letter = |c: char| is_letter(c) && !c.is_numeric();
        let last = before.rsplit(|c| !letter(c)).next().unwrap_or_default();
        let joins = last.is_empty() || any("join", &|word| word == last);
        any("before", &|word| word == last) || joins && self.after_roman(at)
    }

    /// A Roman numeral has been read a word before: stages II and III.
    fn after_roman(&self, at: usize) -> bool {
        let near = |end: usize| at.saturating_sub(end) <= 5;
        self.found.last().is_some_and(|it| it.ordinal && near(it.end) && !it.digits)
    }

    fn told_behind(&self, end: usize) -> bool {
        if self.tables.of_sense(Table::Roman, "behind").next().is_none() {
            return false;
        }
        let skipped = |c: char| {
            let mut skipped = self.tables.of_sense(Table::Roman, "skip");
            "IVXABCab/～~–- ".contains(c) || skipped.any(|it| it.starts_with(c))
        };
        let next = self.rest(end).trim_start_matches(skipped);
        self.tables.of_sense(Table::Roman, "behind").any(|word| next.starts_with(word))
    }
}

/// The value of a Roman numeral up to 39, written as it should be.
fn value(digits: &str) -> Option<i128> {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = digits.len() - digits.trim_start_matches('X').len();
    let (tens, rest) = match digits.ends_with("IX") && tens + 2 == digits.len() {
        true => (tens, "IX"),
        false => (tens, &digits[tens..]),
    };
    let one = ones.iter().position(|one| *one == rest)?;
    let number = tens as i128 * 10 + one as i128;
    (tens < 4 && number > 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_have_their_values() {
        for (text, expected) in
            [("I", 1), ("IV", 4), ("VIII", 8), ("IX", 9), ("XIV", 14), ("XXI", 21), ("XIX", 19)]
        {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in ["", "IIII", "VV", "IXI", "IC"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
