//! Parameters of texts: what a project declares, and the values that documents, profiles and callers give.

use indexmap::IndexMap;

use crate::data::tree::Cell;

/// A parameter that the manifest declares.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// What its values are.
    pub kind: ParameterKind,
    /// The only values it may have; any, when there are none.
    pub values: Vec<String>,
    /// The value when nobody gives one.
    pub default: Cell,
}

/// What the values of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
}

impl ParameterKind {
    /// Every kind with its name.
    pub const ALL: [(&'static str, ParameterKind); 3] = [
        ("text", ParameterKind::Text),
        ("number", ParameterKind::Number),
        ("flag", ParameterKind::Flag),
    ];

    /// The kind of a value whose kind is not stated.
    pub fn of(text: &str) -> ParameterKind {
        match text {
            "true" | "false" => ParameterKind::Flag,
            _ if number(text).is_some() => ParameterKind::Number,
            _ => ParameterKind::Text,
        }
    }
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// Text, as it is written.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

impl Parameter {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// What it must be, in words.
    pub fn read(&self, text: &str) -> Result<Given, String> {
        if !self.values.is_empty() && !self.values.iter().any(|it| it == text) {
            return Err(format!("one of {}", self.values.join(", ")));
        }
        match (self.kind, text) {
            (ParameterKind::Text, text) => Ok(Given::Text(text.to_string())),
            (ParameterKind::Flag, "true") => Ok(Given::Flag(true)),
            (ParameterKind::Flag, "false") => Ok(Given::Flag(false)),
            (ParameterKind::Flag, _) => Err("true or false".to_string()),
            (ParameterKind::Number, text) => {
                number(text).map(Given::Number).ok_or_else(|| "a number".to_string())
            }
        }
    }
}

/// A finite number.
fn number(text: &str) -> Option<f64> {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    text.parse().ok().filter(|number: &f64| is_number && number.is_finite())
}

/// Values that a document gives to parameters.
pub type Settings = Vec<(String, Cell)>;

/// What a document says of parameters.
#[derive(Debug, Clone, Default)]
pub struct OwnSettings {
    /// Its own values.
    pub given: Settings,
    /// Sets of values by the names of profiles.
    pub profiles: IndexMap<String, Settings>,
}
