//! D0606 where the words of a language are not known: the texts have the same digits.
//!
//! Signs between groups of three digits are left out, since one language writes 1.234,5 and another 1,234.5. Small whole
//! numbers that one language has alone may be spelt out in the other.

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::letters::is_letter;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, codes};

/// Up to this, a number may be in words in the other language.
const SPELT_OUT: u32 = 20;

/// A finding when the digits of a pair differ.
pub fn differing(pair: &Pair) -> Option<Diagnostic> {
    let (here, there) = (numbers(pair.here), numbers(pair.there));
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let (only_here, only_there) = difference::only(&here, &there);
    let counts = |items: &[&Item]| items.iter().any(|item| !is_small(&item.key));
    let exchanged = !only_here.is_empty() && !only_there.is_empty();
    if !exchanged && !counts(&only_here) && !counts(&only_there) {
        return None;
    }
    difference::finding(codes::NUMBERS_DIFFER, "have different numbers", &here, &there, blocks)
}

fn is_small(key: &str) -> bool {
    key.parse().is_ok_and(|number: u32| number <= SPELT_OUT)
}

/// The runs of digits of a text, without those within names: each by its digits alone.
fn numbers(side: &Searched) -> Vec<Item> {
    let text = side.passage.text.as_str();
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let end = run_end(text, start);
        at = end;
        let name = text[..start].trim_end_matches(['-', '_']).ends_with(is_word)
            || text[end..].starts_with(is_letter);
        let run = &text[start..end];
        let parts: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).collect();
        let plain = |part: &str| match part.trim_start_matches('0') {
            "" => "0".to_string(),
            rest => rest.to_string(),
        };
        // A number with signs between its digits is one; a date or a version is several.
        if name {
            continue;
        } else if is_number(&parts) {
            let key = match decimals(run, &parts) {
                Some(decimals) => {
                    let whole = parts[..parts.len() - 1].concat();
                    format!("{}.{decimals}", plain(&whole))
                }
                None => plain(&parts.concat()),
            };
            items.push(Item::of(side, &key, start..end));
        } else {
            items.extend(parts.iter().map(|part| Item::of(side, &plain(part), start..end)));
        }
    }
    items
}

/// What is behind the decimal sign, where it is no group of three: 7.2, 0,125, 1.234,500.
fn decimals<'t>(run: &str, parts: &[&'t str]) -> Option<&'t str> {
    let [first, .., last] = parts else { return None };
    let signs: Vec<char> = run.chars().filter(|c| !c.is_ascii_digit()).collect();
    let another = signs.last() != signs.first();
    (last.len() != 3 || another || first.chars().all(|c| c == '0')).then_some(*last)
}

/// Whether it is a letter of a word: CD8, COVID-19.
fn is_word(c: char) -> bool {
    is_letter(c) && !c.is_numeric()
}

/// Whether parts between signs make one number: groups of three, and decimals.
fn is_number(parts: &[&str]) -> bool {
    match parts {
        [] | [_] | [_, _] => true,
        [first, groups @ .., _] => first.len() <= 3 && groups.iter().all(|it| it.len() == 3),
    }
}

/// Where digits and the signs between them end.
fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((offset, c)) = rest.next() {
        let next = rest.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match c {
            c if c.is_ascii_digit() => end = start + offset + c.len_utf8(),
            '.' | ',' | '\'' | '·' | '٫' | '٬' if next => {}
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::lexica::Lexica;
    use crate::check::text::normalized::NormalizedText;
    use crate::data::place::Place;
    use crate::language::Language;
    use crate::language::packs::Languages;
    use crate::quantity::units::Units;

    /// Whether the digits of two texts differ.
    fn differ(here: &str, there: &str) -> bool {
        let languages = ["eo", "en"].map(|tag| Language::parse(tag).unwrap());
        let lexica = Lexica::new(&[], Languages::built_in(), Units::built_in(), &languages);
        let searched = |language, text: &str| {
            let tables = lexica.tables(language);
            Searched::new(&lexica, NormalizedText::of_text(&tables, text, &Place::file("a")))
        };
        let (one, other) = (searched(languages[0], here), searched(languages[1], there));
        differing(&Pair { here: &one, there: &other, terms: &[] }).is_some()
    }

    #[test]
    fn digits_are_compared_without_the_signs_between_them() {
        assert!(!differ("1.234,5 en 2024-11-05", "1,234.5 on 05.11.2024"));
        assert!(!differ("dek du hospitaloj", "12 hospitals and CD8"));
        assert!(differ("19,2 monatoj", "12.9 months"));
        assert!(differ("hospitaloj", "1,234 patients"));
        assert!(differ("7,2 monatoj", "72 months"));
        assert!(differ("P = 0,012", "P = 0.12"));
        assert!(!differ("P = 0,012", "P = 0.012"));
        assert!(!differ("7٫2 monatoj, 16٬445", "7.2 months, 16,445"));
    }
}
