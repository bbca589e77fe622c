//! A text by itself: front matter and MiniJinja, behind a NUL a text that it includes, behind another its data.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(3, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let (text, included, data) = (part(), part(), part());
    diptych_fuzz::render(text, &[("part.md", included), ("d.json", data)]);
});
