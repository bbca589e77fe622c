//! What `diptych.toml` says, after it has been read and found sound.

use std::sync::Arc;

use indexmap::IndexMap;

pub use super::data_file::{DataFile, DecimalSign, Stated};
pub use super::document::{Document, Logo, Tracing};
pub use super::imprint::{Affiliations, Imprint};
use super::parameter::Parameter;
use super::print::PrintProfile;
use super::rules::{Rules, Waiver};
use super::series::Series;
pub use super::stated::{Date, FileRef, Numbering};
use super::style::Style;
use crate::data::place::Place;
use crate::data::tree::Map;
use crate::language::{Bilingual, Language};
use crate::quantity::units::Units;

/// The manifest of a project.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The file it stands in.
    pub file: String,
    /// What is true of the whole project.
    pub project: Project,
    /// Data files by the name under which text and templates see them.
    pub data: IndexMap<String, DataFile>,
    /// Documents by name.
    pub documents: IndexMap<String, Document>,
    /// The parameters of texts by name.
    pub parameters: IndexMap<String, Parameter>,
    /// Documents that are known once their strings are filled in.
    pub series: Vec<Series>,
    /// Waivers of single findings.
    pub waivers: Vec<Waiver>,
    /// What the project makes of suspicions.
    pub rules: Rules,
    /// The units that data may name.
    pub units: Units,
    /// `[analyses]`, which is read once the data are known.
    pub analyses: Option<Arc<Map>>,
    /// `[findings]`, which is read once the analyses are known.
    pub findings: Option<Arc<Map>>,
    /// What print shops ask for, by name.
    pub print: IndexMap<String, PrintProfile>,
}

/// What is true of the whole project.
#[derive(Debug, Clone)]
pub struct Project {
    /// The title of the work.
    pub title: Bilingual,
    /// Whether no title was given: then a text that opens with its only heading of level 1 has
    /// named itself.
    pub untitled: bool,
    /// The title as it fits a running head; the title when not given.
    pub short_title: Bilingual,
    /// The languages, the first being the one the text was written in.
    pub languages: Vec<Language>,
    /// Whether one of them is not known, which has been told.
    pub languages_unsure: bool,
    /// The tag of the language of a single text that is written from right to left, of which nothing else is known: it
    /// decides on which side lines begin.
    pub written_in: Option<&'static str>,
    /// The date that is printed and written into the PDF; without one none is
    /// printed, for a build never asks the clock.
    pub date: Option<Date>,
    /// The authors of the work that is presented.
    pub authors: Vec<Bilingual>,
    /// What the documents were made from, in a sentence.
    pub source: Bilingual,
    /// Digital object identifier, without a resolver in front.
    pub doi: Option<String>,
    /// Keywords for the PDF's metadata.
    pub keywords: Vec<Bilingual>,
    /// The bibliographies, one after another.
    pub references: Vec<FileRef>,
    /// The field of work, when one is named.
    pub domain: Option<FileRef>,
    /// The glossary file.
    pub glossary: Option<FileRef>,
    /// The file that declares tables.
    pub tables: Option<FileRef>,
    /// The file that declares figures.
    pub figures: Option<FileRef>,
    /// The file that records the contradictions of the source.
    pub conflicts: Option<FileRef>,
    /// A trace of the earlier edition, which `changes()` compares with.
    pub previous: Option<FileRef>,
    /// How references are numbered.
    pub numbering: Numbering,
    /// The citation styles that are named, later ones before earlier ones.
    pub citation_styles: Vec<ChosenStyle>,
    /// How documents look that do not say otherwise.
    pub style: Style,
    /// Whether blocks of Typst in the texts are run.
    pub raw: bool,
    /// For whom the texts are written, where programs read them differently.
    pub markdown: Reader,
    /// What a single text says beneath its title.
    pub subtitle: Bilingual,
    /// What a single text says of itself before it begins, in Markdown.
    pub summary: Bilingual,
    /// Where the authors of a single text work.
    pub affiliations: Affiliations,
    /// Who answers for the documents, and where they are found.
    pub imprint: Imprint,
}

impl Project {
    /// Whether a citation style is named here: that is no text in any language.
    pub fn names_a_style(&self, place: &Place) -> bool {
        self.citation_styles.iter().any(|chosen| chosen.style.place == *place)
    }
}

/// For whom texts are written, where programs read Markdown differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reader {
    /// CommonMark and GFM: `^x^` and `~x~` beside words are printed as they are written.
    #[default]
    CommonMark,
    /// Pandoc, in which these are superscripts and subscripts.
    Pandoc,
}

impl Reader {
    /// Every reader with its name.
    pub const ALL: [(&'static str, Reader); 2] =
        [("commonmark", Reader::CommonMark), ("pandoc", Reader::Pandoc)];
}

/// A citation style that is named: a built-in one, or a file.
#[derive(Debug, Clone)]
pub struct ChosenStyle {
    /// Its name or path, and where it is named.
    pub style: FileRef,
    /// The language in whose pages it is used; all when none is named.
    pub language: Option<Language>,
}
