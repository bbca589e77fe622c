//! Whether groups of studies differ in their effect.
//!
//! Source: Borenstein et al., Introduction to Meta-Analysis (2009) ch. 19; Cochrane Handbook 10.11.3.1.

use super::heterogeneity::{ChiSquared, cochran};
use super::study::Effect;

/// The test between groups, from the estimate and standard error of each.
pub fn between(groups: &[(f64, f64)]) -> ChiSquared {
    let effects: Vec<Effect> =
        groups.iter().map(|&(value, se)| Effect { value, variance: se * se }).collect();
    cochran(&effects)
}
