//! What a deck shows of a visual abstract: the bands that are for slides, and the figures that stand in them.

use std::collections::{HashMap, HashSet};

use super::input::CompositionInput;
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, GeneratedBlock, Manuscript, walk_blocks};

/// Whether the document is a deck of slides.
pub fn is_deck(input: &CompositionInput) -> bool {
    let documents = &input.inputs.manifest.documents;
    let of = |it: &&Manuscript| documents.get(&it.document).is_some_and(Document::is_deck);
    input.manuscripts.first().is_some_and(of)
}

/// What a deck does not print.
#[derive(Debug, Default)]
pub struct OffSlides {
    /// The figures in bands that are not for slides.
    pub all: HashSet<String>,
    /// Those that stand on no other slide either, and what stands only among the words of a handout.
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
    off.nowhere = aside(input, manuscript);
    off.nowhere.extend(off.all.iter().filter(|name| !shown.contains(*name)).cloned());
    off
}

/// What stands only beside slides, which slides do not print: tables among what a handout says.
fn aside(input: &CompositionInput, manuscript: &Manuscript) -> HashSet<String> {
    let document = input.inputs.manifest.documents.get(&manuscript.document);
    if document.is_none_or(|it| it.template != "slides") {
        return HashSet::new();
    }
    let mut shown: HashMap<String, i64> = HashMap::new();
    let mut count = |blocks: &[Block], by: i64| {
        walk_blocks(blocks, &mut |block| {
            if let BlockKind::Generated(insert) = &block.kind
                && let Some(declaration) = input.inputs.declaration(insert)
            {
                *shown.entry(declaration.name.clone()).or_default() += by;
            }
        });
    };
    count(&manuscript.blocks, 1);
    walk_blocks(&manuscript.blocks, &mut |block| {
        if let BlockKind::Div { name, blocks, .. } = &block.kind
            && ["notes", "handout"].contains(&name.as_str())
        {
            count(blocks, -1);
        }
    });
    shown.into_iter().filter(|(_, n)| *n <= 0).map(|(name, _)| name).collect()
}
