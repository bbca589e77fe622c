//! The budget of a whole run: a build that takes too long or too much memory ends with a finding.
//!
//! Limits of single items refuse what is known to grow; this is the net under all of them, for work
//! that no limit counts and that cannot be interrupted from within: values of a text compared or
//! written out, pictures, Typst code of a project's templates.

use std::path::Path;
use std::process::exit;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use super::options::{LimitOptions, OutputOptions};
use super::subprocess::{self, Note};
use super::{aborted, report};
use crate::diagnostic::{Code, codes};
use crate::disk::{self, Memory};
use crate::model::limits::size;
use crate::{Progress, Stage};

/// How often is looked; what grows by 2 GB a second has then gone 20 MB too far.
const LOOK: Duration = Duration::from_millis(10);

/// Watches a run from its creation until it is dropped.
pub struct Watchdog(Arc<Mutex<State>>);

/// What the two threads share.
#[derive(Default)]
struct State {
    over: bool,
    /// Everything that is being worked on; several documents are typeset at once.
    now: Vec<(Stage, String)>,
}

/// What a run may take, and how its end is told.
struct Bounds {
    time: Duration,
    /// What the call allows.
    memory: u64,
    /// What the system allows, less than which is left for the message.
    system: Memory,
    project: String,
    output: OutputOptions,
}

impl Watchdog {
    /// From now on the run has as much time and memory as the options say.
    pub fn start(project: &Path, limits: &LimitOptions, output: &OutputOptions) -> Watchdog {
        let bounds = Bounds {
            time: limits.timeout,
            memory: limits.memory,
            system: shortened(disk::memory_allowed()),
            project: project.display().to_string(),
            output: output.clone(),
        };
        let watchdog = Watchdog(Arc::default());
        subprocess::tell(&Note::At(&during(&[])));
        let shared = watchdog.0.clone();
        spawn(move || bounds.watch(&shared));
        watchdog
    }

    /// Notes what is being worked on.
    pub fn note(&self, step: &Progress) {
        let now = &mut locked(&self.0).now;
        match step {
            Progress::Began { stage, document } => {
                // Only typesetting works on several documents at once.
                now.retain(|(other, _)| *stage == Stage::Typeset && other == stage);
                now.push((*stage, document.to_string()));
            }
            Progress::Ended { document } => now.retain(|(_, other)| other != document),
            _ => return,
        }
        subprocess::tell(&Note::At(&during(now)));
    }
}

/// Nothing is ended any more: what follows, such as writing, is done to its end.
impl Drop for Watchdog {
    fn drop(&mut self) {
        locked(&self.0).over = true;
        subprocess::tell(&Note::At("while what was made was written and told"));
    }
}

impl Bounds {
    fn watch(&self, shared: &Mutex<State>) {
        let started = Instant::now();
        loop {
            sleep(LOOK);
            // Held to the end of the process, so that nothing begins to write meanwhile.
            let state = locked(shared);
            if state.over {
                return;
            }
            let seconds = self.time.as_secs();
            if started.elapsed() >= self.time {
                let more = "find out what takes so long, or allow more with `--timeout`";
                let message =
                    format!("not done after {}", report::number(seconds as usize, "second"));
                self.end(codes::OUT_OF_TIME, message, more, &state);
            }
            if let Some((bytes, more)) = self.too_much(disk::memory_in_use()) {
                let message = format!("more than {} of memory taken", size(bytes));
                self.end(codes::OUT_OF_MEMORY, message, more, &state);
            }
        }
    }

    /// The bound that is passed, and what can be done.
    fn too_much(&self, taken: Memory) -> Option<(u64, &'static str)> {
        let over = |taken: Option<u64>, bound: Option<u64>| bound.filter(|it| taken > Some(*it));
        let called = "find out what takes so much, or allow more with `--memory`";
        let container =
            "the container has no more: give it more, or build less at once with `--jobs 1`";
        let process = "`ulimit -v` allows no more: raise it, or build less at once with `--jobs 1`";
        over(taken.resident, Some(self.memory))
            .map(|bytes| (bytes, called))
            .or(over(taken.resident, self.system.resident).map(|bytes| (bytes, container)))
            .or(over(taken.mapped, self.system.mapped).map(|bytes| (bytes, process)))
    }

    fn end(&self, code: Code, message: String, more: &str, state: &State) -> ! {
        let message = format!("{message}, {}", during(&state.now));
        subprocess::tell(&Note::Told);
        exit(aborted::tell(code, message, more, &self.project, &self.output, false).into())
    }
}

/// A sixteenth of what the system allows is left, so that the run ends before the system ends it; in whole MiB.
fn shortened(allowed: Memory) -> Memory {
    let whole = |bytes: u64| (bytes >> 20).max(1) << 20;
    let less = |bytes: Option<u64>| bytes.map(|bytes| whole(bytes - bytes / 16));
    Memory { resident: less(allowed.resident), mapped: less(allowed.mapped) }
}

/// “while `summary.zh` was typeset”.
fn during(now: &[(Stage, String)]) -> String {
    let Some((stage, _)) = now.first() else {
        return "while files were read".to_string();
    };
    let names: Vec<&str> =
        now.iter().map(|(_, name)| &**name).filter(|it| !it.is_empty()).collect();
    match (stage, names.is_empty()) {
        (Stage::Load, _) => "while data was loaded".to_string(),
        (stage, true) => format!("while the documents were {}", done(*stage)),
        (stage, false) => format!("while `{}` was {}", names.join("`, `"), done(*stage)),
    }
}

fn done(stage: Stage) -> &'static str {
    match stage {
        Stage::Load => "loaded",
        Stage::Evaluate => "evaluated",
        Stage::Check => "checked",
        Stage::Compose => "composed",
        Stage::Typeset => "typeset",
    }
}

fn locked(shared: &Mutex<State>) -> MutexGuard<'_, State> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
