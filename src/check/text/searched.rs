//! Texts with all that the rules search them for, each normalized and searched once.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ptr;

use super::lexica::Lexica;
use super::lexicon::TermMatch;
use super::normalized::NormalizedText;
use super::numbers::{NumberMention, number_mentions};
use super::segment::Segment;
use super::words::{Found, Slot, WordFinder};
use crate::model::manuscript::{Block, Manuscript, walk_blocks};

/// A text in one language with what was found in it.
pub struct Searched {
    /// The text.
    pub passage: NormalizedText,
    /// Its words: terms of the glossary and words of the lexicon.
    pub marks: Vec<TermMatch>,
    number_mentions: OnceCell<Vec<NumberMention>>,
    words: OnceCell<Vec<Found>>,
    finder: Slot,
}

impl Searched {
    /// Searches a text for its words.
    pub fn new(lexica: &Lexica, passage: NormalizedText) -> Searched {
        Searched {
            marks: lexica.marks(&passage),
            finder: lexica.finder(passage.language()),
            passage,
            number_mentions: OnceCell::new(),
            words: OnceCell::new(),
        }
    }

    /// Its numbers; looked for when they are first asked for.
    pub fn number_mentions(&self) -> &[NumberMention] {
        self.number_mentions.get_or_init(|| number_mentions(&self.passage, &self.marks))
    }

    /// Its everyday words; looked for when they are first asked for.
    pub fn words(&self) -> &[Found] {
        let finder = self.finder.get_or_init(|| WordFinder::new(&self.passage.tables));
        self.words.get_or_init(|| finder.find(&self.passage, &self.marks))
    }
}

/// Every segment of some manuscripts, searched once for all rules.
pub struct SearchedTexts {
    /// By the identity of their block.
    by_block: HashMap<usize, Vec<Searched>>,
}

impl SearchedTexts {
    /// Searches the texts of a document.
    pub fn new(lexica: &Lexica, manuscripts: &[Manuscript]) -> SearchedTexts {
        let mut by_block = HashMap::new();
        for manuscript in manuscripts {
            let tables = lexica.tables(manuscript.language);
            walk_blocks(&manuscript.blocks, &mut |block| {
                let segments = Segment::all(block, manuscript.language).into_iter();
                let searched =
                    segments.map(|it| Searched::new(lexica, it.normalized(&tables))).collect();
                by_block.insert(identity(block), searched);
            });
        }
        SearchedTexts { by_block }
    }

    /// The running texts of a block.
    pub fn running(&self, block: &Block) -> &[Searched] {
        let all = self.by_block.get(&identity(block)).map_or(&[][..], Vec::as_slice);
        &all[..block.kind.inlines().len().min(all.len())]
    }

    /// A segment of one of the texts.
    pub fn get(&self, segment: &Segment) -> Option<&Searched> {
        self.by_block.get(&identity(segment.block))?.get(segment.number)
    }
}

fn identity(block: &Block) -> usize {
    ptr::from_ref(block) as usize
}
