//! Options that several subcommands share.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::sizes;
use crate::language::Language;
use crate::language::packs::Languages;
use crate::{Engine, Fonts, Limits, Request};

/// What every command has that reads texts and judges what it finds.
#[derive(Args)]
pub struct SharedOptions {
    #[command(flatten)]
    pub templates: TemplateOptions,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub policy: PolicyOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

impl SharedOptions {
    /// A request that these options bound.
    pub fn request<'a>(&self) -> Request<'a> {
        Request::new()
            .builtin_templates(self.templates.builtin_templates)
            .limits(self.limits.limits())
            .strict(self.output.strict)
    }
}

/// What the parameters of a project are.
#[derive(Args)]
pub struct ValueOptions {
    /// Lay this profile over the parameters of every document that has it.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Give a parameter that `[parameters]` declares a value; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub parameters: Vec<(String, String)>,
}

impl ValueOptions {
    /// A request for documents with these values.
    pub fn applied<'a>(&self, request: Request<'a>) -> Request<'a> {
        let request = request.profile(self.profile.clone());
        self.parameters.iter().fold(request, |it, (name, value)| it.set(name, value))
    }
}

#[derive(Args)]
pub struct TemplateOptions {
    /// Refuse templates of the project; only the built-in ones are run.
    #[arg(long)]
    pub builtin_templates: bool,
}

#[derive(Args)]
pub struct FontOptions {
    /// Also search this folder for fonts; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub font_path: Vec<PathBuf>,
    /// Also search the system's fonts; pages may then differ between machines.
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
    /// Set a resource limit: file-size, files, rows, depth, nesting, formula, pieces, pixels,
    /// steps or cells; may be repeated.
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limit)]
    pub set: Vec<(String, u64)>,
    /// End the run after this time, such as 90s or 10m.
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = sizes::time)]
    pub timeout: Duration,
    /// End the run when it takes more memory, such as 500MiB or 4GiB (on Linux).
    #[arg(long, value_name = "BYTES", default_value = "4GiB", value_parser = sizes::bytes)]
    pub memory: u64,
}

impl LimitOptions {
    /// The limits with the options applied.
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
pub struct PolicyOptions {
    /// Overrule what the project relaxes by this policy (TOML).
    #[arg(long = "policy", value_name = "FILE")]
    pub file: Option<PathBuf>,
}

#[derive(Clone, Args)]
pub struct OutputOptions {
    /// Format of findings: human and short go to stderr, all others to stdout.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Use colour.
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Fail on warnings too.
    #[arg(long)]
    pub strict: bool,
    /// Print so many findings of one code, and count the rest; default: 50, for programs 10000.
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// Print findings only.
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Short,
    Json,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Rdjson,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// The language that a tag or a name means, or the tag of one that may have a file of its own.
pub fn tag(text: &str) -> Result<Language, String> {
    language(text).or_else(|error| Language::parse(text).ok_or(error))
}

/// The language that a tag or a name means.
pub fn language(text: &str) -> Result<Language, String> {
    let known = Languages::built_in();
    known.named(text).ok_or_else(|| {
        let all: Vec<String> = known.all().map(|it| it.to_string()).collect();
        format!("“{text}” is no language that is known: {}", all.join(", "))
    })
}

/// `rows=500000`, `file-size=256MiB`.
fn limit(text: &str) -> Result<(String, u64), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=N")?;
    let value = sizes::bytes(value)?;
    Limits::default().set(name, value).map_err(|error| error.to_string())?;
    Ok((name.to_string(), value))
}

/// `NAME=VALUE`.
fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.trim().to_string(), value.to_string()))
}
