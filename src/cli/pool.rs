//! The threads that a call works with.

/// Stack of each thread in bytes: parsers recurse, and no input may overflow them.
const STACK: usize = 256 << 20;

/// Runs `work` in a pool of as many threads as asked for.
pub fn in_pool<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).stack_size(STACK).build();
    match pool {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
