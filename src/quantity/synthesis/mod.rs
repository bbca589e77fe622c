//! Evidence that is added up: effects of studies, pooled effects, and how far studies differ.
//!
//! Pure arithmetic on figures of studies. Each file names the sources of its methods. All agree with R's metafor,
//! with tolerances that `tests/it/pooling.rs` states.

pub mod absolute;
pub mod asymmetry;
pub mod candidates;
pub mod continuous;
pub mod counts;
pub mod distribution;
pub mod effects;
pub mod grouped;
pub mod heterogeneity;
pub mod inference;
pub mod mantel_haenszel;
pub mod measure;
pub mod plan;
pub mod pool;
pub mod published;
pub mod rates;
mod root;
pub mod rounded;
pub mod rounding;
pub mod sequence;
pub mod study;
pub mod subgroups;
pub mod tau;
pub mod weighted;
