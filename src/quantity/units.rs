//! The units that data may name: those of `data/units.toml`, and those that a project declares.

use std::collections::HashMap;
use std::sync::OnceLock;

use indexmap::IndexMap;
use serde::Deserialize;

use super::unit::{Forms, Unit, Words};
use crate::language::Language;

/// The units that are built in.
const BUILT_IN: &str = include_str!("../../data/units.toml");

/// Names and what they stand for.
#[derive(Debug, Clone)]
pub struct Units {
    named: IndexMap<String, Unit>,
    /// Symbols and codes, and the name of the unit.
    others: HashMap<String, String>,
}

/// The file of the built-in units.
#[derive(Debug, Deserialize)]
struct File {
    prefixes: HashMap<String, String>,
    multiples: HashMap<String, HashMap<String, String>>,
    per: HashMap<String, String>,
    units: IndexMap<String, Declared>,
}

/// A unit as the file declares it.
#[derive(Debug, Deserialize)]
struct Declared {
    symbol: Option<String>,
    #[serde(default)]
    joined: bool,
    #[serde(default)]
    prefixed: bool,
    #[serde(default)]
    codes: Vec<String>,
    measures: Option<String>,
    factor: Option<String>,
    #[serde(default)]
    written: Vec<String>,
    #[serde(flatten)]
    languages: HashMap<String, Spoken>,
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
    languages: &'static HashMap<String, Spoken>,
}

impl Measure {
    /// How texts in a language write it; `+` stands for nothing or an s.
    pub fn words(&self, language: Language) -> &'static [String] {
        self.languages.get(language.code()).map_or(&[], |spoken| &spoken.written)
    }
}

fn file() -> &'static File {
    static READ: OnceLock<File> = OnceLock::new();
    READ.get_or_init(|| {
        toml::from_str(BUILT_IN).unwrap_or_else(|_| File {
            prefixes: HashMap::new(),
            multiples: HashMap::new(),
            per: HashMap::new(),
            units: IndexMap::new(),
        })
    })
}

/// The built-in units that texts write, in the order of the file.
pub fn measures() -> impl Iterator<Item = Measure> {
    file().units.iter().filter_map(|(id, unit)| {
        Some(Measure {
            id,
            measures: unit.measures.as_deref()?,
            factor: unit.factor.as_deref().unwrap_or("1"),
            written: &unit.written,
            languages: &unit.languages,
        })
    })
}

/// The codes of the languages that have words for some unit.
fn forms(id: &str, unit: &Declared) -> Forms {
    let words = |(code, spoken): (&String, &Spoken)| {
        let other = spoken.other.clone()?;
        Some((code.clone(), Words { one: spoken.one.clone(), other }))
    };
    Forms {
        id: id.to_string(),
        symbol: unit.symbol.clone(),
        joined: unit.joined,
        words: unit.languages.iter().filter_map(words).collect(),
    }
}

impl Default for Units {
    fn default() -> Units {
        Units::built_in().clone()
    }
}

impl Units {
    /// The built-in units.
    pub fn built_in() -> &'static Units {
        static ALL: OnceLock<Units> = OnceLock::new();
        ALL.get_or_init(Units::of_file)
    }

    fn of_file() -> Units {
        let mut units = Units { named: IndexMap::new(), others: HashMap::new() };
        for (id, unit) in &file().units {
            units.add(Unit::new(forms(id, unit)));
            for other in unit.symbol.iter().chain(&unit.written).chain(&unit.codes) {
                if other.is_empty() {
                    continue;
                }
                units.others.entry(other.clone()).or_insert_with(|| id.clone());
            }
        }
        units
    }

    /// Adds a unit, in place of one of the same name.
    pub fn add(&mut self, unit: Unit) {
        self.named.insert(unit.id().to_string(), unit);
    }

    /// The units in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.named.values()
    }

    /// The symbols and codes that stand for a built-in unit, in order.
    pub fn other_names<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let declared = file().units.get(id);
        let all = declared
            .into_iter()
            .flat_map(|it| it.symbol.iter().chain(&it.written).chain(&it.codes));
        let mut seen = std::collections::HashSet::new();
        all.map(String::as_str).filter(move |name| {
            self.others.get(*name).is_some_and(|it| it == id) && seen.insert(*name)
        })
    }

    /// The names of the units.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// The unit that a name, symbol or code stands for, or several that are put together:
    /// `mg/dL`, `/100 person_years`, `million eur`. Longer names than a line are none.
    pub fn find(&self, name: &str) -> Option<Unit> {
        if name.len() > LONGEST {
            return None;
        }
        self.single(name).or_else(|| self.rate(name)).or_else(|| self.multiple(name))
    }

    fn single(&self, name: &str) -> Option<Unit> {
        let known = |name: &str| self.named.get(name);
        let other = |name: &str| self.others.get(name).and_then(|name| known(name));
        known(name).or_else(|| other(name)).cloned().or_else(|| self.prefixed(name))
    }

    /// `GWh` is a giga and a watt hour.
    fn prefixed(&self, name: &str) -> Option<Unit> {
        let prefix = name.chars().next()?;
        let sign = file().prefixes.get(prefix.encode_utf8(&mut [0; 4]) as &str)?;
        let rest = &name[prefix.len_utf8()..];
        let id = if file().units.contains_key(rest) { rest } else { self.others.get(rest)? };
        let declared = file().units.get(id).filter(|unit| unit.prefixed)?;
        let symbol = format!("{sign}{}", declared.symbol.as_ref()?);
        let forms = Forms { id: name.to_string(), symbol: Some(symbol), ..Forms::default() };
        Some(Unit::new(forms))
    }

    /// `mL/min/1.73 m2`: each part by its symbol, or in the words of each language.
    fn rate(&self, name: &str) -> Option<Unit> {
        let (above, below) = name.split_once('/')?;
        let above = match above.trim() {
            "" => None,
            above => Some(self.single(above)?),
        };
        let below: Option<Vec<Part>> = below.split('/').map(|part| self.part(part)).collect();
        let below = below?;
        let symbols: Option<Vec<String>> = below.iter().map(Part::symbol).collect();
        let symbols = symbols.map(|list| list.join("/"));
        let mut forms = Forms { id: name.to_string(), ..Forms::default() };
        if let (Some(below), Some(above)) = (&symbols, above.as_ref().and_then(|it| it.symbol())) {
            forms.symbol = Some(format!("{above}/{below}"));
            return Some(Unit::new(forms));
        }
        for code in file().per.keys() {
            let Some(language) = Language::from_code(code) else { continue };
            let joint = if symbols.is_some() { "/" } else { &file().per[code] };
            let below: Vec<String> = below.iter().map(|part| part.in_words(language)).collect();
            let rest = format!("{joint}{}", symbols.clone().unwrap_or_else(|| below.join(joint)));
            let words = |number: &str| match &above {
                None => rest.clone(),
                Some(unit) if joint == "/" => format!("{}{rest}", unit.label(language, number)),
                Some(unit) => format!("{} {rest}", unit.label(language, number)),
            };
            let words = Words { one: Some(words("1")), other: words("2") };
            forms.words.insert(code.clone(), words);
        }
        Some(Unit::new(forms))
    }

    /// A unit with a number before it, or a bare number.
    fn part(&self, text: &str) -> Option<Part> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, name) = text.split_at(digits);
        let name = name.trim();
        let unit = if name.is_empty() { None } else { Some(self.single(name)?) };
        let number = number.to_string();
        (unit.is_some() || !number.is_empty()).then_some(Part { number, unit })
    }

    /// `billion eur`.
    fn multiple(&self, name: &str) -> Option<Unit> {
        let (multiple, rest) = name.split_once(' ')?;
        let words = file().multiples.get(multiple)?;
        let unit = self.single(rest.trim())?;
        let mut forms = Forms { id: name.to_string(), ..Forms::default() };
        for (code, multiple) in words {
            let Some(language) = Language::from_code(code) else { continue };
            let label = unit.label(language, "2");
            let together = |a: &str, b: &str| !a.is_ascii() && !b.is_ascii();
            let joint = if together(multiple, label) { "" } else { " " };
            let words = Words { one: None, other: format!("{multiple}{joint}{label}") };
            forms.words.insert(code.clone(), words);
        }
        Some(Unit::new(forms))
    }
}

/// The longest name of a unit, in bytes.
const LONGEST: usize = 80;

/// What stands below the line of a rate.
struct Part {
    number: String,
    unit: Option<Unit>,
}

impl Part {
    fn symbol(&self) -> Option<String> {
        match &self.unit {
            None => Some(self.number.clone()),
            Some(unit) => Some(self.beside(unit.symbol()?)),
        }
    }

    fn in_words(&self, language: Language) -> String {
        let number = if self.number.is_empty() { "1" } else { &self.number };
        match &self.unit {
            None => self.number.clone(),
            Some(unit) => self.beside(unit.label(language, number)),
        }
    }

    fn beside(&self, label: &str) -> String {
        match self.number.is_empty() {
            true => label.to_string(),
            false => format!("{} {label}", self.number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(name: &str, number: &str, language: Language) -> String {
        let unit = Units::default().find(name).unwrap();
        format!("{number}{}{}", unit.space(language), unit.label(language, number))
            .replace('\u{a0}', " ")
    }

    #[test]
    fn the_file_is_read_and_no_name_has_two_meanings() {
        let file: File = toml::from_str(BUILT_IN).unwrap();
        assert!(file.units.len() > 150);
        let mut seen = HashMap::new();
        for (id, unit) in &file.units {
            for other in unit.symbol.iter().chain(&unit.written).chain(&unit.codes) {
                let former = seen.insert(other, id);
                assert!(other.is_empty() || former.is_none_or(|it| it == id), "{other}: {id}");
            }
        }
    }

    #[test]
    fn units_print_as_their_fields_do() {
        for (name, number, zh, en) in [
            ("percent", "5", "5%", "5%"),
            ("months", "19.2", "19.2 个月", "19.2 months"),
            ("patients", "1", "1 例", "1 patient"),
            ("fold", "3", "3 倍", "3-fold"),
            ("ng_ml", "400", "400 ng/ml", "400 ng/ml"),
            ("mmHg", "140", "140 mmHg", "140 mmHg"),
            ("mm[Hg]", "140", "140 mmHg", "140 mmHg"),
            ("kWh", "12", "12 kWh", "12 kWh"),
            ("GWh", "12", "12 GWh", "12 GWh"),
            ("mg/dL", "90", "90 mg/dL", "90 mg/dL"),
            ("mL/min/1.73 m2", "60", "60 mL/min/1.73 m²", "60 mL/min/1.73 m²"),
            ("€/MWh", "85", "85 €/MWh", "85 €/MWh"),
            ("beats/min", "72", "72 次/min", "72 beats/min"),
            ("/1000", "12", "12/1000", "12/1000"),
            ("/100 person_years", "3.4", "3.4/100 人年", "3.4 per 100 person-years"),
            (
                "events/100 patient_years",
                "2",
                "2 个事件/100 患者年",
                "2 events per 100 patient-years",
            ),
            ("million eur", "1.2", "1.2 百万欧元", "1.2 million euros"),
            ("billion usd", "3", "3 十亿美元", "3 billion US dollars"),
            ("10*9/L", "4.5", "4.5 ×10⁹/L", "4.5 ×10⁹/L"),
            ("ratio", "0.6", "0.6", "0.6"),
        ] {
            assert_eq!(printed(name, number, Language::Zh), zh, "{name}");
            assert_eq!(printed(name, number, Language::En), en, "{name}");
        }
    }

    #[test]
    fn what_is_no_unit_is_none() {
        let units = Units::default();
        for name in ["", "/", "//", "mmHG", "xWh", "million", "million ", "a b c", "mg/", "kdays"] {
            assert!(units.find(name).is_none(), "{name}");
        }
    }
}
