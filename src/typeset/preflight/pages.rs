//! Whole pages: headings left behind, an empty last page, coarse images.

use super::marks::{Preflight, quote};
use super::reports;
use super::text::is_slide;
use crate::diagnostic::codes;

pub fn check(preflight: &mut Preflight, number: usize) {
    stranded(preflight, number);
    coarse(preflight, number);
    if number > 0 && number + 1 == preflight.pages.len() {
        nearly_empty(preflight, number);
    }
    for at in &preflight.pages[number].reports {
        reports::tell(preflight, number, at);
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
