//! The rules that every pair of texts keeps, in prose, tables and data: all but those of terms.

use super::pair::Pair;
use super::{citations, lists, markup, negations, numbers, opposites, owners, values};
use crate::diagnostic::Findings;

/// Compares values, citations, numbers, units, markup, negations, opposites, owners and lists.
pub fn compare(pair: &Pair, findings: &mut Findings) {
    values::check(pair, findings);
    citations::check(pair, findings);
    numbers::check(pair, findings);
    markup::check(pair, findings);
    negations::check(pair, findings);
    opposites::check(pair, findings);
    owners::check(pair, findings);
    lists::check(pair, findings);
}
