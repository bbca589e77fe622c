//! Expressions in texts, filled in by MiniJinja, which lives only here.

pub mod analyses;
mod bounded;
pub mod braces;
mod compared;
mod conversions;
mod datasets;
pub mod environment;
pub mod errors;
pub mod excess;
pub mod excused;
mod heading_ids;
mod hidden;
pub mod loops;
pub mod mentions;
pub mod objects;
mod operands;
pub mod operators;
mod ordered;
pub mod pieces;
pub mod placeholders;
pub mod render;
pub mod scope;
pub mod snippet;
mod steps;
mod tags;
pub mod undefined;
mod untrue;
