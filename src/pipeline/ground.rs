//! A project without its texts: what stays as it is while somebody writes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::request::{self, Options, Request};
use crate::diagnostic::{Diagnostic, Findings};
use crate::evaluate::Shared;
use crate::evaluate::template::mentions::Mentions;
use crate::evaluate::template::placeholders::Origins;
use crate::model::doubt::RECORDED;
use crate::model::inputs::{Inputs, Sources};
use crate::{check as rules, compose, evaluate, load};

/// What is read and found before the texts are looked at, and what was made of texts on this ground.
pub struct Ground {
    /// All files; those of texts are empty.
    sources: Sources,
    /// The paths of the texts.
    texts: BTreeSet<String>,
    options: Options,
    /// What was read; nothing when the manifest could not be understood. It has no texts yet.
    pub inputs: Option<Inputs>,
    /// What was found while it was read.
    pub loaded: Vec<Diagnostic>,
    /// What was found in the data.
    pub checked: Vec<Diagnostic>,
    /// Where each cell comes from.
    origins: Arc<Origins>,
    /// Texts that were evaluated.
    pub evaluated: evaluate::Kept,
    /// What rules have found.
    pub rules: Arc<rules::Kept>,
    /// References that were formatted.
    references: Mutex<Arc<compose::Entries>>,
}

impl Ground {
    /// Reads everything but the texts.
    pub fn new(sources: &Sources, request: &Request) -> Ground {
        request.begin(request::Stage::Load, "");
        let mut loaded = Findings::default();
        let mut inputs = load::load(sources, &request.limits, &mut loaded);
        request.begin(request::Stage::Check, "");
        let mut checked = Findings::default();
        if let Some(inputs) = &mut inputs {
            let (recorded, doubts) = rules::evidence::check(inputs, &mut checked);
            inputs.doubts = doubts;
            // The contradictions are data as well, so what is shared is known only now.
            if inputs.manifest.project.conflicts.is_some() {
                inputs.data.insert(RECORDED.to_string(), Arc::new(recorded));
            }
        }
        let texts = inputs.as_ref().map(|it| own_texts(it, sources)).unwrap_or_default();
        let mut bare = sources.clone();
        texts.iter().for_each(|path| bare.insert(path, []));
        Ground {
            sources: bare,
            texts,
            options: request.options(),
            origins: inputs.as_ref().map(Shared::origins).unwrap_or_default(),
            inputs,
            loaded: loaded.into_iter().collect(),
            checked: checked.into_iter().collect(),
            evaluated: evaluate::Kept::default(),
            rules: Arc::default(),
            references: Mutex::default(),
        }
    }

    /// Whether these files differ in nothing but texts that nothing else reads.
    pub fn is_of(&self, sources: &Sources, request: &Request) -> bool {
        let same = |(path, own): (&String, &Arc<[u8]>)| {
            sources.files.get(path).is_some_and(|it| it == own || self.texts.contains(path))
        };
        self.options == request.options()
            && self.sources.files.len() == sources.files.len()
            && self.sources.files.iter().all(same)
            && self.sources.name == sources.name
            && self.sources.single == sources.single
            && self.sources.policy == sources.policy
            && self.sources.left_out == sources.left_out
    }

    /// Begins a round: what texts were made of that are no more is forgotten after a few.
    pub fn turn(&self) {
        self.evaluated.turn();
        self.rules.turn();
    }

    /// The references that were formatted before, to be told of again.
    pub fn references(&self) -> Arc<compose::Entries> {
        self.locked().clone()
    }

    /// Keeps these references.
    pub fn keep_references(&self, entries: &compose::Entries) {
        *self.locked() = Arc::new(entries.again());
    }

    fn locked(&self) -> MutexGuard<'_, Arc<compose::Entries>> {
        self.references.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the evaluation of all texts shares.
    pub fn shared(&self, sources: &Sources) -> Shared {
        Shared::new(self.origins.clone(), sources)
    }
}

/// The texts of documents that are known without their strings being filled in, unless another file may lead to them:
/// then they may be more than texts.
fn own_texts(inputs: &Inputs, sources: &Sources) -> BTreeSet<String> {
    if sources.single.is_some() {
        return BTreeSet::new();
    }
    let declarations = sources.files.keys().filter(|path| path.ends_with(".toml"));
    let declarations: Vec<&str> = declarations.filter_map(|path| sources.text(path)).collect();
    if declarations.iter().any(|it| Mentions::of(it).leads()) {
        return BTreeSet::new();
    }
    let languages = &inputs.manifest.project.languages;
    let documents = inputs.manifest.documents.values();
    let texts = documents.flat_map(|it| load::documents::text_paths(sources, it, languages));
    let paths = texts.map(|(_, path)| path.to_string());
    let paths = paths.filter(|path| sources.files.contains_key(path));
    paths.filter(|path| !declarations.iter().any(|it| it.contains(path.as_str()))).collect()
}
