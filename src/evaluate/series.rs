//! Strings of the manifest with expressions: those of a document that is made for each record.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Output, State, Value};

use super::shared::Shared;
use super::template::excess::ExcessIn;
use super::template::snippet::Snippet;
use super::template::{environment, errors, objects, operators, scope, undefined};
use crate::data::tree::{Cell, Entry, Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::{Edition, Language};
use crate::model::inputs::{Inputs, Sources};
use crate::model::series::Scope;

/// The keys whose strings are filled in elsewhere, or never.
const KEPT: [&str; 4] = ["for_each", "as", "where", "out"];

/// The keys that are about parameters.
const SETTINGS: [&str; 2] = ["parameters", "profiles"];

/// The keys whose string may read otherwise in each language.
const SPOKEN: [&str; 3] = ["title", "headline", "logo_text"];

/// Fills in strings of the manifest.
pub struct Filler<'a> {
    inputs: &'a Inputs,
    sources: &'a Sources,
    strings: Environment<'static>,
    /// For names of files: a value must not lead to another folder.
    names: Environment<'static>,
}

/// What strings know: the name of the document, and its scope.
pub struct Known<'a> {
    /// The name of the document.
    pub document: &'a str,
    /// Its record.
    pub scope: &'a Scope,
}

impl<'a> Filler<'a> {
    /// What fills in the strings of a project's manifest.
    pub fn new(inputs: &'a Inputs, sources: &'a Sources, shared: &Shared) -> Filler<'a> {
        let bare = || environment::bare(shared, inputs.limits.steps);
        let (mut strings, mut names) = (bare(), bare());
        strings.set_formatter(|out, _, value| write(out, value));
        names.set_formatter(|out: &mut Output, _: &mut State, value: &Value| {
            // No name has a backslash in the end, so that what a value brings along is told.
            match value.as_str().filter(|text| text.contains('/')) {
                Some(text) => out.write_str(&text.replace('/', "\\")).map_err(Error::from),
                None => write(out, value),
            }
        });
        Filler { inputs, sources, strings, names }
    }

    /// The table of a document with every expression filled in. What comes out empty counts as not written.
    pub fn table(&self, table: &Map, known: &Known, findings: &mut Findings) -> Map {
        let mut filled = table.clone();
        for (key, entry) in &mut filled.entries {
            if !KEPT.contains(&key.as_str()) {
                let spoken = SPOKEN.contains(&key.as_str());
                entry.node = self.node(&entry.node, None, spoken, known, findings);
            }
        }
        let was_written = |key: &str| table.get(key).is_some_and(|it| !is_blank(it));
        filled.entries.retain(|key, entry| !is_blank(&entry.node) || !was_written(key));
        filled
    }

    /// What a table says of parameters, with every expression filled in.
    pub fn settings(&self, table: &Map, known: &Known, findings: &mut Findings) -> Map {
        let mut only = table.clone();
        only.entries.retain(|key, _| SETTINGS.contains(&key.as_str()));
        self.table(&only, known, findings)
    }

    /// Whether an expression is true; `None` when it cannot be evaluated.
    pub fn holds(&self, cell: &Cell, known: &Known, findings: &mut Findings) -> Option<bool> {
        let condition = format!("{{% if {} %}}1{{% endif %}}", cell.text);
        let whole = Cell { text: condition.as_str().into(), ..cell.clone() };
        let context = self.context(known, self.first(), None);
        Some(!self.filled(&self.strings, &whole, context, findings)?.is_empty())
    }

    /// The name of the file of an edition.
    pub fn name(
        &self,
        pattern: &Cell,
        known: &Known,
        edition: &Edition,
        findings: &mut Findings,
    ) -> Option<String> {
        self.filled(
            &self.names,
            pattern,
            self.context(known, self.first(), Some(edition)),
            findings,
        )
    }

    fn first(&self) -> Language {
        let first = self.inputs.manifest.project.languages.first();
        first.copied().unwrap_or_else(|| self.inputs.languages.neutral())
    }

    fn node(
        &self,
        node: &Node,
        language: Option<Language>,
        spoken: bool,
        known: &Known,
        findings: &mut Findings,
    ) -> Node {
        let mut filled = node.clone();
        match &mut filled {
            Node::Cell(cell) if !has_expression(&cell.text) => {}
            Node::Cell(cell) if spoken && language.is_none() => {
                return self.in_each_language(cell, known, findings);
            }
            Node::Cell(cell) => *cell = self.cell(cell, language, known, findings),
            Node::List(list) => list.items.iter_mut().for_each(|item| {
                *item = self.node(item, language, spoken, known, findings);
            }),
            Node::Map(map) => {
                let map = Arc::make_mut(map);
                let own = map.languages.iter().copied().map(Some).chain(std::iter::repeat(None));
                for (entry, own) in map.entries.values_mut().zip(own) {
                    entry.node = self.node(&entry.node, own.or(language), spoken, known, findings);
                }
            }
        }
        filled
    }

    fn cell(
        &self,
        cell: &Cell,
        language: Option<Language>,
        known: &Known,
        findings: &mut Findings,
    ) -> Cell {
        let context = self.context(known, language.unwrap_or_else(|| self.first()), None);
        let text = self.filled(&self.strings, cell, context, findings).unwrap_or_default();
        Cell { text: text.into(), ..cell.clone() }
    }

    /// One string for all languages prints what the record says in each.
    fn in_each_language(&self, cell: &Cell, known: &Known, findings: &mut Findings) -> Node {
        let languages = self.inputs.manifest.project.languages.clone();
        let mut map = Map::new(cell.place().clone());
        for language in &languages {
            let node = Node::Cell(self.cell(cell, Some(*language), known, findings));
            map.entries.insert(language.to_string(), Entry { key: cell.place().clone(), node });
        }
        map.languages = languages;
        Node::Map(Arc::new(map))
    }

    fn context(&self, known: &Known, language: Language, edition: Option<&Edition>) -> Value {
        let writing = self.inputs.languages.writing(language);
        let record = known.scope.record.iter().map(|record| {
            let row = objects::node(&Node::Map(record.row.clone()), &writing);
            (record.name.to_string(), row)
        });
        let edition = edition.map(|it| ("edition".to_string(), Value::from(it.to_string())));
        let own = scope::values(known.document, known.scope);
        let all: BTreeMap<String, Value> = own.chain(record).chain(edition).collect();
        all.into()
    }

    /// What is told where a string that is one for all editions asks which of them it is in.
    fn asks_for_edition(&self, cell: &Cell, context: &Value, error: &Error) -> Option<Diagnostic> {
        let is_known = context.get_attr("edition").is_ok_and(|it| !it.is_undefined());
        let is_undefined = error.kind() == ErrorKind::UndefinedError;
        if is_known || !is_undefined || !has_word(&cell.text, "edition") {
            return None;
        }
        let languages = &self.inputs.manifest.project.languages;
        let mut tags = languages.iter().map(ToString::to_string);
        let one = tags.next()?;
        let both = tags.next().map_or(String::new(), |other| format!(", {one}-{other} = 4"));
        let message = "`edition` is not known here: this holds for all editions of the document";
        let help = format!(
            "write how many pages each edition has as `max_pages = {{ {one} = 2{both} }}`; \
             `out` knows the edition; where anything else differs, declare a document for it"
        );
        let finding = Diagnostic::new(codes::UNDEFINED_VALUE, cell.place().clone(), message);
        Some(finding.help(help))
    }

    /// A string filled in; `None` when it cannot be.
    fn filled(
        &self,
        environment: &Environment,
        cell: &Cell,
        context: Value,
        findings: &mut Findings,
    ) -> Option<String> {
        let place = cell.place();
        let guarded = operators::guarded(&cell.text);
        let made = match &guarded.excess {
            Some(excess) => Err(ExcessIn::error(&place.file, excess.clone())),
            None => environment.render_named_str(&place.file, &guarded.text, context.clone()),
        };
        let made = made.map_err(|error| {
            let path = &place.file;
            let (inside, braces_are_text) = (Some(place), false);
            let snippet = &Snippet { path, text: &cell.text, inside, braces_are_text };
            let (text, guarded, sources) = (&cell.text, &guarded, self.sources);
            let own = errors::Own { text, guarded, snippet, sources };
            let known = undefined::Known { environment, context: &context, text: &cell.text };
            let found = match self.asks_for_edition(cell, &context, &error) {
                Some(found) => found,
                None => errors::finding(&error, &own, &known),
            };
            findings.push(Diagnostic { place: place.clone(), ..found });
        });
        Some(made.ok()?.trim().to_string())
    }
}

/// Whether a word stands in a text by itself.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == word)
}

/// Whether a value is one empty string, in each language in which it is written.
fn is_blank(node: &Node) -> bool {
    match node {
        Node::Cell(cell) => cell.text.is_empty(),
        Node::Map(map) => {
            !map.languages.is_empty() && map.entries.values().all(|it| is_blank(&it.node))
        }
        Node::List(_) => false,
    }
}

/// Whether a string has something to fill in.
fn has_expression(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// A value as text; those of a list with commas between them.
fn write(out: &mut Output, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let text = match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> = value.try_iter()?.map(|item| item.to_string()).collect();
            items.join(", ")
        }
        ValueKind::Map => return Err(refused("this is a group of values; name one of them")),
        _ => value.to_string(),
    };
    out.write_str(&text).map_err(Error::from)
}

fn refused(message: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, message.to_string())
}
