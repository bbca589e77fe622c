//! Callouts as shortcodes: by their own names, or by the names that stand behind them.

use super::fences::{self, division};
use super::tags::Tag;
use crate::evaluate::markdown::dialects::is_tone;

/// A callout by its own name, or by the name that stands behind it.
pub fn callout(tag: &Tag, depth: usize) -> Option<(String, String)> {
    let named = [
        "notice",
        "admonition",
        "callout",
        "alert",
        "hint",
        "panel",
        "message",
        "note",
        "attention-box",
    ];
    let folded =
        ["details", "expand", "collapse", "spoiler", "fold", "folding", "accordion", "dropdown"];
    let name = tag.name.as_str();
    tag.closed_at?;
    let colons = fences::colons(depth);
    let mut words: Vec<&str> = tag.plain().filter(|it| !it.is_empty()).collect();
    let title = tag.get(&["title", "summary", "header"]);
    let fence = if named.contains(&name) {
        let said = tag.get(&["type", "color", "level", "style", "icon"]);
        let tone = said.filter(|it| is_tone(it)).or_else(|| {
            let at = words.iter().position(|it| is_tone(it))?;
            Some(words.remove(at))
        });
        let tone = tone.unwrap_or("note");
        let looks = [
            "primary", "default", "no-icon", "modern", "simple", "flat", "open", "closed", "true",
            "false",
        ];
        words.retain(|it| !looks.contains(it));
        division(tone, title.unwrap_or(&words.join(" ")), colons)
    } else if folded.contains(&name) {
        division("details", title.unwrap_or(&words.join(" ")), colons)
    } else if is_tone(name) || matches!(name, "blockquote" | "pullquote" | "cq") {
        let name = if is_tone(name) { name } else { "quote" };
        division(name, title.unwrap_or(&words.join(" ")), colons)
    } else {
        return None;
    };
    Some((format!("\n\n{fence}\n\n"), format!("\n\n{}\n\n", ":".repeat(colons))))
}
