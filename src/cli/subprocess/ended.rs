//! How a run that was ended from outside is told: by the signal, and by the last words of the program.

use signal_hook::consts::{SIGABRT, SIGKILL};
use signal_hook::low_level::signal_name;

use crate::diagnostic::{Code, codes};

/// A code, the message without what the run was at, and what can be done.
pub type Told = (Code, String, &'static str);

/// What Rust says when memory is refused: `memory allocation of 4000000000 bytes failed`.
const REFUSED: &str = "memory allocation of ";

/// What Rust says when the stack is full: `thread 'main' has overflowed its stack`.
const FULL: &str = "has overflowed its stack";

const LESS: &str =
    "find out what takes so much, give the run more memory, or build less at once with `--jobs 1`";

/// What a signal and the last words come to.
pub fn told(signal: i32, words: &str) -> Told {
    if let Some(mebibytes) = refused(words) {
        let message = format!("the system refused {mebibytes} MiB more of memory");
        return (codes::OUT_OF_MEMORY, message, LESS);
    }
    let name = signal_name(signal).map_or(signal.to_string(), str::to_string);
    let (message, help) = match signal {
        _ if words.contains(FULL) => (
            "the stack was full".to_string(),
            "find what stands inside itself very often, and make it flatter; please report it with the project",
        ),
        SIGKILL => {
            (format!("the run was killed ({name}), as the system does when memory runs out"), LESS)
        }
        SIGABRT => (
            format!("the run broke off ({name})"),
            "the line above says why: memory that was refused needs more of it, or less at once (`--jobs 1`); anything else is a bug, please report it",
        ),
        _ => (
            format!("the run was ended by the signal {name}"),
            "find out what sent it; if nothing did, it is a bug: please report it with the project",
        ),
    };
    (codes::RUN_ENDED, message, help)
}

/// The memory that was refused, in MiB.
fn refused(words: &str) -> Option<u64> {
    // Two threads may say it at once, one into the words of the other.
    let sizes = words.split(REFUSED).skip(1).filter_map(|rest| {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse::<u64>().ok()
    });
    Some(sizes.max()?.div_ceil(1 << 20))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_tell_the_cause() {
        let (code, message, _) = told(SIGABRT, "memory allocation of 4000000000 bytes failed\n");
        assert_eq!((code.id, &*message), ("D0217", "the system refused 3815 MiB more of memory"));
        let both =
            "memory allocation of memory allocation of 4000000000 bytes failed bytes failed\n";
        assert_eq!(told(SIGABRT, both).1, message);
        let (code, message, _) = told(SIGABRT, "\nthread 'main' has overflowed its stack\n");
        assert_eq!((code.id, &*message), ("D0227", "the stack was full"));
        assert_eq!(told(11, "").1, "the run was ended by the signal SIGSEGV");
    }
}
