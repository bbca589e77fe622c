//! Which item of one list is which of another: in order, moved, or in one list only.

use std::collections::HashMap;
use std::hash::Hash;

/// What has become of the items of two lists, by their numbers.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// The same in both, in the same order.
    pub kept: Vec<(usize, usize)>,
    /// The same in both, in another order.
    pub moved: Vec<(usize, usize)>,
    /// Between two kept items: what the older list has there, and the newer one.
    pub gaps: Vec<(Vec<usize>, Vec<usize>)>,
}

/// Aligns two lists. The same item that comes several times is paired in the order of its coming. What is kept is
/// the longest run of pairs that are in order in both lists; so as few as can be have moved. The time grows as
/// n log n.
pub fn align<T: Eq + Hash>(old: &[T], new: &[T]) -> Alignment {
    let mut places: HashMap<&T, Vec<usize>> = HashMap::new();
    // From the end, so that the first place is taken first.
    old.iter().enumerate().rev().for_each(|(at, item)| places.entry(item).or_default().push(at));
    let partner: Vec<Option<usize>> =
        new.iter().map(|item| places.get_mut(item).and_then(Vec::pop)).collect();
    let pairs: Vec<(usize, usize)> = partner
        .iter()
        .enumerate()
        .filter_map(|(new, old)| Some((old.as_ref().copied()?, new)))
        .collect();
    let kept = longest_rising(&pairs);
    let is_kept: Vec<bool> = {
        let mut marks = vec![false; new.len()];
        kept.iter().for_each(|(_, new)| marks[*new] = true);
        marks
    };
    let moved = pairs.iter().copied().filter(|(_, new)| !is_kept[*new]).collect();
    let mut gaps = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let mut taken = vec![false; old.len()];
    pairs.iter().for_each(|(old, _)| taken[*old] = true);
    for (to_old, to_new) in kept.iter().copied().chain([(old.len(), new.len())]) {
        let gone: Vec<usize> = (from_old..to_old).filter(|at| !taken[*at]).collect();
        let come: Vec<usize> = (from_new..to_new).filter(|at| partner[*at].is_none()).collect();
        if !(gone.is_empty() && come.is_empty()) {
            gaps.push((gone, come));
        }
        (from_old, from_new) = (to_old + 1, to_new + 1);
    }
    Alignment { kept, moved, gaps }
}

/// The longest run of pairs in which the first numbers rise, as the second ones do.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // `ends[n]` is the pair with the smallest first number at which a run of n + 1 ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (old, _)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].0 < *old);
        before.push(length.checked_sub(1).map(|it| ends[it]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.push(pairs[at]);
        next = before[at];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_is_the_least() {
        let found = align(&["a", "b", "c", "d", "e"], &["a", "d", "b", "c", "x", "e"]);
        assert_eq!(found.kept, [(0, 0), (1, 2), (2, 3), (4, 5)]);
        assert_eq!(found.moved, [(3, 1)]);
        assert_eq!(found.gaps, [(vec![], vec![4])]);
    }

    #[test]
    fn what_differs_stands_between_what_is_kept() {
        let found = align(&["a", "b", "b", "c"], &["a", "x", "b", "y", "c"]);
        assert_eq!(found.kept, [(0, 0), (1, 2), (3, 4)]);
        assert_eq!(found.gaps, [(vec![], vec![1]), (vec![2], vec![3])]);
        assert_eq!(align::<&str>(&[], &[]), Alignment::default());
        assert_eq!(align(&["a"], &[]).gaps, [(vec![0], vec![])]);
    }

    #[test]
    fn many_items_in_reverse_are_aligned_in_time() {
        let old: Vec<usize> = (0..20_000).collect();
        let new: Vec<usize> = old.iter().rev().copied().collect();
        let found = align(&old, &new);
        assert_eq!((found.kept.len(), found.moved.len()), (1, 19_999));
    }
}
