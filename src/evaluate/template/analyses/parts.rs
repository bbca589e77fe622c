//! A group of named values; one of them may be printed by itself.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, Value};

use super::worked::Worked;

/// Named values, in order; printed as the value that they belong to, if there is one.
#[derive(Debug, Default)]
pub struct Parts {
    /// What is printed when the whole is.
    pub own: Option<Worked>,
    entries: Vec<(&'static str, Value)>,
}

impl Parts {
    /// A figure, to which its parts can be added.
    pub fn of(own: Worked) -> Parts {
        Parts { own: Some(own), entries: Vec::new() }
    }

    /// Adds a value.
    pub fn add(&mut self, name: &'static str, value: impl Into<Value>) {
        self.entries.push((name, value.into()));
    }

    /// Adds words of the project; none if it gives none.
    pub fn text(&mut self, name: &'static str, text: &str) {
        if !text.is_empty() {
            self.add(name, Value::from(text));
        }
    }

    /// Adds values.
    pub fn extend(&mut self, values: Vec<(&'static str, Value)>) {
        self.entries.extend(values);
    }

    /// The whole as a value.
    pub fn value(self) -> Value {
        Value::from_object(self)
    }
}

impl From<Parts> for Value {
    fn from(parts: Parts) -> Value {
        parts.value()
    }
}

impl Object for Parts {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if key == "number" {
            let own = self.own.as_ref()?.without_unit();
            return Some(Parts { own: Some(own), entries: Vec::new() }.value());
        }
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.entries.iter().map(|(name, _)| Value::from(*name)).collect())
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.own.as_ref().map(|own| own.quantity.text()).unwrap_or_default())
    }
}
