//! The only place that touches the file system: a project in, artifacts out.

pub mod read;
pub mod text;
pub mod write;

pub use crate::disk::read::{read_project, too_large, unreadable};
pub use crate::disk::text::{read_called, read_named};
pub use crate::disk::write::{write_artifacts, write_folder};
