//! Which things of two lists have no counterpart in the other one.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::thing::Thing;

/// Three looks in a row.
type Run = [u64; 3];

/// A list of looks with what stands before and behind each.
struct Row {
    looks: Vec<u64>,
    left: Vec<Run>,
    right: Vec<Run>,
}

impl Row {
    fn new(looks: Vec<u64>) -> Row {
        let look = |at: Option<usize>| at.and_then(|at| looks.get(at)).copied().unwrap_or_default();
        let back = |at: usize, by: usize| look(at.checked_sub(by));
        let all = 0..looks.len();
        let left = all.clone().map(|at| [back(at, 2), back(at, 1), looks[at]]).collect();
        let right = all.map(|at| [looks[at], look(Some(at + 1)), look(Some(at + 2))]).collect();
        Row { looks, left, right }
    }
}

/// For each thing of the first list, whether the second one has none like it. Of something that the first list has more
/// often, those are new whose neighbours on both sides are new too, if possible. So a paragraph that has moved, or a line that breaks
/// elsewhere, is nothing new. The time grows with the length of the lists.
pub fn without_counterpart(own: &[Thing], other: &[Thing]) -> Vec<bool> {
    let grounds: HashSet<u64> =
        other.iter().filter(|it| it.is_ground).map(|it| it.looks[0]).collect();
    let content = |list: &[Thing], which: usize| -> Vec<u64> {
        list.iter().filter(|it| !it.is_ground).map(|it| it.looks[which]).collect()
    };
    let both = [0, 1]
        .map(|which| new_in(&Row::new(content(own, which)), &Row::new(content(other, which))));
    let mut content = both[0].iter().zip(&both[1]).map(|(a, b)| *a && *b);
    let is_new = |it: &Thing| match it.is_ground {
        true => !grounds.contains(&it.looks[0]),
        false => content.next().unwrap_or_default(),
    };
    own.iter().map(is_new).collect()
}

fn new_in(own: &Row, other: &Row) -> Vec<bool> {
    let more = Excess::of(&own.looks, &other.looks);
    let (left, right) = (Excess::of(&own.left, &other.left), Excess::of(&own.right, &other.right));
    // As many are new as there are more of; the last ones, if neighbours do not tell.
    let is_beside = |at: usize| [left.has(&own.left[at]), right.has(&own.right[at])];
    let mut missing = more.0;
    let mut found = vec![false; own.looks.len()];
    for wanted in [2, 1, 0] {
        for at in (0..own.looks.len()).rev() {
            if let Some(count @ 1..) = missing.get_mut(&own.looks[at])
                && !found[at]
                && is_beside(at).into_iter().filter(|it| *it).count() == wanted
            {
                *count -= 1;
                found[at] = true;
            }
        }
    }
    found
}

/// By how many one list has more of something than another.
struct Excess<T>(HashMap<T, usize>);

impl<T: Hash + Eq + Copy> Excess<T> {
    fn of(own: &[T], other: &[T]) -> Excess<T> {
        let mut counts: HashMap<T, usize> = HashMap::with_capacity(own.len());
        own.iter().for_each(|it| *counts.entry(*it).or_default() += 1);
        for it in other {
            if let Some(count) = counts.get_mut(it) {
                *count = count.saturating_sub(1);
            }
        }
        counts.retain(|_, count| *count > 0);
        Excess(counts)
    }

    fn has(&self, it: &T) -> bool {
        self.0.contains_key(it)
    }
}

#[cfg(test)]
mod tests {
    use hayro::vello_cpu::kurbo::Rect;

    use super::*;

    fn things(text: &str) -> Vec<Thing> {
        let frame = Rect::ZERO;
        let one = |word: &str| {
            let look = word.bytes().fold(7, |sum: u64, byte| sum * 257 + u64::from(byte));
            Thing { looks: [look; 2], page: 0, frame, text: word.to_string(), is_ground: false }
        };
        text.split(' ').map(one).collect()
    }

    fn new(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (things(old), things(new));
        let found = without_counterpart(&new, &old);
        new.into_iter().zip(found).filter(|(_, it)| *it).map(|(it, _)| it.text).collect()
    }

    #[test]
    fn what_has_changed_is_found_where_it_stands_and_what_moved_is_not() {
        assert_eq!(new("a b c d e f", "a b c d e f"), [""; 0]);
        assert_eq!(new("a b c d e f", "a b c X e f"), ["X"]);
        assert_eq!(new("a b c d e f g h", "d e f a b c g h"), [""; 0]);
        // The second of three words that are the same.
        let old = "the dose was low and the dose was low and the dose was high";
        assert_eq!(new(old, "the dose was low and no dose was low and the dose was high"), ["no"]);
        assert_eq!(new("a b a b a b c", "a b a b a b a b c"), ["a", "b"]);
        assert_eq!(new("a", "b"), ["b"]);
    }
}
