//! Units that are put together: `mg/dL`, `/100 person_years`, `million eur`.

use super::scale::Scale;
use super::unit::{Forms, Unit};
use super::units::Units;
use crate::language::Language;
use crate::language::characters::is_wide;
use crate::language::pack::plurals::Plurals;
use crate::language::pack::words::UnitWords;

impl Units {
    /// `mL/min/1.73 m2`: each part by its symbol, or in the words of each language.
    pub(super) fn rate(&self, name: &str) -> Option<Unit> {
        let (above, below) = name.split_once('/')?;
        let above = match above.trim() {
            "" => None,
            "1" => return self.inverse(name, below),
            above => Some(self.single(above).or_else(|| self.product(above))?),
        };
        let below: Option<Vec<Part>> = below.split('/').map(|part| self.part(part)).collect();
        let below = below?;
        let symbols: Option<Vec<String>> = below.iter().map(Part::symbol).collect();
        let symbols = symbols.map(|list| list.join("/"));
        let scale = |above: Option<&Unit>| {
            let above = above.map(Unit::scale).unwrap_or_default();
            below.iter().fold(above, |scale, part| scale.by(&part.scale()))
        };
        let scale = Some(scale(above.as_ref()));
        let mut forms = Forms { id: name.to_string(), scale, ..Forms::default() };
        if let (Some(below), Some(above)) = (&symbols, above.as_ref().and_then(|it| it.symbol())) {
            forms.symbol = Some(format!("{above}/{below}"));
            return Some(Unit::new(forms));
        }
        for (&language, per) in &self.per {
            let joint = if symbols.is_some() { "/" } else { per };
            let plurals = Plurals::of(language);
            let below = below.iter().map(|part| part.in_words(language, &plurals));
            let below: Vec<String> = below.collect();
            let rest = format!("{joint}{}", symbols.clone().unwrap_or_else(|| below.join(joint)));
            let with = |word: &str| match joint == "/" {
                true => format!("{word}{rest}"),
                false => format!("{word} {rest}"),
            };
            let words = above.as_ref().map_or_else(
                || UnitWords { other: rest.clone(), ..UnitWords::default() },
                |above| above.spoken(language).map(&with),
            );
            forms.words.insert(language, words);
        }
        Some(Unit::new(forms))
    }

    /// `1/min`: the unit is printed by its symbol.
    fn inverse(&self, name: &str, below: &str) -> Option<Unit> {
        let below = self.part(below)?;
        let symbol = Some(format!("1/{}", below.symbol()?));
        let scale = Some(Scale::pure(1.0).by(&below.scale()));
        below.unit.as_ref()?;
        Some(Unit::new(Forms { id: name.to_string(), symbol, scale, ..Forms::default() }))
    }

    /// `per 1000`, `patients per week`, in the words of any language, as `/1000`, `patients/week`.
    pub(super) fn with_a_slash(&self, name: &str) -> Option<String> {
        let words = self.per.values().map(|per| per.trim());
        let words = words.filter(|per| per.chars().all(char::is_alphabetic) && !per.is_empty());
        words
            .filter_map(|per| {
                let first = name.strip_prefix(per).map(|below| ("", below));
                let (above, below) = first.or_else(|| name.split_once(&format!(" {per}")))?;
                Some(format!("{above}/{}", below.strip_prefix(' ')?.trim()))
            })
            .next()
    }

    /// A unit with a number before it, or a bare number.
    fn part(&self, text: &str) -> Option<Part> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, name) = text.split_at(digits);
        let name = name.trim();
        let unit = match name {
            "" => None,
            name => Some(self.single(name).or_else(|| self.product(name))?),
        };
        let number = number.to_string();
        (unit.is_some() || !number.is_empty()).then_some(Part { number, unit })
    }

    /// `billion eur`.
    pub(super) fn multiple(&self, name: &str) -> Option<Unit> {
        let (multiple, rest) = name.split_once(' ')?;
        let words = self.multiples.get(multiple)?;
        let unit = self.single(rest.trim())?;
        let scale = Scale::of_multiple(multiple).map(|times| {
            let base = unit.scale();
            Scale { factor: times * base.factor, ..base }
        });
        let mut forms = Forms { id: name.to_string(), scale, ..Forms::default() };
        for (&language, multiple) in words {
            let label = unit.spoken(language).other;
            let is_wide = |text: &str| text.chars().all(is_wide);
            let words = multiple.map(&|multiple| {
                let joined = is_wide(multiple) && is_wide(&label) || multiple.ends_with('’');
                let joint = if joined { "" } else { " " };
                format!("{multiple}{joint}{label}")
            });
            forms.words.insert(language, words);
        }
        Some(Unit::new(forms))
    }
}

/// What stands below the line of a rate.
struct Part {
    number: String,
    unit: Option<Unit>,
}

impl Part {
    fn scale(&self) -> Scale {
        let unit = self.unit.as_ref().map(Unit::scale).unwrap_or_default();
        let number = self.number.parse().unwrap_or(1.0);
        Scale { factor: number * unit.factor, ..unit }
    }

    fn symbol(&self) -> Option<String> {
        match &self.unit {
            None => Some(self.number.clone()),
            Some(unit) => Some(self.beside(unit.symbol()?)),
        }
    }

    fn in_words(&self, language: Language, plurals: &Plurals) -> String {
        let number = if self.number.is_empty() { "1" } else { &self.number };
        match &self.unit {
            None => self.number.clone(),
            Some(unit) => self.beside(unit.spoken(language).form(plurals.form(number))),
        }
    }

    fn beside(&self, label: &str) -> String {
        match self.number.is_empty() {
            true => label.to_string(),
            false => format!("{} {label}", self.number),
        }
    }
}
