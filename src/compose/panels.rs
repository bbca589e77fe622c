//! A block in each language of an edition, and its parts side by side.

use crate::language::Language;
use crate::model::manuscript::Block;

/// The same block in each language of an edition.
pub(super) type Panels<'a> = Vec<(Language, &'a Block)>;

/// The parts of a block, each in all languages; `parts` is asked once for each language.
pub(super) fn side_by_side<'a, T>(
    panels: &Panels<'a>,
    count: usize,
    parts: impl Fn(&'a Block) -> Vec<&'a [T]>,
) -> Vec<Vec<(Language, &'a [T])>> {
    let all: Vec<(Language, Vec<&[T]>)> =
        panels.iter().map(|(language, block)| (*language, parts(block))).collect();
    let part = |i: usize| {
        let at = |parts: &Vec<&'a [T]>| parts.get(i).copied().unwrap_or_default();
        all.iter().map(|(language, parts)| (*language, at(parts))).collect()
    };
    (0..count).map(part).collect()
}
