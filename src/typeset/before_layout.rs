//! What stands in the way of pages and is known before they are laid out.

use typst::World;
use typst::diag::SourceDiagnostic;

use super::files::{SharedFiles, id};
use super::fonts::Fonts;
use super::input::Input;
use super::world::JobWorld;
use super::{coverage, slots, spans};
use crate::diagnostic::Diagnostic;

/// Characters that no font has, and Typst that does not parse, told as a build tells them. As a build
/// does, it stops at the characters.
pub fn check(input: &Input, shared: &SharedFiles, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut findings = coverage::check(input, fonts);
    findings.extend(slots::check(input));
    if findings.is_empty()
        && let Some(world) = JobWorld::new(input, shared, fonts)
    {
        findings.extend(spans::findings(
            &unparsed(input, &world),
            &world,
            input,
            spans::Stage::Layout,
        ));
    }
    findings
}

/// The errors of syntax in templates and in the author's blocks of Typst.
fn unparsed(input: &Input, world: &JobWorld) -> Vec<SourceDiagnostic> {
    let mut templates: Vec<&str> = input.assets.keys().map(String::as_str).collect();
    templates.sort_unstable();
    let own = input.files.iter().map(|file| file.path);
    let code = templates.into_iter().chain(own).filter(|path| path.ends_with(".typ"));
    let sources = code.filter_map(id).filter_map(|id| world.source(id).ok());
    sources
        .flat_map(|source| source.root().errors_and_warnings().0)
        .map(SourceDiagnostic::from)
        .collect()
}
