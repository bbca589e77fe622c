//! A theme of the project, and behind a NUL the declared figures.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(2, |byte| *byte == 0);
    let theme = parts.next().unwrap_or_default();
    let figures = parts.next().unwrap_or_default();
    let manifest = include_str!("../../fixture/diptych.toml")
        .replace("[\"zh\", \"en\"]", "[\"en\"]")
        .replace("[data]", "figures = \"figures.toml\"\ntheme = \"own\"\n\n[data]");
    let names = figures.split(|byte| *byte == b'\n').filter_map(|line| {
        let name = line.strip_prefix(b"[")?.strip_suffix(b"]")?;
        name.iter().all(u8::is_ascii_lowercase).then_some(std::str::from_utf8(name).ok()?)
    });
    let shown: String =
        names.map(|name| format!("\n{{{{ figure(\"{name}\") }}}}\n")).collect();
    let text = format!("# Results\n{shown}");
    diptych_fuzz::run(&[
        ("diptych.toml", manifest.as_bytes()),
        ("templates/themes/own.toml", theme),
        ("figures.toml", figures),
        ("content/note.en.md", text.as_bytes()),
    ]);
});
