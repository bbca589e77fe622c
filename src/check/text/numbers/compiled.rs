//! The tables of languages, each compiled once for all builds.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::tables::Tables;
use crate::language::Language;
use crate::language::comparison::{Comparison, numerals};
use crate::quantity::units::Units;

/// Where the tables of a language are once they are compiled.
type Slot = Arc<OnceLock<Arc<Tables>>>;

/// The slots by language.
type Compiled = OnceLock<Mutex<HashMap<Language, Slot>>>;

/// How many languages are kept compiled.
const KEPT: usize = 64;

impl Tables {
    /// The built-in tables of a language; a language without any has those of all. Who asks while another thread compiles
    /// them waits.
    pub fn of(language: Language) -> Arc<Tables> {
        static COMPILED: Compiled = OnceLock::new();
        let compile = || Tables::compile(language, None, Units::built_in());
        once(&COMPILED, language, compile)
    }

    /// The numerals of a language and nothing else of it.
    pub fn numerals_of(language: Language) -> Arc<Tables> {
        static COMPILED: Compiled = OnceLock::new();
        let compile = || Tables::listed(language, numerals, None, Tables::numerals_of);
        once(&COMPILED, language, compile)
    }

    /// The tables of a language with what a project adds to them, and with its units.
    pub fn with(language: Language, own: &Comparison, units: &Units) -> Arc<Tables> {
        match own.entries.is_empty() && units.own().next().is_none() {
            true => Tables::of(language),
            false => Arc::new(Tables::compile(language, Some(own.clone()), units)),
        }
    }
}

fn once(compiled: &Compiled, language: Language, compile: impl FnOnce() -> Tables) -> Arc<Tables> {
    let slot = {
        let compiled = compiled.get_or_init(Mutex::default);
        let mut compiled = compiled.lock().unwrap_or_else(PoisonError::into_inner);
        // Strangers may name any number of regions.
        match compiled.len() < KEPT {
            true => compiled.entry(language).or_default().clone(),
            false => compiled.get(&language).cloned().unwrap_or_default(),
        }
    };
    slot.get_or_init(|| Arc::new(compile())).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::comparison::Table;

    #[test]
    fn the_tables_of_a_language_are_compiled_once() {
        for language in Language::ALL {
            assert!(Tables::of(language).has(Table::NoNumber));
            assert!(Tables::of(language).has(Table::AtLeast));
            assert!(Arc::ptr_eq(&Tables::of(language), &Tables::of(language)));
        }
    }
}
