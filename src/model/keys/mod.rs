//! The keys of the files that a project consists of, as data: from this one definition come what the
//! loader accepts, the JSON Schemas and `docs/reference.md`.

mod analyses;
mod data;
mod declared;
mod domain;
mod findings;
mod manifest;
mod policy;
mod print;
mod reporting;
mod section;
pub mod words;

pub use analyses::ANALYSIS;
pub use data::{CITATIONS, CONFLICTS, EVIDENCE, GLOSSARY, STATEMENTS, STUDIES};
pub use declared::{
    AXIS, BAND, BAND_POINT, CLASS, FIGURE, FIGURE_COLUMN, GROUP, NOTE, PART, TABLE, TABLE_COLUMN,
};
pub use domain::{DOMAIN, DOMAIN_KEY, MEASURE, RELATION, STATUS, TERM_KIND, TITLE_RULE};
pub use findings::{DOWN, FINDINGS, LEVELS, OUTCOME, STEP, UP};
pub use manifest::{
    DATA_FILE, DOCUMENT, FIT, FRONT_MATTER, MANIFEST, PARAMETER, PROJECT, UNIT, UNIT_WORDS, WAIVER,
};
pub use policy::{POLICY, POLICY_LIMITS};
pub use print::{INKS, PRINT};
pub use reporting::{CHARACTERISTICS, FLOW};
pub use section::{Absent, Key, Kind, Section};
pub use words::{relation_codes, title_codes};

/// A kind of file that a project has.
#[derive(Debug)]
pub struct InputFile {
    /// The name of its schema.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// What stands in it.
    pub kind: Kind,
}

/// Every kind of file whose keys are declared, in the order of the reference page.
pub static FILES: [InputFile; 14] = [
    file("manifest", "diptych.toml", Kind::Table(&MANIFEST)),
    file(
        "front-matter",
        "what stands before a text that has no manifest",
        Kind::Table(&FRONT_MATTER),
    ),
    file("tables", "the file that declares tables", Kind::Named(&Kind::Table(&TABLE))),
    file("figures", "the file that declares figures", Kind::Named(&Kind::Table(&FIGURE))),
    file("evidence", "a data file whose rows state quantities", Kind::Rows(&EVIDENCE)),
    file("studies", "a data file whose rows are studies", Kind::Rows(&STUDIES)),
    file("statements", "a data file of what the source says in words", Kind::Rows(&STATEMENTS)),
    file("citations", "a data file of the source's citations", Kind::Rows(&CITATIONS)),
    file("conflicts", "the file that records contradictions of the source", Kind::Rows(&CONFLICTS)),
    file(
        "characteristics",
        "a data file of what the arms of a study were like",
        Kind::Rows(&CHARACTERISTICS),
    ),
    file("flow", "a data file of a flow chart", Kind::Rows(&FLOW)),
    file("glossary", "the glossary", Kind::Rows(&GLOSSARY)),
    file("domain", "a field of work: `domains/NAME.toml`", Kind::Table(&DOMAIN)),
    file("policy", "what the caller of a build demands: `--policy FILE`", Kind::Table(&POLICY)),
];

const fn file(name: &'static str, about: &'static str, kind: Kind) -> InputFile {
    InputFile { name, about, kind }
}
