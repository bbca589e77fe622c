//! Risk of bias by Cochrane's first tool, from the names that programs give its domains.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::slug::csv;
use crate::diagnostic;
use crate::load::appraisals;

/// The tool.
const TOOL: &str = "rob1";

/// Its domains, each with words of its names.
static DOMAINS: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| appraisals::exported(TOOL));

/// The domain of such a name.
pub fn domain(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let named = |words: &[String]| words.iter().any(|it| name.contains(it.as_str()));
    DOMAINS.iter().find(|(_, words)| named(words)).map(|(id, _)| id.as_str())
}

/// What is judged of each study.
#[derive(Debug, Default)]
pub struct Judgements {
    /// By study and domain; nothing where the judgements of several differ.
    studies: IndexMap<String, IndexMap<&'static str, Option<&'static str>>>,
    /// The lines, studies and domains of those that differ.
    differing: Vec<(usize, String, &'static str)>,
}

impl Judgements {
    /// A study, which may be judged in no domain.
    pub fn study(&mut self, study: &str) {
        self.studies.entry(study.to_string()).or_default();
    }

    /// One judgement, and the line where it stands. Where another one is there already, nobody knows which is meant: two
    /// people may have judged, or one of several outcomes.
    pub fn add(&mut self, study: &str, domain: &'static str, judgement: &'static str, line: usize) {
        let judged = self.studies.entry(study.to_string()).or_default();
        let known = judged.entry(domain).or_insert(Some(judgement));
        if known.is_some_and(|it| it != judgement) {
            *known = None;
            self.differing.push((line, study.to_string(), domain));
        }
    }

    /// What was left out because several judged differently: the line of the first, and what to say.
    pub fn left_out(&self) -> Option<(usize, String)> {
        let (line, ..) = self.differing.first()?;
        let named = self.differing.iter().map(|(_, study, domain)| format!("“{study}” ({domain})"));
        let named = diagnostic::listed(named);
        let count = self.differing.len();
        let message = format!(
            "judgements that differ within a domain are not taken, choose one: {named} ({count} in this file)"
        );
        Some((*line, message))
    }

    /// The file, and what to declare; none without any judgement. A domain that nobody judged stays
    /// empty, which the table tells.
    pub fn written(&self) -> Option<((String, String), String)> {
        if self.studies.is_empty() {
            return None;
        }
        let head = ["label"].into_iter().chain(DOMAINS.iter().map(|it| it.0.as_str()));
        let mut rows = vec![head.map(String::from).collect()];
        for (study, judged) in &self.studies {
            let judgement = |domain: &str| judged.get(domain).copied().flatten();
            let of = |it: &(String, Vec<String>)| judgement(&it.0).unwrap_or_default().to_string();
            rows.push([study.clone()].into_iter().chain(DOMAINS.iter().map(of)).collect());
        }
        let part = "\n# In [data]:\n# bias = \"evidence/bias.csv\"\n# In tables.toml:\n# [bias]\n# data = \"bias\"\n\
                    # appraisal = \"rob1\"\n# caption = \"Risk of bias\"\n";
        Some((("evidence/bias.csv".to_string(), csv(&rows)), part.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::domain;

    #[test]
    fn domains_are_known_by_the_names_of_programs() {
        for (name, id) in [
            ("Random sequence generation (selection bias)", Some("sequence")),
            ("Allocation concealment", Some("concealment")),
            ("Blinding of participants and personnel (performance bias)", Some("participants")),
            ("Blinding of outcome assessment", Some("assessment")),
            ("Incomplete outcome data (attrition bias)", Some("losses")),
            ("Selective reporting", Some("reporting")),
            ("Other sources of bias", Some("other")),
            ("Funding", None),
        ] {
            assert_eq!(domain(name), id, "{name}");
        }
    }
}
