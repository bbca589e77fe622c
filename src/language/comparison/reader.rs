//! Reads tables of words: `table = [words]`, or senses with words, nested as deep as one likes.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::kinds::Table;
use super::tables::{Comparison, Entry};

impl<'de> Deserialize<'de> for Comparison {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Comparison, D::Error> {
        let mut comparison = Comparison::default();
        let Node::Senses(tables) = Node::deserialize(deserializer)? else { return Ok(comparison) };
        for (key, node) in tables {
            match Table::named(&key) {
                Some(table) => node.flatten(table, String::new(), &mut comparison.entries),
                None => comparison.unknown.push(key),
            }
        }
        Ok(comparison)
    }
}

/// Words, or senses with more of the same.
enum Node {
    Words(Vec<String>),
    Senses(Vec<(String, Node)>),
}

impl Node {
    fn flatten(self, table: Table, sense: String, entries: &mut Vec<Entry>) {
        match self {
            Node::Words(words) => entries.push(Entry { table, sense, words }),
            Node::Senses(senses) => {
                for (key, node) in senses {
                    let gap = if sense.is_empty() { "" } else { " " };
                    node.flatten(table, format!("{sense}{gap}{key}"), entries);
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a word, a list of words, or a table of senses")
    }

    fn visit_str<E>(self, word: &str) -> Result<Node, E> {
        Ok(Node::Words(vec![word.to_string()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element()? {
            words.push(word);
        }
        Ok(Node::Words(words))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut senses = Vec::new();
        while let Some(sense) = map.next_entry()? {
            senses.push(sense);
        }
        Ok(Node::Senses(senses))
    }
}
