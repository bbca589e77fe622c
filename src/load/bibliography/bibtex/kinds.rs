//! The types of BibTeX, biblatex and their users, as kinds of works.

use crate::model::work_kind::WorkKind;

/// The kind of a type in small letters; none for one that is not known.
pub fn kind(name: &str) -> Option<WorkKind> {
    Some(match name {
        "article" | "suppperiodical" | "journal" | "review" => WorkKind::Journal,
        "magazine" => WorkKind::Magazine,
        "newspaper" | "news" | "newspaperarticle" => WorkKind::Newspaper,
        "preprint" => WorkKind::Preprint,
        "book" | "mvbook" | "booklet" | "manual" | "collection" | "mvcollection" | "reference"
        | "mvreference" | "periodical" | "ebook" => WorkKind::Book,
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" | "chapter" => {
            WorkKind::Chapter
        }
        "inreference" => WorkKind::Encyclopedia,
        "inproceedings" | "conference" | "presentation" | "talk" => WorkKind::Paper,
        "proceedings" | "mvproceedings" => WorkKind::Proceedings,
        "phdthesis" | "mastersthesis" | "thesis" | "bachelorsthesis" | "mscthesis"
        | "masterthesis" | "bachelorthesis" | "dissertation" => WorkKind::Thesis,
        "techreport" | "report" => WorkKind::Report,
        "standard" => WorkKind::Standard,
        "patent" => WorkKind::Patent,
        "legislation" | "legal" | "law" | "regulation" => WorkKind::Law,
        "jurisdiction" | "case" => WorkKind::Case,
        "online" | "electronic" | "www" | "webpage" | "website" | "web" => WorkKind::Webpage,
        "software" | "program" | "code" | "softwareversion" => WorkKind::Software,
        "dataset" | "data" => WorkKind::Dataset,
        "map" => WorkKind::Map,
        "unpublished" | "archive" => WorkKind::Manuscript,
        "movie" | "video" => WorkKind::Film,
        "audio" | "music" => WorkKind::Sound,
        "image" | "artwork" => WorkKind::Picture,
        "misc" | "letter" | "set" | "xdata" | "performance" | "commentary" | "bibnote"
        | "other" | "custom" => WorkKind::Document,
        _ => return None,
    })
}

/// What biblatex prints for a key of its `type` field.
pub fn genre(text: &str) -> &str {
    match text.trim() {
        "phdthesis" => "PhD thesis",
        "mathesis" => "Master’s thesis",
        "bathesis" => "Bachelor’s thesis",
        "candthesis" => "Candidate thesis",
        "techreport" => "Technical report",
        "resreport" => "Research report",
        "patent" | "patentus" | "patenteu" | "patentde" | "patentfr" | "patentuk" => "Patent",
        "software" => "Computer software",
        "datacd" => "CD-ROM",
        "audiocd" => "Audio CD",
        other => other,
    }
}

/// What biblatex says for a key of its `pubstate` field.
pub fn state(text: &str) -> Option<&'static str> {
    Some(match text.trim() {
        "inpress" => "in press",
        "inpreparation" => "in preparation",
        "prepublished" => "published online",
        _ => return None,
    })
}
