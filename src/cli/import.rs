//! `diptych import`: files of other programs to files of a project, none of which is overwritten.

use std::path::PathBuf;

use clap::Args;

use super::exit::{self, FOUND};
use super::options::{LimitOptions, OutputOptions};
use super::report;
use super::watchdog::Watchdog;
use crate::load::import::{beside, import};
use crate::{Sources, disk};

/// What is imported, and where it goes.
#[derive(Args)]
pub struct Import {
    /// The file: .rm5, data rows of RevMan Web, an export of Covidence, or a bibliography.
    pub file: PathBuf,
    /// The folder in which files are written; none that is there is overwritten.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub into: PathBuf,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// Reads the file, and writes what it becomes into the folder.
pub fn run(options: &Import) -> u8 {
    let watchdog = Watchdog::start(&options.file, &options.limits, &options.output);
    let mut sources = Sources::default();
    let path = match disk::read_called(&options.file, &mut sources, &options.limits.limits()) {
        Ok(path) => path,
        Err(finding) => {
            return report::findings(&[finding], &sources, &options.output).max(exit::SETUP);
        }
    };
    let bytes = sources.files.get(&path).cloned().unwrap_or_default();
    let settings = settings(options, &mut sources);
    let imported = import(&path, &bytes, settings.as_deref());
    drop(watchdog);
    let mut findings = imported.findings;
    let in_the_way = match imported.files.is_empty() {
        true => Vec::new(),
        false => disk::add_files(&options.into, &imported.files),
    };
    let wrote = in_the_way.is_empty() && !imported.files.is_empty();
    findings.extend(in_the_way);
    let printed = report::findings(&findings, &sources, &options.output);
    let code = report::exit_code(&findings, options.output.strict).max(printed);
    if wrote && !options.output.quiet {
        let files = report::number(imported.files.len(), "file");
        let list: Vec<&str> = imported.files.iter().map(|it| it.0.as_str()).collect();
        report::say(&format!("wrote {files} to {}: {}", options.into.display(), list.join(", ")));
    }
    if wrote { code } else { code.max(FOUND) }
}

/// A file of the same package that belongs to this one, if it is there.
fn settings(options: &Import, sources: &mut Sources) -> Option<Vec<u8>> {
    let name = beside(options.file.file_name()?.to_str()?)?;
    let limits = options.limits.limits();
    let path = disk::read_called(&options.file.with_file_name(name), sources, &limits);
    sources.files.get(&path.ok()?).map(|it| it.to_vec())
}
