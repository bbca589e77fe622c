//! JSON Schemas (draft 7, which most editors read) of the files that Diptych reads and writes.

#[macro_use]
mod form;
mod data;
mod figures;
mod manifest;
mod tables;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::diagnostic::json::Finding;
use crate::export::trace::Document;

/// A kind of file with a schema.
pub struct SchemaFile {
    /// The name by which the schema is asked for.
    pub name: &'static str,
    /// What the schema describes.
    pub about: &'static str,
    make: fn() -> Schema,
    rows: bool,
}

impl SchemaFile {
    /// The schema.
    pub fn schema(&self) -> Value {
        let mut schema = (self.make)();
        schema.insert("title".to_string(), format!("Diptych {}", self.name).into());
        schema.insert("description".to_string(), self.about.into());
        schema.to_value()
    }

    /// The schema as a Table Schema (<https://specs.frictionlessdata.io/table-schema/>), which
    /// programs that check CSV read; `None` when the file is not a table.
    pub fn table_schema(&self) -> Option<Value> {
        self.rows.then(|| data::table_schema(&self.schema())).flatten()
    }
}

/// Every kind of file with a schema.
pub const ALL: &[SchemaFile] = &[
    kind("manifest", "diptych.toml", read::<manifest::Manifest>),
    kind("tables", "the file that declares tables", read::<tables::Tables>),
    kind("figures", "the file that declares figures", read::<figures::Figures>),
    rows("evidence", "a data file whose rows state quantities", read::<Vec<data::Evidence>>),
    rows("glossary", "the glossary", read::<Vec<data::Term>>),
    kind("diagnostics", "what `--format json` prints", written::<Vec<Finding>>),
    kind("trace", "what `--trace` writes", written::<Vec<Document>>),
];

const fn kind(name: &'static str, about: &'static str, make: fn() -> Schema) -> SchemaFile {
    SchemaFile { name, about, make, rows: false }
}

const fn rows(name: &'static str, about: &'static str, make: fn() -> Schema) -> SchemaFile {
    SchemaFile { name, about, make, rows: true }
}

/// The kind of this name.
pub fn find(name: &str) -> Option<&'static SchemaFile> {
    ALL.iter().find(|kind| kind.name == name)
}

fn read<T: JsonSchema>() -> Schema {
    make::<T>(SchemaSettings::draft07())
}

fn written<T: JsonSchema>() -> Schema {
    make::<T>(SchemaSettings::draft07().for_serialize())
}

fn make<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    let settings = settings.with_transform(RecursiveTransform(without_null));
    settings.into_generator().into_root_schema_for::<T>()
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
