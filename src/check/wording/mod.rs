//! Sentences about an outcome that say more than the certainty of its evidence allows, in any language.
//!
//! A sentence is about an outcome if it prints a pooled figure of its analysis, or stands in a block that a comment
//! ties to it. Source of the words: GRADE guidelines 26 (Santesso et al., J Clin Epidemiol 2020;119:126).

mod phrases;
mod sentences;

use std::sync::Arc;

use self::phrases::{Found, find};
use self::sentences::{Sentence, sentences};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::pack::evidence::EvidenceWords;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Block, Manuscript, walk_blocks};
use crate::model::summary_of_findings::{Certainty, Finding, Size};

/// Checks the sentences of a text.
pub fn check(inputs: &Inputs, manuscript: &Manuscript, findings: &mut Findings) {
    if inputs.summaries.is_empty() {
        return;
    }
    let known: Vec<&Arc<Finding>> = inputs.summaries.values().flat_map(|it| &it.outcomes).collect();
    let words = &inputs.languages.pack(manuscript.language).evidence;
    let rule = Rule { known, words, manuscript };
    rule.unknown(findings);
    walk_blocks(&manuscript.blocks, &mut |block| rule.block(block, findings));
}

struct Rule<'a> {
    known: Vec<&'a Arc<Finding>>,
    words: &'a EvidenceWords,
    manuscript: &'a Manuscript,
}

impl Rule<'_> {
    /// Ties to outcomes that no summary has.
    fn unknown(&self, findings: &mut Findings) {
        for tie in &self.manuscript.ties {
            if self.known.iter().all(|it| it.id != tie.finding) {
                let message = format!("no summary of findings has the outcome “{}”", tie.finding);
                let known = self.known.iter().map(|it| it.id.as_str());
                let help = crate::diagnostic::suggestion(&tie.finding, known);
                let help = help.unwrap_or_else(|| "name the `id` of an outcome".to_string());
                let found = Diagnostic::new(codes::MALFORMED_WAIVER, tie.place.clone(), message);
                findings.push(found.help(help));
            }
        }
    }

    fn block(&self, block: &Block, findings: &mut Findings) {
        let ties = self.manuscript.ties.iter();
        let tied: Vec<&str> =
            ties.filter(|it| it.covers(&block.place)).map(|it| it.finding.as_str()).collect();
        for inlines in block.kind.inlines() {
            for sentence in sentences(inlines, &block.place) {
                for found in &self.known {
                    let printed = sentence.about.iter().any(|it| **it == *found.analysis.name);
                    if printed || tied.contains(&found.id.as_str()) {
                        findings.extend(self.sentence(&sentence, found));
                    }
                }
            }
        }
    }

    /// What a sentence says too strongly of an outcome: of its certainty, or else of its size.
    fn sentence(&self, sentence: &Sentence, found: &Finding) -> Option<Diagnostic> {
        let claim = find(&sentence.text, &self.words.claims)?;
        if find(&sentence.text, &self.words.reports).is_some() {
            return None;
        }
        let said = self.strength(sentence);
        if said > found.certainty {
            return Some(self.too_sure(sentence, &claim, said, found));
        }
        let (size, word) = self.size(sentence)?;
        let own = found.size.filter(|own| *own < size)?;
        let message = format!(
            "“{}” says more than the size of the effect on “{}”, which is {}",
            word.word,
            found.id,
            own.id()
        );
        let told =
            Diagnostic::new(codes::STRONG_WORDS, sentence.place(word.at, &word.word), message);
        let told = told.related(found.place.clone(), "where the outcome is declared");
        Some(told.help(format!("`{{{{ finding(\"{}\").sentence }}}}` words it", found.id)))
    }

    /// The certainty that the words of a sentence claim: the least that one of them fits, high without any.
    fn strength(&self, sentence: &Sentence) -> Certainty {
        let levels = Certainty::ALL.iter().filter(|(name, _)| {
            let hedges = self.words.hedges.get(*name).map_or(&[][..], Vec::as_slice);
            // “Very likely” holds no “likely” of a lower level: longer phrases of other levels are taken away.
            let longer = self.words.hedges.iter().filter(|(other, _)| *other != name);
            let longer: Vec<&String> = longer
                .flat_map(|(_, phrases)| phrases)
                .filter(|it| {
                    hedges.iter().any(|own| it.len() > own.len() && it.contains(own.as_str()))
                })
                .collect();
            let mut text = sentence.text.clone();
            for phrase in longer {
                text = text.replace(phrase.as_str(), &" ".repeat(phrase.len()));
            }
            find(&text, hedges).is_some()
        });
        levels.map(|(_, level)| *level).min().unwrap_or(Certainty::High)
    }

    /// The largest size that a word of the sentence gives the effect.
    fn size(&self, sentence: &Sentence) -> Option<(Size, Found)> {
        let of = |(name, size): &(&'static str, Size)| {
            let found = find(&sentence.text, self.words.sizes.get(*name)?)?;
            Some((*size, found))
        };
        Size::ALL.iter().filter_map(of).max_by_key(|(size, _)| *size)
    }

    fn too_sure(
        &self,
        sentence: &Sentence,
        claim: &Found,
        said: Certainty,
        found: &Finding,
    ) -> Diagnostic {
        let words: Vec<&String> =
            self.words.hedges.get(found.certainty.id()).into_iter().flatten().take(2).collect();
        let words: Vec<String> = words.iter().map(|it| format!("“{it}”")).collect();
        let message = format!(
            "“{}” claims {} certainty of the outcome “{}”, whose certainty is {}",
            claim.word,
            said.id().replace('_', " "),
            found.id,
            found.certainty.id().replace('_', " ")
        );
        let told =
            Diagnostic::new(codes::STRONG_WORDS, sentence.place(claim.at, &claim.word), message);
        let told = told.related(found.certainty_place.clone(), "why it is so rated");
        let help = match words.is_empty() {
            true => format!("let `{{{{ finding(\"{}\").sentence }}}}` word it", found.id),
            false => format!(
                "say {}, or let `{{{{ finding(\"{}\").sentence }}}}` word it",
                words.join(" or "),
                found.id
            ),
        };
        told.help(help)
    }
}
