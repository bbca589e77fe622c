//! Finished PDFs to print files, each with a page that tells what it is.

use std::borrow::Cow;

use super::press_findings::{self, About};
use super::press_places::Pages;
use super::typesetting::{self, Made};
use crate::check::policy::Found;
use crate::compose::Job;
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Date;
use crate::model::print::{self, Colour, Imposition, OutputProfile, PrintProfile};
use crate::press::{self, Condition, Label, Press, Pressed, report};
use crate::typeset::{Fonts, outlines};

/// What is asked for, and the press that it names.
pub struct Order<'a> {
    name: &'a str,
    profile: PrintProfile,
    /// The bytes of the press's profile, and what they mean.
    output: Option<(Cow<'a, [u8]>, Press)>,
}

impl<'a> Order<'a> {
    /// Reads what is asked for, before a page is laid out.
    ///
    /// # Errors
    ///
    /// There is no such profile, or its press is not there or is none.
    pub fn new(inputs: &Inputs, sources: &'a Sources, name: &'a str) -> Result<Self, Diagnostic> {
        let own = inputs.manifest.print.get(name).cloned();
        let profile =
            own.or_else(|| PrintProfile::built_in(name)).ok_or_else(|| unknown(inputs, name))?;
        let output = profile.output.as_ref().map(|it| output(it, sources)).transpose()?;
        Ok(Order { name, profile, output })
    }
}

/// Puts print files in the place of the PDFs.
pub fn all<'a>(
    (inputs, sources, evaluated, fonts): (&Inputs, &Sources, &Evaluated, &Fonts),
    jobs: &'a [Job],
    order: &Order,
    made: &mut Made<'a>,
) {
    let Order { name, profile, output } = order;
    let condition = output.as_ref().map(|(bytes, press)| Condition {
        profile: bytes,
        press,
        name: profile.output.as_ref().and_then(|it| it.condition.as_deref()),
    });
    let artifacts = std::mem::take(&mut made.artifacts);
    let stands = std::mem::take(&mut made.stands);
    for (artifact, stands) in artifacts.into_iter().zip(&stands) {
        let stem = artifact.name.trim_end_matches(".pdf").to_string();
        let is_of = |job: &&Job| {
            stem.strip_prefix(&job.file).is_some_and(|rest| rest.is_empty() || rest == ".audit")
        };
        let job = jobs.iter().find(is_of);
        let place = place(inputs, job);
        let date = job.and_then(|job| job.date).map(written).unwrap_or_default();
        let outlined = &|text: &str, size: f64| outlines::line(text, size, fonts);
        let label = Label { name: &stem, date, condition, outlined };
        match press::press(&artifact.bytes, profile, &label) {
            Ok(pressed) => {
                let name = print::file_name(&stem, name);
                let pictures = press_findings::pictures(evaluated, sources, job);
                let document = job.and_then(|job| inputs.manifest.documents.get(&job.document));
                let pages = Pages::new(inputs, sources, document, stands);
                let (pages, pictures) = (&pages, &pictures);
                let about = About { name: &name, place: &place, profile, pages, pictures };
                add(pressed, &about, job, made);
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

/// Adds a print file, the page beside it, and what was found in it.
fn add<'a>(pressed: Pressed, about: &About, job: Option<&'a Job>, made: &mut Made<'a>) {
    let name = about.name;
    let found = press_findings::all(&pressed, about);
    let words: Vec<String> = found.iter().map(|it| it.message.clone()).collect();
    let page = report::html(name, &pressed, about.profile, &words).into_bytes();
    made.findings.extend(found.into_iter().map(|it| of_job(job, it)));
    made.artifacts.push(Artifact {
        name: print::page_name(name).unwrap_or_default(),
        bytes: page,
        pages: 0,
        inputs: None,
    });
    let Pressed { bytes, sides, .. } = pressed;
    made.artifacts.push(Artifact { name: name.to_string(), bytes, pages: sides, inputs: None });
}

/// The press that the profile names, if its file is one of a press.
fn output<'a>(
    output: &OutputProfile,
    sources: &'a Sources,
) -> Result<(Cow<'a, [u8]>, Press), Diagnostic> {
    let help = "use an ICC profile of the class prtr with the colours CMYK, such as the shop gives";
    let Some(file) = &output.file else {
        let wrong = |error| Diagnostic::new(codes::NOT_A_PRESS, Place::file(""), error).help(help);
        return Ok((press::FOGRA39.into(), Press::read(press::FOGRA39).map_err(wrong)?));
    };
    let Some(bytes) = sources.files.get(&file.path) else {
        let message = format!("there is no file `{}`", file.path);
        let help = "put the profile that the print shop names into the project";
        return Err(Diagnostic::new(codes::FILE_MISSING, file.place.clone(), message).help(help));
    };
    let press = press::check(bytes).and_then(|()| Press::read(bytes)).map_err(|error| {
        let message = format!("`{}` cannot be the profile of a press: {error}", file.path);
        Diagnostic::new(codes::NOT_A_PRESS, file.place.clone(), message).help(help)
    })?;
    Ok((Cow::Borrowed(&bytes[..]), press))
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
