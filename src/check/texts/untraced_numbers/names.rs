//! Names that hold numbers: those of the glossary and of the studies.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::digits::{NAME, is_digit};
use super::words;
use crate::data::work;
use crate::model::inputs::Inputs;

/// Every name that has a number, longest first; all are searched for in one pass.
pub struct Names {
    automaton: Option<AhoCorasick>,
}

impl Names {
    /// The names of a project.
    pub fn new(inputs: &Inputs) -> Names {
        Names::of(of_project(inputs))
    }

    /// These names.
    pub fn of(mut names: Vec<String>) -> Names {
        names.retain(|name| holds_number(name));
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let automaton = AhoCorasick::new(&names).ok();
        Names { automaton }
    }

    /// The text with every name blanked out, character by character; longer names come first.
    pub fn mask(&self, text: &str) -> String {
        let Some(automaton) = &self.automaton else { return text.to_string() };
        let hits = automaton.find_overlapping_iter(text);
        let mut hits: Vec<(usize, Range<usize>)> =
            hits.map(|hit| (hit.pattern().as_usize(), hit.range())).collect();
        work::count(text.len() + hits.len());
        hits.sort_by_key(|(name, range)| (*name, range.start));
        let mut blank = vec![false; text.len()];
        for (_, range) in hits {
            // What was blanked out is at least as long, so it would cover one of the two ends.
            if !blank[range.start] && !blank[range.end - 1] {
                blank[range].fill(true);
            }
        }
        text.char_indices().map(|(at, c)| if blank[at] { NAME } else { c }).collect()
    }
}

fn holds_number(name: &str) -> bool {
    let characters: Vec<char> = name.chars().collect();
    characters.iter().any(|c| is_digit(*c)) || !words::numbers(&characters).is_empty()
}

/// The names of the glossary and of the studies.
fn of_project(inputs: &Inputs) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for term in &inputs.terms {
        names.extend(term.all_names().cloned());
        names.push(term.abbreviation.clone());
    }
    for dataset in inputs.data.values() {
        dataset.root.for_each_cell(&mut |cell| {
            if cell.origin.address.is_field("name") {
                names.push(cell.text.to_string());
            }
        });
    }
    names
}
