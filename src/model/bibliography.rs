//! The references of a project in their order, each found by its key.

use std::collections::HashMap;

use super::reference::Reference;
use crate::data::work;

/// The bibliography in its own order.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    references: Vec<Reference>,
    positions: HashMap<String, usize>,
}

impl Bibliography {
    /// The references in this order; of two with one key, the first is found.
    pub fn new(references: Vec<Reference>) -> Bibliography {
        let mut positions = HashMap::new();
        for (at, reference) in references.iter().enumerate() {
            positions.entry(reference.key.clone()).or_insert(at);
        }
        Bibliography { references, positions }
    }

    /// Every reference in order.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> + Clone {
        self.references.iter().inspect(|_| work::count(1))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.references.is_empty()
    }

    /// Where the reference with this key stands, from 0.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.positions.get(key).copied()
    }

    /// The reference with this key.
    pub fn get(&self, key: &str) -> Option<&Reference> {
        self.references.get(self.position(key)?)
    }

    /// The reference that stands here, from 0.
    pub fn at(&self, position: usize) -> Option<&Reference> {
        self.references.get(position)
    }
}
