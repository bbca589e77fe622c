//! The only place that touches the file system: a project in, artifacts out.

mod added;
mod apart;
mod before;
mod beside;
mod folder;
mod generated;
mod ledger;
mod memory;
mod other_letters;
#[cfg(feature = "cli")]
mod partial;
#[cfg(feature = "cli")]
mod parts;
mod placeholder;
mod read;
mod recognise;
mod recorded;
mod resolve;
mod stale;
mod start;
mod take;
mod text;
mod watched;
mod write;

pub use self::added::add_files;
pub use self::apart::check as are_apart;
pub use self::before::{Before, stale};
pub use self::beside::read_beside;
pub use self::memory::{Memory, memory_allowed, memory_in_use};
#[cfg(feature = "cli")]
pub use self::partial::Partial;
#[cfg(feature = "cli")]
pub use self::parts::{PART, read_output, read_parts};
pub use self::read::read_project;
pub use self::recorded::{changed, each_pdf, path_in, pdf_names};
pub use self::resolve::{folder_of, is_linked, name_of, unwritable};
pub use self::start::{write_folder, write_new};
pub use self::take::is_read;
pub use self::text::{read_called, read_named, read_stream};
pub use self::watched::Identity;
pub use self::write::{Output, Target, Wait};
