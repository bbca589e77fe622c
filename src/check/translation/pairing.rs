//! D0601: the two languages have the same blocks; what stands side by side is paired, by what it says where one
//! language lacks a block.

use super::alignment::{self, Step};
use super::likeness::{Likeness, Profile};
use crate::check::text::searched::SearchedTexts;
use crate::check::text::segment::Segment;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind, Manuscript};

/// What stands side by side in two texts; a finding where the blocks part ways.
pub fn segments<'a>(
    first: &'a Manuscript,
    second: &'a Manuscript,
    texts: Option<&SearchedTexts>,
    findings: &mut Findings,
) -> Vec<(Segment<'a>, Segment<'a>)> {
    let languages = (first.language, second.language);
    let mut walk = Walk { languages, texts, pairs: Vec::new(), findings };
    walk.runs(&first.blocks, &second.blocks);
    walk.pairs
}

struct Walk<'a, 'f> {
    languages: (Language, Language),
    /// What their words say, where that is known.
    texts: Option<&'f SearchedTexts>,
    pairs: Vec<(Segment<'a>, Segment<'a>)>,
    findings: &'f mut Findings,
}

impl<'a> Walk<'a, '_> {
    fn runs(&mut self, first: &'a [Block], second: &'a [Block]) {
        let same = |(one, other): (&Block, &Block)| one.kind.describe() == other.kind.describe();
        // What has the same blocks throughout is paired as it stands, whatever its blocks say.
        if first.len() == second.len() && first.iter().zip(second).all(same) {
            return first.iter().zip(second).for_each(|(one, other)| self.pair(one, other));
        }
        let known =
            |all: &[Block]| all.iter().map(|it| Profile::new(it, self.texts)).collect::<Vec<_>>();
        let (here, there) = (known(first), known(second));
        let likeness = Likeness::new(&here, &there);
        let steps =
            alignment::steps(here.len(), there.len(), |i, j| likeness.cost(&here[i], &there[j]));
        let (mut i, mut j) = (0, 0);
        for run in steps.chunk_by(|one, next| one == next) {
            match run[0] {
                Step::Both => {
                    let pairs = first[i..].iter().zip(&second[j..]).take(run.len());
                    let known = here[i..].iter().zip(&there[j..]);
                    for ((one, other), (here, there)) in pairs.zip(known) {
                        self.beside(one, other, here.pairs(there));
                    }
                }
                Step::First => self.gap(&first[i..i + run.len()], second, j),
                Step::Second => self.gap(&second[j..j + run.len()], first, i),
            }
            i += if run[0] == Step::Second { 0 } else { run.len() };
            j += if run[0] == Step::First { 0 } else { run.len() };
        }
    }

    /// Two blocks that stand beside each other, and may be of unlike kinds.
    fn beside(&mut self, one: &'a Block, other: &'a Block, same: bool) {
        match same {
            true => self.pair(one, other),
            false => self.findings.push(differ(one, other)),
        }
    }

    /// Blocks that only one language has: one finding, at the first. The other goes on with its block `next`.
    fn gap(&mut self, extra: &[Block], other: &[Block], next: usize) {
        let Some(block) = extra.first() else { return };
        let (near, words) = match other.get(next) {
            Some(next) => (Some(next), "the other language goes on here"),
            None => (other.last(), "the other language ends here"),
        };
        let finding = alone(block, extra.len() - 1);
        self.findings.push(match near {
            Some(near) => finding.related(near.place.clone(), words),
            None => finding,
        });
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

fn differ(first: &Block, second: &Block) -> Diagnostic {
    let (here, there) = (first.kind.describe(), second.kind.describe());
    let message = format!("the two languages differ: {here} here, {there} there");
    Diagnostic::new(codes::UNPAIRED, first.place.clone(), message)
        .related(second.place.clone(), "its counterpart")
        .help("blocks are paired in order: add the missing block, or restore the order")
}

fn alone(extra: &Block, more: usize) -> Diagnostic {
    let kind = extra.kind.describe();
    let message = match more {
        0 => format!("{kind} has no counterpart in the other language"),
        1 => format!("{kind} and the block after it have no counterpart in the other language"),
        _ => format!(
            "{kind} and the {more} blocks after it have no counterpart in the other language"
        ),
    };
    let help =
        if more == 0 { "translate it, or remove it" } else { "translate them, or remove them" };
    Diagnostic::new(codes::UNPAIRED, extra.place.clone(), message).help(help)
}
