//! Colours of LaTeX as ink that can be read on paper.

use crate::quantity::luminance::luminance;

/// The least contrast with white paper, as WCAG 2 measures it.
const CONTRAST: f64 = 4.6;

/// The colour as `#rrggbb`, darkened until it can be read; nothing if it is not known.
pub fn ink(model: Option<&str>, name: &str) -> Option<String> {
    let name = name.trim();
    let mut colour = match model.map(str::trim) {
        None | Some("named") => named(name)?,
        Some("HTML") => hex(name)?,
        Some("RGB") => parts(name)?.map(|part| part / 255.0),
        Some("rgb") => parts(name)?,
        Some("gray") => [name.parse().ok()?; 3],
        Some(_) => return None,
    };
    // A fifteenth darker each time: black is reached at last.
    for _ in 0..60 {
        if 1.05 / (luminance(colour) + 0.05) >= CONTRAST {
            break;
        }
        colour = colour.map(|part| part * 14.0 / 15.0);
    }
    let [r, g, b] = colour.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
    Some(format!("#{r:02x}{g:02x}{b:02x}"))
}

fn parts(written: &str) -> Option<[f64; 3]> {
    let mut parts = written.split(',').map(|part| part.trim().parse::<f64>().ok());
    let rgb = [parts.next()??, parts.next()??, parts.next()??];
    rgb.iter().all(|part| part.is_finite()).then_some(rgb)
}

fn hex(written: &str) -> Option<[f64; 3]> {
    let digits = written.trim_start_matches('#');
    let long: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_string(),
        _ => return None,
    };
    let part = |at: usize| u8::from_str_radix(long.get(at..at + 2)?, 16).ok().map(f64::from);
    Some([part(0)? / 255.0, part(2)? / 255.0, part(4)? / 255.0])
}

/// The names of xcolor that people use, and those of the web that differ.
fn named(name: &str) -> Option<[f64; 3]> {
    if name.starts_with('#') {
        return hex(name);
    }
    // `red!50!black` is red, as far as it matters here.
    let name = name.split('!').next().unwrap_or(name);
    hex(match name.to_ascii_lowercase().as_str() {
        "black" => "000000",
        "red" => "ff0000",
        "green" => "00a000",
        "blue" => "0000ff",
        "cyan" | "aqua" => "00aeef",
        "magenta" | "fuchsia" => "ec008c",
        "yellow" => "a08000",
        "orange" | "darkorange" => "f58137",
        "purple" => "99479b",
        "violet" => "58429b",
        "brown" | "sienna" | "rawsienna" => "792500",
        "gray" | "grey" => "808080",
        "darkgray" | "darkgrey" => "404040",
        "lightgray" | "lightgrey" | "silver" => "bfbfbf",
        "lime" | "limegreen" => "8dc73e",
        "olive" | "olivegreen" => "3c8031",
        "pink" | "hotpink" | "lavender" => "f49ec4",
        "teal" | "tealblue" => "008080",
        "white" => "767676",
        "navy" | "navyblue" | "darkblue" | "midnightblue" => "006795",
        "maroon" | "darkred" | "brickred" | "crimson" => "af3235",
        "gold" | "goldenrod" => "b8860b",
        "darkgreen" | "forestgreen" | "seagreen" => "009b55",
        "royalblue" | "dodgerblue" | "steelblue" | "cornflowerblue" => "0071bc",
        "tomato" | "redorange" | "orangered" | "coral" => "f26035",
        "plum" | "orchid" | "mediumorchid" => "92268f",
        "turquoise" | "skyblue" | "deepskyblue" => "00b4ce",
        "indigo" | "blueviolet" => "473992",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_pale_ones_darkened() {
        assert_eq!(ink(None, "blue").as_deref(), Some("#0000ff"));
        assert_eq!(ink(Some("HTML"), "102030").as_deref(), Some("#102030"));
        assert_eq!(ink(Some("rgb"), "0,0,0.5").as_deref(), Some("#000080"));
        for pale in ["yellow", "white", "#ffff00", "red"] {
            assert!(ink(None, pale).is_some_and(|it| it != "#ffffff" && it != "#ffff00"), "{pale}");
        }
        assert_eq!(ink(None, "nocolour"), None);
    }
}
