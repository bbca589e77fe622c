//! A build with a progress bar on a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use super::build_options::{Build, Emit};
use super::timings::Timings;
use super::watchdog::Watchdog;
use crate::{Artifact, Engine, Outcome, Progress, Request, Shard, Sources};

/// What a build calls while it goes on.
pub struct Hands<'a> {
    pub watchdog: &'a Watchdog,
    pub sink: &'a (dyn Fn(Artifact) + Sync),
    pub is_there: &'a (dyn Fn(&str, &str) -> bool + Sync),
    pub timings: &'a Timings,
}

/// Builds, and shows how far it is.
pub fn build(
    engine: &Engine,
    sources: &Sources,
    (options, shard): (&Build, Option<Shard>),
    hands: &Hands,
) -> Outcome {
    let bar = bar(options);
    let progress = |step: Progress| {
        hands.watchdog.note(&step);
        show(&bar, &step);
        if let Progress::Cost { document, costs } = step {
            hands.timings.note(document, costs);
        }
    };
    let request =
        request(options, shard).progress(&progress).sink(hands.sink).is_there(hands.is_there);
    let outcome = engine.project(sources.clone()).build(&request);
    bar.finish_and_clear();
    outcome
}

/// What is asked for.
fn request<'a>(options: &Build, shard: Option<Shard>) -> Request<'a> {
    let request = options.shared.request();
    let request = request
        .only(options.only.clone())
        .emit_typst(options.emit == Emit::Typst)
        .audit(options.audit)
        .draft(options.draft)
        .print(options.print.clone())
        .trace(options.trace.is_some())
        .timings(options.timings.is_some())
        .jobs(options.jobs)
        .shard(shard);
    options.values.applied(request)
}

/// A bar on a terminal; services that build for others may give one that nobody looks at.
fn bar(options: &Build) -> ProgressBar {
    let is_watched = io::stderr().is_terminal() && std::env::var_os("CI").is_none();
    let bar = match is_watched && !options.shared.output.quiet {
        true => ProgressBar::new_spinner(),
        false => ProgressBar::hidden(),
    };
    set_style(&bar, "{spinner} {msg}");
    bar.set_message("reading and checking");
    bar
}

fn show(bar: &ProgressBar, step: &Progress) {
    match step {
        Progress::Composed { documents } => {
            // Documents for each record come in runs.
            bar.set_length(bar.length().unwrap_or_default() + *documents as u64);
            bar.set_message("");
            set_style(bar, "{spinner} {pos} of {len} typeset  {msg}");
        }
        Progress::Made { artifact, .. } => {
            bar.set_message(artifact.name.clone());
            // The time that is left is known from those that are made.
            if bar.position() == 0 {
                set_style(bar, "{spinner} {pos} of {len} typeset, {eta} left  {msg}");
            }
            bar.inc(1);
        }
        _ => {}
    }
}

fn set_style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
