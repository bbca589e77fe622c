//! A line of small letters made of strokes, so that no font is needed outside of the page.

/// The strokes of a sign on a grid of 4 columns and 6 rows, as lists of points; two digits are column and row.
fn strokes(sign: char) -> &'static [&'static str] {
    match sign {
        '0' => &["10 30 41 45 36 16 05 01 10", "05 41"],
        '1' => &["15 26 20", "10 30"],
        '2' => &["05 16 36 45 44 00 40"],
        '3' => &["06 46 24 34 43 41 30 10 01"],
        '4' => &["30 36 02 42"],
        '5' => &["46 06 04 34 43 41 30 00"],
        '6' => &["36 26 04 01 10 30 41 42 33 03"],
        '7' => &["06 46 20"],
        '8' => &["13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33"],
        '9' => &["10 20 42 45 36 16 05 04 13 43"],
        'a' => &["04 34 43 40 10 01 12 42"],
        'b' => &["06 00 30 41 43 34 04"],
        'c' => &["44 14 03 01 10 40"],
        'd' => &["46 40 10 01 03 14 44"],
        'e' => &["02 42 43 34 14 03 01 10 40"],
        'f' => &["46 36 25 20", "03 43"],
        'g' => &["40 10 01 03 14 44 4a 0a"],
        'h' => &["06 00", "03 14 34 43 40"],
        'i' => &["20 24", "26 26"],
        'j' => &["34 3a 1a", "36 36"],
        'k' => &["06 00", "44 02 40"],
        'l' => &["16 26 20", "10 30"],
        'm' => &["00 04 14 23 20", "23 34 43 40"],
        'n' => &["00 04", "03 14 34 43 40"],
        'o' => &["10 30 41 43 34 14 03 01 10"],
        'p' => &["0a 04 34 43 41 30 00"],
        'q' => &["4a 44 14 03 01 10 40"],
        'r' => &["00 04", "02 24 44"],
        's' => &["44 14 03 12 32 41 30 00"],
        't' => &["16 11 20 40", "04 34"],
        'u' => &["04 01 10 30 41", "44 40"],
        'v' => &["04 20 44"],
        'w' => &["04 10 23 30 44"],
        'x' => &["04 40", "00 44"],
        'y' => &["04 01 10 40", "44 4a 1a"],
        'z' => &["04 44 00 40"],
        '-' => &["03 43"],
        '.' => &["10 20"],
        '/' => &["00 46"],
        '+' => &["02 42", "20 24"],
        '_' => &["00 40"],
        _ => &[],
    }
}

/// The lines of a text in points: each a list of points, from the left end of its base line. A sign that is not here is
/// left out, with its room.
pub fn lines(text: &str, height: f64) -> Vec<Vec<(f64, f64)>> {
    let unit = height / 6.0;
    let point = |column: usize, pair: &str| {
        let mut digits = pair.chars().map(|c| match c {
            // Below the base line.
            'a' => -2.0,
            digit => f64::from(digit.to_digit(10).unwrap_or_default()),
        });
        let (x, y) = (digits.next().unwrap_or_default(), digits.next().unwrap_or_default());
        ((column as f64 * 6.0 + x) * unit, y * unit)
    };
    let signs = text.chars().flat_map(char::to_lowercase).enumerate();
    signs
        .flat_map(|(column, sign)| strokes(sign).iter().map(move |line| (column, line)))
        .map(|(column, line)| line.split(' ').map(|pair| point(column, pair)).collect())
        .collect()
}
