//! Which of many names one may be a slip for, without comparing it with each.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::suggestions::{digits, is_slip, words};
use crate::data::work;

/// Words of more letters are compared whole only: nobody types them.
const LONGEST: usize = 64;

/// Names by all that a name which is a slip for them has in common with them: the letters of all words, or all
/// words but one, and that one without a letter.
pub struct TypoIndex<'a> {
    known: Vec<&'a str>,
    /// Positions in `known`, by what the names have in common.
    common: HashMap<u64, Vec<usize>>,
}

impl<'a> TypoIndex<'a> {
    /// TypoIndex for these names.
    pub fn new(known: impl IntoIterator<Item = &'a str>) -> TypoIndex<'a> {
        let known: Vec<&str> = known.into_iter().collect();
        let mut common: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, name) in known.iter().enumerate() {
            for key in keys(name) {
                common.entry(key).or_default().push(at);
            }
        }
        TypoIndex { known, common }
    }

    /// The first name that this one may be a slip for.
    pub fn meant(&self, written: &str) -> Option<&'a str> {
        let mut first: Option<usize> = None;
        for key in keys(written) {
            let near = self.common.get(&key).into_iter().flatten().copied();
            let mut near = near.take_while(|at| first.is_none_or(|first| *at < first));
            let slip = near.find(|at| {
                work::count(1);
                is_slip(written, self.known[*at])
            });
            first = slip.or(first);
        }
        first.map(|at| self.known[at])
    }
}

/// What a name has in common with those that are a slip away, as numbers; two that have one are yet to be compared.
fn keys(name: &str) -> Vec<u64> {
    let words = words(name);
    let mut keys = vec![hash(&words.concat())];
    for (at, word) in words.iter().enumerate() {
        let letters: Vec<char> = word.chars().collect();
        if (3..=LONGEST).contains(&letters.len()) {
            let rest = hash(&(at, &words[..at], &words[at + 1..], digits(word)));
            keys.extend(shortened(&letters).map(|it| hash(&(rest, it))));
        }
    }
    work::count(keys.len());
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A word as it is, and without each of its letters but the first, in which slips agree.
fn shortened(letters: &[char]) -> impl Iterator<Item = u64> {
    let without = |left_out: usize| {
        let mut hasher = DefaultHasher::new();
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != left_out);
        kept.for_each(|(_, letter)| letter.hash(&mut hasher));
        hasher.finish()
    };
    (1..=letters.len()).map(without)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_is_a_slip_away_is_found() {
        let known =
            ["cardiology", "geriatrics", "south_city", "general surgery", "geriatric", "ward1"];
        let slips = TypoIndex::new(known);
        // One letter more, less, another or two exchanged; capitals and signs.
        for written in [
            "cardiolgy",
            "cardiiology",
            "cardiolagy",
            "caridology",
            "Geriatrics",
            "south_cty",
            "general-surgery",
            "GeneralSurgery",
            "geriatric_",
            "geriatricss",
            "ccardiology",
            "radiology",
            "ward2",
            "all",
            "nothing",
            "",
        ] {
            let each = known.into_iter().find(|it| is_slip(written, it));
            assert_eq!(slips.meant(written), each, "{written}");
        }
    }

    #[test]
    fn names_cost_what_they_are() {
        let steps = |count: usize| {
            let name = |at: usize| format!("{:x}", (at as u64 + 7).wrapping_mul(0x9e37_79b9));
            let known: Vec<String> = (0..count).map(name).collect();
            let before = work::steps();
            let slips = TypoIndex::new(known.iter().map(String::as_str));
            assert!((count..2 * count).all(|at| slips.meant(&name(at)).is_none()));
            work::steps() - before
        };
        let (small, large) = (steps(500), steps(4_000));
        assert!(large < 10 * small, "{small}, then {large} steps");
    }
}
