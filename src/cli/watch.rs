//! `diptych watch`: builds, and builds anew whenever a file of the project changes.

use std::sync::mpsc;
use std::time::Duration;

use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use super::arguments::Build;
use super::exit::{FINE, SETUP};
use super::interrupt::Interrupt;
use super::{build, report};
use crate::Sources;

/// How long the files must have been quiet: editors write one file in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// Builds and waits, until Ctrl-C.
pub fn run(options: &Build) -> u8 {
    let interrupt = Interrupt::listen(FINE);
    let (send, changes) = mpsc::channel();
    let watching = new_debouncer(QUIET, send).and_then(|mut watcher| {
        watcher.watcher().watch(&options.project, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    // Dropped, it would stop watching.
    let _watcher = match watching {
        Ok(watcher) => watcher,
        Err(error) => {
            let project = options.project.display();
            report::say(&format!("{project} cannot be watched: {error}"));
            return SETUP;
        }
    };
    let mut built: Option<Sources> = None;
    loop {
        let (sources, unreadable) = build::read(options);
        // What a build writes is a change too, but not one of its sources.
        if built.as_ref().is_none_or(|built| built.files != sources.files) || !unreadable.is_empty()
        {
            build::report(options, &sources, unreadable, &interrupt);
            if !options.output.quiet {
                report::say("waiting for changes; Ctrl-C ends");
            }
            built = Some(sources);
        }
        if changes.recv().is_err() {
            return FINE;
        }
        // Several changes at once are one.
        while changes.try_recv().is_ok() {}
    }
}
