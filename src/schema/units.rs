//! The list of the built-in units on the reference page, made from `data/units.toml`.

use std::fmt::Write as _;

use crate::language::Language;
use crate::language::packs::Languages;
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

const OPENING: &str = "
## Units: what a number is counted or measured in

Data name a unit by its name, by a symbol or code below, or put several together: `mg/dL`, `mL/min/1.73 m2`,
`/100 person_years`, `million eur`. The prefixes of the SI stand before symbols: `GWh`. A project adds its own:

```toml
[units.sessions]
de = { one = \"Sitzung\", other = \"Sitzungen\" }
en = { one = \"session\", other = \"sessions\" }
```

| name | also | beside 1 | beside 2 |
|---|---|---|---|
";

/// Adds the list to the page.
pub fn write(page: &mut String) {
    page.push_str(OPENING);
    let units = Units::default();
    for unit in units.iter() {
        let others: Vec<String> =
            units.other_names(unit.id()).map(|name| format!("`{name}`")).collect();
        let [one, two] = ["1", "2"].map(|number| printed(unit, number));
        let _ = writeln!(page, "| `{}` | {} | {one} | {two} |", unit.id(), others.join(" "));
    }
}

/// How every language prints it, each way once.
fn printed(unit: &Unit, number: &str) -> String {
    let mut ways: Vec<String> = Vec::new();
    for language in Language::shown() {
        let writing = Languages::built_in().writing(language);
        let (space, label) = (unit.space(&writing), unit.label(&writing, number));
        let way = format!("{number}{space}{label}").replace('\u{a0}', " ");
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.join(", ")
}
