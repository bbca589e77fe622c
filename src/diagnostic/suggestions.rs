//! “did you mean”: the known name that is closest to an unknown one.

use std::collections::HashMap;

use crate::data::work;

/// “did you mean `x`?” when a known name is close to the unknown one (Jaro–Winkler over 0.8).
pub fn suggestion<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let score = |name: &&str| strsim::jaro_winkler(unknown, name);
    let best = known.into_iter().max_by(|a, b| score(a).total_cmp(&score(b)))?;
    (score(&best) > 0.8).then(|| format!("did you mean `{best}`?"))
}

/// Names to suggest for many unknown ones, each of which is compared once.
pub struct Suggestions<'a> {
    known: Vec<&'a str>,
    said: HashMap<String, Option<String>>,
    comparisons: usize,
}

/// When so many names have been compared, nothing more is suggested: whoever has that many unknown
/// names has another fault than a slip.
const MOST: usize = 200_000;

impl<'a> Suggestions<'a> {
    /// Suggestions among these names.
    pub fn new(known: impl IntoIterator<Item = &'a str>) -> Suggestions<'a> {
        Suggestions { known: known.into_iter().collect(), said: HashMap::new(), comparisons: 0 }
    }

    /// “did you mean `x`?” for an unknown name.
    pub fn near(&mut self, unknown: &str) -> Option<String> {
        if let Some(said) = self.said.get(unknown) {
            return said.clone();
        }
        if self.comparisons > MOST {
            return None;
        }
        self.comparisons += self.known.len();
        work::count(self.known.len());
        let near = suggestion(unknown, self.known.iter().copied());
        self.said.insert(unknown.to_string(), near.clone());
        near
    }
}
