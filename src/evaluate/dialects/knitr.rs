//! Figures as knitr keeps them in Markdown for bookdown: a picture of HTML, and a paragraph of the class `caption`
//! whose words begin with the name of the figure.

use super::lines::Line;
use super::pass::Pass;
use super::pictures::Picture;

/// What the words beneath such a picture begin with.
const OPENING: &str = "<p class=\"caption\">(\\#";

/// What they end with.
const CLOSING: &str = "</p>";

/// Whether a text may have such figures.
pub fn is_likely(text: &str) -> bool {
    text.contains(OPENING)
}

/// Writes them as figures of Markdown.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut from = 0;
    for pair in lines.windows(2).filter(|pair| pair.iter().all(Line::is_text)) {
        if let Some(figure) = figure(pair[0].text.trim(), pair[1].text.trim()) {
            pass.keep(from..pair[0].range.start);
            pass.put(format!("\n{figure}\n"), pair[0].range.start..pair[1].range.end);
            from = pair[1].range.end;
        }
    }
    pass.keep(from..pass.text.len());
}

/// A figure, of the lines of its picture and of its words.
fn figure(image: &str, caption: &str) -> Option<String> {
    let image = image.strip_prefix("<img ")?.strip_suffix('>')?.trim_end_matches([' ', '/']);
    let (name, words) = caption.strip_prefix(OPENING)?.strip_suffix(CLOSING)?.split_once(')')?;
    let said = |key: &str| {
        let mut own = image.split('"').collect::<Vec<_>>().into_iter();
        while let (Some(before), Some(value)) = (own.next(), own.next()) {
            if before.trim_start() == format!("{key}=") {
                return Some(value);
            }
        }
        None
    };
    let path = said("src").filter(|path| !path.is_empty() && !image.contains('<'))?;
    let [alt, width, height] = ["alt", "width", "height"].map(|key| said(key).unwrap_or_default());
    // Attributes of a name have no colon in tags, but links to it may.
    Some(Picture { path, alt, caption: words, id: name, width, height }.markdown())
}

#[cfg(test)]
mod tests {
    use super::super::unfolded::unfolded;
    use super::unfold;

    #[test]
    fn kept_figures_are_figures() {
        for (text, read) in [
            (
                "<div class=\"figure\">\n<img src=\"a.png\" alt=\"A plot\" width=\"60%\" />\n<p class=\"caption\">(\\#fig:dose)Doses by *week*.</p>\n</div>",
                "<div class=\"figure\">|![A plot](a.png \"Doses by *week*.\"){#fig:dose width=60%}|</div>",
            ),
            (
                "<img src=\"a.png\" />\n<p class=\"caption\">Doses</p>",
                "<img src=\"a.png\" />|<p class=\"caption\">Doses</p>",
            ),
        ] {
            assert_eq!(unfolded(text, unfold).join("|"), read, "{text}");
        }
    }
}
