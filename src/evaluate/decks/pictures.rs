//! Pictures as Marp writes them: what stands in their words says how they are shown.

/// A picture of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture<'t> {
    /// Where it begins and ends on its line.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Its words, without those for Marp.
    pub words: String,
    /// Its address, with a title if there is one.
    pub address: &'t str,
    /// Whether it stands behind the text.
    pub background: bool,
    /// The side of the slide that it takes.
    pub side: Option<&'static str>,
    /// `width=…` and `height=…`.
    pub size: Vec<String>,
}

/// The pictures on a line that have words for Marp.
pub fn pictures(line: &str) -> Vec<Picture<'_>> {
    line.match_indices("![").filter_map(|(at, _)| picture(line, at)).collect()
}

fn picture(line: &str, start: usize) -> Option<Picture<'_>> {
    let close = start + line[start..].find("](")?;
    let end = close + line[close..].find(')')? + 1;
    let mut picture = Picture {
        start,
        end,
        words: String::new(),
        address: &line[close + 2..end - 1],
        background: false,
        side: None,
        size: Vec::new(),
    };
    let words = &line[start + 2..close];
    if words.contains(['[', ']']) {
        return None;
    }
    picture.background = words.split_whitespace().any(|word| word == "bg");
    let kept: Vec<&str> = words.split_whitespace().filter(|word| !picture.takes(word)).collect();
    picture.words = kept.join(" ");
    (picture.background || !picture.size.is_empty()).then_some(picture)
}

impl Picture<'_> {
    /// Takes a word that is for Marp.
    fn takes(&mut self, word: &str) -> bool {
        let (name, value) = word.split_once(':').unwrap_or((word, ""));
        let is_length = value.starts_with(|c: char| c.is_ascii_digit());
        match name {
            "w" | "width" if is_length => self.size.push(format!("width={value}")),
            "h" | "height" if is_length => self.size.push(format!("height={value}")),
            "left" | "right" if self.background => {
                self.side = Some(if name == "left" { "left" } else { "right" });
            }
            "bg" | "fit" | "contain" | "cover" | "auto" | "vertical" if self.background => {}
            "blur" | "brightness" | "contrast" | "drop-shadow" | "grayscale" | "hue-rotate"
            | "invert" | "opacity" | "saturate" | "sepia"
                if self.background || !value.is_empty() => {}
            share if self.background && share.ends_with('%') => {}
            _ => return false,
        }
        true
    }

    /// The picture as Markdown.
    pub fn markdown(&self) -> String {
        let size = match self.size.is_empty() {
            true => String::new(),
            false => format!("{{{}}}", self.size.join(" ")),
        };
        format!("![{}]({}){size}", self.words, self.address)
    }
}
