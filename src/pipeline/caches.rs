//! What later builds reuse: parsed templates, checked projects, finished PDFs.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use sha2::{Digest, Sha256};

use super::checked::Checked;
use super::ground::Ground;
use super::request::{Options, Request};
use crate::compose::{self, Job};
use crate::data::digest;
use crate::export::PdfIdentity;
use crate::model::inputs::{Inputs, Sources};
use crate::typeset::standing::Stand;
use crate::typeset::{Fonts, SharedFiles};

/// How many checked projects are kept.
const PROJECTS: usize = 4;

/// How many bytes of finished PDFs are kept.
const PDF_BYTES: usize = 256 << 20;

/// How many states of one edition are kept.
const STATES: usize = 8;

/// What one engine keeps between builds. Everything is found by its content; nothing else decides.
#[derive(Default)]
pub struct Caches {
    fonts: OnceLock<Fonts>,
    /// A hash of their names: a later process may have others.
    listed: OnceLock<[u8; 32]>,
    /// Those of the last project that brought its own.
    own_fonts: Mutex<Option<ProjectFonts>>,
    /// Templates and images as Typst reads them.
    pub files: SharedFiles,
    builds: AtomicUsize,
    grounds: Mutex<Vec<Arc<Ground>>>,
    checked: Mutex<Vec<Arc<CheckedProject>>>,
    pdfs: Mutex<Pdfs>,
}

struct CheckedProject {
    sources: Sources,
    options: Options,
    only: Vec<String>,
    checked: Arc<Checked>,
}

/// The fonts that a project is set in.
#[derive(Clone)]
pub struct ProjectFonts {
    /// Its own font files by path, and a hash of them.
    files: Vec<(String, Arc<[u8]>)>,
    digest: [u8; 32],
    /// All of them.
    pub fonts: Fonts,
    /// The paths of its files that hold no font.
    pub unreadable: Vec<String>,
}

/// Identifies everything that a PDF is made from.
pub type Key = [u8; 32];

/// A finished PDF on whose pages nothing was found.
#[derive(Clone)]
pub struct Pdf {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// How many pages it has.
    pub pages: usize,
    /// What stands on them, if it is to be a print file; it is not kept.
    pub stands: Vec<Vec<Stand>>,
}

#[derive(Default)]
struct Pdfs {
    clock: u64,
    bytes: usize,
    known: HashMap<Key, (Pdf, u64)>,
    /// The last states of each edition, by its name.
    editions: HashMap<String, VecDeque<Key>>,
}

impl Caches {
    /// Empty caches for builds with these fonts.
    pub fn with_fonts(fonts: Fonts) -> Caches {
        Caches { fonts: fonts.into(), ..Caches::default() }
    }

    /// The fonts of all builds; the built-in ones are indexed when they are first needed.
    pub fn fonts(&self) -> &Fonts {
        self.fonts.get_or_init(Fonts::default)
    }

    /// The fonts of a project: those of all builds, then its own.
    pub fn fonts_of(&self, inputs: &Inputs) -> ProjectFonts {
        let mut last = locked(&self.own_fonts);
        if let Some(known) = last.as_ref().filter(|it| it.files == inputs.fonts) {
            return known.clone();
        }
        let (files, digest) = (inputs.fonts.clone(), digest_of_files(&inputs.fonts));
        let (fonts, unreadable) = match files[..] {
            [] => (self.fonts().clone(), Vec::new()),
            _ => self.fonts().and(&files),
        };
        last.insert(ProjectFonts { files, digest, fonts, unreadable }).clone()
    }

    /// Whether a build has been made before; counts this one.
    pub fn count_build(&self) -> bool {
        self.builds.fetch_add(1, Ordering::Relaxed) > 0
    }

    /// Whether another build was made before this one.
    pub fn built_before(&self) -> bool {
        self.builds.load(Ordering::Relaxed) > 1
    }

    /// The ground of a project as it was read before, or as it is read now.
    pub fn ground(&self, sources: &Sources, request: &Request) -> Arc<Ground> {
        let known = locked(&self.grounds).iter().find(|it| it.is_of(sources, request)).cloned();
        let ground = known.unwrap_or_else(|| {
            let ground = Arc::new(Ground::new(sources, request));
            let mut grounds = locked(&self.grounds);
            grounds.insert(0, ground.clone());
            grounds.truncate(PROJECTS);
            ground
        });
        ground.turn();
        ground
    }

    /// The project as it was checked before, or as `check` finds it now.
    pub fn checked(
        &self,
        sources: &Sources,
        request: &Request,
        check: impl FnOnce() -> Checked,
    ) -> Arc<Checked> {
        let options = request.options();
        let is_it = |it: &&Arc<CheckedProject>| {
            it.options == options && it.only == request.only && it.sources == *sources
        };
        if let Some(known) = locked(&self.checked).iter().find(is_it) {
            return known.checked.clone();
        }
        let checked = Arc::new(check());
        let project = CheckedProject {
            sources: sources.clone(),
            options,
            only: request.only.clone(),
            checked: checked.clone(),
        };
        let mut projects = locked(&self.checked);
        projects.insert(0, Arc::new(project));
        projects.truncate(PROJECTS);
        checked
    }

    /// The key of a document: a hash of all that its PDF is made from; of the engine's fonts, which are
    /// the same for all builds, the names.
    pub fn key(&self, inputs: &Inputs, job: &Job, identity: &PdfIdentity, audit: bool) -> Key {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| digest::add(&mut hash, part);
        let fit = job.fit.as_ref().map(|it| (it.pages, it.exactly, it.size, it.spacing));
        let told = (&identity.name, identity.date, audit, job.limits, &job.main, fit);
        add(format!("{told:?}").as_bytes());
        for shorter in &job.shorter {
            add(&self.key(inputs, shorter, identity, audit));
        }
        add(&self.fonts_of(inputs).digest);
        add(self.listed.get_or_init(|| digest_of(self.fonts())));
        for file in &job.files {
            add(file.path.as_bytes());
            add(file.text.as_bytes());
        }
        let mut assets: Vec<_> = job.assets.iter().collect();
        assets.sort_by_key(|(path, _)| *path);
        // Most files are those of the program, of which one hash was made when it was built.
        add(compose::templates::BUILT_IN_DIGEST.as_bytes());
        for (path, content) in assets {
            add(path.as_bytes());
            match compose::templates::is_built_in(path, content) {
                true => add(b"built in"),
                false => add(&self.files.digest(path, content)),
            }
        }
        hash.finalize().into()
    }

    /// The PDF of this key, if it was made before.
    pub fn pdf(&self, key: &Key) -> Option<Pdf> {
        let mut pdfs = locked(&self.pdfs);
        pdfs.clock += 1;
        let now = pdfs.clock;
        let (pdf, used) = pdfs.known.get_mut(key)?;
        *used = now;
        Some(pdf.clone())
    }

    /// Keeps the PDF of an edition, and forgets those that were not used for the longest time when there are too
    /// many, of all or of this edition: who writes for hours goes back a few steps at most.
    pub fn keep(&self, key: Key, edition: &str, pdf: Pdf) {
        let mut pdfs = locked(&self.pdfs);
        pdfs.clock += 1;
        pdfs.bytes += pdf.bytes.len();
        let now = pdfs.clock;
        if let Some((known, _)) = pdfs.known.insert(key, (pdf, now)) {
            pdfs.bytes -= known.bytes.len();
        }
        let own = pdfs.editions.entry(edition.to_string()).or_default();
        own.retain(|known| *known != key);
        own.push_back(key);
        if own.len() > STATES
            && let Some(oldest) = own.pop_front()
        {
            pdfs.forget(&oldest);
        }
        while pdfs.bytes > PDF_BYTES && pdfs.known.len() > 1 {
            let oldest = pdfs.known.iter().min_by_key(|(_, (_, used))| *used);
            let Some(oldest) = oldest.map(|(key, _)| *key) else { break };
            pdfs.forget(&oldest);
        }
    }
}

impl Pdfs {
    fn forget(&mut self, key: &Key) {
        if let Some((pdf, _)) = self.known.remove(key) {
            self.bytes -= pdf.bytes.len();
        }
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A hash of what the fonts of all builds are called.
fn digest_of(fonts: &Fonts) -> [u8; 32] {
    let mut hash = Sha256::new();
    for font in fonts.list() {
        [&font.family, &font.variant, &font.source]
            .iter()
            .for_each(|it| digest::add(&mut hash, it.as_bytes()));
    }
    hash.finalize().into()
}

/// A hash of files with their paths.
fn digest_of_files(files: &[(String, Arc<[u8]>)]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        digest::add(&mut hash, path.as_bytes());
        digest::add(&mut hash, bytes);
    }
    hash.finalize().into()
}
