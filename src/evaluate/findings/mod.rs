//! What is said of an outcome: its certainty in signs and words, the sentence that it allows.

pub mod sentence;
pub mod signs;
pub mod value;
