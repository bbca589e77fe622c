//! Data as it was written: text cells, lists and maps, each of which knows its origin.

use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;

use super::place::{Origin, Place};
use super::work;
use crate::language::{Bilingual, Language};

/// One value of the data, kept exactly as the author wrote it (`40.0` keeps its zero).
///
/// Cloning shares the text, and the address of the shared text identifies the cell: that is how a
/// printed string is traced back to where it was written.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The characters as written.
    pub text: Arc<str>,
    /// Where they are written.
    pub origin: Arc<Origin>,
    /// The cells that a composed text was made from; empty for a cell that a person wrote.
    pub parts: Vec<Arc<Origin>>,
}

impl Cell {
    /// A cell with this text and origin.
    pub fn new(text: &str, origin: Origin) -> Cell {
        Cell { text: text.into(), origin: Arc::new(origin), parts: Vec::new() }
    }

    /// A text composed from other cells; `None` when there are none.
    pub fn composed(text: &str, parts: &[&Cell]) -> Option<Cell> {
        let parts: Vec<Arc<Origin>> = parts.iter().flat_map(|part| part.origins()).collect();
        Some(Cell { text: text.into(), origin: parts.first()?.clone(), parts })
    }

    /// Where the first character of its text is: behind the quote, when there is one.
    pub fn inner(&self) -> Place {
        let place = self.place();
        let quote = usize::from(place.length >= self.text.chars().count() + 2);
        Place { column: place.column + quote, ..place.clone() }
    }

    /// Where the text comes from: its own place, or those of the cells it was composed from.
    pub fn origins(&self) -> Vec<Arc<Origin>> {
        match self.parts.is_empty() {
            true => vec![self.origin.clone()],
            false => self.parts.clone(),
        }
    }

    /// The identity of the cell: the address of its shared text.
    pub fn identity(&self) -> usize {
        self.text.as_ptr() as usize
    }

    /// Where the cell is written.
    pub fn place(&self) -> &Place {
        &self.origin.place
    }
}

/// A tree of data.
#[derive(Debug, Clone)]
pub enum Node {
    /// A single value.
    Cell(Cell),
    /// An ordered list.
    List(List),
    /// Named values in the order written.
    Map(Arc<Map>),
}

/// An ordered list of data.
#[derive(Debug, Clone)]
pub struct List {
    /// The items in order.
    pub items: Vec<Node>,
    /// Where the list begins.
    pub place: Place,
}

/// Named values, in the order in which they were written.
#[derive(Debug, Clone)]
pub struct Map {
    /// The entries by name.
    pub entries: IndexMap<String, Entry>,
    /// The language of each entry, when the map is one value in several languages.
    pub languages: Vec<Language>,
    /// Where the map begins.
    pub place: Place,
    /// The names as texts that can be traced by their addresses; see [`Map::names`].
    names: OnceLock<Vec<Arc<str>>>,
}

/// One named value of a map.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where the name is written.
    pub key: Place,
    /// The value.
    pub node: Node,
}

impl Node {
    /// Where the value begins.
    pub fn place(&self) -> &Place {
        match self {
            Node::Cell(cell) => cell.place(),
            Node::List(list) => &list.place,
            Node::Map(map) => &map.place,
        }
    }

    /// The value as a single cell.
    pub fn as_cell(&self) -> Option<&Cell> {
        match self {
            Node::Cell(cell) => Some(cell),
            _ => None,
        }
    }

    /// The value as a list.
    pub fn as_list(&self) -> Option<&List> {
        match self {
            Node::List(list) => Some(list),
            _ => None,
        }
    }

    /// Whether nothing is written in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Node::Cell(cell) => cell.text.is_empty(),
            Node::List(list) => list.items.iter().all(Node::is_empty),
            Node::Map(map) => map.entries.values().all(|entry| entry.node.is_empty()),
        }
    }

    /// The value as a map.
    pub fn as_map(&self) -> Option<&Arc<Map>> {
        match self {
            Node::Map(map) => Some(map),
            _ => None,
        }
    }

    /// What the value is, in the user's words.
    pub fn describe(&self) -> &'static str {
        match self {
            Node::Cell(_) => "a single value",
            Node::List(_) => "a list",
            Node::Map(_) => "a group of named values",
        }
    }

    /// Calls `visit` for every name in the tree that holds digits.
    pub fn for_each_numbered_name(&self, visit: &mut impl FnMut(&Arc<str>, Origin)) {
        match self {
            Node::Cell(_) => {}
            Node::List(list) => {
                list.items.iter().for_each(|item| item.for_each_numbered_name(visit));
            }
            Node::Map(map) => {
                map.numbered().into_iter().for_each(|(name, origin)| visit(&name, origin));
                map.entries.values().for_each(|entry| entry.node.for_each_numbered_name(visit));
            }
        }
    }

    /// The first cell in the tree.
    fn first_cell(&self) -> Option<&Cell> {
        match self {
            Node::Cell(cell) => Some(cell),
            Node::List(list) => list.items.iter().find_map(Node::first_cell),
            Node::Map(map) => map.entries.values().find_map(|entry| entry.node.first_cell()),
        }
    }

    /// Calls `visit` for every cell in the tree.
    pub fn for_each_cell(&self, visit: &mut impl FnMut(&Cell)) {
        match self {
            Node::Cell(cell) => {
                work::count(1);
                visit(cell);
            }
            Node::List(list) => list.items.iter().for_each(|item| item.for_each_cell(visit)),
            Node::Map(map) => {
                map.entries.values().for_each(|entry| entry.node.for_each_cell(visit))
            }
        }
    }
}

impl Node {
    /// The name that is written at a place within the value.
    fn key_at(&self, place: &Place) -> Option<&str> {
        match self {
            Node::Cell(_) => None,
            Node::List(list) => list.items.iter().find_map(|item| item.key_at(place)),
            Node::Map(map) => map.key_at(place),
        }
    }

    /// Calls `visit` for every value in the tree that is written in several languages.
    pub fn for_each_bilingual(&self, visit: &mut impl FnMut(&Arc<Map>)) {
        match self {
            Node::Cell(_) => {}
            Node::List(list) => list.items.iter().for_each(|item| item.for_each_bilingual(visit)),
            Node::Map(map) if map.is_bilingual() => visit(map),
            Node::Map(map) => map.for_each_bilingual(visit),
        }
    }
}

impl Map {
    /// Calls `visit` for every value in the map that is written in several languages.
    pub fn for_each_bilingual(&self, visit: &mut impl FnMut(&Arc<Map>)) {
        self.entries.values().for_each(|entry| entry.node.for_each_bilingual(visit));
    }

    /// An empty map at this place.
    pub fn new(place: Place) -> Map {
        let (entries, languages, names) = (IndexMap::new(), Vec::new(), OnceLock::new());
        Map { entries, languages, place, names }
    }

    /// The names of the entries, each at an address of its own, as those of cells are. Asked for when the map has all its
    /// entries.
    pub fn names(&self) -> &[Arc<str>] {
        self.names.get_or_init(|| self.entries.keys().map(|it| it.as_str().into()).collect())
    }

    /// The name that is written at a place, in the map or within its values.
    pub fn key_at(&self, place: &Place) -> Option<&str> {
        self.entries.iter().find_map(|(name, entry)| match entry.key == *place {
            true => Some(name.as_str()),
            false => entry.node.key_at(place),
        })
    }

    /// Names that hold digits, with where they are written: texts may print them as they print cells.
    fn numbered(&self) -> Vec<(Arc<str>, Origin)> {
        if !self.entries.keys().any(|it| it.contains(char::is_numeric)) {
            return Vec::new();
        }
        let of = |(name, entry): (&Arc<str>, &Entry)| {
            let cell = entry.node.first_cell()?;
            let address = cell.origin.address.clone();
            Some((name.clone(), Origin::new(entry.key.clone(), address)))
        };
        let all = self.names().iter().zip(self.entries.values());
        all.filter(|(name, _)| name.contains(char::is_numeric)).filter_map(of).collect()
    }

    /// The value with this name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries.get(name).map(|entry| &entry.node)
    }

    /// The single cell with this name.
    pub fn cell(&self, name: &str) -> Option<&Cell> {
        self.get(name).and_then(Node::as_cell)
    }

    /// The single cell with this name, unless it is empty.
    pub fn filled(&self, name: &str) -> Option<&Cell> {
        self.cell(name).filter(|cell| !cell.text.is_empty())
    }

    /// The text of the single cell with this name, or nothing.
    pub fn text(&self, name: &str) -> &str {
        self.cell(name).map_or("", |cell| &cell.text)
    }

    /// What the named cell says, in each language if it is written in several.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let (one, several) = match self.get(name) {
            Some(Node::Cell(cell)) => (Some(&*cell.text), None),
            Some(Node::Map(map)) if map.is_bilingual() => (None, Some(map)),
            _ => (None, None),
        };
        let cells = several.into_iter().flat_map(|map| map.entries.values());
        one.into_iter().chain(cells.filter_map(|it| it.node.as_cell()).map(|cell| &*cell.text))
    }

    /// The cell for this language, or for what it is a kind of, when the map is one value in several
    /// languages (`name.zh`, `name.en`).
    pub fn in_language(&self, language: Language) -> Option<&Cell> {
        let at = |it: Language| self.languages.iter().position(|own| *own == it);
        let (_, entry) = self.entries.get_index(language.line().find_map(at)?)?;
        entry.node.as_cell()
    }

    /// Whether the map is one value in several languages.
    pub fn is_bilingual(&self) -> bool {
        !self.languages.is_empty()
    }

    /// Whether the map is one text in several languages.
    pub fn is_translated(&self) -> bool {
        self.is_bilingual() && self.entries.values().all(|entry| entry.node.as_cell().is_some())
    }

    /// The value of this column. R writes columns such as `ci.lb`, which are read as a group `ci` with a value `lb`.
    pub fn reach(&self, column: &str) -> Option<&Node> {
        self.get(column).or_else(|| {
            let (group, rest) = column.split_once('.')?;
            self.get(group)?.as_map()?.reach(rest)
        })
    }

    /// The named value as bilingual text; a plain cell counts for every language.
    pub fn bilingual(&self, name: &str) -> Bilingual {
        match self.get(name) {
            Some(Node::Cell(cell)) => Bilingual::same(&cell.text),
            Some(Node::Map(map)) => map.to_bilingual(),
            _ => Bilingual::default(),
        }
    }

    /// The map's own cells as bilingual text.
    pub fn to_bilingual(&self) -> Bilingual {
        let text = |(language, entry): (&Language, &Entry)| {
            Some((*language, entry.node.as_cell()?.text.to_string()))
        };
        self.languages.iter().zip(self.entries.values()).filter_map(text).collect()
    }
}
