//! Every character is checked against the fonts before anything is typeset.

use std::collections::HashMap;

use super::fonts::Fonts;
use super::input::{File, Input};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// Characters that need no glyph: they steer lines and directions.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A finding for the first place of every character that no font has.
pub fn check(input: &Input, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut covered: HashMap<char, bool> = HashMap::new();
    let mut findings = Vec::new();
    // A title stands in the text and, without a line, in what is told of the document.
    let unprintable: Vec<Diagnostic> =
        input.files.iter().filter_map(|file| unprintable(file, input.manifest)).collect();
    let told = unprintable.iter().any(|it| it.place.line > 0);
    findings.extend(unprintable.into_iter().filter(|it| !told || it.place.line > 0));
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

/// More marks on one letter than these are no writing; setting them takes time and memory without
/// bound.
const MAX_MARKS: usize = 32;

/// A finding for the first character of a file that would be printed as something else than what is
/// written there.
fn unprintable(file: &File, manifest: &str) -> Option<Diagnostic> {
    let mut marks = 0;
    let (at, what) = file.text.char_indices().find_map(|(at, character)| {
        let is_mark = matches!(character, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}');
        marks = if is_mark || is_invisible(character) { marks + 1 } else { 0 };
        let code = character as u32;
        match character {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                Some((at, format!("the character U+{code:04X} changes the direction of the text and cannot be printed")))
            }
            _ if character.is_control() && !character.is_whitespace() => {
                Some((at, format!("the character U+{code:04X} is a control character and cannot be printed")))
            }
            _ if marks > MAX_MARKS => {
                Some((at, format!("more than {MAX_MARKS} combining marks on one character")))
            }
            _ => None,
        }
    })?;
    let place = (file.place)(at).unwrap_or_else(|| Place::file(manifest));
    Some(Diagnostic::new(codes::MISSING_GLYPH, place, what).help("remove it"))
}

fn finding(character: char, place: Place) -> Diagnostic {
    let code = character as u32;
    Diagnostic::new(
        codes::MISSING_GLYPH,
        place,
        format!("no font has the character “{character}” (U+{code:04X})"),
    )
    .help("use another character, or add a font that has it with --font-path")
}
