//! Findings about HTML: one for each kind, with how often it stands in the text.

use std::collections::HashMap;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};

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

    /// A warning for each kind, at its first place.
    pub fn report(self, findings: &mut Findings) {
        for (told, place, count) in self.found {
            let (message, help) = words(&told);
            let message = match count {
                1 => message,
                many => format!("{message} ({many} in this text)"),
            };
            findings.push(Diagnostic::new(codes::HTML, place, message).help(help));
        }
    }
}

fn words(told: &Told) -> (String, String) {
    match told {
        Told::Foreign(name) => (
            format!("HTML is not supported: <{name}>"),
            "what stands between the tags is printed; Markdown or another element may say the same".to_string(),
        ),
        Told::Dropped(name) => (
            format!("<{name}> is left out, with what it holds"),
            "a page runs no scripts and has its own styles; save a drawing as a file, and show it as a picture".to_string(),
        ),
        Told::Media(name) => (
            format!("<{name}> cannot be printed; its address stands for it"),
            "show a picture of it: ![what it shows](picture.png)".to_string(),
        ),
        Told::Colours => (
            "colours, sizes and fonts given in HTML are not taken over; the words are printed".to_string(),
            "say it with emphasis: **important**, <mark>marked</mark>".to_string(),
        ),
        Told::Unclosed(name) => (
            format!("<{name}> is never closed"),
            format!("close it with </{name}> in the same paragraph or block; an unclosed tag is dropped"),
        ),
        Told::Stray(name) => (
            format!("</{name}> closes nothing"),
            format!("open it with <{name}>, or delete it; it is dropped"),
        ),
        Told::Word(name) => (
            format!("<{name}> is no element of HTML, and is printed as it is written"),
            format!("if it is meant so, write `<{name}>` or \\<{name}>"),
        ),
        Told::Instruction => (
            "instructions and declarations of HTML are left out".to_string(),
            "if they are meant to be read, write them as code".to_string(),
        ),
    }
}
