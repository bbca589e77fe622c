//! The words that join and part the items of enumerations.

/// What joins the last item of a Chinese list.
pub const CHINESE_JOINS: [&str; 7] = ["和", "与", "及", "或", "以及", "并", "且"];

/// What joins or parts English items.
pub const ENGLISH_JOINS: [&str; 4] = ["and", "or", "nor", "plus"];

/// The same in several words or signs.
pub const ENGLISH_PHRASES: [&str; 10] =
    [",", ";", "(", "/", "+", "—", "–", " & ", "as well as", "along with"];

/// What an English sentence begins with when its first comma ends an introduction.
pub const OPENERS: [&str; 36] = [
    "in",
    "for",
    "after",
    "when",
    "if",
    "among",
    "during",
    "of",
    "at",
    "with",
    "as",
    "on",
    "by",
    "to",
    "from",
    "before",
    "because",
    "since",
    "while",
    "although",
    "though",
    "under",
    "unless",
    "until",
    "where",
    "whether",
    "compared",
    "based",
    "according",
    "however",
    "therefore",
    "thus",
    "once",
    "without",
    "here",
    "overall",
];

/// What certainly joins the last item of a Chinese list, between two words.
pub const LAST_JOINS: [&str; 4] = ["和", "或", "及", "与"];

/// Words that hold one of these and join nothing.
pub const CHINESE_COMPOUNDS: [&str; 10] =
    ["和平", "和谐", "参与", "及时", "或者", "涉及", "普及", "以及", "给与", "饱和"];
