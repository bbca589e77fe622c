//! Divides the documents that are asked for among machines: each record goes to one of them, whole, and all
//! machines come to the same division by themselves.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::checked::Prepared;
use super::editions;
use super::request::Request;
use super::typesetting::output_name;
use super::wanted::{wanted, wants};
use crate::compose::{Composer, Job};
use crate::data::digest;
use crate::language::Edition;
use crate::model::inputs::Sources;
use crate::model::manifest::Document;
use crate::model::print;
use crate::model::shard::Shard;
use serde::Serialize;

/// The files that all machines make together, and those of this one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// How many files all make together.
    pub files: usize,
    /// SHA-256 of their names in order of their bytes, a line for each.
    pub sha256: String,
    /// The files of this machine, each with its number among all of them, from 1.
    pub own: Vec<(usize, String)>,
}

/// What this machine makes.
pub struct Share {
    /// The documents without records.
    documents: HashSet<String>,
    /// For each record that is asked for, whether it is made here.
    pub records: Vec<bool>,
    /// What is made, here and together.
    pub asked: Asked,
}

impl Share {
    /// Divides what is asked for. Records come before other documents, as they are written.
    pub fn of(prepared: &Prepared, request: &Request) -> Share {
        let members = wanted(&prepared.series, request);
        // Samples of series are among the documents, and are not made.
        let samples: HashSet<&str> = prepared.series.iter().map(|it| it.name.as_str()).collect();
        let documents = prepared.inputs.manifest.documents.values();
        let documents: Vec<&Document> =
            documents.filter(|it| !samples.contains(it.name.as_str())).collect();
        let of_members = members.iter().map(|(series, member)| match &member.document {
            Some(document) => files(document, request),
            None => vec![member.called(series)],
        });
        let names: Vec<Vec<String>> =
            of_members.chain(documents.iter().map(|it| files(it, request))).collect();
        let own = own(&names, request.shard);
        let (records, others) = own.split_at(members.len());
        let here = documents.iter().zip(others).filter(|(_, own)| **own);
        Share {
            documents: here.map(|(document, _)| document.name.clone()).collect(),
            records: records.to_vec(),
            asked: asked(names, &own),
        }
    }

    /// Composes the documents without records that are made here.
    pub fn compose(&self, prepared: &Prepared, sources: &Sources, request: &Request) -> Vec<Job> {
        let (inputs, evaluated) = (&prepared.inputs, &prepared.evaluated);
        let wanted = |document: &Document, edition: &Edition| {
            self.documents.contains(&document.name) && wants(request, document, edition)
        };
        let composer = Composer::new(inputs, sources, &prepared.references);
        let compose =
            |evaluated| composer.compose(inputs, sources, evaluated, &wanted, request.audit);
        let jobs = compose(evaluated);
        // What has changed is known when all values are.
        match editions::with_changes(inputs, sources, evaluated, &jobs) {
            Some(evaluated) => compose(&evaluated),
            None => jobs,
        }
    }
}

/// The files of a document that are asked for.
pub fn files(document: &Document, request: &Request) -> Vec<String> {
    let editions = document.editions.iter().filter(|it| wants(request, document, it));
    let names = |edition: &Edition| {
        let name = output_name(&document.file(edition), request);
        // A page goes along with a print file.
        let page = print::page_name(&name);
        page.into_iter().chain([name])
    };
    editions.flat_map(names).collect()
}

/// For each document whether it is made here. In their order each goes to the machine that has the fewest
/// files, so that the parts differ by one document at most, and a new last row moves no other.
fn own(names: &[Vec<String>], shard: Option<Shard>) -> Vec<bool> {
    let Some(shard) = shard else { return vec![true; names.len()] };
    let mut queue: BinaryHeap<_> = (1..=shard.of).map(|number| Reverse((0, number))).collect();
    let mut to_next = |files: &Vec<String>| {
        let Reverse((load, number)) = queue.pop()?;
        queue.push(Reverse((load + files.len(), number)));
        Some(number)
    };
    names.iter().map(|files| to_next(files) == Some(shard.number)).collect()
}

fn asked(names: Vec<Vec<String>>, own: &[bool]) -> Asked {
    let mut number = 0;
    let (mut all, mut here) = (Vec::new(), Vec::new());
    for (files, own) in names.into_iter().zip(own) {
        for file in files {
            number += 1;
            if *own {
                here.push((number, file.clone()));
            }
            all.push(file);
        }
    }
    Asked { files: all.len(), sha256: digest::of_names(all), own: here }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(sizes: &[usize]) -> Vec<Vec<String>> {
        let document = |(at, size): (usize, &usize)| {
            (0..*size).map(|edition| format!("{at}.{edition}.pdf")).collect()
        };
        sizes.iter().enumerate().map(document).collect()
    }

    #[test]
    fn every_document_goes_to_one_machine_and_all_have_as_much() {
        let names = names(&[1, 3, 1, 1, 2, 1, 1, 4, 1, 1, 1, 2, 1]);
        for of in [1, 2, 3, 5, 20] {
            let all: Vec<_> = (1..=of).map(|number| own(&names, Shard::new(number, of))).collect();
            for at in 0..names.len() {
                assert_eq!(all.iter().filter(|own| own[at]).count(), 1, "{at} of {of}");
            }
            let load = |own: &Vec<bool>| -> usize {
                own.iter().zip(&names).filter(|(own, _)| **own).map(|(_, it)| it.len()).sum()
            };
            let loads: Vec<usize> = all.iter().map(load).collect();
            let (least, most) = (loads.iter().min().unwrap(), loads.iter().max().unwrap());
            assert!(most - least <= 4, "{loads:?}");
        }
    }

    #[test]
    fn a_new_last_record_moves_no_other() {
        let (few, more) = (names(&[1, 2, 1, 3, 1]), names(&[1, 2, 1, 3, 1, 2]));
        for number in 1..=3 {
            let (few, more) = (own(&few, Shard::new(number, 3)), own(&more, Shard::new(number, 3)));
            assert_eq!(few, more[..5]);
        }
    }

    #[test]
    fn files_have_their_number_among_all() {
        let names = names(&[1, 2, 1]);
        let here = own(&names, Shard::new(1, 2));
        let asked = asked(names.clone(), &here);
        let of: Vec<_> = asked.own.iter().map(|(at, name)| (*at, name.as_str())).collect();
        assert_eq!(of, [(1, "0.0.pdf"), (4, "2.0.pdf")]);
        let mut backwards = names.concat();
        backwards.reverse();
        assert_eq!((asked.files, asked.sha256), (4, digest::of_names(backwards)));
    }
}
