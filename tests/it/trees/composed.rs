//! The tree of the blocks in a composed `content.typ`, as `src/compose/blocks.rs` writes them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use typst::syntax::ast::{self, Expr};
use typst::syntax::{SyntaxNode, parse};

use super::{Tree, image, list, tidied};

/// What the specifications write as `%XX` in addresses; a `%` of the author's stays.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'+')
    .remove(b'!')
    .remove(b'*')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'%')
    .remove(b'#')
    .remove(b'@')
    .remove(b'?')
    .remove(b'=')
    .remove(b';')
    .remove(b':')
    .remove(b'/')
    .remove(b'\'')
    .remove(b'&')
    .remove(b'$')
    .remove(b'~');

/// The blocks of the only language of an edition.
pub fn tree(source: &str) -> Vec<Tree> {
    let root: SyntaxNode = parse(source);
    assert!(root.errors_and_warnings().0.is_empty(), "{source}");
    let markup: ast::Markup = root.cast().unwrap();
    let blocks = markup.exprs().find_map(|expr| match expr {
        Expr::LetBinding(binding) => binding.init(),
        _ => None,
    });
    array(blocks.unwrap()).into_iter().map(block).collect()
}

fn block(expr: Expr) -> Tree {
    let Expr::Dict(block) = expr else { panic!("a block is a dictionary: {expr:?}") };
    let get = |key: &str| field(block, key).unwrap_or_else(|| panic!("no {key} in {block:?}"));
    match string(get("kind")).as_str() {
        "heading" => Tree::node(format!("heading {}", number(get("level"))), body(get("body"))),
        "paragraph" => Tree::node("paragraph", body(get("body"))),
        "quote" => Tree::node("quote", array(get("blocks")).into_iter().map(self::block).collect()),
        "rule" => Tree::node("rule", Vec::new()),
        "list" => {
            let done = field(block, "done").map(array).unwrap_or_default();
            let items: Vec<Tree> = array(get("items"))
                .into_iter()
                .enumerate()
                .map(|(i, it)| item(it, done.get(i)))
                .collect();
            let told = items.iter().any(|item| match item {
                Tree::Node(_, blocks) => blocks.iter().any(|it| it.label() == "paragraph"),
                Tree::Text(_) => false,
            });
            let tight = told.then(|| truth(get("tight")));
            list(truth(get("ordered")), &number(get("start")), tight, items)
        }
        "code" => {
            let language = match get("lang") {
                Expr::None(_) => "code block".to_string(),
                language => format!("code block in {:?}", string(language)),
            };
            Tree::node(language, vec![Tree::Text(string(get("text")))])
        }
        "image" => {
            let path = string(get("path"));
            let caption = match get("caption") {
                Expr::None(_) => None,
                caption => Some(body(caption)),
            };
            let caption = caption.map(|it| it.iter().map(Tree::words).collect::<String>());
            let picture = image(in_project(&path), &string(only(get("alt"))), caption.as_deref());
            Tree::node("paragraph", vec![picture])
        }
        "mdtable" => table(block),
        kind => Tree::node(kind, Vec::new()),
    }
}

fn item(blocks: Expr, done: Option<&Expr>) -> Tree {
    let label = match done {
        Some(Expr::Bool(done)) => format!("item, done: {}", done.get()),
        _ => "item".to_string(),
    };
    Tree::node(label, array(blocks).into_iter().map(block).collect())
}

fn table(block: ast::Dict) -> Tree {
    let get = |key: &str| field(block, key).unwrap();
    let align: Vec<String> = array(get("align")).into_iter().map(string).collect();
    let row = |row: Expr| {
        let cells = array(row).into_iter().map(|cell| Tree::node("cell", body(cell)));
        Tree::node("row", cells.collect())
    };
    let rows = std::iter::once(get("head")).chain(array(get("rows"))).map(row);
    Tree::node(format!("table {}", align.join(" ")), rows.collect())
}

fn in_project(path: &str) -> &str {
    path.strip_prefix("/project/").unwrap()
}

fn field<'a>(dict: ast::Dict<'a>, key: &str) -> Option<Expr<'a>> {
    dict.items().find_map(|item| match item {
        ast::DictItem::Named(named) if named.name().as_str() == key => Some(named.expr()),
        _ => None,
    })
}

fn array(expr: Expr) -> Vec<Expr> {
    let Expr::Array(array) = expr else { panic!("no array: {expr:?}") };
    array
        .items()
        .map(|item| match item {
            ast::ArrayItem::Pos(expr) => expr,
            ast::ArrayItem::Spread(_) => panic!("nothing is spread: {expr:?}"),
        })
        .collect()
}

fn string(expr: Expr) -> String {
    let Expr::Str(string) = expr else { panic!("no string: {expr:?}") };
    string.get().to_string()
}

fn number(expr: Expr) -> String {
    let Expr::Int(number) = expr else { panic!("no number: {expr:?}") };
    number.get().to_string()
}

fn truth(expr: Expr) -> bool {
    let Expr::Bool(truth) = expr else { panic!("no truth value: {expr:?}") };
    truth.get()
}

/// What stands in `(en: …)`.
fn only(expr: Expr) -> Expr {
    match expr {
        Expr::Dict(panels) => field(panels, "en").unwrap(),
        _ => panic!("no panels: {expr:?}"),
    }
}

fn body(expr: Expr) -> Vec<Tree> {
    let Expr::ContentBlock(content) = only(expr) else { panic!("no content: {expr:?}") };
    tidied(content.body().exprs().flat_map(inline).collect())
}

fn inline(expr: Expr) -> Vec<Tree> {
    match expr {
        Expr::Text(text) => vec![Tree::Text(text.get().to_string())],
        Expr::Space(_) => vec![Tree::Text(" ".to_string())],
        Expr::Escape(escape) => vec![Tree::Text(escape.get().to_string())],
        Expr::FuncCall(call) => self::call(call),
        other => vec![Tree::node(format!("unknown {other:?}"), Vec::new())],
    }
}

/// The strings of an array as one.
fn parts_of(parts: ast::Array) -> String {
    let word = |item| match item {
        ast::ArrayItem::Pos(word) => string(word),
        other => panic!("unknown part: {other:?}"),
    };
    parts.items().map(word).collect()
}

fn call(call: ast::FuncCall) -> Vec<Tree> {
    let Expr::Ident(name) = call.callee() else { panic!("no function: {call:?}") };
    let (mut words, mut content) = (Vec::new(), Vec::new());
    for argument in call.args().items() {
        match argument {
            ast::Arg::Pos(Expr::Array(parts)) => words.push(parts_of(parts)),
            ast::Arg::Pos(Expr::ContentBlock(block)) => {
                content.extend(block.body().exprs().flat_map(inline));
            }
            // How large a picture is.
            ast::Arg::Pos(Expr::Dict(_)) => {}
            ast::Arg::Pos(word) => words.push(string(word)),
            other => panic!("unknown argument: {other:?}"),
        }
    }
    match (name.as_str(), words.as_slice()) {
        ("box", []) => content,
        // Where a long word may be broken is no part of the text.
        ("cut", []) => Vec::new(),
        ("raw" | "code-in-parts", [text]) => {
            vec![Tree::node("code", vec![Tree::Text(text.clone())])]
        }
        ("linebreak", []) => vec![Tree::node("break", Vec::new())],
        ("picture-in-line", [path, alt]) => vec![image(in_project(path), alt, None)],
        ("link", [address]) => {
            let address = utf8_percent_encode(address, ENCODED);
            vec![Tree::node(format!("link to {address}"), content)]
        }
        (name, _) => vec![Tree::node(name, content)],
    }
}
