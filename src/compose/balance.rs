//! How much room two languages need side by side: both columns fill about as many lines.

use super::doubts::Doubted;
use super::input::CompositionInput;
use super::tables::lengths;
use crate::model::manuscript::{BlockKind, Manuscript, walk_blocks};

/// The least and the most share: no column gets so narrow that its lines hold a few words only.
const BOUNDS: (f64, f64) = (0.68, 1.0 / 0.68);

/// A text of fewer em than this says little about its language.
const TELLING: f64 = 100.0;

/// How long the first language of the edition runs, as a share of the second, in em; none with one language or little text.
pub fn share(input: &CompositionInput) -> Option<f64> {
    let [first, second] = input.manuscripts.as_slice() else { return None };
    let doubts = Doubted::new(&input.inputs.doubts);
    let (first, second) = (length(first, &doubts), length(second, &doubts));
    let enough = first > TELLING && second > TELLING;
    enough.then(|| (first / second).clamp(BOUNDS.0, BOUNDS.1))
}

/// About how long all paragraphs of a text are, in em.
fn length(manuscript: &Manuscript, doubts: &Doubted) -> f64 {
    let mut sum = 0.0;
    walk_blocks(&manuscript.blocks, &mut |block| {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            sum += lengths::run(&lengths::plain(inlines, &[], true, doubts));
        }
    });
    sum
}
