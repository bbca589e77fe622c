//! D0612: what one language makes uncertain, exclusive or dependent on something, the other does; and what both name
//! alike.
//!
//! 可能, 除非, 仅限, 感染: such a word is found where the sentence in the other language has none that could stand for it. Of
//! each family a language tells the words that ask and those that merely answer.

use std::ops::Range;

use super::clauses::sentences;
use super::pair::Pair;
use crate::check::text::letters::{in_small_letters, is_letter};
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// Compares the words of a pair that no translation leaves out.
pub fn check(pair: &Pair, findings: &mut Findings) {
    if !pair.both_have(Table::Owed) {
        return;
    }
    for sentence in sentences(pair) {
        let (here, there) =
            (Side::new(pair.here, &sentence.here), Side::new(pair.there, &sentence.there));
        let lost = here.lost(&there).or_else(|| there.lost(&here));
        findings.extend(lost);
    }
}

/// A sentence of one side in small letters.
struct Side<'a> {
    side: &'a Searched,
    range: &'a Range<usize>,
    lower: String,
    /// Which three bytes a word may begin with: most words are not there, and need not be looked for.
    begins: [u64; SLOTS / 64],
}

/// How many kinds of three bytes are told apart.
const SLOTS: usize = 4096;

/// The kind of the first three bytes of a word.
fn slot(bytes: &[u8]) -> Option<usize> {
    let [first, second, third, ..] = bytes else { return None };
    let [first, second, third] = [first, second, third].map(|byte| usize::from(*byte));
    Some((first * 961 + second * 31 + third) % SLOTS)
}

impl<'a> Side<'a> {
    fn new(side: &'a Searched, range: &'a Range<usize>) -> Side<'a> {
        let lower = in_small_letters(&side.passage.text[range.clone()]);
        let mut begins = [0; SLOTS / 64];
        for slot in lower.as_bytes().windows(3).filter_map(slot) {
            begins[slot / 64] |= 1 << (slot % 64);
        }
        Side { side, range, lower, begins }
    }

    /// The first word here that nothing there answers.
    fn lost(&self, there: &Side) -> Option<Diagnostic> {
        let asking = self.asking().into_iter();
        let lost = asking.filter(|(family, _)| there.knows(family) && !there.answers(family));
        // A title that both quote says it in one language.
        let quoted = |word: &Range<usize>| {
            self.lower.get(word.clone()).is_some_and(|word| !there.stands(word).is_empty())
        };
        let lost = lost.filter(|(_, word)| !quoted(word));
        let (_, word) = lost.min_by_key(|(_, word)| word.start)?;
        let passage = &self.side.passage;
        let word = self.range.start + word.start..self.range.start + word.end;
        let message =
            format!("“{}” has no counterpart in the other language", passage.words(word.clone()));
        Some(
            Diagnostic::new(codes::DIRECTIONS_DIFFER, passage.place(word), message)
                .label("only here")
                .related(there.side.passage.place(there.range.clone()), "no such word here"),
        )
    }

    /// The words that ask, with their families, unless a longer one holds them that does not.
    fn asking(&self) -> Vec<(&str, Range<usize>)> {
        let words = self.side.passage.tables.list(Table::Owed).iter();
        let asking = words.filter_map(|word| Some((word.sense.strip_suffix(" asks")?, word)));
        let found = asking.flat_map(|(family, word)| {
            self.stands(&word.text).into_iter().map(move |at| (family, at))
        });
        let asks =
            |family: &str, at: &Range<usize>| !self.is_spared(family, at) && !self.is_name(at);
        found.filter(|(family, at)| asks(family, at)).collect()
    }

    /// Whether a word stands in the title of a work, or is a short name in capitals: IF-α.
    fn is_name(&self, word: &Range<usize>) -> bool {
        let text = &self.side.passage.text[self.range.clone()];
        let capitals =
            |text: &str| text.chars().all(|c| c.is_uppercase()) && text.chars().nth(1).is_some();
        let opened = text[..word.start].rfind('《');
        let titled = opened.is_some_and(|at| !text[at..word.start].contains('》'));
        titled || text.get(word.clone()).is_some_and(capitals)
    }

    fn is_spared(&self, family: &str, word: &Range<usize>) -> bool {
        let held = |it: Range<usize>| it.start <= word.start && word.end <= it.end;
        self.of_family(family, "spared").any(|it| self.stands(it).into_iter().any(held))
    }

    /// Whether the language tells what answers the words of a family.
    fn knows(&self, family: &str) -> bool {
        self.of_family(family, "answers").next().is_some()
    }

    fn answers(&self, family: &str) -> bool {
        self.of_family(family, "answers").any(|it| !self.stands(it).is_empty())
    }

    fn of_family<'s>(&'s self, family: &'s str, role: &'s str) -> impl Iterator<Item = &'s str> {
        let words = self.side.passage.tables.list(Table::Owed).iter();
        let own = words.filter(move |word| {
            word.sense.strip_prefix(family).and_then(|it| it.strip_prefix(' ')) == Some(role)
        });
        own.map(|word| word.text.as_str())
    }

    /// Where a word stands; a star stands for any ending.
    fn stands(&self, word: &str) -> Vec<Range<usize>> {
        let unspaced = self.side.passage.tables.unspaced;
        let (text, open) = match word.strip_suffix('*') {
            Some(text) => (text, true),
            None => (word, unspaced),
        };
        if slot(text.as_bytes()).is_some_and(|slot| self.begins[slot / 64] & 1 << (slot % 64) == 0)
        {
            return Vec::new();
        }
        let begins = |at: usize| unspaced || !self.lower[..at].ends_with(is_letter);
        let ends = |at: usize| open || !self.lower[at..].starts_with(is_letter);
        let stands = self.lower.match_indices(text).map(|(at, _)| at..at + text.len());
        stands.filter(|it| begins(it.start) && ends(it.end)).collect()
    }
}
