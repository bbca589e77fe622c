//! Tools by which studies are appraised: their domains, and the judgements of each.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::language::Bilingual;

/// A tool.
#[derive(Debug, Clone)]
pub struct Tool {
    /// What it is called.
    pub name: String,
    /// The domains in order: the column of the data, and its name.
    pub domains: Vec<(String, Bilingual)>,
    /// What stands over the column of each, in place of its number; empty where that is enough.
    pub heads: Vec<Bilingual>,
    /// Whether there is a judgement of all domains together, in the column `overall`.
    pub overall: bool,
    /// The judgements from the best on.
    pub judgements: Vec<Judgement>,
}

/// A judgement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The word that data use.
    pub id: String,
    /// How it is shown.
    pub tone: Tone,
    /// Its word, where languages do not know it.
    #[serde(default)]
    pub name: BTreeMap<String, String>,
}

/// How a judgement is shown: by a sign and by a shade, so that colour is not needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// As it should be.
    Good,
    /// As it should be, but for what cannot be judged better.
    Fair,
    /// In between.
    Middle,
    /// As it should not be.
    Bad,
    /// Worse.
    Worst,
    /// Nobody knows.
    Open,
    /// It is not asked.
    None,
}

impl Tone {
    /// The word by which templates know it.
    pub fn id(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Fair => "fair",
            Tone::Middle => "middle",
            Tone::Bad => "bad",
            Tone::Worst => "worst",
            Tone::Open => "open",
            Tone::None => "none",
        }
    }

    /// The sign before the letter.
    pub fn sign(self) -> &'static str {
        match self {
            Tone::Good => "+",
            Tone::Fair => "(+)",
            Tone::Middle => "±",
            Tone::Bad => "−",
            Tone::Worst => "×",
            Tone::Open => "?",
            Tone::None => "/",
        }
    }
}

impl Tool {
    /// The column of the judgement of all domains together.
    pub const OVERALL: &'static str = "overall";

    /// The judgement of this word.
    pub fn judgement(&self, id: &str) -> Option<&Judgement> {
        self.judgements.iter().find(|it| it.id == id)
    }

    /// The columns of the data, in order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let own = self.domains.iter().map(|(id, _)| id.as_str());
        own.chain(self.overall.then_some(Tool::OVERALL))
    }
}
