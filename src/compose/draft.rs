//! A draft of a document: the mark over its pages, numbers at the places of findings, the findings at
//! the end.
//!
//! The mark is in no template, so no project can replace it; [`SOURCE`] includes the document's main file.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Edition;
use crate::language::pack::messages::Messages;
use crate::model::inputs::Inputs;

/// The path of the main file of a draft.
pub const MAIN: &str = "/draft.typ";

const SOURCE: &str = include_str!("draft.typ");

/// Where something stands on a page, in points from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The page, from 1.
    pub page: usize,
    /// The upper edge.
    pub top: f64,
    /// Whether it stands in the right half of the page.
    pub right: bool,
}

#[derive(Serialize)]
struct Draft<'a> {
    words: &'a str,
    heading: &'a str,
    marks: Vec<Mark>,
    findings: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Mark {
    page: usize,
    y: f64,
    right: bool,
    n: usize,
}

#[derive(Serialize)]
struct Listed<'a> {
    n: usize,
    code: &'a str,
    severity: &'a str,
    place: String,
    message: String,
    help: Option<String>,
}

/// What stands over every page, in the languages of a project and the one for signs of none.
pub fn mark(inputs: &Inputs) -> String {
    let known = &inputs.languages;
    let all = std::iter::once(known.neutral()).chain(inputs.manifest.project.languages.clone());
    let mut words: Vec<&str> = Vec::new();
    for language in all {
        let word = known.pack(language).messages.draft.as_str();
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(" · ")
}

/// The files of a draft: its main file, which includes `main`, and what it reads. Each finding is given
/// with the spots of its places; `prints` says which characters a font has.
pub fn files(
    main: &str,
    edition: &Edition,
    inputs: &Inputs,
    findings: &[(&Diagnostic, Vec<Spot>)],
    prints: &dyn Fn(char) -> bool,
) -> HashMap<String, Arc<[u8]>> {
    let language = edition.languages().first().copied().unwrap_or_default();
    let messages = &inputs.languages.pack(language).messages;
    let draft = Draft {
        words: &mark(inputs),
        heading: match findings.is_empty() {
            true => &messages.draft_clean,
            false => &messages.draft_findings,
        },
        marks: marks(findings),
        findings: findings
            .iter()
            .zip(1..)
            .map(|((it, _), n)| listed(it, n, messages, prints))
            .collect(),
    };
    let lang = format!("\"{}\"", language.root());
    let source = SOURCE.replace("MAIN", main).replace("\"LANG\"", &lang);
    let fonts = "#let theme = json(\"/theme.json\")\n\
                 #let fonts = (theme.fonts.sans.latin, theme.fonts.sans.han)\n";
    let json = serde_json::to_string_pretty(&draft).unwrap_or_default();
    HashMap::from([
        (MAIN.to_string(), source.into_bytes().into()),
        ("/theme-of-draft.typ".to_string(), fonts.as_bytes().into()),
        ("/draft.json".to_string(), json.into_bytes().into()),
    ])
}

/// The height of a mark, in points; marks closer than this are moved down.
const HEIGHT: f64 = 13.0;

/// A mark for each spot; no mark stands on another.
fn marks(findings: &[(&Diagnostic, Vec<Spot>)]) -> Vec<Mark> {
    let spots =
        findings.iter().zip(1..).flat_map(|((_, spots), n)| spots.iter().map(move |it| (it, n)));
    let mark =
        |(spot, n): (&Spot, usize)| Mark { page: spot.page, y: spot.top, right: spot.right, n };
    let mut marks: Vec<Mark> = spots.map(mark).collect();
    marks.sort_by(|a, b| (a.page, a.right).cmp(&(b.page, b.right)).then(a.y.total_cmp(&b.y)));
    for at in 1..marks.len() {
        let (before, mark) = (&marks[at - 1], &marks[at]);
        if (before.page, before.right) == (mark.page, mark.right) {
            marks[at].y = marks[at].y.max(marks[at - 1].y + HEIGHT);
        }
    }
    marks
}

fn listed<'a>(
    finding: &'a Diagnostic,
    n: usize,
    messages: &'a Messages,
    prints: &dyn Fn(char) -> bool,
) -> Listed<'a> {
    // What no font has would stop the draft that tells of it.
    let printable = |text: &str| -> String {
        let shown = |c: char| match prints(c) {
            true => c.to_string(),
            false => format!("U+{:04X}", c as u32),
        };
        text.chars().map(shown).collect()
    };
    Listed {
        n,
        code: finding.code.id,
        severity: match finding.severity() {
            Severity::Error => &messages.error,
            Severity::Warning => &messages.draft_warning,
        },
        place: printable(&finding.place.to_string()),
        message: printable(&finding.message),
        help: finding.help.as_deref().map(printable),
    }
}
