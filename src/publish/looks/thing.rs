//! What is told of a thing on a page.

use std::collections::BTreeMap;

use hayro::vello_cpu::kurbo::Rect;

/// PDFs by the names of their files.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A word, a sign, a shape or a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// What it looks like, told twice: numbers are rounded at other points, so that of two equal things at least one
    /// of both is the same, however their places were calculated.
    pub looks: [u64; 2],
    /// The page, from 0.
    pub page: usize,
    /// Where it stands, in points from the upper left corner.
    pub frame: Rect,
    /// Its words, if it has any.
    pub text: String,
    /// Whether it is a line or an area behind the content, of which only the colour counts: how long it is and how often
    /// it comes depends on where pages break.
    pub is_ground: bool,
}
