//! Whole pages: headings left behind, an empty last page, coarse images, and what templates report.

use super::marks::{At, Preflight, quote};
use super::text::is_slide;
use crate::diagnostic::codes;
use crate::typeset::page_items::Report;

/// A formula that is set smaller than this is hard to read.
const LEAST_FORMULA: f64 = 0.7;

pub fn check(preflight: &mut Preflight, number: usize) {
    stranded(preflight, number);
    coarse(preflight, number);
    if number > 0 && number + 1 == preflight.pages.len() {
        nearly_empty(preflight, number);
    }
    for at in &preflight.pages[number].reports {
        reported(preflight, number, at);
    }
}

/// A heading with nothing of its section beneath it.
fn stranded(preflight: &mut Preflight, number: usize) {
    let page = &preflight.pages[number];
    let area = page.reports.iter().any(|(_, report)| report.kind() == "area");
    let text = |i: &usize| !page.runs[*i].furniture && !page.runs[*i].text.trim().is_empty();
    let Some(last) = (0..page.runs.len()).rev().find(text) else { return };
    let run = &page.runs[last];
    let follows = page.images.iter().any(|image| image.after > last);
    if area && run.heading && !follows && number + 1 < preflight.pages.len() {
        let message = format!("the heading {} is alone at the bottom of a page", quote(&run.text));
        let help = "shorten the block that follows, or break the page before the heading";
        preflight.mark(codes::STRANDED_HEADING, number, last, message, help);
    }
}

fn coarse(preflight: &mut Preflight, number: usize) {
    let page = &preflight.pages[number];
    for image in &page.images {
        let on_slide = is_slide(page, image.set_resolution / image.resolution);
        let (limit, shown, where_to) = match on_slide {
            true => (preflight.limits.slide_resolution, image.set_resolution, "shown on a slide"),
            false => (preflight.limits.resolution, image.resolution, "printed"),
        };
        if shown < limit - 1.0 {
            let message = format!(
                "an image is {where_to} at {shown:.0} pixels per inch; the theme requires {limit}"
            );
            let help = "use a larger image, or show it smaller";
            let mut before = preflight.pages[number].reports.iter().rev();
            match before.find(|(near, it)| it.kind() == "image" && *near <= image.after) {
                Some(at) => preflight.mark_report(codes::COARSE_IMAGE, number, at, message, help),
                None => preflight.mark(codes::COARSE_IMAGE, number, image.after, message, help),
            }
        }
    }
}

fn nearly_empty(preflight: &mut Preflight, number: usize) {
    let page = &preflight.pages[number];
    let Some((_, area)) = page.reports.iter().find(|(_, report)| report.kind() == "area") else {
        return;
    };
    let (top, bottom) = (area.number("top"), area.number("bottom"));
    let own = page.runs.iter().enumerate().filter(|(_, run)| !run.furniture);
    let first = own.clone().map(|(i, _)| i).next().unwrap_or_default();
    let text = own.map(|(_, run)| run.area.bottom);
    let images = page.images.iter().map(|image| image.bottom);
    let reach = text.chain(images).fold(top, f64::max);
    let share = (reach - top) / (bottom - top);
    if share < preflight.limits.last_page {
        let message = format!("the last page is only {:.0}% full", share * 100.0);
        let help = "shorten the text by a few lines, or add to the last page";
        preflight.mark(codes::EMPTY_LAST_PAGE, number, first, message, help);
    }
}

/// What only a template can know.
fn reported(preflight: &mut Preflight, number: usize, at: &At) {
    let before = preflight.findings.len();
    report(preflight, number, at);
    // A deck made for another program has its own idea of how much a slide holds.
    if preflight.is_single() && matches!(at.1.kind(), "slide-overflow" | "notes-overflow") {
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

/// A slide for which one was not enough. In a deck that was made for another program, it takes as many as it needs.
fn split(preflight: &mut Preflight, number: usize, at: &At) {
    let (slide, parts) = (slide(number, &at.1), at.1.number("parts"));
    let help = "say less on it, part it where you would, or move text to ::: notes or ::: handout";
    if parts > 2.0 && !preflight.is_single() {
        let message = format!("{slide} holds as much as {parts:.0} slides do");
        preflight.mark_report(codes::SLIDE_OVERFLOW, number, at, message, help);
    } else {
        let below = if at.1.is("below") { ", its columns one below another" } else { "" };
        let message =
            format!("{slide} holds more than fits; it stands on {parts:.0} slides{below}");
        preflight.mark_report(codes::SLIDE_SPLIT, number, at, message, help);
    }
}

fn report(preflight: &mut Preflight, number: usize, at: &At) {
    let (near, report) = at;
    let over = report.number("over");
    match report.kind() {
        "slide-overflow" if preflight.is_over(number) => {}
        "slide-overflow" => {
            let message = format!(
                "{} holds {over:.0} pt more than fits, and what is too tall cannot be parted",
                slide(number, report)
            );
            let help = "shorten it, or move text to the speaker’s notes";
            preflight.mark_report(codes::SLIDE_OVERFLOW, number, at, message, help);
        }
        "slide-split" => split(preflight, number, at),
        "slide-lean" => {
            let message = format!(
                "{} has no room for the second lines of its table; they are left out",
                slide(number, report)
            );
            let help = "choose fewer rows or columns for it";
            preflight.mark_report(codes::SLIDE_SPLIT, number, at, message, help);
        }
        "handout-type" => {
            let message = format!(
                "the small text of the slides is printed at {:.1} pt; it can be read from 6.5 pt",
                report.number("size")
            );
            let help = "put fewer slides on a page: per_page";
            preflight.mark_report(codes::HANDOUT_TYPE, number, at, message, help);
        }
        "notes-overflow" => {
            let message = format!(
                "the notes of slide {} are {over:.0} pt too tall for the space on the page",
                report.number("slide")
            );
            let help = "shorten them, or put fewer slides on a page: per_page";
            preflight.mark_report(codes::NOTES_OVERFLOW, number, at, message, help);
        }
        "wide" => {
            let message =
                format!("this image is {over:.0} pt wider than the text; it is shown smaller");
            let help = "write a share of the text's width, such as {width=100%}";
            preflight.mark_report(codes::WIDTH, number, at, message, help);
        }
        "table-over" => {
            let message = format!(
                "this table has {} columns, more than the slide has room for side by side",
                report.number("columns")
            );
            let help = "show fewer columns on slides, in a declared table of their own, or print the table on paper";
            let before = preflight.findings.len();
            preflight.mark_report(codes::SLIDE_OVERFLOW, number, at, message, help);
            // Each edition has it.
            if let Some(finding) = preflight.findings.get_mut(before) {
                finding.cause = Some(format!("the columns of a table in {}", finding.place));
            }
        }
        "table-parts" => {
            let message = format!(
                "this table has {} columns, more than fit side by side; it is printed in {} parts, each with the first column",
                report.number("columns"),
                report.number("parts")
            );
            let help = "remove columns, or declare the table with `landscape = true`";
            preflight.mark_report(codes::WIDE_TABLE, number, at, message, help);
        }
        "table-small" => {
            let message = format!(
                "this table of {} columns is set in {:.1} pt, so that its words fit",
                report.number("columns"),
                report.number("size")
            );
            let help = "remove columns, or shorten its longest words";
            preflight.mark_report(codes::WIDE_TABLE, number, at, message, help);
        }
        "formula" => {
            let message = match (report.number("lines"), report.number("scale")) {
                (lines, scale) if lines > 0.0 && scale < 0.995 => format!(
                    "this formula is wider than the text; it is broken into {lines} lines and set at {:.0}%",
                    scale * 100.0
                ),
                (lines, _) if lines > 0.0 => {
                    format!("this formula is wider than the text; it is broken into {lines} lines")
                }
                (_, scale) => format!(
                    "this formula is wider than the text; it is set at {:.0}% of its size",
                    scale * 100.0
                ),
            };
            let help = "break it where you want, in `aligned`: `\\\\` ends a line, `&` aligns";
            // A text that is a document by itself stands for its manifest, and is never held up by this.
            let single = preflight.is_single();
            let code = match report.number("scale") < LEAST_FORMULA && !single {
                true => codes::FORMULA_TOO_WIDE,
                false => codes::FORMULA_FITTED,
            };
            preflight.mark_report(code, number, at, message, help);
        }
        "column" if preflight.is_over(number) => {}
        "column" if report.number("width") < preflight.limits.column => {
            let message = format!(
                "column {} of this table is only {:.1} characters wide, too narrow for its words",
                report.number("column"),
                report.number("width")
            );
            let help = "shorten its words or its head, remove a column, or declare the table with `landscape = true`";
            preflight.mark(codes::NARROW_COLUMN, number, *near, message, help);
        }
        _ => {}
    }
}
