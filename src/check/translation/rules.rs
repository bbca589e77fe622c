//! The rules that every pair of texts keeps, in prose, tables and data: all but those of terms. What is
//! compared by words is left out where one of the two languages has no words for it.

use super::pair::Pair;
use super::{
    citations, course, lists, markup, negations, numbers, opposites, owed, owners, parallel,
    partners, values,
};
use crate::diagnostic::Findings;
use crate::language::comparison::Table;

/// Compares values, citations, numbers, units, markup, negations, opposites, owners and lists.
pub fn compare(pair: &Pair, findings: &mut Findings) {
    values::check(pair, findings);
    citations::check(pair, findings);
    let bounded = numbers::check(pair, findings);
    markup::check(pair, findings);
    if pair.both_have(Table::Negation) {
        negations::check(pair, findings);
    }
    opposites::check(pair, &bounded, findings);
    owed::check(pair, findings);
    if pair.both_read_numerals() {
        let mut exchanged = Findings::default();
        owners::check(pair, &mut exchanged);
        if exchanged.as_slice().is_empty() {
            parallel::check(pair, &mut exchanged);
        }
        if exchanged.as_slice().is_empty() {
            partners::check(pair, &mut exchanged);
        }
        findings.extend(exchanged);
    }
    course::check(pair, findings);
    lists::check(pair, findings);
}
