//! The threads of a build: a few workers that take documents from one queue.
//!
//! Each worker has a thread pool of its own. While a PDF is written its thread waits by running
//! other tasks of its pool; in a shared pool that could be a whole other document, on the same
//! stack and with everything of both in memory.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::data::work;

/// Stack of each thread in bytes: parsers recurse, and no input may overflow them.
const STACK: usize = 256 << 20;

/// No more threads than these, whatever the caller says: each keeps a stack.
const MOST_THREADS: usize = 64;

/// As many threads as the machine runs at once, unless the caller names a number.
pub fn threads(wanted: Option<usize>) -> usize {
    let available = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
    wanted.filter(|wanted| *wanted > 0).unwrap_or_else(available).min(MOST_THREADS)
}

/// Runs `task` on a thread of its own with a large stack; its steps count as those of the caller.
pub fn on_large_stack<T: Send>(task: impl FnOnce() -> T + Send) -> T {
    let (result, steps) = in_pool(1, || (task(), work::steps()));
    work::count(steps as usize);
    result
}

/// Runs `work` on every item with at most `threads` threads. Half of the workers begin with the items
/// of largest `size`, the others with the smallest: so the largest are not in memory together, and
/// none is left alone at the end. Results are in the order of the items.
pub fn run<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    size: impl Fn(&I) -> usize,
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let mut by_size: Vec<usize> = (0..items.len()).collect();
    by_size.sort_by_key(|index| size(&items[*index]));
    let is_large = |worker| worker % 2 == 0;
    work_off(by_size, threads, is_large, |index| work(&items[index]))
}

/// Runs `work` on every item, and its number, with at most `threads` threads; items are begun in their order.
pub fn in_order<I: Sync, T: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(usize, &I) -> T + Sync,
) -> Vec<T> {
    let all = (0..items.len()).collect();
    work_off(all, threads, |_| false, |index| work(index, &items[index]))
}

/// Works off a queue; the workers that `from_end` tells take from its end.
fn work_off<T: Send>(
    queue: Vec<usize>,
    threads: usize,
    from_end: impl Fn(usize) -> bool,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let workers = threads.min(queue.len()).max(1);
    let queue = Mutex::new(VecDeque::from(queue));
    let done = Mutex::new(Vec::new());
    let take_all = &|largest: bool| {
        while let Some(index) = next(&queue, largest) {
            let result = work(index);
            locked(&done).push((index, result));
        }
    };
    // A single document may use every thread: its pages are laid out side by side.
    let share = threads / workers;
    thread::scope(|scope| {
        let start = |worker| {
            let largest = from_end(worker);
            scope.spawn(move || in_pool(share, || take_all(largest)))
        };
        let started: Vec<_> = (0..workers).map(start).collect();
        for worker in started {
            worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
    let mut done = std::mem::take(&mut *locked(&done));
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn next(queue: &Mutex<VecDeque<usize>>, largest: bool) -> Option<usize> {
    let mut queue = locked(queue);
    if largest { queue.pop_back() } else { queue.pop_front() }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work` in a pool of its own.
fn in_pool<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.max(1)).stack_size(STACK);
    match pool.build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_keep_the_order_of_the_items_with_any_number_of_threads() {
        let items: Vec<usize> = (0..50).collect();
        for threads in [1, 2, 7, 100] {
            let results = run(&items, threads, |item| item % 13, |item| item * 2);
            assert_eq!(results, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
        assert!(run::<u8, u8>(&[], 3, |_| 1, |item| *item).is_empty());
    }

    #[test]
    fn one_worker_takes_the_largest_items_first() {
        let taken = Mutex::new(Vec::new());
        run(&[3, 9, 1, 7], 1, |item| *item, |item| taken.lock().unwrap().push(*item));
        assert_eq!(*taken.lock().unwrap(), [9, 7, 3, 1]);
    }

    #[test]
    fn items_in_order_are_begun_in_order() {
        let begun = Mutex::new(Vec::new());
        let numbers = in_order(&["a", "b", "c", "d"], 1, |at, item| {
            begun.lock().unwrap().push(*item);
            at
        });
        assert_eq!(
            (numbers, begun.into_inner().unwrap().concat()),
            (vec![0, 1, 2, 3], "abcd".into())
        );
        assert_eq!(in_order(&[1; 40], 3, |at, _| at), (0..40).collect::<Vec<_>>());
    }

    #[test]
    fn a_waiting_worker_never_starts_another_item() {
        thread_local!(static BUSY: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
        let items: Vec<usize> = (0..20).collect();
        let nested = AtomicUsize::new(0);
        run(
            &items,
            2,
            |_| 1,
            |_| {
                if BUSY.replace(true) {
                    nested.fetch_add(1, Ordering::Relaxed);
                }
                for _ in 0..100 {
                    rayon::yield_now();
                }
                BUSY.set(false);
            },
        );
        assert_eq!(nested.into_inner(), 0);
    }

    #[test]
    #[should_panic(expected = "the seventh")]
    fn a_panic_reaches_the_caller() {
        run(&[1, 7, 3], 2, |_| 1, |item| assert!(*item != 7, "the seventh"));
    }
}
