//! Errors of MiniJinja to findings: the author's file and expression, and the way there.

use std::ops::Range;
use std::sync::Arc;

use minijinja::{Error, ErrorKind};

use super::excess::ExcessIn;
use super::hidden;
use super::loops::Reached;
use super::objects::Uncounted;
use super::operators::{self, Guarded};
use super::snippet::{Snippet, within};
use super::undefined::Known;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Sources;
use crate::quantity::proportion::CountError;

/// An error inside `a.b.c` may point at `.b.c`; the author's words begin at `a`.
fn whole_name(source: &str, range: Range<usize>) -> Range<usize> {
    let is_name = |c: char| c.is_alphanumeric() || "_.[]\"'".contains(c);
    let before = source.get(..range.start).unwrap_or_default();
    // The expression of a condition begins behind a quote.
    if before.ends_with("=\"") {
        return range;
    }
    let name = before.len() - before.trim_end_matches(is_name).len();
    range.start - name..range.end
}

/// The text in which errors are looked for, as it was given to MiniJinja: it is guarded once a run.
pub struct Own<'a> {
    /// The author's text; braces that are no expressions are hidden.
    pub text: &'a str,
    /// The way back from MiniJinja's text.
    pub guarded: &'a Guarded,
    /// Where it stands.
    pub snippet: &'a Snippet<'a>,
    /// The files that it may include.
    pub sources: &'a Sources,
}

impl<'a> Own<'a> {
    /// A file by its name: this text, or one that it includes.
    fn file(&self, name: &'a str) -> File<'a> {
        let own = name == &**self.snippet.path;
        let source = if own { self.text } else { self.sources.text(name).unwrap_or_default() };
        File { name, source, inside: self.snippet.inside.filter(|_| own) }
    }

    /// The file in which an error is, and where in its words.
    fn located(&self, error: &'a Error) -> (File<'a>, Option<Range<usize>>) {
        let file = self.file(error.name().unwrap_or(self.snippet.path));
        let included = (file.name != &**self.snippet.path)
            .then(|| operators::guarded(&hidden::guarded(file.source)));
        let guarded = included.as_ref().unwrap_or(self.guarded);
        (file, error.range().map(|range| guarded.original(range)))
    }
}

/// What is said of a value that has nothing to print.
pub const EMPTY: &str = "this value is empty in the data";

/// A text of an author.
struct File<'a> {
    name: &'a str,
    source: &'a str,
    /// The value of a larger file that it is.
    inside: Option<&'a Place>,
}

impl File<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        within(self.inside, Place::of_bytes(&self.name.into(), self.source, range))
    }
}

/// The finding for an error, at the innermost file; the files that include it are told beside it.
pub fn finding(error: &Error, text: &Own, known: &Known) -> Diagnostic {
    let mut chain = vec![error];
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause.and_then(|cause| cause.downcast_ref::<Error>()) {
        chain.push(inner);
        cause = std::error::Error::source(inner);
    }
    // What carries a name knows where it stands.
    let innermost = chain.iter().rposition(|error| error.name().is_some()).unwrap_or_default();
    let excess = chain.iter().find_map(|it| std::error::Error::source(*it)?.downcast_ref());
    let (mut found, outer) = match excess {
        // The text itself was never parsed: the innermost error is that of the text that includes it.
        Some(excess) => (too_much(excess, text), &chain[..=innermost]),
        None => (single(chain[innermost], text, known), &chain[..innermost]),
    };
    for outer in outer.iter().rev().filter(|outer| outer.name().is_some()) {
        let (file, range) = text.located(outer);
        let place = place(outer, &file, range).0;
        if place.file != found.place.file || place.line != found.place.line {
            found = found.related(place, "included here");
        }
    }
    found
}

/// A tag that is too long or too deep to parse.
fn too_much(it: &ExcessIn, text: &Own) -> Diagnostic {
    let place = text.file(&it.file).place(it.excess.range.clone());
    let message = format!("cannot parse this expression: {}", it.excess.why);
    Diagnostic::new(codes::EXPRESSION_SYNTAX, place, message).help("divide it into shorter ones")
}

/// The rows in which an error happened, the outermost loop first.
pub fn rows(reached: &[Reached]) -> impl Iterator<Item = (Place, String)> {
    reached.iter().rev().filter_map(|it| {
        let label = format!("in the loop over `{}`, row {}", it.name, it.row);
        Some((it.place.clone()?, label))
    })
}

/// Where an error is, and the expression there.
fn place<'a>(error: &Error, file: &File<'a>, range: Option<Range<usize>>) -> (Place, &'a str) {
    let range = range.map(|range| whole_name(file.source, range)).unwrap_or_default();
    let expression = file.source.get(range.clone()).unwrap_or_default().trim();
    let place = match (file.inside, error.line()) {
        (None, _) if is_open_comment(error) => open_comment(&file.name.into(), file.source),
        (None, Some(line)) if range.is_empty() => Place::at(&file.name.into(), line, 1),
        _ => file.place(range),
    };
    (place, expression)
}

/// Whether a `{#` has no end; MiniJinja tells the last line of the text.
fn is_open_comment(error: &Error) -> bool {
    error.detail() == Some("unexpected end of comment")
}

/// Where the comment begins that has no end.
fn open_comment(name: &Arc<str>, source: &str) -> Place {
    let source = hidden::guarded(source);
    let (mut free, mut start) = (0, None);
    while let Some(at) = source[free..].find("{#").map(|at| at + free) {
        match source[at..].find("#}") {
            Some(length) => free = at + length + 2,
            None => {
                start = Some(at);
                break;
            }
        }
    }
    let start = start.unwrap_or(source.len());
    Place::of_bytes(name, &source, start..(start + 2).min(source.len()))
}

fn single(error: &Error, text: &Own, known: &Known) -> Diagnostic {
    let (file, range) = text.located(error);
    let (place, expression) = place(error, &file, range.clone());
    let detail = error.detail().unwrap_or_default();
    if let Some(uncounted) = std::error::Error::source(error).and_then(|it| it.downcast_ref()) {
        return no_count(expression, uncounted, place);
    }
    match error.kind() {
        ErrorKind::UndefinedError => known.finding(expression, place),
        ErrorKind::SyntaxError if is_open_comment(error) => {
            let message = "this comment is never closed";
            Diagnostic::new(codes::EXPRESSION_SYNTAX, place, message).help(
                "close it with #}; where it is text, write it in code or after {% raw %}, and {% endraw %} behind it",
            )
        }
        ErrorKind::SyntaxError => match range.and_then(|range| unclosed(&file, range.start)) {
            Some((place, name)) => {
                let message = format!("the expression `{name}` is never closed");
                Diagnostic::new(codes::EXPRESSION_SYNTAX, place, message).help(format!(
                    "write {{{{ {name} }}}}; where braces are text, write them in code"
                ))
            }
            None => {
                let message = format!("cannot parse this expression: {detail}");
                Diagnostic::new(codes::EXPRESSION_SYNTAX, place, message).help(
                    "compare it with {{ dataset.id.column }}; where braces are text, write them in code",
                )
            }
        },
        ErrorKind::OutOfFuel => {
            let message = "this text takes too many steps; check for a loop that does not end";
            Diagnostic::new(codes::EXPRESSION_FAILED, place, message)
                .help("raise the limit with `--limit steps=N`")
        }
        ErrorKind::TemplateNotFound => {
            let message = format!("the included file is not in the project: {detail}");
            let name = detail.split(['"', '\'']).nth(1).unwrap_or_default();
            let base = || format!("paths are relative to {}", text.sources.base());
            Diagnostic::new(codes::EXPRESSION_FAILED, place, message)
                .help(text.sources.why_absent(name).unwrap_or_else(base))
        }
        kind => {
            let message = if detail.is_empty() { kind.to_string() } else { detail.to_string() };
            let what =
                if expression.is_empty() { String::new() } else { format!("`{expression}`: ") };
            let finding =
                Diagnostic::new(codes::EXPRESSION_FAILED, place, format!("{what}{message}"));
            match unquoted(expression).filter(|_| detail == "value is not a string") {
                Some(quoted) => {
                    finding.help(format!("a name stands in quotes: {{{{ {quoted} }}}}"))
                }
                None if detail.contains(PAIRS) => {
                    let start = range.map_or(0, |it| it.start);
                    finding.help(unpaired(file.source.get(..start).unwrap_or_default()))
                }
                None if detail == EMPTY => finding.help(format!(
                    "write what stands there instead, `{{{{ {expression} or \"–\" }}}}`, or leave the words out with `{{% if {expression} %}}`"
                )),
                None => finding,
            }
        }
    }
}

/// What MiniJinja says of `rows | items` where the rows have no names.
const PAIRS: &str = "into pairs";

fn unpaired(before: &str) -> String {
    let before = before.trim_end().trim_end_matches('|').trim_end();
    let is_name = |c: char| c.is_alphanumeric() || "_.[]\"'".contains(c);
    let list = &before[before.trim_end_matches(is_name).len()..];
    format!(
        "this is a list, whose rows have no names: write `{{% for row in {list} %}}`; `{{{{ loop.index }}}}` counts them"
    )
}

/// `table(wards)` as it should be: what is called by its name has it in quotes.
fn unquoted(expression: &str) -> Option<String> {
    let (function, rest) = expression.split_once('(')?;
    let name = rest.strip_suffix(')')?.trim();
    let sound = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    sound.then(|| format!("{function}(\"{name}\")"))
}

/// A tag that ends where the next one begins, or with its line: where it begins, and the name in it.
fn unclosed(file: &File, at: usize) -> Option<(Place, String)> {
    let start = file.source.get(..at)?.rfind("{{")?;
    let inside = &file.source[start + 2..];
    let next = inside.find("{{").unwrap_or(inside.len());
    if inside.find("}}").is_some_and(|close| close < next) {
        return None;
    }
    let is_name = |c: char| c.is_alphanumeric() || "_.[]\"'".contains(c);
    let trimmed = inside.trim_start();
    let length = trimmed.find(|c: char| !is_name(c)).unwrap_or(trimmed.len());
    let written = trimmed[..length].trim_end_matches('.');
    let end = start + 2 + (inside.len() - trimmed.len()) + written.len();
    (!written.is_empty()).then(|| (file.place(start..end), written.to_string()))
}

/// An interval or a count that the data do not allow to work out.
fn no_count(expression: &str, uncounted: &Uncounted, place: Place) -> Diagnostic {
    let message = format!("cannot compute `{expression}`: {}", uncounted.why);
    let help = match uncounted.why {
        CountError::OtherInterval => "print the ends by `.low` and `.high`, and say what they are",
        CountError::Uncounted => "give `low` and `high` for an interval, or remove the expression",
        _ => {
            "give `events` and `n` in the row, or `low` and `high` for an interval; or remove the expression"
        }
    };
    let finding = Diagnostic::new(codes::NO_COUNT, place, message).help(help);
    finding.related(uncounted.row.clone(), "the row")
}
