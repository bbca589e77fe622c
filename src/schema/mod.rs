//! JSON Schemas (draft 7, which most editors read) of the files that Diptych reads and writes, and the
//! reference of their keys.

mod comparison;
pub mod gaps;
mod keys;
mod language;
mod reference;
pub mod skeleton;
mod theme;
mod units;

pub use reference::page as reference;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::diagnostic::json::Finding;
use crate::export::outputs::Outputs;
use crate::export::timings;
use crate::export::trace::Document;
use crate::model::keys::{FILES, InputFile};
use crate::publish::changes::model::Changes;

/// A kind of file with a schema.
pub struct SchemaFile {
    /// The name by which the schema is asked for.
    pub name: &'static str,
    /// What the schema describes.
    pub about: &'static str,
    made_from: MadeFrom,
}

/// What a schema is made from.
enum MadeFrom {
    /// The declaration of the keys of a file that is read.
    Keys(&'static InputFile),
    /// Something else: the type of what is written, the tokens of themes.
    Made(fn() -> Value),
}

impl SchemaFile {
    /// The schema.
    pub fn schema(&self) -> Value {
        let mut schema = match self.made_from {
            MadeFrom::Keys(file) => keys::of(file),
            MadeFrom::Made(make) => make(),
        };
        schema["title"] = format!("Diptych {}", self.name).into();
        schema["description"] = self.about.into();
        schema
    }

    /// The schema as a Table Schema (<https://specs.frictionlessdata.io/table-schema/>), which
    /// programs that check CSV read; `None` when the file is not a table.
    pub fn table_schema(&self) -> Option<Value> {
        match self.made_from {
            MadeFrom::Keys(file) => keys::table_schema(file),
            MadeFrom::Made(_) => None,
        }
    }
}

/// Every kind of file with a schema.
pub fn all() -> impl Iterator<Item = SchemaFile> {
    let read = FILES.iter().map(|file| SchemaFile {
        name: file.name,
        about: file.about,
        made_from: MadeFrom::Keys(file),
    });
    read.chain([
        made("theme", "a theme", theme::schema),
        made("language", "a language: `languages/TAG.toml`", language::schema),
        made("diagnostics", "what `--format json` prints", of::<Vec<Finding>>),
        made("trace", "what `--trace` writes", of::<Vec<Document>>),
        made("timings", "what `--timings` writes", of::<Vec<timings::Document>>),
        made("outputs", "what `--out-manifest` writes", of::<Outputs>),
        made("changes", "what `diff --as json` prints", of::<Changes>),
    ])
}

fn made(name: &'static str, about: &'static str, make: fn() -> Value) -> SchemaFile {
    SchemaFile { name, about, made_from: MadeFrom::Made(make) }
}

/// The kind of this name.
pub fn find(name: &str) -> Option<SchemaFile> {
    all().find(|kind| kind.name == name)
}

/// The schema of a type that is written.
fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().for_serialize();
    let settings = settings.with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// What is optional is left out; it is never null.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_string(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice["type"] != "null");
        if choices.len() == 1
            && let Some(only) = schema.remove("anyOf")
        {
            schema.insert("allOf".to_string(), only);
        }
    }
}
