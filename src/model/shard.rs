//! Which part of a build one of several machines makes.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One part of a build that is divided among machines: the third of sixteen is `3/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Written")]
pub struct Shard {
    /// Which part, from 1.
    pub number: usize,
    /// How many parts there are.
    pub of: usize,
}

/// As a manifest has it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Which part, from 1.
    number: usize,
    /// How many parts there are.
    of: usize,
}

impl TryFrom<Written> for Shard {
    type Error = String;

    fn try_from(Written { number, of }: Written) -> Result<Shard, String> {
        Shard::new(number, of).ok_or_else(|| format!("there is no part {number} of {of}"))
    }
}

/// More parts than these are a slip of the pen.
const MOST: usize = 1_000_000;

impl Shard {
    /// This part of so many; `None` when there is no such part.
    pub fn new(number: usize, of: usize) -> Option<Shard> {
        (1..=of).contains(&number).then_some(Shard { number, of }).filter(|it| it.of <= MOST)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let wrong =
            || format!("“{text}” is no part such as 3/16: the first is 1/16, the last 16/16");
        let (number, of) = text.split_once('/').ok_or_else(wrong)?;
        let parse = |text: &str| text.trim().parse().map_err(|_| wrong());
        Shard::new(parse(number)?, parse(of)?).ok_or_else(wrong)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_a_part_that_can_be() {
        let read = |number: usize, of: usize| {
            serde_json::from_str::<Shard>(&format!("{{\"number\": {number}, \"of\": {of}}}")).ok()
        };
        assert_eq!(read(3, 16), Shard::new(3, 16));
        for (number, of) in [(0, 0), (5, 4), (1, usize::MAX)] {
            assert_eq!(read(number, of), None);
        }
    }

    #[test]
    fn parts_are_counted_from_one() {
        assert_eq!("3/16".parse(), Ok(Shard { number: 3, of: 16 }));
        assert_eq!("16/16".parse::<Shard>().unwrap().to_string(), "16/16");
        for text in ["0/4", "5/4", "1/0", "3", "a/b", "-1/4", "1/2/3", "", "1/99999999"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
