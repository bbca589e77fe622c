//! Pictures of a text: the file that an address means, and what stands for one that cannot be shown.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::lines::Reading;
use super::picture_findings::{Kind, Told};
use crate::data::place::Place;
use crate::diagnostic::Findings;
use crate::language::pack::Pack;
use crate::model::inline::{Inline, PictureSize};
use crate::model::picture_path::{candidates, is_remote};
use crate::picture::format::Format;
use crate::picture::sound::{self, Sound};
use crate::picture::{animated, data_address, older, size};

/// What addresses of badges have in them: small pictures that say how a program fares, and who works on it.
const BADGES: [&str; 18] = [
    "shields.io",
    "badge",
    "badgen",
    "travis-ci",
    "appveyor",
    "codecov",
    "coveralls",
    "circleci",
    "/workflows/",
    "gitter.im",
    "snyk.io",
    "isitmaintained",
    "avatars.",
    "contrib.rocks",
    "opencollective.com",
    "deploy.svg",
    "discord.com/api/guilds",
    "widget.png",
];

/// Whether an address is that of a badge, or of the face of somebody who works on a program.
fn is_badge(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let face = lower.split_once("//github.com/").and_then(|(_, it)| it.split('?').next());
    BADGES.iter().any(|sign| lower.contains(sign))
        || face.and_then(|it| it.strip_suffix(".png")).is_some_and(|it| !it.contains('/'))
}

/// The longest address that is printed where its picture is not.
const LONGEST: usize = 200;

/// The byte of a PNG that says how many bits a colour has.
const PNG_DEPTH: usize = 24;

/// A picture as a text asks for it.
pub struct Wanted {
    /// Its address, as written.
    pub address: String,
    /// The words for it.
    pub alt: String,
    /// The width and height asked for.
    pub size: PictureSize,
    /// Where it is written.
    pub place: Place,
    /// Whether it stands in a link.
    pub in_link: bool,
    /// Whether it stands in a heading that says its words without it.
    pub in_heading: bool,
}

/// A picture that is shown: its path, its words and its size.
pub struct Shown {
    /// Path inside the project, or of bytes in [`Pictures::own`].
    pub path: String,
    /// The words for it.
    pub alt: String,
    /// How large it is.
    pub size: PictureSize,
}

/// What becomes of a picture.
pub enum Outcome {
    /// It is shown.
    Shown(Shown),
    /// Words stand for it; none for a badge.
    Words(Vec<Inline>),
}

/// What is known of the file behind an address.
#[derive(Clone)]
struct Known {
    path: String,
    natural: Option<(f64, f64)>,
    fault: Option<String>,
}

/// The pictures of a text.
#[derive(Default)]
pub struct Pictures {
    /// Bytes of pictures that are no files of the project, or not shown as these are.
    pub own: BTreeMap<String, Arc<[u8]>>,
    /// Whether a heading is being read that has words beside its pictures.
    pub in_heading: bool,
    told: Told,
    known: HashMap<String, Known>,
    /// Files by their paths in small letters; nothing where two differ only by that.
    by_small_letters: Option<HashMap<String, Option<String>>>,
}

impl Pictures {
    /// A picture, or what stands for it in a single text.
    pub fn picture(&mut self, wanted: Wanted, folder: &str, reading: Reading) -> Outcome {
        let single = reading.sources.single.is_some();
        if single && is_remote(&wanted.address) {
            return Outcome::Words(self.remote(&wanted, reading.pack));
        }
        let known = self.known(&wanted, folder, reading);
        if let Some(fault) = known.fault.filter(|_| single) {
            self.told.picture(Kind::Hidden, &wanted.place, fault);
            let shown = text_of(&shortened(&known.path), &wanted.place);
            return Outcome::Words(stand_in(&wanted, shown, reading.pack));
        }
        let alt = self.alt(&wanted, &known.path, single);
        let size = PictureSize { natural: known.natural, ..wanted.size };
        Outcome::Shown(Shown { path: known.path, alt, size })
    }

    /// Tells of a title that is not printed.
    pub fn untold_title(&mut self, title: &str, place: &Place) {
        self.told.picture(Kind::Title, place, format!("“{}”", shortened(title)));
    }

    /// What was found out about the pictures of a text.
    pub fn report(&self, findings: &mut Findings) {
        self.told.report(findings);
    }

    /// The words for a picture; in a single text, one that has none is called by its file.
    fn alt(&mut self, wanted: &Wanted, path: &str, single: bool) -> String {
        if !single || !wanted.alt.trim().is_empty() {
            return wanted.alt.clone();
        }
        self.told.picture(Kind::Unnamed, &wanted.place, String::new());
        path.rsplit('/').next().unwrap_or(path).to_string()
    }

    fn remote(&mut self, wanted: &Wanted, pack: &Pack) -> Vec<Inline> {
        if is_badge(&wanted.address) || wanted.in_heading {
            self.told.picture(Kind::Badge, &wanted.place, String::new());
            return Vec::new();
        }
        self.told.picture(Kind::Remote, &wanted.place, String::new());
        let address = text_of(&wanted.address, &wanted.place);
        let target = match wanted.in_link {
            true => address,
            false => Inline::Link {
                url: wanted.address.clone(),
                body: vec![address],
                place: wanted.place.clone(),
            },
        };
        stand_in(wanted, target, pack)
    }

    /// Looks at the file once, however often it is shown.
    fn known(&mut self, wanted: &Wanted, folder: &str, reading: Reading) -> Known {
        if let Some(known) = self.known.get(&wanted.address) {
            return known.clone();
        }
        let known = match data_address::is_data(&wanted.address) {
            true => self.data(wanted, reading),
            false => self.file(wanted, folder, reading),
        };
        self.known.insert(wanted.address.clone(), known.clone());
        known
    }

    fn file(&mut self, wanted: &Wanted, folder: &str, reading: Reading) -> Known {
        let files = &reading.sources.files;
        let candidates = candidates(&wanted.address, folder);
        let exact = candidates.iter().find(|path| files.contains_key(*path)).cloned();
        let found = exact.or_else(|| {
            let path = candidates.iter().find_map(|path| self.in_other_letters(path, reading))?;
            let message = format!("“{}” is written “{path}” on the disk", wanted.address);
            self.told.picture(Kind::Letters, &wanted.place, message);
            Some(path)
        });
        let Some((bytes, path)) = found.and_then(|path| Some((files.get(&path)?, path))) else {
            let path = as_written(&wanted.address);
            let fault = missing(&path, reading);
            return Known { path, natural: None, fault: Some(fault) };
        };
        self.looked_at(wanted, bytes, &path, reading)
    }

    fn in_other_letters(&mut self, path: &str, reading: Reading) -> Option<String> {
        let all = self.by_small_letters.get_or_insert_with(|| {
            let mut all = HashMap::new();
            for path in reading.sources.files.keys() {
                let known = all.entry(path.to_lowercase()).or_insert_with(|| Some(path.clone()));
                *known = known.take().filter(|known| known == path);
            }
            all
        });
        all.get(&path.to_lowercase()).cloned().flatten()
    }

    /// A picture that the address itself holds.
    fn data(&mut self, wanted: &Wanted, reading: Reading) -> Known {
        let bytes = data_address::bytes(&wanted.address).filter(|bytes| !bytes.is_empty());
        let Some(bytes) = bytes else {
            let fault = "the address of this picture holds no data".to_string();
            return Known { path: shortened(&wanted.address), natural: None, fault: Some(fault) };
        };
        let bytes: Arc<[u8]> = bytes.into();
        let ending = Format::of(&bytes).map_or("png", Format::ending);
        let path = self.add(bytes.clone(), ending, reading);
        self.looked_at(wanted, &bytes, &path, reading)
    }

    /// A picture under a path of its own, which no file of a project has.
    fn add(&mut self, bytes: Arc<[u8]>, ending: &str, reading: Reading) -> String {
        let path = format!(".shown/{}-{}.{ending}", reading.language, self.own.len() + 1);
        self.own.insert(path.clone(), bytes);
        path
    }

    /// What a file is, and as what it is shown. That a file of a project cannot be drawn is told by the
    /// rule for it.
    fn looked_at(
        &mut self,
        wanted: &Wanted,
        bytes: &Arc<[u8]>,
        path: &str,
        reading: Reading,
    ) -> Known {
        let known = |path: String, natural, fault| Known { path, natural, fault };
        let Sound { format, size, converted } = match sound::look(bytes, reading.limits) {
            Ok(sound) => sound,
            Err(fault) => {
                if let Some(png) = older::as_png(bytes, reading.limits) {
                    self.told.picture(Kind::Older, &wanted.place, format!("“{path}”"));
                    let size = size::of_pixels(&png);
                    return known(self.add(png.into(), "png", reading), size, None);
                }
                let fault = format!("“{}” {}", shortened(path), fault.reason);
                return known(path.to_string(), None, Some(fault));
            }
        };
        if format == Format::Svg && size.is_none() {
            let fault = format!("“{}” is not well-formed XML", shortened(path));
            return known(path.to_string(), size, Some(fault));
        }
        if animated::is_animated(bytes) {
            self.told.picture(Kind::Moving, &wanted.place, format!("“{path}” moves"));
        }
        if format == Format::Png && bytes.get(PNG_DEPTH) == Some(&16) {
            self.told.picture(Kind::Depth, &wanted.place, format!("“{path}”"));
        }
        if let Some(converted) = converted {
            self.told.picture(Kind::Inks, &wanted.place, format!("“{path}” is in printing inks"));
            return known(self.add(converted.into(), "png", reading), size, None);
        }
        if format.is_misnamed_by(path) {
            let message = format!("“{path}” is a {} file by its content", format.name());
            self.told.picture(Kind::Ending, &wanted.place, message);
            return known(self.add(bytes.clone(), format.ending(), reading), size, None);
        }
        known(path.to_string(), size, None)
    }
}

/// The path in messages: without escapes and what stands before it.
fn as_written(address: &str) -> String {
    let shown = percent_encoding::percent_decode_str(address).decode_utf8();
    let shown = shown.map_or(address.to_string(), String::from);
    shown.trim_start_matches("./").trim_start_matches('/').to_string()
}

fn missing(path: &str, reading: Reading) -> String {
    let reason = reading.sources.why_absent(path);
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if reason.is_none() && !Format::ENDINGS.contains(&ending.as_str()) {
        let endings = "png, .jpg, .jpeg, .gif, .webp or .svg";
        return format!("“{}” does not end in .{endings}, and no other is read", shortened(path));
    }
    let base = || format!("“{}” is not in {}", shortened(path), reading.sources.base());
    reason.map_or_else(base, |reason| format!("“{}”: {reason}", shortened(path)))
}

fn shortened(address: &str) -> String {
    match address.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &address[..end]),
        None => address.to_string(),
    }
}

fn text_of(text: &str, place: &Place) -> Inline {
    Inline::Text(text.to_string(), place.clone())
}

/// “[Picture: words, address]”.
fn stand_in(wanted: &Wanted, address: Inline, pack: &Pack) -> Vec<Inline> {
    let [opening, after] = &pack.punctuation.square;
    let before = &format!("{opening}{}", pack.messages.picture);
    let between = &pack.punctuation.comma;
    let text = |text: &str| text_of(text, &wanted.place);
    let words = wanted.alt.trim();
    let mut out = vec![text(before)];
    if !words.is_empty() {
        out.extend([text(words), text(between)]);
    }
    out.extend([address, text(after)]);
    out
}
