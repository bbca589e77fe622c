//! Things that differ as parts of pages, and which page of one file is which of the other.

use std::collections::{BTreeMap, HashMap};

use hayro::vello_cpu::kurbo::Rect;

use super::thing::Thing;
use crate::model::print::MM;
use crate::publish::changes::model::{Change, PagePart};

/// Parts that are no farther from each other than this are one, in points.
const NEAR: f64 = 9.0;

/// Of the words of a part so many characters are told.
const SHOWN: usize = 80;

/// Pages of the two files that have the most in common.
pub struct Pages {
    /// For a newer page, the older one.
    pub before: BTreeMap<usize, usize>,
    /// For an older page, the newer one.
    pub after: BTreeMap<usize, usize>,
}

/// Pairs pages by the things that are on both.
pub fn pages(old: &[Thing], new: &[Thing], gone: &[bool], come: &[bool]) -> Pages {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    let kept = |list: &[Thing], out: &[bool]| -> Vec<(u64, usize)> {
        let all = list.iter().zip(out).filter(|(it, out)| !**out && !it.is_ground);
        all.map(|(it, _)| (it.looks[0], it.page)).collect()
    };
    // From the end, so that the first is taken first.
    for (look, page) in kept(old, gone).into_iter().rev() {
        places.entry(look).or_default().push(page);
    }
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (look, page) in kept(new, come) {
        if let Some(before) = places.get_mut(&look).and_then(Vec::pop) {
            *votes.entry((before, page)).or_default() += 1;
        }
    }
    let mut best = [BTreeMap::new(), BTreeMap::new()];
    for ((before, after), count) in votes {
        for (map, own, other) in [(0, after, before), (1, before, after)] {
            let entry: &mut (usize, usize) = best[map].entry(own).or_insert((0, 0));
            *entry = (*entry).max((count, usize::MAX - other));
        }
    }
    let [before, after] = best
        .map(|map| map.into_iter().map(|(own, (_, other))| (own, usize::MAX - other)).collect());
    Pages { before, after }
}

/// The parts of each page that differ.
pub fn parts(things: &[Thing], differ: &[bool], change: Change) -> BTreeMap<usize, Vec<PagePart>> {
    let mut pages: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
    for (thing, _) in things.iter().zip(differ).filter(|(_, differs)| **differs) {
        let parts = pages.entry(thing.page).or_default();
        let near = thing.frame.inset(NEAR);
        // What is drawn next to each other mostly stands beside each other: the last few are asked.
        match parts.iter_mut().rev().take(8).find(|it| it.frame.overlaps(near)) {
            Some(part) => part.take(thing),
            None => parts.push(Part { frame: thing.frame, text: thing.text.clone() }),
        }
    }
    let made = |part: Part| part.made(change);
    // A comma or bracket alone goes with what it stood beside.
    let counts = |part: &Part| part.text.is_empty() || part.text.chars().any(char::is_alphanumeric);
    pages
        .into_iter()
        .map(|(page, parts)| (page, parts.into_iter().filter(counts).map(made).collect()))
        .filter(|(_, parts): &(usize, Vec<PagePart>)| !parts.is_empty())
        .collect()
}

struct Part {
    frame: Rect,
    text: String,
}

impl Part {
    fn take(&mut self, thing: &Thing) {
        self.frame = self.frame.union(thing.frame);
        let is_word = |c: Option<char>| c.is_some_and(|c| !crate::language::characters::is_wide(c));
        if is_word(self.text.chars().last()) && is_word(thing.text.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(&thing.text);
    }

    fn made(self, change: Change) -> PagePart {
        let mm = |points: f64| (points / MM * 10.0).round() / 10.0;
        let text = match self.text.char_indices().nth(SHOWN) {
            Some((at, _)) => format!("{}…", &self.text[..at]),
            None => self.text,
        };
        let Rect { x0, y0, x1, y1 } = self.frame;
        PagePart { change, frame: [x0, y0, x1 - x0, y1 - y0].map(mm), text }
    }
}
