//! Slides of another file: all of them, or those that are asked for, `2,5-7`.

use super::lines::lines;
use super::slide;

/// The slides of a file that belong to these numbers, as they stand behind a rule; all of them for none.
pub fn chosen(text: &str, which: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    // What stands before the first slide are its options: the rule before them is there already.
    let text = text.strip_prefix("---\n").unwrap_or(text);
    let wanted = numbers(which);
    if wanted.is_empty() {
        return format!("{}\n", text.trim_end());
    }
    let whole = format!("---\n{text}");
    let lines = lines(&whole);
    let slides = slide::slides(&lines);
    let parts = wanted.into_iter().filter_map(|number| {
        let own = slides.get(number)?;
        let (first, last) = (own.first()?, own.last()?);
        Some(whole[first.range.start..last.range.end].trim_end().to_string())
    });
    parts.collect::<Vec<_>>().join("\n\n---\n") + "\n"
}

/// The most slides that a range asks for.
const MOST: usize = 500;

fn numbers(which: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for part in which.split(',').map(str::trim) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) {
            found.extend((first..=last).take(MOST));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slides_of_a_file_are_chosen_by_their_numbers() {
        let file = "---\nlayout: cover\n---\n\n# A\n\n---\n\n# B\n\n---\n\n# C\n";
        assert_eq!(chosen(file, ""), "layout: cover\n---\n\n# A\n\n---\n\n# B\n\n---\n\n# C\n");
        assert_eq!(chosen(file, "2-3"), "\n# B\n\n---\n\n# C\n");
        assert_eq!(chosen("# A\n", "1"), "# A\n");
        assert_eq!(chosen("# A\n", "7"), "\n");
    }
}
