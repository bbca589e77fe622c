//! The lock file of a project in two languages, and behind a NUL its English text.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(2, |byte| *byte == 0);
    let lock = ("diptych.lock", parts.next().unwrap_or_default());
    match parts.next() {
        Some(text) => diptych_fuzz::run_bilingual(&[lock, ("content/note.en.md", text)]),
        None => diptych_fuzz::run_bilingual(&[lock]),
    };
});
