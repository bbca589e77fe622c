//! `diptych diff`: what has changed between two projects, traces or revisions.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::git::{self, Revisions};
use super::options::{LimitOptions, OutputOptions};
use super::watchdog::Watchdog;
use super::{exit, lock_wait, report};
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, Severity, codes};
use crate::disk::{self, Output, Target};
use crate::export::trace::Document;
use crate::publish::changes::model::Changes;
use crate::publish::looks::Files;
use crate::publish::{changes, looks};
use crate::{Artifact, Engine, Request, Sources};

/// So many pages are drawn at most.
const MOST_PICTURES: usize = 60;

/// What is compared, and how it is told.
#[derive(Args)]
pub struct Diff {
    /// The older one: a project folder, or a trace that `build --trace` wrote; with --git, the project folder.
    #[arg(default_value = ".")]
    pub old: PathBuf,
    /// The newer one.
    #[arg(required_unless_present = "git", conflicts_with = "git")]
    pub new: Option<PathBuf>,
    /// Compare two revisions of the project: A..B, A...B (since they parted), or A (with the files as they are).
    #[arg(long, value_name = "A..B")]
    pub git: Option<String>,
    /// How changes are written.
    #[arg(long = "as", value_enum, default_value_t = Form::Text)]
    pub form: Form,
    /// Also build both, and tell which pages look otherwise, and where.
    #[arg(long)]
    pub pages: bool,
    /// Write pictures of those pages into this folder, the older and the newer one side by side; implies --pages.
    #[arg(long, value_name = "DIR")]
    pub pictures: Option<PathBuf>,
    /// Show the pictures in Markdown too, from this address.
    #[arg(long, value_name = "URL", requires = "pictures")]
    pub pictures_at: Option<String>,
    /// Exit with 1 if anything has changed.
    #[arg(long)]
    pub exit_code: bool,
    /// The folder that `build` writes to; what is in it is not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// How changes are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Text,
    Json,
    Markdown,
}

/// One of the two.
struct Side {
    trace: Vec<Document>,
    /// The finished PDFs, if pages are compared.
    pdfs: Files,
}

/// A side, or why there is none, with the files that the findings speak of.
type Read = Result<Side, (Vec<Diagnostic>, Sources)>;

/// Compares and prints.
pub fn run(options: &Diff) -> u8 {
    let watchdog = Watchdog::start(&options.old, &options.limits, &options.output);
    let code = compare(options);
    drop(watchdog);
    code
}

fn compare(options: &Diff) -> u8 {
    let (old, new) = match (&options.git, &options.new) {
        (Some(range), _) => match of_git(options, range) {
            Ok(both) => both,
            Err(message) => {
                report::say(&message);
                return exit::SETUP;
            }
        },
        (None, Some(new)) => (of_path(options, &options.old), of_path(options, new)),
        // clap asks for one of them.
        (None, None) => return exit::SETUP,
    };
    match (old, new) {
        (Ok(old), Ok(new)) => {
            let mut changes = changes::between(&old.trace, &new.trace);
            match looks(options, &old.pdfs, &new.pdfs, &mut changes) {
                Ok(()) => print(options, &changes),
                Err(finding) => report::findings(&[finding], &Sources::default(), &options.output)
                    .max(exit::SETUP),
            }
        }
        (old, new) => {
            let failed = [("older", old), ("newer", new)];
            let failed = failed.into_iter().filter_map(|(name, it)| Some((name, it.err()?)));
            failed.map(|(name, it)| refuse(options, name, it)).max().unwrap_or(exit::FOUND)
        }
    }
}

/// Adds the pages that look otherwise, and writes pictures of them.
fn looks(
    options: &Diff,
    old: &Files,
    new: &Files,
    changes: &mut Changes,
) -> Result<(), Diagnostic> {
    let (pages, unread) = looks::between(old, new);
    changes.pages = pages;
    for name in unread {
        report::say(&format!("the pages of {name} cannot be compared"));
    }
    let Some(folder) = &options.pictures else { return Ok(()) };
    let pictures = looks::pictures(&mut changes.pages, old, new, MOST_PICTURES);
    let left = changes.pages.iter().filter(|it| it.picture.is_none()).count();
    if left > 0 {
        report::say(&format!("{left} more pages look otherwise, and are not drawn"));
    }
    let at = options.pictures_at.clone();
    // A comment shows pictures only from an address.
    let at = at.or_else(|| (options.form != Form::Markdown).then(|| folder.display().to_string()));
    for page in &mut changes.pages {
        let path = |name: String| Some(format!("{}/{name}", at.as_deref()?.trim_end_matches('/')));
        page.picture = page.picture.take().and_then(path);
    }
    if pictures.is_empty() {
        return Ok(());
    }
    let sources = Sources::default();
    let target = Target {
        folder,
        root: folder,
        sources: &sources,
        called: &[],
        force: false,
        keeps_ledger: true,
        drafts: false,
    };
    let output = Output::open(&target, &[], &mut lock_wait::patiently(options.output.quiet))?;
    let made = pictures.into_iter();
    let made = made.map(|(name, bytes)| Artifact { name, bytes, pages: 0, inputs: None });
    output.write(&made.collect::<Vec<_>>(), &[])
}

fn print(options: &Diff, changes: &Changes) -> u8 {
    let printed = match options.form {
        Form::Text => report::print(&changes::text(changes)),
        Form::Markdown => report::print(&changes::markdown(changes)),
        Form::Json => report::print_json(serde_json::to_string_pretty(changes)),
    };
    let found = options.exit_code && !changes.is_empty();
    printed.max(if found { exit::FOUND } else { exit::FINE })
}

fn refuse(options: &Diff, name: &str, (findings, sources): (Vec<Diagnostic>, Sources)) -> u8 {
    let is_error = |it: &Diagnostic| it.code.is_fact() || it.severity() == Severity::Error;
    let errors: Vec<Diagnostic> = findings.into_iter().filter(is_error).collect();
    let _ = report::findings(&errors, &sources, &options.output);
    let message = format!("the {name} one cannot be read: {}", report::count(&errors));
    // A comment without a word would look as if nothing had changed.
    let printed = match options.form {
        Form::Markdown => report::print(&format!("### What has changed cannot be told: {message}")),
        _ => exit::FINE,
    };
    if !options.output.quiet {
        report::say(&message);
    }
    report::exit_code(&errors, false).max(exit::FOUND).max(printed)
}

fn of_git(options: &Diff, range: &str) -> Result<(Read, Read), String> {
    let limits = options.limits.limits();
    let Revisions { old, new } = Revisions::parse(&options.old, range)?;
    let read = |revision: &str| {
        git::read(&options.old, revision, &limits).map(|it| of_sources(options, it))
    };
    let new = match new {
        Some(new) => read(&new)?,
        None => of_path(options, &options.old),
    };
    Ok((read(&old)?, new))
}

/// A file is a trace; a folder is a project.
fn of_path(options: &Diff, path: &Path) -> Read {
    let limits = options.limits.limits();
    if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) {
        let mut sources = Sources::default();
        let read = disk::read_called(path, &mut sources, &limits);
        let trace = read.and_then(|name| trace(&name, &sources));
        if options.pages || options.pictures.is_some() {
            report::say(&format!("{} is a trace and has no pages to compare", path.display()));
        }
        let side = |trace| Side { trace, pdfs: Files::new() };
        return trace.map(side).map_err(|finding| (vec![finding], sources));
    }
    let (sources, findings) = disk::read_project(path, &options.out, &limits);
    match diagnostic::any_error(&findings) {
        true => Err((findings, sources)),
        false => of_sources(options, sources),
    }
}

fn trace(name: &str, sources: &Sources) -> Result<Vec<Document>, Diagnostic> {
    let bytes = sources.files.get(name).map(|it| &**it).unwrap_or_default();
    serde_json::from_slice(bytes).map_err(|error| {
        let message = format!("this is no trace: {error}");
        Diagnostic::new(codes::TRACE_UNREADABLE, Place::file(name), message)
            .help("write one with `diptych build --trace FILE.json`, or name a project folder")
    })
}

fn of_sources(options: &Diff, sources: Sources) -> Read {
    let project = Engine::new().project(sources.clone());
    let request = Request::new().limits(options.limits.limits());
    let (made, findings) = project.trace(&request);
    let Some(trace) = made else { return Err((findings, sources)) };
    let pdfs = match options.pages || options.pictures.is_some() {
        true => {
            let outcome = project.build(&request);
            if outcome.artifacts.is_empty() {
                let of_records = outcome.records.findings;
                return Err(([outcome.findings, of_records].concat(), sources));
            }
            outcome.artifacts.into_iter().map(|it| (it.name, it.bytes)).collect()
        }
        false => Files::new(),
    };
    Ok(Side { trace, pdfs })
}
