//! D0614: a translation whose counterpart has changed since a person reviewed the pair. D0615: a
//! pair that nobody has reviewed.
//!
//! A pair is known by the fingerprints of its two wordings, in which every value is a blank: new
//! data makes no translation stale. Without a lock file the rule is silent.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::{pairs, segments};
use crate::check::text::segment::Segment;
use crate::data::digest;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::packs::Languages;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;
use crate::model::lock::{Lock, Reviewed};
use crate::model::manuscript::Inline;

/// A pair as it is now.
struct Now<'a> {
    here: Segment<'a>,
    there: Segment<'a>,
    prints: Reviewed,
}

/// Compares the texts with what has been reviewed.
pub fn check(inputs: &Inputs, evaluated: &Evaluated, findings: &mut Findings) {
    let Some(lock) = &inputs.lock else { return };
    for (text, pairs) in texts(inputs, evaluated) {
        match lock.texts.get(&text) {
            Some(reviewed) => findings.extend(unreviewed(&inputs.languages, &pairs, reviewed)),
            None => findings.extend(pairs.first().map(|first| {
                let message = format!("no pair of `{text}` has been reviewed");
                finding(codes::NOT_REVIEWED, first, &message)
            })),
        }
    }
}

/// The lock file after a person has reviewed the texts of these documents, or of all of them.
pub fn accept(inputs: &Inputs, evaluated: &Evaluated, only: &[String]) -> Lock {
    let before = inputs.lock.clone().unwrap_or_default();
    let named = |text: &str| {
        only.is_empty()
            || inputs
                .manifest
                .documents
                .values()
                .any(|document| document.content.path == text && only.contains(&document.name))
    };
    let mut lock = Lock::default();
    let mut now = texts(inputs, evaluated);
    // Of those that nobody asked for nothing is known now.
    let is_known = |name: &str| evaluated.documents.iter().any(|it| it.name == name);
    for document in inputs.manifest.documents.values() {
        let text = &document.content.path;
        let pairs = now.swap_remove(text);
        if lock.texts.contains_key(text) || pairs.is_none() && is_known(&document.name) {
            continue;
        }
        let prints = match pairs.filter(|_| named(text)) {
            Some(pairs) => Some(pairs.into_iter().map(|pair| pair.prints).collect()),
            None => before.texts.get(text).cloned(),
        };
        lock.texts.extend(prints.map(|it| (text.clone(), it)));
    }
    lock
}

/// The pairs of each text, each wording once; documents may share a text.
fn texts<'a>(inputs: &Inputs, evaluated: &'a Evaluated) -> IndexMap<String, Vec<Now<'a>>> {
    let mut texts: IndexMap<String, Vec<Now>> = IndexMap::new();
    for evaluated in &evaluated.documents {
        let Some(document) = inputs.manifest.documents.get(&evaluated.name) else { continue };
        let all = evaluated.manuscripts.as_slice();
        if all.len() < 2 || texts.contains_key(&document.content.path) {
            continue;
        }
        let mut seen: HashSet<Reviewed> = HashSet::new();
        let mut pairs = Vec::new();
        let pieces = pairs::of(all)
            .flat_map(|(_, one, it)| segments(one, it, None, &mut Findings::default()));
        for (here, there) in pieces {
            let wordings = (wording(&here), wording(&there));
            let says = |text: &String| text.chars().any(char::is_alphabetic);
            let prints = (print(&wordings.0), print(&wordings.1));
            if (says(&wordings.0) || says(&wordings.1)) && seen.insert(prints.clone()) {
                pairs.push(Now { here, there, prints });
            }
        }
        texts.insert(document.content.path.clone(), pairs);
    }
    texts
}

fn unreviewed(known: &Languages, pairs: &[Now], reviewed: &[Reviewed]) -> Vec<Diagnostic> {
    // Which of a pair stands first follows the manifest, whose order may have changed.
    let sorted = |(one, other): &'_ Reviewed| match one <= other {
        true => (one.clone(), other.clone()),
        false => (other.clone(), one.clone()),
    };
    let together: HashSet<Reviewed> = reviewed.iter().map(sorted).collect();
    let each: HashSet<&String> = reviewed.iter().flat_map(|(one, other)| [one, other]).collect();
    let open = pairs.iter().filter(|pair| !together.contains(&sorted(&pair.prints)));
    open.map(|pair| {
        let same = (each.contains(&pair.prints.0), each.contains(&pair.prints.1));
        let changed = |segment: &Segment| {
            format!(
                "this text in {} has changed since the pair was reviewed, its counterpart has not",
                known.pack(segment.language).name
            )
        };
        match same {
            (true, false) => turned(codes::TRANSLATION_STALE, pair, &changed(&pair.there)),
            (false, true) => finding(codes::TRANSLATION_STALE, pair, &changed(&pair.here)),
            _ => finding(codes::NOT_REVIEWED, pair, "this pair has not been reviewed"),
        }
    })
    .collect()
}

const HELP: &str = "compare the two, then run `diptych accept`";

fn finding(code: crate::diagnostic::Code, pair: &Now, message: &str) -> Diagnostic {
    let finding = Diagnostic::new(code, pair.here.place().clone(), message);
    finding.related(pair.there.place().clone(), "its counterpart").help(HELP)
}

fn turned(code: crate::diagnostic::Code, pair: &Now, message: &str) -> Diagnostic {
    let finding = Diagnostic::new(code, pair.there.place().clone(), message);
    finding.related(pair.here.place().clone(), "its counterpart").help(HELP)
}

/// The characters that a translator has written; every value is a blank. How lines are wrapped is no
/// part of it: white space of any length is one space. Whether there is any counts.
fn wording(segment: &Segment) -> String {
    let mut text = segment.words.unwrap_or_default().to_string();
    add(segment.inlines, &mut text);
    text.retain(|c| !matches!(c, '\u{200b}' | '\u{2060}' | '\u{ad}'));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stands for a value; no author writes it.
const VALUE: char = '\u{fffc}';

fn add(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(part, _) | Inline::Code { text: part, .. } => text.push_str(part),
            Inline::Value(..) => text.push(VALUE),
            Inline::Image { alt, .. } => text.push_str(alt),
            other => add(other.children(), text),
        }
    }
}

/// The first 32 hexadecimal digits of the SHA-256 of a wording: the same everywhere, always.
fn print(wording: &str) -> String {
    digest::of(wording.as_bytes())[..Lock::DIGITS].to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_never_change() {
        assert_eq!(print("生存期为{}。"), "a9804bfcdebcb897d1a9d2b02aac4135");
    }
}
