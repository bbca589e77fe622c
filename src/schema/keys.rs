//! JSON Schemas of the files that are read, made from the declaration of their keys.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, codes};
use crate::language::Language;
use crate::model::keys::{Absent, InputFile, Key, Kind, Section};

/// The dialect of JSON Schema.
pub const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a file.
pub fn of(file: &InputFile) -> Value {
    let mut schemas = Definitions(Map::new());
    let mut schema = match file.kind {
        Kind::Table(section) => schemas.object(section),
        kind => schemas.value(&kind),
    };
    schema["$schema"] = DIALECT.into();
    schema["definitions"] = schemas.0.into();
    schema
}

/// The schema of rows as a Table Schema; nothing when the file is not a table.
pub fn table_schema(file: &InputFile) -> Option<Value> {
    let Kind::Rows(section) = file.kind else {
        return None;
    };
    let fields: Vec<Value> = section.keys().flat_map(fields).collect();
    Some(json!({ "fields": fields, "missingValues": [""] }))
}

/// The tags of languages, as keys: no key of a section has their form.
const TAG: &str = "^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$";

/// The tags of languages alone, and those with a script or region.
const ROOT: &str = "^[a-z]{2,3}$";
const REGION: &str = "^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})+$";

/// The columns of CSV in which a key stands.
fn fields(key: &Key) -> Vec<Value> {
    let schema = Definitions(Map::new()).cell(key);
    let mut constraints = json!({ "required": key.is_required() });
    for name in ["enum", "pattern"] {
        if let Some(value) = schema.get(name) {
            constraints[name] = value.clone();
        }
    }
    let field = |name: String| {
        json!({
            "name": name, "type": "string", "description": key.about, "constraints": constraints,
        })
    };
    match key.kind {
        Kind::Bilingual => translations(key).map(field).collect(),
        _ => vec![field(key.name.to_string())],
    }
}

/// `name.zh`, `name.en`: the columns of a value that is written in several languages.
fn translations(key: &Key) -> impl Iterator<Item = String> {
    Language::shown().map(|language| format!("{}.{language}", key.name))
}

/// The definitions that schemas refer to, by name.
struct Definitions(Map<String, Value>);

impl Definitions {
    /// The keys of a section as an object.
    fn object(&mut self, section: &Section) -> Value {
        let properties: Map<String, Value> =
            section.keys().map(|key| (key.name.to_string(), self.property(key))).collect();
        let mut schema = object(section, properties, section.required().collect());
        if let Some((kind, about)) = &section.spoken {
            schema["patternProperties"] = self.spoken(kind, about);
        }
        if !section.open {
            schema["additionalProperties"] = false.into();
        }
        schema
    }

    /// What stands under the tags of languages. Under that of a region it may be empty, where it is as in
    /// the language that it is a kind of.
    fn spoken(&mut self, kind: &Kind, about: &str) -> Value {
        let mut text = self.value(kind);
        text["description"] = about.into();
        let mut filled = text.clone();
        if filled["type"] == "string" {
            filled["minLength"] = 1.into();
        }
        json!({ ROOT: filled, REGION: text })
    }

    /// The columns of a section as an object.
    fn row(&mut self, section: &Section) -> Value {
        let mut properties = Map::new();
        for key in section.keys() {
            let schema = described(self.cell(key), key);
            properties.insert(key.name.to_string(), schema);
            if let Kind::Bilingual = key.kind {
                let text = described(json!({ "type": "string" }), key);
                properties.extend(translations(key).map(|name| (name, text.clone())));
            }
        }
        // What is written in several languages stands under one name or under several.
        let one_name = |key: &&'static Key| !matches!(key.kind, Kind::Bilingual);
        let required = section.keys().filter(one_name).filter(|key| key.is_required());
        let mut schema = object(section, properties, required.map(|key| key.name).collect());
        if let Some((kind, about)) = &section.spoken {
            schema["patternProperties"] = self.spoken(kind, about);
        }
        schema
    }

    /// The value of a key.
    fn property(&mut self, key: &Key) -> Value {
        let mut schema = self.value(&key.kind);
        if let (true, Kind::List(_)) = (key.is_required(), key.kind) {
            schema["minItems"] = 1.into();
        }
        if let Absent::Value(value) = key.absent {
            schema["default"] = match key.kind {
                Kind::Flag => (value == "true").into(),
                Kind::Whole(known) => whole(known, value),
                _ => value.into(),
            };
        }
        described(schema, key)
    }

    /// The value of a column, which may be empty unless it is required.
    fn cell(&mut self, key: &Key) -> Value {
        let mut schema = self.value(&key.kind);
        match (&key.kind, key.is_required()) {
            (Kind::Text | Kind::Names, true) => schema["minLength"] = 1.into(),
            (Kind::OneOf(words), false) => {
                schema = one_of(words().into_iter().chain([String::new()]))
            }
            _ => {}
        }
        schema
    }

    fn value(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::Text | Kind::File | Kind::Names => json!({ "type": "string" }),
            Kind::Bilingual => self.text(),
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Number => json!({ "type": "number" }),
            Kind::Day => {
                json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
            }
            Kind::OneOf(words) => one_of(words()),
            Kind::Whole(known) => {
                json!({ "enum": known.iter().map(|it| it.1).collect::<Vec<_>>() })
            }
            Kind::Form(_, pattern) => json!({ "type": "string", "pattern": pattern() }),
            Kind::Printed => number(&format!(r"^([-−]?{NUMBER}%?)?$")),
            Kind::Probability => number(&format!(r"^([<>≤≥=]*{NUMBER})?$")),
            Kind::Code => one_of(codes::ALL.iter().map(|code| code.id.to_string())),
            Kind::Rules => self.refer("Rules", rules),
            Kind::Table(section) => self.refer(section.name, |all| all.object(section)),
            Kind::Rows(section) => list(self.refer(section.name, |all| all.row(section))),
            Kind::Named(of) => json!({ "type": "object", "additionalProperties": self.value(of) }),
            Kind::FileNamed(of) => json!({
                "type": "object",
                "propertyNames": { "pattern": r"^[\p{L}\p{N}_-]+$" },
                "additionalProperties": self.value(of),
            }),
            Kind::List(of) => list(self.value(of)),
            Kind::OneOrMore(of) => {
                let one = self.value(of);
                json!({ "anyOf": [one, list(one.clone())] })
            }
            Kind::Either(one, other) => json!({ "anyOf": [self.value(one), self.value(other)] }),
        }
    }

    /// One text for all languages, or one for each.
    fn text(&mut self) -> Value {
        let each = self.refer("PerLanguage", |_| {
            json!({
                "type": "object",
                "patternProperties": { TAG: { "type": "string" } },
                "additionalProperties": false,
                "minProperties": 1,
                "description": "One text per language, by its tag.",
            })
        });
        self.refer("Text", |_| {
            json!({
                "anyOf": [{ "type": "string" }, each],
                "description": "One text for all languages, or one per language.",
            })
        })
    }

    /// A reference to a definition, which is made the first time.
    fn refer(&mut self, name: &str, make: impl FnOnce(&mut Definitions) -> Value) -> Value {
        if !self.0.contains_key(name) {
            // Held while it is made, so that definitions stand in the order in which they are met.
            self.0.insert(name.to_string(), Value::Null);
            let made = make(self);
            self.0.insert(name.to_string(), made);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

fn object(section: &Section, properties: Map<String, Value>, required: Vec<&str>) -> Value {
    let mut schema = json!({
        "type": "object", "description": section.about, "properties": properties,
    });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

/// The schema with what the key says; beside a reference nothing else may stand.
fn described(schema: Value, key: &Key) -> Value {
    let mut schema = match schema.get("$ref") {
        Some(_) => json!({ "allOf": [schema] }),
        None => schema,
    };
    schema["description"] = key.about.into();
    schema
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn one_of(words: impl IntoIterator<Item = String>) -> Value {
    json!({ "type": "string", "enum": words.into_iter().collect::<Vec<_>>() })
}

/// Digits in one run or in groups of three, with or without a fraction.
const NUMBER: &str = r"(([0-9]+|[0-9]{1,3}([,\u00a0\u2009\u202f][0-9]{3})+)(\.[0-9]+)?|\.[0-9]+)";

/// A number as printed; nothing for an empty field.
fn number(pattern: &str) -> Value {
    json!({ "type": ["string", "number"], "pattern": pattern })
}

fn whole(known: &[(&str, u8)], value: &str) -> Value {
    known.iter().find(|(word, _)| *word == value).map(|(_, number)| *number).into()
}

/// What may become of each kind of finding, in all texts and in those of one language; facts cannot be
/// lowered.
fn rules(schemas: &mut Definitions) -> Value {
    let rule = |code: &Code| match code.is_fact() {
        true => json!({ "enum": ["error"] }),
        false => json!({ "enum": ["off", "warning", "error"] }),
    };
    let by_code = || codes::ALL.iter().map(|code| (code.id.to_string(), rule(code)));
    let own = schemas.refer("RulesOfLanguage", |_| {
        let rules: Map<String, Value> = by_code().collect();
        json!({ "type": "object", "properties": rules, "additionalProperties": false })
    });
    let rules: Map<String, Value> = by_code().collect();
    json!({
        "type": "object",
        "properties": rules,
        "patternProperties": { TAG: own },
        "additionalProperties": false,
    })
}
