//! D0520, D0525: links within a document lead to something, and each name to one thing. D0529: links out
//! of it lead where a document may.

use std::collections::{HashMap, HashSet};

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, Suggestions, codes};
use crate::model::anchors;
use crate::model::bibliography::Bibliography;
use crate::model::manuscript::{
    BlockKind, Inline, Manuscript, has_words, walk_blocks, walk_inlines,
};
use crate::model::web_address;

/// Checks one text, which may be one without a project.
pub fn check(manuscript: &Manuscript, single: bool, findings: &mut Findings) {
    duplicates(manuscript, single, findings);
    let names = names(manuscript);
    let mut targets = Targets::new(&names, wordless(manuscript));
    let mut own = Findings::default();
    walk_blocks(&manuscript.blocks, &mut |block| {
        for inlines in block.kind.inlines() {
            targets.check(inlines, &mut own);
        }
    });
    let unknown = own.take_those(|it| it.code == codes::UNKNOWN_ANCHOR);
    findings.extend(own);
    findings.extend(if single { gathered(unknown) } else { unknown });
    findings.extend(targets.names_in_code());
    findings.extend(targets.numbers());
}

/// Links in a single text that lead nowhere are told one by one only if they are few: a chapter of a book may refer to a
/// hundred others.
fn gathered(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let count = found.len();
    match found.first() {
        Some(first) if count > MOST_APART => {
            let message = format!("{} ({count} such links in this text)", first.message);
            let finding = Diagnostic::new(codes::UNKNOWN_ANCHOR, first.place.clone(), message);
            let help = "their words are printed without a link; render the parts of a book together, or name a heading with {#name}";
            vec![finding.help(help)]
        }
        _ => found,
    }
}

/// So many links that lead nowhere are told one by one.
const MOST_APART: usize = 3;

/// The names that links in a text can lead to, and the first place of each.
pub fn names(manuscript: &Manuscript) -> HashMap<String, &Place> {
    let mut names = HashMap::new();
    let anchors = anchors::anchors(&manuscript.blocks);
    for anchor in &anchors {
        names.entry(anchor.name.clone()).or_insert(&anchor.block.place);
    }
    for anchor in &anchors {
        names.entry(anchors::key(&anchor.name)).or_insert(&anchor.block.place);
    }
    names
}

/// The names of what a link without words would print nothing for.
pub fn wordless(manuscript: &Manuscript) -> HashSet<String> {
    let anchors = anchors::anchors(&manuscript.blocks).into_iter();
    let silent = anchors.filter(|it| match &it.block.kind {
        BlockKind::Heading { body, .. } | BlockKind::Paragraph(body) => !has_words(body),
        BlockKind::Image { .. } | BlockKind::Figure { .. } | BlockKind::Generated(_) => false,
        BlockKind::Table { caption, .. } => caption.is_empty(),
        kind => kind.own_words().is_none(),
    });
    silent.map(|it| it.name).collect()
}

/// In a single text the first place has the name, as in a browser.
fn duplicates(manuscript: &Manuscript, single: bool, findings: &mut Findings) {
    let mut names: HashMap<String, &Place> = HashMap::new();
    for anchor in anchors::anchors(&manuscript.blocks) {
        let first = names.get(&anchor.name).copied();
        if let Some(first) = first.filter(|_| anchor.given) {
            let message = format!("two places are named “{}”", anchor.name);
            let place = anchor.block.place.clone();
            let finding = Diagnostic::new(codes::DUPLICATE_ANCHOR, place, message)
                .related(first.clone(), "the first one")
                .help("give each place a unique name");
            findings.push(if single { finding.lowered() } else { finding });
        }
        names.entry(anchor.name).or_insert(&anchor.block.place);
    }
}

/// What links can lead to, and what to suggest for those that lead nowhere.
pub struct Targets<'a> {
    names: &'a HashMap<String, &'a Place>,
    wordless: HashSet<String>,
    suggestions: Suggestions<'a>,
    /// Links to names in code, as Rust's documentation has them.
    in_code: Vec<(Place, String)>,
    /// Links to slides by their numbers, as Marp has them.
    by_number: Vec<(Place, String)>,
}

impl<'a> Targets<'a> {
    /// The targets with these names, of which some have no words.
    pub fn new(names: &'a HashMap<String, &'a Place>, wordless: HashSet<String>) -> Targets<'a> {
        let mut known: Vec<&str> =
            names.keys().map(String::as_str).filter(|it| !it.starts_with('#')).collect();
        known.sort_unstable();
        Targets {
            names,
            wordless,
            suggestions: Suggestions::new(known),
            in_code: Vec::new(),
            by_number: Vec::new(),
        }
    }

    /// Checks the links in a run of text.
    pub fn check(&mut self, inlines: &[Inline], findings: &mut Findings) {
        walk_inlines(inlines, &mut |inline| {
            let Inline::Link { url, place, body } = inline else { return };
            match url.strip_prefix('#') {
                // The top of a page of the web: here the words are enough, if there are any.
                Some("" | "top") if !body.is_empty() => {}
                Some("") => findings.extend(outward("", body, place)),
                Some(name) if body.is_empty() && self.wordless.contains(name) => {
                    findings.push(without_words(name, place));
                }
                Some(name)
                    if !anchors::spellings(name).iter().any(|it| self.names.contains_key(it)) =>
                {
                    match name.bytes().all(|it| it.is_ascii_digit()) && !body.is_empty() {
                        true => self.by_number.push((place.clone(), url.clone())),
                        false => findings.push(unknown(name, place, &mut self.suggestions)),
                    }
                }
                Some(_) => {}
                None if is_in_code(url) => self.in_code.push((place.clone(), url.clone())),
                None => findings.extend(outward(url, body, place)),
            }
        });
    }

    /// One finding for the links to numbers.
    pub fn numbers(&self) -> Option<Diagnostic> {
        to_numbers(&self.by_number)
    }

    /// One finding for the links to names in code.
    pub fn names_in_code(&self) -> Option<Diagnostic> {
        let (place, url) = self.in_code.first()?;
        let message = format!(
            "links to names in code, such as “{url}”, are printed as their words ({} in this text)",
            self.in_code.len()
        );
        let help =
            "only the program that documents the code knows where they lead; write https://…";
        Some(Diagnostic::new(codes::LINK_REFUSED, place.clone(), message).help(help))
    }
}

/// One finding for the links to numbers, for which nothing is named.
fn to_numbers(found: &[(Place, String)]) -> Option<Diagnostic> {
    let (place, url) = found.first()?;
    let message = format!(
        "links to numbers, such as “{url}”, are printed as their words ({} in this text)",
        found.len()
    );
    let help = "nothing here is named by a number; name a heading with {#name}";
    Some(Diagnostic::new(codes::UNKNOWN_ANCHOR, place.clone(), message).help(help))
}

/// Whether an address is a path of names in a program: `std::collections::HashMap`.
fn is_in_code(url: &str) -> bool {
    let name = |part: &str| {
        part.chars().all(|c| c.is_alphanumeric() || "_!()<>#".contains(c)) && !part.is_empty()
    };
    url.contains("::") && url.split("::").all(name)
}

/// A finding for a link out of the document of which only the words are printed.
fn outward(url: &str, body: &[Inline], place: &Place) -> Option<Diagnostic> {
    if !url.trim().is_empty() {
        return refused(url, place);
    }
    let message = match body.is_empty() {
        true => "this link has neither words nor an address",
        false => "this link has no address",
    };
    let help = "write the address between the brackets: [words](https://example.org)";
    Some(Diagnostic::new(codes::UNKNOWN_ANCHOR, place.clone(), message).help(help))
}

/// Checks the addresses of the bibliography.
pub fn check_references(bibliography: &Bibliography, findings: &mut Findings) {
    for reference in bibliography.iter() {
        let url = reference.entry.url_any().map(|url| url.value.to_string());
        findings.extend(url.and_then(|url| refused(&url, &reference.place)));
    }
}

/// A finding for an address to which no link is made.
fn refused(url: &str, place: &Place) -> Option<Diagnostic> {
    let reason = web_address::written(url).err()?;
    let shown: String = url.chars().take(60).collect();
    let message = format!("the address “{shown}” {reason}; its words are printed without a link");
    let help = format!(
        "a link may lead within the document, to a file beside it, or to {}",
        web_address::SCHEMES.map(|scheme| format!("{scheme}:")).join(", ")
    );
    Some(Diagnostic::new(codes::LINK_REFUSED, place.clone(), message).help(help))
}

fn without_words(name: &str, place: &Place) -> Diagnostic {
    let message = format!("“{name}” has neither number nor words; its name is printed");
    let help = format!("write the words of the link: [words](#{name})");
    Diagnostic::new(codes::UNKNOWN_ANCHOR, place.clone(), message).help(help)
}

fn unknown(name: &str, place: &Place, known: &mut Suggestions) -> Diagnostic {
    let help = known.near(name).unwrap_or_else(|| {
        "name a heading with {#name}; a declared table is named table-NAME".to_string()
    });
    let message = format!("nothing in this text is named “{name}”");
    Diagnostic::new(codes::UNKNOWN_ANCHOR, place.clone(), message).help(help)
}
