//! A project before a page is laid out: load, evaluate, check.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::editions;
use super::expanded::{Expanded, Member};
use super::ground::Ground;
use super::request::{self, Request};
use super::samples;
use super::series;
use super::wanted::{names, wants};
use crate::check::policy::Judge;
use crate::check::rulings::Rulings;
use crate::compose;
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, Findings, Stage, codes};
use crate::evaluate::Shared;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;
use crate::model::manuscript::walk_blocks;
use crate::model::relaxations::Relaxations;
use crate::{check as rules, evaluate, load};

/// What is known of a project before anything is composed.
pub struct Prepared {
    /// What was read.
    pub inputs: Inputs,
    /// Its texts and tables, with their values filled in.
    pub evaluated: Evaluated,
    /// Its references as they are printed.
    pub references: compose::Entries,
    /// What all evaluation shares.
    pub shared: Shared,
    /// Its documents that are made for records, which are evaluated one by one.
    pub series: Vec<Expanded>,
}

/// A project after all checks that need no pages.
pub struct Checked {
    /// The project; `None` when its manifest could not be understood.
    pub prepared: Option<Prepared>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// What the project has relaxed.
    pub relaxed: Relaxations,
}

/// Load, evaluate and check: everything that can be known before a page is laid out. `unreadable` tells which files of the
/// project's fonts hold none.
pub fn prepare(
    ground: &Ground,
    sources: &Sources,
    request: &Request,
    unreadable: &dyn Fn(&Inputs) -> Vec<String>,
) -> Checked {
    let (mut loaded, mut checked) = (Findings::default(), Findings::default());
    loaded.extend(ground.loaded.iter().cloned());
    checked.extend(ground.checked.iter().cloned());
    let Some(mut inputs) = ground.inputs.clone() else {
        let findings = loaded.into_iter().collect();
        return Checked { prepared: None, findings, relaxed: Relaxations::default() };
    };
    rules::ahead(&inputs);
    inputs.texts = load::texts(sources, &inputs.manifest, &mut loaded);
    let shared = ground.shared(sources);
    let series = series::expand(&mut inputs, sources, &shared, request, &mut loaded);
    let asked = series.iter().flat_map(|it| &it.members).filter_map(|it| it.document.as_ref());
    let asked = inputs.manifest.documents.values().chain(asked);
    loaded.extend(load::documents::too_many_pdfs(asked, request.limits.pdfs));
    let sound = !diagnostic::any_error(loaded.as_slice());
    let mut read = Findings::default();
    let begins = |document: &str| request.begin(request::Stage::Evaluate, document);
    // What is not asked for is not looked at.
    let is_wanted = |it: &Document| it.editions.iter().any(|edition| wants(request, it, edition));
    let documents = inputs.manifest.documents.values().filter(|it| is_wanted(it));
    let known = (&shared, &ground.evaluated);
    let evaluated = evaluate::evaluate(&inputs, sources, known, documents, &begins, &mut read);
    let whole = samples::with(&mut inputs, sources, &shared, &series, &evaluated);
    request.begin(request::Stage::Check, "");
    let filled_in = sound && !read.as_slice().iter().any(|it| it.code.is_about_values());
    let rules = rules::Rules::new(&inputs, ground.rules.clone());
    let wanted = |name: &str| inputs.manifest.documents.get(name).is_none_or(is_wanted);
    rules.documents(&inputs, sources, &evaluated, &wanted, &mut checked);
    rules.languages(&inputs, &whole.samples, &mut checked);
    rules.project(&inputs, sources, &whole.all, &mut checked);
    let read = read.into_iter().filter(|it| sound || !it.code.follows_from_data());
    let checked = checked.into_iter().filter(|it| filled_in || !it.code.follows_from_data());
    let mut findings: Vec<_> = loaded.into_iter().chain(read).chain(checked).collect();
    let mut references = compose::Entries::default();
    if sound {
        references = formatted(ground, &inputs, &whole.all, &mut findings);
        findings.extend(unmatched(&inputs, &series, request));
        findings.extend(editions::findings(&inputs, sources, &evaluated, &whole.all));
    }
    findings.extend(font_findings(&unreadable(&inputs)));
    findings.extend(compose::template_findings(sources, request.builtin_templates));
    judged(Prepared { inputs, evaluated, references, shared, series }, findings, request)
}

/// The references as they are printed, which are kept for the next build.
fn formatted(
    ground: &Ground,
    inputs: &Inputs,
    all: &Evaluated,
    findings: &mut Vec<Diagnostic>,
) -> compose::Entries {
    let (entries, found) = compose::references(inputs, all, &ground.references());
    ground.keep_references(&entries);
    findings.extend(found);
    entries
}

/// What remains of the findings after rules and waivers, and what the project has relaxed.
fn judged(prepared: Prepared, findings: Vec<Diagnostic>, request: &Request) -> Checked {
    let Prepared { inputs, evaluated, series, .. } = &prepared;
    // A waiver may be for a text that is not looked at.
    let complete = series.is_empty() && request.only.is_empty();
    let mut judged = Judge::new(inputs, evaluated).judge(findings, Stage::Texts, complete);
    if !request.only.is_empty() {
        let others = other_texts(inputs, evaluated, request);
        judged.findings.retain(|it| !others.contains(&it.place.file));
    }
    let mut relaxed = Rulings::new(inputs).relaxations();
    relaxed.add_waived(&judged.waived);
    Checked { findings: judged.findings, relaxed, prepared: Some(prepared) }
}

/// A finding for every file of the project's fonts that is none.
fn font_findings(unreadable: &[String]) -> Vec<Diagnostic> {
    let finding = |path: &String| {
        let message = "no font can be read from this file, and it is left out";
        Diagnostic::new(codes::FONT_UNREADABLE, Place::file(path), message)
            .help("use a TrueType or OpenType font: .ttf, .otf, .ttc or .otc")
    };
    unreadable.iter().map(finding).collect()
}

/// The texts, included ones too, that only documents read which are not asked for.
fn other_texts(inputs: &Inputs, evaluated: &Evaluated, request: &Request) -> HashSet<Arc<str>> {
    let (mut own, mut others) = (HashSet::new(), HashSet::new());
    for document in inputs.manifest.documents.values() {
        let wanted = document.editions.iter().any(|edition| wants(request, document, edition));
        let texts = if wanted { &mut own } else { &mut others };
        let languages = inputs.manifest.project.languages.iter();
        texts.extend(languages.map(|it| Arc::from(format!("{}.{it}.md", document.content.path))));
        let read = evaluated.documents.iter().filter(|it| it.name == document.name);
        for manuscript in read.flat_map(|it| &it.manuscripts) {
            walk_blocks(&manuscript.blocks, &mut |block| {
                texts.insert(block.place.file.clone());
            });
        }
    }
    others.retain(|text| !own.contains(text));
    others
}

/// A finding for every `--only` that names nothing.
fn unmatched(inputs: &Inputs, series: &[Expanded], request: &Request) -> Vec<Diagnostic> {
    let of = |document: &Document| {
        let editions = document.editions.iter();
        editions.flat_map(|edition| names(document, edition)).collect::<Vec<_>>()
    };
    let known: BTreeSet<String> = inputs.manifest.documents.values().flat_map(of).collect();
    let members = series.iter().flat_map(|it| it.members.iter().map(move |member| (it, member)));
    let called = |(it, member): (&Expanded, &Member)| member.called(&it.name);
    let mut of_records: HashSet<String> = members.clone().map(called).collect();
    // One of which nothing can be made is told by what stands in its way.
    of_records.extend(series.iter().map(|it| it.name.clone()));
    of_records.extend(members.filter_map(|it| it.1.document.as_ref()).flat_map(of));
    let unknown =
        request.only.iter().filter(|it| !known.contains(*it) && !of_records.contains(*it));
    if known.is_empty() && series.is_empty() {
        let message = "the project has no document: write [documents.name]";
        return vec![Diagnostic::new(
            codes::NOTHING_TO_BUILD,
            Place::file(&inputs.manifest.file),
            message,
        )];
    }
    let finding = |only: &String| {
        let message = format!("the project has no document or edition “{only}”");
        Diagnostic::new(codes::NOTHING_TO_BUILD, Place::file(&inputs.manifest.file), message)
            .help(format!("it has {}", Vec::from_iter(known.clone()).join(", ")))
    };
    unknown.map(finding).collect()
}
