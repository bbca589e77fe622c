//! Signs and words that make a number a bound: ≥ 5, 不少于 5, 5 or more, 5 及以上.

use super::mention::Bound;
use super::scanner::{Scanner, is_letter};

const KINDS: [(&str, Bound); 10] = [
    ("at-least before", Bound::AtLeast),
    ("more-than before", Bound::MoreThan),
    ("at-most before", Bound::AtMost),
    ("less-than before", Bound::LessThan),
    ("at-least after", Bound::AtLeast),
    ("more-than after", Bound::MoreThan),
    ("above after", Bound::Above),
    ("at-most after", Bound::AtMost),
    ("below after", Bound::Below),
    ("equal before", Bound::Equal),
];

impl Scanner<'_> {
    /// The bound that a number from `start` to `end` is.
    pub fn bound(&self, start: usize, end: usize) -> Option<Bound> {
        let before = self.lower[..start]
            .trim_end_matches([' ', '$', '€', '£', '¥', '约', '(', '−', '-', '第']);
        let before = before.strip_suffix(" a").unwrap_or(before);
        if before.ends_with('=') && !before.ends_with("<=") && !before.ends_with(">=") {
            return Some(Bound::Equal);
        }
        let mut best: Option<(usize, Bound)> = None;
        let rest = self.lower[end..].trim_start();
        for (kind, bound) in KINDS {
            let Some((kind, side)) = kind.split_once(' ') else { continue };
            for (word, sense) in self.tables.of_kind(kind) {
                let fits = *sense == side
                    && match side {
                        "before" => {
                            before.ends_with(word.as_str()) && self.whole_before(before, word)
                        }
                        _ => rest.starts_with(word.as_str()) && whole(rest, word),
                    };
                // The longest word says it: “not more than” is no “more than”.
                if fits && best.is_none_or(|(length, _)| word.len() > length) {
                    best = Some((word.len(), bound));
                }
            }
        }
        best.map(|(length, bound)| match bound {
            Bound::MoreThan if turns(before, length) && self.negated(before, length) => {
                Bound::AtMost
            }
            Bound::LessThan if turns(before, length) && self.negated(before, length) => {
                Bound::AtLeast
            }
            other => other,
        })
    }

    /// “Do not take more than”: a negation a few words before turns the bound.
    fn negated(&self, before: &str, length: usize) -> bool {
        let end = before.len().saturating_sub(length);
        let from = end.saturating_sub(30);
        let from = (from..=end).find(|at| before.is_char_boundary(*at)).unwrap_or(end);
        let near = before.get(from..end).unwrap_or_default();
        let clause = near.rsplit([',', '.', ';', '，', '。', '；', '、', '（', '(']).next();
        clause.is_some_and(|clause| match self.chinese {
            true => ["不得", "不应", "不能", "不要", "切勿", "请勿", "不可"]
                .iter()
                .any(|no| clause.contains(no)),
            false => clause.split(' ').any(|word| ["not", "never", "cannot"].contains(&word)),
        })
    }

    fn whole_before(&self, before: &str, word: &str) -> bool {
        let earlier = before[..before.len() - word.len()].chars().next_back();
        let latin = word.starts_with(is_letter);
        !(latin && earlier.is_some_and(is_letter))
    }
}

/// Words of amount, which a negation of the verb turns: “do not take more than”, 不要超过. It does
/// not turn “do not give to children under 6”.
fn turns(before: &str, length: usize) -> bool {
    let word = &before[before.len() - length..];
    ["than", "超过", "多于", "少于", "高于", "低于", "大于", "小于", "超"]
        .iter()
        .any(|end| word.ends_with(end))
        && !["older than", "younger than"].contains(&word)
}

fn whole(rest: &str, word: &str) -> bool {
    let next = rest[word.len()..].chars().next();
    !(word.ends_with(is_letter) && next.is_some_and(is_letter))
}
