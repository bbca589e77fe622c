//! The only place that touches the file system: a project in, artifacts out.

mod read;
mod text;
mod write;

pub use read::{read_project, too_large, unreadable};
pub use text::{read_called, read_named};
pub use write::{write_artifacts, write_folder};
