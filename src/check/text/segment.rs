//! The parts of a block that have a counterpart each: running text, or words for an image.

use std::sync::Arc;

use super::normalized::NormalizedText;
use super::numbers::tables::Tables;
use crate::data::place::Place;
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind, Inline};

/// What stands beside something in the other language: running text, or words for an image.
pub struct Segment<'a> {
    /// The language.
    pub language: Language,
    /// The running text.
    pub inlines: &'a [Inline],
    /// Words that have no places of their own.
    pub words: Option<&'a str>,
    /// The block.
    pub block: &'a Block,
    /// Which of the block's segments it is, from 0.
    pub number: usize,
}

impl<'a> Segment<'a> {
    /// The block's own texts, not those of the blocks inside it: running text comes first.
    pub fn all(block: &'a Block, language: Language) -> Vec<Segment<'a>> {
        let words: Vec<&str> = match &block.kind {
            BlockKind::Image { alt, .. } => vec![alt],
            BlockKind::Callout { title, .. } => title.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let running = block.kind.inlines().into_iter().map(|inlines| (inlines, None));
        let all = running.chain(words.into_iter().map(|words| (&[][..], Some(words))));
        let segment =
            |(number, (inlines, words))| Segment { language, inlines, words, block, number };
        all.enumerate().map(segment).collect()
    }

    /// Where the block begins.
    pub fn place(&self) -> &'a Place {
        &self.block.place
    }

    /// The text to be searched, by the tables of its language.
    pub fn normalized(&self, tables: &Arc<Tables>) -> NormalizedText {
        match self.words {
            Some(words) => NormalizedText::of_text(tables, words, self.place()),
            None => NormalizedText::of_inlines(tables, self.inlines, self.place()),
        }
    }
}
