//! The numbers that declared tables and figures are expected to have.

use serde_json::{Map, Value};

use crate::model::manuscript::{Block, BlockKind, GeneratedBlock, Manuscript};

/// The number of each by its label. Templates number what they print; a reference shows this before they have, so that
/// it need not be set again.
pub fn expected(manuscript: Option<&&Manuscript>) -> Map<String, Value> {
    let mut found = Map::new();
    let mut last = (0, 0);
    count(manuscript.map_or(&[][..], |it| it.blocks.as_slice()), &mut last, &mut found);
    found
}

fn count(blocks: &[Block], (tables, figures): &mut (usize, usize), found: &mut Map<String, Value>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Generated(GeneratedBlock::Table(name)) => {
                *tables += 1;
                found.entry(format!("table-{name}")).or_insert((*tables).into());
            }
            BlockKind::Table { caption, .. } if !caption.is_empty() => *tables += 1,
            BlockKind::Generated(GeneratedBlock::Figure(name)) => {
                *figures += 1;
                found.entry(format!("figure-{name}")).or_insert((*figures).into());
            }
            BlockKind::Figure { .. } => *figures += 1,
            BlockKind::Image { caption, .. } if !caption.is_empty() => *figures += 1,
            BlockKind::Div { name, .. } if matches!(name.as_str(), "notes" | "handout") => {}
            container => {
                let mut last = (*tables, *figures);
                container.runs().into_iter().for_each(|run| count(run, &mut last, found));
                (*tables, *figures) = last;
            }
        }
    }
}
