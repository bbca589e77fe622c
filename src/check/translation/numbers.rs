//! D0606: a pair has the same numbers, however they are written. D0607: the same number, the same
//! unit. D0612: the same number, the same bound.

use super::difference;
use super::digits;
use super::pair::Pair;
use super::verdict::{Verdict, verdict};
use crate::check::text::numbers::mention::{Bound, Kind, NumberMention, Reading};
use crate::check::text::searched::Searched;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};

/// A numeral that only one language has, and that need not be a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub place: Place,
    /// The numeral, as it is written.
    pub words: String,
    /// Why it is no difference.
    pub reason: &'static str,
}

/// Compares the numbers that stand in the texts, their units and their bounds. Returned is where the
/// numbers stand here whose bounds have been compared: their words need not be compared again.
pub fn check(pair: &Pair, findings: &mut Findings) -> Vec<usize> {
    if !pair.both_read_numerals() {
        findings.extend(digits::differing(pair));
        return Vec::new();
    }
    let (here, there) = (pair.here.number_mentions(), pair.there.number_mentions());
    let verdict = judged(pair);
    findings.extend(differing(pair, &verdict));
    for (i, j) in verdict.units {
        findings.push(differ(&here[i], &there[j]));
    }
    for &(i, j) in &verdict.bounds {
        findings.extend(bounds(&here[i], &there[j]));
    }
    verdict.bounded.iter().map(|i| here[*i].at).collect()
}

fn judged(pair: &Pair) -> Verdict {
    let readings = |side: &Searched| -> Vec<Reading> {
        side.number_mentions().iter().map(|it| it.reading.clone()).collect()
    };
    let (here, there) = (readings(pair.here), readings(pair.there));
    let texts =
        [pair.here, pair.there].map(|side| (&*side.passage.tables, side.passage.text.as_str()));
    verdict(&here.iter().collect::<Vec<_>>(), &there.iter().collect::<Vec<_>>(), texts)
}

/// What only one text of a pair has, and need not be a number.
pub fn undecided(pair: &Pair) -> Vec<Skipped> {
    if !pair.both_read_numerals() {
        return Vec::new();
    }
    let verdict = judged(pair);
    let sides = [(pair.here, verdict.undecided_here), (pair.there, verdict.undecided_there)];
    let of = |(side, list): (&Searched, Vec<usize>)| -> Vec<Skipped> {
        let mentions = list.into_iter().map(|i| &side.number_mentions()[i]);
        mentions.map(skip).collect()
    };
    sides.into_iter().flat_map(of).collect()
}

fn skip(mention: &NumberMention) -> Skipped {
    Skipped {
        place: mention.place.clone(),
        words: mention.words.clone(),
        reason: mention.reading.undecided.unwrap_or("a small numeral that may be a part of a word"),
    }
}

fn differing(pair: &Pair, verdict: &Verdict) -> Option<Diagnostic> {
    let items = |side: &Searched, only: &[usize]| -> Vec<(String, Place)> {
        let mentions = only.iter().map(|i| &side.number_mentions()[*i]);
        mentions.map(|it| (with_sign(it), it.place.clone())).collect()
    };
    let here = items(pair.here, &verdict.only_here);
    let there = items(pair.there, &verdict.only_there);
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let what = "have different numbers";
    let found = difference::told(codes::NUMBERS_DIFFER, what, &here, &there, blocks);
    // A numeral in words that nothing answers may be a way of speaking that no table has.
    let digits = |it: &(String, Place)| it.0.contains(|c: char| c.is_ascii_digit());
    let one_side = here.is_empty() || there.is_empty();
    let in_words = one_side && !here.iter().chain(&there).any(digits);
    found.map(|found| if in_words { found.lowered() } else { found })
}

/// The words of a number with its sign, which may be all that differs.
fn with_sign(mention: &NumberMention) -> String {
    let sign = if mention.reading.negative && mention.reading.digits { "−" } else { "" };
    format!("{sign}{}", mention.words)
}

fn differ(mention: &NumberMention, other: &NumberMention) -> Diagnostic {
    let name = |it: &NumberMention| it.unit.clone().unwrap_or_else(|| "no unit".to_string());
    let rate = mention.reading.kind == Kind::Per && other.reading.kind == Kind::Per;
    let of = if rate { "what is counted by" } else { mention.words.as_str() };
    let message = format!(
        "the two languages have different units for {of}: {} here, {} there",
        name(mention),
        name(other)
    );
    let finding = Diagnostic::new(codes::UNITS_DIFFER, mention.place.clone(), message);
    finding.label(name(mention)).related(other.place.clone(), name(other))
}

fn bounds(mention: &NumberMention, other: &NumberMention) -> Option<Diagnostic> {
    let bound = |it: &NumberMention| it.reading.bound.or(it.reading.far_bound);
    let (here, there) = (bound(mention)?, bound(other)?);
    let message = format!(
        "the two languages bound {} differently: {} here, {} there",
        mention.words,
        in_words(here),
        in_words(there)
    );
    let finding = Diagnostic::new(codes::DIRECTIONS_DIFFER, mention.place.clone(), message);
    Some(finding.label(in_words(here)).related(other.place.clone(), in_words(there)))
}

fn in_words(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least (≥)",
        Bound::MoreThan => "more than (>)",
        Bound::Above => "above",
        Bound::AtMost => "at most (≤)",
        Bound::LessThan => "less than (<)",
        Bound::Below => "below",
        Bound::Equal => "equal (=)",
    }
}
