//! Laid-out pages as flat facts: where each run of text stands, how large, in which colour, on what
//! ground; images; and what the templates report of their own (`report.typ`).

mod area;
mod items;
mod survey;

pub use self::area::Area;
pub use self::items::{Page, Report, Run};
pub use self::survey::page_items;
