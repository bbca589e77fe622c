//! Addresses and numbers of BibTeX, in which TeX means nothing but its escapes.

use crate::model::marked_text::is_reserved;

/// The text of an address or a number: braces and TeX's escapes are taken out, nothing else.
pub fn verbatim(source: &str) -> String {
    let text = source.replace("{\\textasciitilde}", "~").replace("\\textasciitilde", "~");
    let text = text.replace("$\\sim$", "~").replace("\\~{}", "~").replace("\\sim", "~");
    let text = text.replace("\\url", "").replace("\\textunderscore", "_").replace("{\\_}", "_");
    let kept = |c: &char| !matches!(c, '{' | '}' | '\\') && !is_reserved(*c);
    text.chars().filter(kept).collect::<String>().trim().to_string()
}
