//! Which areas of a page may lie on one another, found without comparing each with all others.

use std::collections::HashMap;

use crate::data::work;
use crate::typeset::page_items::Area;

/// How wide the strips are that a page is divided into, in points.
const STRIP: f64 = 36.0;

/// So many strips are looked at of one area: three metres of paper.
const STRIPS: i64 = 256;

/// The pairs of areas that have a strip and a height in common, by how far down they begin.
pub fn near(areas: Vec<Option<Area>>) -> Vec<(usize, usize)> {
    let mut order: Vec<(usize, Area)> =
        areas.into_iter().enumerate().filter_map(|(i, area)| Some((i, area?))).collect();
    order.sort_by(|(_, a), (_, b)| a.top.total_cmp(&b.top));
    let mut strips: HashMap<i64, Vec<usize>> = HashMap::new();
    for (rank, (_, area)) in order.iter().enumerate() {
        let (first, last) = span(area);
        (first..=last).for_each(|strip| strips.entry(strip).or_default().push(rank));
    }
    let mut pairs = Vec::new();
    for (strip, ranks) in &strips {
        for (k, a) in ranks.iter().enumerate() {
            let bottom = order[*a].1.bottom;
            let below = ranks[k + 1..].iter().take_while(|b| order[**b].1.top < bottom);
            // Two that share several strips are a pair in the first of them.
            let is_first = |b: &usize| span(&order[*a].1).0.max(span(&order[*b].1).0) == *strip;
            let before = pairs.len();
            pairs.extend(below.filter(|b| is_first(b)).map(|b| (*a, *b)));
            work::count(1 + pairs.len() - before);
        }
    }
    pairs.sort_unstable();
    pairs.into_iter().map(|(a, b)| (order[a].0, order[b].0)).collect()
}

/// The first and the last strip of an area.
fn span(area: &Area) -> (i64, i64) {
    let first = (area.left / STRIP).floor() as i64;
    let last = (area.right / STRIP).floor() as i64;
    (first, last.clamp(first, first.saturating_add(STRIPS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: f64, top: f64, width: f64) -> Option<Area> {
        Some(Area { left, top, right: left + width, bottom: top + 10.0 })
    }

    #[test]
    fn pairs_are_told_by_how_far_down_they_begin() {
        let areas =
            vec![area(0.0, 20.0, 500.0), area(490.0, 15.0, 90.0), None, area(0.0, 40.0, 9.0)];
        assert_eq!(near(areas), [(1, 0)]);
        // Each pair is told once, however many strips it shares.
        assert_eq!(near(vec![area(0.0, 0.0, 500.0), area(10.0, 1.0, 500.0)]), [(0, 1)]);
    }

    /// One line of n runs side by side, as 20,000 brackets are, costs what it is long.
    #[test]
    fn a_long_line_costs_what_it_is_long() {
        let steps = |n: usize| {
            let before = work::steps();
            near((0..n).map(|i| area(4.0 * i as f64, 0.0, 4.0)).collect());
            work::steps() - before
        };
        let (small, large) = (steps(400), steps(1600));
        assert!(large < 5 * small, "{small} {large}");
    }
}
