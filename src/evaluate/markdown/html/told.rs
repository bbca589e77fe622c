//! Findings about HTML: one for each kind, with how often it stands in the text.

use std::collections::HashMap;
use std::mem::discriminant;

use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, Findings, codes};

/// What is told of a tag.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Told {
    /// An element that no page can show; what it holds is printed.
    Foreign(String),
    /// An element that is left out with all it holds.
    Dropped(String),
    /// Something that is played or fetched; its address is printed.
    Media(String),
    /// Colours and sizes that are not taken over.
    Colours,
    /// A tag that is never closed.
    Unclosed(String),
    /// A closing tag without an opening one.
    Stray(String),
    /// Words in angle brackets that are no tag, printed as they are written.
    Word(String),
    /// An instruction or a declaration.
    Instruction,
}

impl Told {
    /// The name of its tag.
    fn name(&self) -> Option<&str> {
        match self {
            Told::Foreign(name) | Told::Dropped(name) | Told::Media(name) => Some(name),
            Told::Unclosed(name) | Told::Stray(name) | Told::Word(name) => Some(name),
            Told::Colours | Told::Instruction => None,
        }
    }
}

/// The findings about the HTML of one text.
#[derive(Default)]
pub struct Tally {
    kinds: HashMap<Told, usize>,
    found: Vec<(Told, Place, usize)>,
}

impl Tally {
    /// Counts one more of a kind.
    pub fn add(&mut self, told: Told, place: impl FnOnce() -> Place) {
        match self.kinds.get(&told).and_then(|at| self.found.get_mut(*at)) {
            Some((.., count)) => *count += 1,
            None => {
                self.kinds.insert(told.clone(), self.found.len());
                self.found.push((told, place(), 1));
            }
        }
    }

    /// A warning for each kind, at its first place, with the names of the tags.
    pub fn report(self, findings: &mut Findings) {
        let mut kinds: Vec<(&Told, &Place, Vec<&str>, usize)> = Vec::new();
        for (told, place, count) in &self.found {
            let known = kinds.iter_mut().find(|it| discriminant(it.0) == discriminant(told));
            match known {
                Some((_, _, names, all)) => {
                    names.extend(told.name());
                    *all += count;
                }
                None => kinds.push((told, place, told.name().into_iter().collect(), *count)),
            }
        }
        for (told, place, names, count) in kinds {
            let (message, help) = words(told, &names);
            let message = match count {
                1 => message,
                many => format!("{message} ({many} in this text)"),
            };
            findings.push(Diagnostic::new(codes::HTML, place.clone(), message).help(help));
        }
    }
}

/// What is said of tags of a kind, and what helps with the first of them.
fn words(told: &Told, names: &[&str]) -> (String, String) {
    let open = if matches!(told, Told::Stray(_)) { "</" } else { "<" };
    let tags = diagnostic::listed(names.iter().map(|name| format!("{open}{name}>")));
    let (is, closes) = if names.len() > 1 { ("are", "close") } else { ("is", "closes") };
    match told {
        Told::Foreign(_) => (
            format!("HTML is not supported: {tags}"),
            "what stands between the tags is printed; Markdown or another element may say the same".to_string(),
        ),
        Told::Dropped(_) => (
            match names.len() {
                1 => format!("{tags} is left out, with what it holds"),
                _ => format!("{tags} are left out, with what they hold"),
            },
            "a page runs no scripts and has its own styles; save a drawing as a file, and show it as a picture".to_string(),
        ),
        Told::Media(_) => (
            match names.len() {
                1 => format!("{tags} cannot be printed; its address stands for it"),
                _ => format!("{tags} cannot be printed; their addresses stand for them"),
            },
            "show a picture of it: ![what it shows](picture.png)".to_string(),
        ),
        Told::Colours => (
            "colours, sizes and fonts given in HTML are not taken over; the words are printed".to_string(),
            "say it with emphasis: **important**, <mark>marked</mark>".to_string(),
        ),
        Told::Unclosed(name) => (
            format!("{tags} {is} never closed"),
            format!("close it with </{name}> in the same paragraph or block; an unclosed tag is dropped"),
        ),
        Told::Stray(name) => (
            format!("{tags} {closes} nothing"),
            format!("open it with <{name}>, or delete it; it is dropped"),
        ),
        Told::Word(name) => (
            match names.len() {
                1 => format!("{tags} is no element of HTML, and is printed as it is written"),
                _ => format!("{tags} are no elements of HTML, and are printed as they are written"),
            },
            format!("if it is meant so, write `<{name}>` or \\<{name}>"),
        ),
        Told::Instruction => (
            "instructions and declarations of HTML are left out".to_string(),
            "if they are meant to be read, write them as code".to_string(),
        ),
    }
}
