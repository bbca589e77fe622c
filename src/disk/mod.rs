//! The only place that touches the file system: a project in, artifacts out.

mod read;
mod write;

pub use read::read_project;
pub use write::write_artifacts;
