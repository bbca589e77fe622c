//! Typst's diagnostics to findings at the author's own line, or at the template's.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Span};
use typst::{World, WorldExt};

use super::input::Input;
use super::world::JobWorld;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, codes};

/// When Typst said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// While laying out pages.
    Layout,
    /// While writing the PDF.
    Export,
}

/// Turns what Typst says into findings.
pub fn findings(
    said: &[SourceDiagnostic],
    world: &JobWorld,
    input: &Input,
    stage: Stage,
) -> Vec<Diagnostic> {
    said.iter()
        .filter(|it| !is_of_font(it) && !is_of_language(it, input))
        .map(|it| finding(it, world, input, stage))
        .collect()
}

/// How the mathematical font builds long arrows: nothing that an author wrote, or could mend.
fn is_of_font(said: &SourceDiagnostic) -> bool {
    said.message.starts_with("glyph has assembly parts")
}

fn finding(said: &SourceDiagnostic, world: &JobWorld, input: &Input, stage: Stage) -> Diagnostic {
    let calls = said.trace.iter().filter_map(|call| locate(call.span.into(), world, input));
    let mut places: Vec<Located> =
        locate(said.span, world, input).into_iter().chain(calls).collect();
    // The author's own text comes first; the template that stumbled over it comes after.
    let own = places.iter().position(|located| located.own).unwrap_or_default();
    let first = (own < places.len()).then(|| places.remove(own));
    let place = first.map_or_else(|| Place::file("templates"), |located| located.place);
    let mut finding = Diagnostic::new(code(said, stage), place, said.message.as_str());
    for located in places.into_iter().take(4) {
        finding = finding.related(located.place, "called from here");
    }
    let hints: Vec<&str> = said.hints.iter().map(|hint| hint.v.as_str()).collect();
    match hints.is_empty() {
        true => finding,
        false => finding.help(hints.join("; ")),
    }
}

fn code(said: &SourceDiagnostic, stage: Stage) -> Code {
    match (said.severity, stage) {
        (Severity::Warning, _) if is_left_out(said) => codes::LEFT_OUT,
        (Severity::Warning, _) => codes::TYPST_WARNING,
        (Severity::Error, Stage::Export) => codes::PDF,
        (Severity::Error, Stage::Layout) => codes::TYPST,
    }
}

/// Whether something is missing on the page. The words are Typst's own.
fn is_left_out(said: &SourceDiagnostic) -> bool {
    said.message.ends_with("and was ignored") || said.message.contains("was ignored during")
}

/// The author's own place of a span; none when a template wrote it.
pub fn own_place(span: Span, world: &JobWorld, input: &Input) -> Option<Place> {
    locate(span.into(), world, input).filter(|located| located.own).map(|located| located.place)
}

/// The place of a span in the author's text, or in the template that wrote it.
pub fn any_place(span: impl Into<DiagSpan>, world: &JobWorld, input: &Input) -> Option<Place> {
    locate(span.into(), world, input).map(|located| located.place)
}

struct Located {
    place: Place,
    own: bool,
}

/// The place from its first character to its last, when both stand on one line.
fn spanned(first: Place, last: Option<Place>) -> Place {
    match last {
        Some(last)
            if last.file == first.file && last.line == first.line && last.column > first.column =>
        {
            let length = last.column + last.length - first.column;
            first.spanning(length)
        }
        _ => first,
    }
}

/// Languages name families that are looked for first, where there are any, and are told before layout (D0701), as those
/// are that a theme names (D0706).
fn is_of_language(said: &SourceDiagnostic, input: &Input) -> bool {
    let path = said.span.id().map(|id| id.get().vpath().get_with_slash().to_string());
    said.message.strip_prefix("unknown font family: ").is_some_and(|family| {
        let mut asked = input.faces.iter().flat_map(|faces| &faces.families);
        path.is_some_and(|it| it.starts_with("/templates/diptych/"))
            || asked.any(|it| it.to_lowercase() == family)
    })
}

fn locate(span: DiagSpan, world: &JobWorld, input: &Input) -> Option<Located> {
    let id = span.id()?;
    let range = world.range(span)?;
    let path = id.get().vpath().get_with_slash().to_string();
    if let Some(file) = input.files.iter().find(|file| file.path == path) {
        // A content block begins with its bracket, which no author wrote.
        let start = range.start + usize::from(file.text[range.start..].starts_with('['));
        let place = spanned((file.place)(start)?, (file.place)(range.end.saturating_sub(1)));
        let own = !place.file.starts_with("templates/");
        return Some(Located { place, own });
    }
    let source = world.source(id).ok()?;
    // Images of the project stand in a folder of their own.
    let name = path.trim_start_matches('/');
    let image = name.strip_prefix("project/");
    let place = Place::of_bytes(&image.unwrap_or(name).into(), source.text(), range);
    Some(Located { place, own: image.is_some() })
}
