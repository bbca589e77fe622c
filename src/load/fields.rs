//! Reading a map by the keys that its section declares: what is missing, of the wrong type or unknown
//! becomes a finding.

use crate::data::place::Place;
use crate::data::tree::{List, Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::language::packs::Languages;
use crate::model::keys::{Absent, Section};
use crate::model::manifest::FileRef;

/// A map that is being read as a section: only keys that the section declares can be asked for.
pub struct Fields<'a> {
    map: &'a Map,
    section: &'static Section,
    asked: Vec<&'static str>,
    /// The languages whose tags may stand beside the keys, in a section that has such.
    pub languages: Option<&'a Languages>,
    /// Whether some text may be said in a language that is not known: such a text reads as none in several
    /// languages, which is told of the language only.
    pub languages_unsure: bool,
    /// What has been found wrong so far.
    pub findings: Findings,
}

/// The value of a key that is none, and whose name is close to one that the map lacks.
pub fn slip<'a>(map: &'a Map, key: &str, is_unknown: impl Fn(&str) -> bool) -> Option<&'a Node> {
    let mut unknown = map.entries.iter().filter(|(name, _)| is_unknown(name));
    let near = unknown.find(|(name, _)| diagnostic::nearest(name, [key]).is_some());
    near.filter(|_| map.get(key).is_none()).map(|(_, entry)| &entry.node)
}

impl<'a> Fields<'a> {
    /// Begins to read a map.
    pub fn new(map: &'a Map, section: &'static Section) -> Fields<'a> {
        let (asked, findings) = Default::default();
        Fields { map, section, asked, languages: None, languages_unsure: false, findings }
    }

    /// The file that the map stands in.
    pub fn path(&self) -> &'a str {
        &self.map.place.file
    }

    /// Where the map begins.
    pub fn place(&self) -> Place {
        self.map.place.clone()
    }

    /// The value of a key; a finding when it must be there and is not.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        let first = !self.asked.contains(&key);
        self.asked.push(key);
        let declared = self.section.key(key)?;
        let found = self.map.get(key);
        // What a misspelt key says is told of that.
        if found.is_none() && first && declared.is_required() && self.slip(key).is_none() {
            self.missing(key);
        }
        found
    }

    /// The value of an unknown key that may be a slip for one that is missing.
    pub fn slip(&self, key: &str) -> Option<&'a Node> {
        let unknown = |name: &str| self.section.key(name).is_none();
        slip(self.map, key, unknown)
    }

    /// Records that a key is missing.
    pub fn missing(&mut self, key: &str) {
        let message = format!("missing key `{key}`");
        let place = self.map.place.clone();
        self.findings.push(Diagnostic::new(codes::MISSING_KEY, place, message));
    }

    /// What holds as if it were written when the key is left out.
    fn default(&self, key: &str) -> Option<&'static str> {
        match self.section.key(key)?.absent {
            Absent::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The text of a key, or its default.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        match self.get(key) {
            Some(node) => self.cell_text(key, node),
            None => self.default(key).map(str::to_string),
        }
    }

    fn cell_text(&mut self, key: &str, node: &Node) -> Option<String> {
        let text = node.as_cell().map(|cell| cell.text.to_string());
        if text.is_none() {
            self.wrong(node, format!("`{key}` must be a string, but this is {}", node.describe()));
        }
        text
    }

    /// What a key names (a file, a theme), and where.
    pub fn file(&mut self, key: &'static str) -> Option<FileRef> {
        let place = self.get(key).map_or_else(|| Place::file(self.path()), |it| it.place().clone());
        let path = self.text(key)?;
        Some(FileRef { path, place })
    }

    /// One file, or those of a list.
    pub fn files(&mut self, key: &'static str) -> Vec<FileRef> {
        let file = |node: &Node, path| FileRef { path, place: node.place().clone() };
        let items = self.one_or_more(key);
        items.iter().filter_map(|it| Some(file(it, self.cell_text(key, it)?))).collect()
    }

    /// A text in several languages: `"same"` or `{ zh = "…", en = "…" }`.
    pub fn bilingual(&mut self, key: &'static str) -> Bilingual {
        match self.get(key) {
            Some(node) => self.read_bilingual(key, node),
            None => Bilingual::default(),
        }
    }

    /// Texts in several languages.
    pub fn bilinguals(&mut self, key: &'static str) -> Vec<Bilingual> {
        let nodes = self.list(key);
        nodes.iter().map(|node| self.read_bilingual(key, node)).collect()
    }

    /// Reads a value as a text in several languages.
    pub fn read_bilingual(&mut self, key: &str, node: &Node) -> Bilingual {
        match node {
            Node::Cell(cell) => Bilingual::same(&cell.text),
            Node::Map(map) if map.is_translated() => map.to_bilingual(),
            Node::Map(_) if self.languages_unsure => Bilingual::default(),
            _ => {
                let message = format!("`{key}` must be a string, or one string per language");
                self.wrong(node, message);
                Bilingual::default()
            }
        }
    }

    /// The items of a list.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        match self.get(key) {
            Some(Node::List(List { items, .. })) => items,
            Some(node) => {
                let message = format!("`{key}` must be a list, but this is {}", node.describe());
                self.wrong(node, message);
                &[]
            }
            None => &[],
        }
    }

    /// The value, or the values of a list.
    pub fn one_or_more(&mut self, key: &'static str) -> &'a [Node] {
        match self.get(key) {
            Some(Node::List(list)) => &list.items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// The texts of a list.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let items = self.list(key);
        items.iter().filter_map(|item| self.cell_text(key, item)).collect()
    }

    /// One text, or the texts of a list.
    pub fn texts_or_text(&mut self, key: &'static str) -> Vec<String> {
        let items = self.one_or_more(key);
        items.iter().filter_map(|item| self.cell_text(key, item)).collect()
    }

    /// A yes or no, or its default.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let default = self.default(key) == Some("true");
        let Some(node) = self.get(key) else { return default };
        match node.as_cell().map(|cell| &*cell.text) {
            Some("true") => true,
            Some("false") => false,
            _ => {
                self.wrong(node, format!("`{key}` must be true or false"));
                default
            }
        }
    }

    /// A finite number.
    pub fn number(&mut self, key: &'static str) -> Option<f64> {
        let node = self.get(key)?;
        let number = node.as_cell().and_then(|cell| cell.text.parse().ok());
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.wrong(node, format!("`{key}` must be a number"));
        }
        number
    }

    /// What one of a few words means; when the key is left out or wrong, what its default means.
    pub fn word<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)]) -> Option<T> {
        let meaning = |word: Option<&str>| known.iter().find(|(it, _)| Some(*it) == word);
        let written = self.get(key);
        let found = meaning(written.and_then(Node::as_cell).map(|cell| &*cell.text));
        if let (Some(node), None) = (written, found) {
            let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
            let message = format!("`{key}` must be one of {}", words.join(", "));
            let written = node.as_cell().map_or("", |cell| &cell.text);
            let finding = Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message);
            self.findings.push(match diagnostic::suggestion(written, words) {
                Some(near) => finding.help(near),
                None => finding,
            });
        }
        found.or_else(|| meaning(self.default(key))).map(|(_, meaning)| *meaning)
    }

    /// The entries of a map.
    pub fn map(&mut self, key: &'static str) -> Option<&'a Map> {
        let node = self.get(key)?;
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

    /// Ends the reading: keys that the section does not declare are findings.
    pub fn finish(mut self) -> Findings {
        #[cfg(test)]
        super::asked::note(self.section, &self.asked);
        let known = || self.section.keys().map(|key| key.name);
        let spoken = |key: &str| self.languages.is_some_and(|known| known.find(key).is_some());
        let unknown = self.map.entries.iter();
        let unknown = unknown.filter(|(key, _)| self.section.key(key).is_none() && !spoken(key));
        for (key, entry) in unknown {
            let help = diagnostic::suggestion(key, known()).unwrap_or_else(|| {
                format!("known keys: {}", known().collect::<Vec<_>>().join(", "))
            });
            let message = format!("unknown key `{key}`");
            let finding = Diagnostic::new(codes::UNKNOWN_KEY, entry.key.clone(), message);
            self.findings.push(finding.help(help));
        }
        self.findings
    }
}
