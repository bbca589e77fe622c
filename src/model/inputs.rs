//! Everything a project consists of: first as bytes, then as typed inputs.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::analysis::Analysis;
use super::bibliography::Bibliography;
use super::citation_style::CitationStyles;
use super::domain::Domain;
use super::doubt::Doubts;
use super::limits::Limits;
use super::lock::Lock;
use super::manifest::Manifest;
use super::manuscript::GeneratedBlock;
use super::policy::Policy;
use super::reference::Term;
use super::style::Theme;
use super::summary_of_findings::SummaryOfFindings;
use super::table::Declaration;
use crate::data::tree::{Cell, Map, Node};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::quantity::estimate::Estimate;
use crate::quantity::proportion::Study;

/// A project as files: path (with `/` between folders) to bytes. Nothing else reaches a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files by path inside the project.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// What to call the project in messages about the project as a whole.
    pub name: String,
    /// The one text that the project consists of, when it has no manifest.
    pub single: Option<Single>,
    /// What the caller demands, whatever the project relaxes: the name and the bytes of a policy, which
    /// is not one of the project's files.
    pub policy: Option<(String, Arc<[u8]>)>,
    /// Files and folders that are there and were not read, by path, each with the reason.
    pub left_out: BTreeMap<String, String>,
    /// The nearest project above this folder, where this is none.
    pub project_above: Option<String>,
    /// How many bytes were read from the disk.
    pub read: u64,
}

/// The folder of a project, or beside a text, in which its own fonts are.
pub const FONTS: &str = "fonts/";

/// Whether this path of a project is a font file of its own.
pub fn is_font(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, it)| it.to_ascii_lowercase());
    path.starts_with(FONTS) && ["ttf", "otf", "ttc", "otc"].contains(&ending.as_str())
}

/// A text that is built without a manifest, and what whoever builds it says beyond its front matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Single {
    /// Its path among the sources.
    pub path: String,
    /// The template; by default as the front matter says, or else `summary`.
    pub template: Option<String>,
    /// The language; by default as the front matter says, or else as the text is written.
    pub language: Option<Language>,
    /// Data files among the sources; the text sees them under the stems of their names.
    pub data: Vec<String>,
    /// Whether blocks of Typst in the text are run; its own front matter cannot allow them.
    pub allow_raw: bool,
}

impl Sources {
    /// One Markdown file that is built without a manifest; images and data may be inserted beside it.
    pub fn single(path: &str, text: impl Into<Arc<[u8]>>) -> Sources {
        let mut sources = Sources { name: ".".to_string(), ..Sources::default() };
        sources.insert(path, text);
        sources.single = Some(Single { path: path.to_string(), ..Single::default() });
        sources
    }

    /// From where paths are given, in words.
    pub fn base(&self) -> &'static str {
        match self.single {
            Some(_) => "the folder of the text",
            None => "the folder of diptych.toml",
        }
    }

    /// Adds a file; for projects that live in memory.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.to_string(), bytes.into());
    }

    /// Why a file that may be there is not among the sources, as a sentence for a help line: it, or a
    /// folder on the way to it, is hidden, a link, or was left out for another reason.
    pub fn why_absent(&self, path: &str) -> Option<String> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.map(|end| &path[..end]).find_map(|part| {
            let name = part.rsplit('/').next().unwrap_or_default();
            let hidden = name.starts_with('.') && !matches!(name, "." | "..");
            let reason = match hidden {
                true => "begins with a dot, and hidden files and folders are never read",
                false => self.left_out.get(part)?,
            };
            Some(format!("`{part}` {reason}"))
        })
    }

    /// The file as text, when it exists and is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }

    /// What a finding points at: a file of the project, or the policy.
    pub fn told(&self, path: &str) -> Option<&str> {
        let policy = self.policy.as_ref().filter(|(name, _)| name == path);
        let policy = policy.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
        policy.or_else(|| self.text(path))
    }
}

/// A project as typed data, ready to be merged.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The manifest.
    pub manifest: Manifest,
    /// The field of work.
    pub domain: Arc<Domain>,
    /// Data by name.
    pub data: IndexMap<String, Arc<Dataset>>,
    /// Declared analyses by name, with their results.
    pub analyses: IndexMap<String, Arc<Analysis>>,
    /// Summaries of findings by name.
    pub summaries: IndexMap<String, Arc<SummaryOfFindings>>,
    /// The bibliography in its own order.
    pub references: Bibliography,
    /// How citations and references are set, by the language of the pages.
    pub citation_styles: CitationStyles,
    /// The glossary in its own order.
    pub terms: Vec<Term>,
    /// Contradictions of the source that the project records, as rows of its file.
    pub records: Vec<Arc<Map>>,
    /// The cells that these put in doubt; known once the data have been checked against themselves.
    pub doubts: Doubts,
    /// Declared tables by name.
    pub tables: IndexMap<String, Declaration>,
    /// Declared figures by name: tables with a drawing in them.
    pub figures: IndexMap<String, Declaration>,
    /// Markdown by document and language.
    pub texts: Vec<Text>,
    /// Themes by name.
    pub themes: IndexMap<String, Theme>,
    /// The project's own font files, under [`FONTS`], by path.
    pub fonts: Vec<(String, Arc<[u8]>)>,
    /// How much filling in may take.
    pub limits: Limits,
    /// The manifest and the declared tables as written, for what they say in two languages.
    pub declared: Vec<Arc<Map>>,
    /// The front matter of a single text.
    pub front_matter: Option<Arc<Map>>,
    /// The languages that are known: the built-in ones, and the project's laid over them.
    pub languages: Languages,
    /// What the caller demands.
    pub policy: Policy,
    /// What a person has reviewed; nothing when the project has no lock file.
    pub lock: Option<Lock>,
}

impl Inputs {
    /// What an insert shows, when it is a declared table or figure.
    pub fn declaration(&self, insert: &GeneratedBlock) -> Option<&Declaration> {
        match insert {
            GeneratedBlock::Table(name) => self.tables.get(name),
            GeneratedBlock::Figure(name) => self.figures.get(name),
            _ => None,
        }
    }

    /// The quantity with this id that the thing of a row has, and all that is stated of the thing.
    pub fn measurement(&self, row: &Map, id: &str) -> Option<(Arc<Estimate>, Arc<Study>)> {
        measurement(&self.data, row, id)
    }
}

/// The quantity with this id that the thing of a row has, and all that is stated of the thing. A row is of
/// the thing that its `id` names, or else its keys; the id may name further keys: `2024.price`.
pub fn measurement(
    data: &IndexMap<String, Arc<Dataset>>,
    row: &Map,
    id: &str,
) -> Option<(Arc<Estimate>, Arc<Study>)> {
    let (further, own) = id.rsplit_once(Dataset::JOINT).unwrap_or(("", id));
    data.values().find_map(|dataset| {
        let by_keys = || {
            let keys = dataset.keys.iter().filter_map(|key| row.filled(key));
            keys.map(|key| &*key.text).collect::<Vec<_>>().join(Dataset::JOINT)
        };
        let find = |thing: &str| {
            let exact = dataset.quantities(thing).and_then(|it| Some((it, it.get(id)?)));
            exact.or_else(|| {
                let thing = format!("{thing}{}{further}", Dataset::JOINT);
                let it = dataset.quantities(&thing).filter(|_| !further.is_empty())?;
                Some((it, it.get(own)?))
            })
        };
        let found = find(row.text("id")).or_else(|| find(&by_keys()));
        found.map(|(quantities, quantity)| (quantity.clone(), quantities.clone()))
    })
}

/// The Markdown of one document in one language.
#[derive(Debug, Clone)]
pub struct Text {
    /// The document's name.
    pub document: String,
    /// The language.
    pub language: Language,
    /// Path inside the project.
    pub path: Arc<str>,
    /// The characters as written.
    pub source: Arc<str>,
}

/// One data file.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// The data as written.
    pub root: Node,
    /// The rows of an object of objects, each with its name as its `id`; a list has its own.
    pub named: Vec<Arc<Map>>,
    /// Rows by id, for a table with an `id` column; rows of one thing are joined under its keys.
    pub rows: IndexMap<String, Row>,
    /// The columns that say of what a quantity is, in order.
    pub keys: Vec<String>,
    /// What more than one thing begins with: `de` of `de.2023` and `de.2024`.
    pub within: HashSet<String>,
}

impl Dataset {
    /// What joins the keys of one thing: `de.2024`.
    pub const JOINT: &'static str = ".";

    /// What the name of a thing with several keys begins with: `de` and `de.gas` of `de.gas.2024`.
    pub fn beginnings(name: &str) -> impl Iterator<Item = &str> {
        name.match_indices(Dataset::JOINT).map(|(at, _)| &name[..at])
    }

    /// The quantities of a thing.
    pub fn quantities(&self, thing: &str) -> Option<&Arc<Study>> {
        match self.rows.get(thing)? {
            Row::Study(quantities) => Some(quantities),
            _ => None,
        }
    }

    /// The rows, when the data set is a table.
    pub fn table_rows(&self) -> impl Iterator<Item = &Arc<Map>> {
        let items = self.root.as_list().map_or(&[][..], |list| list.items.as_slice());
        items.iter().filter_map(Node::as_map).chain(&self.named)
    }

    /// Calls `visit` for every cell, and for the names that are the ids of rows.
    pub fn for_each_cell(&self, visit: &mut impl FnMut(&Cell)) {
        self.root.for_each_cell(visit);
        // What is in a row of an object is in the object too.
        self.named.iter().filter_map(|row| row.cell("id")).for_each(visit);
    }
}

/// What an id leads to.
#[derive(Debug, Clone)]
pub enum Row {
    /// A row of plain data.
    Plain(Arc<Map>),
    /// A row that states a quantity.
    Measurement(Arc<Estimate>),
    /// The quantities of one thing, such as a study or a country in a year, by their ids.
    Study(Arc<Study>),
}
