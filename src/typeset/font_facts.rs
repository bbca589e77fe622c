//! What the built-in fonts are called and which characters they have, told ahead: to read it from all their files takes
//! as long as half a page.

use std::collections::HashMap;

use typst::text::FontInfo;

/// By the names of their files. `cargo test --release --lib facts_anew -- --ignored` tells it anew.
const FACTS: &str = include_str!("font_facts.json");

/// What is known of the built-in fonts, by the names of their files, each of which holds one.
pub fn known() -> HashMap<String, FontInfo> {
    serde_json::from_str(FACTS).unwrap_or_default()
}
