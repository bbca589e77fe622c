//! The fonts: those built in, then any the user names; indexed once and shared by all documents.

use std::path::Path;
use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::FontStore;

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        /// File name and bytes of every font in the binary.
        const EMBEDDED: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../fonts/", $name)))),*];
    };
}

embedded![
    "NotoSerifSCCore-Regular.otf",
    "NotoSerifSCCore-Bold.otf",
    "NotoSansSCCore-Regular.otf",
    "NotoSansSCCore-Bold.otf",
    "SourceSerif4Variable-Roman.ttf",
    "SourceSerif4Variable-Italic.ttf",
    "NotoSansCore-Regular.ttf",
    "NotoSansCore-Italic.ttf",
    "NotoSansCore-Bold.ttf",
    "NotoSansCore-BoldItalic.ttf",
    "NotoSansMonoCore-Regular.ttf",
    "NotoSansMonoCore-Bold.ttf",
    "NotoSansOperatorsCore-Regular.ttf",
    "NotoSansSymbolsCore-Regular.ttf",
    "STIXTwoMath-Regular.ttf",
];

/// The licence of every built-in font.
pub const LICENCE: &str = "SIL Open Font License 1.1";

/// A set of fonts, cheap to share among threads.
#[derive(Clone)]
pub struct Fonts {
    pub(super) store: Arc<FontStore>,
    listed: Vec<Listed>,
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

impl Fonts {
    /// The fonts in the binary.
    pub fn built_in() -> Fonts {
        let mut store = FontStore::new();
        let mut listed = Vec::new();
        for (_, data) in EMBEDDED {
            for font in Font::iter(Bytes::new(*data)) {
                let info = font.info().clone();
                listed.push(list(&info, "built in"));
                store.push((font, info));
            }
        }
        Fonts { store: Arc::new(store), listed }
    }

    /// The built-in fonts, then those in the folders, then, if asked for, those of the system.
    pub fn with(folders: &[impl AsRef<Path>], system: bool) -> Fonts {
        let mut fonts = Fonts::built_in();
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

    /// Every font, in the order in which families are searched.
    pub fn list(&self) -> &[Listed] {
        &self.listed
    }

    /// Every character that at least one font has.
    pub(super) fn covers(&self, character: char) -> bool {
        let book = self.store.book();
        (0..)
            .map_while(|index| book.info(index))
            .any(|info| info.coverage.contains(character as u32))
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
