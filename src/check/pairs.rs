//! D0601–D0603: the two languages have the same blocks, print the same values and cite the same.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::model::manuscript::{Block, BlockKind, Inline, Manuscript, walk_inlines};
use crate::model::place::Origin;

/// Compares two texts of one document.
pub fn check(first: &Manuscript, second: &Manuscript, findings: &mut Vec<Diagnostic>) {
    runs(&first.blocks, &second.blocks, findings);
}

fn runs(first: &[Block], second: &[Block], findings: &mut Vec<Diagnostic>) {
    for i in 0..first.len().max(second.len()) {
        match (first.get(i), second.get(i)) {
            (Some(one), Some(other)) => {
                let (here, there) = (one.kind.describe(), other.kind.describe());
                if here != there {
                    findings.push(differ(one, other, &here, &there));
                    // What follows is out of step; one finding says it.
                    return;
                }
                pair(one, other, findings);
            }
            (Some(extra), None) => {
                return findings.push(alone(extra, second.last().or(first.first())));
            }
            (None, Some(extra)) => {
                return findings.push(alone(extra, first.last().or(second.first())));
            }
            (None, None) => return,
        }
    }
}

fn pair(first: &Block, second: &Block, findings: &mut Vec<Diagnostic>) {
    compare_code(first, second, findings);
    compare_values(first, second, findings);
    compare_citations(first, second, findings);
    for (one, other) in first.kind.runs().into_iter().zip(second.kind.runs()) {
        runs(one, other, findings);
    }
}

/// Code is printed once in an edition of two languages, so it must be the same.
fn compare_code(first: &Block, second: &Block, findings: &mut Vec<Diagnostic>) {
    if let (BlockKind::Code { text: one, .. }, BlockKind::Code { text: other, .. }) =
        (&first.kind, &second.kind)
        && one != other
    {
        let message = "the two languages show different code";
        let finding = Diagnostic::new(codes::VALUES_DIFFER, first.place.clone(), message);
        findings.push(finding.related(second.place.clone(), "its counterpart"));
    }
}

fn differ(first: &Block, second: &Block, here: &str, there: &str) -> Diagnostic {
    let message = format!("the two languages differ: here stands {here}, there {there}");
    Diagnostic::new(codes::UNPAIRED, first.place.clone(), message)
        .related(second.place.clone(), "its counterpart")
        .help("blocks are paired in order; add what is missing, or put them in the same order")
}

fn alone(extra: &Block, near: Option<&Block>) -> Diagnostic {
    let message = format!("{} has no counterpart in the other language", extra.kind.describe());
    let finding = Diagnostic::new(codes::UNPAIRED, extra.place.clone(), message)
        .help("translate it, or take it out");
    match near.filter(|near| near.place.file != extra.place.file) {
        Some(near) => finding.related(near.place.clone(), "the other language ends here"),
        None => finding,
    }
}

/// What a value is compared by: its cells, or its text when an expression made it.
fn values(block: &Block) -> Vec<(String, Vec<Arc<Origin>>)> {
    let mut values = Vec::new();
    let mut add = |inline: &Inline| {
        if let Inline::Value(printed, _) = inline {
            let address =
                |origin: &Arc<Origin>| (origin.place.file.clone(), row_of(&origin.address));
            let mut cells: Vec<_> = printed.origins.iter().map(address).collect();
            cells.dedup();
            // What was worked out from cells is another value than the cells themselves.
            let method = printed.computed.as_ref().map_or("", |computed| &computed.method);
            let key = match cells.is_empty() {
                true => printed.text.clone(),
                false => format!("{method}{cells:?}"),
            };
            values.push((key, printed.origins.clone()));
        }
    };
    block.kind.inlines().into_iter().for_each(|inlines| walk_inlines(inlines, &mut add));
    values.sort_by(|a, b| a.0.cmp(&b.0));
    values
}

/// The address without the language: `name.zh` and `name.en` are one value.
fn row_of(address: &str) -> String {
    let base = address.strip_suffix(".zh").or_else(|| address.strip_suffix(".en"));
    let base = base.or_else(|| address.strip_suffix("/zh")).or_else(|| address.strip_suffix("/en"));
    base.unwrap_or(address).to_string()
}

fn compare_values(first: &Block, second: &Block, findings: &mut Vec<Diagnostic>) {
    let (here, there) = (values(first), values(second));
    let keys = |values: &[(String, Vec<Arc<Origin>>)]| {
        values.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>()
    };
    if keys(&here) == keys(&there) {
        return;
    }
    let missing = |from: &[(String, Vec<Arc<Origin>>)], to: &[(String, Vec<Arc<Origin>>)]| {
        let mut rest = keys(to);
        let mut missing = Vec::new();
        for (key, origins) in from {
            match rest.iter().position(|other| other == key) {
                Some(at) => drop(rest.remove(at)),
                None => missing.push(
                    origins
                        .first()
                        .map_or(key.clone(), |it| format!("{} {}", it.place.file, it.address)),
                ),
            }
        }
        missing.join(", ")
    };
    let finding = Diagnostic::new(
        codes::VALUES_DIFFER,
        first.place.clone(),
        "the two languages print different values",
    );
    let (only_here, only_there) = (missing(&here, &there), missing(&there, &here));
    let label = |only: &str| {
        if only.is_empty() { String::new() } else { format!("only here: {only}") }
    };
    findings
        .push(finding.label(label(&only_here)).related(second.place.clone(), label(&only_there)));
}

fn citations(block: &Block) -> Vec<String> {
    let mut keys = Vec::new();
    for inlines in block.kind.inlines() {
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Cite(group) = inline {
                keys.extend(group.iter().map(|citation| citation.key.clone()));
            }
        });
    }
    keys.sort();
    keys
}

fn compare_citations(first: &Block, second: &Block, findings: &mut Vec<Diagnostic>) {
    let (here, there) = (citations(first), citations(second));
    if here != there {
        let finding = Diagnostic::new(
            codes::CITATIONS_DIFFER,
            first.place.clone(),
            "the two languages cite different references",
        );
        let finding = finding.label(format!("cites {}", here.join(", ")));
        findings.push(finding.related(second.place.clone(), format!("cites {}", there.join(", "))));
    }
}
