//! Findings for people: the source line, a caret, and the help line.

use std::borrow::Cow;
use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, window};
use crate::data::place::{Indexed, Place};
use crate::data::work;
use crate::language::invisible::{self, visible};
use crate::model::inputs::Sources;

/// The index of each file that findings speak of, made once, and its path as it may be shown.
type Files<'a> = HashMap<&'a str, (Cow<'a, str>, Option<Indexed<Cow<'a, str>>>)>;

/// Renders findings with the lines they speak of, each followed by an empty line.
pub fn render<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &'a Sources,
    color: bool,
) -> String {
    let mut files = Files::new();
    let mut out = String::new();
    for finding in findings {
        places(finding).for_each(|place| add_file(&mut files, place, sources));
        out.push_str(&one(finding, &files, color));
        out.push_str("\n\n");
    }
    out
}

/// So many places are shown beside that of a finding; nobody reads more.
const MOST_RELATED: usize = 20;

fn places(finding: &Diagnostic) -> impl Iterator<Item = &Place> {
    let related = finding.related.iter().take(MOST_RELATED);
    std::iter::once(&finding.place).chain(related.map(|(place, _)| place))
}

fn add_file<'a>(files: &mut Files<'a>, place: &'a Place, sources: &'a Sources) {
    let index = || Some(Indexed::new(&place.file, masked(sources.told(&place.file)?)));
    files.entry(&place.file).or_insert_with(|| (visible(&place.file), index()));
}

fn one(finding: &Diagnostic, files: &Files, color: bool) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.code.id);
    let mut group =
        add_place(Group::with_title(title), &finding.place, &finding.label, files, true);
    for (place, label) in finding.related.iter().take(MOST_RELATED) {
        group = add_place(group, place, label, files, false);
    }
    if let more @ 1.. = finding.related.len().saturating_sub(MOST_RELATED) {
        group = group.element(Level::NOTE.message(format!("and {more} more such places")));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    window::true_columns(renderer.render(&[group]))
}

fn add_place<'a>(
    group: Group<'a>,
    place: &'a Place,
    label: &'a str,
    files: &'a Files,
    primary: bool,
) -> Group<'a> {
    let (path, file) = match files.get(&*place.file) {
        Some((path, file)) => (path.as_ref(), file.as_ref()),
        None => ("", None),
    };
    let (Some(file), 1..) = (file, place.line) else {
        let origin = Origin::path(path);
        return match place.line {
            0 => group.element(origin),
            // Of a line that cannot be shown, such as a row of a workbook, is said what it is.
            line => {
                let group = group.element(origin.line(line).char_column(place.column));
                match label {
                    "" => group,
                    label => group.element(Level::NOTE.message(label)),
                }
            }
        };
    };
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    // Only the line itself is given: whoever renders it would read the whole file for each finding.
    let line = file.line(place.line);
    let shown = window::around(line, byte_range(line, place));
    work::count(shown.text.len());
    let snippet = Snippet::source(shown.text).line_start(place.line);
    let snippet = snippet.annotation(kind.span(shown.range).label(label));
    if !shown.is_part {
        return group.element(snippet.path(path));
    }
    group.element(snippet.path(window::with_column(path, place.column)))
}

/// A file's text as it may be shown: what is hidden or steers a terminal has one sign for each
/// character, so that every column stays. The renderer does the same for the commonest controls.
fn masked(text: &str) -> Cow<'_, str> {
    let is_masked = |c: char| matches!(c, '\u{80}'..='\u{9f}') || invisible::is_hidden(c);
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    match rest.contains(is_masked) {
        true => format!("{mark}{}", rest.replace(is_masked, "\u{fffd}")).into(),
        false => text.into(),
    }
}

/// The byte range of a place in its line.
fn byte_range(line: &str, place: &Place) -> std::ops::Range<usize> {
    let byte_of = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let column = place.column.saturating_sub(1);
    byte_of(column)..byte_of(column + place.length)
}

#[cfg(test)]
mod tests {
    use super::super::{codes, few};
    use super::*;

    #[test]
    fn many_findings_of_one_kind_are_counted() {
        let finding = |code| Diagnostic::new(code, Place::file("a.md"), "x");
        let mut findings = vec![finding(codes::UNKNOWN_ANCHOR); 57];
        findings.push(finding(codes::HTML));
        let sources = Sources::default();
        let (shown, more) = few(&findings, 50);
        let text = render(shown, &sources, false);
        assert_eq!(text.matches("[D0520]").count(), 50);
        assert_eq!(text.matches("[D0507]").count(), 1);
        assert_eq!(more, [(codes::UNKNOWN_ANCHOR, 7)]);
    }

    #[test]
    fn a_file_is_read_once_for_all_its_findings() {
        let mut sources = Sources::default();
        let path: std::sync::Arc<str> = "a.md".into();
        sources.insert(&path, "word\n".repeat(2_000).into_bytes());
        let steps = |count: usize| {
            let place = |line| Place::at(&path, line + 1, 1);
            let finding = |line| Diagnostic::new(codes::HTML, place(line), "x");
            let findings: Vec<_> = (0..count).map(finding).collect();
            let before = work::steps();
            render(few(&findings, count).0, &sources, false);
            work::steps() - before
        };
        let (one, many) = (steps(1), steps(500));
        assert!(one > 0 && many < one + 5_000, "{one} steps for one, {many} for 500");
    }

    #[test]
    fn places_on_a_long_line_are_few_and_shown_in_part() {
        let mut sources = Sources::default();
        let path: std::sync::Arc<str> = "a.md".into();
        sources.insert(&path, "word ".repeat(20_000).into_bytes());
        let place = |at: usize| Place::at(&path, 1, 5 * at + 1).spanning(4);
        let mut finding = Diagnostic::new(codes::HTML, place(10_000), "x");
        finding.related = (0..6_000).map(|at| (place(at), format!("label {at}"))).collect();
        let before = work::steps();
        let text = render([&finding], &sources, false);
        assert!(work::steps() - before < 130_000, "{}", work::steps() - before);
        assert!(text.contains("--> a.md:1:50001\n"), "{text}");
        assert!(!text.contains("::: \n") && !text.contains('\u{f8fd}'), "{text}");
        assert!(text.contains("::: a.md:1:96\n") && text.contains("label 19"), "{text}");
        assert!(text.contains("and 5980 more such places") && !text.contains("label 20"), "{text}");
    }
}
