//! HTML in Markdown: tags become the nodes that they mean, before blocks and inlines are read.

mod builder;
pub mod elements;
mod events;
mod finish;
mod flatten;
mod marks;
mod opening;
mod parts;
mod placing;
mod table;
mod tags;
mod tokens;
mod told;
mod tree;

pub use tags::{Tag, is_open_comment, tag};
pub use told::Tally;
pub use tree::understand;
