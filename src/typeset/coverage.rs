//! Every character is checked against the fonts before anything is typeset.

use std::collections::HashMap;

use super::{Fonts, Input};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::place::Place;

/// Characters that need no glyph: they steer lines and directions.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A finding for the first place of every character that no font has.
pub fn check(input: &Input, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut covered: HashMap<char, bool> = HashMap::new();
    let mut findings = Vec::new();
    for file in &input.files {
        for (at, character) in file.text.char_indices().filter(|(_, it)| !it.is_ascii()) {
            let known = covered.contains_key(&character);
            let covered = *covered
                .entry(character)
                .or_insert_with(|| is_invisible(character) || fonts.covers(character));
            if !covered && !known {
                let place = (file.place)(at).unwrap_or_else(|| Place::file(input.manifest));
                findings.push(finding(character, place));
            }
        }
    }
    findings
}

fn finding(character: char, place: Place) -> Diagnostic {
    let code = character as u32;
    Diagnostic::new(
        codes::MISSING_GLYPH,
        place,
        format!("no font has the character “{character}” (U+{code:04X})"),
    )
    .help("write it otherwise, or name a folder with a font that has it: --font-path")
}
