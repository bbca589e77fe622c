//! A unit of measurement and how each language prints it beside a number.

use std::collections::HashMap;
use std::sync::Arc;

use crate::language::Language;

/// A unit that a number may carry. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit(Arc<Forms>);

/// How a unit is printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// The name in data files.
    pub id: String,
    /// The symbol in every language that has no words of its own; empty when nothing is printed.
    pub symbol: Option<String>,
    /// Whether the symbol follows the number without a space: `5%`.
    pub joined: bool,
    /// The words of a language, by its code.
    pub words: HashMap<String, Words>,
}

/// What a language calls a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Beside a one.
    pub one: Option<String>,
    /// Beside any other number.
    pub other: String,
}

impl Unit {
    /// A unit with these forms.
    pub fn new(forms: Forms) -> Unit {
        Unit(Arc::new(forms))
    }

    /// The name in data files.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The symbol, if there is one that is printed.
    pub fn symbol(&self) -> Option<&str> {
        self.0.symbol.as_deref().filter(|symbol| !symbol.is_empty())
    }

    /// The unit as printed after `number` in this language, without the space before it.
    pub fn label(&self, language: Language, number: &str) -> &str {
        match (self.0.words.get(language.code()), &self.0.symbol) {
            (Some(words), _) if number == "1" => words.one.as_ref().unwrap_or(&words.other),
            (Some(words), _) => &words.other,
            (None, Some(symbol)) => symbol,
            (None, None) => self.any().unwrap_or(&self.0.id),
        }
    }

    /// The words of another language: the first by its code, so that it is always the same.
    fn any(&self) -> Option<&str> {
        let first = self.0.words.iter().min_by_key(|(code, _)| *code)?;
        Some(&first.1.other)
    }

    /// What stands between number and unit: a no-break space, or nothing.
    pub fn space(&self, language: Language) -> &'static str {
        let label = self.label(language, "2");
        let is_symbol = !self.0.words.contains_key(language.code());
        match label.starts_with(['-', '/']) || label.is_empty() || is_symbol && self.0.joined {
            true => "",
            false => "\u{a0}",
        }
    }
}
