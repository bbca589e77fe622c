//! What is small to write and endless to work out ends soon, with a finding and within its memory.

#![cfg(unix)]

use std::fs;
use std::time::{Duration, Instant};

use super::cli::Call;
use super::safety::bounded;

/// Renders a text, with another file beside it, within a minute and 8 GiB of addresses.
fn render(text: &str, file: Option<(&str, &str)>, more: &[&str]) -> Call {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), text).unwrap();
    if let Some((name, content)) = file {
        fs::write(folder.path().join(name), content).unwrap();
    }
    // In a text without data braces would be text.
    fs::write(folder.path().join("rows.csv"), "id\nx\n").unwrap();
    let arguments = ["render", "a.md", "--data", "rows.csv", "--format", "short"];
    let started = Instant::now();
    let call = bounded(folder.path(), &[&arguments[..], more].concat());
    assert!(started.elapsed() < Duration::from_secs(55), "{}", call.stderr);
    // What takes too much is never drawn: the text is refused, or words stand for a picture.
    assert_eq!(folder.path().join("a.pdf").exists(), call.code == 0);
    call
}

/// Checks where the first finding is and which code it has.
fn first(call: &Call, begins: &str) {
    assert!(call.code > 0, "{}", call.stderr);
    assert!(call.stderr.starts_with(begins), "{}", call.stderr);
}

/// A text with the lists `l` and `m` of 2^16 leaves each, and more.
fn shared(more: &str) -> String {
    let doubled = |name: &str| format!("{{% set {name} = [{name}, {name}] %}}").repeat(16);
    let lists = format!("{{% set l = [1] %}}{{% set m = [1] %}}{}{}", doubled("l"), doubled("m"));
    format!("{lists}\n\n{more}\n")
}

#[test]
fn values_that_share_their_parts_are_not_built_without_end() {
    let doubled = "{% set l = [l, l] %}".repeat(40);
    first(&render(&shared(&doubled), None, &[]), "a.md:3:52: error[D0503]: `[l, l]`");
    let nested =
        "{% set n = namespace(l=[1]) %}{% for i in range(99) %}{% set n.l = [n.l] %}{% endfor %}";
    first(&render(nested, None, &[]), "a.md:1:68: error[D0503]: `[n.l]`");
    for cycle in ["{% set n.l = n %}", "{% set n.l = [n] %}", "{% set n.l = n|items %}"] {
        let call =
            render(&format!("{{% set n = namespace(l=1) %}}{cycle}{{{{ n == n }}}}"), None, &[]);
        first(&call, "a.md:1:");
        assert!(
            call.stderr.contains("a namespace cannot be part of another value"),
            "{}",
            call.stderr
        );
    }
}

#[test]
fn what_walks_values_costs_steps() {
    for expression in [
        "l == m",
        "l < m",
        "1 in l * 99",
        "l ~ 'x'",
        "{l: 1}|length",
        "{1: 1}[l]",
        "l is eq m",
        "loop.changed(l)",
        "l|string",
        "[l]|map('upper')",
        "[l, m]|unique",
        "'x'|replace('x', l)",
        "literal(l, 'x')",
    ] {
        let text =
            format!("{{% for i in range(99) %}}{{% if {expression} %}}{{% endif %}}{{% endfor %}}");
        first(&render(&shared(&text), None, &["--limit", "steps=300000"]), "a.md:3:");
    }
    for expression in ["l|pprint", "debug()", "([1] * 9999999) ~ 'x'"] {
        first(&render(&shared(&format!("{{{{ {expression} }}}}")), None, &[]), "a.md:3:");
    }
}

#[test]
fn a_cycle_of_nothing_is_told() {
    let call = render("{% for i in [1] %}{{ loop.cycle() }}{% endfor %}", None, &[]);
    first(&call, "a.md:1:22: error[D0502]");
    let call = render("{% for i in [1] %}{{ loop.cycle(*[]) }}{% endfor %}", None, &[]);
    first(&call, "a.md:1:22: error[D0502]");
}

#[test]
fn what_no_limit_counts_ends_with_the_memory_of_the_run() {
    let call = render("# T\n\ntext\n", None, &["--memory", "1MiB"]);
    first(&call, "a.md: error[D0217]: more than 1 MiB of memory taken");
    assert_eq!(call.code, 2);
}

/// A project whose template is this code.
pub fn endless(code: &str) -> tempfile::TempDir {
    let folder = super::projects::fixture(None);
    let template = folder.path().join("templates/endless");
    fs::create_dir_all(&template).unwrap();
    fs::write(template.join("main.typ"), code).unwrap();
    let manifest = folder.path().join("diptych.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let text = text.replace("template = \"summary\"", "template = \"endless\"");
    fs::write(&manifest, text).unwrap();
    folder
}

#[test]
fn what_grows_beyond_what_the_system_allows_is_told_before_the_system_ends_it() {
    let folder =
        endless("#let all = ()\n#for a in range(9999999) { all.push(\"x\" * 9999 + str(a)) }\n");
    let script = "ulimit -v 1600000; exec timeout 60 \"$0\" build . --format short";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_diptych")]);
    let call = super::cli::call(command.current_dir(folder.path()));
    assert!(
        call.stderr.contains("error[D0217]: more than 1464 MiB of memory taken"),
        "{}",
        call.stderr
    );
    assert!(call.stderr.contains("typeset") && call.code == 2, "{}", call.stderr);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn code_that_does_not_end_ends_with_the_time_of_the_run() {
    let folder = endless("#for a in range(99999) { for b in range(99999) { let x = a * b } }\n");
    for options in [&["--format", "short"][..], &["--format", "json", "--jobs", "2"]] {
        let call =
            bounded(folder.path(), &[&["build", ".", "--timeout", "5s"][..], options].concat());
        let said = call.stdout.clone() + &call.stderr;
        assert!(said.contains("D0216"), "{said}");
        assert!(said.contains("typeset"), "{said}");
        assert_eq!(call.code, 2, "{said}");
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn tables_of_short_rows_are_counted_with_all_columns() {
    let head = format!("{}\n{}\n", ["a"; 200].join("|"), ["-"; 200].join("|"));
    let call = render(&format!("# T\n\n{head}{}", "x|\n".repeat(1000)), None, &[]);
    first(&call, "a.md:3:1: error[D0218]");
}

#[test]
fn deep_brackets_of_a_bibliography_are_told() {
    let text = "---\nreferences: r.yaml\n---\n\n# T\n\ntext\n";
    let deep = format!("k:\n  title: {}{}\n", "[".repeat(90_000), "]".repeat(90_000));
    first(&render(text, Some(("r.yaml", &deep)), &[]), "r.yaml:2:74: error[D0208]");
}

#[test]
fn cells_of_data_are_counted() {
    let row = ["1"; 2000].join(",");
    let names: Vec<String> = (0..2000).map(|i| format!("c{i}")).collect();
    let csv = format!("{}\n{}", names.join(","), format!("{row}\n").repeat(2000));
    let text = "---\ndata: {d: d.csv}\n---\n\n# T\n\n{{ d|length }}\n";
    let call = render(text, Some(("d.csv", &csv)), &[]);
    first(&call, "d.csv:1001:1: error[D0218]");
}

/// A project of one text with 32 files of 64 MiB, which takes no more than its own memory.
#[test]
fn large_files_that_nothing_names_are_not_read() {
    let folder = super::projects::fixture(None);
    for i in 0..32 {
        // Sparse: no room is taken on the disk.
        let file = fs::File::create(folder.path().join(format!("raw{i}.png"))).unwrap();
        file.set_len(if i == 7 { 9 << 20 } else { 64 << 20 }).unwrap();
    }
    let call = bounded(folder.path(), &["check", ".", "--memory", "400MiB"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let note = folder.path().join("content/note.en.md");
    let text =
        fs::read_to_string(&note).unwrap() + "\n![words](raw7.png)\n\n![words](raw{{ 8 }}.png)\n";
    fs::write(&note, text).unwrap();
    let call = bounded(folder.path(), &["check", "."]);
    assert!(call.stderr.contains("raw7.png” is not a PNG file"), "{}", call.stderr);
    assert!(call.stderr.contains("`raw8.png` is larger than 8 MiB"), "{}", call.stderr);
}

/// Checks that words stand for a picture, and why.
fn replaced(call: &Call, reason: &str) {
    let begins = format!(
        "a.md:3:1: warning[D0570]: pictures cannot be shown; words and paths are printed: {reason}"
    );
    assert_eq!(call.code, 0, "{}", call.stderr);
    let told = call.stderr.lines().any(|line| line.starts_with(&begins));
    assert!(told, "{reason}: {}", call.stderr);
}

/// Shows this inside an SVG.
fn picture(inner: &str) -> Call {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>");
    render("# T\n\n![words](x.svg)\n", Some(("x.svg", &svg)), &[])
}

#[test]
fn parts_of_a_picture_are_counted_as_often_as_they_are_drawn() {
    for (tag, attribute) in [("mask", "mask"), ("pattern", "fill"), ("clipPath", "clip-path")] {
        let part = |i: usize| {
            let shape = format!("<rect width='9' height='9' {attribute}='url(#p{})'/>", i + 1);
            format!("<{tag} id='p{i}' width='9' height='9'>{shape}{shape}</{tag}>")
        };
        let parts: String = (0..25).map(part).collect();
        let call = picture(&format!("{parts}<rect width='9' height='9' {attribute}='url(#p0)'/>"));
        replaced(&call, "“x.svg” draws more than 100,000 elements");
    }
    let blurred = picture("<rect width='9' height='9' filter='blur(2000px)'/>");
    replaced(&blurred, "“x.svg” has a filter");
}

/// A PNG of so many pixels, in a few bytes: only what says how large it is.
fn png(side: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&b"IHDR"[..], &side.to_be_bytes(), &side.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for (kind, data) in [(&head[..4], &head[4..]), (b"IDAT", b"x"), (b"IEND", b"")] {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(kind);
        bytes.extend(data);
        bytes.extend(crc([kind, data].concat()).to_be_bytes());
    }
    bytes
}

/// The check sum of a chunk.
fn crc(bytes: Vec<u8>) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

/// `data:` with these bytes, each as `%41`.
fn address(kind: &str, bytes: &[u8]) -> String {
    let bytes: String = bytes.iter().map(|byte| format!("%{byte:02x}")).collect();
    format!("data:image/{kind},{bytes}")
}

#[test]
fn pictures_inside_pictures_are_counted() {
    let image = |address: &str| format!("<image width='9' height='9' href='{address}'/>");
    let large = image(&address("png", &png(9_000)));
    let says = "“x.svg” has ";
    replaced(&picture(&large), &format!("{says}81000000 pixels in pictures inside"));
    let base64 = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAw1AAAMNQCAIAAADEzaqdAAAAAUlEQVR4duaE5gAAAABJRU5ErkJggg==";
    replaced(&picture(&image(base64)), &format!("{says}2500000000 pixels in pictures inside"));
    replaced(&picture(&image(&address("png", &png(6_000))).repeat(2)), says);
    let svg = |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>");
    let inner = image(&address("svg+xml", svg(&large).as_bytes()));
    replaced(&picture(&inner), &format!("{says}a picture inside that has 81000000 pixels"));
    let deep = (0..6).fold(String::new(), |it, _| image(&address("svg+xml", svg(&it).as_bytes())));
    let call = picture(&deep);
    assert!(call.stderr.contains("too many pictures inside one another"), "{}", call.stderr);
}

#[test]
fn a_picture_under_any_name_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# T\n\n![words](x.txt)\n").unwrap();
    fs::write(folder.path().join("x.txt"), png(50_000)).unwrap();
    let call = bounded(folder.path(), &["render", "a.md", "--format", "short"]);
    replaced(&call, "“x.txt” has 50000 × 50000 pixels");
}

#[test]
fn pictures_of_templates_and_themes_are_counted() {
    let folder = super::projects::fixture(None);
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    fs::write(themes.join("own.toml"), "[logo]\nfile = \"logo.png\"\n").unwrap();
    fs::write(folder.path().join("logo.png"), png(50_000)).unwrap();
    let call = bounded(folder.path(), &["build", ".", "--format", "short"]);
    let found = "templates/themes/own.toml:2:9: error[D0527]: “logo.png” has 2500000000 pixels";
    assert!(call.stderr.contains(found), "{}", call.stderr);
}

#[test]
fn what_is_laid_out_together_is_counted() {
    for piece in ["*a* ", "`a` ", "[a](https://example.org) ", "a\u{ad}", "\"a\" ", "\u{5d0} a "] {
        let text = |count| format!("# T\n\n{}\n", piece.repeat(count));
        first(&render(&text(20_000), None, &[]), "a.md:3:1: error[D0228]");
        assert_eq!(render(&text(300), None, &[]).code, 0, "{piece}");
    }
    let signs = |count| format!("# T\n\n{}\n", "a. ".repeat(count));
    first(
        &render(&signs(80_000), None, &[]),
        "a.md:3:1: error[D0228]: 239999 letters with 80000 signs",
    );
    assert_eq!(render(&signs(3_000), None, &[]).code, 0);
    for long in ["# T\n\n## $\n", "---\ntitle: $\n---\n\ntext\n", "# $\n\ntext\n"] {
        let call = render(&long.replace('$', &"word ".repeat(20_000)), None, &[]);
        assert!(call.code == 2 && call.stderr.contains("error[D0228]"), "{}", call.stderr);
    }
}

#[test]
fn a_long_field_of_a_reference_is_cut() {
    let text = "---\nreferences: r.bib\n---\n\n# T\n\ntext [@a]\n";
    let entry = format!("@article{{a,title={{{}}},year=2020}}", "\\\"a".repeat(100_000));
    let call = render(text, Some(("r.bib", &entry)), &[]);
    // What is left is one word, which no line can hold.
    assert!(call.code == 1 && call.stderr.contains("error[D1001]"), "{}", call.stderr);
    assert!(call.stderr.contains("longer than 15000 characters"), "{}", call.stderr);
}

#[test]
fn a_collection_does_not_say_how_many_fonts_are_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# T\n\ntext\n").unwrap();
    fs::create_dir(folder.path().join("fonts")).unwrap();
    let font = [&b"ttcf\0\x01\0\0\xff\xff\xff\xff"[..], &[0; 4000]].concat();
    fs::write(folder.path().join("fonts/b.ttc"), font).unwrap();
    let call = bounded(folder.path(), &["render", "a.md", "--format", "short"]);
    assert!(call.stderr.contains("fonts/b.ttc: warning[D0707]"), "{}", call.stderr);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

#[test]
fn attributes_and_selectors_of_a_picture_are_counted() {
    let attributes: String = (0..60_000).map(|i| format!(" a{i}='1'")).collect();
    replaced(&picture(&format!("<g{attributes}/>")), "“x.svg” has more than 500 attributes");
    let style = format!("<style>{}{{fill:red}}</style>", "* ".repeat(2_000));
    let nested = format!("{style}{}{}", "<g>".repeat(100), "<rect/>".repeat(3_000));
    let call = picture(&(nested + &"</g>".repeat(100)));
    replaced(&call, "“x.svg” has rules of style for elements inside others");
    replaced(
        &picture(&format!("<text>{}</text>", "漢".repeat(500_000))),
        "“x.svg” has more than 10,000 letters",
    );
    let folder = tempfile::tempdir().unwrap();
    let review = format!("<COCHRANE_REVIEW{attributes}></COCHRANE_REVIEW>");
    fs::write(folder.path().join("a.rm5"), review).unwrap();
    let call = bounded(folder.path(), &["import", "a.rm5", "--format", "short"]);
    assert!(call.code == 1 && call.stderr.contains("D1347"), "{}", call.stderr);
}

#[test]
fn errors_in_a_long_text_are_not_searched_without_end() {
    let text =
        format!("# T\n\n{}\n\n{}", "lorem ipsum ".repeat(30_000), "{{ nope }}\n\n".repeat(100));
    let call = render(&text, None, &[]);
    first(&call, "a.md:5:4: error[D0502]");
    assert!(call.stderr.matches("D0502").count() < 60, "{}", call.stderr);
}

#[test]
fn what_is_too_deep_to_parse_is_refused_before_it_is_parsed() {
    const MANY: usize = 50_000;
    for (expression, column, why) in [
        ("-".repeat(10 * MANY) + "1", 104, "more than 100 signs before one operand"),
        ("not ".repeat(10 * MANY) + "1", 404, "more than 100 signs before one operand"),
        ("-".repeat(10 * MANY) + "1 }} {{ \"", 104, "more than 100 signs before one operand"),
        ("[".repeat(MANY) + "1", 104, "more than 100 brackets inside one another"),
        ("{1:".repeat(MANY) + "1", 304, "more than 100 brackets inside one another"),
        (format!("a{}", ".b".repeat(10 * MANY)), 10_004, "more than 10,000 words and signs"),
        (format!("a{}", "~a".repeat(MANY)), 10_004, "more than 10,000 words and signs"),
        (format!("1{}", "|abs".repeat(MANY)), 20_002, "more than 10,000 words and signs"),
    ] {
        let text = format!("{{{{ {expression} }}}}\n");
        let message = format!("error[D0501]: cannot parse this expression: {why}");
        first(&render(&text, None, &[]), &format!("a.md:1:{column}: {message}"));
        let call = render("{% include \"b.txt\" %}\n", Some(("b.txt", &text)), &[]);
        first(&call, &format!("b.txt:1:{column}: {message}"));
    }
    let elif = format!("{{% if x %}}{}{{% endif %}}\n", "{% elif x %}".repeat(MANY));
    first(&render(&elif, None, &[]), "a.md:1:");
}
