//! Which commands are run in a process of their own, and what is known of each.

use std::path::Path;

use crate::cli::arguments::Command;
use crate::cli::options::OutputOptions;

/// A command that is run in a process of its own.
pub struct Job<'c> {
    /// What its findings about the run as a whole name.
    pub project: &'c Path,
    /// How findings are printed.
    pub output: &'c OutputOptions,
    /// Whether it ends only when it is told to.
    pub watches: bool,
    /// Whether it finishes what it is writing when it is told to end; others just end.
    pub finishes: bool,
    /// Whether it reads standard input.
    pub reads: bool,
}

impl<'c> Job<'c> {
    /// Those that read and work on what somebody else may have written.
    pub fn of(command: &'c Command) -> Option<Job<'c>> {
        let (project, output): (&Path, _) = match command {
            Command::Build(it) | Command::Watch(it) => (&it.project, &it.shared.output),
            Command::Render(it) => (&it.file, &it.shared.output),
            Command::Check(it) => (&it.project, &it.shared.output),
            Command::Analyse(it) => (&it.project, &it.output),
            Command::Accept(it) => (&it.project, &it.output),
            Command::Import(it) => (&it.file, &it.output),
            Command::Diff(it) => (&it.old, &it.output),
            Command::Index(it) => (&it.folder, &it.output),
            Command::Merge(it) => (Path::new("."), &it.output),
            _ => return None,
        };
        let watches = match command {
            Command::Watch(_) => true,
            Command::Build(it) => it.watch,
            _ => false,
        };
        let finishes = matches!(
            command,
            Command::Build(_)
                | Command::Watch(_)
                | Command::Render(_)
                | Command::Index(_)
                | Command::Merge(_)
        );
        let reads = matches!(command, Command::Render(it) if it.file.as_os_str() == "-");
        Some(Job { project, output, watches, finishes, reads })
    }
}
