//! Signs and words that make a number a bound: ≥ 5, 不少于 5, 5 or more, 5 及以上.

use super::mention::Bound;
use super::scanner::Scanner;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

const KINDS: [(Table, Bound); 6] = [
    (Table::AtLeast, Bound::AtLeast),
    (Table::MoreThan, Bound::MoreThan),
    (Table::AtMost, Bound::AtMost),
    (Table::LessThan, Bound::LessThan),
    (Table::Above, Bound::Above),
    (Table::LessOrAt, Bound::Below),
];

/// Signs that may stand between a bound and its number.
const SIGNS: [char; 8] = [' ', '$', '€', '£', '¥', '(', '−', '-'];

impl Scanner<'_> {
    /// The bound that a number from `start` to `end` is.
    pub fn bound(&self, start: usize, end: usize) -> Option<Bound> {
        let mut before = self.lower[..start].trim_end_matches(SIGNS);
        while let Some(skip) = self.tables.at_end(Table::BoundSkip, before) {
            before = before[..before.len() - skip.text.len()].trim_end_matches(SIGNS);
        }
        if before.ends_with('=') && !before.ends_with("<=") && !before.ends_with(">=") {
            return Some(Bound::Equal);
        }
        let mut best: Option<(usize, Bound, bool)> = None;
        let rest = self.lower[end..].trim_start();
        for (table, bound) in KINDS {
            for word in self.tables.list(table) {
                let first = word.sense == "before";
                let fits = match first {
                    true => before.ends_with(&word.text) && whole_before(before, &word.text),
                    false => rest.starts_with(&word.text) && whole(rest, &word.text),
                };
                // The longest word says it: “not more than” is no “more than”.
                if fits && best.is_none_or(|(length, ..)| word.text.len() > length) {
                    best = Some((word.text.len(), bound, first));
                }
            }
        }
        best.map(|(length, bound, first)| {
            let turned = first && self.turns(before, length) && self.negated(before, length);
            match bound {
                Bound::MoreThan if turned => Bound::AtMost,
                Bound::LessThan if turned => Bound::AtLeast,
                other => other,
            }
        })
    }

    /// “Do not take more than”: a negation a few words before turns the bound.
    fn negated(&self, before: &str, length: usize) -> bool {
        let end = before.len().saturating_sub(length);
        let from = end.saturating_sub(30);
        let from = (from..=end).find(|at| before.is_char_boundary(*at)).unwrap_or(end);
        let near = before.get(from..end).unwrap_or_default();
        let clause = near.rsplit([',', '.', ';', '，', '。', '；', '、', '（', '(']).next();
        clause.is_some_and(|clause| {
            let mut negations = self.tables.list(Table::BoundNegation).iter();
            negations.any(|no| match self.tables.unspaced {
                true => clause.contains(&no.text),
                false => clause.split(' ').any(|word| word == no.text),
            })
        })
    }

    /// Words of amount, which a negation of the verb turns: “do not take more than”, 不要超过. It does
    /// not turn “do not give to children under 6”.
    fn turns(&self, before: &str, length: usize) -> bool {
        let word = &before[before.len() - length..];
        self.tables.at_end(Table::BoundTurns, word).is_some()
            && !self.tables.holds(Table::BoundStays, word)
    }
}

fn whole_before(before: &str, word: &str) -> bool {
    let earlier = before[..before.len() - word.len()].chars().next_back();
    !(word.starts_with(is_letter) && earlier.is_some_and(is_letter))
}

fn whole(rest: &str, word: &str) -> bool {
    let next = rest[word.len()..].chars().next();
    !(word.ends_with(is_letter) && next.is_some_and(is_letter))
}
