//! D0401, D0403: what is wrong in entries of the bibliography, which matters where they are cited.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{BlockKind, GeneratedBlock, Inline, walk_blocks, walk_inlines};
use crate::model::reference::Fault;

/// A finding for every fault; of an entry that no document cites it is a warning.
pub fn check(inputs: &Inputs, evaluated: &Evaluated, findings: &mut Findings) {
    if inputs.references.iter().all(|it| it.faults.is_empty()) {
        return;
    }
    // Of a single text the pages come out, with what could be read.
    let single = inputs.front_matter.is_some();
    let cited = cited(evaluated);
    for reference in inputs.references.iter() {
        let harmless = cited.as_ref().is_some_and(|it| !it.contains(reference.key.as_str()));
        for fault in &reference.faults {
            let finding = finding(fault);
            findings.push(if harmless || single { finding.lowered() } else { finding });
        }
    }
}

fn finding(fault: &Fault) -> Diagnostic {
    let code = match fault.first {
        Some(_) => codes::DUPLICATE_KEY,
        None => codes::BIBLIOGRAPHY_SYNTAX,
    };
    let finding = Diagnostic::new(code, fault.place.clone(), fault.message.clone());
    let finding = finding.help(fault.help.clone());
    match &fault.first {
        Some(first) => finding.related(first.clone(), "the first one"),
        None => finding,
    }
}

/// The keys that some document cites; nothing when one lists the whole bibliography.
fn cited(evaluated: &Evaluated) -> Option<HashSet<&str>> {
    let mut keys = HashSet::new();
    let mut lists_all = false;
    let mut collect = |inlines| {
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Cite(group) = inline {
                keys.extend(group.iter().map(|citation| citation.key.as_str()));
            }
        });
    };
    for document in &evaluated.documents {
        for manuscript in &document.manuscripts {
            walk_blocks(&manuscript.blocks, &mut |block| {
                lists_all |= matches!(
                    block.kind,
                    BlockKind::Generated(GeneratedBlock::References { all: true })
                );
                block.kind.inlines().into_iter().for_each(&mut collect);
            });
        }
        for tables in document.tables.values() {
            tables.values().for_each(|table| table.for_each_inlines(&mut collect));
        }
    }
    (!lists_all).then_some(keys)
}
