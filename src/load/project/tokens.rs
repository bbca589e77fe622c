//! The tokens of themes: the theme that states every one of them tells which there are, and of what
//! kind each is.

use std::sync::Arc;

use serde_json::{Map as Json, Value};

use crate::data::tree::{Map, Node};
use crate::diagnostic::codes;
use crate::load::formats::toml;

/// The theme that states every token.
pub const COMPLETE: &str = "journal";

/// Its text.
pub const COMPLETE_TEXT: &str = include_str!("../../../templates/themes/journal.toml");

/// The largest number that a token may be.
const MOST: f64 = 10_000.0;

/// Every token, with the value that the complete theme gives it.
pub fn complete() -> Value {
    let path: Arc<str> = COMPLETE.into();
    let map = toml::parse(&path, COMPLETE_TEXT, codes::THEME_TOKEN);
    map.map_or_else(|_| Value::Object(Json::new()), |map| whole(&map))
}

/// The tokens of a map.
pub fn whole(map: &Map) -> Value {
    Value::Object(map.entries.iter().map(|(key, entry)| (key.clone(), json(&entry.node))).collect())
}

/// A node as JSON; what reads as a number is one.
pub fn json(node: &Node) -> Value {
    match node {
        Node::Cell(cell) => match cell.text.parse::<f64>() {
            Ok(number) => number.into(),
            Err(_) => Value::String(cell.text.to_string()),
        },
        Node::List(list) => list.items.iter().map(json).collect(),
        Node::Map(map) => whole(map),
    }
}

/// What the value of a token must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A group of tokens.
    Group,
    /// A number from 0 to 10000.
    Number,
    /// So many numbers.
    Numbers(usize),
    /// A colour such as `#1a1d20`.
    Colour,
    /// A colour, or nothing where another one holds.
    ColourOrNone,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Any text.
    Text,
}

impl TokenKind {
    /// The kind of a token, told by the value that the complete theme gives it.
    pub fn of(name: &str, value: &Value) -> TokenKind {
        match (name, value) {
            (_, Value::Object(_)) => TokenKind::Group,
            _ if name.starts_with("on-slides.") => TokenKind::ColourOrNone,
            (_, Value::Number(_)) => TokenKind::Number,
            (_, Value::Array(items)) => TokenKind::Numbers(items.len()),
            (_, Value::String(text)) if is_colour(text) => TokenKind::Colour,
            ("paper", _) => TokenKind::OneOf(&["a4", "letter"]),
            ("chapters.begin", _) => TokenKind::OneOf(&["flow", "page", "right"]),
            ("chapters.blanks", _) => TokenKind::OneOf(&["folio", "none"]),
            ("computed.marks", _) => TokenKind::OneOf(&["each", "once"]),
            ("leaflet.marks", _) => TokenKind::OneOf(&["signs", "words"]),
            ("body", _) => TokenKind::OneOf(&["serif", "sans"]),
            ("band.slide", _) => TokenKind::OneOf(&["side", "head", "none"]),
            _ => TokenKind::Text,
        }
    }

    /// Whether a value is of this kind; if not, what was expected.
    pub fn accepts(self, value: &Value) -> Result<(), String> {
        let sound = match (self, value) {
            (TokenKind::Number, Value::Number(number)) => {
                number.as_f64().is_some_and(|number| (0.0..=MOST).contains(&number))
            }
            (TokenKind::Numbers(count), Value::Array(items)) if items.len() == count => {
                if !items.iter().all(Value::is_number) {
                    return Err("a list of numbers".to_string());
                }
                true
            }
            (TokenKind::Colour, Value::String(text)) => is_colour(text),
            (TokenKind::ColourOrNone, Value::String(text)) => text.is_empty() || is_colour(text),
            (TokenKind::OneOf(words), Value::String(text)) => words.contains(&text.as_str()),
            (TokenKind::Text, Value::String(_)) => true,
            _ => false,
        };
        if sound { Ok(()) } else { Err(self.expected()) }
    }

    fn expected(self) -> String {
        match self {
            TokenKind::Group => "a group of tokens".to_string(),
            TokenKind::Number => "a number from 0 to 10000".to_string(),
            TokenKind::Numbers(_) => {
                format!("a list with as many numbers as in the theme `{COMPLETE}`")
            }
            TokenKind::Colour | TokenKind::ColourOrNone => {
                "a colour such as \"#1a1d20\"".to_string()
            }
            TokenKind::OneOf(words) => format!("\"{}\"", words.join("\" or \"")),
            TokenKind::Text => "a text".to_string(),
        }
    }
}

fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit())
}
