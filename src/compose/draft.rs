//! A draft of a document: the mark over its pages, numbers at the places of findings, the findings at
//! the end.
//!
//! The mark is in no template, so no project can replace it; [`SOURCE`] includes the document's main file.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{Edition, Language};

/// The path of the main file of a draft.
pub const MAIN: &str = "/draft.typ";

/// What stands over every page.
pub const MARK: &str = "DRAFT · 草稿";

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
    words: &'static str,
    heading: &'static str,
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
    severity: &'static str,
    place: String,
    message: String,
    help: Option<String>,
}

/// The files of a draft: its main file, which includes `main`, and what it reads. Each finding is given
/// with the spots of its places; `prints` says which characters a font has.
pub fn files(
    main: &str,
    edition: &Edition,
    findings: &[(&Diagnostic, Vec<Spot>)],
    prints: &dyn Fn(char) -> bool,
) -> HashMap<String, Arc<[u8]>> {
    let language = edition.languages().first().copied().unwrap_or(Language::En);
    let draft = Draft {
        words: MARK,
        heading: heading(language, findings.is_empty()),
        marks: marks(findings),
        findings: findings
            .iter()
            .zip(1..)
            .map(|((it, _), n)| listed(it, n, language, prints))
            .collect(),
    };
    let source = SOURCE.replace("MAIN", main).replace("\"LANG\"", &format!("\"{language}\""));
    let fonts = "#let theme = json(\"/theme.json\")\n\
                 #let fonts = (theme.fonts.sans.latin, theme.fonts.sans.han)\n";
    let json = serde_json::to_string_pretty(&draft).unwrap_or_default();
    HashMap::from([
        (MAIN.to_string(), source.into_bytes().into()),
        ("/theme-of-draft.typ".to_string(), fonts.as_bytes().into()),
        ("/draft.json".to_string(), json.into_bytes().into()),
    ])
}

fn heading(language: Language, is_clean: bool) -> &'static str {
    match (language, is_clean) {
        (Language::Zh, true) => "草稿：未发现问题",
        (Language::Zh, false) => "草稿：发现的问题",
        (_, true) => "Draft: nothing found",
        (_, false) => "Draft: findings",
    }
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
    language: Language,
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
        severity: match (finding.severity(), language) {
            (Severity::Error, Language::Zh) => "错误",
            (Severity::Error, _) => "error",
            (Severity::Warning, Language::Zh) => "警告",
            (Severity::Warning, _) => "warning",
        },
        place: printable(&finding.place.to_string()),
        message: printable(&finding.message),
        help: finding.help.as_deref().map(printable),
    }
}
