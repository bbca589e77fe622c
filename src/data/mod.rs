//! Data as it was written: a tree of cells, each of which knows its place.

pub mod address;
pub mod digest;
pub mod memo;
pub mod place;
pub mod spoken;
pub mod tree;
pub mod work;
pub mod xml;
