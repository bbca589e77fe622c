//! Pictures as bytes: what they are, how large they are, and whether they can be drawn.

pub mod animated;
pub mod data_address;
pub mod format;
pub mod older;
pub mod raster;
pub mod resolution;
pub mod size;
pub mod sound;
pub mod svg;
