//! The units that data may name: those of `data/units.toml`, and those that a project declares.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use indexmap::IndexMap;

use super::scale::Scale;
use super::unit::{Forms, Unit};
use super::unit_file::{Declared, file, forms};
use crate::language::Language;
use crate::language::pack::words::UnitWords;

/// Names and what they stand for.
#[derive(Debug, Clone)]
pub struct Units {
    named: IndexMap<String, Unit>,
    /// The names of those that a project declares.
    own: Vec<String>,
    /// Symbols and codes, and the name of the unit.
    others: HashMap<String, String>,
    /// What stands before the lower part of a rate in words.
    pub(super) per: BTreeMap<Language, String>,
    /// Words for many: `million`.
    pub(super) multiples: HashMap<String, BTreeMap<Language, UnitWords>>,
}

/// The names under which a language says what is no unit.
const PER: &str = "per";

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
        let language =
            |(code, word): (&String, &String)| Some((Language::parse(code)?, word.clone()));
        let spoken = |words: &HashMap<String, String>| words.iter().filter_map(language).collect();
        let same = |(language, other)| (language, UnitWords { other, ..UnitWords::default() });
        let multiples = file().multiples.iter().map(|(name, words)| {
            let words: BTreeMap<Language, String> = spoken(words);
            (name.clone(), words.into_iter().map(same).collect())
        });
        let mut units = Units {
            named: IndexMap::new(),
            own: Vec::new(),
            others: HashMap::new(),
            per: spoken(&file().per),
            multiples: multiples.collect(),
        };
        for (id, unit) in &file().units {
            units.add(Unit::new(forms(id, unit)));
            for other in unit.others() {
                units.others.entry(other.to_string()).or_insert_with(|| id.clone());
            }
        }
        units
    }

    /// Adds a unit, in place of one of the same name.
    pub fn add(&mut self, unit: Unit) {
        self.named.insert(unit.id().to_string(), unit);
    }

    /// Adds a unit of a project.
    pub fn declare(&mut self, unit: Unit) {
        self.own.push(unit.id().to_string());
        self.add(unit);
    }

    /// The units that a project declares, in its order.
    pub fn own(&self) -> impl Iterator<Item = &Unit> {
        self.own.iter().filter_map(|name| self.named.get(name))
    }

    /// What a language calls the units, beside what is said of them already.
    pub fn speak(&mut self, language: Language, words: &BTreeMap<String, UnitWords>) {
        for (name, words) in words {
            if let Some(unit) = self.named.get_mut(name) {
                unit.speak(language, words);
            } else if let Some(multiple) = self.multiples.get_mut(name) {
                multiple.insert(language, words.clone());
            } else if name == PER {
                self.per.insert(language, words.other.clone());
            }
        }
    }

    /// The units in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.named.values()
    }

    /// The symbols and codes that stand for a built-in unit, in order.
    pub fn other_names<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a str> {
        let declared = file().units.get(id);
        let all = declared.into_iter().flat_map(Declared::others);
        let mut seen = HashSet::new();
        all.filter(move |name| {
            self.others.get(*name).is_some_and(|it| it == id) && seen.insert(*name)
        })
    }

    /// The names of the units.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// The names, symbols and codes of the units, those of a unit together.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().flat_map(|id| std::iter::once(id.as_str()).chain(self.other_names(id)))
    }

    /// The unit that a name, symbol or code stands for, or several that are put together:
    /// `mg/dL`, `/100 person_years`, `per 1000`, `million eur`. Longer names than a line are none.
    pub fn find(&self, name: &str) -> Option<Unit> {
        if name.len() > LONGEST {
            return None;
        }
        let in_words = || self.rate(&self.with_a_slash(name)?);
        self.single(name)
            .or_else(|| self.product(name))
            .or_else(|| self.rate(name))
            .or_else(|| self.multiple(name))
            .or_else(in_words)
    }

    pub(super) fn single(&self, name: &str) -> Option<Unit> {
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
        let of_base = self.named.get(id).map(Unit::scale).zip(Scale::of_prefix(prefix));
        let scale = of_base.map(|(base, times)| Scale { factor: times * base.factor, ..base });
        let forms = Forms { id: name.to_string(), symbol: Some(symbol), scale, ..Forms::default() };
        Some(Unit::new(forms))
    }
}

/// The longest name of a unit, in bytes.
const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::packs::Languages;
    use crate::quantity::unit_file::{BUILT_IN, File};

    fn printed(name: &str, number: &str, language: Language) -> String {
        let unit = Units::default().find(name).unwrap();
        let writing = Languages::built_in().writing(language);
        format!("{number}{}{}", unit.space(&writing), unit.label(&writing, number))
            .replace('\u{a0}', " ")
    }

    #[test]
    fn the_file_is_read_and_no_name_has_two_meanings() {
        let file: File = toml::from_str(BUILT_IN).unwrap();
        assert!(file.units.len() > 150);
        let mut seen = HashMap::new();
        for (id, unit) in &file.units {
            for other in unit.others() {
                let former = seen.insert(other, id);
                assert!(former.is_none_or(|it| it == id), "{other}: {id}");
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
            ("per 1000", "12", "12/1000", "12/1000"),
            ("per 100 person-years", "3.4", "3.4/100 人年", "3.4 per 100 person-years"),
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
