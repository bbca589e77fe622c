//! One page for whoever sends a print file to the shop: what it is, and what was found.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::Pressed;
use crate::data::digest;
use crate::model::mark::PAGE;
use crate::model::print::{MM, PrintProfile, Size};

/// The page as HTML, with what was found in words.
pub fn html(name: &str, pressed: &Pressed, profile: &PrintProfile, found: &[String]) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         {PAGE}{}\">\n<title>Preflight: {name}</title>\n<style>\n\
         body {{ font: 11pt/1.5 sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1d20; }}\n\
         th {{ text-align: left; font-weight: normal; color: #555d63; padding-right: 2rem; vertical-align: top; }}\n\
         td {{ overflow-wrap: anywhere; }}\n</style>\n</head>\n<body>\n<h1>{name}</h1>\n<table>\n",
        env!("CARGO_PKG_VERSION"),
        name = escape(name),
    );
    for (what, how) in rows(pressed, profile) {
        // Writing to a text never fails.
        let _ = writeln!(page, "<tr><th scope=\"row\">{what}</th><td>{}</td></tr>", escape(&how));
    }
    page.push_str("</table>\n<h2>What was found</h2>\n");
    page.push_str(&listed(found));
    page + "</body>\n</html>\n"
}

/// What was found, as a list.
fn listed(found: &[String]) -> String {
    if found.is_empty() {
        return "<p>Nothing: no hairlines, no coarse pictures, no text near the edge, no small light letters, no colours \
                of the screen where inks are asked for, not too much ink.</p>\n"
            .to_string();
    }
    let item = |message: &String| format!("<li>{}</li>\n", escape(message));
    format!("<ul>\n{}</ul>\n", found.iter().map(item).collect::<String>())
}

/// What the file is: each property with its value.
fn rows(pressed: &Pressed, profile: &PrintProfile) -> [(&'static str, String); 11] {
    let survey = &pressed.survey;
    let most = survey.most_ink;
    let standard = match pressed.obstacles.is_empty() {
        true => "PDF/X-4".to_string(),
        false => format!("no PDF/X: {}", pressed.obstacles.join("; ")),
    };
    let condition = profile.output.as_ref().map_or("none named".to_string(), |it| {
        let name = it.condition.as_deref().unwrap_or("as the embedded profile says");
        format!("{name} ({})", it.file.as_ref().map_or("the profile of Diptych", |it| &it.path))
    });
    let size = |it: Option<Size>, other: &str| {
        it.map_or(other.to_string(), |it| {
            format!("{:.0} × {:.0} mm", it.width / MM, it.height / MM)
        })
    };
    let inks = profile.inks.iter().filter_map(|it| it.name.clone());
    let inks: Vec<String> = inks.collect();
    [
        ("Sides of sheets", pressed.sides.to_string()),
        ("Imposition", profile.imposition.to_string()),
        ("Finished page", size(profile.trim, "as the document")),
        ("Sheet", size(profile.sheet, "as large as is needed")),
        ("Bleed", format!("{:.1} mm", profile.bleed / MM)),
        ("Colours", profile.colour.to_string()),
        ("Inks of their own", if inks.is_empty() { "none".to_string() } else { inks.join(", ") }),
        ("Most ink", if most > 0.0 { format!("{most:.0}%") } else { "not measured".to_string() }),
        ("Printing condition", condition),
        ("Standard", standard),
        ("SHA-256", digest::of(&pressed.bytes)),
    ]
}
