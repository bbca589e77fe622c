//! Typst source: escaping, places of generated source, formulas.

pub mod escape;
pub mod latex;

pub mod source_map;
