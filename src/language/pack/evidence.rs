//! The words of a summary of findings, of the certainty of evidence, and of sentences that say no more than it allows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::messages::Message;

/// The words of summaries of findings. What stands in braces is put in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceWords {
    /// The head over outcomes.
    pub outcome: String,
    /// The head over participants and studies.
    pub participants: String,
    /// The head over certainty.
    pub certainty: String,
    /// The head over relative effects: `{interval}`.
    pub effect: String,
    /// The head over risks and differences.
    pub absolute: String,
    /// The head over the risks of an arm: `{arm}`.
    pub risk: String,
    /// The head over differences: `{interval}`.
    pub difference: String,
    /// The head over sentences.
    pub meaning: String,
    /// So many studies: `{n}`.
    pub studies: Message,
    /// How long participants were followed: `{time}`.
    pub follow_up: String,
    /// So many of 1000: `{n}`.
    pub per_1000: String,
    /// From end to end: `{low}`, `{high}`.
    pub interval: String,
    /// So many fewer: `{n}`.
    pub fewer: String,
    /// So many more: `{n}`.
    pub more: String,
    /// A difference of 1000 participants: `{difference}`.
    pub difference_per_1000: String,
    /// How many must be treated for one of them to gain: `{n}`.
    pub needed_for_benefit: String,
    /// How many must be treated for one of them to be harmed: `{n}`.
    pub needed_for_harm: String,
    /// The same where it is not said which direction is good: `{n}`.
    pub needed: String,
    /// Whose risk it is, by the words of `baselines`: `median`, `pooled`.
    pub risks: BTreeMap<String, String>,
    /// Names of the levels of certainty.
    pub levels: BTreeMap<String, String>,
    /// What each level means, for the notes of a table.
    pub explained_levels: BTreeMap<String, String>,
    /// The signs of a level that is reached and of one that is not.
    pub signs: [String; 2],
    /// What certainty is rated down or up for.
    pub domains: BTreeMap<String, String>,
    /// Rated down: `{n}`, `{domain}`, `{why}`.
    pub down: Message,
    /// Rated up: `{n}`, `{domain}`, `{why}`.
    pub up: Message,
    /// Whom it is about, above a table, by `population`, `setting`, `intervention`, `control`: `{it}`.
    pub about: BTreeMap<String, String>,
    /// How risks with the intervention come about, beneath a table.
    pub absolute_note: String,
    /// What measures are called, by their signs.
    pub measures: BTreeMap<String, String>,
    /// Judgements of tools of appraisal, by the names that the tools use.
    pub judged: BTreeMap<String, String>,
    /// The same in a letter or two, as they stand in a cell.
    pub judged_short: BTreeMap<String, String>,
    /// The head over the judgement of all domains together.
    pub overall: String,
    /// What a sentence says, by certainty and then by size and direction (`large_less`, `trivial`):
    /// `{intervention}`, `{outcome}`. Very low certainty has one sentence, `any`.
    pub sentences: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether the first letter of an outcome becomes small within a sentence.
    pub small_in_sentences: bool,
    /// Words by which a sentence claims an effect, or none.
    pub claims: Vec<String>,
    /// Words by which a sentence tells only what studies saw.
    pub reports: Vec<String>,
    /// Words that lessen what a sentence claims, by the certainty that they fit.
    pub hedges: BTreeMap<String, Vec<String>>,
    /// Words that make an effect large, moderate or small.
    pub sizes: BTreeMap<String, Vec<String>>,
}

impl EvidenceWords {
    /// The pattern of a sentence; none if the language has none.
    pub fn sentence(&self, certainty: &str, kind: &str) -> Option<&str> {
        let all = self.sentences.get(certainty)?;
        all.get(kind).or_else(|| all.get("any")).map(String::as_str)
    }
}
