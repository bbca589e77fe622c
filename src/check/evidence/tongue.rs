//! A language in which contradictions are said: its words, numbers and places.

use crate::language::Language;
use crate::language::pack::Pack;
use crate::language::pack::contradictions::Contradictions;
use crate::language::pack::messages::fill;
use crate::language::pack::writing::Writing;
use crate::language::packs::Languages;
use crate::language::source_place::source_place;
use crate::quantity::estimate::Estimate;

/// A language, with what it needs to say a contradiction.
pub struct Tongue<'a> {
    /// The language.
    pub language: Language,
    /// Its words and marks.
    pub pack: &'a Pack,
    writing: Writing,
}

impl<'a> Tongue<'a> {
    /// A language among those that are known.
    pub fn of(language: Language, known: &'a Languages) -> Tongue<'a> {
        Tongue { language, pack: known.pack(language), writing: known.writing(language) }
    }

    /// What it says of contradictions.
    pub fn words(&self) -> &Contradictions {
        &self.pack.contradictions
    }

    /// A message with one part put in.
    pub fn filled(
        &self,
        message: impl Fn(&Contradictions) -> &String,
        name: &str,
        part: &str,
    ) -> String {
        fill(message(self.words()), &[(name, part)])
    }

    /// A quantity with its unit.
    pub fn quantity(&self, estimate: &Estimate) -> String {
        estimate.quantity(&self.writing, true).text()
    }

    /// A number of the data.
    pub fn number(&self, number: &str) -> String {
        self.pack.numbers.written(number)
    }

    /// From one number of the data to another.
    pub fn range(&self, low: &str, high: &str) -> String {
        let ends = [("low", self.number(low)), ("high", self.number(high))];
        fill(&self.words().range, &ends.each_ref().map(|(name, end)| (*name, end.as_str())))
    }

    /// Short things one behind the other.
    pub fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        items.into_iter().collect::<Vec<_>>().join(&self.pack.punctuation.list)
    }

    /// A place of the source as the data write it.
    pub fn place(&self, written: &str) -> String {
        source_place(written, &self.pack.places)
    }

    /// That the references of these numbers are cited.
    pub fn cites(&self, numbers: &[usize]) -> String {
        let form = self.writing.plurals.form(&numbers.len().to_string());
        let list = self.list(numbers.iter().map(ToString::to_string));
        fill(self.words().cites.form(form), &[("list", &list)])
    }
}
