//! What the comparison of numbers leaves undecided, for those who want to see it.

use std::collections::HashSet;
use std::sync::Arc;

use super::numbers::{Skipped, undecided};
use super::pair::Pair;
use super::segments;
use crate::check::text::lexica::Lexica;
use crate::check::text::searched::SearchedTexts;
use crate::diagnostic::Findings;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;

/// Everything in the texts that is left undecided, in order.
pub fn skipped(inputs: &Inputs, evaluated: &Evaluated) -> Vec<Skipped> {
    let lexica = Lexica::new(
        &inputs.terms,
        &inputs.languages,
        &inputs.manifest.units,
        &inputs.manifest.project.languages,
    );
    let mut seen = HashSet::new();
    let mut skipped = Vec::new();
    for document in &evaluated.documents {
        let [first, others @ ..] = document.manuscripts.as_slice() else { continue };
        if !seen.insert((Arc::as_ptr(&document.tables), document.title.is_some())) {
            continue;
        }
        let texts = SearchedTexts::new(&lexica, &document.manuscripts);
        for other in others {
            for (here, there) in segments(first, other, Some(&texts), &mut Findings::default()) {
                if let (Some(here), Some(there)) = (texts.get(&here), texts.get(&there)) {
                    let pair = Pair { here, there, terms: &inputs.terms };
                    skipped.extend(undecided(&pair));
                }
            }
        }
    }
    skipped
}
