//! For whom a text is written, as its project, its front matter and the name of its file say.

use crate::data::tree::Node;
use crate::model::decks::is_remark;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Reader;

/// What a text says of those for whom it is written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Whether `^x^` and `~x~` are superscripts and subscripts, as in pandoc.
    pub scripts: bool,
    /// Whether the words of a picture that stands alone are printed beneath it, as in pandoc.
    pub captions: bool,
    /// Whether code in it is run by R Markdown, Quarto or Jupyter.
    pub runs: bool,
    /// Whether code that runs is hidden unless it says otherwise.
    pub hides_code: bool,
    /// Whether it is a single text, of which a page is made whatever is wrong.
    pub is_single: bool,
    /// Whether it is one that has no bibliography.
    pub without_works: bool,
    /// Whether its braces are another program's: it has no data.
    pub braces_are_text: bool,
}

impl Asked {
    /// What the project or the front matter says.
    pub fn of(inputs: &Inputs, sources: &Sources) -> Asked {
        let ending = sources.single.as_ref().and_then(|single| single.path.rsplit_once('.'));
        let ending = ending.map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let runs = ["rmd", "qmd", "rmarkdown"].contains(&ending.as_str());
        let execute = inputs.front_matter.as_ref().and_then(|map| map.get("execute"));
        let echo = match execute {
            Some(Node::Map(map)) => map.get("echo").and_then(Node::as_cell),
            _ => None,
        };
        let scripts = runs || inputs.manifest.project.markdown == Reader::Pandoc;
        let is_remark = inputs.front_matter.as_deref().is_some_and(is_remark);
        Asked {
            scripts,
            captions: scripts && !is_remark,
            runs,
            hides_code: echo.is_some_and(|cell| &*cell.text == "false"),
            is_single: sources.single.is_some(),
            without_works: sources.single.is_some() && inputs.references.is_empty(),
            braces_are_text: false,
        }
    }
}
