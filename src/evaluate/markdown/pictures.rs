//! Pictures of a text: the file that an address means, and what stands for one that is on the web.

use comrak::nodes::{AstNode, NodeValue};

use super::lines::Reading;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::inline::Inline;
use crate::model::picture_path::{candidates, is_remote};

/// What addresses of badges have in them: small pictures that say how a program fares.
const BADGES: [&str; 12] = [
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
];

/// The pictures of a single text that are not shown, or have no words of their own.
#[derive(Default)]
pub struct Pictures {
    remote: Vec<Place>,
    badges: Vec<Place>,
    unnamed: Vec<Place>,
}

/// The path from the folder of the project, however it is written.
pub fn path(address: &str, folder: &str, reading: Reading) -> String {
    if is_remote(address) {
        return address.to_string();
    }
    let found = candidates(address, folder);
    match found.iter().find(|path| reading.sources.files.contains_key(*path)) {
        Some(path) => path.clone(),
        None => {
            let shown = percent_encoding::percent_decode_str(address).decode_utf8();
            let shown = shown.map_or(address.to_string(), String::from);
            shown.trim_start_matches("./").trim_start_matches('/').to_string()
        }
    }
}

impl Pictures {
    /// What stands for a picture on the web in a single text: its words and its address, or nothing for
    /// a badge.
    pub fn stand_in<'r>(
        &mut self,
        node: &'r AstNode<'r>,
        (address, alt, place): (&str, &str, &Place),
        reading: Reading,
    ) -> Option<Vec<Inline>> {
        if reading.sources.single.is_none() || !is_remote(address) {
            return None;
        }
        let lower = address.to_ascii_lowercase();
        if BADGES.iter().any(|sign| lower.contains(sign)) {
            self.badges.push(place.clone());
            return Some(Vec::new());
        }
        self.remote.push(place.clone());
        let (before, between, after) = match reading.language {
            Language::Zh => ("［图片：", "，", "］"),
            Language::En => ("[Picture: ", ", ", "]"),
        };
        let text = |text: &str| Inline::Text(text.to_string(), place.clone());
        let words = alt.trim();
        let in_link =
            node.ancestors().any(|it| matches!(it.data.borrow().value, NodeValue::Link(_)));
        let target = match in_link {
            true => text(address),
            false => Inline::Link {
                url: address.to_string(),
                body: vec![text(address)],
                place: place.clone(),
            },
        };
        let mut out = vec![text(before)];
        if !words.is_empty() {
            out.extend([text(words), text(between)]);
        }
        out.extend([target, text(after)]);
        Some(out)
    }

    /// The words for a picture; in a single text, one that has none is called by its file.
    pub fn alt(&mut self, alt: String, path: &str, place: &Place, reading: Reading) -> String {
        if reading.sources.single.is_none() || !alt.trim().is_empty() {
            return alt;
        }
        self.unnamed.push(place.clone());
        path.rsplit('/').next().unwrap_or(path).to_string()
    }

    /// A warning for each kind, at its first place, with their number.
    pub fn report(&self, findings: &mut Findings) {
        let remote = "pictures on the web are not downloaded; words and addresses are printed";
        let badges = "badges are left out: small pictures on the web";
        let unnamed = "pictures have no alternative text; the names of their files stand for it";
        let save = "save the picture beside the text, and write its file name between the brackets";
        let describe = "describe what it shows: ![Survival curves of the two arms](curves.png)";
        for (places, code, message, help) in [
            (&self.remote, codes::REMOTE_IMAGE, remote, save),
            (&self.badges, codes::REMOTE_IMAGE, badges, save),
            (&self.unnamed, codes::IMAGE_NAMED_BY_FILE, unnamed, describe),
        ] {
            let Some(first) = places.first() else { continue };
            let message = format!("{message} ({} in this text)", places.len());
            findings.push(Diagnostic::new(code, first.clone(), message).help(help));
        }
    }
}
