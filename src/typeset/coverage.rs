//! Every character is checked against the fonts before anything is typeset.

use std::collections::{BTreeMap, BTreeSet};

use super::fonts::{Fonts, Home};
use super::input::{File, Input};
use super::last_resort;
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::faces::Faces;

/// What was found, and the fonts that a document needs beside those that its theme names.
#[derive(Default)]
pub struct Coverage {
    /// A finding for each kind of character that no font has.
    pub findings: Vec<Diagnostic>,
    /// The families to search at last: fonts that the user added, then that of last resort.
    pub families: Vec<String>,
    /// The characters that the font of last resort must have.
    pub missing: BTreeSet<char>,
    /// Whether there are signs of several characters, such as flags.
    pub sequences: bool,
}

impl Coverage {
    /// `fallback.json`, which tells the templates.
    pub fn fallback(&self) -> String {
        serde_json::json!({ "families": self.families, "sequences": self.sequences }).to_string()
    }
}

/// Characters that make one sign of those beside them.
fn is_joining(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{20e3}' | '\u{fe0f}' | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Characters that need no glyph: they steer lines and directions.
pub fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// How often a character is missing, and where it is first.
struct Missing {
    place: Place,
    count: usize,
}

/// Looks at every character of the document.
pub fn check(input: &Input, fonts: &Fonts) -> Coverage {
    let mut coverage = Coverage::default();
    // A title stands in the text and, without a line, in what is told of the document.
    let unprintable: Vec<Diagnostic> =
        input.files.iter().filter_map(|file| unprintable(file, input.manifest)).collect();
    let told = unprintable.iter().any(|it| it.place.line > 0);
    coverage.findings.extend(unprintable.into_iter().filter(|it| !told || it.place.line > 0));
    let mut missing = BTreeMap::new();
    for file in &input.files {
        look(file, input.manifest, fonts, &mut coverage, &mut missing);
    }
    coverage.findings.extend(unknown_families(input, fonts));
    coverage.findings.extend(other_shapes(input, fonts));
    if !missing.is_empty() {
        coverage.families.push(last_resort::FAMILY.to_string());
    }
    coverage.findings.extend(findings(missing));
    coverage
}

/// A finding for each family of the theme that no font has.
fn unknown_families(input: &Input, fonts: &Fonts) -> Vec<Diagnostic> {
    let unknown = input.families.iter().filter(|(family, _)| !fonts.has_family(family));
    let finding = |(family, place): &(String, Place)| {
        let known = fonts.list().iter().map(|it| it.family.as_str());
        let near = diagnostic::suggestion(family, known).unwrap_or_else(|| {
            "`diptych fonts` lists those that are known; the folder `fonts/` of the project and --font-path FOLDER add to them"
                .to_string()
        });
        Diagnostic::new(codes::UNKNOWN_FONT, place.clone(), format!("no font is called “{family}”"))
            .help(near)
    };
    unknown.map(finding).collect()
}

/// A finding for each language none of whose faces is there: its characters are, in other shapes.
fn other_shapes(input: &Input, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut asked: BTreeMap<&str, Vec<&Faces>> = BTreeMap::new();
    for faces in input.faces {
        asked.entry(&faces.language).or_default().push(faces);
    }
    let any = |faces: &Faces| faces.families.iter().any(|it| fonts.has_family(it));
    asked.retain(|_, all| !all.iter().any(|faces| any(faces)));
    let finding = |(language, all): (&str, Vec<&Faces>)| {
        let message = format!(
            "no font has the shapes of {language}; its characters are set in those of other languages"
        );
        let first = all.iter().filter_map(|faces| faces.families.first());
        let first: Vec<&str> = first.map(String::as_str).collect();
        let help = format!(
            "put {} into the folder `fonts/` of the project, or call with --system-fonts",
            first.join(" and ")
        );
        Diagnostic::new(codes::MISSING_GLYPH, Place::file(input.manifest), message).help(help)
    };
    asked.into_iter().map(finding).collect()
}

/// Notes which characters of a file are missing, and which fonts have those that are not built in.
fn look(
    file: &File,
    manifest: &str,
    fonts: &Fonts,
    coverage: &mut Coverage,
    missing: &mut BTreeMap<char, Missing>,
) {
    for (at, character) in file.text.char_indices().filter(|(_, it)| !it.is_ascii()) {
        coverage.sequences |= is_joining(character);
        if is_invisible(character) {
            continue;
        }
        match fonts.home(character) {
            Home::BuiltIn => {}
            Home::Added(family) => {
                if !coverage.families.iter().any(|known| *known == *family) {
                    coverage.families.push(family.to_string());
                }
            }
            Home::Nowhere => {
                let place = || (file.place)(at).unwrap_or_else(|| Place::file(manifest));
                let known = missing
                    .entry(character)
                    .or_insert_with(|| Missing { place: place(), count: 0 });
                known.count += 1;
                // What is shaped together with it is drawn together with it.
                if known.count == 1 {
                    coverage.missing.extend(around(file.text, at));
                }
            }
        }
    }
}

/// A character and its neighbours, with which it may be one sign.
fn around(text: &str, at: usize) -> impl Iterator<Item = char> {
    let before = text[..at].chars().rev().take(2);
    let after = text[at..].chars().take(3);
    before.chain(after).filter(|character| !character.is_whitespace() && !character.is_control())
}

/// More marks on one letter than these are no writing; setting them takes time and memory without
/// bound.
const MAX_MARKS: usize = 32;

/// A finding for the first character of a file that would be printed as something else than what is
/// written there.
fn unprintable(file: &File, manifest: &str) -> Option<Diagnostic> {
    let mut marks = 0;
    let (at, what) = file.text.char_indices().find_map(|(at, character)| {
        // Nearly all characters are of these.
        if matches!(character, ' '..='~' | '\n' | '\u{3000}'..='\u{9fff}') {
            marks = 0;
            return None;
        }
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
    Some(Diagnostic::new(codes::UNPRINTABLE, place, what).help("remove it"))
}

/// Writing systems by their first and last code point.
const SCRIPTS: &str = include_str!("scripts.txt");

/// The name of the writing system of a character; nothing for signs.
fn script(character: char) -> Option<&'static str> {
    let number = |text: &str| u32::from_str_radix(text, 16).ok();
    SCRIPTS.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut fields = line.splitn(3, ' ');
        let (first, last) = (number(fields.next()?)?, number(fields.next()?)?);
        (first..=last).contains(&(character as u32)).then(|| fields.next())?
    })
}

/// More characters of one writing system than these are told together.
const ONE_BY_ONE: usize = 3;

/// A finding for each character, or for each writing system that no font has.
fn findings(missing: BTreeMap<char, Missing>) -> Vec<Diagnostic> {
    let mut by_script: BTreeMap<Option<&str>, Vec<(char, Missing)>> = BTreeMap::new();
    for (character, it) in missing {
        by_script.entry(script(character)).or_default().push((character, it));
    }
    let mut findings = Vec::new();
    for (script, mut all) in by_script {
        all.sort_by(|(_, a), (_, b)| {
            (a.place.line, a.place.column).cmp(&(b.place.line, b.place.column))
        });
        match script {
            Some(script) if all.len() > ONE_BY_ONE => findings.extend(of_script(script, all)),
            _ => findings.extend(all.into_iter().map(|(it, missing)| one(it, missing, script))),
        }
    }
    findings
}

fn one(character: char, missing: Missing, script: Option<&str>) -> Diagnostic {
    let times = match missing.count {
        1 => String::new(),
        count => format!(", {count} times"),
    };
    let code = character as u32;
    let message = format!(
        "no font has the character “{character}” (U+{code:04X}){times}; a box with its number is printed"
    );
    Diagnostic::new(codes::MISSING_GLYPH, missing.place, message).help(help(script))
}

fn of_script(script: &str, all: Vec<(char, Missing)>) -> Option<Diagnostic> {
    let count: usize = all.iter().map(|(_, it)| it.count).sum();
    let kinds = all.len();
    let (character, first) = all.into_iter().next()?;
    let message = format!(
        "no font has {kinds} characters of this writing, such as “{character}” (U+{:04X}), {count} times in all; boxes with their numbers are printed",
        character as u32
    );
    Some(Diagnostic::new(codes::MISSING_GLYPH, first.place, message).help(help(Some(script))))
}

fn help(script: Option<&str>) -> String {
    let such = script.map(|it| format!(" (such as Noto Sans {it})")).unwrap_or_default();
    format!(
        "put a font that has it into `fonts/`{such}, or name its folder: --font-path FOLDER; or search those of the system: --system-fonts"
    )
}
