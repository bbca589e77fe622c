//! A unit of measurement and how each language prints it beside a number.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::scale::Scale;
use crate::language::Language;
use crate::language::pack::words::UnitWords;
use crate::language::pack::writing::Writing;

/// A unit that a number may carry. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Unit(Arc<Forms>);

/// How a unit is printed.
#[derive(Debug, Default, PartialEq)]
pub struct Forms {
    /// The name in data files.
    pub id: String,
    /// The symbol in every language that has no words of its own; empty when nothing is printed.
    pub symbol: Option<String>,
    /// Whether the symbol follows the number without a space: `5%`.
    pub joined: bool,
    /// The words of each language.
    pub words: BTreeMap<Language, UnitWords>,
    /// What it is in base units; a unit that says nothing is like no other.
    pub scale: Option<Scale>,
}

impl PartialEq for Unit {
    fn eq(&self, other: &Unit) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Eq for Unit {}

impl Unit {
    /// A unit with these forms.
    pub fn new(mut forms: Forms) -> Unit {
        forms.scale = forms.scale.or_else(|| Some(Scale::of(&forms.id, 1.0)));
        Unit(Arc::new(forms))
    }

    /// What it is in base units.
    pub fn scale(&self) -> Scale {
        self.0.scale.clone().unwrap_or_default()
    }

    /// The name in data files.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The symbol, if there is one that is printed.
    pub fn symbol(&self) -> Option<&str> {
        self.0.symbol.as_deref().filter(|symbol| !symbol.is_empty())
    }

    /// Its words in a language, or in what that is a kind of.
    fn words(&self, language: Language) -> Option<&UnitWords> {
        language.line().find_map(|it| self.0.words.get(&it))
    }

    /// Every form of its words in a language.
    pub fn forms(&self, language: Language) -> impl Iterator<Item = &str> {
        self.words(language).into_iter().flat_map(UnitWords::forms)
    }

    /// Whether a language, or what it is a kind of, has words for it.
    pub fn is_spoken(&self, language: Language) -> bool {
        self.words(language).is_some()
    }

    /// What a language calls it: its own words, or else the symbol, or the words of another language.
    pub fn spoken(&self, language: Language) -> UnitWords {
        let other = || self.0.symbol.as_deref().or_else(|| self.any()).unwrap_or(&self.0.id);
        let same = || UnitWords { other: other().to_string(), ..UnitWords::default() };
        self.words(language).cloned().unwrap_or_else(same)
    }

    /// What a language calls it, beside what is said of it already.
    pub fn speak(&mut self, language: Language, words: &UnitWords) {
        let forms = &self.0;
        let mut all = forms.words.clone();
        all.insert(language, words.clone());
        let Forms { id, symbol, joined, scale, .. } = &**forms;
        *self = Unit::new(Forms {
            id: id.clone(),
            symbol: symbol.clone(),
            joined: *joined,
            words: all,
            scale: scale.clone(),
        });
    }

    /// The unit as printed after `number` in this language, without the space before it.
    pub fn label(&self, writing: &Writing, number: &str) -> &str {
        match (self.words(writing.language), &self.0.symbol) {
            (Some(words), _) if words.is_same() => &words.other,
            (Some(words), _) => words.form(writing.plurals.form(number)),
            (None, Some(symbol)) => symbol,
            (None, None) => self.any().unwrap_or(&self.0.id),
        }
    }

    /// The unit with the words of a grammatical case; none where the language has no such case of it.
    pub fn in_case(&self, writing: &Writing, case: &str) -> Option<Unit> {
        let words = self.words(writing.language)?.cases.get(case)?.clone();
        let mut unit = self.clone();
        unit.speak(writing.language, &words);
        Some(unit)
    }

    /// The unit at the head of a column.
    pub fn head(&self, writing: &Writing) -> &str {
        let head = self.words(writing.language).and_then(|words| words.head.as_deref());
        head.unwrap_or_else(|| self.label(writing, "2"))
    }

    /// The words of another language: the first by its code, so that it is always the same.
    fn any(&self) -> Option<&str> {
        Some(&self.0.words.values().next()?.other)
    }

    /// What stands between number and unit: a no-break space, or nothing.
    pub fn space(&self, writing: &Writing) -> &'static str {
        let label = self.label(writing, "2");
        let is_symbol = self.words(writing.language).is_none();
        if writing.numbers.apart.iter().any(|sign| sign == label) {
            return "\u{a0}";
        }
        match label.starts_with(['-', '/']) || label.is_empty() || is_symbol && self.0.joined {
            true => "",
            false => "\u{a0}",
        }
    }
}
