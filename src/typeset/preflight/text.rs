//! Runs of text: cut off, one over the other, too small, too pale.

use super::marks::{Preflight, quote};
use super::near::near;
use crate::diagnostic::codes;
use crate::language::punctuation;
use crate::typeset::page_items::{Area, Page, Run};

/// How far a run may stand out, in parts of its size: a full point or hyphen hangs in the margin.
const HANGING: f64 = 0.35;

/// How far a formula or code may stand out of its block, in points: what rounding takes.
const HAIR: f64 = 1.0;

/// How far a formula in the first or last line may stand above or below the text, in points: as far as
/// into the space between lines.
const REACH: f64 = 4.0;

/// A mark such as a citation may be this much smaller than the text it stands beside.
const MARK: f64 = 0.55;

pub fn check(preflight: &mut Preflight, number: usize) {
    let page = &preflight.pages[number];
    let room = text_area(page);
    let mut last_cut = None;
    for (i, run) in page.runs.iter().enumerate() {
        if run.text.trim().is_empty() {
            continue;
        }
        // A line that goes on beyond its end is told where it first does.
        let goes_on = last_cut.is_some_and(|last| last + 1 == i && touches(&page.runs[last], run));
        if goes_on || cut(preflight, number, i, &room) {
            last_cut = Some(i);
        }
        small(preflight, number, i);
        pale(preflight, number, i);
    }
    overlaps(preflight, number);
}

/// Where text may stand: what the template reports, or the whole page.
fn text_area(page: &Page) -> Area {
    let whole = Area { left: 0.0, top: 0.0, right: page.size.0, bottom: page.size.1 };
    let report = page.reports.iter().map(|(_, it)| it).find(|it| it.kind() == "area");
    report.map_or(whole, |it| Area {
        left: it.number("left"),
        top: it.number("top"),
        right: it.number("right"),
        bottom: it.number("bottom"),
    })
}

/// Whether a run stands right behind another, on its line and as it does.
fn touches(last: &Run, run: &Run) -> bool {
    let level = (last.area.bottom - run.area.bottom).abs() < 0.1;
    let alike = last.clip == run.clip && last.furniture == run.furniture;
    level && alike && (run.area.left - last.area.right).abs() < 0.5
}

/// Tells a run that is cut off; gives whether it is.
fn cut(preflight: &mut Preflight, number: usize, i: usize, room: &Area) -> bool {
    let run = &preflight.pages[number].runs[i];
    let slack = HANGING * run.size;
    let (out, of) = match run.clip {
        Some(clip) if run.area.beyond(&clip) > slack => (run.area.beyond(&clip), "its box"),
        // Running heads and feet stand above and below it.
        _ if run.furniture => {
            (run.area.beyond(&Area { top: 0.0, bottom: f64::MAX, ..*room }), "the text area")
        }
        _ if run.formula.is_some() => {
            let (top, bottom) = (room.top - REACH, room.bottom + REACH);
            (run.area.beyond(&Area { top, bottom, ..*room }), "the text area")
        }
        _ => (run.area.beyond(room), "the text area"),
    };
    // A line of a formula or of code hangs nothing in the margin.
    let beyond_block = beyond_block(&preflight.pages[number], run);
    let of_block = out <= slack && beyond_block > HAIR;
    let (out, of) = if of_block { (beyond_block, "its column") } else { (out, of) };
    if of_block || out > slack {
        let message = format!("{} extends beyond {of} by {out:.0} pt", quote(&run.text));
        let (right, bottom) = preflight.pages[number].size;
        let paper = Area { left: 0.0, top: 0.0, right, bottom };
        let is_whole = run.clip.is_none() && run.area.beyond(&paper) <= 0.0;
        let before = preflight.findings.len();
        preflight.mark(
            codes::TEXT_CUT,
            number,
            i,
            message,
            "shorten it, allow it to break, or give it more space",
        );
        // It can be read, and the text of somebody else is not refused for its looks.
        if is_whole && preflight.is_single() {
            preflight.lower_since(before);
        }
    }
    of_block || out > slack
}

/// How far a run of a formula or of code stands out of the block it was set in, to the left or right.
fn beyond_block(page: &Page, run: &Run) -> f64 {
    let Some((text, mut block)) = run.in_block.filter(|_| !run.furniture) else { return 0.0 };
    let area = page.reports.iter().map(|(_, it)| it).find(|it| it.kind() == "area");
    if let Some(measure) = area.map(|it| it.number("measure")).filter(|it| *it > 0.0)
        && block.right - block.left >= page.size.0
    {
        // What stands in no block is as wide as the text.
        block.left = (page.size.0 - measure) / 2.0;
        block.right = page.size.0 - block.left;
    }
    text.beyond(&Area { top: text.top, bottom: text.bottom, ..block })
}

fn small(preflight: &mut Preflight, number: usize, i: usize) {
    // What did not fit is small for that cause, which is told.
    let squeezed = |report: &str| report == "slide-overflow" || report == "notes-overflow";
    if preflight.pages[number].reports.iter().any(|(_, report)| squeezed(report.kind())) {
        return;
    }
    let runs = &preflight.pages[number].runs;
    let run = &runs[i];
    let on_slide = is_slide(&preflight.pages[number], run.size / run.set_size);
    let limit = if on_slide { preflight.limits.slide_type } else { preflight.limits.type_size };
    if run.set_size >= limit - 0.01 {
        return;
    }
    let is_mark =
        run.set_size >= MARK * limit && (run.formula.is_some() || is_mark(runs, i, limit));
    if !is_mark {
        let message = format!(
            "{} is set in {} pt; the theme requires at least {limit} pt",
            quote(&run.text),
            below(run.set_size, limit)
        );
        let key = if on_slide { "slide-type" } else { "type" };
        let help = format!("set it larger, or change `{key}` in the [limits] of the theme");
        preflight.mark(codes::TYPE_TOO_SMALL, number, i, message, &help);
    }
}

/// A size with the fewest decimals, one at least, that show it to be less than the limit.
fn below(size: f64, limit: f64) -> String {
    let mut told = format!("{size:.1}");
    if told.parse().is_ok_and(|it: f64| it >= limit) {
        told = format!("{size:.2}");
    }
    told
}

/// Whether a small run is a mark beside text that is large enough, such as the last number of [1, 2].
fn is_mark(runs: &[Run], i: usize, limit: f64) -> bool {
    let alike = |run: &&Run| {
        let own = &runs[i];
        (run.set_size - own.set_size).abs() < 0.01
            && (run.area.bottom - own.area.bottom).abs() < 0.1
    };
    let first = i - runs[..i].iter().rev().take_while(alike).count();
    let last = i + runs[i + 1..].iter().take_while(alike).count();
    // A cell or a line may hold nothing but citations: [1][2, 5–7].
    let written: String = runs[first..=last].iter().map(|run| run.text.as_str()).collect();
    let is_sign = |c: char| c.is_ascii_digit() || "[],–; \u{2060}".contains(c);
    if written.starts_with(['[', '\u{2060}'])
        && written.contains('[')
        && written.chars().all(is_sign)
    {
        return true;
    }
    let around = first.saturating_sub(6)..(last + 7).min(runs.len());
    let large = runs[around].iter().filter(|run| run.set_size >= limit - 0.01);
    large.into_iter().any(|run| beside(&runs[first], run) || beside(&runs[last], run))
}

/// Whether two runs stand on one line, close to each other.
fn beside(a: &Run, b: &Run) -> bool {
    let apart = (a.area.left - b.area.right).max(b.area.left - a.area.right);
    let level =
        a.area.bottom < b.area.bottom + 0.5 * b.size && a.area.bottom > b.area.top - 0.6 * b.size;
    level && apart < 2.0 * b.size
}

/// Whether what is shown at this scale stands on a slide. A handout shows slides smaller on a page of
/// its own; they are read beside the slides themselves, so that the sizes on the slide count.
pub fn is_slide(page: &Page, scale: f64) -> bool {
    let has = |kind: &str| page.reports.iter().any(|(_, report)| report.kind() == kind);
    scale < 0.99 || (has("slide") && !has("area"))
}

fn pale(preflight: &mut Preflight, number: usize, i: usize) {
    let run = &preflight.pages[number].runs[i];
    let limit = preflight.limits.contrast;
    if let Some(contrast) = run.contrast.filter(|it| *it < limit - 0.005) {
        let message = format!(
            "{} has a contrast of {contrast:.1} : 1 with its background; the theme requires {limit} : 1",
            quote(&run.text)
        );
        preflight.mark(
            codes::LOW_CONTRAST,
            number,
            i,
            message,
            "choose a darker text colour, or a lighter background",
        );
    }
}

/// Text over text: more than a sliver of one run lies on another.
fn overlaps(preflight: &mut Preflight, number: usize) {
    if preflight.is_over(number) {
        return;
    }
    let runs = &preflight.pages[number].runs;
    let areas = runs.iter().map(|run| (!run.text.trim().is_empty()).then_some(run.area)).collect();
    for (a, b) in near(areas) {
        // The marks of one formula are set by the rules of mathematics.
        if runs[a].formula.is_some() && runs[a].formula == runs[b].formula {
            continue;
        }
        let (wide, tall) = runs[a].area.common(&runs[b].area);
        let size = runs[a].size.min(runs[b].size);
        let wide = wide - blank(&runs[a], &runs[b]);
        if wide > 0.25 * size && tall > 0.25 * size {
            let message = format!("{} overlaps {}", quote(&runs[b].text), quote(&runs[a].text));
            let help = "give the text more space, or shorten it";
            preflight.mark(codes::TEXT_OVER_TEXT, number, a.max(b), message, help);
        }
    }
}

/// How far two runs on one line may share the room of two Chinese marks: the half that is blank.
fn blank(a: &Run, b: &Run) -> f64 {
    let (left, right) = if a.area.left <= b.area.left { (a, b) } else { (b, a) };
    let level = (left.area.bottom - right.area.bottom).abs() < 0.1;
    let seen = |c: &char| *c != '\u{2060}';
    let ends = (left.text.chars().rev().find(seen), right.text.chars().find(seen));
    match ends {
        (Some(last), Some(next)) if level && punctuation::share(last, next) => {
            0.5 * left.size.max(right.size)
        }
        // A raised citation stands in the blank of the bracket before it.
        (Some('）' | '」' | '』' | '】' | '》' | '〉'), _) if right.size < 0.8 * left.size => {
            0.5 * left.size
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn a_size_below_its_limit_reads_as_less() {
        assert_eq!(below(8.96, 9.0), "8.96");
        assert_eq!(below(8.8, 9.0), "8.8");
        assert_eq!(below(6.44, 6.5), "6.4");
    }
}
