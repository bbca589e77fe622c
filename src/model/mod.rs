//! The nouns of Diptych; they know no stage and do no work beyond describing themselves.

pub mod anchors;
pub mod computed;
pub mod decimal;
pub mod drawing;
pub mod evidence;
pub mod inputs;
pub mod language;
pub mod limits;
pub mod lock;
pub mod look;
pub mod manifest;
pub mod manuscript;
pub mod marks;
pub mod node;
pub mod place;
pub mod project;
pub mod proportion;
pub mod source_place;
pub mod table;
pub mod trace;
pub mod unit;
