//! `diptych analyse`: the declared analyses with their figures, without any page.

use std::path::PathBuf;

use clap::Args;

use super::options::{LimitOptions, OutputOptions};
use super::report;
use super::watchdog::Watchdog;
use crate::analysis::{MethodRecord, Record, SummaryRecord};
use crate::{Engine, Progress, Request, diagnostic, disk};

/// Which analyses are computed, and how they are printed.
#[derive(Args)]
pub struct Analyse {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// Print only this analysis; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Also what every other method gives, to see how much depends on the choice.
    #[arg(long)]
    pub all_methods: bool,
    /// Print JSON with all digits.
    #[arg(long)]
    pub json: bool,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// Computes and prints.
pub fn run(options: &Analyse) -> u8 {
    let watchdog = Watchdog::start(&options.project, &options.limits, &options.output);
    let limits = options.limits.limits();
    let (sources, mut findings) = disk::read_project(&options.project, &options.out, &limits);
    let mut records = Vec::new();
    if !diagnostic::any_error(&findings) {
        let project = Engine::new().project(sources.clone());
        let note = |step: Progress| watchdog.note(&step);
        let request = Request::new().limits(limits).progress(&note);
        let (found, about) = project.analyses(&request, options.all_methods);
        findings.extend(about);
        records = found;
    }
    drop(watchdog);
    if !options.only.is_empty() {
        records.retain(|it| options.only.contains(&it.analysis));
    }
    let printed = match options.json {
        true => report::print_json(serde_json::to_string_pretty(&records)),
        false => report::print(&records.iter().map(page).collect::<Vec<_>>().join("\n\n")),
    };
    let told = report::findings(&findings, &sources, &options.output);
    report::exit_code(&findings, options.output.strict).max(printed).max(told)
}

/// One analysis for people.
fn page(record: &Record) -> String {
    let mut lines = vec![format!("{}: {}", record.analysis, record.measure)];
    let width = record.studies.iter().map(|it| it.label.chars().count()).max().unwrap_or(0).max(8);
    for study in &record.studies {
        let weight = study.weight.map_or(String::new(), |it| format!("{it:6.1}%"));
        let effect = study.printed.map_or("not estimable".to_string(), effect);
        lines.push(format!("  {:<width$}  {effect:<26} {weight}", study.label));
    }
    // Methods that differ in what is not printed here are said once.
    let mut said: Vec<Vec<String>> = Vec::new();
    for found in &record.methods {
        let words = method(found, width);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    lines.extend(said.into_iter().flatten());
    lines.join("\n")
}

fn effect([value, low, high]: [f64; 3]) -> String {
    format!("{value:.3} ({low:.3} to {high:.3})")
}

fn method(found: &MethodRecord, width: usize) -> Vec<String> {
    let named = &found.method;
    let tau2 = named.tau2_method.as_deref().unwrap_or_default();
    let mut lines = vec![format!("{} {tau2} {}", named.model, named.interval_method)];
    let mut pooled = |label: &str, all: &Option<SummaryRecord>| {
        let words = all.as_ref().map_or("nothing to pool".to_string(), summary);
        lines.push(format!("  {label:<width$}  {words}"));
    };
    found.groups.iter().for_each(|it| pooled(&it.group, &it.all));
    pooled("all", &found.all);
    if let Some(test) = &found.between {
        let p = test.p.map_or(String::new(), |p| format!(", P {}", small(p)));
        lines.push(format!("  between subgroups: Q = {:.2}, df = {}{p}", test.q, test.df));
    }
    lines
}

fn summary(it: &SummaryRecord) -> String {
    let mut words = vec![it.printed.map_or("no interval".to_string(), effect)];
    words.extend(it.p.map(|p| format!("P {}", small(p))));
    let test = &it.heterogeneity;
    let p = test.p.map_or(String::new(), |p| format!(", P {}", small(p)));
    words.push(format!("k = {}, Q = {:.2} (df = {}{p})", it.k, test.q, test.df));
    words.extend(it.tau2.map(|tau2| format!("τ² = {tau2:.4}")));
    words.extend(it.i2.map(|i2| format!("I² = {i2:.1}%")));
    words.join(", ")
}

/// A P value with its sign.
fn small(p: f64) -> String {
    if p < 0.0001 { "< 0.0001".to_string() } else { format!("= {p:.4}") }
}
