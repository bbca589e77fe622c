//! D0360: divisions that are printed under a condition, or may go, in one language and not in the other.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::manuscript::Manuscript;

/// Compares the conditions of two texts in their order.
pub fn check(first: &Manuscript, second: &Manuscript, findings: &mut Findings) {
    let (here, there) = (&first.conditions, &second.conditions);
    let differs = |at: &usize| here.get(*at).map(|it| &it.0) != there.get(*at).map(|it| &it.0);
    let Some(at) = (0..here.len().max(there.len())).find(differs) else { return };
    let words = |it: Option<&(String, Place)>| it.map_or("none".into(), |it| format!("“{}”", it.0));
    let (one, other) = (here.get(at), there.get(at));
    let message = format!(
        "the two languages have different conditions: {} here, {} there",
        words(one),
        words(other)
    );
    let whole = |text: &Manuscript| text.blocks.first().map(|block| Place::file(&block.place.file));
    let place = |it: Option<&(String, Place)>, text: &Manuscript| {
        it.map(|it| it.1.clone()).or_else(|| whole(text))
    };
    let Some(own) = place(one, first) else { return };
    let finding = Diagnostic::new(codes::CONDITIONS_DIFFER, own, message)
        .help("write the same conditions in the same order in both");
    let counterpart = place(other, second);
    findings.extend(
        counterpart.map(|it| finding.clone().related(it, "the other language")).or(Some(finding)),
    );
}
