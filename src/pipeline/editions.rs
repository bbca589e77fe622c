//! `{{ changes() }}`: the box that tells readers what has changed since the earlier edition, of which the project keeps
//! a trace.

use std::collections::{BTreeMap, BTreeSet};

use super::traces;
use crate::compose::Job;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::export::trace::Document;
use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::language::{Edition, Language};
use crate::model::evaluated::{Evaluated, EvaluatedDocument};
use crate::model::inline::Inline;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manuscript::{Block, BlockKind, GeneratedBlock, walk_blocks};
use crate::publish::changes::edition::{self, Item};
use crate::publish::changes::model::Change;
use crate::publish::changes::words::Piece;

/// What stands for a change that the other language has alone.
const NOTHING: &str = "–";

/// The documents with their boxes filled; `None` if there are no boxes or nothing to compare with.
pub fn with_changes(
    inputs: &Inputs,
    sources: &Sources,
    evaluated: &Evaluated,
    jobs: &[Job],
) -> Option<Evaluated> {
    boxes(evaluated).next()?;
    let before = earlier(inputs, sources)?.ok()?;
    let after = traces::of(inputs, evaluated, jobs);
    let mut documents = Vec::new();
    for document in &evaluated.documents {
        let declared = inputs.manifest.documents.get(&document.name);
        if box_of(document).is_none() {
            documents.push(document.clone());
            continue;
        }
        // Each edition tells of its own languages.
        for edition in declared.map(|it| it.editions.as_slice()).unwrap_or_default() {
            if document.edition.as_ref().is_none_or(|own| own == edition) {
                let rows = Rows::new(&before, &after, &document.name, edition);
                documents.push(filled(inputs, document, edition, &rows));
            }
        }
    }
    Some(Evaluated { documents })
}

/// What is wrong with a box: there is nothing to compare with, or it stands in a document for each record.
pub fn findings(
    inputs: &Inputs,
    sources: &Sources,
    evaluated: &Evaluated,
    all: &Evaluated,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let known: BTreeSet<&str> = evaluated.documents.iter().map(|it| it.name.as_str()).collect();
    if let Some(place) =
        boxes(all).find_map(|(name, place)| (!known.contains(name)).then_some(place))
    {
        let message = "documents for each record have no earlier edition to compare with";
        let help =
            "take `{{ changes() }}` out of this text, or print it in a document without `records`";
        found.push(Diagnostic::new(codes::NO_EARLIER_EDITION, place, message).help(help));
    }
    match (earlier(inputs, sources), boxes(evaluated).next()) {
        (None, Some((_, place))) => {
            let message = "`changes()` has no earlier edition to compare with";
            let help = "keep the trace of the last edition (`build --trace FILE.json`) and name it: `[project] previous = \"FILE.json\"`";
            found.push(Diagnostic::new(codes::NO_EARLIER_EDITION, place, message).help(help));
        }
        (Some(Err(finding)), _) => found.push(finding),
        _ => {}
    }
    found
}

/// The trace that the manifest names; nothing if it names none, or a file that is not there, which is told elsewhere.
fn earlier(inputs: &Inputs, sources: &Sources) -> Option<Result<Vec<Document>, Diagnostic>> {
    let file = inputs.manifest.project.previous.as_ref()?;
    let bytes = sources.files.get(&file.path)?;
    Some(serde_json::from_slice(bytes).map_err(|error| {
        let message = format!("`{}` is no trace: {error}", file.path);
        Diagnostic::new(codes::TRACE_UNREADABLE, file.place.clone(), message)
            .help("write one with `diptych build --trace FILE.json`")
    }))
}

/// The boxes, with the names of their documents.
fn boxes(evaluated: &Evaluated) -> impl Iterator<Item = (&str, Place)> {
    evaluated.documents.iter().filter_map(|it| Some((it.name.as_str(), box_of(it)?)))
}

fn box_of(document: &EvaluatedDocument) -> Option<Place> {
    let mut place = None;
    for manuscript in &document.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            if matches!(block.kind, BlockKind::Generated(GeneratedBlock::Changes)) {
                place.get_or_insert_with(|| block.place.clone());
            }
        });
    }
    place
}

/// The changes of an edition: for each place in the text what each language has there. None where the document is new.
struct Rows(BTreeMap<Language, Option<Vec<Vec<Item>>>>);

impl Rows {
    fn new(before: &[Document], after: &[Document], document: &str, edition: &Edition) -> Rows {
        let of = |language: &Language| edition::items(before, after, document, language.code());
        let items: BTreeMap<Language, Option<Vec<Item>>> =
            edition.languages().iter().map(|it| (*it, of(it))).collect();
        let places: BTreeSet<usize> = items.values().flatten().flatten().map(|it| it.at).collect();
        let rows = |own: Vec<Item>| -> Vec<Vec<Item>> {
            let mut own = own.into_iter().peekable();
            let mut at =
                |place| std::iter::from_fn(|| own.next_if(|it| it.at == place)).collect::<Vec<_>>();
            places.iter().map(|place| at(*place)).collect()
        };
        Rows(items.into_iter().map(|(language, own)| (language, own.map(rows))).collect())
    }
}

/// The document as this edition has it.
fn filled(
    inputs: &Inputs,
    document: &EvaluatedDocument,
    edition: &Edition,
    rows: &Rows,
) -> EvaluatedDocument {
    let mut document = EvaluatedDocument { edition: Some(edition.clone()), ..document.clone() };
    for manuscript in &mut document.manuscripts {
        let pack = inputs.languages.pack(manuscript.language);
        let own = rows.0.get(&manuscript.language).and_then(Option::as_ref);
        fill_boxes(&mut manuscript.blocks, pack, own);
    }
    document
}

fn fill_boxes(blocks: &mut [Block], pack: &Pack, rows: Option<&Vec<Vec<Item>>>) {
    for block in blocks {
        if let BlockKind::Generated(GeneratedBlock::Changes) = block.kind {
            block.kind = callout(&block.place, pack, rows);
        } else {
            block.kind.runs_mut().into_iter().for_each(|inner| fill_boxes(inner, pack, rows));
        }
    }
}

fn callout(place: &Place, pack: &Pack, rows: Option<&Vec<Vec<Item>>>) -> BlockKind {
    let messages = &pack.messages;
    let block = |kind| Block { kind, id: None, place: place.clone() };
    let sentence = |text: &str| block(BlockKind::Paragraph(vec![plain(text, place)]));
    let inner = match rows {
        None => sentence(&messages.new_document),
        Some(rows) if rows.is_empty() => sentence(&messages.no_changes),
        Some(rows) => {
            let item = |row: &Vec<Item>| vec![block(BlockKind::Paragraph(words(row, place, pack)))];
            block(BlockKind::List {
                ordered: false,
                start: 1,
                tight: true,
                items: rows.iter().map(item).collect(),
                done: Vec::new(),
            })
        }
    };
    let title = messages.changes.clone();
    BlockKind::Callout {
        tone: "note",
        typed: title.clone(),
        title: Some(title),
        blocks: vec![inner],
    }
}

fn plain(text: &str, place: &Place) -> Inline {
    Inline::Text(text.to_string(), place.clone())
}

fn words(row: &[Item], place: &Place, pack: &Pack) -> Vec<Inline> {
    if row.is_empty() {
        return vec![plain(NOTHING, place)];
    }
    let mut out = Vec::new();
    for item in row {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        if !item.under.is_empty() {
            out.push(Inline::Strong(vec![plain(&item.under, place)]));
            out.push(plain(&pack.punctuation.colon, place));
        }
        let (before, after) = around(item.change, pack);
        out.push(plain(&before, place));
        for (at, piece) in item.pieces.iter().enumerate() {
            out.push(match piece {
                Piece::Both(text) => plain(text, place),
                Piece::Old(text) => Inline::Strike(vec![plain(text, place)]),
                Piece::New(text) => Inline::Mark(vec![plain(text, place)]),
            });
            // What is new stands apart from what is gone.
            if matches!((piece, item.pieces.get(at + 1)), (Piece::Old(_), Some(Piece::New(_)))) {
                out.push(plain(" ", place));
            }
        }
        out.push(plain(&after, place));
    }
    out.retain(|it| !matches!(it, Inline::Text(text, _) if text.is_empty()));
    out
}

/// What stands before and behind the words of a change.
fn around(change: Change, pack: &Pack) -> (String, String) {
    let message = match change {
        Change::Changed => return Default::default(),
        Change::Added => &pack.messages.added,
        Change::Removed => &pack.messages.removed,
        Change::Moved => &pack.messages.moved,
    };
    let (before, after) = message.split_once("{text}").unwrap_or((message, ""));
    (fill(before, &[]), fill(after, &[]))
}
