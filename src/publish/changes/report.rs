//! Changes as text for a terminal, and as Markdown for a comment.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::model::{Change, Changes, PageChange, PassageChange, Subject};
use super::words::{Piece, pieces};
use crate::diagnostic::markdown::{code, prose};
use crate::language::characters::is_wide;
use crate::language::invisible::visible;

/// Of unchanged words so many characters are shown on either side of a change.
const AROUND: usize = 48;

/// Of each kind so many changes are shown in Markdown: a comment has 65,536 characters at most.
const MOST: usize = 60;

/// Of a page so many parts are shown.
const MOST_PARTS: usize = 6;

/// How texts are written: on a terminal or in Markdown.
struct Form {
    /// Words of a person, in which nothing may have a meaning.
    words: fn(&str) -> String,
    /// A place or a name.
    name: fn(&str) -> String,
    /// The path of a picture of two pages, and the file they are of.
    picture: fn(&str, &str) -> String,
    old: [&'static str; 2],
    new: [&'static str; 2],
    heading: &'static str,
    item: &'static str,
    inner: &'static str,
    most: usize,
}

/// For a terminal: what is gone in `[-…-]`, what is new in `{+…+}`.
pub fn text(changes: &Changes) -> String {
    let shown = |text: &str| visible(text).into_owned();
    let form = Form {
        words: shown,
        name: shown,
        picture: |path, _| visible(path).into_owned(),
        old: ["[-", "-]"],
        new: ["{+", "+}"],
        heading: "",
        item: "  ",
        inner: "      ",
        most: usize::MAX,
    };
    write(changes, &form)
}

/// For a comment: tags for what is gone and what is new, since the signs of Markdown need blanks or Latin letters beside them.
pub fn markdown(changes: &Changes) -> String {
    let form = Form {
        words: prose,
        name: |text| code(&visible(text)),
        picture: |path, file| format!("![{}]({})", prose(file), address(path)),
        old: ["<del>", "</del>"],
        new: ["<ins>", "</ins>"],
        heading: "#### ",
        item: "- ",
        inner: "  - ",
        most: MOST,
    };
    format!("### {}", write(changes, &form))
}

fn write(changes: &Changes, form: &Form) -> String {
    let mut out = summary(changes) + "\n";
    // Writing to a text never fails.
    section(&mut out, form, "Editions", &changes.editions, |out, it| {
        let _ = writeln!(out, "{}{} {}", form.item, named(it.change), (form.name)(&it.edition));
    });
    section(&mut out, form, "Values", &changes.cells, |out, it| {
        let place = (form.name)(&format!("{}:{}", it.file, it.line));
        let cell = (form.name)(&format!("{}, {}", it.row, it.field));
        let subject = subject(it.subject);
        let [old, new] = [(&it.before, form.old), (&it.after, form.new)]
            .map(|(text, [open, close])| format!("{open}{}{close}", (form.words)(text)));
        let _ = writeln!(out, "{}{place} {cell}{subject}: {old} → {new}", form.item);
        for printed in &it.printed {
            let place = (form.name)(&format!("{}:{}", printed.file, printed.line));
            let text = (form.words)(&printed.text);
            let documents = documents(&printed.documents);
            let _ =
                writeln!(out, "{}{place} ({}; {documents}) {text}", form.inner, printed.language);
        }
    });
    section(&mut out, form, "Wording", &changes.passages, |out, it| passage(out, form, it));
    section(&mut out, form, "References", &changes.references, |out, it| {
        let (key, change) = ((form.name)(&it.key), named(it.change));
        let text = marked(form, it.before.as_deref(), it.after.as_deref());
        let _ = writeln!(out, "{}{change} {key} ({}) {text}", form.item, documents(&it.documents));
    });
    section(&mut out, form, "Pages", &changes.pages, |out, it| page(out, form, it));
    out
}

/// “changed note.en.pdf page 3 (was 2): …”.
fn page(out: &mut String, form: &Form, it: &PageChange) {
    let file = (form.name)(&it.file);
    let number = match (it.before, it.after) {
        (Some(before), Some(after)) if before == after => format!("page {after}"),
        (Some(before), Some(after)) => format!("page {after} (was {before})"),
        (None, Some(after)) => format!("page {after} (new)"),
        (before, _) => format!("page {} (gone)", before.unwrap_or_default()),
    };
    let shown = |change, [open, close]: [&str; 2]| {
        let parts = it.parts.iter().filter(move |it| it.change == change);
        let bare = parts.clone().filter(|it| it.text.is_empty()).count();
        let all: BTreeSet<&str> =
            parts.map(|it| it.text.as_str()).filter(|it| !it.is_empty()).collect();
        let shown = all.iter().take(MOST_PARTS);
        let texts: Vec<String> =
            shown.map(|it| format!("{open}{}{close}", (form.words)(it))).collect();
        let more = bare + all.len() - texts.len();
        let more = match (texts.len(), more) {
            (_, 0) => String::new(),
            (0, 1) => "lines, areas or pictures".to_string(),
            (0, more) => format!("{more} lines, areas or pictures"),
            (_, more) => format!(" and {more} more"),
        };
        format!("{}{more}", texts.join(" "))
    };
    let both = [shown(Change::Removed, form.old), shown(Change::Added, form.new)];
    let both: Vec<String> = both.into_iter().filter(|it| !it.is_empty()).collect();
    let _ = writeln!(out, "{}{file} {number}: {}", form.item, both.join(" → "));
    if let Some(picture) = &it.picture {
        let _ = writeln!(out, "{}{}", form.inner, (form.picture)(picture, &it.file));
    }
}

fn section<T>(
    out: &mut String,
    form: &Form,
    name: &str,
    all: &[T],
    mut item: impl FnMut(&mut String, &T),
) {
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}{name}\n", form.heading);
    all.iter().take(form.most).for_each(|it| item(out, it));
    if let Some(more @ 1..) = all.len().checked_sub(form.most) {
        let _ = writeln!(out, "{}and {more} more", form.item);
    }
}

fn passage(out: &mut String, form: &Form, it: &PassageChange) {
    let place = (form.name)(&format!("{}:{}", it.file, it.line));
    let under = match it.under.is_empty() {
        true => String::new(),
        false => format!(" under “{}”", (form.words)(&it.under)),
    };
    let (change, subject, documents) =
        (named(it.change), subject(it.subject), documents(&it.documents));
    let _ = writeln!(
        out,
        "{}{change} {place} ({}; {}{under}; {documents}){subject}",
        form.item, it.language, it.kind
    );
    let text = match it.change {
        Change::Moved => shortened((form.words)(it.after.as_deref().unwrap_or_default())),
        _ => marked(form, it.before.as_deref(), it.after.as_deref()),
    };
    let _ = writeln!(out, "{}{text}", form.inner);
}

/// Two texts as one, with what differs marked and little of the rest.
fn marked(form: &Form, before: Option<&str>, after: Option<&str>) -> String {
    let pieces = pieces(before.unwrap_or_default(), after.unwrap_or_default());
    let last = pieces.len().saturating_sub(1);
    let piece = |(at, piece): (usize, &Piece)| match piece {
        Piece::Both(text) => (form.words)(&around(text, at > 0, at < last)),
        Piece::Old(text) => edged(form.words, form.old, text),
        Piece::New(text) => edged(form.words, form.new, text),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// A marked text; blanks stand outside of the marks, or Markdown does not see them.
fn edged(words: fn(&str) -> String, [open, close]: [&str; 2], text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return format!("{open}␣{close}");
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    format!("{start}{open}{}{close}{end}", words(inner))
}

/// What is near to the change before it or behind it.
pub fn around(text: &str, behind: bool, before: bool) -> String {
    let characters: Vec<char> = text.chars().collect();
    let start = if behind { AROUND.min(characters.len()) } else { 0 };
    let end = if before { characters.len().saturating_sub(AROUND) } else { characters.len() };
    if start >= end {
        return text.to_string();
    }
    let (head, tail) =
        (whole_words(&characters, 0..start), whole_words(&characters, end..characters.len()));
    let join = |part: &[char]| part.iter().collect::<String>();
    format!("{}…{}", join(head), join(tail))
}

/// A part of a text without the halves of words at its inner ends; all of it where that would leave nothing.
fn whole_words(all: &[char], part: std::ops::Range<usize>) -> &[char] {
    let parts = |at: usize| {
        let beside = [at.checked_sub(1).and_then(|it| all.get(it)), all.get(at)];
        beside.iter().any(|it| it.is_none_or(|c| c.is_whitespace() || is_wide(*c)))
    };
    let start = part.clone().find(|at| parts(*at)).unwrap_or(part.start);
    let end = part.clone().rev().map(|at| at + 1).find(|at| parts(*at)).unwrap_or(part.end);
    if start < end { &all[start..end] } else { &all[part] }
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn summary(changes: &Changes) -> String {
    let of = |change| changes.passages.iter().filter(|it| it.change == change).count();
    let counts = [
        (changes.editions.len(), "edition", ""),
        (changes.cells.len(), "cell", " changed"),
        (of(Change::Changed), "passage", " changed"),
        (of(Change::Added), "passage", " added"),
        (of(Change::Removed), "passage", " removed"),
        (of(Change::Moved), "passage", " moved"),
        (changes.references.len(), "reference", ""),
        (changes.pages.len(), "page", " looking otherwise"),
    ];
    let some = counts.iter().filter(|(count, ..)| *count > 0);
    let parts: Vec<String> = some
        .map(|(count, what, how)| {
            format!("{count} {what}{}{how}", if *count == 1 { "" } else { "s" })
        })
        .collect();
    match parts.is_empty() {
        true => "nothing has changed".to_string(),
        false => parts.join(", "),
    }
}

/// A path in Markdown: whatever is no plain sign is written as its bytes.
fn address(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const PLAIN: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/').remove(b':');
    utf8_percent_encode(path, PLAIN).to_string()
}

fn named(change: Change) -> &'static str {
    match change {
        Change::Changed => "changed",
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Moved => "moved",
    }
}

fn subject(subject: Option<Subject>) -> &'static str {
    match subject {
        Some(Subject::Conclusion) => " [conclusion]",
        Some(Subject::Certainty) => " [certainty]",
        None => "",
    }
}

fn documents(names: &BTreeSet<String>) -> String {
    names.iter().cloned().collect::<Vec<_>>().join(", ")
}
