//! Certainty as signs and as a word.

use crate::language::pack::evidence::EvidenceWords;
use crate::model::summary_of_findings::Certainty;

/// Four signs, of which as many are full as the certainty has levels: `⊕⊕◯◯`.
pub fn signs(certainty: Certainty, words: &EvidenceWords) -> String {
    let [full, empty] = &words.signs;
    let sign = |at: u8| if at < certainty.level() { full.as_str() } else { empty.as_str() };
    (0..4).map(sign).collect()
}

/// The name of the level.
pub fn level(certainty: Certainty, words: &EvidenceWords) -> &str {
    words.levels.get(certainty.id()).map_or("", String::as_str)
}
