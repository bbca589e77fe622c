//! Where the loops over data stand, so that an error can say in which row it happened.

use crate::data::place::Place;

/// A row that a loop has reached.
#[derive(Debug, Clone)]
pub struct Reached {
    loop_id: usize,
    /// The data set.
    pub name: String,
    /// The row, from 1.
    pub row: usize,
    /// Where the row stands.
    pub place: Option<Place>,
}

/// The loops over data of one text.
#[derive(Debug, Default)]
pub struct Loops {
    begun: usize,
    open: Vec<Reached>,
    cut_short: Vec<Reached>,
}

impl Loops {
    /// A new loop; returns its id.
    pub fn begin(&mut self) -> usize {
        self.begun += 1;
        self.begun
    }

    /// A loop has come to a row.
    pub fn reach(&mut self, loop_id: usize, name: &str, row: usize, place: Option<Place>) {
        self.go_on();
        self.open.retain(|it| it.loop_id != loop_id);
        self.open.push(Reached { loop_id, name: name.to_string(), row, place });
    }

    /// A loop has come to its end.
    pub fn end(&mut self, loop_id: usize) {
        self.open.retain(|it| it.loop_id != loop_id);
    }

    /// A loop was left before its end: by an error, or because the author broke it off.
    pub fn leave(&mut self, loop_id: usize) {
        let left = self.open.iter().position(|it| it.loop_id == loop_id);
        self.cut_short.extend(left.map(|at| self.open.remove(at)));
    }

    /// More is printed, so what was left before was no error.
    pub fn go_on(&mut self) {
        self.cut_short.clear();
    }

    /// The rows in which an error happened, the innermost loop first; forgets all loops.
    pub fn take(&mut self) -> Vec<Reached> {
        let mut reached: Vec<Reached> =
            self.cut_short.drain(..).chain(self.open.drain(..)).collect();
        reached.sort_by_key(|it| std::cmp::Reverse(it.loop_id));
        reached
    }
}
