//! Results that are kept by what they were made from, for a few rounds after they were last asked for.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// For how many rounds a result is kept that nobody asks for: who writes goes back a few steps at most.
const ROUNDS: u64 = 8;

/// Results by what they were made from.
#[derive(Debug)]
pub struct Memo<K, V>(Mutex<Known<K, V>>);

#[derive(Debug)]
struct Known<K, V> {
    round: u64,
    /// Each with the round in which it was asked for last.
    results: HashMap<K, (Arc<V>, u64)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Memo(Mutex::new(Known { round: 0, results: HashMap::new() }))
    }
}

impl<K: Hash + Eq, V> Memo<K, V> {
    /// Begins a round, and forgets what was not asked for in the last ones.
    pub fn turn(&self) {
        let mut all = self.locked();
        all.round += 1;
        let first = all.round.saturating_sub(ROUNDS);
        all.results.retain(|_, (_, used)| *used >= first);
    }

    /// The result that was made from this before, or the one that is made now; two threads may make it at once.
    pub fn get(&self, from: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(known) = self.known(&from) {
            return known;
        }
        let made = Arc::new(make());
        let mut all = self.locked();
        let round = all.round;
        all.results.insert(from, (made.clone(), round));
        made
    }

    fn known(&self, from: &K) -> Option<Arc<V>> {
        let mut all = self.locked();
        let round = all.round;
        let (known, used) = all.results.get_mut(from)?;
        *used = round;
        Some(known.clone())
    }

    fn locked(&self) -> MutexGuard<'_, Known<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let memo = Memo::default();
        let mut made = Vec::new();
        let mut get = |key: u64| {
            memo.get(key, || made.push(key));
        };
        get(0);
        get(1);
        for _ in 0..=ROUNDS {
            memo.turn();
            get(0);
        }
        get(1);
        assert_eq!(made, [0, 1, 1]);
    }
}
