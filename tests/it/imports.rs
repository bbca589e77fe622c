//! The imports of a tree of Rust files: `use` trees, paths in code, `super::`, `self::` and
//! re-exports, each resolved to the file that defines what is imported.

use std::collections::{BTreeMap, BTreeSet};

/// A module's path: `["check", "text"]` for `src/check/text/mod.rs`.
pub type Module = Vec<String>;

/// Which modules each module imports from, and by which names.
pub type Imports = BTreeMap<Module, BTreeMap<Module, BTreeSet<String>>>;

/// Resolves the imports of files, given by their paths below `src/`.
pub fn imports(files: &BTreeMap<String, String>) -> Imports {
    let code: BTreeMap<Module, String> =
        files.iter().map(|(path, text)| (module(path), code_of(text))).collect();
    let uses: BTreeMap<&Module, Vec<Use>> =
        code.iter().map(|(module, text)| (module, uses(text, module, &code))).collect();
    let public = uses.iter().flat_map(|(module, uses)| {
        let public = uses.iter().filter(|it| it.public);
        public.map(move |it| {
            ([module.as_slice(), std::slice::from_ref(&it.name)].concat(), it.path.clone())
        })
    });
    let tree = Tree { modules: code.keys().cloned().collect(), public: public.collect() };
    let mut all = Imports::new();
    for (own, text) in &code {
        let entry = all.entry(own.clone()).or_default();
        let named = uses[own].iter().map(|it| it.path.clone());
        for path in named.chain(paths(text, own, &uses[own], &tree)) {
            // A module that is named but nothing of it: its items are seen where they are used.
            if tree.modules.contains(&path) {
                continue;
            }
            let home = tree.home(path.clone());
            if home != *own {
                let name = path.get(home.len()).or(path.last()).cloned().unwrap_or_default();
                entry.entry(home).or_default().insert(name);
            }
        }
    }
    all
}

/// The groups of modules that import each other in a circle.
pub fn circles(imports: &Imports) -> Vec<Vec<Module>> {
    let reach = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Module> =
            imports.get(from).into_iter().flat_map(|it| it.keys()).collect();
        while let Some(next) = open.pop() {
            if seen.insert(next.clone()) {
                open.extend(imports.get(next).into_iter().flat_map(|it| it.keys()));
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> =
        imports.keys().map(|it| (it, reach(it))).collect();
    let mut circles: Vec<Vec<Module>> = Vec::new();
    for (module, all) in &reached {
        if all.contains(*module) && !circles.iter().flatten().any(|it| it == *module) {
            let mutual = |it: &&Module| reached.get(*it).is_some_and(|back| back.contains(*module));
            circles.push(all.iter().filter(mutual).cloned().collect());
        }
    }
    circles
}

struct Tree {
    modules: BTreeSet<Module>,
    /// Where re-exported names really are.
    public: BTreeMap<Module, Module>,
}

impl Tree {
    /// The module that defines what a path names.
    fn home(&self, mut path: Module) -> Module {
        for _ in 0..8 {
            let again = (1..=path.len()).rev().find_map(|n| {
                let is_module = n < path.len() && self.modules.contains(&path[..n]);
                let target = self.public.get(&path[..n]).filter(|_| !is_module)?;
                Some([target.as_slice(), &path[n..]].concat())
            });
            match again {
                Some(again) if again != path => path = again,
                _ => break,
            }
        }
        let known = (0..=path.len()).rev().find(|n| self.modules.contains(&path[..*n]));
        path[..known.unwrap_or_default()].to_vec()
    }
}

struct Use {
    path: Module,
    name: String,
    public: bool,
}

fn module(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut parts: Module = path.split('/').map(String::from).collect();
    if parts.last().is_some_and(|last| ["mod", "lib"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

/// The text without comments, strings and what is compiled for tests only.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut code = String::new();
    for line in text.lines() {
        let mut quoted = false;
        let mut last = ' ';
        for (at, character) in line.char_indices() {
            match character {
                '"' if last != '\\' && last != '\'' => quoted = !quoted,
                '/' if !quoted && line[at..].starts_with("//") => break,
                _ if !quoted => code.push(character),
                _ => {}
            }
            last = if last == '\\' && character == '\\' { ' ' } else { character };
        }
        code.push('\n');
    }
    code
}

fn uses(text: &str, own: &Module, files: &BTreeMap<Module, String>) -> Vec<Use> {
    let mut uses = Vec::new();
    for statement in text.split(';') {
        let statement = statement.trim_start();
        let Some(start) = statement.find("use ").filter(|at| is_statement(&statement[..*at]))
        else {
            continue;
        };
        let public = statement[..start].contains("pub");
        let mut leaves = Vec::new();
        flatten(Vec::new(), &statement[start + 4..], &mut leaves);
        for (path, name) in leaves {
            if let Some(path) = absolute(&path, own, files.keys()) {
                uses.push(Use { path, name, public });
            }
        }
    }
    uses
}

/// Whether nothing but attributes, visibility and closing braces stand before `use`.
fn is_statement(before: &str) -> bool {
    let last = before.rsplit(['}', '{', ']']).next().unwrap_or_default().trim();
    last.is_empty() || last.starts_with("pub")
}

/// The leaves of a `use` tree: path and the name it has here.
fn flatten(before: Module, tree: &str, leaves: &mut Vec<(Module, String)>) {
    let tree = tree.trim();
    let join = |path: &str| {
        let parts = path.split("::").map(|part| part.trim().to_string());
        let all = before.iter().cloned().chain(parts.filter(|part| !part.is_empty()));
        all.collect::<Module>()
    };
    if let Some((head, rest)) = tree.split_once('{') {
        let inner = &rest[..rest.rfind('}').unwrap_or(rest.len())];
        let mut depth = 0;
        let parts = inner.split(|c: char| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        parts.filter(|it| !it.trim().is_empty()).for_each(|it| flatten(join(head), it, leaves));
        return;
    }
    let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
    let mut path = join(path);
    if path.last().is_some_and(|last| last == "self" || last == "*") {
        path.pop();
    }
    let name = if alias.is_empty() {
        path.last().cloned().unwrap_or_default()
    } else {
        alias.trim().into()
    };
    leaves.push((path, name));
}

/// A path from the crate's root; none for another crate's.
fn absolute<'a>(
    path: &[String],
    own: &Module,
    mut modules: impl Iterator<Item = &'a Module>,
) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    let from = |base: &[String]| [base, rest].concat();
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some(from(own)),
        "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            let base = &own[..own.len().checked_sub(up)?];
            Some([base, &path[up..]].concat())
        }
        _ => {
            let child = [own.as_slice(), std::slice::from_ref(first)].concat();
            modules.any(|it| *it == child).then(|| [child.as_slice(), rest].concat())
        }
    }
}

/// Paths in code that lead to other modules: `crate::a::b`, and `b::c` where `b` is a module.
fn paths(text: &str, own: &Module, uses: &[Use], tree: &Tree) -> Vec<Module> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut found = Vec::new();
    for word in text.split(|c| !is_part(c)).filter(|word| word.contains("::")) {
        let parts: Module =
            word.split("::").filter(|it| !it.is_empty()).map(String::from).collect();
        let Some(first) = parts.first() else { continue };
        let imported = uses.iter().find(|it| it.name == *first && tree.modules.contains(&it.path));
        let path = match imported {
            Some(module) => Some([module.path.as_slice(), &parts[1..]].concat()),
            None => absolute(&parts, own, tree.modules.iter()),
        };
        found.extend(path);
    }
    found
}
