//! The language of a single text: as it says, or as most of it is written.

use super::languages;
use crate::data::tree::Map;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::packs::Languages;
use crate::language::{Language, scripts};
use crate::load::fields::Fields;
use crate::model::inputs::Single;

/// As called for, as the text says, or as it is written; `text` is what comes after the front matter.
pub fn language(map: &Map, single: &Single, text: &str, known: &Languages) -> Language {
    let said = || map.cell("lang").and_then(|cell| known.named(&cell.text));
    single.language.or_else(said).unwrap_or_else(|| guess(text, known))
}

/// A finding for a language that is not known.
pub fn check(fields: &mut Fields, known: &Languages) {
    let Some(node) = fields.get("lang") else { return };
    let code = node.as_cell().map_or("", |cell| &cell.text);
    if known.named(code).is_none() {
        let message =
            format!("the language `lang: {code}` is not known; the letters of the text decide");
        let finding = Diagnostic::new(codes::FRONT_MATTER_VALUE, node.place().clone(), message);
        fields.findings.push(finding.help(languages::near(code, known)));
    }
}

/// The language in whose script most of the text is written. Code, addresses, formulas and tags are in no
/// language.
fn guess(text: &str, known: &Languages) -> Language {
    known.of_script(scripts::most(&words(text))).unwrap_or_else(|| known.neutral())
}

/// The text without what is in no language.
pub fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let start = line.trim_start().trim_start_matches(['>', ' ']);
        let mark = ["```", "~~~", "$$"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => {
                let is_whole = mark == "$$" && start.len() > 4 && start.trim_end().ends_with("$$");
                fence = (!is_whole).then_some(mark);
            }
            (None, None) => plain_words(line, &mut words),
            _ => {}
        }
    }
    words
}

/// The words of a line: no code, formulas, tags, and no words with the signs of addresses and paths.
fn plain_words(line: &str, words: &mut String) {
    let mut within: Option<char> = None;
    let mut plain = String::with_capacity(line.len());
    for c in line.chars() {
        match within {
            Some(end) if c == end => within = None,
            Some(_) => {}
            None => {
                let follows_bracket = plain.ends_with(']');
                within = match c {
                    '`' => Some('`'),
                    '$' => Some('$'),
                    '<' => Some('>'),
                    '(' if follows_bracket => Some(')'),
                    _ => None,
                };
                plain.push(if within.is_some() { ' ' } else { c });
            }
        }
    }
    let is_address =
        |word: &str| word.contains("://") || word.contains("www.") || word.contains('\\');
    for word in plain.split_whitespace().filter(|word| !is_address(word)) {
        words.push_str(word);
        words.push(' ');
    }
}
