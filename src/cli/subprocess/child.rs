//! The side of the child: what it tells its parent, and its end when the parent has gone.

use std::io::{Write, stdin};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::parent_id;
use std::sync::OnceLock;
use std::thread::{sleep, spawn};
use std::time::Duration;

use super::notes::{Note, line};
use crate::cli::exit::INTERRUPTED;

/// The variable that tells a child whose it is: the number of the parent's process, `notes` if standard input
/// leads to the parent, and the state of the project that `watch` has built.
pub const VARIABLE: &str = "DIPTYCH_CHILD_OF";

/// Standard input leads to the parent.
pub const NOTES: &str = "notes";

/// How often is looked whether the parent is still there.
const LOOK: Duration = Duration::from_millis(50);

/// This process as a child.
struct Child {
    notes: Option<UnixStream>,
    built: Option<u64>,
}

static CHILD: OnceLock<Option<Child>> = OnceLock::new();

/// Whether the parent is this program and waits for this process.
pub fn is_child() -> bool {
    child().is_some()
}

/// Tells the parent, if there is one that listens.
pub fn tell(note: &Note) {
    let Some(mut notes) = child().and_then(|it| it.notes.as_ref()) else { return };
    // A parent that has gone needs to know nothing.
    let _ = notes.write_all(line(note).as_bytes());
}

/// The state of the project that was built before this process was started.
pub fn built() -> Option<u64> {
    child().and_then(|it| it.built)
}

fn child() -> Option<&'static Child> {
    CHILD.get_or_init(Child::new).as_ref()
}

impl Child {
    /// Nobody is a child by a variable alone, which may have come from elsewhere: the parent has that number.
    fn new() -> Option<Child> {
        let value = std::env::var(VARIABLE).ok()?;
        let mut parts = value.split(' ');
        let parent = parts.next()?.parse().ok().filter(|it| *it == parent_id())?;
        let leads = parts.next() == Some(NOTES);
        let own = leads.then(|| stdin().as_fd().try_clone_to_owned().ok()).flatten();
        spawn(move || end_with(parent));
        let built = parts.next().and_then(|it| it.parse().ok());
        Some(Child { notes: own.map(UnixStream::from), built })
    }
}

/// Ends this process when the parent was killed: nobody waits for what it makes.
fn end_with(parent: u32) {
    while parent_id() == parent {
        sleep(LOOK);
    }
    std::process::exit(INTERRUPTED.into());
}
