//! Follows imports and paths through the modules to the files that own what is named, and finds circles among them.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{self, Module};

/// That a module names something of another one of ours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) to: String,
    /// The module that owns what is named, as `load::draft`.
    pub(super) owner: String,
    /// Whether it leads to what is used here: a module that is only imported or a name that is only passed on is not.
    pub(super) is_use: bool,
}

/// All modules of the program, by their paths.
pub(super) struct Modules {
    files: BTreeMap<Vec<String>, String>,
    modules: BTreeMap<Vec<String>, Module>,
}

/// Where a path leads.
enum End {
    Module(Vec<String>),
    Item(Vec<String>),
    Outside(Vec<String>),
}

impl Modules {
    /// The modules of these files, by their names below `src/`. What is there for tests alone is left out.
    pub(super) fn new(sources: &BTreeMap<String, String>) -> Self {
        let mut all = Self { files: BTreeMap::new(), modules: BTreeMap::new() };
        for (name, text) in sources {
            all.add(name, code::module(path_of(name), text));
        }
        let tests: Vec<Vec<String>> = all.modules.values().flat_map(|module| module.test_modules.clone()).collect();
        all.modules.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
        all
    }

    fn add(&mut self, file: &str, mut module: Module) {
        for inner in std::mem::take(&mut module.within) {
            self.add(file, inner);
        }
        self.files.insert(module.path.clone(), file.to_owned());
        self.modules.insert(module.path.clone(), module);
    }

    /// The file of a module; a name that no module has is the crate's own.
    fn file(&self, module: &[String]) -> String {
        self.files.get(module).map_or_else(|| "lib.rs".to_owned(), Clone::clone)
    }

    /// Every arrow from a file to another.
    pub(super) fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for module in self.modules.values() {
            for (path, end, is_use) in self.named(module) {
                let (owner, is_module) = match end {
                    End::Module(owner) => (owner, true),
                    End::Item(owner) => (owner, false),
                    End::Outside(_) => continue,
                };
                let (from, to) = (self.file(&module.path), self.file(&owner));
                if from != to {
                    let is_use = is_use && (!is_module || path.last().is_some_and(|last| last == "*"));
                    arrows.insert(Arrow { from, to, owner: owner.join("::"), is_use });
                }
            }
        }
        arrows
    }

    /// The paths of a file that lead out of the program, written out: `std::fs::read`.
    pub(super) fn outside(&self) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        for module in self.modules.values() {
            for (_, end, _) in self.named(module) {
                if let End::Outside(path) = end {
                    found.insert((self.file(&module.path), path.join("::")));
                }
            }
        }
        found
    }

    /// Each path that a module names, where it leads, and whether that is a use of it.
    fn named(&self, module: &Module) -> Vec<(Vec<String>, End, bool)> {
        let mut named = Vec::new();
        let mentioned: BTreeSet<&String> = module.mentions.iter().filter_map(|path| path.first()).collect();
        for import in &module.imports {
            let is_use = !import.is_passed_on || import.name.as_ref().is_some_and(|name| mentioned.contains(name));
            let mut path = import.path.clone();
            let end = self.end(&module.path, &path, 0);
            if import.name.is_none() {
                path.push("*".to_owned());
            }
            named.push((path, end, is_use));
        }
        for path in module.mentions.iter().filter(|path| path.len() > 1) {
            named.push((path.clone(), self.end(&module.path, path, 0), true));
        }
        named
    }

    /// Where a path leads that is written in a module.
    fn end(&self, from: &[String], path: &[String], depth: usize) -> End {
        let (first, rest) = path.split_first().expect("a path has a word");
        let start = match first.as_str() {
            "crate" | "osa_briefing" => Vec::new(),
            "self" => from.to_vec(),
            "super" => from[..from.len().saturating_sub(1)].to_vec(),
            name => return self.inside(from, name, path, depth).unwrap_or_else(|| End::Outside(path.to_vec())),
        };
        self.below(start, rest, depth)
    }

    /// Where a path leads whose first word is a module or an import of this one.
    fn inside(&self, module: &[String], name: &str, path: &[String], depth: usize) -> Option<End> {
        let child = [module, &[name.to_owned()]].concat();
        if self.modules.contains_key(&child) {
            return Some(self.below(child, &path[1..], depth));
        }
        let here = self.modules.get(module)?;
        let import = here.imports.iter().find(|import| import.name.as_deref() == Some(name))?;
        let whole = [&import.path[..], &path[1..]].concat();
        // `use date::date` names an item like its module; deeper than this is a circle of imports.
        (depth < 8 && import.path[0] != name).then(|| self.end(module, &whole, depth + 1))
    }

    /// Where what is left of a path leads from a module.
    fn below(&self, module: Vec<String>, rest: &[String], depth: usize) -> End {
        let Some(name) = rest.first() else { return End::Module(module) };
        if name == "super" {
            return self.below(module[..module.len().saturating_sub(1)].to_vec(), &rest[1..], depth);
        }
        self.inside(&module, name, rest, depth).unwrap_or(End::Item(module))
    }
}

/// The path of the module that a file is.
fn path_of(name: &str) -> Vec<String> {
    let name = name.trim_end_matches(".rs").trim_end_matches("/mod");
    if name == "lib" { Vec::new() } else { name.split('/').map(str::to_owned).collect() }
}

/// The groups of files in which each reaches each other.
pub(super) fn circles(arrows: &BTreeSet<Arrow>) -> Vec<BTreeSet<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows.iter().filter(|arrow| arrow.is_use) {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let reached = |start: &str| -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![start];
        while let Some(file) = waiting.pop() {
            for to in next.get(file).into_iter().flatten() {
                if reached.insert((*to).to_owned()) {
                    waiting.push(to);
                }
            }
        }
        reached
    };
    let all: BTreeMap<&str, BTreeSet<String>> = next.keys().map(|file| (*file, reached(file))).collect();
    let mut circles = BTreeSet::new();
    for (file, reached) in all.iter().filter(|(file, reached)| reached.contains(**file)) {
        let back = |other: &&String| all.get(other.as_str()).is_some_and(|reached| reached.contains(*file));
        circles.insert(reached.iter().filter(back).cloned().collect());
    }
    circles.into_iter().collect()
}
