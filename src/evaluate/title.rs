//! The title of a text that was given none: its opening heading, when that is the only one of level 1.

use crate::language::Bilingual;
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, Inline, Manuscript, walk_blocks, walk_inlines};

/// Takes the opening heading out of the text and lifts all others by a level. The first slide of a
/// deck keeps its heading when it says anything.
pub fn take_title(manuscript: &mut Manuscript, document: &Document) -> Option<Bilingual> {
    let blocks = &mut manuscript.blocks;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    if document.is_deck() && !blocks.get(1).is_some_and(is_heading) {
        return None;
    }
    let title = match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Heading { level: 1, body }) => words(body)?,
        _ => return None,
    };
    let mut others = 0;
    walk_blocks(&blocks[1..], &mut |block| {
        others += usize::from(matches!(block.kind, BlockKind::Heading { level: 1, .. }));
    });
    if others > 0 {
        return None;
    }
    blocks.remove(0);
    lift(blocks);
    Some(Bilingual::same(&title))
}

/// The heading in plain characters; nothing when it holds more than words, such as a value.
fn words(body: &[Inline]) -> Option<String> {
    let mut text = Some(String::new());
    walk_inlines(body, &mut |inline| match inline {
        Inline::Text(more, _) | Inline::Code { text: more, .. } => {
            if let Some(text) = &mut text {
                text.push_str(more);
            }
        }
        Inline::Emph(_) | Inline::Strong(_) => {}
        _ => text = None,
    });
    text.filter(|text| !text.trim().is_empty())
}

fn lift(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => *level -= 1,
            BlockKind::Quote(inner)
            | BlockKind::Callout { blocks: inner, .. }
            | BlockKind::Div { blocks: inner, .. } => lift(inner),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| lift(item)),
            _ => {}
        }
    }
}
