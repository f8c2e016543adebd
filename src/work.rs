//! Counts what a build does, so that tests can hold the work against the size of the content. For tests alone.

use std::cell::Cell;
use std::fmt::Write;
use std::path::Path;
use std::thread::LocalKey;

use crate::load::Drafts;
use crate::{Options, Strictness, check};

type Counter = LocalKey<Cell<usize>>;

thread_local! {
    /// Ledgers that were computed.
    pub(crate) static LEDGERS: Cell<usize> = const { Cell::new(0) };
    /// Facts that were named, with all that is reported of them.
    pub(crate) static FACTS: Cell<usize> = const { Cell::new(0) };
}

/// Counts one more.
pub(crate) fn count(counter: &'static Counter) {
    counter.set(counter.get() + 1);
}

/// How many ledgers and facts a check of a briefing made, on one thread.
fn work_of(root: &Path) -> (usize, usize) {
    let options = Options { drafts: Drafts::LeaveOut, base_url: None, strictness: Strictness::Lenient };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread is there");
    one.install(|| {
        LEDGERS.set(0);
        FACTS.set(0);
        let report = check(root, &options);
        assert!(report.is_ok(), "{}", report.err().map_or_else(String::new, |failure| failure.to_string()));
        (LEDGERS.get(), FACTS.get())
    })
}

/// A briefing of so many grants to a country for every ten, each with a disputed amount and an article about it.
fn briefing(grants: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let articles = folder.path().join("content/articles");
    std::fs::create_dir_all(&articles).expect("the folder can be made");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join("content").join(name), text).expect("the file can be written");
    };
    write("site.yaml", "title: A briefing\nas_of: 2026-01-01\n");
    let mut facts =
        "sources:\n  - {id: s, title: S, publisher: P, kind: official, language: en}\ncountries:\n".to_owned();
    for number in 0..grants.div_ceil(10) {
        writeln!(facts, "  - {{id: c-{number}, name: C {number}, iso3: MYS, cite: [s]}}").expect("it takes text");
    }
    facts.push_str("equipment:\n  - {id: boat, name: Boat}\ngrants:\n");
    for number in 0..grants {
        writeln!(
            facts,
            "  - id: g-{number}\n    title: G\n    recipient: c-{}\n    fiscal_year: {}\n    cite: [s]\n    signed: {}-06-01\n    \
             amount: {{value: 1 million JPY, also_reported: [{{value: 2 million JPY, kind: value, cite: [s], why: A slip.}}]}}\n    \
             equipment: [{{item: Boats, category: boat, quantity: 2}}]",
            number / 10,
            2016 + number % 10,
            2016 + number % 10
        )
        .expect("it takes text");
        let article = format!(
            "---\ntitle: A\nsummary: B.\ndate: 2026-01-01\nkind: explainer\n---\n\n[[g-{number}.amount]] [@s], [[c-{}.signed]].\n",
            number / 10
        );
        write(&format!("articles/about-{number}.md"), &article);
    }
    write("facts.yaml", &facts);
    folder
}

#[test]
fn a_build_computes_the_ledger_once() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    assert_eq!(work_of(&golden).0, 1);
}

#[test]
fn ten_times_the_grants_are_ten_times_the_facts_to_name() {
    let (few, many) = (work_of(briefing(20).path()), work_of(briefing(200).path()));
    assert_eq!((few.0, many.0), (1, 1));
    assert!(many.1 <= few.1 * 11, "20 grants name {} facts, 200 name {}", few.1, many.1);
}
