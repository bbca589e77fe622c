//! Names of people and bodies: as BibTeX writes them, and in the parts of other formats.

mod order;
mod split;

use std::collections::BTreeSet;

use hayagriva::types::Person;

use self::order::Order;
pub use self::order::{Guessed, Orders};
use self::split::{others_between, split_by, words};
use super::tex;
use crate::language::characters::is_ideograph;
use crate::language::reading::{self, Bodies};
use crate::model::marked_text;
use crate::model::reference::OTHERS;

/// The people of a field of BibTeX, which `and` stands between.
pub fn of_bibtex(field: &str, unknown: &mut BTreeSet<String>, orders: &mut Orders) -> Vec<Person> {
    let spaced = field.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    let is_and =
        |rest: &str| rest.get(..5).filter(|it| it.eq_ignore_ascii_case(" and ")).map(|_| 4);
    let mut names = split_by(&spaced, is_and);
    if let [only] = names.as_slice() {
        names = others_between(only);
    }
    let names = names.into_iter().map(str::trim).filter(|name| !name.is_empty());
    names.filter_map(|name| of_name(name, unknown, orders)).collect()
}

/// Commas of different writings.
const COMMAS: [char; 3] = [',', '，', '،'];

/// Whether it stands for people who are not named.
fn are_others(name: &str) -> bool {
    let braced = name.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let name = braced.unwrap_or(name).to_lowercase();
    reading::words().bibliography.others.contains(&name)
}

fn of_name(name: &str, unknown: &mut BTreeSet<String>, orders: &mut Orders) -> Option<Person> {
    if are_others(name) {
        return Some(body(OTHERS));
    }
    let mut text = |source: &str| marked_text::plain(&tex::read(source, unknown));
    let comma = |rest: &str| rest.chars().next().filter(|c| COMMAS.contains(c)).map(char::len_utf8);
    let parts: Vec<&str> = split_by(name, comma).into_iter().map(str::trim).collect();
    if let Some(pairs) = extended(&parts) {
        let part = |key: &str| pairs.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
        let mut read = |key: &str| part(key).map(&mut text).unwrap_or_default();
        return Some(person(&read("family"), &read("given"), &read("prefix"), &read("suffix")));
    }
    Some(match parts.as_slice() {
        [whole] if is_braced(whole) => body(&text(whole)),
        [whole] => {
            let (name, words) = (text(whole), words(whole));
            // No brace holds together `Geant4 Collaboration` and `{The} {ATLAS Collaboration}`.
            if words.len() > 1 && bodies().is_sure(&name) {
                return Some(body(&name));
            }
            orders.add(&words);
            of_words(&name, &words, Order::FamilyLast, &mut text)
        }
        [family, given] if is_article(&text(given), &text(family), is_braced(family)) => {
            body(&format!("{} {}", text(given), text(family)))
        }
        [family, given] => family_first(family, given, "", &mut text),
        // In RIS the suffix comes last, and so do people write it here.
        [family, given, suffix] if is_suffix(suffix) && !is_suffix(given) => {
            family_first(family, given, suffix, &mut text)
        }
        [family, suffix, given, ..] => family_first(family, given, suffix, &mut text),
        [] => return None,
    })
}

/// People of a field that is no TeX; most formats have one a field, some several.
pub fn of_list(field: &str, orders: &mut Orders) -> Vec<Person> {
    let people = others_between(field.trim_end_matches([',', ';']));
    people.into_iter().map(|name| of_plain(name, orders)).collect()
}

/// A name that is no TeX.
pub fn of_plain(name: &str, orders: &mut Orders) -> Person {
    let mut text = |source: &str| source.trim().to_string();
    let name = name.trim();
    let parts: Vec<&str> = name.split(COMMAS).map(str::trim).collect();
    match parts.as_slice() {
        [family, given] if !given.is_empty() => family_first(family, given, "", &mut text),
        // In RIS the suffix comes last, in BibTeX in the middle.
        [family, given, suffix] if !suffix.is_empty() && is_suffix(suffix) => {
            family_first(family, given, suffix, &mut text)
        }
        [family, suffix, given] if !given.is_empty() => {
            family_first(family, given, suffix, &mut text)
        }
        [_, _, _, _, ..] => body(name),
        _ => {
            let name = name.trim_end_matches(',');
            let words: Vec<&str> = name.split_whitespace().collect();
            if bodies().is_likely(name) {
                return body(name);
            }
            orders.add(&words);
            of_words(name, &words, order::of(&words), &mut text)
        }
    }
}

fn is_suffix(text: &str) -> bool {
    reading::words().bibliography.suffixes.contains(&text.to_lowercase())
}

fn bodies() -> &'static Bodies {
    &reading::words().bibliography.bodies
}

/// The name of a group as a whole, where its field may name it shortly: `ATLAS`.
pub fn group(name: &str) -> Person {
    let bodies = bodies();
    match bodies.is_likely(name) {
        true => body(name),
        false => body(&format!("{name} {}", bodies.group)),
    }
}

/// Whether two parts of a name are a body and its article: `{ATLAS Collaboration}, {The}`.
fn is_article(given: &str, family: &str, is_braced: bool) -> bool {
    bodies().articles.contains(&given.to_lowercase()) && (is_braced || bodies().is_sure(family))
}

/// `family=van Dyk, given=Ana, prefix=van`, as biblatex has it.
fn extended<'a>(parts: &[&'a str]) -> Option<Vec<(&'a str, &'a str)>> {
    let pair = |part: &&'a str| {
        let (key, value) = part.split_once('=')?;
        let key = key.trim();
        key.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            .then_some((key, value.trim()))
    };
    let pairs: Option<Vec<_>> = parts.iter().map(pair).collect();
    pairs.filter(|pairs| pairs.iter().any(|(key, _)| *key == "family" || *key == "given"))
}

/// A body, or a name that has no parts.
pub fn body(name: &str) -> Person {
    person(name, "", "", "")
}

/// A name in its parts.
pub fn person(family: &str, given: &str, prefix: &str, suffix: &str) -> Person {
    let some = |part: &str| (!part.trim().is_empty()).then(|| part.trim().to_string());
    let given = match family.chars().any(is_ideograph) {
        true if given.chars().any(is_ideograph) => given.split_whitespace().collect(),
        // No full stops behind initials in Chinese.
        true => given.replace('.', " ").split_whitespace().collect::<Vec<_>>().join(" "),
        false => initials_apart(given.trim()),
    };
    Person {
        // Particles belong to the name: “van der Berg J”, and not “Berg J van der”.
        name: format!("{} {}", prefix.trim(), family.trim()).trim().to_string(),
        given_name: some(&given),
        prefix: None,
        suffix: some(suffix),
        comma_suffix: false,
        alias: None,
    }
}

/// A family name with its particles, the given names behind a comma: `van der Berg, Jan`.
fn family_first(
    family: &str,
    given: &str,
    suffix: &str,
    text: &mut impl FnMut(&str) -> String,
) -> Person {
    let words = words(family);
    // The last word is the name, whatever letter it begins with.
    let particles =
        words[..words.len().saturating_sub(1)].iter().take_while(|it| is_particle(it)).count();
    let (prefix, family) = (join(&words[..particles], text), join(&words[particles..], text));
    person(&family, &text(given), &prefix, &text(suffix))
}

/// A name without commas: `Jan van der Berg`, `Ludwig Wittgenstein`, `Smith JA`, `李 伟`, `others`.
fn of_words(
    whole: &str,
    words: &[&str],
    order: Order,
    text: &mut impl FnMut(&str) -> String,
) -> Person {
    if whole == OTHERS {
        return body(OTHERS);
    }
    let is_han = whole.chars().all(|c| is_ideograph(c) || c.is_whitespace() || c == '·');
    match words {
        [family, given @ ..] if is_han && !given.is_empty() => {
            person(&text(family), &join(given, text), "", "")
        }
        [family @ .., initials] if !family.is_empty() && order == Order::InitialsLast => {
            person(&join(family, text), &text(initials), "", "")
        }
        [given @ .., family] if !given.is_empty() => {
            // Particles stand before the family name; what is before them is given.
            let first = given.iter().skip(1).position(|word| is_particle(word)).map(|at| at + 1);
            let leads = given.first().is_some_and(|word| is_particle(word));
            let from = if leads { 0 } else { first.unwrap_or(given.len()) };
            let last = given.iter().rposition(|word| is_particle(word)).map_or(from, |at| at + 1);
            let last = last.max(from);
            let mut rest: Vec<&str> = given[last..].to_vec();
            rest.push(family);
            person(
                &join(&rest, text),
                &join(&given[..from], text),
                &join(&given[from..last], text),
                "",
            )
        }
        _ => body(whole),
    }
}

fn join(words: &[&str], text: &mut impl FnMut(&str) -> String) -> String {
    text(&words.join(" "))
}

/// `van`, `de`, `von der`, but not what stands in braces.
fn is_particle(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
        && !word.starts_with(['{', '\\'])
}

/// `JA` and `J.A.` as `J. A.`: styles take one initial from each word.
fn initials_apart(given: &str) -> String {
    let apart = |word: &str| -> String {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let bare = letters > 1 && letters <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
        let dotted = letters > 1 && word.contains('.') && !word.contains('-');
        match (bare && letters <= 3, dotted) {
            (true, _) => {
                word.chars().map(|c| format!("{c}. ")).collect::<String>().trim_end().into()
            }
            (_, true) => word.replace('.', ". ").trim_end().to_string(),
            _ => word.to_string(),
        }
    };
    given.split_whitespace().map(apart).collect::<Vec<_>>().join(" ")
}

/// Whether one pair of braces holds the whole name.
fn is_braced(name: &str) -> bool {
    name.strip_prefix('{').and_then(tex::closing).is_some_and(|end| end + 2 == name.len())
        && !name[1..].trim_start().starts_with('\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: &str) -> Vec<String> {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let people = of_bibtex(field, &mut BTreeSet::new(), &mut Orders::default());
        let said =
            |it: &Person| format!("|{}|{}|{}", it.name, part(&it.given_name), part(&it.suffix));
        people.iter().map(said).collect()
    }

    #[test]
    fn names_are_read_in_every_order() {
        for (field, expected) in [
            ("Smith, JA", "|Smith|J. A.|"),
            ("Geant4 Collaboration", "|Geant4 Collaboration||"),
            ("{The} {ATLAS Collaboration}", "|The ATLAS Collaboration||"),
            ("{HEP Software Foundation}, {The}", "|The HEP Software Foundation||"),
            ("Smith, J.A.", "|Smith|J. A.|"),
            // In BibTeX the last word is the family name, whatever its letters.
            ("Wei LI", "|LI|Wei|"),
            ("Jane KIM", "|KIM|Jane|"),
            ("Kim, Soo-jin", "|Kim|Soo-jin|"),
            ("van der Berg, Jan", "|van der Berg|Jan|"),
            ("Jan van der Berg", "|van der Berg|Jan|"),
            ("de la Cruz, Mar{\\'\\i}a", "|de la Cruz|María|"),
            ("King, Jr., Martin Luther", "|King|Martin Luther|Jr."),
            ("{R Core Team}", "|R Core Team||"),
            ("Universit{\\\"a}t Wien", "|Universität Wien||"),
            ("حداد، محمد عبد الرحمن", "|حداد|محمد عبد الرحمن|"),
            ("欧阳，修", "|欧阳|修|"),
            ("Paul, Les", "|Paul|Les|"),
            ("Bureau, Ana", "|Bureau|Ana|"),
            ("Ana Bureau", "|Bureau|Ana|"),
            ("{Bundesamt f{\\\"u}r Statistik}", "|Bundesamt für Statistik||"),
            ("李 伟", "|李|伟|"),
            ("李, 伟", "|李|伟|"),
            ("王小明", "|王小明||"),
            ("O'Neil, O.", "|O'Neil|O.|"),
            ("family=Dyk, given=Ana, prefix=van", "|van Dyk|Ana|"),
            ("{\\'E}mile Zola", "|Zola|Émile|"),
            ("Plato", "|Plato||"),
            ("昂温, P.S.", "|昂温|P S|"),
        ] {
            assert_eq!(read(field), [expected], "{field}");
        }
    }

    #[test]
    fn people_are_told_apart_outside_braces() {
        let read = read("A, B and\n {Barnes and Noble} AND  Anderson, C and others");
        assert_eq!(read, ["|A|B|", "|Barnes and Noble||", "|Anderson|C|", "|others||"]);
        assert_eq!(self::read("张三, 李四, 王五六"), ["|张三||", "|李四||", "|王五六||"]);
        assert_eq!(self::read("欧阳, 娜娜"), ["|欧阳|娜娜|"]);
        assert_eq!(self::read("A, B; C, D"), ["|A|B|", "|C|D|"]);
        assert_eq!(self::read("A, B and"), ["|A|B|"]);
        assert_eq!(self::read("A, B and {et al.}"), ["|A|B|", "|others||"]);
    }
}
