//! Which items of two lists stand beside each other, by what each pair costs: a banded edit distance.

use crate::data::work;

/// What one step through both lists takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One of each.
    Both,
    /// One that only the first list has.
    First,
    /// One that only the second list has.
    Second,
}

/// What an item without counterpart costs.
pub const GAP: u32 = 6;

/// The most that a pair may cost without being worse than two items without counterpart.
pub const MOST: u32 = 2 * GAP - 1;

/// A pair that costs no more is one at sight, where the lists are too unlike to be aligned as wholes.
const ALIKE: u32 = 4;

/// So many items more than the other a list may have, to be aligned as a whole.
const FAR: usize = 256;

/// So many items a pair may stand out of step beyond that.
const SLACK: usize = 24;

/// The cheapest way through lists of so many items. Of two that cost alike it is the one that pairs earlier.
pub fn steps(first: usize, second: usize, cost: impl Fn(usize, usize) -> u32) -> Vec<Step> {
    match first.abs_diff(second) > FAR {
        true => from_the_ends(first, second, cost),
        false => Band::new(first, second).steps(cost),
    }
}

/// Pairs what is alike at both ends, and nothing between.
fn from_the_ends(first: usize, second: usize, cost: impl Fn(usize, usize) -> u32) -> Vec<Step> {
    let shorter = first.min(second);
    let head = (0..shorter).take_while(|i| cost(*i, *i) <= ALIKE).count();
    let alike = |i: &usize| cost(first - 1 - i, second - 1 - i) <= ALIKE;
    let tail = (0..shorter - head).take_while(alike).count();
    work::count(head + tail);
    let between = |all: usize| all - head - tail;
    let mut steps = vec![Step::Both; head];
    steps.extend(vec![Step::First; between(first)]);
    steps.extend(vec![Step::Second; between(second)]);
    steps.extend(vec![Step::Both; tail]);
    steps
}

/// The cells of the table of distances that are looked at: those near its diagonal, so that the work
/// grows as the lists do.
struct Band {
    first: usize,
    second: usize,
    /// How far before its own number a row begins.
    before: usize,
    width: usize,
}

impl Band {
    fn new(first: usize, second: usize) -> Band {
        let before = first.saturating_sub(second) + SLACK;
        let behind = second.saturating_sub(first) + SLACK;
        Band { first, second, before, width: before + behind + 1 }
    }

    /// The column of the table in which the cell of a row stands; none outside of it.
    fn column(&self, row: usize, at: usize) -> Option<usize> {
        (row + at).checked_sub(self.before).filter(|column| *column <= self.second)
    }

    fn steps(&self, cost: impl Fn(usize, usize) -> u32) -> Vec<Step> {
        let best = self.table(cost);
        let (mut row, mut column) = (0, 0);
        let mut steps = Vec::new();
        while (row, column) != (self.first, self.second) {
            let step = best[row * self.width + column + self.before - row];
            row += usize::from(step != Step::Second);
            column += usize::from(step != Step::First);
            steps.push(step);
        }
        steps
    }

    /// The best step of each cell, from the end of the lists to their beginning.
    fn table(&self, cost: impl Fn(usize, usize) -> u32) -> Vec<Step> {
        let mut best = vec![Step::Both; (self.first + 1) * self.width];
        let mut below = vec![u32::MAX; self.width + 1];
        for row in (0..=self.first).rev() {
            let mut own = vec![u32::MAX; self.width + 1];
            for at in (0..self.width).rev() {
                let Some(column) = self.column(row, at) else { continue };
                let ends = (row == self.first, column == self.second);
                let both = match ends {
                    (false, false) => below[at].saturating_add(cost(row, column)),
                    (true, true) => 0,
                    _ => u32::MAX,
                };
                let second = if ends.1 { u32::MAX } else { own[at + 1].saturating_add(GAP) };
                // The cell beneath stands one further to the left in its row.
                let above = at.checked_sub(1).filter(|_| !ends.0);
                let first = above.map_or(u32::MAX, |at| below[at].saturating_add(GAP));
                let step = match both.min(second).min(first) {
                    least if least == both => Step::Both,
                    least if least == first => Step::First,
                    _ => Step::Second,
                };
                best[row * self.width + at] = step;
                own[at] = both.min(second).min(first);
            }
            work::count(self.width);
            below = own;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The items side by side; `-` where one has no counterpart.
    fn aligned(first: &str, second: &str) -> (String, String) {
        let (one, other): (Vec<char>, Vec<char>) =
            (first.chars().collect(), second.chars().collect());
        let cost = |i: usize, j: usize| if one[i] == other[j] { 0 } else { 8 };
        let (mut i, mut j) = (0, 0);
        let (mut here, mut there) = (String::new(), String::new());
        for step in steps(one.len(), other.len(), cost) {
            here.push(if step == Step::Second { '-' } else { one[i] });
            there.push(if step == Step::First { '-' } else { other[j] });
            i += usize::from(step != Step::Second);
            j += usize::from(step != Step::First);
        }
        assert_eq!((i, j), (one.len(), other.len()), "{first} {second}");
        (here, there)
    }

    #[test]
    fn what_one_lacks_is_passed_over() {
        for (first, second, here, there) in [
            ("abcdef", "acdef", "abcdef", "a-cdef"),
            ("acdef", "abcdef", "a-cdef", "abcdef"),
            ("abc", "abc", "abc", "abc"),
            // What differs in one place is a pair that differs.
            ("abc", "axc", "abc", "axc"),
            ("abcdef", "acdxef", "abcd-ef", "a-cdxef"),
            // Of items that are all alike the last have no counterpart.
            ("aaaa", "aa", "aaaa", "aa--"),
            ("", "ab", "--", "ab"),
            ("ab", "", "ab", "--"),
            ("", "", "", ""),
        ] {
            assert_eq!(aligned(first, second), (here.to_string(), there.to_string()));
        }
    }

    #[test]
    fn long_lists_are_paired_at_their_ends() {
        let (many, few) = (format!("ab{}cd", "x".repeat(FAR + 1)), "abcd");
        let (here, there) = aligned(&many, few);
        assert_eq!(here, many);
        assert!(there.starts_with("ab-") && there.ends_with("-cd"), "{there}");
    }

    #[test]
    fn the_work_grows_with_the_lists() {
        let work_of = |size: usize| {
            let before = work::steps();
            let steps = steps(size, size + 1, |i, j| if i % 97 == j % 97 { 0 } else { 8 });
            assert_eq!(steps.len(), size + 1);
            work::steps() - before
        };
        let (small, large) = (work_of(500), work_of(4000));
        assert!(large < 9 * small, "{small} {large}");
    }
}
