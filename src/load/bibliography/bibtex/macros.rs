//! Macros of BibTeX: `@string{x = …}`, the names of months, and what `#` joins.

use std::collections::HashMap;
use std::ops::Range;

use super::scan::RawField;
use super::values::Part;

/// The most bytes that one macro may stand for.
pub const LONGEST: usize = 1 << 16;

/// The names that BibTeX gives to months; dates read them as they are.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a macro cannot stand for.
#[derive(Debug)]
pub enum Trouble<'s> {
    /// Nothing defines it above.
    Undefined(&'s str, Range<usize>),
    /// It is too long, or contains itself.
    Endless,
}

/// The macros that are defined so far.
pub struct Macros {
    values: HashMap<String, String>,
    /// How many bytes macros have stood for so far.
    spent: usize,
}

/// The most bytes that all macros of a file may stand for.
const MOST: usize = 1 << 24;

impl Macros {
    /// Those that every style knows.
    pub fn new() -> Macros {
        let lines = include_str!("journals.txt").lines().filter(|line| !line.starts_with("# "));
        let journals = lines.filter_map(|line| line.split_once(' '));
        let months = MONTHS.iter().map(|month| (*month, *month));
        let values =
            journals.chain(months).map(|(name, value)| (name.to_string(), value.to_string()));
        Macros { values: values.collect(), spent: 0 }
    }

    /// Defines a macro; what is wrong with it.
    pub fn define<'s>(&mut self, field: &RawField<'s>, faults: &mut Vec<Trouble<'s>>) {
        let name = field.name.to_lowercase();
        let itself = |part: &Part| matches!(part, Part::Name(it, _) if it.to_lowercase() == name);
        if field.parts.iter().any(itself) && !self.values.contains_key(&name) {
            return faults.push(Trouble::Endless);
        }
        let value = self.value(&field.parts, faults);
        if value.len() > LONGEST {
            return faults.push(Trouble::Endless);
        }
        self.values.insert(name, value);
    }

    /// The text of a value. A name that nothing defines is printed as it is.
    pub fn value<'s>(&mut self, parts: &[Part<'s>], faults: &mut Vec<Trouble<'s>>) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Name(name, span) => match self.values.get(&name.to_lowercase()) {
                    Some(value) => {
                        self.spent += value.len();
                        if self.spent > MOST {
                            faults.push(Trouble::Endless);
                            return text;
                        }
                        text.push_str(value);
                    }
                    None => {
                        faults.push(Trouble::Undefined(name, span.clone()));
                        text.push_str(name);
                    }
                },
            }
        }
        text
    }
}
