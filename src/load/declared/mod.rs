//! The files that declare tables and figures.

pub mod bands;
pub mod baseline;
pub mod bias_summary;
pub mod columns;
pub mod figures;
pub mod flow_chart;
pub mod forest;
pub mod groups;
pub mod lines;
pub mod tables;
pub mod units;
