//! What only a template can know and reports on its pages: what did not fit, and how it was set instead.

use super::marks::{At, Preflight, quote};
use crate::diagnostic::{Code, codes};
use crate::typeset::page_items::Report;

/// A formula that is set smaller than this is hard to read.
const LEAST_FORMULA: f64 = 0.7;

/// What is said of a report.
struct Said {
    code: Code,
    message: String,
    help: &'static str,
}

/// What is said of a report of one kind on a page, if anything.
type Say = fn(&Preflight, usize, &Report) -> Option<Said>;

/// The kinds of reports; others are for other checks.
const KINDS: [(&str, Say); 11] = [
    ("slide-overflow", slide_overflow),
    ("slide-split", slide_split),
    ("slide-lean", slide_lean),
    ("handout-type", handout_type),
    ("notes-overflow", notes_overflow),
    ("wide", wide),
    ("table-over", table_over),
    ("table-parts", table_parts),
    ("table-small", table_small),
    ("formula", formula),
    ("column", column),
];

/// Tells what a template reports.
pub fn tell(preflight: &mut Preflight, number: usize, at: &At) {
    let (near, report) = at;
    let Some((kind, say)) = KINDS.iter().find(|(kind, _)| *kind == report.kind()) else { return };
    let Some(Said { code, message, help }) = say(preflight, number, report) else { return };
    let before = preflight.findings.len();
    match *kind {
        "column" => preflight.mark(code, number, *near, message, help),
        _ => preflight.mark_report(code, number, at, message, help),
    }
    // Each edition has it.
    if *kind == "table-over"
        && let Some(finding) = preflight.findings.get_mut(before)
    {
        finding.cause = Some(format!("the columns of a table in {}", finding.place));
    }
    // A deck made for another program has its own idea of how much a slide holds.
    if preflight.is_single() && matches!(*kind, "slide-overflow" | "notes-overflow") {
        preflight.lower_since(before);
    }
}

/// A slide by its title, or by its page when it has none.
fn slide(number: usize, report: &Report) -> String {
    match report.text("name") {
        "" => format!("the slide without a title on page {}", number + 1),
        name => format!("the slide {}", quote(name)),
    }
}

fn slide_overflow(preflight: &Preflight, number: usize, report: &Report) -> Option<Said> {
    let (slide, over) = (slide(number, report), report.number("over"));
    (!preflight.is_over(number)).then(|| Said {
        code: codes::SLIDE_OVERFLOW,
        message: format!(
            "{slide} holds {over:.0} pt more than fits, and what is too tall cannot be parted"
        ),
        help: "shorten it, or move text to the speaker’s notes",
    })
}

/// A slide for which one was not enough. In a deck that was made for another program, it takes as many as it needs.
fn slide_split(preflight: &Preflight, number: usize, report: &Report) -> Option<Said> {
    let (slide, parts) = (slide(number, report), report.number("parts"));
    let below = if report.is("below") { ", its columns one below another" } else { "" };
    let (code, message) = match parts > 2.0 && !preflight.is_single() {
        true => (codes::SLIDE_OVERFLOW, format!("{slide} holds as much as {parts:.0} slides do")),
        false => (
            codes::SLIDE_SPLIT,
            format!("{slide} holds more than fits; it stands on {parts:.0} slides{below}"),
        ),
    };
    let help = "say less on it, part it where you would, or move text to ::: notes or ::: handout";
    Some(Said { code, message, help })
}

fn slide_lean(_: &Preflight, number: usize, report: &Report) -> Option<Said> {
    let slide = slide(number, report);
    Some(Said {
        code: codes::SLIDE_SPLIT,
        message: format!(
            "{slide} has no room for the second lines of its table; they are left out"
        ),
        help: "choose fewer rows or columns for it",
    })
}

fn handout_type(_: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let size = report.number("size");
    Some(Said {
        code: codes::HANDOUT_TYPE,
        message: format!(
            "the small text of the slides is printed at {size:.1} pt; it can be read from 6.5 pt"
        ),
        help: "put fewer slides on a page: per_page",
    })
}

fn notes_overflow(_: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let (slide, over) = (report.number("slide"), report.number("over"));
    Some(Said {
        code: codes::NOTES_OVERFLOW,
        message: format!(
            "the notes of slide {slide} are {over:.0} pt too tall for the space on the page"
        ),
        help: "shorten them, or put fewer slides on a page: per_page",
    })
}

fn wide(_: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let over = report.number("over");
    Some(Said {
        code: codes::WIDTH,
        message: format!("this image is {over:.0} pt wider than the text; it is shown smaller"),
        help: "write a share of the text's width, such as {width=100%}",
    })
}

fn table_over(_: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let columns = report.number("columns");
    Some(Said {
        code: codes::SLIDE_OVERFLOW,
        message: format!(
            "this table has {columns} columns, more than the slide has room for side by side"
        ),
        help: "show fewer columns on slides, in a declared table of their own, or print the table on paper",
    })
}

fn table_parts(_: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let (columns, parts) = (report.number("columns"), report.number("parts"));
    Some(Said {
        code: codes::WIDE_TABLE,
        message: format!(
            "this table has {columns} columns, more than fit side by side; it is printed in {parts} parts, each with the first column"
        ),
        help: "remove columns, or declare the table with `landscape = true`",
    })
}

fn table_small(_: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let (columns, size) = (report.number("columns"), report.number("size"));
    Some(Said {
        code: codes::WIDE_TABLE,
        message: format!(
            "this table of {columns} columns is set in {size:.1} pt, so that its words fit"
        ),
        help: "remove columns, or shorten its longest words",
    })
}

fn formula(preflight: &Preflight, _: usize, report: &Report) -> Option<Said> {
    let (lines, scale) = (report.number("lines"), report.number("scale"));
    let percent = scale * 100.0;
    let how = match lines > 0.0 {
        true if scale < 0.995 => {
            format!("it is broken into {lines} lines and set at {percent:.0}%")
        }
        true => format!("it is broken into {lines} lines"),
        false => format!("it is set at {percent:.0}% of its size"),
    };
    // A text that is a document by itself stands for its manifest, and is never held up by this.
    let code = match scale < LEAST_FORMULA && !preflight.is_single() {
        true => codes::FORMULA_TOO_WIDE,
        false => codes::FORMULA_FITTED,
    };
    let message = format!("this formula is wider than the text; {how}");
    Some(Said {
        code,
        message,
        help: "break it where you want, in `aligned`: `\\\\` ends a line, `&` aligns",
    })
}

fn column(preflight: &Preflight, number: usize, report: &Report) -> Option<Said> {
    let (column, width) = (report.number("column"), report.number("width"));
    let is_narrow = width < preflight.limits.column && !preflight.is_over(number);
    is_narrow.then(|| Said {
        code: codes::NARROW_COLUMN,
        message: format!(
            "column {column} of this table is only {width:.1} characters wide, too narrow for its words"
        ),
        help: "shorten its words or its head, remove a column, or declare the table with `landscape = true`",
    })
}
