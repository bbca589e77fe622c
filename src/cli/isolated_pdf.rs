//! One PDF, read and drawn in a process of its own: a few bytes of it may ask for all memory or hours of work, and nobody
//! knows before it is drawn.

use std::env::current_exe;
use std::io::{Read, Write, stdin, stdout};
use std::path::PathBuf;
use std::process::{Command, Stdio, id};
use std::time::{Duration, Instant};

use super::exit;
use super::options::LimitOptions;
use super::subprocess::VARIABLE;
use crate::publish::pdf_file::{Facts, facts, picture};

/// The longest time for one PDF.
const TIME: Duration = Duration::from_secs(10);

/// One PDF has no more than this part of the time that is left, so that some is left for those behind it.
const PART: u32 = 8;

/// The most memory for one PDF.
const MEMORY: u64 = 1 << 30;

/// What a PDF says of itself, and a PNG of its first page if it can be drawn.
type Known = (Facts, Option<Vec<u8>>);

/// Reads PDFs, each within bounds.
pub struct Reader {
    program: Option<PathBuf>,
    ends: Instant,
    memory: u64,
}

impl Reader {
    /// All PDFs together have as much time, and each as much memory, as the options say.
    pub fn new(limits: &LimitOptions) -> Reader {
        let program = current_exe().ok().filter(|_| cfg!(unix));
        Reader { program, ends: Instant::now() + limits.timeout, memory: limits.memory.min(MEMORY) }
    }

    /// What is known of a PDF; nothing when it cannot be read.
    pub fn read(&self, bytes: Vec<u8>) -> Option<Known> {
        match self.program.as_ref().and_then(|program| self.started(program, &bytes)) {
            Some(told) => heard(&told),
            None => Some((facts(&bytes)?, picture(bytes))),
        }
    }

    /// What the process told; nothing when it cannot be started.
    fn started(&self, program: &PathBuf, bytes: &[u8]) -> Option<Vec<u8>> {
        let left = self.ends.saturating_duration_since(Instant::now());
        let seconds = TIME.min(left / PART).as_secs().max(1);
        let mut child = Command::new(program)
            .args(["index", "--one", "--timeout", &format!("{seconds}s")])
            .args(["--memory", &self.memory.to_string()])
            .env(VARIABLE, format!("{} -", id()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        // One that ended before it has read all has told nothing.
        child.stdin.take().map(|mut to| to.write_all(bytes));
        let mut told = Vec::new();
        child.stdout.take().map(|mut from| from.read_to_end(&mut told));
        let _ = child.wait();
        Some(told)
    }
}

/// The line of facts and the picture behind it.
fn heard(told: &[u8]) -> Option<Known> {
    let end = told.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = told.split_at(end);
    let picture = rest.get(1..).filter(|it| !it.is_empty());
    Some((serde_json::from_slice(line).ok()?, picture.map(<[u8]>::to_vec)))
}

/// The side of the process: the facts as soon as they are known, then the picture.
pub fn tell() -> u8 {
    let mut bytes = Vec::new();
    let told = stdin().read_to_end(&mut bytes).ok().and_then(|_| {
        let line = serde_json::to_string(&facts(&bytes)?).ok()?;
        let mut out = stdout();
        writeln!(out, "{line}").ok()?;
        out.flush().ok()?;
        out.write_all(&picture(bytes)?).ok()?;
        out.flush().ok()
    });
    told.map_or(exit::FOUND, |()| exit::FINE)
}
