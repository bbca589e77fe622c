//! Shortcodes of Hugo, Quarto, Hexo and Jekyll: pictures, callouts, code, breaks; others are printed as
//! they are written.

use super::lines::Line;
use super::pass::Pass;
use super::pictures::Picture;
use super::shortcode_boxes::callout;
use super::tags::{Tag, rewritten, tags};
use super::told::Kind;

/// Whether a text may have shortcodes.
pub fn is_likely(text: &str) -> bool {
    text.contains("{{<") || text.contains("{{%") || text.contains("{%")
}

/// Where something is played or fetched, before its name.
const MEDIA: [(&str, &str); 16] = [
    ("youtube", "https://www.youtube.com/watch?v="),
    ("youtuber", "https://www.youtube.com/watch?v="),
    ("vimeo", "https://vimeo.com/"),
    ("bilibili", "https://www.bilibili.com/video/"),
    ("gist", "https://gist.github.com/"),
    ("tweet", "https://twitter.com/i/status/"),
    ("instagram", "https://www.instagram.com/p/"),
    ("asciinema", "https://asciinema.org/a/"),
    ("video", ""),
    ("audio", ""),
    ("music", ""),
    ("iframe", ""),
    ("pdf", ""),
    ("spotify", ""),
    ("soundcloud", ""),
    ("codepen", ""),
];

/// Tags around text that is printed as any other.
const PLAIN: [&str; 22] = [
    "raw",
    "markdown",
    "md",
    "rawhtml",
    "html",
    "center",
    "math",
    "katex",
    "mathjax",
    "tabs",
    "steps",
    "columns",
    "column",
    "cards",
    "row",
    "col",
    "blocks",
    "tabpane",
    "cardpane",
    "lead",
    "center-quote",
    "nest",
];

/// Tags that have nothing for a reader.
const EMPTY: [&str; 14] = [
    "icon",
    "fa",
    "fas",
    "fab",
    "badge",
    "clear",
    "more",
    "br",
    "params",
    "toc-end",
    "button",
    "comment-end",
    "linebreak",
    "spacer",
];

/// Writes shortcodes as Markdown.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    // What is not known is closed as it is opened: both are kept.
    rewritten(pass, tags(pass.text, lines), None, meaning);
}

/// What a tag stands for, and what its end stands for.
fn meaning(tag: &Tag, depth: usize, pass: &mut Pass) -> Option<(String, String)> {
    if let Some(shown) = tag.shown {
        return Some((format!("`{{{{<{shown}>}}}}`"), String::new()));
    }
    let alone = |text: String| Some((text, String::new()));
    let at = tag.range.start;
    let name = tag.name.as_str();
    match name {
        "figure" | "fig" | "img" | "image" | "imgproc" | "asset_img" | "include"
        | "include_cached" => alone(picture(tag, pass)?),
        "pagebreak" | "newpage" | "page-break" => alone("\n\n\\newpage\n\n".into()),
        "toc" | "table_of_contents" => alone("\n\n[TOC]\n\n".into()),
        "kbd" => alone(keys(tag)),
        "ref" | "relref" | "post_link" | "post_path" | "asset_path" | "link" => {
            let words: Vec<&str> = tag.plain().collect();
            pass.tell(Kind::Role, at, &pass.text[tag.range.clone()]);
            alone(
                words
                    .get(1..)
                    .filter(|it| !it.is_empty())
                    .map_or(words.concat(), |it| it.join(" ")),
            )
        }
        "highlight" | "codeblock" | "code-toggle" | "code" | "code-block" | "mermaid"
        | "plantuml" | "chart" => {
            tag.closed_at?;
            Some((code(tag), "\n```\n".into()))
        }
        "tab" | "tab-item" | "tabitem" => {
            let title = tag.get(&["name", "title", "header", "label"]).or(tag.plain().next())?;
            pass.tell(Kind::Tabs, at, title);
            Some((format!("\n\n**{title}**\n\n"), "\n\n".into()))
        }
        _ if PLAIN.contains(&name) => Some(("".into(), "".into())),
        _ if EMPTY.contains(&name) => {
            pass.tell(Kind::Directive, at, name);
            alone(String::new())
        }
        _ => media(tag, pass).or_else(|| callout(tag, depth)),
    }
}

/// A picture by the keys and the order that Hugo, Jekyll and Hexo have.
fn picture(tag: &Tag, pass: &mut Pass) -> Option<String> {
    let mut plain = tag.plain().filter(|it| !it.is_empty());
    let keyed = tag.get(&["src", "image_path", "url", "file", "path", "image", "href"]);
    let named = |path: &&str| path.contains('.') && !path.ends_with(".html");
    let said: Vec<&str> = plain.by_ref().collect();
    let at = said.iter().position(named);
    let path = keyed.or(at.and_then(|at| said.get(at).copied()))?;
    if tag.name.starts_with("include")
        && !said.first().is_some_and(|it| it.contains("fig") || it.contains("im"))
    {
        return None;
    }
    let rest: Vec<&str> = at.and_then(|at| said.get(at + 1..)).unwrap_or_default().to_vec();
    let is_number = |it: &&&str| it.chars().all(|c| c.is_ascii_digit());
    let words = rest.iter().filter(|it| !is_number(it)).copied().collect::<Vec<_>>().join(" ");
    let caption = match (tag.get(&["title"]), tag.get(&["caption"])) {
        (Some(title), Some(caption)) if title != caption => format!("{title} {caption}"),
        (title, caption) => {
            caption.or(title).unwrap_or(words.trim_matches(['"', '\''])).to_string()
        }
    };
    let alone = tag.name != "img" || !caption.is_empty();
    let made = Picture {
        path,
        alt: tag.get(&["alt"]).unwrap_or_default(),
        caption: &caption,
        id: tag.get(&["id", "name"]).unwrap_or_default(),
        width: tag.get(&["width", "w"]).unwrap_or_default(),
        height: tag.get(&["height", "h"]).unwrap_or_default(),
    };
    if let Some(link) = tag.get(&["attrlink", "link"]) {
        pass.tell(Kind::Media, tag.range.start, link);
    }
    Some(if alone { format!("\n\n{}\n\n", made.markdown()) } else { made.markdown() })
}

fn keys(tag: &Tag) -> String {
    let keys: Vec<String> = tag.plain().map(|key| format!("<kbd>{key}</kbd>")).collect();
    keys.join(" ")
}

fn code(tag: &Tag) -> String {
    let own = |it: &&str| !it.contains('=') && !it.contains("://");
    let language = match tag.name.as_str() {
        "mermaid" | "plantuml" => tag.name.as_str(),
        _ => {
            let mut plain = tag.plain().filter(own);
            let said = tag.get(&["lang", "language"]);
            let hexo = tag.plain().find_map(|it| it.strip_prefix("lang:"));
            said.or(hexo).or(plain.next()).unwrap_or_default()
        }
    };
    format!("\n\n```{}\n", language.trim_matches(['"', '\'']))
}

fn media(tag: &Tag, pass: &mut Pass) -> Option<(String, String)> {
    let (_, before) = MEDIA.into_iter().find(|(name, _)| *name == tag.name)?;
    let own = tag.get(&["id", "src", "url", "href", "bvid", "file"]).or(tag.plain().next())?;
    let address = if own.contains("://") { own.to_string() } else { format!("{before}{own}") };
    pass.tell(Kind::Media, tag.range.start, tag.name.as_str());
    let shown =
        if address.contains("://") { format!("<{address}>") } else { format!("`{address}`") };
    Some((shown, String::new()))
}

#[cfg(test)]
mod tests {
    use super::super::fences::MOST_COLONS;
    use super::*;

    fn unfolded(text: &str) -> String {
        let made = super::super::unfolded::unfolded(text, unfold).join("|");
        made.replace(&":".repeat(MOST_COLONS), ":::")
    }

    #[test]
    fn shortcodes_are_markdown() {
        for (text, read) in [
            (
                "{{< figure src=\"x.png\" caption=\"A *c*\" alt=\"al\" width=\"50%\" >}}",
                "![al](x.png \"A *c*\"){width=50%}",
            ),
            ("{% asset_img left x.png 30 40 A title %}", "![A title](x.png \"A title\")"),
            ("{% include figure.html src=\"a.png\" %}", "![](a.png)"),
            ("{% include head.html %}", "{% include head.html %}"),
            ("{{% notice tip \"T t\" %}}\nb\n{{% /notice %}}", "::: tip {title=\"T t\"}|b|:::"),
            ("{% note info %}\nb\n{% endnote %}", "::: info|b|:::"),
            ("{{< details \"More\" >}}b{{< /details >}}", "::: details {title=\"More\"}|b|:::"),
            ("{{< pagebreak >}}", "\\newpage"),
            ("{{< youtube id=\"a_b\" >}}", "<https://www.youtube.com/watch?v=a_b>"),
            ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "```ruby|puts 1|```"),
            ("{% codeblock lang:js %}\na\n{% endcodeblock %}", "```js|a|```"),
            ("{{< tab name=\"A\" >}}x{{< /tab >}}", "**A**|x"),
            ("a {{< unknown x >}} b {{ x }}", "a {{< unknown x >}} b {{ x }}"),
            ("{{</* figure */>}}", "`{{< figure >}}`"),
        ] {
            assert_eq!(unfolded(text), read, "{text}");
        }
    }
}
