//! What the built-in fonts are called and which characters they have, told ahead: to read it from all their files takes
//! as long as half a page.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::value::{Error, SeqDeserializer};
use typst::text::{Coverage, FontAxis, FontFlags, FontInfo, FontVariant};

/// By the names of their files. `cargo test --release --lib facts_anew -- --ignored` tells it anew.
const FACTS: &str = include_str!("font_facts.json");

/// What is told of a font.
#[derive(Deserialize)]
struct Told {
    family: String,
    variant: FontVariant,
    flags: FontFlags,
    #[serde(default)]
    axes: Vec<FontAxis>,
    /// Lengths of runs of characters that it has not and has, in turn; each is several digits to the base of 32, the
    /// lowest first. As numbers of JSON they would take six times as long to read.
    #[serde(borrow)]
    coverage: &'static str,
}

/// What is known of the built-in fonts, by the names of their files, each of which holds one.
pub fn known() -> HashMap<String, FontInfo> {
    let all: HashMap<String, Told> = serde_json::from_str(FACTS).unwrap_or_default();
    let info = |(name, told): (String, Told)| {
        let Told { family, variant, flags, axes, coverage } = told;
        let runs = SeqDeserializer::<_, Error>::new(runs(coverage).into_iter());
        let coverage = Coverage::deserialize(runs).ok()?;
        Some((name, FontInfo { family, variant, flags, axes, coverage }))
    };
    all.into_iter().filter_map(info).collect()
}

/// The first of 64 characters that stand for digits: 32 of them end a number. The backslash, which JSON writes as two,
/// is left out.
const FIRST: u8 = b'(';

fn runs(coverage: &str) -> Vec<u32> {
    let (mut runs, mut run, mut shift) = (Vec::with_capacity(coverage.len()), 0, 0);
    for byte in coverage.bytes() {
        let digit = u32::from(byte - FIRST - u8::from(byte > b'\\'));
        run |= (digit & 31) << shift;
        shift += 5;
        if digit > 31 {
            runs.push(run);
            (run, shift) = (0, 0);
        }
    }
    runs
}

/// What `runs` reads.
#[cfg(test)]
pub fn written(runs: impl Iterator<Item = u32>) -> String {
    let mut text = String::new();
    for mut run in runs {
        loop {
            let last = run < 32;
            let digit = (run & 31) as u8 + if last { 32 } else { 0 };
            let byte = FIRST + digit;
            text.push(char::from(byte + u8::from(byte >= b'\\')));
            run >>= 5;
            if last {
                break;
            }
        }
    }
    text
}
