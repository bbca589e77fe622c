//! Reading a map key by key: what is missing, of the wrong type or unknown becomes a finding.

use crate::data::place::Place;
use crate::data::tree::{List, Map, Node};
use crate::diagnostic::{self, Diagnostic, codes};
use crate::language::{Bilingual, Language};
use crate::model::manifest::FileRef;

/// A map that is being read; remembers which keys were asked for.
pub struct Fields<'a> {
    map: &'a Map,
    asked: Vec<&'static str>,
    /// What has been found wrong so far.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    /// Begins to read a map.
    pub fn new(map: &'a Map) -> Fields<'a> {
        Fields { map, asked: Vec::new(), findings: Vec::new() }
    }

    /// The file that the map stands in.
    pub fn path(&self) -> &'a str {
        &self.map.place.file
    }

    /// Where the map begins.
    pub fn place(&self) -> Place {
        self.map.place.clone()
    }

    /// The value of an optional key.
    pub fn optional(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.map.get(key)
    }

    /// The value of a required key.
    pub fn required(&mut self, key: &'static str) -> Option<&'a Node> {
        let found = self.optional(key);
        if found.is_none() {
            let message = format!("`{key}` is missing here");
            self.findings.push(Diagnostic::new(
                codes::MISSING_KEY,
                self.map.place.clone(),
                message,
            ));
        }
        found
    }

    /// The text of an optional key.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let node = self.optional(key)?;
        self.cell_text(key, node)
    }

    /// The text of a required key, or nothing with a finding.
    pub fn required_text(&mut self, key: &'static str) -> String {
        let node = self.required(key);
        node.and_then(|node| self.cell_text(key, node)).unwrap_or_default()
    }

    fn cell_text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.as_cell().map(|cell| cell.text.to_string());
        if text.is_none() {
            self.wrong(node, format!("`{key}` must be a text, but this is {}", node.describe()));
        }
        text
    }

    /// A file named by an optional key.
    pub fn file(&mut self, key: &'static str) -> Option<FileRef> {
        let node = self.optional(key)?;
        let path = self.cell_text(key, node)?;
        Some(FileRef { path, place: node.place().clone() })
    }

    /// A text in several languages: `"same"` or `{ zh = "…", en = "…" }`.
    pub fn bilingual(&mut self, key: &'static str) -> Bilingual {
        match self.optional(key) {
            Some(node) => self.read_bilingual(key, node),
            None => Bilingual::default(),
        }
    }

    /// Like [`Fields::bilingual`], but the key must be there.
    pub fn required_bilingual(&mut self, key: &'static str) -> Bilingual {
        match self.required(key) {
            Some(node) => self.read_bilingual(key, node),
            None => Bilingual::default(),
        }
    }

    /// Reads a value as a text in several languages.
    pub fn read_bilingual(&mut self, key: &str, node: &Node) -> Bilingual {
        match node {
            Node::Cell(cell) => Bilingual::same(&cell.text),
            Node::Map(map) if map.is_bilingual() => map.to_bilingual(),
            _ => {
                let message = format!("`{key}` must be a text, or one text per language");
                self.wrong(node, message);
                Bilingual::default()
            }
        }
    }

    /// The items of an optional list.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        match self.optional(key) {
            Some(Node::List(List { items, .. })) => items,
            Some(node) => {
                self.wrong(
                    node,
                    format!("`{key}` must be a list, but this is {}", node.describe()),
                );
                &[]
            }
            None => &[],
        }
    }

    /// The texts of an optional list.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let items = self.list(key);
        items.iter().filter_map(|item| self.cell_text(key, item)).collect()
    }

    /// The texts of an optional key that holds one text or a list of them.
    pub fn texts_or_text(&mut self, key: &'static str) -> Vec<String> {
        match self.optional(key) {
            Some(Node::List(list)) => {
                list.items.iter().filter_map(|item| self.cell_text(key, item)).collect()
            }
            Some(node) => self.cell_text(key, node).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A yes or no; no when absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.flag_or(key, false)
    }

    /// A yes or no; `absent` when absent.
    pub fn flag_or(&mut self, key: &'static str, absent: bool) -> bool {
        let Some(node) = self.optional(key) else { return absent };
        match node.as_cell().map(|cell| &*cell.text) {
            Some("true") => true,
            Some("false") => false,
            _ => {
                self.wrong(node, format!("`{key}` must be true or false"));
                absent
            }
        }
    }

    /// One of a few words, each of which means something.
    pub fn word<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)]) -> Option<T> {
        let node = self.optional(key)?;
        let written = node.as_cell().map(|cell| &*cell.text);
        let found = known.iter().find(|(word, _)| Some(*word) == written);
        if found.is_none() {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            self.wrong(node, format!("`{key}` must be one of {}", words.join(", ")));
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// The entries of a map under an optional key.
    pub fn map(&mut self, key: &'static str) -> Option<&'a Map> {
        let node = self.optional(key)?;
        let map = node.as_map();
        if map.is_none() {
            self.wrong(node, format!("`{key}` must be a table, but this is {}", node.describe()));
        }
        map.map(|map| &**map)
    }

    /// Records a value of the wrong type or form.
    pub fn wrong(&mut self, node: &Node, message: String) {
        self.findings.push(Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message));
    }

    /// Ends the reading: keys that nobody asked for are findings.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let unknown =
            self.map.entries.iter().filter(|(key, _)| !self.asked.contains(&key.as_str()));
        for (key, entry) in unknown {
            let help = diagnostic::suggestion(key, self.asked.iter().copied())
                .unwrap_or_else(|| format!("known here: {}", self.asked.join(", ")));
            let message = format!("`{key}` is not a key that is known here");
            self.findings
                .push(Diagnostic::new(codes::UNKNOWN_KEY, entry.key.clone(), message).help(help));
        }
        self.findings
    }
}

/// Reads a language code; a finding when it is not one.
pub fn language(fields: &mut Fields, node: &Node) -> Option<Language> {
    let found = node.as_cell().and_then(|cell| Language::from_code(&cell.text));
    if found.is_none() {
        fields
            .wrong(node, "this is not a language that is known: use \"zh\" or \"en\"".to_string());
    }
    found
}
