//! Pages as a list of references prints them, and numbers of articles that stand for them.

use crate::language::reading;

/// Pages with plain hyphens, or else the number of the article. Pages that begin at 1 beside such a
/// number only tell how long the article is.
pub fn read(pages: &str, article: &str) -> String {
    let pages = plain(pages);
    let begins = pages.split('-').next().unwrap_or_default();
    let counts = begins == "1" || pages.is_empty() || pages == article;
    if !article.trim().is_empty() && counts { article.trim().to_string() } else { pages }
}

/// `pp. 1--3, 5 -- 7` as `1-3, 5-7`.
fn plain(pages: &str) -> String {
    let lower = pages.trim().to_lowercase();
    let words = &reading::words().bibliography;
    let lead = words.pages_before.iter().find(|lead| lower.starts_with(lead.as_str()));
    let pages = pages.trim().get(lead.map_or(0, String::len)..).unwrap_or_default();
    let pages = reading::without_end(pages, &words.pages_after);
    let mut out = String::new();
    for character in pages.chars() {
        let is_dash = matches!(character, '-' | '–' | '—' | '−' | '‐' | '‑');
        match character {
            _ if is_dash => {
                let length = out.trim_end().len();
                out.truncate(length);
                if !out.ends_with('-') {
                    out.push('-');
                }
            }
            _ if character.is_whitespace() && out.ends_with(['-', ' ']) => {}
            _ if character.is_whitespace() => out.push(' '),
            _ => out.push(character),
        }
    }
    out.trim().trim_end_matches(['.', ',']).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_plain() {
        for (pages, article, expected) in [
            ("12–18", "", "12-18"),
            ("pp. 1--3, 5 -- 7", "", "1-3, 5-7"),
            ("e0218123", "", "e0218123"),
            ("1-29", "35", "35"),
            ("", "012345", "012345"),
            ("100-110", "e7", "100-110"),
            ("S1–S10", "", "S1-S10"),
            ("20-25页", "", "20-25"),
        ] {
            assert_eq!(read(pages, article), expected, "{pages}");
        }
    }
}
