//! A layout that does not settle: Typst gives up after five rounds, and an error in every other round is told by nobody.

use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;

use super::input::Input;
use super::spans;
use super::world::JobWorld;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// How many of the places that changed to the last are told.
const PLACES: usize = 3;

/// Takes what Typst says of it out of its warnings, and tells it once.
pub fn taken(
    warnings: &mut EcoVec<SourceDiagnostic>,
    world: &JobWorld,
    input: &Input,
) -> Option<Diagnostic> {
    // What is only measured stands nowhere: where its like stands may change, and no page does.
    if !warnings.iter().any(|it| is_of_rounds(it) && !is_in_general(it) && !is_of_measures(it)) {
        return None;
    }
    let (unsettled, others): (Vec<_>, Vec<_>) =
        std::mem::take(warnings).into_iter().partition(is_of_rounds);
    warnings.extend(others);
    let message = format!(
        "the layout of {} does not settle: what stands on a page decides what stands there, and after five rounds some of it \
         may be missing or out of date",
        input.name
    );
    let finding = Diagnostic::new(codes::UNSETTLED, Place::file(input.manifest), message).help(
        "look at the pages with `--draft`; a template must not put in what moves the thing that it asks for; a change of the \
         text, or another theme, may settle it",
    );
    let place = |it: &SourceDiagnostic| spans::any_place(it.span, world, input);
    let places = unsettled.iter().filter_map(|it| Some((place(it)?, it.message.as_str())));
    Some(places.take(PLACES).fold(finding, |it, (at, what)| it.related(at, what)))
}

/// The words are Typst's own.
fn is_of_rounds(warning: &SourceDiagnostic) -> bool {
    let said = &warning.message;
    said.ends_with("did not converge")
        || said.ends_with("did not stabilize")
        || is_in_general(warning)
}

fn is_in_general(warning: &SourceDiagnostic) -> bool {
    warning.message.starts_with("document did not converge")
}

fn is_of_measures(warning: &SourceDiagnostic) -> bool {
    warning.message.starts_with("a measured element")
}
