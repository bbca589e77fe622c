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

/// How many words may stand between a bound and its number, the words of the bound included.
const FAR_WORDS: usize = 5;

/// How far from a bound the negation of its verb may stand, in bytes: “should not stand at room temperature for more than”.
const CLAUSE: usize = 60;

/// How many letters may, in a language that does not part its words.
const FAR_LETTERS: usize = 8;

impl Scanner<'_> {
    /// The bound that a number from `start` to `end` is.
    pub fn bound(&self, start: usize, end: usize) -> Option<Bound> {
        let mut before = self.lower[..start].trim_end_matches(SIGNS);
        let close = before;
        while let Some(skip) = self.tables.at_end(Table::BoundSkip, before) {
            before = before[..before.len() - skip.text.len()].trim_end_matches(SIGNS);
        }
        if before.ends_with('=') && !before.ends_with("<=") && !before.ends_with(">=") {
            return Some(Bound::Equal);
        }
        let rest = self.lower[end..].trim_start();
        let mut best: Option<(usize, Bound, Option<&str>)> = None;
        for (table, bound) in KINDS {
            for word in self.tables.list(table) {
                let text = word.text.as_str();
                let ends = |it: &&str| it.ends_with(text) && whole_before(it, text);
                let first = word.sense == "before";
                // What may be skipped may end the bound itself: “inferior a”.
                let found = [before, close].into_iter().find(ends).filter(|_| first);
                let fits = found.is_some() || !first && rest.starts_with(text) && whole(rest, text);
                // The longest word says it: “not more than” is no “more than”.
                if fits && best.is_none_or(|(length, ..)| text.len() > length) {
                    best = Some((text.len(), bound, found));
                }
            }
        }
        let best = best.filter(|(_, bound, _)| *bound != Bound::AtMost || !self.is_ahead(end));
        best.map(|(length, bound, before)| {
            let turned = before.is_some_and(|it| {
                self.turns(it, length) && self.negated(it, length) || self.is_without(it, length)
            });
            match bound {
                Bound::MoreThan if turned => Bound::AtMost,
                Bound::LessThan if turned => Bound::AtLeast,
                other => other,
            }
        })
    }

    /// “Up to 2 days before” something is two days or more before it, or less.
    fn is_ahead(&self, end: usize) -> bool {
        let rest = self.lower[end..].trim_start();
        self.tables.at_start(Table::Ahead, rest).is_some()
    }

    /// “At most” with a few words before its number: 最多服用 4 片, “at least another 4 weeks”.
    pub fn far_bound(&self, start: usize, end: usize) -> Option<Bound> {
        let before = self.lower[..start].trim_end_matches(SIGNS);
        let near = self.near(before);
        let mut best: Option<(usize, usize, Bound)> = None;
        for (table, bound) in [(Table::AtLeast, Bound::AtLeast), (Table::AtMost, Bound::AtMost)] {
            let long = |word: &&str| !self.tables.unspaced || word.chars().nth(1).is_some();
            // Of most words not even the first character stands there.
            let may_be = |word: &&str| word.chars().next().is_some_and(|it| near.contains(it));
            let words = self.tables.of_sense(table, "before").filter(long).filter(may_be);
            for word in words {
                let Some(at) = near.rfind(word) else { continue };
                let whole =
                    whole_before(&near[..at + word.len()], word) && whole(&near[at..], word);
                let end = (at + word.len(), word.len());
                if whole && best.is_none_or(|(to, length, _)| end > (to, length)) {
                    best = Some((end.0, end.1, bound));
                }
            }
        }
        let bound = best.map(|(_, _, bound)| bound);
        bound.filter(|it| *it != Bound::AtMost || !self.is_ahead(end))
    }

    /// The last few words before a number, of its own clause.
    fn near<'t>(&self, before: &'t str) -> &'t str {
        let parts = |c: char| !c.is_alphabetic() && !matches!(c, ' ' | '\'' | '-');
        let clause = before.rsplit(parts).next().unwrap_or_default();
        let (unit, count): (fn(char) -> bool, usize) = match self.tables.unspaced {
            true => (|_| true, FAR_LETTERS),
            false => (|c| c == ' ', FAR_WORDS),
        };
        let cuts = clause.char_indices().rev().filter(|(_, c)| unit(*c));
        cuts.take(count).last().map_or(clause, |(at, _)| clause[at..].trim_start())
    }

    /// “Do not take more than”: a negation a few words before turns the bound.
    fn negated(&self, before: &str, length: usize) -> bool {
        let end = before.len().saturating_sub(length);
        let from = end.saturating_sub(CLAUSE);
        let from = (from..=end).find(|at| before.is_char_boundary(*at)).unwrap_or(end);
        // “Not less than 3 but less than 5”: the negation has had its number.
        let near = before.get(from..end).unwrap_or_default();
        let ends = |it: &str| near.rfind(it).map(|at| at + it.len());
        let cut = self.tables.list(Table::BoundParts).iter().filter_map(|it| ends(&it.text)).max();
        let near = near.get(cut.unwrap_or(0)..).unwrap_or_default();
        let clause = near.rsplit([',', '.', ';', '，', '。', '；', '、', '（', '(']).next();
        clause.is_some_and(|clause| {
            let mut negations = self.tables.list(Table::BoundNegation).iter();
            negations.any(|no| match self.tables.unspaced {
                true => clause.contains(&no.text),
                false => clause.split(' ').any(|word| word == no.text),
            })
        })
    }

    /// “With no mark below 6”: all are 6 or more.
    fn is_without(&self, before: &str, length: usize) -> bool {
        let words = before[..before.len() - length].trim_end();
        let mut cuts = words.rmatch_indices(' ').map(|(at, _)| &words[..at]).take(2);
        !self.tables.unspaced
            && cuts.any(|it| {
                let word = self.tables.at_end(Table::BoundWithout, it);
                word.is_some_and(|word| whole_before(it, &word.text))
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
