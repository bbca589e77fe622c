//! A run in a process of its own: the same program, started again, so that what ends a run without a word (memory
//! that is refused, a full stack, a kill) still comes to a finding. Not on Windows, where this was never tried.

#[cfg(unix)]
mod child;
#[cfg(unix)]
mod ended;
#[cfg(unix)]
mod job;
mod notes;
#[cfg(unix)]
mod parent;

#[cfg(unix)]
pub use self::child::{built, is_child, tell};
#[cfg(unix)]
pub use self::parent::run;

pub use self::notes::Note;

/// Here a run stays in its process.
#[cfg(not(unix))]
mod alone {
    use std::ffi::OsString;

    use super::notes::Note;

    /// Nothing is run elsewhere.
    pub fn run<C>(_: &C, _: &[OsString]) -> Option<u8> {
        None
    }

    /// It is nobody's child.
    pub fn is_child() -> bool {
        false
    }

    /// Nobody listens.
    pub fn tell(_: &Note) {}

    /// Nothing was built before.
    pub fn built() -> Option<u64> {
        None
    }
}

#[cfg(not(unix))]
pub use self::alone::{built, is_child, run, tell};
