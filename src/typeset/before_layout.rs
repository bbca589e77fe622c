//! What stands in the way of pages and is known before they are laid out.

use typst::World;
use typst::diag::SourceDiagnostic;

use super::files::{SharedFiles, id};
use super::fonts::Fonts;
use super::input::Input;
use super::world::JobWorld;
use super::{coverage, slots, spans};
use crate::diagnostic::{self, Diagnostic};

/// What the paths of the author's own blocks of Typst begin with.
const BLOCKS: &str = "/raw-";

/// Characters that no font has, and Typst that does not parse, told as a build tells them. As a build
/// does, it stops at characters that cannot be printed. `templates` are the virtual paths of the project's own: those
/// that are built in, and the text that is composed, parse.
pub fn check(
    input: &Input,
    templates: &[String],
    shared: &SharedFiles,
    fonts: &Fonts,
) -> Vec<Diagnostic> {
    let coverage = coverage::check(input, fonts);
    let mut findings = coverage.findings.clone();
    findings.extend(slots::check(input));
    let blocks = input.files.iter().map(|file| file.path).filter(|path| path.starts_with(BLOCKS));
    let code: Vec<&str> = templates.iter().map(String::as_str).chain(blocks).collect();
    if !diagnostic::any_fact(&findings)
        && !code.is_empty()
        && let Some(world) = JobWorld::new(input, shared, fonts, &coverage)
    {
        let errors = unparsed(&code, &world);
        findings.extend(spans::findings(&errors, &world, input, spans::Stage::Layout));
    }
    findings
}

/// The errors of syntax in templates and in the author's blocks of Typst.
fn unparsed(code: &[&str], world: &JobWorld) -> Vec<SourceDiagnostic> {
    let ids = code.iter().copied().filter_map(id);
    let sources = ids.filter_map(|id| world.source(id).ok());
    sources
        .flat_map(|source| source.root().errors_and_warnings().0)
        .map(SourceDiagnostic::from)
        .collect()
}
