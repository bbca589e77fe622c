//! The fonts: those built in, then any the user names; indexed once and shared by all documents.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst_kit::fonts::{FontSource, FontStore};

#[cfg(feature = "fonts")]
use super::font_facts;

/// The packages of built-in fonts, in the order in which their families are searched.
#[cfg(feature = "fonts")]
const EMBEDDED: &[&[(&str, &[u8])]] = &[
    diptych_fonts_han_serif::FONTS,
    diptych_fonts_han_sans::FONTS,
    diptych_fonts_latin::FONTS,
    #[cfg(feature = "fonts-more")]
    diptych_fonts_han_more::FONTS,
    #[cfg(feature = "fonts-more")]
    diptych_fonts_signs::FONTS,
];

/// The licence of every built-in font.
pub const LICENCE: &str = "SIL Open Font License 1.1";

/// A set of fonts, cheap to share among threads.
#[derive(Clone)]
pub struct Fonts {
    pub(super) store: Arc<FontStore>,
    listed: Vec<Listed>,
    /// How many of them are built in; they come first.
    built_in: usize,
    /// Every character that they have, a bit for each; looked up when the first is asked for.
    covered: Arc<OnceLock<Vec<u64>>>,
    /// Which other characters have been looked for, and where a font has them: each is asked for once,
    /// however many documents print it.
    homes: Arc<Mutex<HashMap<char, Home>>>,
}

/// Which fonts have a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// The built-in ones, which every template searches.
    BuiltIn,
    /// A family that the user added.
    Added(Arc<str>),
    /// None.
    Nowhere,
}

/// One font as it is listed to the user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The family's name, as templates call it.
    pub family: String,
    /// Style and weight.
    pub variant: String,
    /// Where it comes from: `built in`, or what the user named.
    pub source: String,
}

impl Default for Fonts {
    /// The built-in fonts; none when they are not compiled in.
    fn default() -> Fonts {
        #[cfg(feature = "fonts")]
        return Fonts::built_in();
        #[cfg(not(feature = "fonts"))]
        Fonts {
            store: Arc::new(FontStore::new()),
            listed: Vec::new(),
            built_in: 0,
            covered: Arc::default(),
            homes: Arc::default(),
        }
    }
}

impl Fonts {
    /// The fonts that are compiled in.
    #[cfg(feature = "fonts")]
    pub fn built_in() -> Fonts {
        let mut store = FontStore::new();
        let mut listed = Vec::new();
        let mut facts = font_facts::known();
        for (name, data) in EMBEDDED.iter().copied().flatten() {
            if let Some(info) = facts.remove(*name) {
                listed.push(list(&info, "built in"));
                store.push((BuiltIn(data), info));
                continue;
            }
            for font in Font::iter(Bytes::new(*data)) {
                let info = font.info().clone();
                listed.push(list(&info, "built in"));
                store.push((font, info));
            }
        }
        let built_in = listed.len();
        let (covered, homes) = Default::default();
        Fonts { store: Arc::new(store), listed, built_in, covered, homes }
    }

    /// The built-in fonts, then those in the folders, then, if asked for, those of the system.
    pub fn with(folders: &[impl AsRef<Path>], system: bool) -> Fonts {
        let mut fonts = Fonts::default();
        let Some(store) = Arc::get_mut(&mut fonts.store) else {
            return fonts;
        };
        for folder in folders {
            let source = folder.as_ref().display().to_string();
            for (path, info) in typst_kit::fonts::scan(folder.as_ref()) {
                fonts.listed.push(list(&info, &source));
                store.push((path, info));
            }
        }
        if system {
            for (path, info) in typst_kit::fonts::system() {
                fonts.listed.push(list(&info, "system"));
                store.push((path, info));
            }
        }
        fonts
    }

    /// These fonts, then those of a project, by path; and the paths of files that hold no font.
    pub fn and(&self, files: &[(String, Arc<[u8]>)]) -> (Fonts, Vec<String>) {
        let mut store = FontStore::new();
        for index in 0..self.listed.len() {
            if let Some(info) = self.store.book().info(index) {
                store.push((Shared(self.store.clone(), index), info.clone()));
            }
        }
        let (mut listed, mut unreadable) = (self.listed.clone(), Vec::new());
        for (path, data) in files {
            let before = listed.len();
            for font in faces(data) {
                let info = font.info().clone();
                listed.push(list(&info, path));
                store.push((font, info));
            }
            if listed.len() == before {
                unreadable.push(path.clone());
            }
        }
        let fonts = Fonts {
            store: Arc::new(store),
            listed,
            built_in: self.built_in,
            covered: self.covered.clone(),
            homes: Arc::default(),
        };
        (fonts, unreadable)
    }

    /// Every font, in the order in which families are searched.
    pub fn list(&self) -> &[Listed] {
        &self.listed
    }

    /// Whether at least one font has a character.
    pub fn covers(&self, character: char) -> bool {
        self.home(character) != Home::Nowhere
    }

    /// Whether there is a font of this family.
    pub fn has_family(&self, family: &str) -> bool {
        self.store.book().contains_family(&family.to_lowercase())
    }

    /// Where a character is.
    pub fn home(&self, character: char) -> Home {
        if self.is_built_in(character) {
            return Home::BuiltIn;
        }
        let look = || {
            let book = self.store.book();
            let mut infos = (self.built_in..).map_while(|index| book.info(index));
            let has = infos.find(|info| info.coverage.contains(character as u32));
            match has {
                Some(info) => Home::Added(info.family.as_str().into()),
                None => Home::Nowhere,
            }
        };
        let mut homes = self.homes.lock().unwrap_or_else(PoisonError::into_inner);
        homes.entry(character).or_insert_with(look).clone()
    }

    fn is_built_in(&self, character: char) -> bool {
        let covered = self.covered.get_or_init(|| {
            let mut bits = vec![0; (char::MAX as usize).div_ceil(64) + 1];
            let infos = (0..self.built_in).filter_map(|index| self.store.book().info(index));
            for code in infos.flat_map(|info| info.coverage.iter()) {
                bits.get_mut(code as usize / 64).into_iter().for_each(|it| *it |= 1 << (code % 64));
            }
            bits
        });
        let code = character as usize;
        covered.get(code / 64).is_some_and(|it: &u64| it & (1 << (code % 64)) != 0)
    }

    /// The list of fonts with one more, and the place of that font in the list.
    pub(super) fn book_with(&self, font: &Font) -> (FontBook, usize) {
        let mut book = (**self.store.book()).clone();
        let index = (0..).take_while(|index| book.info(*index).is_some()).count();
        book.push(font.info().clone());
        (book, index)
    }
}

/// The most fonts of a collection that are looked at; one may say that it has four thousand million.
const MOST_FACES: u32 = 256;

/// The fonts in a file of a project.
fn faces(data: &Arc<[u8]>) -> impl Iterator<Item = Font> {
    let said = match data.strip_prefix(b"ttcf").and_then(|rest| rest.get(4..8)) {
        Some(count) => count.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)),
        None => 1,
    };
    let data = Bytes::new(data.clone());
    (0..said.min(MOST_FACES)).filter_map(move |index| Font::new(data.clone(), index))
}

/// A built-in font, read when it is first used.
#[cfg(feature = "fonts")]
struct BuiltIn(&'static [u8]);

#[cfg(feature = "fonts")]
impl FontSource for BuiltIn {
    fn load(&self) -> Option<Font> {
        Font::new(Bytes::new(self.0), 0)
    }
}

/// A font of another list, which has loaded it or will.
struct Shared(Arc<FontStore>, usize);

impl FontSource for Shared {
    fn load(&self) -> Option<Font> {
        self.0.font(self.1)
    }
}

fn list(info: &FontInfo, source: &str) -> Listed {
    let variant = &info.variant;
    let style = format!("{:?}", variant.style).to_lowercase();
    Listed {
        family: info.family.clone(),
        variant: format!("{style} {}", variant.weight.to_number()),
        source: source.to_string(),
    }
}

#[cfg(all(test, feature = "fonts"))]
#[allow(clippy::unwrap_used, clippy::panic)]
mod fact_tests {
    use std::collections::BTreeMap;

    use super::*;

    fn read() -> BTreeMap<&'static str, FontInfo> {
        let files = EMBEDDED.iter().copied().flatten();
        files.flat_map(|(name, data)| FontInfo::iter(data).map(|info| (*name, info))).collect()
    }

    #[test]
    fn facts_are_those_of_the_fonts() {
        let known = font_facts::known();
        for (name, info) in read() {
            assert_eq!(known.get(name), Some(&info), "{name}");
        }
    }

    #[test]
    #[ignore = "tells the facts anew"]
    fn facts_anew() {
        let mut told = serde_json::to_value(read()).unwrap();
        for font in told.as_object_mut().unwrap().values_mut() {
            let runs = font["coverage"].as_array().unwrap().iter();
            let runs = runs.map(|run| run.as_u64().unwrap() as u32);
            font["coverage"] = font_facts::written(runs).into();
        }
        panic!("{told}");
    }
}
