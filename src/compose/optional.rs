//! Divisions that go when a document has too many pages: `::: {optional=1}`, the lowest rank first.

use std::collections::BTreeSet;

use crate::model::evaluated::EvaluatedDocument;
use crate::model::manuscript::{Block, BlockKind, walk_blocks};

/// The attribute with the rank.
const OPTIONAL: &str = "optional";

/// So many ranks count; more would be laid out one after another.
const MOST: usize = 20;

/// The ranks of a document, the first to go first.
pub fn ranks(document: &EvaluatedDocument) -> Vec<usize> {
    let mut ranks = BTreeSet::new();
    for manuscript in &document.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| ranks.extend(rank(block)));
    }
    ranks.into_iter().take(MOST).collect()
}

/// The document without the divisions up to a rank; the others are replaced by what is in them.
pub fn without(document: &EvaluatedDocument, most: Option<usize>) -> EvaluatedDocument {
    let mut document = document.clone();
    for manuscript in &mut document.manuscripts {
        manuscript.blocks = shortened(std::mem::take(&mut manuscript.blocks), most);
    }
    document
}

fn rank(block: &Block) -> Option<usize> {
    let BlockKind::Div { attributes, .. } = &block.kind else { return None };
    let (_, rank) = attributes.iter().find(|(key, _)| key == OPTIONAL)?;
    rank.parse().ok()
}

fn shortened(blocks: Vec<Block>, most: Option<usize>) -> Vec<Block> {
    blocks.into_iter().flat_map(|block| one(block, most)).collect()
}

fn one(mut block: Block, most: Option<usize>) -> Vec<Block> {
    let rank = rank(&block);
    if rank.is_some_and(|rank| most.is_some_and(|most| rank <= most)) {
        return Vec::new();
    }
    match &mut block.kind {
        BlockKind::Div { name, attributes, blocks } => {
            attributes.retain(|(key, _)| rank.is_none() || key != OPTIONAL);
            *blocks = shortened(std::mem::take(blocks), most);
            let plain = name.is_empty() && attributes.is_empty() && block.id.is_none();
            if plain && rank.is_some() {
                return std::mem::take(blocks);
            }
        }
        other => {
            for blocks in other.runs_mut() {
                *blocks = shortened(std::mem::take(blocks), most);
            }
        }
    }
    vec![block]
}
