//! Which maps are one value in several languages: `{ en = "liver", fr = "foie" }`, `name.en` and `name.fr`.

use std::sync::Arc;

use super::tree::{Map, Node};
use crate::language::Language;
use crate::language::packs::Languages;

/// The languages that data may be written in.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'a> {
    /// Those of the project.
    pub declared: &'a [Language],
    /// Those that are known.
    pub known: &'a Languages,
}

impl Spoken<'_> {
    /// Finds every value in the tree that is written in several languages.
    pub fn mark(&self, node: &mut Node) {
        match node {
            Node::Cell(_) => {}
            Node::List(list) => list.items.iter_mut().for_each(|item| self.mark(item)),
            Node::Map(map) => self.mark_map(Arc::make_mut(map)),
        }
    }

    /// The same in a map, which may be such a value itself.
    pub fn mark_map(&self, map: &mut Map) {
        match self.languages(map) {
            None => map.entries.values_mut().for_each(|entry| self.mark(&mut entry.node)),
            Some(languages) => {
                map.languages = languages;
                map.entries.values_mut().for_each(|entry| match &mut entry.node {
                    Node::Cell(cell) => Arc::make_mut(&mut cell.origin).address.choose_language(),
                    node => self.mark(node),
                });
            }
        }
    }

    /// The languages of the keys, when each is one that is known and one of them is the project's: `or`
    /// and `es` are languages too, and measures of effect.
    fn languages(&self, map: &Map) -> Option<Vec<Language>> {
        let read = |key: &String| self.known.find(key);
        let languages: Vec<Language> = map.entries.keys().map(read).collect::<Option<_>>()?;
        let is_own = |it: &Language| self.declared.iter().any(|own| own.is_kin(*it));
        languages.iter().any(is_own).then_some(languages)
    }
}
