//! Who answers for documents, and where authors work.

use crate::language::Bilingual;

/// Who answers for documents, and where they are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Which version this is.
    pub version: Option<String>,
    /// Where questions are to be sent.
    pub contact: Bilingual,
    /// The conflicts of interest, or that there are none.
    pub interests: Bilingual,
    /// The web address at which the documents are found.
    pub address: Option<String>,
}

/// Where authors work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Affiliations {
    /// The affiliations in order.
    pub names: Vec<String>,
    /// For each author the places of the own ones among them; none are marked if all authors share them.
    pub of_authors: Vec<Vec<usize>>,
    /// The addresses of those who have one, in order.
    pub addresses: Vec<String>,
}

impl Affiliations {
    /// Adds an affiliation that is not among them; its place.
    pub fn add(&mut self, name: String) -> usize {
        let at = self.names.iter().position(|known| *known == name);
        at.unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}
