//! What a word of a numeral says; languages such as German write several of them together.

use super::tables::Tables;
use crate::language::comparison::Table;

/// What a word of a numeral is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// A number.
    Cardinal(i128),
    /// A number that says which one.
    Ordinal(i128),
    /// What multiplies the number before it.
    Power(i128),
}

/// The tables of such words.
const KINDS: [(Table, MakesPart); 3] = [
    (Table::Cardinal, Part::Cardinal),
    (Table::Power, Part::Power),
    (Table::Ordinal, Part::Ordinal),
];

type MakesPart = fn(i128) -> Part;

/// What a word in small letters is; `None` when it is no word of a numeral.
pub fn part_of(tables: &Tables, word: &str) -> Option<Part> {
    let ending = tables.at_end(Table::NumeralEnding, word);
    let word = ending.map_or(word, |ending| &word[..word.len() - ending.text.len()]);
    let named = KINDS.into_iter().find_map(|(table, part)| {
        tables.list(table).iter().find(|it| it.text == word)?.value().map(part)
    });
    named.or_else(|| together(tables, word))
}

/// Several words in one: zweihundertfünfunddreißig. The ones stand before the tens.
fn together(tables: &Tables, word: &str) -> Option<Part> {
    let and = tables.list(Table::OnesFirst).first()?.text.as_str();
    let (mut total, mut current, mut rest) = (0_i128, 0_i128, word);
    let mut ones = 0;
    while !rest.is_empty() {
        let (part, length) = piece(tables, rest)?;
        let before = rest;
        rest = &rest[length..];
        match part {
            Part::Cardinal(number) | Part::Ordinal(number) if ones > 0 || number < 100 => {
                current += number + ones;
                ones = 0;
                if matches!(part, Part::Ordinal(_)) {
                    return rest.is_empty().then(|| Part::Ordinal(total + current));
                }
                if let Some(tens) = rest.strip_prefix(and).filter(|_| number < 10) {
                    (ones, current, rest) = (number, current - number, tens);
                }
            }
            Part::Power(power) if power < 1000 => current = current.max(1).checked_mul(power)?,
            Part::Power(power) => {
                total = total.checked_add(current.max(1).checked_mul(power)?)?;
                current = 0;
            }
            _ => return None,
        }
        if rest.len() == before.len() {
            return None;
        }
    }
    (ones == 0).then_some(Part::Cardinal(total + current))
}

/// The longest word of a numeral that a text begins with.
fn piece(tables: &Tables, text: &str) -> Option<(Part, usize)> {
    let found = KINDS.into_iter().filter_map(|(table, part)| {
        let word = tables.at_start(table, text)?;
        Some((part(word.value()?), word.text.len()))
    });
    found.max_by_key(|(_, length)| *length)
}
