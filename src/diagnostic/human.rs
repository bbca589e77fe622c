//! Findings for people: the line as written, a caret, and what to do.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::data::place::Place;
use crate::model::inputs::Sources;

/// Renders one finding with the lines it speaks of.
pub fn render(finding: &Diagnostic, sources: &Sources, color: bool) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.id);
    let mut group =
        add_place(Group::with_title(title), &finding.place, &finding.label, sources, true);
    for (place, label) in &finding.related {
        group = add_place(group, place, label, sources, false);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

fn add_place<'a>(
    group: Group<'a>,
    place: &'a Place,
    label: &'a str,
    sources: &'a Sources,
    primary: bool,
) -> Group<'a> {
    let text = sources.text(&place.file);
    let (Some(text), 1..) = (text, place.line) else {
        let origin = annotate_snippets::Origin::path(place.file.as_ref());
        return group.element(match place.line {
            0 => origin,
            line => origin.line(line).char_column(place.column),
        });
    };
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    group.element(snippet(text, place, kind.span(byte_range(text, place)).label(label)))
}

fn snippet<'a>(
    text: &'a str,
    place: &'a Place,
    annotation: Annotation<'a>,
) -> Snippet<'a, Annotation<'a>> {
    Snippet::source(text).path(place.file.as_ref()).annotation(annotation)
}

/// The byte range of a place in its file's text.
fn byte_range(text: &str, place: &Place) -> std::ops::Range<usize> {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(place.line - 1).map(str::len).sum();
    let line = lines.next().unwrap_or_default().trim_end_matches(['\n', '\r']);
    let byte_of = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let column = place.column.saturating_sub(1);
    before + byte_of(column)..before + byte_of(column + place.length)
}
