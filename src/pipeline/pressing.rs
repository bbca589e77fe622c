//! Finished PDFs to print files, and what a press cannot print well as findings.

use std::collections::BTreeMap;

use super::typesetting::{self, Made};
use crate::check::policy::Found;
use crate::compose::Job;
use crate::data::place::Place;
use crate::diagnostic::{self, Code, Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::inputs::Inputs;
use crate::model::manifest::Date;
use crate::model::print::{Colour, Imposition, MM, PrintProfile};
use crate::press::{self, Label, Pressed, Survey};

/// Puts print files in the place of the PDFs.
pub fn all<'a>(inputs: &Inputs, jobs: &'a [Job], name: &str, made: &mut Made<'a>) {
    let own = inputs.manifest.print.get(name).cloned();
    let Some(profile) = own.or_else(|| PrintProfile::built_in(name)) else {
        made.findings.push(unknown(inputs, name).into());
        made.artifacts.clear();
        return;
    };
    let artifacts = std::mem::take(&mut made.artifacts);
    for artifact in artifacts {
        let stem = artifact.name.trim_end_matches(".pdf").to_string();
        let is_of = |job: &&Job| {
            stem.strip_prefix(&job.file).is_some_and(|rest| rest.is_empty() || rest == ".audit")
        };
        let job = jobs.iter().find(is_of);
        let place = place(inputs, job);
        let date = job.and_then(|job| job.date).map(written).unwrap_or_default();
        let label = Label { name: &stem, date };
        match press::press(&artifact.bytes, &profile, &label) {
            Ok(pressed) => {
                let name = typesetting::print_name(&stem, name);
                let found = findings(&pressed.survey, &profile, &name, &place);
                made.findings.extend(found.into_iter().map(|it| of_job(job, it)));
                let Pressed { bytes, sides, .. } = pressed;
                made.artifacts.push(Artifact { name, bytes, pages: sides, inputs: None });
            }
            Err(error) => {
                let message = format!("`{stem}` cannot be made a print file: {error}");
                let help = "name a larger `sheet`, or none, or leave the marks out";
                let finding = Diagnostic::new(codes::PRINT_PROFILE, place, message).help(help);
                made.findings.push(of_job(job, finding));
            }
        }
    }
}

fn of_job(job: Option<&Job>, finding: Diagnostic) -> Found<'_> {
    match job {
        Some(job) => typesetting::found(job, finding),
        None => finding.into(),
    }
}

/// The document where the manifest names its text.
fn place(inputs: &Inputs, job: Option<&Job>) -> Place {
    let document = job.and_then(|job| inputs.manifest.documents.get(&job.document));
    document.map_or_else(|| Place::file(&inputs.manifest.file), |it| it.content.place.clone())
}

fn written(date: Date) -> String {
    let part = |number: Option<u8>| number.map(|it| format!("-{it:02}")).unwrap_or_default();
    format!("{}{}{}", date.year, part(date.month), part(date.day))
}

fn unknown(inputs: &Inputs, name: &str) -> Diagnostic {
    let built_in = Imposition::ALL.iter().map(|(name, _)| *name);
    let built_in =
        built_in.chain(Colour::ALL.iter().map(|(name, _)| *name)).chain([PrintProfile::USUAL]);
    let known: Vec<&str> =
        inputs.manifest.print.keys().map(String::as_str).chain(built_in).collect();
    let message = format!("there is no print profile “{name}”");
    let help = diagnostic::suggestion(name, known.iter().copied());
    let help =
        help.unwrap_or_else(|| format!("declare [print.{name}], or use {}", known.join(", ")));
    Diagnostic::new(codes::PRINT_PROFILE, Place::file(&inputs.manifest.file), message).help(help)
}

/// What was seen of a file, once for each kind.
fn findings(survey: &Survey, profile: &PrintProfile, name: &str, place: &Place) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut add = |code: Code, message: String, help: &str| {
        let message = format!("`{name}`: {message}");
        found.push(Diagnostic::new(code, place.clone(), message).help(help));
    };
    if let Some(thinnest) = least(&survey.hairlines, |it| it.0) {
        let count: usize = survey.hairlines.values().map(|it| it.1).sum();
        let pages = pages(&survey.hairlines);
        add(
            codes::HAIRLINES,
            format!(
                "{count} lines on {pages} are thinner than 0.25 pt (the thinnest {thinnest:.2} pt), and drawn 0.25 pt thick"
            ),
            "look at them, or draw them thicker in the theme or the picture",
        );
    }
    if let Some(coarsest) = least(&survey.coarse, |it| *it) {
        let pages = pages(&survey.coarse);
        add(
            codes::COARSE_IN_PRINT,
            format!(
                "pictures on {pages} have fewer than 300 pixels per inch, the coarsest {coarsest:.0}"
            ),
            "use a picture with more pixels, or show it smaller",
        );
    }
    if let Some(nearest) = least(&survey.near, |it| *it) {
        let pages = pages(&survey.near);
        add(
            codes::NEAR_TRIM,
            format!("text on {pages} begins {:.1} mm from the edge, and may be cut", nearest / MM),
            "keep text 3 mm away from the edge",
        );
    }
    let shadings: usize = survey.unconverted.values().sum();
    if profile.colour != Colour::Screen && shadings + survey.pictures > 0 {
        add(
            codes::SCREEN_COLOURS,
            format!(
                "{} pictures and {shadings} shadings or patterns keep the colours of the screen",
                survey.pictures
            ),
            "convert the pictures before, such as to PNG in grey, or ask for `colour = \"screen\"`",
        );
    }
    if !survey.unbled.is_empty() {
        let pages = pages(&survey.unbled);
        add(
            codes::NO_BLEED,
            format!(
                "pictures on {pages} end at the edge, and nothing of them is there to be cut off"
            ),
            "let them end within the page, or make them larger than it",
        );
    }
    if survey.other_shape {
        add(codes::NO_BLEED, "the finished page has another shape than the pages, and strips at its edges stay white".to_string(),
            "choose a `trim` of the shape of the document's paper, or another paper");
    }
    found
}

fn least<T>(seen: &BTreeMap<usize, T>, of: impl Fn(&T) -> f64) -> Option<f64> {
    seen.values().map(of).min_by(f64::total_cmp)
}

/// “page 3”, “pages 1, 2 and 4 more”.
fn pages<T>(seen: &BTreeMap<usize, T>) -> String {
    let shown: Vec<String> = seen.keys().take(6).map(usize::to_string).collect();
    let more = match seen.len().saturating_sub(6) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} {}{more}", if seen.len() == 1 { "page" } else { "pages" }, shown.join(", "))
}
