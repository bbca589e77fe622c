//! The smaller parts of a pack: marks, days, places in a source, names of units.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Marks between words, with the blanks beside them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Punctuation {
    /// Between the items of a sentence.
    pub comma: String,
    /// Between its parts.
    pub semicolon: String,
    /// Behind what introduces.
    pub colon: String,
    /// At the end of a sentence.
    pub stop: String,
    /// Between short items such as page numbers: `2、5`.
    pub list: String,
    /// Between names of people.
    pub names: String,
    /// Between two things of which one holds.
    pub or: String,
    /// Brackets around a remark, with the blank before them.
    pub brackets: [String; 2],
    /// Brackets around what stands in place of a picture.
    pub square: [String; 2],
}

/// How days are written. Patterns have `{day}`, `{month}` and `{year}`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Dates {
    /// The names of the months as they stand in a date.
    pub months: Vec<String>,
    /// The names of the months without a day, where they differ.
    pub alone: Vec<String>,
    /// The first day of a month, where it is no plain number: `1er`.
    pub first: String,
    /// A day.
    pub day: String,
    /// A month.
    pub month: String,
    /// A year.
    pub year: String,
    /// Whether the day of making is printed as numbers, `2026-02-08`.
    pub plain: bool,
}

/// How places inside a source are named. Patterns have `{n}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Places {
    /// Patterns by the word of data files in small letters: `table`, `row`, `section`. A word that is not
    /// here stays as it is written.
    pub words: BTreeMap<String, String>,
    /// Between the parts of one place.
    pub within: String,
    /// Between a part that ends in a Latin letter or a digit, and the next.
    pub after_latin: String,
    /// Between places.
    pub between: String,
    /// The numbers of sections, from 0, where the language has its own.
    pub sections: Vec<String>,
    /// Between the number of a section and what follows it.
    pub section_rest: String,
    /// Signs within the numbers of sections, and what stands for them.
    pub section_signs: BTreeMap<String, String>,
}

/// What a language calls a unit: a word for each form that a number may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UnitWords {
    /// Beside no thing at all, where the language has a form for it.
    pub zero: Option<String>,
    /// Beside a one.
    pub one: Option<String>,
    /// Beside a two.
    pub two: Option<String>,
    /// Beside a few.
    pub few: Option<String>,
    /// Beside many.
    pub many: Option<String>,
    /// Beside any other number.
    pub other: String,
    /// At the head of a column, where it stands beside no number; as beside two when left out.
    pub head: Option<String>,
    /// The words in grammatical cases, by their names: `{{ x.dative }}` of a text asks for one (“nach 22 Monaten”).
    pub cases: BTreeMap<String, UnitWords>,
}

impl UnitWords {
    /// The forms beside numbers and at the head of a column, those of its cases included.
    pub fn forms(&self) -> Vec<&str> {
        let own = [&self.zero, &self.one, &self.two, &self.few, &self.many, &self.head];
        let own = own.into_iter().flatten().map(String::as_str);
        let cases = self.cases.values().flat_map(UnitWords::forms);
        own.chain([self.other.as_str()]).chain(cases).filter(|form| !form.is_empty()).collect()
    }

    /// Whether it is the same beside every number.
    pub fn is_same(&self) -> bool {
        let forms = [&self.zero, &self.one, &self.two, &self.few, &self.many];
        forms.iter().all(|form| form.is_none())
    }

    /// Every word changed in the same way.
    pub fn map(&self, change: &dyn Fn(&str) -> String) -> UnitWords {
        let form = |form: &Option<String>| form.as_deref().map(change);
        UnitWords {
            zero: form(&self.zero),
            one: form(&self.one),
            two: form(&self.two),
            few: form(&self.few),
            many: form(&self.many),
            other: change(&self.other),
            head: form(&self.head),
            cases: self.cases.iter().map(|(name, it)| (name.clone(), it.map(change))).collect(),
        }
    }

    /// The word in a form.
    pub fn form(&self, form: &str) -> &str {
        let own = match form {
            "zero" => &self.zero,
            "one" => &self.one,
            "two" => &self.two,
            "few" => &self.few,
            "many" => &self.many,
            _ => &None,
        };
        own.as_deref().unwrap_or(&self.other)
    }
}
