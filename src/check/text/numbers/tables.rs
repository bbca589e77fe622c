//! The tables of a language, compiled for reading texts: what units, numerals and the words around them
//! are called.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::own_units::OwnUnits;
use super::unit::Dimension;
use super::unit_names::{UnitName, unit_names};
use crate::check::text::letters::is_letter;
use crate::language::Language;
use crate::language::comparison::{Comparison, Entry, Table, built_in, chain};
use crate::quantity::units::Units;

/// A word of a table.
#[derive(Debug)]
pub struct Word {
    /// As it is written; small letters also stand for capitals.
    pub text: String,
    /// The table.
    pub table: Table,
    /// What it means.
    pub sense: String,
}

/// What a language's texts are compared by.
#[derive(Debug)]
pub struct Tables {
    /// The language.
    pub language: Language,
    /// Whether its words are not parted by spaces.
    pub unspaced: bool,
    /// The tables of a language whose words the texts may quote.
    pub guest: Option<Arc<Tables>>,
    /// The units of the project.
    pub own_units: OwnUnits,
    sources: Vec<&'static Comparison>,
    own: Option<Comparison>,
    lists: Vec<Vec<Word>>,
    beginnings: HashMap<String, Vec<(Table, usize)>>,
    units: HashMap<char, Vec<UnitName>>,
    signs: BTreeMap<char, (bool, i128)>,
    contracted: BTreeMap<char, Vec<char>>,
    /// Which numerals are written in pieces.
    pieces: Vec<usize>,
}

/// What is read where it begins: the other words are looked for beside numbers.
const READ: [Table; 9] = [
    Table::NoNumber,
    Table::Vague,
    Table::Phrase,
    Table::Per,
    Table::Month,
    Table::Weekday,
    Table::Morning,
    Table::Noon,
    Table::Evening,
];

impl Tables {
    /// The tables of a language with what a project adds to them, for reading whole texts.
    pub(super) fn compile(language: Language, own: Option<Comparison>, units: &Units) -> Tables {
        let mut tables = Tables::listed(language, built_in, own, Tables::of);
        let quoted = tables.guest.as_ref().map(|guest| guest.language);
        let speaking: Vec<Language> = std::iter::once(language).chain(quoted).collect();
        tables.own_units = OwnUnits::of(units);
        let mut names = unit_names(
            language,
            quoted,
            tables.list(Table::Unit).iter().map(|it| (it.sense.as_str(), it.text.as_str())),
            &tables.own_units.written(units, &speaking),
        );
        let never =
            |name: &UnitName| tables.of_sense(Table::NoUnit, "").any(|word| word == name.text);
        names.values_mut().for_each(|names| names.retain(|name| !never(name)));
        tables.units = names;
        tables.beginnings = tables.index();
        tables
    }

    /// The words of a language by their tables, from the files of all that it is a kind of; without
    /// its units.
    pub(super) fn listed(
        language: Language,
        file: fn(&str) -> Option<&'static Comparison>,
        own: Option<Comparison>,
        guest: fn(Language) -> Arc<Tables>,
    ) -> Tables {
        let sources: Vec<&Comparison> =
            chain(language.code()).into_iter().filter_map(file).collect();
        let mut lists: Vec<Vec<Word>> = Table::ALL.iter().map(|_| Vec::new()).collect();
        for entry in sources.iter().copied().chain(&own).flat_map(|it| &it.entries) {
            // An empty word, which a project might write, would stand everywhere; a space may part digits.
            let words = entry.words.iter().filter(|text| !text.is_empty());
            lists[entry.table as usize].extend(words.map(|text| Word {
                text: text.clone(),
                table: entry.table,
                sense: entry.sense.clone(),
            }));
        }
        lists.iter_mut().for_each(|list| list.sort_by_key(|word| usize::MAX - word.text.len()));
        let quoted = lists[Table::Guest as usize].first();
        let quoted = quoted.and_then(|word| Language::parse(&word.text));
        Tables {
            language,
            unspaced: !lists[Table::Unspaced as usize].is_empty(),
            guest: quoted.filter(|it| *it != language).map(guest),
            own_units: OwnUnits::default(),
            units: HashMap::new(),
            signs: signs(&lists),
            contracted: contracted(&lists[Table::Contracted as usize]),
            pieces: in_pieces(&lists[Table::Cardinal as usize]),
            sources,
            own,
            lists,
            beginnings: HashMap::new(),
        }
    }

    /// The words that are read where they begin, by how they begin, the longest first.
    fn index(&self) -> HashMap<String, Vec<(Table, usize)>> {
        let mut beginnings: HashMap<String, Vec<(Table, usize)>> = HashMap::new();
        for table in READ {
            for (at, word) in self.list(table).iter().enumerate() {
                let key = self.beginning_of(&word.text).into_owned();
                beginnings.entry(key).or_default().push((table, at));
            }
        }
        let length = |(table, at): &(Table, usize)| usize::MAX - self.list(*table)[*at].text.len();
        beginnings.values_mut().for_each(|list| list.sort_by_key(length));
        beginnings
    }

    /// The words that begin as the text does, the longest first.
    pub fn beginning(&self, text: &str) -> impl Iterator<Item = &Word> {
        let found = self.beginnings.get(self.beginning_of(text).as_ref());
        found.into_iter().flatten().map(|(table, at)| &self.list(*table)[*at])
    }

    /// The first character, or the letters of the first word where spaces part words.
    fn beginning_of<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let letter = |c: char| is_letter(c) && c.is_alphabetic();
        let letters = match self.unspaced {
            true => 0,
            false => text.find(|c| !letter(c)).unwrap_or(text.len()).min(40),
        };
        let word = &text[..text.floor_char_boundary(letters)];
        if word.is_empty() {
            return text[..text.chars().next().map_or(0, char::len_utf8)].into();
        }
        match word.chars().any(char::is_uppercase) {
            true => word.to_lowercase().into(),
            false => word.into(),
        }
    }

    /// Whether a project has added no word.
    pub fn is_built_in(&self) -> bool {
        self.own.as_ref().is_none_or(|own| own.entries.is_empty())
    }

    /// The words of a table, the longest first.
    pub fn list(&self, table: Table) -> &[Word] {
        &self.lists[table as usize]
    }

    /// Whether a table has any words.
    pub fn has(&self, table: Table) -> bool {
        !self.list(table).is_empty()
    }

    /// Whether numbers in words can be read. Phrases with digits (`Q3`) are those of every language.
    pub fn reads_numerals(&self) -> bool {
        let in_words = |word: &Word| !word.text.contains(|c: char| c.is_ascii_digit());
        [Table::Cardinal, Table::Digit].into_iter().any(|table| self.has(table))
            || self.list(Table::Phrase).iter().any(in_words)
    }

    /// The longest word of a table that a text begins with.
    pub fn at_start(&self, table: Table, text: &str) -> Option<&Word> {
        self.list(table).iter().find(|word| text.starts_with(word.text.as_str()))
    }

    /// The longest word of a table that a text ends with.
    pub fn at_end(&self, table: Table, text: &str) -> Option<&Word> {
        self.list(table).iter().find(|word| text.ends_with(word.text.as_str()))
    }

    /// Whether a table has exactly this word.
    pub fn holds(&self, table: Table, text: &str) -> bool {
        self.list(table).iter().any(|word| word.text == text)
    }

    /// The numerals that are written in pieces, the longest first.
    pub fn in_pieces(&self) -> impl Iterator<Item = &Word> {
        self.pieces.iter().map(|at| &self.list(Table::Cardinal)[*at])
    }

    /// The words of one sense.
    pub fn of_sense(&self, table: Table, sense: &str) -> impl Iterator<Item = &str> {
        let own = self.list(table).iter().filter(move |word| word.sense == sense);
        own.map(|word| word.text.as_str())
    }

    /// Whether a family of words or a kind of terms is of this role.
    pub fn is_of_role(&self, role: &str, family: &str) -> bool {
        self.of_sense(Table::Family, role).any(|it| it == family)
    }

    /// These tables, or those of the guest where these have no such table.
    pub fn or_guest(&self, table: Table) -> &Tables {
        match &self.guest {
            Some(guest) if !self.has(table) => guest,
            _ => self,
        }
    }

    /// These tables and those of the guest.
    pub fn with_guest(&self) -> impl Iterator<Item = &Tables> {
        std::iter::once(self).chain(self.guest.as_deref())
    }

    /// Every entry of the tables, the language's own last.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.sources.iter().copied().chain(&self.own).flat_map(|it| &it.entries)
    }

    /// The value of a numeral of one character below ten.
    pub fn digit(&self, c: char) -> Option<i128> {
        self.signs.get(&c).filter(|(place, _)| !place).map(|(_, value)| *value)
    }

    /// The value of a character that multiplies what stands before it.
    pub fn place(&self, c: char) -> Option<i128> {
        self.signs.get(&c).filter(|(place, _)| *place).map(|(_, value)| *value)
    }

    /// Whether a character is a part of a numeral.
    pub fn is_sign(&self, c: char) -> bool {
        self.signs.contains_key(&c) || self.contracted.contains_key(&c)
    }

    /// A numeral with the characters that stand for several written as these.
    pub fn written_out(&self, numeral: impl Iterator<Item = char>) -> Vec<char> {
        let mut all = Vec::new();
        for c in numeral {
            match self.contracted.get(&c) {
                Some(several) => all.extend(several),
                None => all.push(c),
            }
        }
        all
    }

    /// Whether a text in small letters names a unit of a dimension, with or without a number.
    pub fn names_unit(&self, dimension: Dimension, text: &str) -> bool {
        let names = self.units.values().flatten();
        let mut names =
            names.filter(|name| name.unit.dimension == dimension && name.text.len() > 2);
        names.any(|name| text.contains(name.text.as_str()))
    }

    /// Whether a text begins with a unit in which amounts are measured. Sentences go on behind a year with “in” and “a” as well,
    /// so a sign of one or two letters counts where a consonant alone could stand.
    pub fn begins_with_measure(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        self.units(first).iter().filter(|it| it.unit.is_amount()).any(|name| {
            let length = name.text.chars().count();
            let head: String = text.chars().take(length).collect();
            let same =
                if name.exact { head == name.text } else { head.to_lowercase() == name.text };
            let next = text.chars().nth(length);
            let ends = match length {
                1 | 2 if !first.is_ascii() => next.is_none_or(|c| !c.is_alphanumeric()),
                1 | 2 => {
                    let is_sign = name
                        .text
                        .bytes()
                        .all(|c| c.is_ascii_alphabetic() && !b"aeiouy".contains(&c));
                    let is_small = length == 2 || first.is_lowercase();
                    is_sign
                        && is_small
                        && next.is_none_or(|c| c.is_whitespace() || ",.;)".contains(c))
                }
                _ => next.is_none_or(|c| !is_letter(c)),
            };
            same && ends
        })
    }

    /// Names of units that begin with a character, the longest first.
    pub fn units(&self, first: char) -> &[UnitName] {
        let small = first.to_lowercase().next().unwrap_or(first);
        self.units.get(&small).map_or(&[], Vec::as_slice)
    }
}

impl Word {
    /// Whether none of the characters of its sense follows.
    pub fn fits_before(&self, rest: &str) -> bool {
        !rest.chars().next().is_some_and(|next| self.sense.contains(next))
    }

    /// The number that it stands for.
    pub fn value(&self) -> Option<i128> {
        self.sense.parse().ok()
    }
}

/// The numerals of one character: whether each multiplies, and its value.
fn signs(lists: &[Vec<Word>]) -> BTreeMap<char, (bool, i128)> {
    let mut signs = BTreeMap::new();
    for (table, place) in [(Table::Digit, false), (Table::Place, true)] {
        for word in &lists[table as usize] {
            let mut characters = word.text.chars();
            if let (Some(c), None, Some(value)) =
                (characters.next(), characters.next(), word.value())
            {
                signs.insert(c, (place, value));
            }
        }
    }
    signs
}

/// Which words have a hyphen or a space.
fn in_pieces(list: &[Word]) -> Vec<usize> {
    let all = list.iter().enumerate();
    all.filter(|(_, word)| word.text.contains(['-', ' '])).map(|(at, _)| at).collect()
}

/// The numerals of one character that stand for several.
fn contracted(list: &[Word]) -> BTreeMap<char, Vec<char>> {
    let several = |word: &Word| Some((word.text.chars().next()?, word.sense.chars().collect()));
    list.iter().filter_map(several).collect()
}
