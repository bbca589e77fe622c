//! D0402: every citation names an entry of the bibliography. D0576: what is cited is listed.

use crate::diagnostic::{Diagnostic, Findings, Suggestions, codes};
use crate::model::inputs::Inputs;
use crate::model::manuscript::{
    BlockKind, Citation, GeneratedBlock, Inline, Manuscript, walk_blocks, walk_inlines,
};
use crate::model::templates::NUMBERED;

/// Checks one text.
pub fn check(inputs: &Inputs, manuscript: &Manuscript, findings: &mut Findings) {
    let known = inputs.references.iter().map(|reference| reference.key.as_str());
    let mut known = Suggestions::new(known);
    findings.extend(unlisted(inputs, manuscript));
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

/// A text of a project whose numbers lead to no list; a single text is given one when it is read.
fn unlisted(inputs: &Inputs, manuscript: &Manuscript) -> Option<Diagnostic> {
    let document = inputs.manifest.documents.get(&manuscript.document)?;
    if inputs.front_matter.is_some() || !NUMBERED.contains(&document.template.as_str()) {
        return None;
    }
    let mut first = None;
    let mut listed = false;
    walk_blocks(&manuscript.blocks, &mut |block| {
        listed |= matches!(&block.kind, BlockKind::Generated(GeneratedBlock::References { .. }));
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Cite(group) = inline {
                    let known = || group.iter().find(|it| is_known(inputs, &it.key));
                    first = first.or_else(known);
                }
            });
        }
    });
    let citation = first.filter(|_| !listed)?;
    let message = "the text cites, and has no list of references to which its numbers lead";
    let finding = Diagnostic::new(codes::REFERENCES_ADDED, citation.place.clone(), message);
    Some(finding.help("write {{ references() }} where the list is to stand"))
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
