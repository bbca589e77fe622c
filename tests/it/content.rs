//! `templates/content.toml` describes what templates are given: what is composed is held to it, and so
//! is what the built-in templates read. `docs/templates.md` is written from it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use diptych::diagnostic::{Diagnostic, codes};
use diptych::{Outcome, Request, Sources, build};
use toml::{Table, Value};

use super::pdf::{pages, squeeze};
use super::projects::{fixture, root, sources};

const DESCRIPTION: &str = "templates/content.toml";
const DOCS: &str = "docs/templates.md";
const TEMPLATES: [&str; 6] = ["summary", "evidence", "brief", "leaflet", "slides", "handout"];

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Builds a project whose main files are `main`, without holding the pages to the theme's limits.
fn built(mut sources: Sources, main: impl Fn(&str) -> String, description: &str) -> Outcome {
    for template in TEMPLATES {
        let mut add = |name: &str, text: String| {
            sources.insert(&format!("templates/{template}/{name}"), text.into_bytes());
        };
        add("main.typ", main(template));
        add("types.typ", read("tests/content/types.typ"));
        add("sample.typ", read("tests/content/sample.typ"));
    }
    sources.insert(DESCRIPTION, description.as_bytes().to_vec());
    build(&sources, &Request { audit: true, ..Request::default() })
}

/// A project built with the template that holds its files to the description.
fn checked(project: Sources, description: &str) -> Outcome {
    built(project, |_| read("tests/content/check.typ"), description)
}

fn messages(outcome: &Outcome) -> String {
    let replaced = |it: &&Diagnostic| it.code == codes::TEMPLATE_REPLACED;
    let findings = outcome.findings.iter().filter(|it| !replaced(it));
    findings.map(|it| format!("{}\n", it.message)).collect()
}

fn constructs() -> Sources {
    sources(&root().join("tests/constructs"))
}

#[test]
fn what_is_composed_is_described_and_what_is_described_is_composed() {
    let figures = fixture(Some(&root().join("tests/figures")));
    let intervals = fixture(Some(&root().join("tests/honest/D0512-figure-mismatch-intervals")));
    let doubted = fixture(Some(&root().join("tests/honest/D0361-unknown-doubt")));
    for language in ["zh", "en"] {
        let path = doubted.path().join(format!("content/note.{language}.md"));
        let keys = "::: keys\n- **{{ results.alpha.orr }}** A\n- **{{ results.beta.orr }}** B\n\
                    - **{{ results.alpha.orr.ci }}** C\n:::\n\n";
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, keys.to_string() + &text).unwrap();
    }
    let judged = "label,d1,d2,d3,d4,d5,overall\nA 2020,low,low,low,low,low,low\n";
    let judged = super::appraisals::project("rob2", judged, None);
    let review = root().join("data/hcc-immunotherapy");
    let mut three = sources(&root().join("tests/languages/three"));
    let shared = "text = [{ zh = \"甲\", en = \"A\", de = \"A\" }]";
    let text = String::from_utf8(three.files["figures.toml"].to_vec()).unwrap();
    three.insert("figures.toml", text.replace("text  = [\"{{ row.name }}\"]", shared).into_bytes());
    let mut found = BTreeSet::new();
    let figures = [&figures, &intervals].map(|folder| sources(folder.path()));
    for project in figures.into_iter().chain([
        constructs(),
        sources(&review),
        super::analyses::example(),
        super::reporting::chart(),
        judged,
        sources(doubted.path()),
        three,
    ]) {
        let outcome = checked(project, &read(DESCRIPTION));
        assert!(!outcome.artifacts.is_empty(), "{}", messages(&outcome));
        for artifact in &outcome.artifacts {
            let pages = pages(&artifact.bytes).concat();
            let (keys, _) = pages.split_once('§').unwrap();
            found.extend(keys.split(',').map(squeeze));
        }
    }
    let missing: Vec<_> = keys().into_iter().filter(|key| !found.contains(key)).collect();
    assert_eq!(missing, [""; 0], "described and never composed");
}

#[test]
fn a_key_that_is_not_described_is_caught() {
    for (line, changed, fault) in [
        ("level = [\"integer\"", "depth = [\"integer\"", "heading.level is not described"),
        ("level = [\"integer\"", "depth = [\"integer\"", "heading lacks depth"),
        ("level = [\"integer\"", "level = [\"string\"", "heading.level: should be string"),
        ("[blocks.quote]", "[blocks.citation]", "should have a described kind"),
        ("short-refs =", "short =", "content.short-refs is not described"),
        ("one of note tip", "one of note", "callout.tone: should be one of"),
    ] {
        let description = read(DESCRIPTION);
        assert!(description.contains(line), "{line}");
        let outcome = checked(constructs(), &description.replacen(line, changed, 1));
        assert!(outcome.artifacts.is_empty());
        assert!(messages(&outcome).contains(fault), "{fault}: {}", messages(&outcome));
    }
}

/// The main file of a built-in template, showing the sample instead of what was composed.
fn sample(template: &str) -> String {
    read(&format!("templates/{template}/main.typ"))
        .replace(
            "#import \"/content.typ\" as content",
            "#import \"sample.typ\": sample\n#import \"types.typ\": everything\n\
             #import \"/content.typ\" as content",
        )
        .replace("dictionary(content)", "sample(meta)")
        + "\n#pagebreak()\n#everything(dictionary(content))\n"
}

/// A project with a document in each of these templates and layouts.
fn samples(templates: &[&str], layouts: &[&str]) -> Sources {
    let mut project = constructs();
    let manifest = read("tests/constructs/diptych.toml");
    let (head, _) = manifest.split_once("[documents.note]").unwrap();
    let mut manifest = head.to_string();
    for template in templates {
        for layout in layouts {
            let content = if ["slides", "handout"].contains(template) { "deck" } else { "note" };
            manifest += &format!(
                "[documents.{template}-{layout}]\ntemplate = \"{template}\"\n\
                 content = \"content/{content}\"\nlayout = \"{layout}\"\ntrace = \"off\"\n"
            );
        }
    }
    project.insert("diptych.toml", manifest.into_bytes());
    project
}

#[test]
fn every_described_kind_is_shown_in_every_layout() {
    let project = samples(&TEMPLATES, &["columns", "stacked", "facing"]);
    let outcome = built(project, sample, &read(DESCRIPTION));
    assert_eq!(outcome.artifacts.len(), 54, "{:?}", outcome.findings);
    assert_eq!(messages(&outcome), "");
}

#[test]
fn a_template_that_reads_what_is_not_described_is_caught() {
    for (file, read_now, planted) in [
        ("blocks/flow.typ", "pick(b.body, env.lang)", "pick(b.words, env.lang)"),
        ("slide/bodies.typ", "said(b.body, env)", "said(b.words, env)"),
        // A key that may be missing is read as if it were always there.
        ("blocks/parts.typ", "b.at(\"title\", default: none)", "b.title"),
    ] {
        let path = format!("templates/diptych/{file}");
        let text = read(&path);
        assert!(text.contains(read_now), "{path}: {read_now}");
        let mut project = samples(&["summary", "slides"], &["columns"]);
        project.insert(&path, text.replacen(read_now, planted, 1).into_bytes());
        let outcome = built(project, sample, &read(DESCRIPTION));
        assert!(outcome.artifacts.is_empty(), "{path}: {planted}");
        assert!(messages(&outcome).contains("dictionary does not contain key"), "{planted}");
    }
}

/// Keys that templates read only if they are there, and that nobody describes.
fn undescribed(templates: &[(String, String)]) -> Vec<String> {
    let known = described_names();
    // What layouts tell their renderers.
    let own = [
        "layout", "height", "floating", "alone", "code", "list", "within", "over", "overflow",
        "own", "brief", "fixed", "usual", "more", "remark", "even", "scale", "bare", "parts",
        "space", "per-row", "alike", "boxes", "slack", "free", "paint", "top", "banded",
    ];
    let mut unknown = Vec::new();
    for (path, text) in templates {
        for (_, rest) in
            text.match_indices(".at(\"").map(|(at, call)| text.split_at(at + call.len()))
        {
            let key = rest.split('"').next().unwrap_or_default();
            if !known.contains(key) && !own.contains(&key) {
                unknown.push(format!("{path} reads {key}"));
            }
        }
    }
    unknown
}

#[test]
fn templates_ask_for_described_keys_only() {
    let mut templates = Vec::new();
    walk(&root().join("templates"), &mut templates);
    assert!(templates.len() > 40);
    assert_eq!(undescribed(&templates), [""; 0]);
    templates.push(("x.typ".to_string(), "#let f(b) = b.at(\"hue\", default: none)".to_string()));
    assert_eq!(undescribed(&templates), ["x.typ reads hue"]);
}

fn walk(folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "typ") {
            files.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The description, group by group: name of a file, kind or record, and its keys.
fn groups(group: &str) -> Vec<(String, Table)> {
    let description: Table = read(DESCRIPTION).parse().unwrap();
    let all = description[group].as_table().unwrap().clone();
    match all.values().all(Value::is_table) {
        true => {
            all.into_iter().map(|(name, keys)| (name, keys.as_table().unwrap().clone())).collect()
        }
        false => vec![(group.to_string(), all)],
    }
}

/// Every key that is composed, `RECORD.KEY` or `KIND.KEY`.
fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for group in ["files", "records", "blocks"] {
        for (name, own) in groups(group) {
            keys.extend(own.keys().map(|key| format!("{name}.{}", key.trim_end_matches('?'))));
        }
    }
    keys
}

/// The names of all described keys.
fn described_names() -> BTreeSet<String> {
    let groups = ["files", "block", "prepared", "blocks", "records"].into_iter().flat_map(groups);
    groups
        .flat_map(|(_, keys)| {
            keys.into_iter().map(|(key, _)| key.trim_end_matches('?').to_string())
        })
        .collect()
}

/// `docs/templates.md` as it follows from the description.
fn docs() -> String {
    let page = fs::read_to_string(root().join(DOCS)).unwrap_or_default();
    let (head, _) = page.split_once("## Files").unwrap_or((&page, ""));
    let mut out = head.to_string();
    let sections = [
        ("files", "Files", "`/content.typ` is Typst, the others are JSON."),
        ("block", "Blocks", "A block is a dictionary. Every block has:"),
        (
            "prepared",
            "Added by the layout",
            "`page/prepare.typ` and `page/facing.typ` add to blocks:",
        ),
        ("blocks", "Kinds of blocks", "What else a block has, by its `kind`:"),
        ("records", "Records", "What the types above name:"),
    ];
    for (group, title, words) in sections {
        out += &format!("## {title}\n\n{words}\n\n");
        for (name, keys) in groups(group) {
            let file = if name == "content" {
                "/content.typ".to_string()
            } else {
                format!("/{name}.json")
            };
            match group {
                "files" => out += &format!("### {file}\n\n"),
                "block" | "prepared" => {}
                _ => out += &format!("### {name}\n\n"),
            }
            if keys.is_empty() {
                out += "Nothing else.\n\n";
                continue;
            }
            out += "| key | type | meaning |\n|---|---|---|\n";
            for (key, entry) in keys {
                let (kind, meaning) = (entry[0].as_str().unwrap(), entry[1].as_str().unwrap());
                let may = if key.ends_with('?') { ", may be missing" } else { "" };
                let key = key.trim_end_matches('?');
                out += &format!("| `{key}` | {kind}{may} | {meaning} |\n");
            }
            out += "\n";
        }
    }
    format!("{}\n", out.trim_end())
}

#[test]
fn the_page_says_what_the_description_says() {
    let written = read(DOCS);
    let docs = docs();
    if written != docs && std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(root().join(DOCS), docs).unwrap();
        return;
    }
    assert!(
        written == docs,
        "{DOCS} is not what {DESCRIPTION} says; INSTA_UPDATE=always writes it"
    );
}
