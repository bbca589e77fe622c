//! Everyday words whose sense can be compared between languages: negations, directions, opposites,
//! well-known names. What they are is data; what is concluded from them is not decided here.

pub mod finder;
pub mod parted;
mod table;

pub use self::finder::{Slot, WordFinder};
pub use self::table::{Found, Kind, within};
