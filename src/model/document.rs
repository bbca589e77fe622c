//! A document of a project: its text, template, editions and looks.

use super::fit::Fit;
use super::parameter::OwnSettings;
use super::rules::Rules;
use super::series::Scope;
use super::stated::{Date, FileRef, Numbering};
use super::style::Style;
use super::templates;
use crate::data::place::Place;
use crate::language::{Bilingual, Edition};

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
