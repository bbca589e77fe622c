//! Waiting for a folder that another build is writing to: told at once, and not for ever.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::report;

/// How long is waited between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// How often is looked: 20 seconds in all. Builds hold a folder while they write, not while they
/// typeset, so one that takes longer is stuck.
const LOOKS: usize = 400;

/// What `disk` asks while a folder is locked.
pub fn patiently(quiet: bool) -> impl FnMut(&Path) -> bool {
    let mut looks = 0;
    move |folder| {
        if looks == 0 && !quiet {
            report::say(&format!("waiting for another build that writes to {}", folder.display()));
        }
        looks += 1;
        sleep(PAUSE);
        looks < LOOKS
    }
}
