//! Numbers as they are written: in digits of any script, raised or lowered, as fractions, in words.

use std::collections::BTreeSet;

use super::beside_values::is_counted;
use super::digits::{NAME, is_digit};
use super::exceptions::{in_a_word, is_exempt};
use super::languages::any;
use super::names::Names;
use super::{foreign, look_alikes, roman, words};
use crate::language::characters::numeric_sign;
use crate::language::comparison::Table;
use crate::model::manifest::Tracing;

/// Numbers that are neither part of a name nor a pointer nor a year: offset in characters, as written.
pub fn bare_numbers(text: &str, names: &Names, tracing: Tracing) -> Vec<(usize, String)> {
    let characters: Vec<char> = names.mask(text).chars().collect();
    let mut found = Vec::new();
    for (start, end) in in_digits(&characters) {
        let number: String = characters[start..end].iter().collect();
        let (before, after) = (&characters[..start], &characters[end..]);
        if (!in_a_word(&characters, start, end) || is_measured(&characters, start, end))
            && !is_exempt(&plain(&number), before, after, (names.tables(), tracing))
        {
            found.push((start, number));
        }
    }
    for word in words::numbers(&characters, names.tables()) {
        let (before, after) = (&characters[..word.range.start], &characters[word.range.end..]);
        if !is_exempt(&word.value, before, after, (names.tables(), tracing)) {
            found.push((word.range.start, characters[word.range].iter().collect()));
        }
    }
    for numeral in roman::numbers(&characters, names.tables()) {
        let after: String = characters[numeral.end..].iter().take(24).collect();
        let counts = |word: &str| after.trim_start().starts_with(word);
        if counts("%") || any(names.tables(), Table::Counted, counts) {
            found.push((numeral.start, characters[numeral].iter().collect()));
        }
    }
    for range in foreign::numbers(&characters, names.tables()) {
        let is_new = !found.iter().any(|(start, number): &(usize, String)| {
            *start < range.end && start + number.chars().count() > range.start
        });
        found.extend(is_new.then(|| (range.start, characters[range].iter().collect())));
    }
    let starts: BTreeSet<usize> = found.iter().map(|(start, _)| *start).collect();
    for range in look_alikes::numbers(&characters, names.tables()) {
        if starts.range(range.clone()).next().is_none() {
            found.push((range.start, characters[range].iter().collect()));
        }
    }
    found.extend(in_marks(&characters, names));
    found.sort();
    found
}

/// Numbers in circles and Roman numerals of one character, which mark lines and kinds: ⑲% and ⑳ patients state something.
fn in_marks(characters: &[char], names: &Names) -> Vec<(usize, String)> {
    let is_roman = |c: &char| ('\u{2160}'..='\u{2188}').contains(c);
    let is_mark = |c: char| is_roman(&c) || c.is_numeric() && !is_digit(c) && !c.is_alphabetic();
    let marks = characters.iter().enumerate().filter(|(_, c)| is_mark(**c));
    let states = marks.filter(|(at, c)| {
        let after = &characters[at + 1..];
        let small = is_roman(c)
            || ('①'..='⑫').contains(*c)
            || ('⑴'..='⑿').contains(*c)
            || ('⒈'..='⒓').contains(*c);
        matches!(after, ['%' | '％', ..]) || !small && is_counted(after, names.tables())
    });
    states.map(|(at, c)| (at, c.to_string())).collect()
}

/// Numbers that an author may write in words of the text, but that no expression should make: two thirds, LXIII.
pub fn doubtful_numbers(text: &str, names: &Names) -> Vec<(usize, String)> {
    let characters: Vec<char> = names.mask(text).chars().collect();
    let parts = words::parts(&characters, names.tables()).into_iter().map(|it| it.range);
    let found = parts.chain(roman::numbers(&characters, names.tables()));
    found.map(|range| (range.start, characters[range].iter().collect())).collect()
}

/// The numbers in digits: start and end, in characters.
fn in_digits(characters: &[char]) -> Vec<(usize, usize)> {
    let is_part = |c: &char| is_digit(*c) || matches!(c, '.' | ',' | '．' | '٫' | '٬');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = characters[at..].iter().position(|c| is_digit(*c)) {
        let start = at + offset;
        let mut end = start + characters[start..].iter().take_while(|c| is_part(c)).count();
        while !is_digit(characters[end - 1]) {
            end -= 1;
        }
        found.push((start, end));
        at = end;
    }
    found
}

/// Whether a number that touches letters is no name: 19.2mo, 1.5mg, 1e3.
fn is_measured(characters: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| characters.get(at));
    let free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(*c, '-' | '/' | '_' | NAME));
    let rest = &characters[end..];
    let letters = rest.iter().take_while(|c| c.is_alphabetic()).count();
    let power = matches!(rest, ['e' | 'E', c, ..] if is_digit(*c) || matches!(c, '-' | '+' | '−'));
    // One capital is part of a name: 1.5T.
    let unit = letters > 1 || matches!(rest, [c, ..] if c.is_lowercase());
    let decimal = characters[start..end].iter().any(|c| matches!(c, '.' | '．'));
    free && (power || decimal && unit)
}

/// The number in ASCII, where each character has one.
fn plain(number: &str) -> String {
    number.chars().map(|c| numeric_sign(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::numbers::tables::Tables;
    use crate::language::Language;

    fn named(names: Vec<String>) -> Names {
        Names::of(names, Language::ALL.map(Tables::of).to_vec())
    }

    #[test]
    fn names_years_and_pointers_are_understood() {
        let names = named(vec!["CheckMate 040".to_string()]);
        for text in [
            "PD-1 与 CD8⁺、IL-2、JAK1/2",
            "CheckMate 040",
            "2024 年版",
            "Table 3",
            "references 4 and 5",
            "表 1",
            "第 5 行",
            "第十九条",
            "二〇二四年",
            "RECIST 1.1",
            "IFN-α-2b",
            "B7-H4",
            "m² 与 CO₂",
            "95% 置信区间",
            "95% confidence interval",
            "Ⅲ 期与 ①",
            "two arms, twelve months, 七种, 十二个月, 万一, 十四五, 千万",
        ] {
            assert_eq!(bare_numbers(text, &names, Tracing::Strict), [], "{text}");
        }
    }

    #[test]
    fn levels_telephones_and_standards_are_understood() {
        let tables = ["de", "es", "fr"].map(|code| Tables::of(Language::parse(code).unwrap()));
        let names = Names::of(Vec::new(), tables.to_vec());
        let found = |text| bare_numbers(text, &names, Tracing::Evidence).len();
        for text in [
            "IC del 95 %",
            "intervalo de confianza del 95 %",
            "IC à 95 %",
            "IC del 95 % a los dos años",
            "95-%-KI",
            "Konfidenzintervall (95 %)",
            "Bei Fragen: 030 1234567.",
            "Oder 0171/1234567.",
            "unter (030) 123 45-67.",
            "01 23 45 67 89",
            "Llame al 915 123 456",
            "nach GB 5749-2022",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
        for text in [
            "IC del 12 %",
            "IC 90 % a 99 %",
            "El 95 % respondió",
            "64 GB 8",
            "0,35 von 170",
            "0171 g",
        ] {
            assert!(found(text) > 0, "{text}");
        }
    }

    #[test]
    fn figures_are_found_where_they_stand() {
        let names = named(Vec::new());
        let found = |text| bare_numbers(text, &names, Tracing::Strict);
        assert_eq!(found("中位 19.2 个月"), [(3, "19.2".to_string())]);
        assert_eq!(found("in 7 of 37,"), [(3, "7".to_string()), (8, "37".to_string())]);
        assert_eq!(found("in 1950 patients"), [(3, "1950".to_string())]);
        assert_eq!(found("共 1950 例"), [(2, "1950".to_string())]);
        assert_eq!(found("the arrow 5 away"), [(10, "5".to_string())]);
        for text in ["19.2mo", "1.5mg", "1e3 of them"] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
        for text in ["1.5T", "GPT3.5", "v1.2a", "三点半", "三点五分", "18F"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn every_writing_is_seen() {
        let names = named(Vec::new());
        for number in [
            "１９.９",
            "１９．９",
            "²³",
            "½",
            "3½",
            "⅔",
            "𝟏𝟗",
            "١٩",
            "nineteen",
            "Twenty-one",
            "one hundred and five",
            "three thousand",
            "a hundred",
            "十九",
            "二十",
            "一百二十",
            "一千万",
            "百分之十九",
            "三分之一",
            "二〇一",
            "四万五千",
            "six point three",
            "nineteen point two",
            "六点三",
            "六十三点五",
        ] {
            for text in [format!("共 {number} 例"), format!("for {number} months")] {
                let found: Vec<String> = bare_numbers(&text, &names, Tracing::Strict)
                    .into_iter()
                    .map(|(_, number)| number)
                    .collect();
                assert_eq!(found, [number], "{text}");
            }
        }
    }
}
