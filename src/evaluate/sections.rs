//! Numbers of sections, where the manifest or the front matter of a text asks for them.

use super::front_matter;
use crate::data::tree::Map;
use crate::model::manuscript::{Block, BlockKind};

/// What pandoc, Quarto, R Markdown and MyST call it.
const NAMES: [&str; 5] =
    ["number-sections", "number_sections", "numbersections", "numberSections", "section-numbering"];

/// Numbers the headings of a text, but for those that say they have no number.
pub fn number(blocks: &mut [Block]) {
    let levels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, unnumbered: false, .. } => Some(usize::from(*level)),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let mut counts: Vec<usize> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, unnumbered: false, number, .. } = &mut block.kind else {
            continue;
        };
        counts.resize(usize::from(*level) - top + 1, 0);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
        *number = Some(counts.iter().map(usize::to_string).collect::<Vec<_>>().join("."));
    }
}

/// Whether front matter asks for numbers.
pub fn are_wanted(map: &Map) -> bool {
    front_matter::asks(map, |map| {
        let value = |name: &&str| Some(map.get(name)?.as_cell()?.text.trim().to_string());
        NAMES.iter().filter_map(value).any(|text| !["", "0", "false"].contains(&&*text))
    })
}
