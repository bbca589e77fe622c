//! What documents have cost, as it is written to JSON: by line of their texts and templates.

use std::collections::HashMap;
use std::io::Read;

use schemars::JsonSchema;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::typeset::Cost;

/// What one edition of a document has cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Its name with its edition, such as `summary.zh`.
    pub document: String,
    /// How often it was laid out: more than once if it had to be made to fit its pages.
    pub layouts: usize,
    /// How long that took, with the writing of the PDF and the checks of its pages, in microseconds.
    pub microseconds: u64,
    /// For what, the dearest first.
    pub costs: Vec<Cost>,
}

/// The form of a document, by which timings are told from other lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its form is asked for")]
struct Form {
    document: String,
    layouts: usize,
    microseconds: u64,
    costs: Vec<IgnoredAny>,
}

/// Whether these are timings of documents: an empty list may be anybody's.
pub fn are_timings(json: impl Read) -> bool {
    serde_json::from_reader::<_, Vec<Form>>(json).is_ok_and(|all| !all.is_empty())
}

/// The sum of what each layout of a document has cost.
pub fn document(name: &str, layouts: &[Vec<Cost>]) -> Document {
    let mut sums: HashMap<(&str, &str, usize), (u64, u64)> = HashMap::new();
    for cost in layouts.iter().flatten() {
        let sum = sums.entry((&cost.what, &cost.file, cost.line)).or_default();
        sum.0 += cost.times;
        sum.1 += cost.microseconds;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by(|(a, (_, first)), (b, (_, second))| second.cmp(first).then_with(|| a.cmp(b)));
    let cost = |((what, file, line), (times, microseconds)): ((&str, &str, usize), (u64, u64))| {
        Cost { what: what.to_string(), file: file.to_string(), line, times, microseconds }
    };
    let costs: Vec<Cost> = sums.into_iter().map(cost).collect();
    let microseconds = costs.iter().map(|it| it.microseconds).sum();
    Document { document: name.to_string(), layouts: layouts.len(), microseconds, costs }
}
