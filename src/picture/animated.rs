//! Whether a picture moves: only its first picture is shown.

/// What stands before each picture of a GIF that moves.
const GIF_CONTROL: &[u8] = b"\x21\xf9\x04";

/// Whether a GIF has more than one picture, or a WebP or PNG says that it is animated.
pub fn is_animated(bytes: &[u8]) -> bool {
    let has = |sign: &[u8], within: usize| {
        let head = &bytes[..bytes.len().min(within)];
        head.windows(sign.len()).any(|it| it == sign)
    };
    match bytes {
        [b'G', b'I', b'F', ..] => {
            bytes.windows(GIF_CONTROL.len()).filter(|it| *it == GIF_CONTROL).nth(1).is_some()
        }
        [b'R', b'I', b'F', b'F', ..] => has(b"ANIM", 100),
        [0x89, b'P', ..] => has(b"acTL", 200),
        _ => false,
    }
}
