//! Normalized text and what is found in it: terms of the glossary, numbers, units.

pub mod letters;
pub mod lexica;
pub mod lexicon;
pub mod normalization;
pub mod normalized;
pub mod numbers;
pub mod quotes;
pub mod searched;
pub mod segment;
pub mod signs;
pub mod words;
