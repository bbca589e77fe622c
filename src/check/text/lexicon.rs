//! The terms of the glossary in a text, and the project's own phrases, found in one pass.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::letters::{in_small_letters, is_letter};
use super::normalization::folded;
use super::normalized::NormalizedText;
use super::numbers::tables::Tables;
use super::quotes::quoted;
use crate::data::work;
use crate::language::Language;
use crate::language::comparison::Table;
use crate::model::reference::Term;

/// The kind of a row of the glossary that is a phrase, not a term.
pub const IDIOM: &str = "idiom";

/// What a word is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sense {
    /// A term, by its number in the glossary.
    Term(usize),
    /// A phrase of the project whose parts mean nothing by themselves.
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
    /// Whether it is an abbreviation, which stands as it is written: PAS is no *pas*.
    pub exact: bool,
    /// Where it stands in the text of the passage.
    pub range: Range<usize>,
}

/// All words of one language.
pub struct Lexicon {
    automaton: Option<AhoCorasick>,
    phrases: Vec<Phrase>,
    plurals: Vec<String>,
}

struct Phrase {
    sense: Sense,
    form: Form,
    text: String,
    /// Abbreviations are told from words by their capitals: ACT, act.
    exact: bool,
}

impl Lexicon {
    /// The words of the glossary in a language.
    pub fn new(terms: &[Term], tables: &Tables) -> Lexicon {
        let mut phrases = Vec::new();
        for (number, term) in terms.iter().enumerate() {
            match term.kind.as_str() {
                IDIOM => add_idiom(&mut phrases, term, tables),
                _ => add_term(&mut phrases, number, term, tables),
            }
        }
        phrases.retain(|phrase| !phrase.text.is_empty());
        // What is the name of one thing here may be that of another elsewhere.
        phrases.sort_by_key(|phrase| phrase.form != Form::Proper);
        for phrase in &mut phrases {
            phrase.text = searched(&phrase.text, tables);
        }
        let plurals = tables.with_guest().flat_map(|it| it.list(Table::Plural));
        let plurals = plurals.map(|plural| plural.text.clone()).collect();
        // In small letters, as the texts: the automaton is half as big as one that knows both.
        let automaton = AhoCorasick::new(phrases.iter().map(|it| in_small_letters(&it.text)));
        Lexicon { automaton: automaton.ok(), phrases, plurals }
    }

    /// The words of a passage in order; where several fit, the first and longest.
    pub fn marks(&self, passage: &NormalizedText) -> Vec<TermMatch> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = &searched(&passage.text, &passage.tables);
        work::count(text.len());
        let mut found: Vec<(Range<usize>, usize)> = automaton
            .find_overlapping_iter(&in_small_letters(text))
            .filter_map(|it| {
                let number = it.pattern().as_usize();
                Some((self.whole(number, text, it.range())?, number))
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
            let Phrase { sense, form, exact, .. } = &self.phrases[phrase];
            TermMatch { sense: sense.clone(), form: *form, exact: *exact, range }
        };
        found.into_iter().map(mark).collect()
    }
}

impl Lexicon {
    fn whole(&self, number: usize, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let phrase = &self.phrases[number];
        if phrase.exact && text[range.clone()] != *phrase.text {
            return None;
        }
        let noun = matches!(phrase.sense, Sense::Term(_));
        whole(text, range, false, if noun { &self.plurals } else { &[] })
    }
}

/// The whole word at a hit, with its ending; `None` when the hit is a part of another word. Any
/// ending may follow an `open` word, and one of `plurals` a noun.
pub fn whole(
    text: &str,
    range: Range<usize>,
    open: bool,
    plurals: &[String],
) -> Option<Range<usize>> {
    let before = text[..range.start].chars().next_back();
    if starts_in_word(before, text[range.clone()].chars().next()) {
        return None;
    }
    let rest = &text[range.end..];
    let last = text[range.clone()].chars().next_back();
    if !last.is_some_and(is_letter) {
        return Some(range);
    }
    let length = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    let ending = &rest[..length];
    let allowed = length == 0 || open || plurals.iter().any(|plural| plural == ending);
    allowed.then_some(range.start..range.end + length)
}

/// The titles of works, which are quoted as they are: 《…》. A term may be a whole title.
fn titles(text: &str) -> Vec<Range<usize>> {
    quoted(text, '《', '》').map(|range| range.start..range.end + '》'.len_utf8()).collect()
}

/// Where spaces part words, a hyphen is as good as a space: T-cell, T cell. The length stays the same.
pub fn searched(text: &str, tables: &Tables) -> String {
    match tables.unspaced {
        true => text.to_string(),
        false => text.replace('-', " "),
    }
}

fn starts_in_word(before: Option<char>, first: Option<char>) -> bool {
    before.is_some_and(is_letter) && first.is_some_and(is_letter)
}

/// A phrase of the project whose parts mean nothing by themselves.
fn add_idiom(phrases: &mut Vec<Phrase>, term: &Term, tables: &Tables) {
    let names = term.all_names().chain(&term.also);
    phrases.extend(names.map(|name| Phrase {
        sense: Sense::Idiom,
        form: Form::Proper,
        text: folded(name, tables.unspaced),
        exact: false,
    }));
}

fn add_term(phrases: &mut Vec<Phrase>, number: usize, term: &Term, tables: &Tables) {
    let mut add = |text: &str, form: Form, exact: bool| {
        // The plural is added where it is met, so the glossary may give either number.
        let singular = text.strip_suffix('s').filter(|base| {
            let capital = base.ends_with(|c: char| c.is_ascii_uppercase());
            capital || base.len() > 3 && !base.ends_with(['s', 'i', 'u']) && base.is_ascii()
        });
        let text = folded(singular.unwrap_or(text), tables.unspaced);
        phrases.push(Phrase { sense: Sense::Term(number), form, text, exact });
    };
    for (language, name) in &term.names {
        let form = form_of(tables.language, *language, name, term.name(tables.language));
        add(name, form, false);
    }
    let short = term.short(tables.language);
    for name in term.all_shorts() {
        let own = short.is_none_or(|own| own == name);
        add(name, if own { Form::Proper } else { Form::Unused }, true);
    }
    term.also.iter().for_each(|name| add(name, Form::Proper, is_short(name)));
    term.synonyms.iter().for_each(|name| add(name, Form::Unused, is_short(name)));
    term.trade.iter().for_each(|name| add(name, Form::Trade, false));
}

/// What a name of `of` is in texts in `language`, which has its `own`: another region's name is understood, but not to
/// be used.
fn form_of(language: Language, of: Language, name: &str, own: &str) -> Form {
    let foreign = !own.is_empty() && own != name;
    match foreign && of.root() == language.root() {
        true => Form::Unused,
        false => Form::Proper,
    }
}

/// Names without small letters are abbreviations.
fn is_short(name: &str) -> bool {
    name.is_ascii() && !name.chars().any(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::place::Place;

    fn senses(language: Language, text: &str) -> Vec<String> {
        let idiom = |zh: &str, en: &str| Term {
            checks: Default::default(),
            names: vec![(Language::Zh, zh.to_string()), (Language::En, en.to_string())],
            abbreviation: Default::default(),
            synonyms: Vec::new(),
            kind: IDIOM.to_string(),
            also: Vec::new(),
            trade: Vec::new(),
            counted: false,
            place: Place::file("a"),
        };
        let tables = Tables::of(language);
        let passage = NormalizedText::of_text(&tables, text, &Place::file("a"));
        let terms = [idiom("二者", "once more"), idiom("两处均", "more than one")];
        let marks = Lexicon::new(&terms, &tables).marks(&passage);
        marks.iter().map(|mark| passage.words(mark.range.clone()).to_string()).collect()
    }

    #[test]
    fn words_are_whole_and_the_longest_wins() {
        assert_eq!(senses(Language::En, "once more, once moreover"), ["once more"]);
        assert_eq!(senses(Language::Zh, "两处均有，二者皆可"), ["两处均", "二者"]);
        assert_eq!(senses(Language::Zh, "见《二者之间》"), Vec::<String>::new());
    }
}
