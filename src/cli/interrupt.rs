//! Ctrl-C: a build that is writing finishes writing, and then the process ends. No file is left half written under
//! its own name; an archive that was begun stays as `.diptych-NAME.partial` until the next build in that folder.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::subprocess::{self, Note};

/// Keeps Ctrl-C from ending the process while held. Cloning shares it.
#[derive(Clone, Default)]
pub struct Interrupt(Arc<Mutex<()>>);

impl Interrupt {
    /// From now on Ctrl-C ends the process with `code`, but not while anything is held; a second
    /// one ends it at once.
    pub fn listen(code: u8) -> Interrupt {
        let interrupt = Interrupt::default();
        #[cfg(unix)]
        interrupt.spawn(code);
        #[cfg(not(unix))]
        let _ = code;
        interrupt
    }

    #[cfg(unix)]
    fn spawn(&self, code: u8) {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGUSR1};
        use signal_hook::iterator::Signals;

        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
        if subprocess::is_child() {
            let _ = signals.add_signal(SIGUSR1);
        }
        let (own, end) = (self.clone(), move || std::process::exit(i32::from(code)));
        std::thread::spawn(move || {
            // A terminal sends a signal to the parent and to its child, and the parent passes it on.
            let (mut received, mut passed) = (0, 0);
            for signal in signals.forever() {
                let count = if signal == SIGUSR1 { &mut passed } else { &mut received };
                *count += 1;
                match (received.max(passed), received + passed) {
                    (1, 1) => {
                        let own = own.clone();
                        std::thread::spawn(move || {
                            let _held = own.guard();
                            end()
                        });
                    }
                    (1, _) => {}
                    _ => end(),
                }
            }
        });
    }

    /// Holds Ctrl-C off until the guard is dropped.
    pub fn hold(&self) -> MutexGuard<'_, ()> {
        subprocess::tell(&Note::Writes);
        self.guard()
    }

    fn guard(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
