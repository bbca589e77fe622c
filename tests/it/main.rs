//! The integration tests; each module proves one promise. `tests/fixtures` has those of one folder each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
mod architecture;
mod audit;
mod budget;
mod cli;
mod constructs;
mod content;
mod declared;
mod document;
mod escaping;
mod faults;
mod figures;
mod formats;
mod growth;
mod hostile;
mod imports;
mod library;
mod limits;
mod looks;
mod messages;
mod moments;
mod mutation;
mod nasty;
mod outputs;
mod pdf;
mod pictures;
mod places;
mod policy;
mod projects;
mod properties;
mod readme;
mod reference;
mod render;
mod review;
mod safety;
mod schemas;
mod specification_trees;
mod specifications;
mod starting;
mod tags;
mod trapped;
mod trees;
mod workbooks;
