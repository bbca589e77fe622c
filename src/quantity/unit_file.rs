//! `data/units.toml`: the built-in units, how they are printed and how texts write them.

use std::collections::HashMap;
use std::sync::OnceLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::scale::Scale;
use super::unit::Forms;
use crate::language::Language;
use crate::language::pack::words::UnitWords;

/// The units that are built in.
pub const BUILT_IN: &str = include_str!("../../data/units.toml");

/// The file of the built-in units.
#[derive(Debug, Default, Deserialize)]
pub struct File {
    /// Prefixes of symbols, and how they are printed.
    pub prefixes: HashMap<String, String>,
    /// Words for many, by language.
    pub multiples: HashMap<String, HashMap<String, String>>,
    /// What stands before the lower part of a rate in words, by language.
    pub per: HashMap<String, String>,
    /// Dimensions of money whose word may stand for another's.
    pub money: Vec<String>,
    /// Dimensions of amounts that a sentence measures.
    pub amounts: Vec<String>,
    /// The units by name.
    pub units: IndexMap<String, Declared>,
}

/// A unit as the file declares it.
#[derive(Debug, Deserialize)]
pub struct Declared {
    /// What is printed where a language has no words.
    pub symbol: Option<String>,
    #[serde(default)]
    joined: bool,
    /// Whether prefixes stand before the symbol.
    #[serde(default)]
    pub prefixed: bool,
    /// Other names in data files.
    #[serde(default)]
    pub codes: Vec<String>,
    measures: Option<String>,
    factor: Option<String>,
    /// How much of a pure number it is, where texts must not mix it with others.
    pure: Option<String>,
    /// How texts write it.
    #[serde(default)]
    pub written: Vec<String>,
    /// The unit that texts print for it.
    pub texts: Option<String>,
    #[serde(flatten)]
    manners: Manners,
    #[serde(flatten)]
    languages: HashMap<String, Spoken>,
}

/// How a unit behaves in texts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Manners {
    /// Whether it says what is counted: languages name that by other words, or once for several numbers.
    pub counted: bool,
    /// Whether no other unit of what is counted stands for it.
    pub apart: bool,
    /// Whether it may stand behind a year.
    pub calendar: bool,
    /// Of one country: its texts may tell it beside a unit that all know.
    #[serde(default)]
    pub customary: bool,
    /// A unit that the same word may name.
    pub like: Option<String>,
}

impl Declared {
    /// The symbols and codes that stand for it in data files.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        let all = self.symbol.iter().chain(&self.written).chain(&self.codes);
        all.map(String::as_str).filter(|other| !other.is_empty())
    }
}

/// What a language calls a unit, and how its texts write it.
#[derive(Debug, Deserialize)]
struct Spoken {
    one: Option<String>,
    other: Option<String>,
    #[serde(default)]
    written: Vec<String>,
}

/// A unit that texts write and that can be compared with others.
#[derive(Debug)]
pub struct Measure {
    /// The unit's name.
    pub id: &'static str,
    /// What is measured.
    pub measures: &'static str,
    /// How many base units it is, as a whole number or a fraction.
    pub factor: &'static str,
    /// How texts in every language write it.
    pub written: &'static [String],
    /// How it behaves in texts.
    pub manners: &'static Manners,
    languages: &'static HashMap<String, Spoken>,
}

impl Measure {
    /// How texts in the language with this code write it; `+` stands for nothing or an s.
    pub fn words(&self, code: &str) -> &'static [String] {
        self.languages.get(code).map_or(&[], |spoken| &spoken.written)
    }
}

/// The file, read once.
pub fn file() -> &'static File {
    static READ: OnceLock<File> = OnceLock::new();
    // A test reads it, so the default is never needed.
    READ.get_or_init(|| toml::from_str(BUILT_IN).unwrap_or_default())
}

/// The built-in units that texts write, in the order of the file.
pub fn measures() -> impl Iterator<Item = Measure> {
    file().units.iter().filter_map(|(id, unit)| {
        Some(Measure {
            id,
            measures: unit.measures.as_deref()?,
            factor: unit.factor.as_deref().unwrap_or("1"),
            written: &unit.written,
            manners: &unit.manners,
            languages: &unit.languages,
        })
    })
}

/// How a declared unit is printed.
pub fn forms(id: &str, unit: &Declared) -> Forms {
    let words = |(code, spoken): (&String, &Spoken)| {
        let (one, other) = (spoken.one.clone(), spoken.other.clone()?);
        Some((Language::parse(code)?, UnitWords { one, other, ..UnitWords::default() }))
    };
    Forms {
        id: id.to_string(),
        symbol: unit.symbol.clone(),
        joined: unit.joined,
        words: unit.languages.iter().filter_map(words).collect(),
        scale: scale(unit),
    }
}

/// What it is in base units. What measures `one` is a pure number.
fn scale(unit: &Declared) -> Option<Scale> {
    if let Some(pure) = &unit.pure {
        return Some(Scale::pure(Scale::factor(pure)?));
    }
    let factor = Scale::factor(unit.factor.as_deref().unwrap_or("1"))?;
    match unit.measures.as_deref()? {
        "one" => Some(Scale::pure(factor)),
        measures => Some(Scale::of(measures, factor)),
    }
}
