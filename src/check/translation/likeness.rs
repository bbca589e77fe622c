//! How like a block is to one of the other language, by what no translator changes: printed cells, numbers, terms, works
//! that are cited, formulas, pictures, words that both languages are compared by, and how long it is.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;

use super::alignment::MOST;
use crate::check::text::lexicon::Sense;
use crate::check::text::normalized::cell_name;
use crate::check::text::searched::{Searched, SearchedTexts};
use crate::model::manuscript::{Block, BlockKind, Inline, walk_blocks, walk_inlines};

/// What is known of a block.
pub struct Profile {
    /// What it is.
    kind: mem::Discriminant<BlockKind>,
    /// The same with its level or size, in words.
    described: String,
    /// What no translator changes, in order.
    marks: Vec<u64>,
    /// How many characters it has.
    length: usize,
}

/// A pair of unlike kinds, and one of the same kind but of another level or size.
const OTHER_KIND: u32 = MOST;
const OTHER_SHAPE: u32 = 4;

/// What two blocks cost that share no mark at all, and what the most unequal length costs.
const UNLIKE: u32 = 8;
const UNEQUAL: f64 = 3.0;

/// From this length on that of a block tells something.
const SHORT: usize = 12;

impl Profile {
    /// Of a block with all it holds.
    pub fn new(block: &Block, texts: Option<&SearchedTexts>) -> Profile {
        let kind = mem::discriminant(&block.kind);
        let described = block.kind.describe();
        let mut profile = Profile { kind, described, marks: Vec::new(), length: 0 };
        walk_blocks(std::slice::from_ref(block), &mut |block| {
            profile.block(&block.kind);
            let searched = texts.map_or(&[][..], |it| it.running(block));
            searched.iter().for_each(|it| profile.searched(it));
        });
        profile.marks.sort_unstable();
        profile
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Code { text, .. } => self.mark("code", text),
            BlockKind::Image { path, .. } => self.mark("image", path),
            BlockKind::Generated(insert) => self.mark("insert", &insert.describe()),
            _ => {}
        }
        for inlines in kind.inlines() {
            walk_inlines(inlines, &mut |inline| self.inline(inline));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text, _) => self.text(text),
            Inline::Value(value, _) if value.origins.is_empty() => self.text(&value.text),
            Inline::Value(value, _) => {
                value.origins.iter().for_each(|it| self.mark("cell", &cell_name(it)))
            }
            Inline::Link { url, .. } if !url.starts_with('#') => self.mark("link", url),
            Inline::Image { path, .. } => self.mark("image", path),
            Inline::Math { formula, .. } => self.mark("formula", &formula.latex),
            Inline::Code { text, .. } => self.mark("code", text),
            Inline::Cite(group) => group.iter().for_each(|it| self.mark("cite", &it.key)),
            _ => {}
        }
    }

    /// What both languages have words for: numbers, terms of the glossary, negations, opposites.
    fn searched(&mut self, text: &Searched) {
        for mention in text.number_mentions() {
            self.mark("number", &mention.key);
        }
        for found in text.words() {
            self.mark(&found.word.family, &found.word.pole);
        }
        for term in &text.marks {
            if let Sense::Term(number) = term.sense {
                self.mark("term", &number.to_string());
            }
        }
    }

    /// Digits and words in capitals are the same in every language.
    fn text(&mut self, text: &str) {
        self.length += text.chars().count();
        for word in text.split(|c: char| !c.is_ascii_alphanumeric() && !".,-".contains(c)) {
            let word = word.trim_matches(['.', ',', '-']);
            let capitals = word.chars().filter(char::is_ascii_uppercase).count();
            if capitals > 1 || word.contains(|c: char| c.is_ascii_digit()) {
                self.mark("word", word);
            }
        }
    }

    fn mark(&mut self, kind: &str, what: &str) {
        let mut hasher = DefaultHasher::new();
        (kind, what).hash(&mut hasher);
        self.marks.push(hasher.finish());
    }

    /// Whether two blocks are of one kind, level and size.
    pub fn pairs(&self, other: &Profile) -> bool {
        self.described == other.described
    }
}

/// How unlike blocks of two texts are, of which the second is so many times as long as the first.
pub struct Likeness {
    ratio: f64,
}

impl Likeness {
    /// Of blocks in these texts.
    pub fn new(first: &[Profile], second: &[Profile]) -> Likeness {
        let length = |all: &[Profile]| all.iter().map(|it| it.length).sum::<usize>().max(1) as f64;
        Likeness { ratio: length(second) / length(first) }
    }

    /// What it costs to pair two blocks: 0 when nothing speaks against it.
    pub fn cost(&self, one: &Profile, other: &Profile) -> u32 {
        if one.kind != other.kind {
            return OTHER_KIND;
        }
        let shape = if one.pairs(other) { 0 } else { OTHER_SHAPE };
        (shape + apart(&one.marks, &other.marks) + self.unequal(one, other)).min(MOST)
    }

    fn unequal(&self, one: &Profile, other: &Profile) -> u32 {
        let lengths = (one.length as f64 * self.ratio, other.length as f64);
        if one.length.max(other.length) < SHORT {
            return 0;
        }
        let factor = (lengths.0.max(1.0) / lengths.1.max(1.0)).ln().abs();
        (2.0 * factor).min(UNEQUAL).round() as u32
    }
}

/// From 0 for the same marks to [`UNLIKE`] for none in common.
fn apart(one: &[u64], other: &[u64]) -> u32 {
    let all = (one.len() + other.len()) as u32;
    if all == 0 {
        return 0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(here), Some(there)) = (one.get(i), other.get(j)) {
        shared += u32::from(here == there);
        i += usize::from(here <= there);
        j += usize::from(there <= here);
    }
    UNLIKE - (2 * shared * UNLIKE).div_ceil(all)
}
