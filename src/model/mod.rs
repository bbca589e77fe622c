//! The nouns of Diptych; they know no stage and do no work beyond describing themselves.

pub mod anchors;
pub mod artifact;
pub mod bibliography;
pub mod drawing;
pub mod evaluated;
pub mod inline;
pub mod inputs;
pub mod keys;
pub mod limits;
pub mod lock;
pub mod manifest;
pub mod manuscript;
pub mod picture_path;
pub mod policy;
pub mod reference;
pub mod relaxations;
pub mod resolved;
pub mod rules;
pub mod selection;
pub mod style;
pub mod table;
pub mod templates;
pub mod trace;
pub mod web_address;
pub mod width;
