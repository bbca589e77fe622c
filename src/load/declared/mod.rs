//! The files that declare tables and figures.

pub mod columns;
pub mod figures;
pub mod forest;
pub mod groups;
pub mod lines;
pub mod tables;
