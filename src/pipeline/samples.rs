//! One document of each series, in all languages of its records, for the rules that look at a project as
//! a whole: what is cited, what was reviewed, whether the languages agree.

use super::expanded::Expanded;
use crate::diagnostic::Findings;
use crate::evaluate::{self, Shared};
use crate::language::Edition;
use crate::load;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;

/// What the rules about a project look at.
pub struct Whole {
    /// The samples alone.
    pub samples: Evaluated,
    /// The documents without records, and the samples.
    pub all: Evaluated,
}

/// Adds the samples of all series to the inputs. What is wrong with them is told of their record.
pub fn with(
    inputs: &mut Inputs,
    sources: &Sources,
    shared: &Shared,
    series: &[Expanded],
    evaluated: &Evaluated,
) -> Whole {
    let mut silent = Findings::default();
    let samples: Vec<Document> = series.iter().filter_map(sample).collect();
    let languages = inputs.manifest.project.languages.clone();
    for sample in &samples {
        let texts = load::documents::texts(sources, sample, &languages, &mut silent);
        inputs.texts.extend(texts);
        inputs.manifest.documents.insert(sample.name.clone(), sample.clone());
    }
    let begins = |_: &str| ();
    let shared = (shared, &evaluate::Kept::default());
    let samples = evaluate::evaluate(inputs, sources, shared, &samples, &begins, &mut silent);
    let is_wrong = silent.as_slice().iter().any(|it| it.code.is_about_values());
    let all = evaluated.documents.iter().chain(&samples.documents).cloned().collect();
    let samples = if is_wrong { Evaluated::default() } else { samples };
    Whole { samples, all: Evaluated { documents: all } }
}

/// The first document of a series, with the editions of all.
fn sample(series: &Expanded) -> Option<Document> {
    let mut documents = series.members.iter().filter_map(|member| member.document.as_ref());
    let mut first = documents.next()?.clone();
    let mut editions: Vec<Edition> = std::mem::take(&mut first.editions);
    for document in documents {
        let new: Vec<_> = document.editions.iter().filter(|it| !editions.contains(it)).collect();
        editions.extend(new.into_iter().cloned());
    }
    Some(Document { editions, ..first })
}
