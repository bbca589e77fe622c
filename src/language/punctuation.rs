//! Full-width punctuation marks, half of whose square is blank.

/// Whether a mark closes or divides: its blank half is on the right.
pub fn closes(mark: char) -> bool {
    "，。、：；？！”’》）』」】〉］".contains(mark)
}

/// Whether a mark opens: its blank half is on the left.
pub fn opens(mark: char) -> bool {
    "“‘《（『「【〈［".contains(mark)
}

/// Whether two marks in a row share half a square, since two halves between them are blank (CLREQ 3.1.6).
pub fn share(left: char, right: char) -> bool {
    closes(left) && (closes(right) || opens(right)) || opens(left) && opens(right)
}
