//! `cargo bench --bench mutation`: how many small things that are spoilt in the review are found.
//!
//! Every mutant changes one thing in one file. Those that change nothing a reader could see (the
//! merged Typst of every document is the same) are not counted. The rest are checked twice:
//! without the lock file, by the rules alone, and with it. Arguments: mutants per class, seed, and the classes (all without any).

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod mutants;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use diptych::{Request, Sources, build, check};
use mutants::{CLASSES, Mutant, Random};
use rayon::prelude::*;

const LOCK: &str = "diptych.lock";

/// What became of a mutant.
struct Fate {
    mutant: Mutant,
    by_rules: bool,
    with_lock: bool,
}

fn main() {
    let numbers: Vec<u64> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| it.parse::<u64>().is_err() && !it.starts_with('-'))
        .collect();
    let (count, seed) = (*numbers.first().unwrap_or(&200), *numbers.get(1).unwrap_or(&1));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/hcc-immunotherapy");
    let mut sources = Sources::default();
    read(&folder, &folder, &mut sources);
    assert!(found(&sources) == 0, "the review itself has findings");
    let merged = merged(&sources);
    println!("{count} mutants per class, seed {seed}\n");
    println!("| class | mutants | by rules | | with lock | |\n|---|--:|--:|--:|--:|--:|");
    let mut survivors = Vec::new();
    let mut sums = [0; 3];
    for class in CLASSES.into_iter().chain(mutants::DATA_CLASSES) {
        if !wanted.is_empty() && !wanted.iter().any(|it| it == class) {
            continue;
        }
        let fates = fates(class, count, seed, &sources, &merged);
        let counts = [
            fates.len(),
            fates.iter().filter(|fate| fate.by_rules).count(),
            fates.iter().filter(|fate| fate.with_lock).count(),
        ];
        row(class, counts);
        if CLASSES.contains(&class) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        survivors.extend(fates.into_iter().filter(|fate| !fate.by_rules));
    }
    row("**texts, all**", sums);
    list(&survivors);
}

/// Reads a folder into memory.
fn read(root: &Path, folder: &Path, sources: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => read(root, &path, sources),
            false => {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                sources.insert(&name, fs::read(&path).unwrap());
            }
        }
    }
}

fn row(class: &str, [all, rules, lock]: [usize; 3]) {
    let share = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
    println!("| {class} | {all} | {rules} | {:.1}% | {lock} | {:.1}% |", share(rules), share(lock));
}

fn fates(
    class: &'static str,
    count: u64,
    seed: u64,
    sources: &Sources,
    base: &BTreeMap<String, Vec<u8>>,
) -> Vec<Fate> {
    let mut made: BTreeMap<String, Mutant> = BTreeMap::new();
    let mut random = Random(seed);
    for _ in 0..count {
        let mutant = mutants::mutant(class, sources, &mut random);
        made.extend(mutant.map(|it| (format!("{} {}", it.file, it.text), it)));
    }
    let fate = |mutant: Mutant| {
        let spoilt = mutant.sources(sources);
        let mut without = spoilt.clone();
        without.files.remove(LOCK);
        let by_rules = found(&without) > 0;
        // The lock file only adds findings.
        let with_lock = by_rules || found(&spoilt) > 0;
        // Only what nothing has found can have changed nothing.
        let visible = with_lock || merged(&spoilt) != *base;
        visible.then_some(Fate { mutant, by_rules, with_lock })
    };
    let made: Vec<Mutant> = made.into_values().collect();
    made.into_par_iter().filter_map(fate).collect()
}

fn found(sources: &Sources) -> usize {
    check(sources, &Request::default()).len()
}

/// The merged source of every document, which is all that a reader will see.
fn merged(sources: &Sources) -> BTreeMap<String, Vec<u8>> {
    let request = Request::new().emit_typst(true);
    let artifacts = build(sources, &request).artifacts.into_iter();
    artifacts.map(|artifact| (artifact.name, artifact.bytes)).collect()
}

fn list(survivors: &[Fate]) {
    println!("\nSurvivors of the rules alone:\n");
    for fate in survivors {
        let lock = if fate.with_lock { "" } else { " (also of the lock)" };
        let what = fate.mutant.what.replace('\n', " ");
        println!("- {}, {}: {what}{lock}", fate.mutant.class, fate.mutant.file);
    }
}
