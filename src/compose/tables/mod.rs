//! Resolved tables and figures to Typst source.

pub mod alt_text;
pub mod cells;
pub mod figure;
pub mod frame;
pub mod heads;
pub mod lengths;
pub mod marks;
pub mod panels;
pub mod table;
