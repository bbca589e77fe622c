//! An outcome as another program has it, and the files and declarations that it becomes.

use super::slug::{csv, quoted};

/// An outcome with its studies.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Its name among data sets and analyses.
    pub id: String,
    /// What is measured.
    pub name: String,
    /// What the arms are called.
    pub arms: [String; 2],
    /// The measure, as analyses name it.
    pub measure: String,
    /// How the program pools, in keys of an analysis.
    pub methods: Vec<(&'static str, &'static str)>,
    /// The columns of figures.
    pub columns: Vec<&'static str>,
    /// The studies.
    pub rows: Vec<Row>,
}

/// A study of an outcome.
#[derive(Debug, Default)]
pub struct Row {
    /// Its name.
    pub study: String,
    /// The year of its publication.
    pub year: String,
    /// The subgroup that it is in.
    pub subgroup: String,
    /// The figures, in the order of the columns.
    pub figures: Vec<String>,
    /// The notes that the source has at its foot.
    pub footnotes: String,
    /// Where the source has them.
    pub place: String,
}

impl Outcome {
    /// The file of its studies.
    pub fn path(&self) -> String {
        format!("evidence/{}.csv", self.id)
    }

    fn has_subgroups(&self) -> bool {
        self.rows.iter().any(|row| !row.subgroup.is_empty())
    }

    /// The studies as CSV.
    pub fn csv(&self) -> String {
        let subgroups = self.has_subgroups();
        let mut head = vec!["label", "year"];
        head.extend(&self.columns);
        head.extend(subgroups.then_some("subgroup"));
        let footnotes = self.rows.iter().any(|row| !row.footnotes.is_empty());
        head.extend(footnotes.then_some("footnotes"));
        head.push("place");
        let mut rows = vec![head.into_iter().map(String::from).collect()];
        for row in &self.rows {
            let mut own = vec![row.study.clone(), row.year.clone()];
            own.extend(row.figures.iter().cloned());
            own.extend(subgroups.then(|| row.subgroup.clone()));
            own.extend(footnotes.then(|| row.footnotes.clone()));
            own.push(row.place.clone());
            rows.push(own);
        }
        csv(&rows)
    }

    /// The part of the manifest that declares it.
    pub fn declared(&self) -> String {
        let mut out = format!("\n[analyses.{}]\ndata = {}\n", self.id, quoted(&self.id));
        out += &format!("measure = {}\n", quoted(&self.measure));
        out += &format!("outcome = {}\n", quoted(&self.name));
        for (key, arm) in ["intervention", "control"].into_iter().zip(&self.arms) {
            if !arm.is_empty() {
                out += &format!("{key} = {}\n", quoted(arm));
            }
        }
        if self.has_subgroups() {
            out += "subgroup = \"subgroup\"\n";
        }
        for (key, value) in &self.methods {
            out += &format!("{key} = {value}\n");
        }
        out
    }
}
