//! The files that declare tables and figures.

pub mod columns;
pub mod figures;
pub mod groups;
pub mod lines;
pub mod tables;
