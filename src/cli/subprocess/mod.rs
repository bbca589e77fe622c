//! A run in a process of its own: the same program, started again, so that what ends a run without a word (memory
//! that is refused, a full stack, a kill) still comes to a finding. Not on Windows, where this was never tried.

#[cfg(not(unix))]
mod alone;
#[cfg(unix)]
mod child;
#[cfg(unix)]
mod ended;
#[cfg(unix)]
mod job;
#[cfg_attr(not(unix), allow(dead_code, reason = "nobody listens there"))]
mod notes;
#[cfg(unix)]
pub mod parent;

#[cfg(unix)]
pub use self::child::{VARIABLE, built, is_child, tell};

pub use self::notes::Note;

#[cfg(not(unix))]
pub use self::alone::{VARIABLE, built, tell};
