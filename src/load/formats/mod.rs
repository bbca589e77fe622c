//! File formats to trees of cells.

pub mod csv;
mod decimal_choice;
pub mod decimal_signs;
pub mod encoding;
mod foreign_digits;
pub mod json;
pub mod mends;
pub mod numerals;
mod quotes;
pub mod rows;
pub mod table;
pub mod toml;
mod toml_slips;
mod totals;
pub mod workbook;
pub mod yaml;
