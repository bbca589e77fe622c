//! Exit codes.

/// Everything went well.
pub const FINE: u8 = 0;
/// Something was found that fails the build.
pub const FOUND: u8 = 1;
/// The call, the manifest, or reading or writing a file failed.
pub const SETUP: u8 = 2;
/// A bug in Diptych.
pub const BUG: u8 = 3;
/// Nobody reads the output any more, as shells count it.
pub const BROKEN_PIPE: u8 = 141;
/// Ended by Ctrl-C, as shells count it.
pub const INTERRUPTED: u8 = 130;
