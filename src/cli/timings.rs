//! Gathers what documents cost while they are made, for `--timings`.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::Cost;
use crate::export::timings;

/// What each layout of each document has cost.
#[derive(Default)]
pub struct Timings(Mutex<BTreeMap<String, Vec<Vec<Cost>>>>);

impl Timings {
    /// Notes what one layout has cost.
    pub fn note(&self, document: &str, costs: &[Cost]) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.entry(document.to_string()).or_default().push(costs.to_vec());
    }

    /// What was noted, as JSON.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn json(&self) -> serde_json::Result<String> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let documents = noted.iter().map(|(name, layouts)| timings::document(name, layouts));
        serde_json::to_string_pretty(&documents.collect::<Vec<_>>())
    }
}
