//! What texts in a language are compared by: tables of words, as a file of the language gives them.

mod files;
mod kinds;
mod part;
mod reader;
mod tables;

pub use self::files::{built_in, chain, codes, numerals};
pub use self::kinds::Table;
pub use self::part::Part;
pub use self::tables::{Comparison, Entry, Fault};
