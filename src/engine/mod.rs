//! What a program holds to build projects again and again: an engine, and the projects it opens.

mod handle;
mod project;

pub use self::handle::Engine;
pub use self::project::{Folder, Project};
