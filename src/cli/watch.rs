//! `diptych watch`: builds, and builds anew whenever a file of the project changes.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use notify_debouncer_mini::notify::{self, RecursiveMode};
use notify_debouncer_mini::{Config, DebounceEventResult, Debouncer, new_debouncer_opt};

use super::build_options::Build;
use super::exit::{FINE, SETUP};
use super::file_watcher::Changes;
use super::interrupt::Interrupt;
use super::subprocess::{self, Note};
use super::{build, report};
use crate::Sources;
use crate::disk::FolderId;

/// How long the files must have been quiet: editors write one file in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// A change that comes so soon after a build is one of several.
const SOON: Duration = Duration::from_secs(1);

/// How long there must be no further change among several before they are built.
const PAUSE: Duration = Duration::from_millis(150);

/// How long that is waited for at most.
const LONGEST: Duration = Duration::from_secs(1);

/// How often is looked whether the folder is still the one that is watched.
const LOOK: Duration = Duration::from_secs(1);

/// Builds and waits, until Ctrl-C.
pub fn run(options: &Build) -> u8 {
    let interrupt = Interrupt::listen(FINE);
    let mut watched = match Watched::begin(options) {
        Ok(watched) => watched,
        Err(error) => {
            let project = options.project.display();
            report::say(&format!("cannot watch {project}: {error}"));
            return SETUP;
        }
    };
    let engine = options.fonts.engine();
    let mut built: Option<Sources> = None;
    // The state on which the process before this one has ended; it would end on it again.
    let mut ended = subprocess::built();
    loop {
        let watchdog = build::watchdog(options);
        let project = build::read(options);
        let state = state(&project.sources);
        if ended.take() == Some(state) {
            drop(watchdog);
            built = Some(project.sources);
            wait_for_changes(options);
        // What a build writes is a change too, but not one of its sources.
        } else if built.as_ref().is_none_or(|built| built.files != project.sources.files)
            || !project.findings.is_empty()
        {
            subprocess::tell(&Note::Builds(state));
            build::report(options, &engine, &project, watchdog, &interrupt);
            wait_for_changes(options);
            built = Some(project.sources);
        } else {
            drop(watchdog);
        }
        if !watched.wait(options) {
            return FINE;
        }
    }
}

fn wait_for_changes(options: &Build) {
    subprocess::tell(&Note::At("while changes were waited for"));
    if !options.shared.output.quiet {
        report::say("waiting for changes; press Ctrl-C to stop");
    }
}

/// Tells one state of the project from another.
fn state(sources: &Sources) -> u64 {
    let mut hasher = DefaultHasher::new();
    sources.files.hash(&mut hasher);
    hasher.finish()
}

/// A folder that is watched, as long as it is the same folder.
struct Watched {
    changes: Receiver<DebounceEventResult>,
    folder: Option<FolderId>,
    /// Dropped, it would stop watching.
    _watcher: Option<Debouncer<Changes>>,
}

impl Watched {
    fn begin(options: &Build) -> Result<Watched, notify::Error> {
        let folder = FolderId::of(&options.project);
        let (send, changes) = mpsc::channel();
        let mut watcher = new_debouncer_opt(Config::default().with_timeout(QUIET), send)?;
        watcher.watcher().watch(&options.project, RecursiveMode::Recursive)?;
        Ok(Watched { changes, folder, _watcher: Some(watcher) })
    }

    /// Waits for a change; `false` when there can be none any more. A folder that was removed is
    /// waited for, and watched again when it has come back.
    fn wait(&mut self, options: &Build) -> bool {
        let built = Instant::now();
        loop {
            let change = self.changes.recv_timeout(LOOK);
            if FolderId::of(&options.project) != self.folder {
                self.again(options);
                return true;
            }
            match change {
                Ok(_) => break,
                Err(RecvTimeoutError::Timeout) => {}
                // The watcher was given up with its folder: look until there is one.
                Err(RecvTimeoutError::Disconnected) if self._watcher.is_none() => sleep(LOOK),
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        let (heard, pause) =
            (Instant::now(), if built.elapsed() < SOON { PAUSE } else { Duration::ZERO });
        // Several changes at once are one.
        while heard.elapsed() < LONGEST && self.changes.recv_timeout(pause).is_ok() {}
        true
    }

    fn again(&mut self, options: &Build) {
        self.folder = FolderId::of(&options.project);
        match Watched::begin(options) {
            Ok(watched) => *self = watched,
            Err(_) => self._watcher = None,
        }
    }
}
