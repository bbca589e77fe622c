//! What a block says of its text for pages without a foot, such as slides: what is computed, doubted and cited in it.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::inlines::Writer;
use super::reference_numbers::cited_keys;
use crate::model::manuscript::{Block, Inline, walk_blocks, walk_inlines};
use crate::model::resolved::Resolved;

/// The kinds of what is computed in the block's own text.
pub(super) fn computed(writer: &mut Writer, block: &Block) {
    let mut kinds = BTreeSet::new();
    walk_blocks(std::slice::from_ref(block), &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Value(printed, _) = inline {
                    kinds.extend(printed.computed.as_ref().map(|computed| computed.what));
                }
            });
        }
    });
    if !kinds.is_empty() {
        let list: String = kinds.iter().map(|what| format!("\"{}\",", what.id())).collect();
        writer.raw(&format!("computed: ({list}), "));
    }
}

/// The doubts of the values in the block's own text, in order and once each.
pub(super) fn doubts(writer: &mut Writer, block: &Block) {
    let mut numbers = BTreeSet::new();
    walk_blocks(std::slice::from_ref(block), &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Value(printed, _) = inline {
                    numbers.extend(writer.doubted.number(printed));
                }
            });
        }
    });
    if !numbers.is_empty() {
        let list: String = numbers.iter().map(|number| format!("{number},")).collect();
        writer.raw(&format!("doubts: ({list}), "));
    }
}

/// The numbers cited in the block, in order and once each.
pub(super) fn cites(writer: &mut Writer, block: &Block, tables: &Resolved) {
    let keys = cited_keys(std::slice::from_ref(block), tables, &writer.off_slides.all);
    let numbers: IndexSet<usize> =
        keys.into_iter().filter_map(|key| writer.numbers.get(key)).collect();
    let list: String = numbers.iter().map(|number| format!("{number},")).collect();
    writer.raw(&format!("cites: ({list}), "));
}
