//! How many pages a document may have, and what gives so that it has no more.

use crate::data::place::Place;
use crate::language::Edition;

/// How a document is made to fit its pages.
#[derive(Debug, Clone)]
pub struct Fit {
    /// How many pages it has.
    pub pages: usize,
    /// How many each of these editions has, where they have numbers of their own; others may have any number.
    pub by_edition: Vec<(Edition, usize)>,
    /// Whether fewer are a finding too.
    pub exactly: bool,
    /// The least share of the theme's sizes of type, above 0 and at most 1.
    pub size: f64,
    /// The least share of the theme's leading and margins.
    pub spacing: f64,
    /// Where it is said.
    pub place: Place,
}

impl Fit {
    /// In so many steps spacing and size give.
    pub const STEPS: usize = 4;

    /// How an edition is made to fit; nothing where it may have any number of pages.
    pub fn of(&self, edition: &Edition) -> Option<Fit> {
        if self.by_edition.is_empty() {
            return Some(self.clone());
        }
        let (_, pages) = self.by_edition.iter().find(|(own, _)| own == edition)?;
        Some(Fit { pages: *pages, ..self.clone() })
    }

    /// The shares of size and spacing after some steps.
    pub fn shares(&self, step: usize) -> (f64, f64) {
        let part = step as f64 / Fit::STEPS as f64;
        (1.0 - part * (1.0 - self.size), 1.0 - part * (1.0 - self.spacing))
    }

    /// Whether so many pages are right.
    pub fn allows(&self, pages: usize) -> bool {
        pages == self.pages || pages < self.pages && !self.exactly
    }
}
