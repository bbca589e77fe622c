//! The side of the parent: it starts the run, passes signals on, waits, and tells how the run ended if that cannot.

use std::env::current_exe;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio, id};
use std::thread::{JoinHandle, spawn};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGUSR1};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::child::{NOTES, VARIABLE};
use super::job::Job;
use super::notes::Said;
use super::{child, ended};
use crate::cli::aborted::tell;
use crate::cli::arguments::Command as Asked;
use crate::cli::exit::SETUP;
use crate::cli::options::{Format, OutputOptions};

/// So many bytes of the last words are kept.
const WORDS: usize = 4096;

/// What ends a run because somebody wants it to end; SIGUSR1 is how the parent says so.
const ASKED: [i32; 6] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1];

/// Runs a command in a process of its own, and gives its exit code; `None` if it is to be run in this one: it is
/// one that needs no other, this process is such a child, or none can be started.
pub fn run(command: &Asked, arguments: &[OsString]) -> Option<u8> {
    let job = Job::of(command).filter(|_| !child::is_child())?;
    let program = current_exe().ok()?;
    let mut waiter = Waiter { signals: Signals::new([SIGCHLD]).ok()?, asked: None };
    let start = |built| Run::start(&program, &job, arguments, built);
    let mut run = start(None).ok()?;
    // Only now: a signal that is ignored, as under `nohup`, is ignored by the child too.
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        let _ = waiter.signals.add_signal(signal);
    }
    loop {
        let Ok(status) = waiter.wait(&mut run, &job) else { return Some(SETUP) };
        let (words, said) = run.finish();
        let code = waiter.code(status, &words, &said, &job);
        // What was built is not built again until something has changed.
        let crashed = status.code().is_none() || said.told;
        let next = said.builds.filter(|_| job.watches && crashed && waiter.asked.is_none());
        match next.map(|built| start(Some(built))) {
            Some(Ok(again)) => run = again,
            _ => return Some(code),
        }
    }
}

/// Waits for children, and passes signals on to them.
struct Waiter {
    signals: Signals,
    /// The first signal that asked for an end.
    asked: Option<i32>,
}

impl Waiter {
    /// Nothing is sent to a child once it is known that it has ended, when its number may be another's.
    fn wait(&mut self, run: &mut Run, job: &Job) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = run.child.try_wait()? {
                return Ok(status);
            }
            for signal in self.signals.wait().filter(|it| *it != SIGCHLD) {
                self.asked.get_or_insert(signal);
                // The terminal has sent it to both; by another signal the child knows that this is the same one.
                let passed = match signal {
                    _ if job.finishes => Signal::USR1,
                    SIGINT => Signal::INT,
                    SIGHUP => Signal::HUP,
                    _ => Signal::TERM,
                };
                let _ = kill_process(Pid::from_child(&run.child), passed);
            }
        }
    }

    /// The exit code of a run that has ended so; what it cannot tell any more is told.
    fn code(&self, status: ExitStatus, words: &str, said: &Said, job: &Job) -> u8 {
        if let Some(code) = status.code() {
            return u8::try_from(code).unwrap_or(SETUP);
        }
        let signal = status.signal().unwrap_or_default();
        if ASKED.contains(&signal) {
            // Whoever waits for this process sees how it ended.
            let signal = self.asked.unwrap_or(signal);
            let _ = emulate_default_handler(signal);
            return 128 + signal as u8;
        }
        let (code, message, help) = ended::told(signal, words);
        let at = if said.at.is_empty() { String::new() } else { format!(", {}", said.at) };
        let mut output = job.output.clone();
        if said.prints {
            // What stands on standard output may be half a document.
            output = OutputOptions { format: Format::Human, ..output };
        }
        let project = job.project.display().to_string();
        tell(code, format!("{message}{at}"), help, &project, &output, said.writes)
    }
}

/// A child, and what comes from it.
struct Run {
    child: Child,
    words: Option<JoinHandle<Vec<u8>>>,
    said: Option<JoinHandle<Said>>,
}

impl Run {
    fn start(
        program: &Path,
        job: &Job,
        arguments: &[OsString],
        built: Option<u64>,
    ) -> io::Result<Run> {
        let mut command = Command::new(program);
        if let Some((name, rest)) = arguments.split_first() {
            command.arg0(name).args(rest);
        }
        let notes = if job.reads { None } else { Some(UnixStream::pair()?) };
        let (own, theirs) = notes.unzip();
        let leads = if own.is_some() { NOTES } else { "-" };
        let built = built.map(|it| format!(" {it}")).unwrap_or_default();
        command.env(VARIABLE, format!("{} {leads}{built}", id()));
        if let Some(theirs) = theirs {
            command.stdin(Stdio::from(OwnedFd::from(theirs)));
        }
        // On a terminal there is a progress bar, and whoever looks at it has read the last words.
        if !io::stderr().is_terminal() {
            command.stderr(Stdio::piped());
        }
        let mut child = command.spawn()?;
        let words = child.stderr.take().map(|words| spawn(|| passed_on(words)));
        let said = own.map(|notes| spawn(|| heard(notes)));
        Ok(Run { child, words, said })
    }

    /// The last words, and what was told, when it has ended.
    fn finish(self) -> (String, Said) {
        let words = self.words.and_then(|it| it.join().ok()).unwrap_or_default();
        let said = self.said.and_then(|it| it.join().ok()).unwrap_or_default();
        (String::from_utf8_lossy(&words).into_owned(), said)
    }
}

/// Passes standard error on as it comes, and gives its end.
fn passed_on(mut from: impl Read) -> Vec<u8> {
    let (mut buffer, mut last) = ([0; WORDS], Vec::new());
    loop {
        match from.read(&mut buffer) {
            Ok(0) => return last,
            Ok(length) => {
                // Closed or full, it is read all the same, or the child would wait.
                let _ = io::stderr().write_all(&buffer[..length]);
                last.extend_from_slice(&buffer[..length]);
                last.drain(..last.len().saturating_sub(WORDS));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return last,
        }
    }
}

fn heard(notes: UnixStream) -> Said {
    let mut said = Said::default();
    BufReader::new(notes).lines().map_while(Result::ok).for_each(|line| said.hear(&line));
    said
}
