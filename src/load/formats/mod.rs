//! File formats to trees of cells.

pub mod csv;
pub mod json;
pub mod rows;
pub mod toml;
pub mod xlsx;
pub mod yaml;
