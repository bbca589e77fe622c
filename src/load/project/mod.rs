//! The files that steer a project: manifest, front matter, rules, styles, themes, lock.

mod affiliations;
pub mod citation_style;
mod compared_words;
pub mod data_file;
pub mod dates;
pub mod documents;
pub mod domain;
pub mod file_names;
pub mod fit;
pub mod front_matter;
mod front_matter_repair;
pub mod languages;
pub mod lock;
pub mod manifest;
pub mod parameters;
pub mod policy;
pub mod print;
pub mod rules;
pub mod series;
pub mod single_file;
pub mod style;
pub mod tags;
pub mod themes;
pub mod tokens;
pub mod units;
pub mod usual;
