//! D0608: a pair names the same drugs, genes, trials, cells, diseases and measures, each as often.
//! D0609: it speaks of the same other terms.

use std::collections::HashSet;

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::names::codes_of;
use crate::check::text::lexicon::{Form, Sense};
use crate::check::text::searched::Searched;
use crate::diagnostic::{Findings, codes};

/// Kinds of terms that are names: they are counted.
const NAMES: [&str; 9] =
    ["drug", "gene", "trial", "cell", "disease", "measure", "protein", "molecule", "pathogen"];

/// What stands between a name and its short form that is given in brackets.
const BRACKETS: [&str; 5] = [" (", "(", "（", "（以下简称", "（简称"];

/// Compares names and terms.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let rules = [
        (true, codes::NAMES_DIFFER, "name different things"),
        (false, codes::TERMS_DIFFER, "use different terms"),
    ];
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    for (names, code, what) in rules {
        let (here, there) = (mentions(pair, pair.here, names), mentions(pair, pair.there, names));
        let all = |own: &Mentions, other: &Mentions| {
            difference::answering(&own.proper, &own.other, &other.proper)
        };
        let (here, there) = (all(&here, &there), all(&there, &here));
        findings.extend(difference::finding(code, what, &here, &there, blocks));
    }
}

/// The terms of one side.
struct Mentions {
    /// By their names.
    proper: Vec<Item>,
    /// By names that are not used: findings of their own, which here may stand for the term.
    other: Vec<Item>,
}

fn mentions(pair: &Pair, side: &Searched, names: bool) -> Mentions {
    let mut mentions = Mentions { proper: Vec::new(), other: Vec::new() };
    let mut known: HashSet<(&str, bool)> = HashSet::new();
    let mut last: Option<(usize, usize)> = None;
    for mark in &side.marks {
        let Sense::Term(number) = mark.sense else { continue };
        let gap = last.map(|(_, end)| &side.passage.text[end..mark.range.start]);
        // A name and its abbreviation in brackets are one mention.
        let again = last.is_some_and(|(former, _)| former == number)
            && gap.is_some_and(|gap| BRACKETS.contains(&gap));
        last = Some((number, mark.range.end));
        let term = &pair.terms[number];
        if NAMES.contains(&term.kind.as_str()) != names || again {
            continue;
        }
        let list = match mark.form {
            Form::Proper => &mut mentions.proper,
            _ => &mut mentions.other,
        };
        // Names are counted; of other terms the first mention says it.
        if names || known.insert((&term.en, mark.form == Form::Proper)) {
            list.push(Item::of(side, &term.en, mark.range.clone()));
        }
    }
    if names {
        let codes = codes_of(&side.passage.text, &side.marks).into_iter();
        mentions.proper.extend(codes.map(|range| {
            let name = side.passage.words(range.clone());
            Item::of(side, name, range)
        }));
    }
    mentions
}
