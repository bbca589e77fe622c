//! Sizes of paper and lengths, as manifests name them.

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// A size of paper in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// Sizes by their names in small letters, in millimetres.
const SIZES: &str = include_str!("../../data/paper.txt");

impl Size {
    /// Reads `A5`, `SRA3`, or `170x240mm`; with `landscape` behind it, on its side.
    pub fn parse(text: &str) -> Option<Size> {
        let lower = text.trim().to_lowercase();
        match lower.strip_suffix("landscape") {
            None => Size::upright(&lower),
            Some(name) => {
                let Size { width, height } = Size::upright(name.trim_end())?;
                Some(Size { width: width.max(height), height: width.min(height) })
            }
        }
    }

    /// Reads a name or two lengths in small letters.
    fn upright(lower: &str) -> Option<Size> {
        if let Some(size) = SIZES.lines().find_map(|line| named(line, lower)) {
            return Some(size);
        }
        let (width, height) = lower.split_once(['x', '×'])?;
        let height = parse_length(height)?;
        let unit = lower.trim_end().trim_start_matches(|c: char| !c.is_alphabetic() || c == 'x');
        let width = parse_length(width).or_else(|| {
            parse_length(&format!(
                "{}{}",
                width.trim(),
                unit.rsplit(|c: char| c.is_ascii_digit() || c == 'x').next()?
            ))
        })?;
        let is_paper = |side: f64| (20.0..=5_000.0).contains(&side);
        (is_paper(width) && is_paper(height)).then_some(Size { width, height })
    }
}

/// The size of a line such as `a4 210 297`, if it has this name.
fn named(line: &str, name: &str) -> Option<Size> {
    let mut parts = line.strip_prefix(name)?.strip_prefix(' ')?.split(' ');
    let mut side = || Some(parts.next()?.parse::<f64>().ok()? * MM);
    Some(Size { width: side()?, height: side()? })
}

/// Reads `3mm`, `0.5cm`, `1in` or `9pt` as points; a negative length is none.
pub fn parse_length(text: &str) -> Option<f64> {
    let text = text.trim();
    if text == "0" {
        return Some(0.0);
    }
    let at = text.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = text.split_at(at);
    let points = match unit.trim() {
        "mm" => MM,
        "cm" => 10.0 * MM,
        "in" => 72.0,
        "pt" => 1.0,
        _ => return None,
    };
    let number: f64 = number.trim().parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number * points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_lengths_are_read_in_their_units() {
        let mm = |text: &str| {
            Size::parse(text).map(|it| ((it.width / MM).round(), (it.height / MM).round()))
        };
        for (text, expected) in [
            ("A5", Some((148.0, 210.0))),
            ("a4 landscape", Some((297.0, 210.0))),
            ("大16开", Some((210.0, 285.0))),
            ("170x240mm", Some((170.0, 240.0))),
            ("17cm x 24cm", Some((170.0, 240.0))),
            ("6in × 9in", Some((152.0, 229.0))),
            ("a4 landscape landscape", None),
            ("A9", None),
            ("0x0mm", None),
            ("10x", None),
        ] {
            assert_eq!(mm(text), expected, "{text}");
        }
        assert_eq!(
            [parse_length("9pt"), parse_length("0"), parse_length("-1mm")],
            [Some(9.0), Some(0.0), None]
        );
    }
}
