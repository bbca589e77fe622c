//! Risk of bias by Cochrane's first tool, from the names that programs give its domains.

use indexmap::IndexMap;

use super::slug::csv;

/// The domains, each with words of its names.
const DOMAINS: [(&str, &[&str]); 7] = [
    ("sequence", &["sequence generation"]),
    ("concealment", &["allocation concealment"]),
    ("participants", &["blinding of participants", "performance bias"]),
    ("assessment", &["blinding of outcome", "detection bias"]),
    ("losses", &["incomplete outcome"]),
    ("reporting", &["selective"]),
    ("other", &["other bias", "other sources", "other source"]),
];

/// The domain of such a name.
pub fn domain(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let named = |words: &&[&str]| words.iter().any(|it| name.contains(it));
    DOMAINS.iter().find(|(_, words)| named(words)).map(|(id, _)| *id)
}

/// What is judged of each study.
#[derive(Debug, Default)]
pub struct Judgements(IndexMap<String, IndexMap<&'static str, String>>);

impl Judgements {
    /// One judgement.
    pub fn add(&mut self, study: &str, domain: &'static str, judgement: &str) {
        self.0.entry(study.to_string()).or_default().insert(domain, judgement.to_string());
    }

    /// The file, and what to declare; none without any judgement. A domain that nobody judged stays
    /// empty, which the table tells.
    pub fn written(&self) -> Option<((String, String), String)> {
        if self.0.is_empty() {
            return None;
        }
        let head = ["label"].into_iter().chain(DOMAINS.iter().map(|it| it.0));
        let mut rows = vec![head.map(String::from).collect()];
        for (study, judged) in &self.0 {
            let of = |it: &(&'static str, &[&str])| judged.get(it.0).cloned().unwrap_or_default();
            rows.push([study.clone()].into_iter().chain(DOMAINS.iter().map(of)).collect());
        }
        let part = "\n# In [data]:\n# bias = \"evidence/bias.csv\"\n# In tables.toml:\n# [bias]\n# data = \"bias\"\n\
                    # appraisal = \"rob1\"\n# caption = \"Risk of bias\"\n";
        Some((("evidence/bias.csv".to_string(), csv(&rows)), part.to_string()))
    }
}
