//! Marks of CriticMarkup within a line: what was added, struck out, replaced and marked looks so, and comments are left out.

use super::lines::Line;
use super::pass::Pass;
use super::told::Kind;

/// How each begins and ends.
const MARKS: [(&str, &str); 5] =
    [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}"), ("{>>", "<<}")];

/// Whether a text may have such.
pub fn is_likely(text: &str) -> bool {
    MARKS.iter().any(|(open, end)| text.contains(open) && text.contains(end))
}

/// Writes them as HTML that is read here.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut from = 0;
    for line in lines.iter().filter(|line| line.is_text() && line.text.contains('{')) {
        let mut at = 0;
        while let Some(start) = line.text[at..].find('{').map(|next| at + next) {
            at = start + 1;
            let Some((length, new)) = read(&line.text[start..]) else { continue };
            // In code they are what is written.
            if line.text[..start].matches('`').count() % 2 == 1 {
                continue;
            }
            let range = line.range.start + start..line.range.start + start + length;
            if new.is_empty() {
                pass.tell(Kind::Comment, range.start, "");
            }
            pass.keep(from..range.start);
            from = range.end;
            pass.put(new, range);
            at = start + length;
        }
    }
    pass.keep(from..pass.text.len());
}

/// How long the mark is that begins a text, and what stands for it.
fn read(text: &str) -> Option<(usize, String)> {
    let (open, end) = MARKS.iter().find(|(open, _)| text.starts_with(open))?;
    let inside = text[open.len()..].split_once(end).map(|it| it.0)?;
    let tagged = |tag: &str, words: &str| match words.is_empty() {
        true => String::new(),
        false => format!("<{tag}>{words}</{tag}>"),
    };
    let new = match *open {
        "{++" => tagged("ins", inside),
        "{--" => tagged("del", inside),
        "{==" => tagged("mark", inside),
        "{~~" => {
            let (old, new) = inside.split_once("~>")?;
            tagged("del", old) + &tagged("ins", new)
        }
        _ => String::new(),
    };
    let sound = !inside.is_empty() && !inside.contains(['`', '{']);
    sound.then(|| (open.len() + inside.len() + end.len(), new))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_critics_are_read() {
        for (text, read) in [
            ("a {++b++} {--c--}", "a <ins>b</ins> <del>c</del>"),
            ("{~~old~>new~~}.", "<del>old</del><ins>new</ins>."),
            ("{==x==}{>>why<<} y", "<mark>x</mark> y"),
            ("`{++b++}` {++open", "`{++b++}` {++open"),
            ("{--} and $x^{--}$", "{--} and $x^{--}$"),
        ] {
            assert_eq!(super::super::unfolded::unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
