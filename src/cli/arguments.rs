//! The arguments of the command line, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::language::Language;
use crate::{Engine, Fonts, Limits};

/// Builds documents in Chinese, English, and both side by side from data and Markdown.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Build a project's documents as PDF.
    Build(Build),
    /// Build, and build anew whenever a file of the project changes.
    Watch(Build),
    /// Write a new project that builds at once.
    Init(Init),
    /// Make a PDF of one Markdown file, without a project.
    Render(Render),
    /// Look for everything that is wrong, without typesetting.
    Check(Check),
    /// Record that a person has reviewed the translations; writes `diptych.lock` into the project.
    Accept(Accept),
    /// Say what the code of a finding means; without a code, list them all.
    Explain {
        /// The code, such as D0602, or its name, such as values-differ.
        code: Option<String>,
    },
    /// Print the JSON Schema of a file that Diptych reads or writes; without a name, list them.
    Schema {
        /// manifest, tables, evidence, glossary, diagnostics or trace.
        name: Option<String>,
        /// Print a Table Schema for CSV files (evidence and glossary).
        #[arg(long, requires = "name")]
        csv: bool,
    },
    /// List the fonts and their licences.
    Fonts(FontOptions),
    /// Print a script that completes the command in a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, for `man -l -`.
    Man {
        /// The subcommand; without it, the page of the whole command.
        name: Option<String>,
    },
}

#[derive(Args)]
pub struct Build {
    /// The folder of the project, where `diptych.toml` is.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// The folder to write to.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Build only this document (`summary`) or edition (`summary.zh`); may be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// What to write: PDFs, or the merged Typst source.
    #[arg(long, value_enum, default_value_t = Emit::Pdf)]
    pub emit: Emit,
    /// Put a key beside every printed value, and an appendix of where each comes from.
    #[arg(long)]
    pub audit: bool,
    /// Write every printed value with the cells behind it to this file (*.json).
    #[arg(long, value_name = "FILE.json", value_parser = json_path)]
    pub trace: Option<PathBuf>,
    /// Overwrite files that Diptych did not write; inputs are never overwritten.
    #[arg(long)]
    pub force: bool,
    /// Remove what earlier builds of this project wrote to the folder and this one does not.
    #[arg(long, conflicts_with = "only")]
    pub clean: bool,
    /// How many documents to typeset at once; by default as many as there are cores.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    #[command(flatten)]
    pub fonts: FontOptions,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Init {
    /// The folder to make; one that is there must be empty.
    pub folder: PathBuf,
    /// Write the review on liver cancer instead of a small start.
    #[arg(long)]
    pub example: bool,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Render {
    /// The Markdown file; `-` is standard input.
    pub file: PathBuf,
    /// The PDF to write, `-` for standard output; by default beside the file, under its name.
    #[arg(long, short = 'o', value_name = "FILE.pdf", value_parser = pdf_path)]
    pub out: Option<PathBuf>,
    /// Overwrite a file that Diptych did not write; inputs are never overwritten.
    #[arg(long)]
    pub force: bool,
    /// A data file, which the text sees under the stem of its name; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub data: Vec<PathBuf>,
    /// summary, evidence, slides or handout; by default as the text says, or else summary.
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// zh or en; by default as the text says, or else as it is written.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Language>,
    #[command(flatten)]
    pub fonts: FontOptions,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Check {
    /// The folder of the project, where `diptych.toml` is.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Accept {
    /// The folder of the project, where `diptych.toml` is.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Record only the text of this document; may be repeated.
    #[arg(long, value_name = "DOC")]
    pub only: Vec<String>,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct FontOptions {
    /// Search this folder for fonts too; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub font_path: Vec<PathBuf>,
    /// Search the fonts of the system too (the pages may then differ between machines).
    #[arg(long)]
    pub system_fonts: bool,
}

impl FontOptions {
    /// An engine with the fonts that are asked for.
    pub fn engine(&self) -> Engine {
        Engine::with_fonts(Fonts::with(&self.font_path, self.system_fonts))
    }
}

#[derive(Args)]
pub struct LimitOptions {
    /// Take in more or less than by default: file-size, files, rows, depth,
    /// nesting, formula, pixels or steps; may be repeated
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limit)]
    pub set: Vec<(String, u64)>,
}

impl LimitOptions {
    /// The limits of the call.
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        for (name, value) in &self.set {
            // The parser has tried it already.
            let _ = limits.set(name, *value);
        }
        limits
    }
}

#[derive(Args)]
pub struct OutputOptions {
    /// How findings are printed: `human` and `short` on stderr; `json`, `sarif` and `github` on stdout.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Let warnings fail the build too.
    #[arg(long)]
    pub strict: bool,
    /// Say nothing but findings.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Pdf,
    Typst,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Short,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// Only JSON is written under such a name; `disk` sees to it that nothing foreign is overwritten.
fn json_path(text: &str) -> Result<PathBuf, String> {
    match text.ends_with(".json") {
        true => Ok(PathBuf::from(text)),
        false => Err("the name must end in .json".to_string()),
    }
}

/// Only PDFs are written under such a name; `disk` sees to it that nothing foreign is overwritten.
fn pdf_path(text: &str) -> Result<PathBuf, String> {
    match text == "-" || text.to_lowercase().ends_with(".pdf") {
        true => Ok(PathBuf::from(text)),
        false => Err("the name must end in .pdf, or be -".to_string()),
    }
}

fn language(text: &str) -> Result<Language, String> {
    Language::from_code(text).ok_or("the languages are zh and en".to_string())
}

/// `rows=500000`, `file-size=256MiB`.
fn limit(text: &str) -> Result<(String, u64), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=N")?;
    let shift = [("KiB", 10), ("MiB", 20), ("GiB", 30)];
    let unit = shift.iter().find_map(|(unit, by)| Some((value.strip_suffix(unit)?, *by)));
    let (digits, by) = unit.unwrap_or((value, 0));
    let number: u64 = digits.parse().map_err(|_| format!("“{value}” is not a whole number"))?;
    let value = number.checked_mul(1 << by).ok_or("this is too much")?;
    Limits::default().set(name, value).map_err(|error| error.to_string())?;
    Ok((name.to_string(), value))
}
