//! The rules that every pair of texts keeps, in prose, tables and data: all but those of terms.

use super::pair::Pair;
use super::{citations, markup, numbers, polarity, values};
use crate::diagnostic::Findings;

/// Compares values, citations, numbers, units, markup, negations and directions.
pub fn compare(pair: &Pair, findings: &mut Findings) {
    values::check(pair, findings);
    citations::check(pair, findings);
    numbers::check(pair, findings);
    markup::check(pair, findings);
    polarity::check(pair, findings);
}
