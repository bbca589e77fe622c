//! The sentence that certainty and size of an effect allow.
//!
//! Source: GRADE guidelines 26, informative statements (Santesso et al., J Clin Epidemiol 2020;119:126).

use crate::language::Language;
use crate::language::pack::evidence::EvidenceWords;
use crate::language::pack::messages::fill;
use crate::model::summary_of_findings::{Certainty, Finding, Size};

/// Why there is no sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// The size is not declared, and the interval does not say that there is an effect.
    SizeOpen,
    /// There is no pooled effect.
    NothingPooled,
    /// The language has no words for it.
    LanguageLacks,
}

impl std::fmt::Display for Untold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Untold::SizeOpen => "its interval includes no effect: say how large the effect is, with `size` or `thresholds`",
            Untold::NothingPooled => "it has no pooled effect that compares two arms",
            Untold::LanguageLacks => "the file of the language has no [evidence.sentences]",
        })
    }
}

/// The sentence without its stop.
pub fn statement(
    finding: &Finding,
    words: &EvidenceWords,
    language: Language,
) -> Result<String, Untold> {
    let kind = kind(finding)?;
    let pattern = words.sentence(finding.certainty.id(), &kind).ok_or(Untold::LanguageLacks)?;
    let own = finding.in_sentence.get_or_any(language);
    let outcome = match own {
        "" if words.small_in_sentences => small(finding.outcome.get_or_any(language)),
        "" => finding.outcome.get_or_any(language).to_string(),
        own => own.to_string(),
    };
    let intervention = finding.arms[0].get_or_any(language);
    Ok(fill(pattern, &[("intervention", intervention), ("outcome", &outcome)]))
}

/// Size and direction, by the names that packs use. Where the size is not declared, an effect that the interval
/// bears out is told without a word for its size.
fn kind(finding: &Finding) -> Result<String, Untold> {
    if finding.certainty == Certainty::VeryLow {
        return Ok(String::new());
    }
    let beyond = finding.beyond().ok_or(Untold::NothingPooled)?;
    let usual = finding.excludes_no_effect().then_some(Size::Moderate);
    let size = finding.size.or(usual).ok_or(Untold::SizeOpen)?;
    let direction = if beyond < 0.0 { "less" } else { "more" };
    Ok(match size {
        Size::Trivial => size.id().to_string(),
        _ => format!("{}_{direction}", size.id()),
    })
}

/// The first letter small, unless its word is a name: `Death` but `HIV`, `HbA1c`, `QuickDASH`.
fn small(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest: &str = chars.as_str();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match !word.is_empty() && word.chars().all(char::is_lowercase) {
        true => first.to_lowercase().chain(rest.chars()).collect(),
        false => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn names_keep_their_capitals() {
        assert_eq!(["Death", "HIV", "死亡", "a", ""].map(small), ["death", "HIV", "死亡", "a", ""]);
        let names = ["HbA1c below 7%", "QuickDASH", "PaO2", "C-reactive protein"];
        assert_eq!(names.map(small), names);
        assert_eq!(small("All-cause mortality"), "all-cause mortality");
    }
}
