//! The languages of a project, and the editions that are made of them.

mod bilingual;
pub mod characters;
pub mod comparison;
mod edition;
pub mod figures;
pub mod invisible;
pub mod joined;
pub mod line_breaks;
pub mod long_words;
pub mod pack;
pub mod packs;
pub mod punctuation;
pub mod reading;
pub mod scripts;
pub mod shortcodes;
pub mod source_place;
mod tag;

pub use self::bilingual::Bilingual;
pub use self::edition::Edition;
pub use self::tag::Language;
