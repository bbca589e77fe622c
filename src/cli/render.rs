//! `diptych render`: one Markdown file to one PDF, without a project.

use std::io;
use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::interrupt::Interrupt;
use super::options::{FontOptions, SharedOptions, tag};
use super::watchdog::Watchdog;
use super::{exit, lock_wait, open, report};
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::disk::{self, Output, Target};
use crate::language::Language;
use crate::load::formats::encoding;
use crate::{Artifact, Outcome, Progress, Sources};

/// What stands for standard input and output.
const STANDARD: &str = "-";

/// What messages call a text from standard input.
const STDIN: &str = "standard input";

/// Which text is rendered, how, and where it goes.
#[derive(Args)]
pub struct Render {
    /// The Markdown file, or `-` for standard input.
    pub file: PathBuf,
    /// Write the PDF here, or to standard output with `-`; default: next to the file.
    #[arg(long, short = 'o', value_name = "FILE.pdf", value_parser = pdf_path)]
    pub out: Option<PathBuf>,
    /// Write a draft, marked as such on every page, even when rules or the page check complain.
    #[arg(long)]
    pub draft: bool,
    /// Overwrite a file that Diptych did not write; inputs are never overwritten.
    #[arg(long)]
    pub force: bool,
    /// Write a print file: of the usual profile, or booklet, 2-up to 16-up, cmyk, grey, mono.
    #[arg(long, value_name = "PROFILE", num_args = 0..=1, require_equals = true, default_missing_value = "print", conflicts_with = "draft")]
    pub print: Option<String>,
    /// A data file, which the text sees under the stem of its name; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub data: Vec<PathBuf>,
    /// Use this template: summary, evidence, slides or handout; overrides the front matter.
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// The language by its tag, such as zh, en-GB or es; overrides the front matter; default: detected from the text.
    #[arg(long, value_name = "LANGUAGE", value_parser = tag)]
    pub lang: Option<Language>,
    /// Open the PDF with the system's viewer.
    #[arg(long)]
    pub open: bool,
    /// Run the blocks of Typst in the text; only for a text that you trust.
    #[arg(long)]
    pub allow_raw: bool,
    #[command(flatten)]
    pub fonts: FontOptions,
    #[command(flatten)]
    pub shared: SharedOptions,
}

/// Only PDFs are written under such a name; `disk` sees to it that nothing foreign is overwritten.
fn pdf_path(text: &str) -> Result<PathBuf, String> {
    match text == "-" || text.to_lowercase().ends_with(".pdf") {
        true => Ok(PathBuf::from(text)),
        false => Err("the name must end in .pdf, or be -".to_string()),
    }
}

/// Renders, writes and reports.
pub fn run(options: &Render) -> u8 {
    let started = Instant::now();
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let out = out(options);
    if is_standard(&out) && io::stdout().is_terminal() {
        report::say(
            "refusing to write a PDF to a terminal: use -o FILE.pdf, or redirect the output",
        );
        return exit::SETUP;
    }
    let (sources, mut outcome) = make(options, &out);
    let is_draft = outcome.is_draft();
    if (is_draft || is_fine(options, &outcome))
        && let Some(artifact) = outcome.artifacts.pop()
    {
        match write(options, &sources, &out, artifact, &interrupt) {
            Ok(Written { code, .. }) if code != exit::FINE => return code,
            Ok(Written { pages, .. }) => wrote(options, &out, pages, started),
            Err(finding) => outcome.findings.push(finding),
        }
    }
    if options.open && (is_draft || is_fine(options, &outcome)) && !is_standard(&out) {
        open::path(&out);
    }
    tell(options, &sources, (&outcome, is_draft))
}

/// Reads the text, and makes the PDF of it.
fn make(options: &Render, out: &Path) -> (Sources, Outcome) {
    let (limits, output) = (&options.shared.limits, &options.shared.output);
    let watchdog = Watchdog::start(&options.file, limits, output);
    let (sources, mut unreadable) = read(options);
    let named = if is_standard(out) { Ok(STANDARD) } else { disk::name_of(out) };
    unreadable.extend(named.err());
    if diagnostic::any_error(&unreadable) {
        return (sources, Outcome { findings: unreadable, ..Outcome::default() });
    }
    // The watchdog ends with this: what is made is written to its end.
    let outcome = build(options, &sources, &watchdog);
    let findings = unreadable.into_iter().chain(outcome.findings).collect();
    (sources, Outcome { findings, ..outcome })
}

/// Whether nothing that was found fails the call.
fn is_fine(options: &Render, outcome: &Outcome) -> bool {
    report::exit_code(&outcome.findings, options.shared.output.strict) == exit::FINE
}

/// Tells what was written.
fn wrote(options: &Render, out: &Path, pages: usize, started: Instant) {
    if !options.shared.output.quiet && !is_standard(out) {
        let pages = report::number(pages, "page");
        let seconds = started.elapsed().as_secs_f64();
        report::say(&format!("wrote {} ({pages}) in {seconds:.2} s", out.display()));
    }
}

/// Prints what was found.
fn tell(options: &Render, sources: &Sources, (outcome, is_draft): (&Outcome, bool)) -> u8 {
    let output = &options.shared.output;
    let printed = report::findings(&outcome.findings, sources, output);
    if !output.quiet {
        report::relaxations(&outcome.relaxed);
    }
    if !is_fine(options, outcome) && !output.quiet && !is_draft {
        report::say(&format!("{}; nothing was written", report::count(&outcome.findings)));
    }
    report::exit_code(&outcome.findings, output.strict).max(printed)
}

fn build(options: &Render, sources: &Sources, watchdog: &Watchdog) -> Outcome {
    let note = |step: Progress| watchdog.note(&step);
    let request = options.shared.request();
    let request = request.progress(&note).draft(options.draft).print(options.print.clone());
    // The process is about to end, which frees all at once; piece by piece it takes as long as the checks.
    let engine = ManuallyDrop::new(options.fonts.engine());
    engine.project(sources.clone()).build(&request)
}

/// Where the PDF goes: as asked, or beside the text under its name.
fn out(options: &Render) -> PathBuf {
    match &options.out {
        Some(out) => out.clone(),
        None if is_standard(&options.file) => PathBuf::from(STANDARD),
        None if options.print.is_some() => options.file.with_extension("print.pdf"),
        None => options.file.with_extension("pdf"),
    }
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == STANDARD
}

fn read(options: &Render) -> (Sources, Vec<Diagnostic>) {
    let limits = options.shared.limits.limits();
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let path = match is_standard(&options.file) {
        true => disk::read_stream(io::stdin(), STDIN, &mut sources, &limits),
        false => disk::read_called(&options.file, &mut sources, &limits),
    };
    let mut single = crate::Single { template: options.template.clone(), ..Default::default() };
    single.language = options.lang;
    single.allow_raw = options.allow_raw;
    match path.and_then(text) {
        Ok(path) => {
            findings.extend(encoding::to_utf8(&mut sources, &path));
            single.path = path;
        }
        Err(finding) => findings.push(finding),
    }
    for path in &options.data {
        match disk::read_called(path, &mut sources, &limits) {
            Ok(name) => single.data.push(name),
            Err(finding) => findings.push(finding),
        }
    }
    let folder = options.file.parent().unwrap_or(Path::new(""));
    findings.extend(disk::read_beside(folder, &mut sources, &limits));
    findings.extend(disk::read_named(folder, &mut sources, &limits));
    findings.extend(options.shared.policy.read(&mut sources, &limits));
    sources.name = ".".to_string();
    sources.single = Some(single);
    (sources, findings)
}

/// The endings of files that hold data.
const OF_DATA: [&str; 6] = ["csv", "tsv", "xlsx", "xls", "xlsb", "ods"];

/// The path of a text; a finding for data, which a text shows.
fn text(path: String) -> Result<String, Diagnostic> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if !ending.is_some_and(|it| OF_DATA.contains(&it.as_str())) {
        return Ok(path);
    }
    let message = format!("“{path}” holds data and is no text");
    let finding =
        Diagnostic::new(codes::FILE_UNREADABLE, Place::file(&Arc::from(path.as_str())), message);
    Err(finding.help(format!(
        "write a text that shows its values: `data: {path}` in the front matter, and `{{{{ … }}}}` in the text"
    )))
}

/// What writing came to: the number of pages, and the exit code of printing them.
struct Written {
    pages: usize,
    code: u8,
}

/// Writes the PDF.
fn write(
    options: &Render,
    sources: &Sources,
    out: &Path,
    artifact: Artifact,
    interrupt: &Interrupt,
) -> Result<Written, Diagnostic> {
    let pages = artifact.pages;
    if is_standard(out) {
        return Ok(Written { pages, code: report::print_bytes(&artifact.bytes) });
    }
    let name = disk::name_of(out)?.to_string();
    let mut called = options.data.clone();
    called.push(options.file.clone());
    let target = Target {
        folder: disk::folder_of(out),
        root: disk::folder_of(&options.file),
        sources,
        called: &called,
        force: options.force,
        keeps_ledger: false,
        drafts: options.draft,
    };
    let output =
        Output::open(&target, &[], &mut lock_wait::patiently(options.shared.output.quiet))?;
    let _held = interrupt.hold();
    output.write(&[Artifact { name, ..artifact }], &[])?;
    Ok(Written { pages, code: exit::FINE })
}
