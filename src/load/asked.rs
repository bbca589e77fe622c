//! For tests: which keys the loader asked for while it read a map.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::keys::Section;

/// The keys asked for, by the heading of the section.
pub type Asked = BTreeMap<&'static str, BTreeSet<&'static str>>;

thread_local! {
    static ASKED: RefCell<Asked> = RefCell::default();
}

/// Notes which keys were asked for.
pub fn note(section: &'static Section, asked: &[&'static str]) {
    ASKED.with_borrow_mut(|all| all.entry(section.heading).or_default().extend(asked));
}

/// What has been noted in this thread.
pub fn take() -> Asked {
    ASKED.take()
}
