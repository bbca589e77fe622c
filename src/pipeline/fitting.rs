//! Makes a document fit its pages: spacing and size give, step by step, and then its optional divisions go.

use super::caches::Pdf;
use crate::compose::Job;
use crate::compose::tighter::tighter;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::fit::Fit;

/// What came of typesetting a job once: the PDF, and what was found on its pages.
pub type Once = (Option<Pdf>, Vec<Diagnostic>);

/// Typesets a job in so many ways until its pages are right. `typeset` is given how many pages are too
/// many to be exported; the PDF of such pages has no bytes. `lines` counts those that stand behind so many pages.
pub fn fitted(
    job: &Job,
    name: &str,
    typeset: &dyn Fn(&Job, usize) -> Once,
    lines: &dyn Fn(&Job, usize) -> usize,
) -> Once {
    let Some(fit) = &job.fit else { return typeset(job, usize::MAX) };
    let most = fit.pages + 1;
    let (made, findings) = typeset(job, most);
    let Some(pages) = made.as_ref().map(|it| it.pages).filter(|pages| *pages > fit.pages) else {
        return asked(made, findings, fit, name);
    };
    let mut long = None;
    for (dropped, whole) in std::iter::once(job).chain(&job.shorter).enumerate() {
        // Nothing is gained by small steps if the largest is not enough.
        let tightest = tightened(whole, fit, Fit::STEPS);
        if typeset(&tightest, most).0.is_some_and(|it| it.bytes.is_empty()) {
            long = Some(tightest);
            continue;
        }
        let first = usize::from(dropped == 0);
        for step in first..=Fit::STEPS {
            let (made, mut findings) = typeset(&tightened(whole, fit, step), most);
            if made.as_ref().is_none_or(|it| it.pages <= fit.pages) {
                findings.push(told(fit, name, (step, dropped), pages));
                return asked(made, findings, fit, name);
            }
        }
    }
    let (made, mut findings) = typeset(job, usize::MAX);
    let beyond = long.map_or(0, |it| lines(&it, fit.pages));
    findings.push(unfit(fit, name, (pages, beyond), !job.shorter.is_empty()));
    (made, findings)
}

fn tightened(job: &Job, fit: &Fit, step: usize) -> Job {
    let (size, spacing) = fit.shares(step);
    tighter(job, size, spacing)
}

/// A document that must have so many pages may have too few.
fn asked(made: Option<Pdf>, mut findings: Vec<Diagnostic>, fit: &Fit, name: &str) -> Once {
    if let Some(pages) = made.as_ref().map(|it| it.pages).filter(|pages| !fit.allows(*pages)) {
        let message = format!("{name} has {}, and {} are asked for", number(pages), fit.pages);
        let finding = Diagnostic::new(codes::PAGES_NOT_FIT, fit.place.clone(), message);
        findings.push(finding.help("write more, or `max_pages` instead of `pages`"));
    }
    (made, findings)
}

/// What was done.
fn told(fit: &Fit, name: &str, (step, dropped): (usize, usize), pages: usize) -> Diagnostic {
    let (size, spacing) = fit.shares(step);
    let percent = |share: f64| format!("{}%", (share * 100.0).round());
    let mut done = Vec::new();
    if step > 0 {
        done.push(format!("type at {}, spacing at {}", percent(size), percent(spacing)));
    }
    if dropped > 0 {
        done.push(match dropped {
            1 => "without the first of its optional divisions".to_string(),
            _ => format!("without the first {dropped} of its optional divisions"),
        });
    }
    let (pages, asked) = (number(pages), number(fit.pages));
    let message = format!("{name} had {pages} and is made to fit {asked}: {}", done.join("; "));
    Diagnostic::new(codes::PAGES_FITTED, fit.place.clone(), message)
        .help("shorten the text, or allow more pages, if that is too tight")
}

/// Nothing helped.
fn unfit(fit: &Fit, name: &str, (pages, beyond): (usize, usize), optional: bool) -> Diagnostic {
    let (size, spacing) = fit.shares(Fit::STEPS);
    let optional = if optional { ", without its optional divisions" } else { "" };
    let message = format!(
        "{name} has {}, and {} allowed; even with type at {:.0}% and spacing at {:.0}%{optional}, {} too many",
        number(pages),
        match fit.pages {
            1 => "1 is".to_string(),
            pages => format!("{pages} are"),
        },
        size * 100.0,
        spacing * 100.0,
        match beyond {
            0 | 1 => "about a line is".to_string(),
            lines => format!("about {lines} lines are"),
        },
    );
    Diagnostic::new(codes::PAGES_NOT_FIT, fit.place.clone(), message).help(
        "shorten the text, mark divisions that may go with {optional=1}, or lower `size` and `spacing` in `fit`",
    )
}

fn number(pages: usize) -> String {
    if pages == 1 { "1 page".to_string() } else { format!("{pages} pages") }
}
