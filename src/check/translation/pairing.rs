//! D0601: the two languages have the same blocks; what stands side by side is paired.

use crate::check::text::segment::Segment;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind, Manuscript};

/// What stands side by side in two texts; a finding where the blocks part ways.
pub fn segments<'a>(
    first: &'a Manuscript,
    second: &'a Manuscript,
    findings: &mut Findings,
) -> Vec<(Segment<'a>, Segment<'a>)> {
    let languages = (first.language, second.language);
    let mut walk = Walk { languages, pairs: Vec::new(), findings };
    walk.runs(&first.blocks, &second.blocks);
    walk.pairs
}

struct Walk<'a, 'f> {
    languages: (Language, Language),
    pairs: Vec<(Segment<'a>, Segment<'a>)>,
    findings: &'f mut Findings,
}

impl<'a> Walk<'a, '_> {
    fn runs(&mut self, first: &'a [Block], second: &'a [Block]) {
        for i in 0..first.len().max(second.len()) {
            match (first.get(i), second.get(i)) {
                (Some(one), Some(other)) => {
                    let (here, there) = (one.kind.describe(), other.kind.describe());
                    if here != there {
                        // What follows is out of step; one finding says it.
                        return self.findings.push(differ(one, other, &here, &there));
                    }
                    self.pair(one, other);
                }
                (Some(extra), None) => {
                    return self.findings.push(alone(extra, second.last().or(first.first())));
                }
                (None, Some(extra)) => {
                    return self.findings.push(alone(extra, first.last().or(second.first())));
                }
                (None, None) => return,
            }
        }
    }

    fn pair(&mut self, first: &'a Block, second: &'a Block) {
        self.compare_code(first, second);
        let (here, there) =
            (Segment::all(first, self.languages.0), Segment::all(second, self.languages.1));
        self.pairs.extend(here.into_iter().zip(there));
        for (one, other) in first.kind.runs().into_iter().zip(second.kind.runs()) {
            self.runs(one, other);
        }
    }

    /// Code is printed once in an edition of two languages, so it must be the same.
    fn compare_code(&mut self, first: &Block, second: &Block) {
        if let (BlockKind::Code { text: one, .. }, BlockKind::Code { text: other, .. }) =
            (&first.kind, &second.kind)
            && one != other
        {
            let message = "the two languages have different code";
            let finding = Diagnostic::new(codes::VALUES_DIFFER, first.place.clone(), message);
            self.findings.push(finding.related(second.place.clone(), "its counterpart"));
        }
    }
}

fn differ(first: &Block, second: &Block, here: &str, there: &str) -> Diagnostic {
    let message = format!("the two languages differ: {here} here, {there} there");
    Diagnostic::new(codes::UNPAIRED, first.place.clone(), message)
        .related(second.place.clone(), "its counterpart")
        .help("blocks are paired in order: add the missing block, or restore the order")
}

fn alone(extra: &Block, near: Option<&Block>) -> Diagnostic {
    let message = format!("{} has no counterpart in the other language", extra.kind.describe());
    let finding = Diagnostic::new(codes::UNPAIRED, extra.place.clone(), message)
        .help("translate it, or remove it");
    match near.filter(|near| near.place.file != extra.place.file) {
        Some(near) => finding.related(near.place.clone(), "the other language ends here"),
        None => finding,
    }
}
