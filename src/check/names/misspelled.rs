//! D1301: a word one or two characters away from a name of the glossary is that name mistyped, or a
//! name that the glossary lacks.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use indexmap::IndexMap;
use strsim::osa_distance;

use super::code_names::words;
use super::text::NamedText;
use crate::check::text::lexicon::TermMatch;
use crate::data::work;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::characters::is_han;
use crate::model::domain::Spelling;
use crate::model::reference::Term;

/// The names that mistypings are looked for.
///
/// Whoever mistypes k characters of a name leaves one of its k + 1 pieces as it was, or exchanges two
/// neighbours across the border of two pieces; so the pieces and the exchanged neighbours are searched
/// for, all in one pass, and only what stands around them is compared.
pub struct Names {
    names: Vec<Name>,
    /// For every piece the names it belongs to, and its offset in each, in characters.
    pieces: Vec<Vec<(usize, usize)>>,
    /// The Chinese names.
    han: HashMap<String, usize>,
    automaton: Option<AhoCorasick>,
}

struct Name {
    text: String,
    /// In small letters.
    lower: String,
    /// In characters.
    length: usize,
    /// How many characters may differ.
    allowed: usize,
    han: bool,
}

impl Names {
    /// The names of the glossary that are long enough to be recognised when mistyped.
    pub fn new(terms: &[Term]) -> Names {
        let mut names: Vec<Name> = Vec::new();
        for term in terms.iter().filter(|term| term.checks.spelling != Spelling::Free) {
            let all = term.all_names().chain(&term.also).map(String::as_str);
            let all = all.chain(term.all_shorts());
            let phrases = term.checks.spelling == Spelling::Phrases;
            names.extend(all.filter_map(|name| Name::new(name, phrases)));
        }
        let mut pieces: IndexMap<String, Vec<(usize, usize)>> = IndexMap::new();
        for (number, name) in names.iter().enumerate() {
            let characters: Vec<char> = name.lower.chars().collect();
            let size = name.length.div_ceil(name.allowed + 1);
            for (piece, offset) in characters.chunks(size).zip((0..).step_by(size)) {
                pieces.entry(piece.iter().collect()).or_default().push((number, offset));
            }
            for border in (size..name.length).step_by(size) {
                let exchanged = [characters[border], characters[border - 1]].iter().collect();
                pieces.entry(exchanged).or_default().push((number, border - 1));
            }
        }
        let automaton =
            AhoCorasick::builder().ascii_case_insensitive(true).build(pieces.keys()).ok();
        let pieces = pieces.into_values().collect();
        let mut han = HashMap::new();
        for (number, name) in names.iter().enumerate().filter(|(_, name)| name.han) {
            han.entry(name.text.clone()).or_insert(number);
        }
        Names { names, pieces, han, automaton }
    }

    /// Findings for the near misses in a text.
    pub fn check(&self, text: &NamedText, findings: &mut Findings) {
        for (range, name) in self.misses(text).into_iter().chain(self.stutters(text)) {
            let word = text.passage.words(range.clone());
            let message = format!("“{word}” is close to the glossary name “{}”", name.text);
            let finding =
                Diagnostic::new(codes::CLOSE_NAME, text.passage.place(range.clone()), message);
            findings.push(finding.help(
                "correct it, add the name to the glossary, or put a quotation between “ and ”",
            ));
        }
    }

    /// Chinese names whose first character is doubled: what follows is the name itself.
    fn stutters(&self, text: &NamedText) -> Vec<(Range<usize>, &Name)> {
        let body = &text.passage.text;
        let doubled = |mark: &TermMatch| {
            let word = &body[mark.range.clone()];
            let name = &self.names[*self.han.get(word)?];
            let first =
                word.chars().next().filter(|first| body[..mark.range.start].ends_with(*first))?;
            let range = mark.range.start - first.len_utf8()..mark.range.end;
            (!text.is_quoted(&range)).then_some((range, name))
        };
        text.marks.iter().filter_map(doubled).collect()
    }

    fn misses(&self, text: &NamedText) -> Vec<(Range<usize>, &Name)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let words = words(&text.passage.text);
        let mut found: Vec<(Range<usize>, &Name)> = Vec::new();
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for hit in automaton.find_overlapping_iter(&text.passage.text) {
            let piece = hit.range();
            // A known name, or what is near one already, is near no other.
            if !text.is_free(&piece) {
                continue;
            }
            for (number, offset) in &self.pieces[hit.pattern().as_usize()] {
                let is_taken = |range: &Range<usize>| {
                    let last = taken.range(..range.end).next_back();
                    last.is_some_and(|(_, end)| *end > range.start)
                };
                if is_taken(&piece) {
                    break;
                }
                work::count(1);
                let name = &self.names[*number];
                let near = match name.han {
                    true => name.near_han(text, piece.clone(), *offset),
                    false => name.near_latin(text, &words, hit.start(), *offset),
                };
                if let Some(range) = near.filter(|range| !is_taken(range)) {
                    taken.insert(range.start, range.end);
                    found.push((range, name));
                }
            }
        }
        found
    }
}

impl Name {
    /// A name to look for; `None` for one that is short, or of words that have many neighbours.
    fn new(text: &str, phrase: bool) -> Option<Name> {
        let length = text.chars().count();
        let han = text.chars().all(is_han);
        let latin = text.is_ascii() && (phrase || !text.contains(' '));
        let allowed = match (han, latin, length) {
            (true, _, 6..) | (_, true, 8..) => 2,
            (true, _, 4..) | (_, true, 5..) => 1,
            _ => return None,
        };
        let lower = text.to_lowercase();
        Some(Name { text: text.to_string(), lower, length, allowed, han })
    }

    fn is_near(&self, word: &str) -> bool {
        let length = word.chars().count();
        length.abs_diff(self.length) <= self.allowed
            && (1..=self.allowed).contains(&osa_distance(&word.to_lowercase(), &self.lower))
    }

    /// The words around a piece, as many as the name has.
    fn near_latin(
        &self,
        text: &NamedText,
        words: &[Range<usize>],
        hit: usize,
        offset: usize,
    ) -> Option<Range<usize>> {
        let here = words.partition_point(|word| word.start <= hit).checked_sub(1)?;
        let first = here.checked_sub(self.lower[..offset].matches(' ').count())?;
        let last = words.get(first + self.lower.matches(' ').count())?;
        let range = words[first].start..last.end;
        (text.is_free(&range) && self.is_near(text.passage.words(range.clone()))).then_some(range)
    }

    /// The characters around a piece: as many as the name has, or a few more or fewer.
    fn near_han(
        &self,
        text: &NamedText,
        piece: Range<usize>,
        offset: usize,
    ) -> Option<Range<usize>> {
        let body = &text.passage.text;
        let reach = self.length + self.allowed + 1;
        let back = body[..piece.start].char_indices().rev().map(|(at, _)| at);
        let starts: Vec<usize> = [piece.start].into_iter().chain(back).take(reach).collect();
        let ahead = body[piece.start..].char_indices().map(|(at, _)| piece.start + at);
        let ends: Vec<usize> = ahead.chain([body.len()]).take(reach).collect();
        let (fewest, most) = (self.length - self.allowed, self.length + self.allowed);
        let near = |back: usize, length: usize| {
            let range = *starts.get(back)?..*ends.get(length.checked_sub(back)?)?;
            let word = text.passage.words(range.clone());
            if range.end < piece.end || !word.chars().all(is_han) || !text.is_free(&range) {
                return None;
            }
            let distance = osa_distance(word, &self.text);
            (1..=self.allowed).contains(&distance).then_some((distance, range))
        };
        let backs = offset.saturating_sub(self.allowed)..=offset + self.allowed;
        let all = backs.flat_map(|back| (fewest..=most).map(move |length| (back, length)));
        let best = all.filter_map(|(back, length)| near(back, length));
        best.min_by_key(|(distance, range)| (*distance, range.len())).map(|(_, range)| range)
    }
}
