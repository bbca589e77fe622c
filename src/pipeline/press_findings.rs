//! What a press cannot print well, as findings: at the picture in the author's text where it is known, or else at the
//! document in the manifest.

use std::collections::BTreeMap;

use crate::compose::Job;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Sources;
use crate::model::manuscript::{BlockKind, walk_blocks};
use crate::model::print::{Colour, MM, PrintProfile};
use crate::picture::size;
use crate::press::{Coarse, Pressed, Survey};

/// What is known of a file while its findings are made.
pub struct About<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where the manifest names its text.
    pub place: &'a Place,
    /// What the shop asks for.
    pub profile: &'a PrintProfile,
    /// Where pictures are shown, by how many pixels they have from left to right and from top to bottom.
    pub pictures: &'a Shown,
}

/// The pictures of a document by their sides in pixels, each with the first place that shows it.
pub type Shown = BTreeMap<(u32, u32), Vec<(String, Place)>>;

/// Where the pictures of a document are shown.
pub fn pictures(evaluated: &Evaluated, sources: &Sources, job: Option<&Job>) -> Shown {
    let mut places = Shown::new();
    let Some(job) = job else { return places };
    let documents = evaluated.documents.iter().filter(|it| it.name == job.document);
    for manuscript in documents.flat_map(|it| &it.manuscripts) {
        if !job.edition.languages().contains(&manuscript.language) {
            continue;
        }
        walk_blocks(&manuscript.blocks, &mut |block| {
            if let BlockKind::Image { path, .. } = &block.kind
                && let Some(sides) = sources.files.get(path).and_then(|it| size::in_pixels(it))
            {
                let known = places.entry(sides).or_default();
                if known.iter().all(|(other, _)| other != path) {
                    known.push((path.clone(), block.place.clone()));
                }
            }
        });
    }
    places
}

/// What was seen of a file, once for each kind and picture.
pub fn all(pressed: &Pressed, about: &About) -> Vec<Diagnostic> {
    let survey = &pressed.survey;
    let mut found = coarse(survey, about);
    let mut add = |code: Code, message: String, help: &str| {
        let message = format!("`{}`: {message}", about.name);
        found.push(Diagnostic::new(code, about.place.clone(), message).help(help));
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
    if let Some(nearest) = least(&survey.near, |it| *it) {
        let pages = pages(&survey.near);
        add(
            codes::NEAR_TRIM,
            format!("text on {pages} begins {:.1} mm from the edge, and may be cut", nearest / MM),
            "keep text 3 mm away from the edge",
        );
    }
    if let Some(smallest) = least(&survey.reversed, |it| *it) {
        let pages = pages(&survey.reversed);
        add(
            codes::SMALL_REVERSED,
            format!(
                "light letters on {pages} are only {smallest:.1} pt high, and may fill up with ink"
            ),
            "set them 7 pt or larger, or dark on light",
        );
    }
    // A page with one small note is no page of small type.
    let tiny = survey.runs.iter().filter(|(_, (all, tiny))| 2 * tiny > *all);
    let tiny: BTreeMap<usize, ()> = tiny.map(|(page, _)| (*page, ())).collect();
    if !tiny.is_empty() {
        add(
            codes::TINY_IN_PRINT,
            format!(
                "most of the text on {} is smaller than 6 pt on the finished page",
                pages(&tiny)
            ),
            "choose a larger `trim`, or leave it out",
        );
    }
    ink(survey, about.profile, &mut add);
    shape(survey, about.profile, &mut add);
    if about.profile.output.is_some() && !pressed.obstacles.is_empty() {
        add(
            codes::NOT_PDFX,
            format!("it is not PDF/X-4: {}", pressed.obstacles.join("; ")),
            "mend these, or name no `condition` and no `profile`",
        );
    }
    found
}

type Add<'a> = &'a mut dyn FnMut(Code, String, &str);

fn ink(survey: &Survey, profile: &PrintProfile, add: Add) {
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
    let over: BTreeMap<usize, f64> = survey
        .ink
        .iter()
        .filter(|(_, it)| **it > profile.total_ink + 0.5)
        .map(|(a, b)| (*a, *b))
        .collect();
    let Some(most) = over.values().copied().max_by(f64::total_cmp) else { return };
    let of_pages: BTreeMap<usize, f64> =
        over.iter().filter(|(page, _)| **page > 0).map(|(a, b)| (*a, *b)).collect();
    let place = match (of_pages.is_empty(), over.contains_key(&0)) {
        (true, _) => "pictures take".to_string(),
        (false, true) => format!("pictures, and colours on {}, take", pages(&of_pages)),
        (false, false) => format!("colours on {} take", pages(&of_pages)),
    };
    add(
        codes::TOTAL_INK,
        format!("{place} up to {most:.0}% of ink, and the paper {:.0}%", profile.total_ink),
        "choose lighter colours or inks, or raise `total_ink` if the shop agrees",
    );
}

fn shape(survey: &Survey, profile: &PrintProfile, add: Add) {
    if !survey.unbled.is_empty() && profile.bleed > 0.0 {
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
        add(
            codes::NO_BLEED,
            "the finished page has another shape than the pages, and strips at its edges stay white".to_string(),
            "choose a `trim` of the shape of the document's paper, or another paper",
        );
    }
}

/// Pictures that are too coarse: each where the author shows it; those that stand nowhere in a text, together.
fn coarse(survey: &Survey, about: &About) -> Vec<Diagnostic> {
    let help = "use a picture with more pixels, or show it smaller";
    let mut found = Vec::new();
    let mut others: BTreeMap<usize, f64> = BTreeMap::new();
    for Coarse { pixels, page, ppi, needed } in survey.coarse_pictures.values() {
        let known = about.pictures.get(pixels).map(Vec::as_slice).unwrap_or_default();
        let Some((_, place)) = known.first() else {
            let coarsest = others.entry(*page).or_insert(*ppi);
            *coarsest = coarsest.min(*ppi);
            continue;
        };
        // Pictures with the same sides cannot be told from each other in the finished file.
        let names: Vec<String> = known.iter().map(|(path, _)| format!("`{path}`")).collect();
        let message = format!(
            "{} has {ppi:.0} pixels per inch on page {page} of `{}`, and print needs {needed:.0}",
            names.join(" or "),
            about.name
        );
        found.push(Diagnostic::new(codes::COARSE_IN_PRINT, place.clone(), message).help(help));
    }
    if let Some(coarsest) = least(&others, |it| *it) {
        let message = format!(
            "`{}`: pictures on {} have fewer pixels per inch than print needs, the coarsest {coarsest:.0}",
            about.name,
            pages(&others)
        );
        found
            .push(Diagnostic::new(codes::COARSE_IN_PRINT, about.place.clone(), message).help(help));
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
