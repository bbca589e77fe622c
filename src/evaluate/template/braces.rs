//! In a text without data, braces are text: what Jekyll, Vue or Mustache write is printed as it stands.

use std::ops::Range;
use std::sync::Arc;

use minijinja::ErrorKind;

use super::hidden::{self, openings};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// What a text without data may call.
const FUNCTIONS: [&str; 6] = ["table", "figure", "references", "abbreviations", "literal", "cite"];

/// The statements of MiniJinja that begin something.
const STATEMENTS: [&str; 12] = [
    "set", "for", "if", "macro", "import", "from", "with", "include", "raw", "filter", "call", "do",
];

/// Whether a text has statements of MiniJinja, outside code and formulas.
pub fn has_statements(text: &str) -> bool {
    let guarded = hidden::guarded(text);
    openings(&guarded).any(|at| {
        let word = guarded[at..].strip_prefix("{%").map(first_word);
        word.is_some_and(|(word, _)| STATEMENTS.contains(&word))
    })
}

/// Where braces stand that are no call of a function of ours, in bytes.
pub fn foreign(text: &str) -> impl Iterator<Item = usize> {
    openings(text).filter(|at| {
        let call = text[*at..].strip_prefix("{{").map(first_word);
        !call.is_some_and(|(word, after)| {
            FUNCTIONS.contains(&word) && after.trim_start().starts_with('(')
        })
    })
}

/// The text with those braces hidden from MiniJinja.
pub fn as_text(text: &str) -> String {
    hidden::without(text, foreign(text))
}

/// Whether an error says that the braces were written for another program.
pub fn is_foreign(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UndefinedError
            | ErrorKind::SyntaxError
            | ErrorKind::UnknownFilter
            | ErrorKind::UnknownTest
            | ErrorKind::UnknownFunction
            | ErrorKind::UnknownMethod
    )
}

/// Where, in code and formulas, a value of these data would stand elsewhere.
pub fn named_in_code<'a>(
    text: &str,
    is_data: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = usize> {
    let mut guarded = openings(&hidden::guarded(text)).collect::<Vec<_>>().into_iter().peekable();
    let hidden: Vec<usize> = openings(text)
        .filter(|at| {
            while guarded.next_if(|other| other < at).is_some() {}
            guarded.peek() != Some(at)
        })
        .filter(|at| {
            let value = text[*at..].strip_prefix("{{").map(first_word);
            value.is_some_and(|(word, after)| is_data(word) && after.starts_with(['.', '[']))
        })
        .collect();
    hidden.into_iter()
}

/// The finding for braces of another program, which are printed as text.
pub fn kept(text: &str, place: impl Fn(Range<usize>) -> Place) -> Option<Diagnostic> {
    // `style={{…}}` says in a tag of JSX how something looks, and is not printed.
    let is_looks = |at: &usize| text[..*at].ends_with('=');
    let comments = comments(text);
    let in_comment = |at: &usize| {
        let behind = comments.partition_point(|it| it.start <= *at);
        behind > 0 && comments[behind - 1].contains(at)
    };
    let is_printed = |at: &usize| !is_looks(at) && !in_comment(at);
    let found: Vec<usize> = foreign(&hidden::guarded(text)).filter(is_printed).collect();
    let (at, first) = opened(text, *found.first()?);
    let place = place(at);
    let message = match found.len() {
        1 => format!("`{first}` is printed as it is written: this text has no data"),
        many => format!(
            "`{first}` and {} more of such braces are printed as they are written: this text has no data",
            many - 1
        ),
    };
    let help = match first.contains("include ") {
        true => {
            "no Markdown is found under this path, from the folder of the text; check it, or copy to this place what the file says"
        }
        false => "if they are expressions, name the data in the front matter; see `data`",
    };
    Some(Diagnostic::new(codes::BRACES, place, message).help(help))
}

/// The comments of HTML in a text, in their order.
fn comments(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(open) = text[from..].find("<!--").map(|at| from + at)
        && let Some(end) = text[open..].find("-->").map(|at| open + at)
    {
        found.push(open..end);
        from = end;
    }
    found
}

/// The finding for values in code and formulas.
pub fn in_code(
    path: &Arc<str>,
    text: &str,
    found: impl Iterator<Item = usize>,
) -> Option<Diagnostic> {
    let found: Vec<usize> = found.collect();
    let (at, first) = opened(text, *found.first()?);
    let place = Place::of_bytes(path, text, at);
    let count = match found.len() {
        1 => String::new(),
        many => format!(" ({many} places in this text)"),
    };
    let message =
        format!("`{first}` is printed as it is written: code and formulas have no values{count}");
    let help = "write the value beside the code or formula: $n =$ {{ data.n }}";
    Some(Diagnostic::new(codes::BRACES, place, message).help(help))
}

/// The bytes and the words of the braces at a byte, on one line.
fn opened(text: &str, at: usize) -> (Range<usize>, &str) {
    let line = text[at..].lines().next().unwrap_or_default();
    let ends = ["}}", "%}", "#}"].iter().filter_map(|end| line.find(end)).min();
    let short = line.char_indices().nth(30).map_or(line.len(), |(at, _)| at);
    let length = ends.map_or(short, |end| end + 2);
    (at..at + length, &line[..length])
}

/// The first word behind an opening, and what follows it.
fn first_word(inside: &str) -> (&str, &str) {
    let inside = inside.strip_prefix(['-', '+']).unwrap_or(inside).trim_start();
    let end = inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len());
    inside.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_calls_of_our_functions_are_no_text() {
        let text =
            "{{ page.title }} {{ references() }} {{-table(\"a\") }} {% url %} {# a #} {{ table }}";
        let hidden = as_text(text);
        assert_eq!(openings(&hidden).count(), 2, "{hidden}");
        assert_eq!(hidden::revealed(&hidden), text);
    }

    #[test]
    fn statements_in_code_are_none() {
        assert!(has_statements("a {%- for x in y %}"));
        assert!(!has_statements("`{% for x in y %}` {% note %} {{ if }}"));
    }

    #[test]
    fn values_in_code_are_found_by_their_data() {
        let text = "{{ d.a }} `{{ d.b }}` `{{ e.b }}` $n = {{ d.c }}$";
        let found: Vec<usize> = named_in_code(text, |name| name == "d").collect();
        assert_eq!(found, [text.find("{{ d.b").unwrap(), text.find("{{ d.c").unwrap()]);
    }
}
