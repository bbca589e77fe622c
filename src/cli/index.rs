//! `diptych index`: a page that lists the PDFs of a folder, for a web server to give.

use std::path::{Path, PathBuf};

use clap::Args;

use super::interrupt::Interrupt;
use super::isolated_pdf::{self, Reader};
use super::options::{LimitOptions, OutputOptions, language};
use super::watchdog::Watchdog;
use super::{exit, lock_wait, report};
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::disk::{self, Output, Target};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::publish::index as page;
use crate::publish::pdf_file::PdfFile;
use crate::{Artifact, Sources};

/// What is listed, and how.
#[derive(Args)]
pub struct Index {
    /// The folder with the PDFs; `index.html` is written into it.
    #[arg(default_value = "out")]
    pub folder: PathBuf,
    /// The title of the page; default: “Documents” in the language of the page.
    #[arg(long)]
    pub title: Option<String>,
    /// The language of the page; default: that in which most of the PDFs begin.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
    /// Overwrite an `index.html` that Diptych did not write.
    #[arg(long)]
    pub force: bool,
    /// Read one PDF from standard input, as this program asks itself to.
    #[arg(long, hide = true)]
    pub one: bool,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// Lists, writes and reports.
pub fn run(options: &Index) -> u8 {
    if options.one {
        let _watchdog = Watchdog::start(&options.folder, &options.limits, &options.output);
        return isolated_pdf::tell();
    }
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let watchdog = Watchdog::start(&options.folder, &options.limits, &options.output);
    let (files, mut findings) = read(options);
    let known = Languages::built_in();
    let language = options.lang.unwrap_or_else(|| page::language(&files, known));
    let html = page::html(&files, options.title.as_deref(), language, known);
    drop(watchdog);
    let fine = |findings: &[Diagnostic]| !diagnostic::fails(findings, options.output.strict);
    if fine(&findings)
        && let Err(finding) = write(options, html, &interrupt)
    {
        findings.push(finding);
    }
    let sources = Sources { name: ".".to_string(), ..Sources::default() };
    let printed = report::findings(&findings, &sources, &options.output);
    if !options.output.quiet {
        let path = options.folder.join(page::NAME);
        report::say(&match fine(&findings) {
            true => format!("wrote {} with {}", path.display(), report::number(files.len(), "PDF")),
            false => format!("{}; nothing was written", report::count(&findings)),
        });
    }
    report::exit_code(&findings, options.output.strict).max(printed)
}

/// The PDFs of the folder; one that cannot be read is told, and so is one that cannot be drawn.
fn read(options: &Index) -> (Vec<PdfFile>, Vec<Diagnostic>) {
    let (mut files, mut odd) = (Vec::new(), Vec::new());
    let told = |name: &str, message: &str| {
        let path = options.folder.join(name).display().to_string();
        Diagnostic::new(codes::PDF_NOT_LISTED, Place::file(&path), message)
    };
    let limits = options.limits.limits();
    let reader = Reader::new(&options.limits);
    let read = disk::each_pdf(&options.folder, &limits, |name, bytes, is_draft| {
        let size = bytes.len();
        let Some((facts, thumbnail)) = reader.read(bytes) else {
            let message = "this is no PDF that can be read, and it is not listed";
            odd.push(told(name, message).help("remove it, or build it again"));
            return;
        };
        if thumbnail.is_none() {
            odd.push(told(
                name,
                "the first page of this PDF cannot be drawn, and it is listed without a picture",
            ));
        }
        let file = PdfFile::of(name, size, facts, Languages::built_in());
        files.push(PdfFile { thumbnail, is_draft, ..file });
    });
    match read {
        Ok(findings) => odd.extend(findings),
        Err(finding) => odd.push(finding),
    }
    if odd.is_empty() && files.is_empty() {
        let message = "there are no PDFs in this folder";
        let place = Place::file(&options.folder.display().to_string());
        let finding = Diagnostic::new(codes::NOTHING_TO_BUILD, place, message);
        odd.push(finding.help("run `diptych build` first, or name the folder that it writes to"));
    }
    (files, odd)
}

fn write(options: &Index, html: String, interrupt: &Interrupt) -> Result<(), Diagnostic> {
    let sources = Sources::default();
    let target = Target {
        folder: &options.folder,
        root: Path::new(&options.folder),
        sources: &sources,
        called: &[],
        force: options.force,
        keeps_ledger: false,
        drafts: false,
    };
    let output = Output::open(&target, &[], &mut lock_wait::patiently(options.output.quiet))?;
    let _held = interrupt.hold();
    let page =
        Artifact { name: page::NAME.to_string(), bytes: html.into_bytes(), pages: 0, inputs: None };
    output.write(&[page], &[])
}
