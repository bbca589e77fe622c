//! Typst source: escaping, places of generated source, formulas.

pub mod escape;
pub mod latex;
pub mod latex_source;
pub mod latex_symbols;
pub mod source_map;
