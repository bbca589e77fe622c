//! The names of units in the texts of a language, by how they begin.

use std::collections::HashMap;

use super::unit::{Unit, unit_named, units};
use crate::check::text::normalization::folded;
use crate::language::Language;
use crate::language::comparison::chain;

/// A name of a unit.
#[derive(Debug)]
pub struct UnitName {
    /// The name; in small letters where capitals do not count.
    pub text: String,
    /// The unit.
    pub unit: Unit,
    /// Whether capitals count.
    pub exact: bool,
}

/// Symbols, the words of a language and of its guest, `more` words by unit, and what the project's `own` units
/// are called, the longest first.
pub fn unit_names<'w>(
    language: Language,
    guest: Option<Language>,
    more: impl Iterator<Item = (&'w str, &'w str)>,
    own: &[(bool, String, Unit)],
) -> HashMap<char, Vec<UnitName>> {
    let mut names: HashMap<char, Vec<UnitName>> = HashMap::new();
    let mut add = |text: &str, unit: Unit, exact: bool| {
        let text = if exact { text.to_string() } else { text.to_lowercase() };
        let Some(first) = text.chars().next().and_then(|first| first.to_lowercase().next()) else {
            return;
        };
        names.entry(first).or_default().push(UnitName { text, unit, exact });
    };
    let mut codes: Vec<&str> = Vec::new();
    codes.extend(chain(language.code()));
    codes.extend(guest.into_iter().flat_map(|guest| chain(guest.code())));
    for (unit, measure) in units() {
        measure.written.iter().for_each(|name| add(name, *unit, true));
        let words = codes.iter().flat_map(|code| measure.words(code));
        words.for_each(|name| add_word(name, *unit, &mut add));
    }
    for (id, name) in more {
        unit_named(id).into_iter().for_each(|unit| add_word(name, unit, &mut add));
    }
    for (exact, name, unit) in own {
        add(folded(name, false).trim_matches([' ', '-']), *unit, *exact);
    }
    names.values_mut().for_each(|list| list.sort_by_key(|name| usize::MAX - name.text.len()));
    names
}

/// Adds a word of a language; + stands for nothing or s.
fn add_word(name: &str, unit: Unit, add: &mut impl FnMut(&str, Unit, bool)) {
    if name.contains('+') {
        add(&name.replace('+', "s"), unit, false);
    }
    add(&name.replace('+', ""), unit, false);
}
