//! A flow chart that is being filled in: its boxes with their numbers and reasons.

use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::evaluate::tables::patterns::{figure, lines, put};
use crate::model::flow_chart::FlowChart;
use crate::model::manuscript::Inline;
use crate::model::resolved::{Group, RowKind, TableCell, TableRow};
use crate::model::table::{Content, Declaration, Lane};

/// What stands before a source or a reason.
const INDENT: &str = "\u{2002}";

/// The lines of a box.
pub type Lines = Vec<Vec<Inline>>;

/// A row of boxes, each in its lane.
pub type Boxes = Vec<(Lane, Lines)>;

/// A chart that is being filled in.
pub struct Chart<'a> {
    /// Its rows.
    pub found: FlowChart<'a>,
    /// Its declaration.
    pub declaration: &'a Declaration,
    /// What is needed to fill it in.
    pub context: &'a Context<'a>,
}

impl Chart<'_> {
    fn text(&self, text: &str) -> Inline {
        Inline::Text(text.to_string(), self.declaration.place.clone())
    }

    /// What a box counts.
    pub fn words<'b>(&'b self, name: &'b str) -> &'b str {
        self.context.pack().reporting.boxes.get(name).map_or(name, String::as_str)
    }

    /// A stage with its rows; none without any box.
    pub fn stage(&self, stage: &str, rows: Vec<Boxes>) -> Option<Group> {
        let rows: Vec<TableRow> = rows.into_iter().filter_map(|row| self.row(row)).collect();
        let name = self.context.pack().reporting.stages.get(stage);
        let label = vec![self.text(name.map_or(stage, String::as_str))];
        (!rows.is_empty()).then(|| Group { label: vec![label], groups: Vec::new(), rows })
    }

    fn row(&self, boxes: Boxes) -> Option<TableRow> {
        let boxes: Boxes = boxes.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
        let cell = |lane: &Lane| {
            let own = boxes.iter().find(|(known, _)| known == lane);
            own.map(|(_, own)| lines(own.clone())).unwrap_or_default()
        };
        let cells = self.declaration.columns.iter().map(|column| match &column.content {
            Content::Boxed(lane) => cell(lane),
            _ => TableCell::default(),
        });
        let place = self.declaration.place.clone();
        (!boxes.is_empty()).then(|| TableRow {
            place,
            kind: RowKind::Data,
            class: None,
            cells: cells.collect(),
        })
    }

    /// “Records screened (n = 812)”.
    fn counted(&self, what: Vec<Inline>, row: &Map) -> Vec<Inline> {
        let n = row.filled("n").map(|n| figure(n, &self.context.writing));
        let n = n.unwrap_or_else(|| self.text("?"));
        let pattern = &self.context.pack().reporting.boxed;
        put(pattern, &[("what", what), ("n", vec![n])], &self.declaration.place)
    }

    /// A box with its number, and its sources or reasons beneath.
    pub fn boxed(&self, name: &str, words: &str) -> Lines {
        self.of_arm(name, "", self.words(words))
    }

    /// The same for an arm, in these words.
    pub fn of_arm(&self, name: &str, arm: &str, words: &str) -> Lines {
        let parts = self.found.parts(name, arm);
        let whole = self.found.whole(name, arm);
        let mut lines = Vec::new();
        match whole {
            Some(row) => lines.push(self.counted(vec![self.text(words)], row)),
            None if !parts.is_empty() => lines.push(vec![self.text(words)]),
            None => {}
        }
        lines.extend(parts.into_iter().map(|row| self.part(row)));
        lines
    }

    fn part(&self, row: &Map) -> Vec<Inline> {
        let label = row.bilingual("label");
        let label = format!("{INDENT}{}", label.get_or_any(self.context.language));
        self.counted(vec![Inline::Text(label, row.place.clone())], row)
    }

    /// A heading with several boxes beneath it; nothing if there is none of them.
    pub fn together(&self, heading: &str, names: &[&str]) -> Lines {
        let mut lines: Lines = names
            .iter()
            .flat_map(|name| {
                let parts = self.found.parts(name, "");
                let whole = self.found.whole(name, "");
                let text = format!("{INDENT}{}", self.words(name));
                let first = whole.map(|row| self.counted(vec![self.text(&text)], row));
                first.into_iter().chain(parts.into_iter().map(|row| self.part(row)))
            })
            .collect();
        if !lines.is_empty() {
            lines.insert(0, vec![self.text(self.words(heading))]);
        }
        lines
    }
}
