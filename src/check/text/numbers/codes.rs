//! Dates in digits, and digits that count nothing: telephone numbers, versions.

use std::ops::Range;

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::years::is_year;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// So many digits before a year are no month.
const LEAST_OF_YEAR: usize = 3;

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

impl Scanner<'_> {
    /// 2024-11-05, 05/11/2024.
    pub fn date(&mut self, at: usize) -> Option<usize> {
        if !self.first(at)?.is_ascii_digit() || self.last(at).is_some_and(is_letter) {
            return None;
        }
        let rest = self.rest(at);
        let length = rest.find(|c: char| !c.is_ascii_digit() && !"-/.".contains(c));
        let text = rest[..length.unwrap_or(rest.len())].trim_end_matches(['.', '-', '/']);
        let separator = text.chars().find(|c| !c.is_ascii_digit())?;
        let parts: Vec<&str> = text.split(separator).collect();
        if let [month, year] = parts[..] {
            return self.month_of_year(at, month, year).filter(|_| separator == '/');
        }
        let [one, two, three] = parts.as_slice() else { return None };
        let [first, second, third] = [one.parse().ok()?, two.parse().ok()?, three.parse().ok()?];
        let end = at + text.len();
        let order = self.tables.list(Table::Dates).first().map_or("", |it| it.text.as_str());
        let year_first = one.len() == 4 && two.len() <= 2 && three.len() <= 2;
        let year_last = three.len() == 4 && one.len() <= 2 && two.len() <= 2 && separator != '-';
        let (year, month, day): (i128, i128, i128) = match (year_first, year_last) {
            (true, _) => (first, second, third),
            (_, true) if second > 12 || order == "mdy" => (third, first, second),
            (_, true) => (third, second, first),
            _ => return None,
        };
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !is_year(year) {
            return None;
        }
        let part = |kind, value| Reading::new(kind, Amount::whole(value), at..end);
        let (mut of_month, mut of_day) = (part(Kind::Month, month), part(Kind::Number, day));
        if !year_first && order == "either" && day <= 12 && day != month {
            of_month.others.push(Amount::whole(day));
            of_day.others.push(Amount::whole(month));
        }
        of_day.ordinal = true;
        self.found.extend([part(Kind::Number, year), of_month, of_day]);
        Some(end)
    }

    /// 12/2024.
    fn month_of_year(&mut self, at: usize, month: &str, year: &str) -> Option<usize> {
        let of_month: i128 = month.parse().ok().filter(|it| (1..=12).contains(it))?;
        let of_year: i128 = year.parse().ok().filter(|it| year.len() == 4 && is_year(*it))?;
        let end = at + month.len() + 1 + year.len();
        if month.len() > 2 || self.first(end).is_some_and(|c| is_letter(c) || c == '/') {
            return None;
        }
        let part = |kind, value| Reading::new(kind, Amount::whole(value), at..end);
        self.found.extend([part(Kind::Month, of_month), part(Kind::Number, of_year)]);
        Some(end)
    }

    /// Telephone numbers, versions and other long digits: they are compared as they stand.
    pub fn code(&mut self, at: usize) -> Option<usize> {
        let first = self.first(at)?;
        let starts = first.is_ascii_digit() || first == '+' && self.first(at + 1)?.is_ascii_digit();
        if !starts || self.last(at).is_some_and(|c| is_letter(c) || matches!(c, '.' | '-' | '/')) {
            return None;
        }
        let rest = self.rest(at);
        let dotted = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let version = rest[..dotted].trim_end_matches('.');
        if version.matches('.').count() >= 2 && !version.contains("..") {
            return Some(self.push_code(at..at + version.len()));
        }
        if let Some(end) = self.numbered_of_year(at, version) {
            return Some(end);
        }
        let mut length = 0;
        let mut last = ' ';
        for c in rest.chars() {
            let separator = matches!(c, '-' | ' ' | '(' | ')' | '+');
            if !c.is_ascii_digit()
                && !(separator && (last.is_ascii_digit() || last == ')' || length == 0))
            {
                break;
            }
            (length, last) = (length + 1, c);
        }
        let text = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let parted = text.len() > digits;
        let from =
            (at.saturating_sub(40)..).find(|it| self.lower.is_char_boundary(*it)).unwrap_or(0);
        let near = &self.lower[from..at];
        let mut told = self.tables.with_guest().flat_map(|it| it.list(Table::Telephone));
        let told = told.any(|word| near.contains(&word.text));
        let phone = (7..=16).contains(&digits)
            && parted
            && (told || first == '+' || first == '0' || text.matches('-').count() >= 2);
        let long = digits > 18 && !parted;
        (phone || long).then(|| self.push_code(at..at + text.len()))
    }

    /// Lei nº 8.080/1990: the number of a law or a file, and its year. Points between its digits say nothing.
    fn numbered_of_year(&mut self, at: usize, number: &str) -> Option<usize> {
        let end = at + number.len();
        let rest = self.rest(end).strip_prefix('/')?;
        let year = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let of_year = year == 4 && is_year(rest[..year].parse().ok()?);
        let goes_on = rest[year..].starts_with(|c: char| is_letter(c) || c == '/');
        if digits < LEAST_OF_YEAR || !of_year || goes_on {
            return None;
        }
        let text = format!("{}/{}", number.replace('.', ""), &rest[..year]);
        let range = at..end + 1 + year;
        self.found.push(Reading::new(Kind::Code(text), Amount::ONE, range.clone()));
        Some(range.end)
    }

    /// v2.4.1 and v3: the letter says that it is a version, which another text calls by that word.
    pub fn version(&mut self, at: usize) -> Option<usize> {
        let text = self.rest(at).strip_prefix('v').filter(|it| it.starts_with(DIGITS))?;
        let length = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let version = text[..length].trim_end_matches('.');
        let range = at + 1..at + 1 + version.len();
        if self.last(at).is_some_and(is_letter) || !self.ends_word(range.end) {
            return None;
        }
        match version.matches('.').count() {
            0 | 1 => {
                let mut reading =
                    Reading::new(Kind::Number, Amount::digits(version)?, range.clone());
                reading.digits = true;
                self.found.push(reading);
                Some(range.end)
            }
            _ => Some(self.push_code(range)),
        }
    }

    fn push_code(&mut self, range: Range<usize>) -> usize {
        let text: String =
            self.text[range.clone()].chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
        self.found.push(Reading::new(Kind::Code(text), Amount::ONE, range.clone()));
        range.end
    }
}
