//! Which part of a build this machine makes: as it is said, or as the scheduler says that runs it.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::shard::Shard;

/// What `--shard` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// This part.
    Exactly(Shard),
    /// The part that the scheduler names, of so many if it is said.
    Auto(Option<usize>),
}

/// A scheduler that numbers its tasks.
struct Scheduler {
    name: &'static str,
    /// The variable with the number of the task.
    index: &'static str,
    /// The number of the first task.
    first: usize,
    /// The variable with the number of all tasks.
    count: Option<&'static str>,
}

const SCHEDULERS: [Scheduler; 5] = [
    Scheduler {
        name: "Slurm",
        index: "SLURM_ARRAY_TASK_ID",
        first: 1,
        count: Some("SLURM_ARRAY_TASK_COUNT"),
    },
    Scheduler { name: "Kubernetes", index: "JOB_COMPLETION_INDEX", first: 0, count: None },
    Scheduler {
        name: "AWS Batch",
        index: "AWS_BATCH_JOB_ARRAY_INDEX",
        first: 0,
        count: Some("AWS_BATCH_JOB_ARRAY_SIZE"),
    },
    Scheduler {
        name: "Cloud Run",
        index: "CLOUD_RUN_TASK_INDEX",
        first: 0,
        count: Some("CLOUD_RUN_TASK_COUNT"),
    },
    Scheduler { name: "GitLab", index: "CI_NODE_INDEX", first: 1, count: Some("CI_NODE_TOTAL") },
];

/// `3/16`, `auto`, `auto/16`.
pub fn wanted(text: &str) -> Result<Wanted, String> {
    match text.strip_prefix("auto") {
        Some("") => Ok(Wanted::Auto(None)),
        Some(rest) => {
            let count = rest.strip_prefix('/').and_then(|it| it.parse().ok());
            let count = count.filter(|it| Shard::new(1, *it).is_some());
            count.map(|it| Wanted::Auto(Some(it))).ok_or("write auto, or auto/16".to_string())
        }
        None => text.parse().map(Wanted::Exactly),
    }
}

impl Wanted {
    /// The part to make. The environment is read only when it is asked for.
    ///
    /// # Errors
    ///
    /// A finding at the project when no scheduler tells it.
    pub fn shard(self, project: &str) -> Result<Shard, Diagnostic> {
        let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        self.told_by(&read).map_err(|(message, help)| {
            Diagnostic::new(codes::SHARD_UNKNOWN, Place::file(project), message).help(help)
        })
    }

    fn told_by(self, read: &dyn Fn(&str) -> Option<String>) -> Result<Shard, (String, String)> {
        let count = match self {
            Wanted::Exactly(shard) => return Ok(shard),
            Wanted::Auto(count) => count,
        };
        let running: Vec<_> = SCHEDULERS.iter().filter(|it| read(it.index).is_some()).collect();
        match running[..] {
            [scheduler] => scheduler.shard(count, read),
            [] => {
                let names = SCHEDULERS.map(|it| it.index).join(", ");
                let message = format!("`--shard auto` finds no scheduler: none of {names} is set");
                Err((message, SAY_BOTH.to_string()))
            }
            [one, other, ..] => {
                let (one, other) = (one.name, other.name);
                let message = format!("`--shard auto` finds two schedulers: {one} and {other}");
                Err((message, SAY_BOTH.to_string()))
            }
        }
    }
}

const SAY_BOTH: &str = "say which part is meant, and of how many: `--shard 3/16`";

impl Scheduler {
    fn shard(
        &self,
        count: Option<usize>,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Shard, (String, String)> {
        let say_both = |message: String| (message, SAY_BOTH.to_string());
        let number = |name: &str| -> Result<Option<usize>, (String, String)> {
            let wrong = |text: String| say_both(format!("{name} is “{text}”, which is no number"));
            read(name).map(|text| text.trim().parse().map_err(|_| wrong(text))).transpose()
        };
        let index = number(self.index)?.unwrap_or_default();
        let (first, step, of) = match (count, self.count) {
            (Some(count), _) => (self.first, 1, count),
            (None, Some(name)) => {
                let of = number(name)?.ok_or_else(|| say_both(format!("{name} is not set")))?;
                // Only Slurm lets the caller choose the numbers.
                let min = number("SLURM_ARRAY_TASK_MIN")?.filter(|_| self.name == "Slurm");
                let step = number("SLURM_ARRAY_TASK_STEP")?.filter(|_| min.is_some());
                let (first, step) = (min.unwrap_or(self.first), step.unwrap_or(1).max(1));
                let max = number("SLURM_ARRAY_TASK_MAX")?.filter(|_| min.is_some());
                if max.is_some_and(|max| first + of.saturating_sub(1) * step != max) {
                    let message = "this job array of Slurm has gaps, so its tasks do not tell of how many parts there are";
                    let help = "say how many there are, with an array that counts from 1: `--shard auto/16`";
                    return Err((message.to_string(), help.to_string()));
                }
                (first, step, of)
            }
            (None, None) => {
                let message = format!("{} does not say how many tasks there are", self.name);
                return Err((message, "say it: `--shard auto/16`".to_string()));
            }
        };
        let part = index.checked_sub(first).map(|it| it / step + 1);
        let shard = part.and_then(|part| Shard::new(part, of));
        shard.ok_or_else(|| {
            let message =
                format!("{} is {index}, which is none of {of} tasks from {first}", self.index);
            let help = "number the tasks from there, or say which part is meant: `--shard 3/16`";
            (message, help.to_string())
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn told(text: &str, variables: &[(&str, &str)]) -> Result<String, String> {
        let read = |name: &str| {
            variables.iter().find(|(it, _)| *it == name).map(|(_, value)| value.to_string())
        };
        wanted(text).unwrap().told_by(&read).map(|it| it.to_string()).map_err(|it| it.0)
    }

    #[test]
    fn every_scheduler_tells_its_part() {
        for (variables, expected) in [
            (&[("CI_NODE_INDEX", "3"), ("CI_NODE_TOTAL", "4")][..], "3/4"),
            (&[("CLOUD_RUN_TASK_INDEX", "0"), ("CLOUD_RUN_TASK_COUNT", "10")], "1/10"),
            (&[("AWS_BATCH_JOB_ARRAY_INDEX", "9"), ("AWS_BATCH_JOB_ARRAY_SIZE", "10")], "10/10"),
        ] {
            assert_eq!(told("auto", variables).unwrap(), expected);
        }
        assert_eq!(told("auto/4", &[("JOB_COMPLETION_INDEX", "0")]).unwrap(), "1/4");
        assert!(told("auto", &[("JOB_COMPLETION_INDEX", "0")]).is_err());
        assert!(told("auto/4", &[("JOB_COMPLETION_INDEX", "4")]).is_err());
    }

    #[test]
    fn arrays_of_slurm_begin_anywhere_and_have_no_gaps() {
        let array = |id, count, min, max, step| {
            let names = ["ID", "COUNT", "MIN", "MAX", "STEP"];
            let names = names.map(|it| format!("SLURM_ARRAY_TASK_{it}"));
            let values = [id, count, min, max, step];
            let all: Vec<_> = names.iter().map(String::as_str).zip(values).collect();
            (told("auto", &all), told("auto/16", &all))
        };
        assert_eq!(array("0", "16", "0", "15", "1").0.unwrap(), "1/16");
        assert_eq!(array("16", "16", "1", "16", "1").0.unwrap(), "16/16");
        assert_eq!(array("30", "3", "10", "30", "10").0.unwrap(), "3/3");
        // What is run again: the parts keep their numbers only with their count.
        let (alone, counted) = array("7", "2", "3", "7", "1");
        assert!(alone.unwrap_err().contains("gaps"));
        assert_eq!(counted.unwrap(), "7/16");
        assert!(array("0", "1", "0", "0", "1").1.unwrap_err().contains("none of 16 tasks from 1"));
    }

    #[test]
    fn nothing_is_guessed() {
        assert!(told("auto", &[]).unwrap_err().contains("no scheduler"));
        let two = [("JOB_COMPLETION_INDEX", "0"), ("CI_NODE_INDEX", "1"), ("CI_NODE_TOTAL", "4")];
        assert!(told("auto/4", &two).unwrap_err().contains("two"));
        assert_eq!(told("2/3", &two).unwrap(), "2/3");
        let odd = [("CI_NODE_INDEX", "one"), ("CI_NODE_TOTAL", "4")];
        assert!(told("auto", &odd).unwrap_err().contains("no number"));
        assert!(told("auto", &[("CI_NODE_INDEX", "1")]).unwrap_err().contains("not set"));
        for text in ["auto/0", "auto/x", "automatic", "0/3"] {
            assert!(wanted(text).is_err(), "{text}");
        }
    }
}
