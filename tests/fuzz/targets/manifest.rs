//! The manifest, and behind a NUL the declared tables.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(2, |byte| *byte == 0);
    let manifest = parts.next().unwrap_or_default();
    match parts.next() {
        Some(tables) if manifest.is_empty() => diptych_fuzz::run(&[("tables.toml", tables)]),
        Some(tables) => diptych_fuzz::run(&[("diptych.toml", manifest), ("tables.toml", tables)]),
        None => diptych_fuzz::run(&[("diptych.toml", manifest)]),
    };
});
