//! What a deck shows of a visual abstract: the bands that are for slides, and the figures that stand in them.

use std::collections::HashSet;

use super::input::CompositionInput;
use crate::model::manifest::Document;
use crate::model::manuscript::{BlockKind, GeneratedBlock, Manuscript, walk_blocks};

/// Whether the document is a deck of slides.
pub fn is_deck(input: &CompositionInput) -> bool {
    let documents = &input.inputs.manifest.documents;
    let of = |it: &&Manuscript| documents.get(&it.document).is_some_and(Document::is_deck);
    input.manuscripts.first().is_some_and(of)
}

/// The figures in bands that are not for slides.
#[derive(Debug, Default)]
pub struct OffSlides {
    /// All of them.
    pub all: HashSet<String>,
    /// Those that stand on no other slide either.
    pub nowhere: HashSet<String>,
}

/// The figures that a deck leaves out of its visual abstracts; none where the document is no deck.
pub fn off_slides(input: &CompositionInput) -> OffSlides {
    let mut off = OffSlides::default();
    let Some(manuscript) = input.manuscripts.first().filter(|_| is_deck(input)) else {
        return off;
    };
    let mut shown = HashSet::new();
    walk_blocks(&manuscript.blocks, &mut |block| {
        let BlockKind::Generated(insert @ GeneratedBlock::Figure(name)) = &block.kind else {
            return;
        };
        shown.insert(name.clone());
        let drawing = input.inputs.declaration(insert).and_then(|it| it.drawing.as_ref());
        for band in drawing.into_iter().flat_map(|it| &it.bands) {
            let names = if band.on_slides { &mut shown } else { &mut off.all };
            names.extend(band.figure.as_ref().map(|it| it.text.clone()));
        }
    });
    off.nowhere = off.all.iter().filter(|name| !shown.contains(*name)).cloned().collect();
    off
}
