//! Numbers of sections, where the manifest or the front matter of a text asks for them.

use crate::data::tree::{Map, Node};
use crate::model::manuscript::{Block, BlockKind};

/// What pandoc, Quarto, R Markdown and MyST call it.
const NAMES: [&str; 5] =
    ["number-sections", "number_sections", "numbersections", "numberSections", "section-numbering"];

/// Numbers the headings of a text if that is wanted, or takes their places for numbers away.
pub fn number(blocks: &mut [Block], wanted: bool) {
    let levels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, number: Some(_), .. } => Some(usize::from(*level)),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let mut counts: Vec<usize> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, number, .. } = &mut block.kind else { continue };
        if number.take().is_none() || !wanted {
            continue;
        }
        counts.resize(usize::from(*level) - top + 1, 0);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
        *number = Some(counts.iter().map(usize::to_string).collect::<Vec<_>>().join("."));
    }
}

/// Whether front matter asks for numbers, for all formats or for one.
pub fn are_wanted(map: &Map) -> bool {
    let is_on = |map: &Map| {
        let value = |name: &&str| Some(map.get(name)?.as_cell()?.text.trim().to_string());
        NAMES.iter().filter_map(value).any(|text| !["", "0", "false"].contains(&&*text))
    };
    let formats = ["output", "format"].into_iter().filter_map(|key| match map.get(key)? {
        Node::Map(formats) => Some(formats.entries.values()),
        _ => None,
    });
    is_on(map) || formats.flatten().any(|it| matches!(&it.node, Node::Map(map) if is_on(map)))
}
