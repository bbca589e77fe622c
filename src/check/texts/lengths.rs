//! D0228: a paragraph, heading or caption is short enough to be laid out: the time grows with the square of its pieces.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{BlockKind, Inline, Manuscript, walk_blocks, walk_inlines};
use crate::typst_source::escape::SPECIAL;

/// The most letters of a paragraph, which may be one word that has to be broken.
const MOST_IN_PARAGRAPH: usize = 250_000;

/// The most letters of a heading, a caption or a term, which stand on lines that are measured again and again.
const MOST_IN_HEADING: usize = 5_000;

/// Where a line may break within a word, each place of which is tried,
/// and what is turned into a sign of the language; each is a piece of its own.
const SOFT: [char; 3] = ['\u{ad}', '\u{200b}', '"'];

/// Signs that mean something in Typst, each of which is escaped.
const ESCAPED: [char; 15] =
    ['\\', '#', '*', '_', '`', '$', '<', '>', '@', '~', '[', ']', '&', '|', '='];

/// The most of them in a paragraph.
const MOST_ESCAPED: usize = 30_000;

/// The most letters times signs of punctuation, each of which is a piece for Typst: for every letter it looks through
/// the pieces before it.
const MOST_LOOKED_THROUGH: usize = 2_000_000_000;

/// Checks a text.
pub fn check(inputs: &Inputs, manuscript: &Manuscript, findings: &mut Findings) {
    walk_blocks(&manuscript.blocks, &mut |block| {
        let most = match &block.kind {
            BlockKind::Heading { .. }
            | BlockKind::Image { .. }
            | BlockKind::Figure { .. }
            | BlockKind::Definitions { .. } => MOST_IN_HEADING,
            _ => MOST_IN_PARAGRAPH,
        };
        let runs = block.kind.inlines();
        // The last run of a table is its caption.
        let captions = usize::from(matches!(&block.kind, BlockKind::Table { .. }));
        let cells = runs.len() - captions;
        for (at, run) in runs.into_iter().enumerate() {
            let most = if at < cells { most } else { MOST_IN_HEADING };
            findings.extend(excess(run, most, inputs.limits.pieces, &block.place));
        }
    });
}

/// Checks the titles that a document is printed with, which also stand in the head of every page.
pub fn titles(inputs: &Inputs, document: &EvaluatedDocument, findings: &mut Findings) {
    let manifest = &inputs.manifest;
    let own = manifest.documents.get(&document.name).map(|it| &it.title);
    let project = [&manifest.project.title, &manifest.project.subtitle];
    let all = document.title.iter().chain(&document.subtitle).chain(own).chain(project);
    let longest = all.flat_map(Bilingual::texts).map(|it| it.chars().count()).max();
    if let Some(length) = longest.filter(|it| *it > MOST_IN_HEADING) {
        let message = format!("a title has {length} letters; the limit is {MOST_IN_HEADING}");
        findings.push(
            Diagnostic::new(codes::TOO_LONG, Place::file(&manifest.file), message)
                .help("say in few words what the document is about"),
        );
    }
}

/// How often the direction of a text changes: between letters that run to the left and others, or digits. What runs in one
/// direction is a piece.
fn turns(text: &str) -> usize {
    let runs_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    if !text.contains(runs_left) {
        return 0;
    }
    let mut directions: Vec<bool> =
        text.chars().filter(|c| c.is_alphanumeric()).map(runs_left).collect();
    directions.dedup();
    directions.len().saturating_sub(1)
}

/// What is too much in a run of text.
fn excess(run: &[Inline], letters: usize, pieces: u64, place: &Place) -> Option<Diagnostic> {
    let (mut has_letters, mut has_pieces, mut has_signs, mut has_escapes) = (0, 0, 0, 0);
    let mut count = |text: &str| {
        has_letters += text.chars().count();
        has_signs += text.matches(ESCAPED).count();
        has_escapes += text.matches(SPECIAL).count();
        (text.matches(SOFT).count() + turns(text)) as u64
    };
    walk_inlines(run, &mut |inline| {
        has_pieces += match inline {
            Inline::Text(text, _) => count(text),
            Inline::Value(value, _) => 1 + count(&value.text),
            Inline::Code { text, .. } => 1 + count(text),
            _ => 1,
        }
    });
    let (message, help) = match (has_pieces > pieces, has_letters > letters) {
        (true, _) => (
            format!(
                "{has_pieces} marked words, links, values and the like stand in one paragraph; the limit is {pieces}"
            ),
            "divide it by blank lines, or allow more: `--limit pieces=N`",
        ),
        (_, true) => (
            format!(
                "{has_letters} letters stand in one paragraph, heading or caption; the limit is {letters}"
            ),
            "divide it by blank lines; a heading or a caption says in few words what it is about",
        ),
        _ if has_signs > MOST_ESCAPED => (
            format!(
                "{has_signs} signs such as [ and ` stand in one paragraph; the limit is {MOST_ESCAPED}"
            ),
            "divide it by blank lines; what a program has written belongs in a block of code",
        ),
        _ if has_letters * has_escapes > MOST_LOOKED_THROUGH => (
            format!(
                "{has_letters} letters with {has_escapes} signs of punctuation stand in one paragraph, which is too much for one"
            ),
            "divide it by blank lines; what a program has written belongs in a block of code",
        ),
        _ => return None,
    };
    Some(Diagnostic::new(codes::TOO_LONG, place.clone(), message).help(help))
}
