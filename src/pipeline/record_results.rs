//! What came of the documents of records: each finding once, and which documents could not be made.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::expanded::Member;
use super::request::Request;
use super::shares::files;
use crate::data::place::Place;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::export::trace;
use crate::model::artifact::Artifact;
use crate::model::series::Record;

/// What came of the documents that are made for records.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Records {
    /// What was found, each finding once, with the first record that it is about.
    pub findings: Vec<Diagnostic>,
    /// About how many records each of the findings is.
    pub counts: Vec<usize>,
    /// The documents that could not be made.
    pub failed: Vec<Failed>,
    /// How many PDFs were made.
    pub made: usize,
}

/// A document that could not be made for a record.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Failed {
    /// The document and the record: `summary/taipei`.
    pub document: String,
    /// The files that it would have; `summary/taipei` where they have no name.
    pub files: Vec<String>,
    /// Where the record is written.
    #[serde(serialize_with = "written")]
    pub place: Place,
    /// The code of the first finding that stopped it, and what it says.
    pub why: String,
    /// The code by itself.
    #[serde(skip)]
    pub code: Code,
}

fn written<S: serde::Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place)
}

/// What came of all records together.
#[derive(Default)]
pub struct All {
    /// For the caller.
    pub records: Records,
    /// The PDFs, unless the caller took each as it was made.
    pub artifacts: Vec<Artifact>,
    /// What was printed.
    pub traces: Vec<trace::Document>,
    /// How many findings were waived, by their codes.
    pub waived: BTreeMap<String, usize>,
    /// How many PDFs were known.
    pub reused: usize,
    /// The names of the files that are there already.
    pub there: Vec<String>,
}

/// What came of one record.
#[derive(Default)]
pub struct One {
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// Its files, unless the caller took them.
    pub artifacts: Vec<Artifact>,
    /// What was printed.
    pub traces: Vec<trace::Document>,
    /// How many findings were waived, by their codes.
    pub waived: BTreeMap<String, usize>,
    /// How many PDFs were known.
    pub reused: usize,
    /// The names of the files that are there already.
    pub there: Vec<String>,
    /// How many files were made.
    pub made: usize,
    /// What stopped it: the code, and all in a line.
    pub why: Option<(Code, String)>,
}

/// Puts the results together, in the order of the records.
pub fn together(members: &[(&str, &Member)], results: Vec<One>, request: &Request) -> All {
    let mut all = All::default();
    let mut known: HashMap<(Code, Place, String), usize> = HashMap::new();
    let mut found: Vec<(Diagnostic, usize)> = Vec::new();
    for ((series, member), one) in members.iter().zip(results) {
        if let Some((code, why)) = one.why {
            let (document, place) = (member.called(series), member.record.row.place.clone());
            let known = member.document.as_ref().map(|it| files(it, request));
            let files = known.unwrap_or_else(|| vec![document.clone()]);
            all.records.failed.push(Failed { document, files, place, why, code });
        }
        for finding in one.findings {
            let key = (finding.code, finding.place.clone(), finding.message.clone());
            let at = *known.entry(key).or_insert(found.len());
            match found.get_mut(at) {
                Some((_, count)) => *count += 1,
                None => found.push((finding, 1)),
            }
        }
        all.records.made += one.made;
        all.reused += one.reused;
        all.there.extend(one.there);
        all.artifacts.extend(one.artifacts);
        all.traces.extend(one.traces);
        for (code, count) in one.waived {
            *all.waived.entry(code).or_default() += count;
        }
    }
    found.sort_by(|(a, _), (b, _)| diagnostic::order(a, b));
    for (mut finding, count) in found {
        count_others(&mut finding, count);
        all.records.findings.push(finding);
        all.records.counts.push(count);
    }
    all
}

/// Tells of how many other records a finding is.
fn count_others(finding: &mut Diagnostic, count: usize) {
    let last = finding.related.last_mut().filter(|it| it.1.starts_with(Record::OF_A_RECORD));
    if let (Some(last), true) = (last, count > 1) {
        let others = count - 1;
        last.1 = format!("{}, and for {others} other{}", last.1, if others > 1 { "s" } else { "" });
    }
}
