//! The JSON Schema of themes, made from the theme that states every token.

use serde_json::{Map, Value, json};

use super::keys::DIALECT;
use crate::load::project::tokens::{self, TokenKind};

/// The schema of a theme.
pub fn schema() -> Value {
    let mut schema = group("", &tokens::complete());
    schema["properties"]["extends"] = json!({ "type": "string", "description": "The theme that this one differs from.", "default": "journal" });
    schema["$schema"] = DIALECT.into();
    schema
}

/// A group of tokens, every one of which may be left out.
fn group(inside: &str, tokens: &Value) -> Value {
    let tokens = tokens.as_object().into_iter().flatten();
    let properties: Map<String, Value> = tokens
        .map(|(name, value)| (name.clone(), token(&format!("{inside}{name}"), value)))
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn token(name: &str, value: &Value) -> Value {
    match TokenKind::of(name, value) {
        TokenKind::Group => group(&format!("{name}."), value),
        TokenKind::Number => json!({ "type": "number", "minimum": 0, "maximum": 10_000 }),
        TokenKind::Numbers(count) => json!({
            "type": "array", "items": { "type": "number" }, "minItems": count, "maxItems": count,
        }),
        TokenKind::Colour => json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        TokenKind::ColourOrNone => {
            json!({ "type": "string", "pattern": "^(#[0-9A-Fa-f]{6})?$" })
        }
        TokenKind::OneOf(words) => json!({ "type": "string", "enum": words }),
        TokenKind::Text => json!({ "type": "string" }),
    }
}
