//! The words that the rules know, found in one pass: terms of the glossary, and words of
//! direction and negation.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::normalization::folded;
use super::normalized::NormalizedText;
use super::quotes::quoted;
use crate::data::work;
use crate::language::Language;
use crate::language::characters::is_han;
use crate::model::reference::Term;

/// The kind of a row of the glossary that is a phrase, not a term.
pub const IDIOM: &str = "idiom";

/// Words that must be answered in the other language, sense by sense.
const WORDS: &str = include_str!("words.txt");

/// What a word is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sense {
    /// A term, by its number in the glossary.
    Term(usize),
    /// Any other word: its kind and its sense.
    Word(TermKind, String),
}

/// The kinds of words in `words.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// A phrase whose parts mean nothing by themselves.
    Idiom,
}

/// How a term is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// By its name, its abbreviation, or another name that is in use.
    Proper,
    /// By a name that is understood but not used.
    Unused,
    /// By a trade name.
    Trade,
}

/// A word found in a passage.
#[derive(Debug, Clone)]
pub struct TermMatch {
    /// What it is.
    pub sense: Sense,
    /// How a term is named.
    pub form: Form,
    /// Where it stands in the text of the passage.
    pub range: Range<usize>,
}

/// All words of one language.
pub struct Lexicon {
    automaton: Option<AhoCorasick>,
    phrases: Vec<Phrase>,
}

struct Phrase {
    sense: Sense,
    form: Form,
    text: String,
    /// Abbreviations are told from words by their capitals: ACT, act.
    exact: bool,
    /// Any ending may follow.
    open: bool,
}

impl Lexicon {
    /// The words of a language, the glossary's and our own.
    pub fn new(terms: &[Term], language: Language) -> Lexicon {
        let mut phrases = Vec::new();
        for (number, term) in terms.iter().enumerate() {
            match term.kind.as_str() {
                IDIOM => add_idiom(&mut phrases, term, language),
                _ => add_term(&mut phrases, number, term, language),
            }
        }
        for (kind, sense, words) in own_words(language) {
            for word in words {
                let open = word.ends_with('*');
                phrases.push(Phrase {
                    sense: Sense::Word(kind, sense.clone()),
                    form: Form::Proper,
                    text: folded(word.trim_end_matches('*'), language),
                    exact: false,
                    open,
                });
            }
        }
        phrases.retain(|phrase| !phrase.text.is_empty());
        for phrase in &mut phrases {
            phrase.text = searched(&phrase.text, language);
        }
        // In small letters, as the texts: the automaton is half as big as one that knows both.
        let automaton = AhoCorasick::new(phrases.iter().map(|it| it.text.to_ascii_lowercase()));
        Lexicon { automaton: automaton.ok(), phrases }
    }

    /// The words of a passage in order; where several fit, the first and longest.
    pub fn marks(&self, passage: &NormalizedText) -> Vec<TermMatch> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = &searched(&passage.text, passage.language);
        work::count(text.len());
        let mut found: Vec<(Range<usize>, usize)> = automaton
            .find_overlapping_iter(&text.to_ascii_lowercase())
            .filter_map(|it| {
                let number = it.pattern().as_usize();
                Some((self.phrases[number].whole(text, it.range())?, number))
            })
            .collect();
        found.sort_by_key(|(range, phrase)| (range.start, std::cmp::Reverse(range.end), *phrase));
        let mut end = 0;
        found.retain(|(range, _)| {
            let free = range.start >= end;
            end = if free { range.end } else { end };
            free
        });
        let titles = titles(text);
        found.retain(|(range, _)| {
            let before = titles.partition_point(|title| title.start < range.start);
            titles[..before].last().is_none_or(|title| range.end >= title.end)
        });
        let mark = |(range, phrase): (Range<usize>, usize)| {
            let Phrase { sense, form, .. } = &self.phrases[phrase];
            TermMatch { sense: sense.clone(), form: *form, range }
        };
        found.into_iter().map(mark).collect()
    }
}

impl Phrase {
    fn whole(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        if self.exact && text[range.clone()] != *self.text {
            return None;
        }
        whole(text, range, self.open, matches!(self.sense, Sense::Term(_)))
    }
}

/// The whole word at a hit, with its ending; `None` when the hit is a part of another word. Any
/// ending may follow an `open` word, and that of a plural a `noun`.
pub fn whole(text: &str, range: Range<usize>, open: bool, noun: bool) -> Option<Range<usize>> {
    let before = text[..range.start].chars().next_back();
    if starts_in_word(before, text[range.clone()].chars().next()) {
        return None;
    }
    let rest = &text[range.end..];
    let last = text[range.clone()].chars().next_back();
    if !last.is_some_and(is_letter) {
        return Some(range);
    }
    let ending = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    let allowed = match &rest[..ending] {
        "" => true,
        "s" | "es" => noun || open,
        _ => open,
    };
    allowed.then_some(range.start..range.end + ending)
}

/// The titles of works, which are quoted as they are: 《…》. A term may be a whole title.
fn titles(text: &str) -> Vec<Range<usize>> {
    quoted(text, '《', '》').map(|range| range.start..range.end + '》'.len_utf8()).collect()
}

/// In English a hyphen is as good as a space: T-cell, T cell. The length stays the same.
pub fn searched(text: &str, language: Language) -> String {
    match language {
        Language::En => text.replace('-', " "),
        _ => text.to_string(),
    }
}

/// Letters and digits of the scripts that part words by spaces.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

fn starts_in_word(before: Option<char>, first: Option<char>) -> bool {
    before.is_some_and(is_letter) && first.is_some_and(is_letter)
}

/// A phrase of the project whose parts mean nothing by themselves.
fn add_idiom(phrases: &mut Vec<Phrase>, term: &Term, language: Language) {
    let names = term.all_names().chain(&term.also);
    phrases.extend(names.map(|name| Phrase {
        sense: Sense::Word(TermKind::Idiom, "-".to_string()),
        form: Form::Proper,
        text: folded(name, language),
        exact: false,
        open: false,
    }));
}

fn add_term(phrases: &mut Vec<Phrase>, number: usize, term: &Term, language: Language) {
    let mut add = |text: &str, form: Form, exact: bool| {
        // The plural is added where it is met, so the glossary may give either number.
        let singular = text.strip_suffix('s').filter(|base| {
            let capital = base.ends_with(|c: char| c.is_ascii_uppercase());
            capital || base.len() > 3 && !base.ends_with(['s', 'i', 'u']) && base.is_ascii()
        });
        let text = folded(singular.unwrap_or(text), language);
        phrases.push(Phrase { sense: Sense::Term(number), form, text, exact, open: false });
    };
    for name in term.all_names() {
        add(name, Form::Proper, false);
    }
    add(&term.abbreviation, Form::Proper, true);
    term.also.iter().for_each(|name| add(name, Form::Proper, is_short(name)));
    term.synonyms.iter().for_each(|name| add(name, Form::Unused, is_short(name)));
    term.trade.iter().for_each(|name| add(name, Form::Trade, false));
}

/// Names without small letters are abbreviations.
fn is_short(name: &str) -> bool {
    name.is_ascii() && !name.chars().any(|c| c.is_ascii_lowercase())
}

/// The lines of `words.txt`: kind, sense, and the words of a language.
fn own_words(language: Language) -> impl Iterator<Item = (TermKind, String, Vec<&'static str>)> {
    let lines = WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(move |line| {
        let mut columns = line.split('|').map(str::trim);
        let (kind, sense) = columns.next()?.split_once(' ')?;
        let (zh, en) = (columns.next()?, columns.next()?);
        // Chinese text may quote English words; an English one has no Chinese.
        let columns = match language {
            Language::Zh => vec![zh, en],
            _ => vec![en],
        };
        let words = columns.into_iter().flat_map(|column| column.split(',')).map(str::trim);
        let words = words.filter(|word| !word.is_empty()).collect();
        Some((TermKind::named(kind)?, sense.trim().to_string(), words))
    })
}

impl TermKind {
    fn named(name: &str) -> Option<TermKind> {
        Some(match name {
            "idiom" => TermKind::Idiom,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::address::{Address, Pointer};
    use crate::data::place::{Origin, Place};
    use crate::data::tree::Cell;

    fn senses(language: Language, text: &str) -> Vec<String> {
        let origin =
            Origin { place: Place::file("a"), address: Address::Pointer(Pointer::default()) };
        let passage = NormalizedText::of_cell(language, &Cell::new(text, origin));
        let marks = Lexicon::new(&[], language).marks(&passage);
        marks.iter().map(|mark| passage.words(mark.range.clone()).to_string()).collect()
    }

    #[test]
    fn words_are_whole_and_the_longest_wins() {
        assert_eq!(senses(Language::En, "once more, once moreover"), ["once more"]);
        assert_eq!(senses(Language::Zh, "两处均有，二者皆可"), ["两处均", "二者"]);
        assert_eq!(senses(Language::Zh, "见《二者之间》"), Vec::<String>::new());
    }

    #[test]
    fn every_line_of_the_words_can_be_read() {
        let lines = WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        for language in Language::ALL {
            assert_eq!(own_words(language).count(), lines.clone().count());
        }
    }
}
