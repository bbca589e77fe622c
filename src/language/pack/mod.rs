//! What a language has: its file `languages/CODE.toml`, laid over the files of what it is a kind of.

pub mod contradictions;
pub mod evidence;
pub mod messages;
pub mod numbers;
pub mod plurals;
pub mod reporting;
pub mod typography;
pub mod words;
pub mod writing;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use self::contradictions::Contradictions;
use self::evidence::EvidenceWords;
use self::messages::Messages;
use self::numbers::Numbers;
use self::reporting::ReportingWords;
use self::typography::Typography;
use self::words::{Dates, Places, Punctuation, UnitWords};
use self::writing::Writing;
use super::comparison::Comparison;

/// A language as its file describes it. What a file leaves out is that of the language it extends: the
/// parent by its tag (`zh-Hant` for `zh-Hant-TW`), and for words and typography in the end the base.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Pack {
    /// Its name in English, for messages of the program: `Chinese`.
    pub name: String,
    /// Its name in itself: `中文`.
    pub own_name: String,
    /// Other tags that mean the same: `zh-CN`, `zh-Hans`.
    pub aliases: Vec<String>,
    /// Names in small letters by which people call it in front matter and in `--lang`.
    pub names: Vec<String>,
    /// The ISO 15924 code of its script: `Hans`, `Latn`.
    pub script: String,
    /// The ISO 3166 code of the region whose conventions it follows: written into the PDF.
    pub region: String,
    /// `ltr`, or `rtl` for scripts that run from right to left.
    pub direction: String,
    /// The guides that the file follows, each with what it decides.
    pub guides: Vec<String>,
    /// The locale of CSL with its terms, a language with a region: `zh-CN`, `de-DE`.
    pub csl_locale: String,
    /// Parts of the names of citation styles that are in the language, whatever locale they name.
    pub csl_styles: Vec<String>,
    /// The citation style of its pages when none is chosen, one of those that are built in.
    pub citation_style: String,
    /// How it is set.
    pub typography: Typography,
    /// Its marks between words.
    pub punctuation: Punctuation,
    /// How it writes numbers and quantities.
    pub numbers: Numbers,
    /// How it writes what is counted and measured: its numbers, and which form of a word stands beside
    /// which of them.
    #[serde(skip)]
    pub writing: Writing,
    /// How it writes days.
    pub dates: Dates,
    /// Every word that a page prints beside what the author wrote.
    pub messages: Messages,
    /// The words of summaries of findings.
    pub evidence: EvidenceWords,
    /// The words of baseline tables and of flow charts.
    pub reporting: ReportingWords,
    /// How it names places inside a source: tables, pages, sections.
    pub places: Places,
    /// What it says of the sides of contradictions that the project records.
    pub contradictions: Contradictions,
    /// What it calls units, by their names in `units.toml`; those files may say it too.
    pub units: BTreeMap<String, UnitWords>,
    /// Names of languages, by their tags: what editions are called.
    pub languages: BTreeMap<String, String>,
    /// What comparing a text in it with one in another language needs, as the tables of `comparison` on this
    /// page have it. It is not taken from the base.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub comparison: Comparison,
}

impl Pack {
    /// Whether it is set in full-width characters: Chinese and Japanese.
    pub fn is_wide(&self) -> bool {
        matches!(self.script.as_str(), "Hans" | "Hant" | "Hani" | "Jpan")
    }

    /// Whether it runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.direction == "rtl"
    }
}
