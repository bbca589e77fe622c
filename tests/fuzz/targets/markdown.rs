//! A text with values, citations, formulas and links, to Typst.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    diptych_fuzz::run(&[("content/note.en.md", text)]);
});
