//! Counts the steps of work, so that a test can tell how cost grows without a clock.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts steps: bytes that are scanned, items that a list is searched through, nodes visited.
pub fn count(steps: usize) {
    STEPS.with(|all| all.set(all.get().wrapping_add(steps as u64)));
}

/// The steps counted so far on this thread.
pub fn steps() -> u64 {
    STEPS.with(Cell::get)
}
