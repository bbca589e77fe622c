//! All words of the tables in a text, found in one pass.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use aho_corasick::AhoCorasick;

use super::parted;
use super::table::{self, Entry, Found, Kind, PartedVerbs, Word, entries};
use crate::check::text::letters::in_small_letters;
use crate::check::text::lexicon::{Sense, TermMatch, searched, whole};
use crate::check::text::normalized::NormalizedText;
use crate::check::text::numbers::tables::Tables;
use crate::data::work;
use crate::language::Language;
use crate::language::comparison::Table;

/// Where the words of a language are once they are compiled.
pub type Slot = Arc<OnceLock<WordFinder>>;

/// Of how many languages the built-in words are kept compiled.
const KEPT: usize = 16;

/// The words of one language, compiled for searching.
pub struct WordFinder {
    automaton: Option<AhoCorasick>,
    entries: Vec<Entry>,
    parted: PartedVerbs,
    joins: Vec<Arc<str>>,
    unspaced: bool,
}

impl WordFinder {
    /// The slot for the words of a language: one for all builds, unless a project adds words, since to compile them
    /// takes longer than to set a page.
    pub fn slot(tables: &Tables) -> Slot {
        static BUILT_IN: OnceLock<Mutex<HashMap<Language, Slot>>> = OnceLock::new();
        if !tables.is_built_in() {
            return Slot::default();
        }
        let known = BUILT_IN.get_or_init(Mutex::default);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(&tables.language) {
            Some(slot) => slot.clone(),
            // Strangers may name any number of regions.
            None if known.len() >= KEPT => Slot::default(),
            None => known.entry(tables.language).or_default().clone(),
        }
    }

    /// Compiles the built-in words of a language in a thread of its own, unless that was done or the system refuses one.
    pub fn ahead(language: Language) {
        let make = move || {
            let tables = Tables::of(language);
            WordFinder::slot(&tables).get_or_init(|| WordFinder::new(&tables));
        };
        static BEGUN: Mutex<Vec<Language>> = Mutex::new(Vec::new());
        let mut begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.len() < KEPT && !begun.contains(&language) {
            begun.push(language);
            drop(thread::Builder::new().spawn(make));
        }
    }

    /// Compiles the words of a language.
    pub fn new(tables: &Tables) -> WordFinder {
        let entries = entries(tables);
        // In small letters, as the texts: the automaton is half as big as one that knows both. Of so many words no sign
        // tells beforehand where one may stand.
        let words = entries.iter().map(|it| in_small_letters(&it.text));
        let automaton = AhoCorasick::builder().prefilter(false).build(words);
        let joins = [Table::ListLast, Table::ListOpener].into_iter().flat_map(|it| tables.list(it));
        let joins = joins.map(|join| join.text.as_str().into());
        WordFinder {
            automaton: automaton.ok(),
            entries,
            parted: table::parted(tables),
            joins: joins.collect(),
            unspaced: tables.unspaced,
        }
    }

    /// The words of a passage in order; where several fit, the first and longest. Words inside
    /// terms and idioms of the glossary are no words of their own.
    pub fn find(&self, passage: &NormalizedText, marks: &[TermMatch]) -> Vec<Found> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = &in_small_letters(&searched(&passage.text, &passage.tables));
        work::count(text.len());
        let mut hits: Vec<(Range<usize>, usize)> = Vec::new();
        for hit in automaton.find_overlapping_iter(text) {
            let number = hit.pattern().as_usize();
            if let Some(range) = whole(text, hit.range(), self.entries[number].open, &[]) {
                hits.push((range, number));
            }
        }
        // Of two that fit the same word, first the one that says more of it: under*, un*.
        hits.sort_by_key(|(range, number)| {
            let length = self.entries[*number].text.len();
            (range.start, std::cmp::Reverse((range.end, length)), *number)
        });
        let mut found = self.chosen(&hits, marks);
        let (verbs, mut parts) = parted::find(&self.parted, &self.joins, text);
        if !verbs.is_empty() {
            // The part of a verb says nothing by itself: `ab` of `nahm … ab` is no “from”.
            parts.sort_by_key(|part| part.start);
            found.retain(|it| {
                let behind = parts.partition_point(|part| part.end <= it.range.start);
                parts.get(behind).is_none_or(|part| it.range.end <= part.start)
            });
            found.splice(0..0, verbs);
            found.sort_by_key(|it| it.range.start);
        }
        found
    }

    fn chosen(&self, hits: &[(Range<usize>, usize)], marks: &[TermMatch]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut marks = marks.iter().filter(|mark| hides(mark)).peekable();
        let (mut end, mut outdone) = (0, None::<(usize, &[(Range<usize>, usize)])>);
        let groups: Vec<_> = hits.chunk_by(|one, other| one.0 == other.0).collect();
        for (at, group) in groups.iter().enumerate() {
            let (range, longest) = &group[0];
            if range.start < end {
                continue;
            }
            if !self.unspaced && is_outdone(range, &groups[at + 1..]) {
                outdone = Some((range.start, *group));
                continue;
            }
            // “Relative” says what “relative risk” does, but “may” not what “may not” does.
            let said = |word: &Word| match outdone {
                Some((start, longer)) if start == range.start => {
                    longer.iter().any(|(_, it)| self.entries[*it].word.is_alike(word))
                }
                _ => true,
            };
            if !group.iter().any(|(_, number)| said(&self.entries[*number].word)) {
                continue;
            }
            end = range.end;
            while marks.next_if(|mark| mark.range.end <= range.start).is_some() {}
            let mark = marks.peek().filter(|mark| mark.range.start < range.end);
            if mark.is_some_and(|mark| mark.exact || mark.range != *range) {
                continue;
            }
            let longest = &self.entries[*longest];
            let own = group.iter().map(|(_, number)| &self.entries[*number]).filter(|entry| {
                let idle =
                    longest.word.kind == Kind::Idiom && entry.text.len() < longest.text.len();
                // “Not reached” as a term is no negation, as the term of the other language is none.
                let known =
                    mark.is_some() && matches!(entry.word.kind, Kind::Name | Kind::Negation);
                entry.word.kind != Kind::Idiom && !idle && !known && said(&entry.word)
            });
            found.extend(own.map(|entry| Found { word: entry.word.clone(), range: range.clone() }));
        }
        found
    }
}

/// “May not exceed” has “not exceed”, which says more than “may not”.
fn is_outdone(range: &Range<usize>, behind: &[&[(Range<usize>, usize)]]) -> bool {
    let mut overlapping = behind.iter().map(|it| &it[0].0).take_while(|it| it.start < range.end);
    overlapping.any(|it| range.start < it.start && range.end < it.end && range.len() < it.len())
}

fn hides(mark: &TermMatch) -> bool {
    matches!(mark.sense, Sense::Term(_) | Sense::Idiom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::lexicon::Lexicon;
    use crate::data::place::Place;

    #[test]
    fn built_in_words_are_compiled_once() {
        let tables = Tables::of(Language::En);
        assert!(Arc::ptr_eq(&WordFinder::slot(&tables), &WordFinder::slot(&tables)));
    }

    fn read(language: Language, text: &str) -> Vec<String> {
        let tables = Tables::of(language);
        let passage = NormalizedText::of_text(&tables, text, &Place::file("a"));
        let marks = Lexicon::new(&[], &tables).marks(&passage);
        let found = WordFinder::new(&tables).find(&passage, &marks);
        let asking = found.iter().filter(|found| found.asks());
        asking.map(|found| format!("{} {}", found.word.family, found.word.pole)).collect()
    }

    #[test]
    fn the_longest_word_is_read_and_idioms_are_not() {
        assert_eq!(read(Language::En, "under the unit"), Vec::<String>::new());
        let said = ["side right", "part eye", "entitled yes"];
        assert_eq!(read(Language::En, "the right eye has the right to"), said);
        assert_eq!(read(Language::Zh, "三十岁左右，左眼"), ["side left"]);
        assert_eq!(read(Language::Zh, "违约金不断升高"), ["amount up"]);
        assert_eq!(read(Language::Zh, "不得少于"), ["amount up", "bound up"]);
    }

    #[test]
    fn a_verb_may_end_its_clause() {
        let german = Language::parse("de").unwrap();
        for (text, said) in [
            ("Der Bestand nahm um 13,6 % ab.", &["amount down"][..]),
            (
                "Der Bestand nahm zu Hause kaum ab, die Zahl der Nester nahm zu.",
                &["amount down", "amount up"],
            ),
            ("Die Preise nehmen zu und die Mengen nehmen ab", &["amount up", "amount down"]),
            ("Er nahm daran teil, ab 18 Jahren.", &[]),
        ] {
            assert_eq!(read(german, text), said, "{text}");
        }
    }
}
