//! What `diptych.toml` says, after it has been read and found sound.

use std::sync::Arc;

use indexmap::IndexMap;

use super::fit::Fit;
use super::parameter::{OwnSettings, Parameter};
use super::print::PrintProfile;
use super::rules::{Rules, Waiver};
use super::series::{Scope, Series};
use super::style::Style;
use super::templates;
use crate::data::place::Place;
use crate::data::tree::Map;
use crate::language::{Bilingual, Edition, Language};
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

impl Project {
    /// Whether a citation style is named here: that is no text in any language.
    pub fn names_a_style(&self, place: &Place) -> bool {
        self.citation_styles.iter().any(|chosen| chosen.style.place == *place)
    }
}

/// A day, as the manifest states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12, unless only the year is known.
    pub month: Option<u8>,
    /// Day, 1 to 31, unless it is not known.
    pub day: Option<u8>,
}

/// How references are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// By the order of first citation in each document.
    #[default]
    Cited,
    /// By their order in the bibliography file, alike in every document.
    Listed,
}

impl Numbering {
    /// Every way with its name.
    pub const ALL: [(&'static str, Numbering); 2] =
        [("cited", Numbering::Cited), ("listed", Numbering::Listed)];
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

/// A file named in the manifest, and where it is named.
#[derive(Debug, Clone)]
pub struct FileRef {
    /// Path inside the project.
    pub path: String,
    /// The line of the manifest.
    pub place: Place,
}

/// A citation style that is named: a built-in one, or a file.
#[derive(Debug, Clone)]
pub struct ChosenStyle {
    /// Its name or path, and where it is named.
    pub style: FileRef,
    /// The language in whose pages it is used; all when none is named.
    pub language: Option<Language>,
}

/// A file with rows, and which part of it holds them.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// The file.
    pub file: FileRef,
    /// The sheet of a workbook; the first that is not hidden when not given.
    pub sheet: Option<Stated>,
    /// The cells of the sheet, such as `A3:F40`; all when not given.
    pub range: Option<Stated>,
    /// The line of the file, or the row of the sheet, that names the columns, from 1; the first
    /// with several values when not given.
    pub header: Option<usize>,
    /// The columns that say of what its quantities are; those of the field of work when not given.
    pub keys: Option<Vec<String>>,
    /// What stands before decimals; found out where it is not given.
    pub decimal: Option<DecimalSign>,
    /// Columns whose numbers are printed as each language writes them.
    pub numbers: Vec<String>,
    /// Columns whose cells are printed as they stand, though they look like numbers.
    pub codes: Vec<String>,
    /// Whether slips in it are mended and told, as for a single text, rather than errors.
    pub mends: bool,
}

impl DataFile {
    /// A file all of which is read.
    pub fn whole(file: FileRef) -> DataFile {
        DataFile {
            file,
            sheet: None,
            range: None,
            header: None,
            keys: None,
            decimal: None,
            numbers: Vec::new(),
            codes: Vec::new(),
            mends: false,
        }
    }
}

/// What stands before the decimals of numbers in a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalSign {
    /// `0.5`
    Point,
    /// `0,5`
    Comma,
}

impl DecimalSign {
    /// Every sign by the way the manifest writes it.
    pub const ALL: [(&str, DecimalSign); 2] =
        [(".", DecimalSign::Point), (",", DecimalSign::Comma)];
}

/// A text that the project states, and where.
#[derive(Debug, Clone)]
pub struct Stated {
    /// What is stated.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// One document: text poured into a template, in several editions.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name, which begins the names of its files.
    pub name: String,
    /// What kind of document it is, as printed in the running head.
    pub title: Bilingual,
    /// The template's name.
    pub template: String,
    /// Where the template is named.
    pub template_place: Place,
    /// Path of the text without `.zh.md` / `.en.md`.
    pub content: FileRef,
    /// The editions to build.
    pub editions: Vec<Edition>,
    /// How it looks.
    pub style: Style,
    /// What the document makes of suspicions, before the project's rules.
    pub rules: Rules,
    /// Which of its numbers must have an origin.
    pub tracing: Tracing,
    /// The title of the work, where the document states its own.
    pub headline: Option<Bilingual>,
    /// The date that is printed and written into the PDF.
    pub date: Option<Date>,
    /// How its references are numbered.
    pub numbering: Numbering,
    /// A picture in place of the theme's logo.
    pub logo: Option<Logo>,
    /// How many pages it may have.
    pub fit: Option<Fit>,
    /// What it says of parameters.
    pub settings: OwnSettings,
    /// What its texts know beside the data.
    pub scope: Scope,
    /// The names of its files without `.pdf`, in the order of the editions; by default the names of
    /// document and edition.
    pub files: Vec<String>,
}

/// A picture at the head of the first page.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The file.
    pub file: FileRef,
    /// What it shows, in words.
    pub alt: Bilingual,
}

/// Which numbers of a text must be printed from data. What asks for more is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Tracing {
    /// None.
    Off,
    /// Those of a text that prints evidence, but for what is no evidence: a time of day, an address.
    #[default]
    Evidence,
    /// Every one.
    Strict,
}

impl Tracing {
    /// Every way with its name.
    pub const ALL: [(&'static str, Tracing); 3] =
        [("strict", Tracing::Strict), ("evidence", Tracing::Evidence), ("off", Tracing::Off)];
}

impl Document {
    /// The name of the file of an edition, without `.pdf`.
    pub fn file(&self, edition: &Edition) -> String {
        let at = self.editions.iter().position(|it| it == edition);
        let own = at.and_then(|at| self.files.get(at)).cloned();
        own.unwrap_or_else(|| format!("{}.{edition}", self.name))
    }

    /// What findings and `--only` call it: its name, and that of its record.
    pub fn called(&self) -> String {
        match &self.scope.record {
            Some(record) => format!("{}/{}", self.name, record.key),
            None => self.name.clone(),
        }
    }

    /// Whether it is a deck of slides, in which every first-level heading opens a slide.
    pub fn is_deck(&self) -> bool {
        templates::DECKS.contains(&self.template.as_str())
    }
}
