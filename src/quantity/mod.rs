//! Quantities as sources state them: units, estimates, intervals, counts.

mod composed_unit;
pub mod computed;
pub mod converted;
pub mod decimal;
pub mod estimate;
pub mod granularity;
pub mod interval;
pub mod luminance;
pub mod proportion;
pub mod rendered;
pub mod scale;
pub mod status;
pub mod synthesis;
pub mod unit;
pub mod unit_file;
mod unit_product;
pub mod units;
