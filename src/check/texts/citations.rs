//! D0402: every citation names an entry of the bibliography.

use crate::diagnostic::{Diagnostic, Findings, Suggestions, codes};
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Citation, Inline, Manuscript, walk_blocks, walk_inlines};

/// Checks one text.
pub fn check(inputs: &Inputs, manuscript: &Manuscript, findings: &mut Findings) {
    let known = inputs.references.iter().map(|reference| reference.key.as_str());
    let mut known = Suggestions::new(known);
    walk_blocks(&manuscript.blocks, &mut |block| {
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Cite(group) = inline {
                    let unknown = group.iter().filter(|it| !is_known(inputs, &it.key));
                    let found = unknown.map(|citation| finding(citation, &mut known));
                    // A single text shows the key where the number would stand.
                    let single = inputs.front_matter.is_some();
                    findings.extend(found.map(|it| if single { it.lowered() } else { it }));
                }
            });
        }
    });
}

fn is_known(inputs: &Inputs, key: &str) -> bool {
    inputs.references.get(key).is_some()
}

fn finding(citation: &Citation, known: &mut Suggestions) -> Diagnostic {
    let help = known.near(&citation.key).unwrap_or_else(|| {
        "add the entry to the bibliography that `references` names in [project]".to_string()
    });
    let message = format!("the bibliography has no entry “{}”", citation.key);
    Diagnostic::new(codes::UNKNOWN_CITATION, citation.place.clone(), message).help(help)
}
