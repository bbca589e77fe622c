//! Ctrl-C: a build that is writing finishes writing, and then the process ends. No file is left half written under
//! its own name; an archive that was begun stays as `.diptych-NAME.partial` until the next build in that folder.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        use signal_hook::iterator::Signals;

        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
        let (own, end) = (self.clone(), move || std::process::exit(i32::from(code)));
        std::thread::spawn(move || {
            let mut signals = signals.forever();
            if signals.next().is_some() {
                std::thread::spawn(move || {
                    let _held = own.hold();
                    end()
                });
            }
            if signals.next().is_some() {
                end()
            }
        });
    }

    /// Holds Ctrl-C off until the guard is dropped.
    pub fn hold(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
