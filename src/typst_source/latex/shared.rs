//! What the formulas of one text share.

use super::equations::Equations;
use super::macros::Macros;

/// What the formulas of one text share.
#[derive(Debug, Default)]
pub struct Shared {
    /// The macros that they define.
    pub macros: Macros,
    /// The numbers of the equations.
    pub equations: Equations,
}
