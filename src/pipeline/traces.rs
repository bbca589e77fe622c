//! What documents print, each value with its cells.

use crate::compose::Job;
use crate::export::{passages, trace};
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;

/// What each job prints.
pub fn of(inputs: &Inputs, evaluated: &Evaluated, jobs: &[Job]) -> Vec<trace::Document> {
    let all = jobs.iter().flat_map(|job| &job.traces);
    let values = trace::values(inputs, all);
    let of = |job: &Job| {
        let documents = evaluated.documents.iter().filter(|it| it.name == job.document);
        let mut own =
            documents.filter(|it| it.edition.as_ref().is_none_or(|it| *it == job.edition));
        let document = own.next();
        let words = document.map(|it| passages::of(inputs, it, &job.edition));
        let words = words.unwrap_or_default();
        trace::document(&job.called, &job.edition, &job.traces, &values, words)
    };
    jobs.iter().map(of).collect()
}
