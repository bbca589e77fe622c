//! The preflight after layout: what a strict eye would mark on the finished pages becomes a finding at
//! the line that caused it. What pages are held to is in the theme's `[limits]`.

mod marks;
mod near;
mod pages;
mod reports;
mod text;

use std::collections::HashSet;

use typst_layout::PagedDocument;

pub use self::marks::Locate;
use self::marks::Preflight;
use super::input::Input;
use super::page_items;
use crate::diagnostic::Diagnostic;
use crate::model::style::Limits;

/// Checks the pages of one document.
pub fn check(
    document: &PagedDocument,
    input: &Input,
    limits: &Limits,
    locate: Locate,
) -> Vec<Diagnostic> {
    let pages = page_items::page_items(document);
    let mut preflight = Preflight {
        pages: &pages,
        name: input.name,
        manifest: input.manifest,
        limits,
        locate,
        findings: Vec::new(),
        seen: HashSet::new(),
    };
    for number in 0..pages.len() {
        text::check(&mut preflight, number);
        pages::check(&mut preflight, number);
    }
    match preflight.is_single() {
        true => marks::gathered(preflight.findings),
        false => preflight.findings,
    }
}
