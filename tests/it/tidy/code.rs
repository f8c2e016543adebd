//! Reads Rust as its lexer does: the imports, paths, modules and functions of one file. It knows nothing of other files.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What one module says, a file or a `mod name { … }` within one.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) path: Vec<String>,
    pub(super) imports: Vec<Import>,
    /// Paths in signatures and expressions, and single words that may be imported ones.
    pub(super) mentions: Vec<Vec<String>>,
    pub(super) within: Vec<Module>,
    /// Modules that are there for tests alone.
    pub(super) test_modules: Vec<Vec<String>>,
}

/// One name of a `use`, with its groups written out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) path: Vec<String>,
    /// None for `*`.
    pub(super) name: Option<String>,
    pub(super) is_passed_on: bool,
}

/// A function and how many lines it takes, from `fn` to its last brace.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) lines: usize,
}

/// The module that a file is.
pub(super) fn module(path: Vec<String>, text: &str) -> Module {
    let mut module = Module { path, ..Module::default() };
    read(&mut module, &trees(lexed(text)));
    module
}

/// The functions of a file, those of its tests too.
pub(super) fn functions(text: &str) -> Vec<Function> {
    let mut found = Vec::new();
    functions_in(&trees(lexed(text)), &mut found);
    found
}

fn lexed(text: &str) -> TokenStream {
    text.parse().expect("a source file has sound tokens")
}

fn trees(tokens: TokenStream) -> Vec<TokenTree> {
    tokens.into_iter().collect()
}

fn functions_in(trees: &[TokenTree], found: &mut Vec<Function>) {
    for (at, tree) in trees.iter().enumerate() {
        if let TokenTree::Group(group) = tree {
            functions_in(&self::trees(group.stream()), found);
        }
        let Some(name) = word(trees.get(at + 1)).filter(|_| word(Some(tree)).as_deref() == Some("fn")) else {
            continue;
        };
        let end = trees[at..].iter().position(|tree| is_braced(tree) || is_punct(Some(tree), ';'));
        if let Some(TokenTree::Group(body)) = end.map(|end| &trees[at + end]) {
            let lines = body.span_close().end().line - tree.span().start().line + 1;
            found.push(Function { name, lines });
        }
    }
}

fn read(module: &mut Module, trees: &[TokenTree]) {
    let mut at = 0;
    while at < trees.len() {
        at = if is_for_tests(trees, at) { after_test_item(module, trees, at) } else { after_tree(module, trees, at) };
    }
}

/// Reads what begins here, and says where the next thing does.
fn after_tree(module: &mut Module, trees: &[TokenTree], at: usize) -> usize {
    if let TokenTree::Group(group) = &trees[at] {
        read(module, &self::trees(group.stream()));
        return at + 1;
    }
    match (word(trees.get(at)).as_deref(), word(trees.get(at + 1)), trees.get(at + 2)) {
        (Some("use"), ..) => {
            let end = at + trees[at..].iter().position(|tree| is_punct(Some(tree), ';')).expect("a use ends");
            use_tree(module, &trees[at + 1..end], &[], is_public(trees, at));
            end
        }
        (Some("mod"), Some(name), Some(TokenTree::Group(body))) => {
            module.within.push(inner(module, name, body));
            at + 3
        }
        (Some(_), ..) => after_mention(module, trees, at),
        _ => at + 1,
    }
}

fn inner(module: &Module, name: String, body: &Group) -> Module {
    let path = module.path.iter().cloned().chain([name]).collect();
    let mut inner = Module { path, ..Module::default() };
    read(&mut inner, &trees(body.stream()));
    inner
}

fn after_mention(module: &mut Module, trees: &[TokenTree], start: usize) -> usize {
    let mut path = vec![word(trees.get(start)).expect("a path begins with a word")];
    let mut at = start + 1;
    while is_path_separator(trees, at)
        && let Some(next) = word(trees.get(at + 2))
    {
        path.push(next);
        at += 3;
    }
    let follows = start > 0
        && (is_punct(trees.get(start - 1), '.')
            || is_punct(trees.get(start - 1), ':') && start > 1 && is_path_separator(trees, start - 2));
    if !follows {
        module.mentions.push(path);
    }
    at
}

/// Writes a tree of imports out, name by name.
fn use_tree(module: &mut Module, trees: &[TokenTree], before: &[String], is_passed_on: bool) {
    for branch in trees.split(|tree| is_punct(Some(tree), ',')) {
        let mut path = before.to_vec();
        let mut name = None;
        let mut is_glob = false;
        let mut at = 0;
        while at < branch.len() {
            match &branch[at] {
                TokenTree::Group(group) => {
                    use_tree(module, &self::trees(group.stream()), &path, is_passed_on);
                    path.clear();
                }
                tree if word(Some(tree)).as_deref() == Some("as") => {
                    name = word(branch.get(at + 1));
                    break;
                }
                tree if word(Some(tree)).as_deref() == Some("self") && !path.is_empty() => {}
                tree => path.extend(word(Some(tree))),
            }
            is_glob |= is_punct(branch.get(at), '*');
            at += 1;
        }
        if !path.is_empty() {
            let name = if is_glob { None } else { name.or_else(|| path.last().cloned()) };
            module.imports.push(Import { path, name, is_passed_on });
        }
    }
}

fn is_for_tests(trees: &[TokenTree], at: usize) -> bool {
    let attribute = match trees.get(at + 1) {
        Some(TokenTree::Group(group)) if is_punct(trees.get(at), '#') => group.stream().to_string(),
        _ => return false,
    };
    attribute.replace(' ', "") == "cfg(test)"
}

fn after_test_item(module: &mut Module, trees: &[TokenTree], at: usize) -> usize {
    let ends = |tree: &TokenTree| is_braced(tree) || is_punct(Some(tree), ';');
    let length = trees[at..].iter().position(ends).map_or(trees.len() - at, |length| length + 1);
    let item = &trees[at..at + length];
    let is_module = item.iter().position(|tree| word(Some(tree)).as_deref() == Some("mod"));
    if let Some(name) = is_module.and_then(|at| word(item.get(at + 1))) {
        module.test_modules.push(module.path.iter().cloned().chain([name]).collect());
    }
    at + length
}

/// Whether `pub` or `pub(…)` stands before this.
fn is_public(trees: &[TokenTree], at: usize) -> bool {
    let is_scope =
        |tree: &TokenTree| matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
    let before = trees[..at].iter().rev().find(|tree| !is_scope(tree));
    word(before).as_deref() == Some("pub")
}

fn word(tree: Option<&TokenTree>) -> Option<String> {
    match tree {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    }
}

fn is_punct(tree: Option<&TokenTree>, sign: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

fn is_path_separator(trees: &[TokenTree], at: usize) -> bool {
    is_punct(trees.get(at), ':') && is_punct(trees.get(at + 1), ':')
}

fn is_braced(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}
