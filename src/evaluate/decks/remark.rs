//! Decks of remark.js and xaringan: properties at the head of a slide, `--` between its steps, notes behind
//! `???`, and content in classes, `.pull-left[…]`. They are written as the decks that are read here.

use std::ops::Range;

use super::changes::{Changes, Left};
use super::lines::{Kind, Line};
use super::options::key;
use super::remark_classes::{self, Span};

/// The properties of a slide.
const PROPERTIES: [&str; 14] = [
    "name",
    "class",
    "layout",
    "template",
    "count",
    "continued",
    "exclude",
    "seal",
    "background-image",
    "background-size",
    "background-position",
    "background-color",
    "background-repeat",
    "color",
];

/// Whether a text without front matter that says so is such a deck: properties stand at its head, or notes
/// behind their mark.
pub fn is_likely(lines: &[Line]) -> bool {
    let is_text = |line: &&Line| line.kind == Kind::Text && !line.is_blank();
    let first = lines.iter().find(is_text);
    first.is_some_and(|line| matches!(key(line.text), Some(("class" | "layout" | "name", _))))
        || lines.iter().any(|line| line.kind == Kind::Text && line.text.trim_end() == "???")
}

/// Rewrites the deck; the lines of its front matter are not among these.
pub fn unfold(text: &str, lines: &[Line], changes: &mut Changes) {
    for slide in slides(lines) {
        let own = &lines[slide.clone()];
        let head = properties(own);
        let says = |name: &str, value: &str| {
            let mut said = own[head.clone()].iter().filter_map(|line| key(line.text));
            said.any(|it| it == (name, value))
        };
        // The rule behind what is not shown goes with it.
        let behind = lines.get(slide.end).map_or(text.len(), |rule| rule.range.end);
        let whole = own.first().map_or(behind, |line| line.range.start)..behind;
        if says("layout", "true") {
            changes.leave_out(Left::Layout, whole, "");
            continue;
        }
        if says("exclude", "true") {
            changes.leave_out(Left::Hidden, whole, "");
            continue;
        }
        if let (Some(first), Some(last)) = (own[head.clone()].first(), own[head.clone()].last()) {
            let names = own[head.clone()].iter().filter_map(|line| key(line.text)).map(|it| it.0);
            let mut names = names.map(str::to_string);
            let whole = first.range.start..last.range.end;
            let at = whole.start;
            changes.leave_out(Left::Directive, whole, &names.next().unwrap_or_default());
            changes.left.extend(names.map(|name| (Left::Directive, at, name)));
        }
        steps(&own[head.end..], changes);
        notes(&own[head.end..], changes);
        classes(text, &own[head.end..], changes);
        // A rule that follows words would make them a heading.
        let last = own.last().filter(|line| !line.is_blank() && line.kind == Kind::Text);
        if let (Some(last), true) = (last, slide.end < lines.len()) {
            changes.insert(last.range.end, "\n");
        }
    }
}

/// The runs of lines between the rules; here a rule is one whatever stands before it.
fn slides(lines: &[Line]) -> Vec<Range<usize>> {
    let is_rule = |line: &Line| line.kind != Kind::Code && line.text.trim_end() == "---";
    let mut slides = Vec::new();
    let mut start = 0;
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_rule(line)) {
        slides.push(start..at);
        start = at + 1;
    }
    slides.push(start..lines.len());
    slides
}

/// The lines with properties at the head of a slide.
fn properties(lines: &[Line]) -> Range<usize> {
    let start = head(lines);
    // There any such line is one, whatever its name; here two words that are none of its own keep their line.
    let is_property = |line: &&Line| {
        let own = |(name, value): (&str, &str)| {
            PROPERTIES.contains(&name)
                || name.chars().all(|c| c.is_ascii_lowercase() || "-_".contains(c))
                    && !value.contains(' ')
                    && !value.is_empty()
        };
        line.kind == Kind::Text && key(line.text).is_some_and(own)
    };
    start..start + lines[start..].iter().take_while(is_property).count()
}

/// The first line of a slide, behind the chunks that set up what follows.
fn head(lines: &[Line]) -> usize {
    let mut start = 0;
    while let Some(at) = lines[start..].iter().position(|line| !line.is_blank()) {
        start += at;
        if lines[start].kind != Kind::Code || !lines[start].text.starts_with("```{") {
            return start;
        }
        let inside = lines[start + 1..].iter().take_while(|it| it.text.trim() != "```").count();
        start = (start + inside + 2).min(lines.len());
    }
    0
}

/// `--` between the steps of a slide: a page shows all of it.
fn steps(lines: &[Line], changes: &mut Changes) {
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.kind == Kind::Text) {
        if line.text.trim_end() != "--" {
            continue;
        }
        changes.leave_out(Left::Pause, line.range.clone(), "");
        // A step may have properties of its own.
        let behind = lines[at + 1..].iter().skip_while(|line| line.is_blank());
        let named = behind.map_while(|line| {
            let own = key(line.text).filter(|(name, _)| PROPERTIES.contains(name));
            own.filter(|_| line.kind == Kind::Text).map(|(name, _)| (line, name))
        });
        for (line, name) in named {
            changes.leave_out(Left::Directive, line.range.clone(), name);
        }
    }
}

/// All behind `???` is for the speaker.
fn notes(lines: &[Line], changes: &mut Changes) {
    let is_mark = |line: &&Line| line.kind == Kind::Text && line.text.trim_end() == "???";
    let Some(mark) = lines.iter().find(is_mark) else { return };
    changes.replace(mark.range.clone(), "\n::: notes\n");
    if let Some(last) = lines.last() {
        changes.insert(last.range.end, "\n\n:::\n");
    }
}

/// What stands in classes: columns where one is on the left and the next on the right, else its words.
fn classes(text: &str, lines: &[Line], changes: &mut Changes) {
    let spans = remark_classes::spans(text, lines);
    let mut columns: Vec<usize> = Vec::new();
    for (i, span) in spans.iter().enumerate() {
        let next = spans[i + 1..].iter().find(|it| it.open.start >= span.close.end);
        let Some(next) = next.filter(|it| span.is_left() && it.is_right()) else { continue };
        let between = text[span.close.end..next.open.start].replace("--", "");
        if between.trim().is_empty() {
            columns.push(span.open.start);
            columns.push(next.open.start);
        }
    }
    for span in &spans {
        match columns.iter().position(|at| *at == span.open.start) {
            Some(i) if i % 2 == 0 => {
                changes.replace(span.open.clone(), "\n\n::::: columns\n\n:::: column\n\n");
                changes.replace(span.close.clone(), "\n\n::::\n\n");
            }
            Some(_) => {
                changes.replace(span.open.clone(), "\n\n:::: column\n\n");
                changes.replace(span.close.clone(), "\n\n::::\n\n:::::\n\n");
            }
            None => words(text, span, changes),
        }
    }
}

/// The words of a class; those that stand on lines of their own stay apart from what is around them.
fn words(text: &str, span: &Span, changes: &mut Changes) {
    let before = text[..span.open.start].rsplit('\n').next().unwrap_or_default();
    let after = text[span.close.end..].lines().next().unwrap_or_default();
    let is_block = before.trim().is_empty() && after.trim().is_empty();
    let (open, close) = match (span.mark(), is_block) {
        (Some(mark), false) => (mark, mark),
        (_, true) => ("\n\n", "\n\n"),
        (None, false) => ("", ""),
    };
    if !span.is_plain() {
        changes.left.push((Left::Directive, span.open.start, span.name.to_string()));
    }
    changes.replace(span.open.clone(), open);
    changes.replace(span.close.clone(), close);
}
