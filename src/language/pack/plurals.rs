//! Which form of a word stands beside a number, by the rules of CLDR.

use std::sync::Arc;

use fixed_decimal::Decimal;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules, PluralRulesOptions};

use crate::language::Language;

/// The rules of a language; without any every number takes the form `other`.
#[derive(Debug, Clone, Default)]
pub struct Plurals(Option<Arc<PluralRules>>);

impl Plurals {
    /// The rules of CLDR for a language.
    pub fn of(language: Language) -> Plurals {
        let locale = language.code().parse::<icu_locale_core::Locale>().ok();
        let options = PluralRulesOptions::default();
        let rules = locale.and_then(|it| PluralRules::try_new((&it).into(), options).ok());
        Plurals(rules.map(Arc::new))
    }

    /// The form beside a number as data write it: `one`, `few`, `many`, `other` …
    pub fn form(&self, number: &str) -> &'static str {
        let decimal: Option<Decimal> = number.parse().ok();
        match self.0.as_ref().zip(decimal) {
            Some((rules, decimal)) => name(rules.category_for(PluralOperands::from(&decimal))),
            None => "other",
        }
    }

    /// The form beside each whole number below 200, by its first letter, `o` for `one` and `x` for `other`.
    /// For larger numbers the rules of the languages that are shipped depend on the last two digits only,
    /// and the second hundred tells which.
    pub fn letters(&self) -> String {
        let letter = |number: usize| match self.form(&number.to_string()) {
            "zero" => 'z',
            "one" => 'o',
            "two" => 't',
            "few" => 'f',
            "many" => 'm',
            _ => 'x',
        };
        (0..200).map(letter).collect()
    }
}

fn name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_cldr() {
        let form =
            |code: &str, number: &str| Plurals::of(Language::parse(code).unwrap()).form(number);
        for (code, number, expected) in [
            ("en", "1", "one"),
            ("en", "1.0", "other"),
            ("en", "1,234", "other"),
            ("zh-Hant-TW", "1", "other"),
            ("ru", "1", "one"),
            ("ru", "22", "few"),
            ("ru", "11", "many"),
            ("ru", "1.5", "other"),
            ("fr", "0", "one"),
            ("fr", "1.5", "one"),
            ("ar", "2", "two"),
        ] {
            assert_eq!(form(code, number), expected, "{code} {number}");
        }
        let russian = Plurals::of(Language::parse("ru").unwrap()).letters();
        assert_eq!(&russian[20..26], "mofffm");
    }
}
