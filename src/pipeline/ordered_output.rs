//! Results of workers in the order of their items: who is too far ahead waits, so that only a few are held.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError};

/// So many items a worker may be ahead of the first one that is not done.
const AHEAD: usize = 64;

/// Hands over what workers bring, in order.
pub struct Turns<T, F> {
    state: Mutex<State<T>>,
    moved: Condvar,
    take: F,
}

struct State<T> {
    /// The number of the item that comes next.
    next: usize,
    waiting: BTreeMap<usize, T>,
}

impl<T, F: Fn(T)> Turns<T, F> {
    /// Everything goes to `take`, one after another.
    pub fn new(take: F) -> Turns<T, F> {
        let state = State { next: 0, waiting: BTreeMap::new() };
        Turns { state: state.into(), moved: Condvar::new(), take }
    }

    /// Brings what came of an item; every item must be brought, in whatever order. Items must be begun in
    /// their order, so that the one that all wait for is never among those that wait.
    pub fn bring(&self, at: usize, result: T) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waits = |state: &mut State<T>| at > state.next + AHEAD;
        let state = self.moved.wait_while(state, waits);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.waiting.insert(at, result);
        let next = state.next;
        while let Some(result) = {
            let next = state.next;
            state.waiting.remove(&next)
        } {
            (self.take)(result);
            state.next += 1;
        }
        if state.next > next {
            self.moved.notify_all();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn results_are_taken_in_order_and_few_are_held() {
        let (taken, begun) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
        let turns = Turns::new(|at: usize| taken.lock().unwrap().push(at));
        thread::scope(|scope| {
            for worker in 0..3 {
                let (turns, begun, taken) = (&turns, &begun, &taken);
                scope.spawn(move || {
                    loop {
                        let at = begun.fetch_add(1, Ordering::SeqCst);
                        if at >= 1000 {
                            break;
                        }
                        assert!(at <= taken.lock().unwrap().len() + AHEAD + 3);
                        for _ in 0..(at * 7 + worker) % 5 {
                            thread::yield_now();
                        }
                        turns.bring(at, at);
                    }
                });
            }
        });
        assert_eq!(taken.into_inner().unwrap(), (0..1000).collect::<Vec<_>>());
    }
}
