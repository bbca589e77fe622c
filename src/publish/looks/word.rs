//! Signs that stand together are one thing; a Chinese or Japanese sign is one by itself, since lines break beside it.

use std::hash::{DefaultHasher, Hash, Hasher};

use hayro::vello_cpu::kurbo::Rect;

use super::thing::Thing;
use crate::language::characters;

/// A word that grows.
pub struct Word {
    hasher: DefaultHasher,
    frame: Rect,
    base: f64,
    text: String,
    size: f64,
}

impl Word {
    /// Begins with a sign; `base` is where its line stands, `size` that of the font.
    pub fn new(look: u64, frame: Rect, (base, size): (f64, f64), text: String) -> Word {
        let mut hasher = DefaultHasher::new();
        look.hash(&mut hasher);
        Word { hasher, frame, base, text, size }
    }

    /// Takes a sign, if it stands close behind the last one on the same line.
    pub fn takes(&mut self, look: u64, frame: Rect, base: f64, text: &str) -> bool {
        let gap = frame.x0 - self.frame.x1;
        // Blanks are signs too, and end a word; a tabular 1 has much room beside it.
        let is_near = gap < 0.4 * self.size && gap > -self.size;
        let is_single = |text: &str| text.chars().any(characters::is_wide);
        if (base - self.base).abs() > 0.01 || !is_near || is_single(text) || is_single(&self.text) {
            return false;
        }
        look.hash(&mut self.hasher);
        self.frame = self.frame.union(frame);
        self.text.push_str(text);
        true
    }

    /// As a thing of a page.
    pub fn into_thing(self, page: usize) -> Thing {
        let looks = [self.hasher.finish(); 2];
        Thing { looks, page, frame: self.frame, text: self.text, is_ground: false }
    }
}
