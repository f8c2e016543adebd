//! What the program derives from the facts where a golden page would hide it: waits, and when an excess is explained.

use crate::harness::Folder;

const COUNTRY: &str = "sources:\n  - {id: src, title: T, publisher: P, kind: press, language: en}\n\
    countries:\n  - {id: fiji, name: Fiji, iso3: FJI, cite: [src]}\n";

/// What `check` reports about these facts, as JSON.
fn found(facts: &str) -> (i32, String) {
    let folder = Folder::briefing();
    folder.write("content/facts.yaml", format!("{COUNTRY}{facts}"));
    let run = folder.run(&["check", "--format", "json"]);
    (run.status, run.stdout)
}

#[test]
fn waiting_ends_with_the_last_of_the_final_handovers() {
    let folder = Folder::briefing();
    let delivery =
        |date: &str, id: &str| format!("      - {{id: {id}, date: {date}, what: Boats, final: true, cite: [src]}}\n");
    let grant = "grants:\n  - id: boats\n    title: Boats\n    recipient: fiji\n    fiscal_year: 2024\n    cite: [src]\n    \
        signed: 2024-05-10\n    deliveries:\n";
    // Neither the first in the file nor the first in time is the last.
    let deliveries =
        [delivery("2024-08-10", "second"), delivery("2025-01-10", "last"), delivery("2024-06-10", "first")];
    folder.write("content/facts.yaml", format!("{COUNTRY}{grant}{}", deliveries.concat()));
    assert_eq!(folder.run(&["build"]).status, 0);
    let files = folder.files("public");
    let page = String::from_utf8_lossy(&files["grants/boats.html"]);
    let field =
        page.split("<div class=\"field\" id=\"waiting\">").nth(1).and_then(|rest| rest.split("</div></dd>").next());
    let value = field.and_then(|field| field.split("<div class=\"value\">").nth(1));
    let value = value.and_then(|value| value.split("</div>").next());
    assert_eq!(value, Some("8\u{a0}months"));
}

#[test]
fn an_excess_is_explained_by_a_note_on_the_budget_or_on_its_amount() {
    let facts = |budget: &str| {
        format!(
            "grants:\n  - {{id: boats, title: Boats, recipient: fiji, fiscal_year: 2024, cite: [src], signed: 2024-05-10, \
             amount: 2 billion JPY}}\nbudgets:\n  - {{id: budget, fiscal_year: 2024, stage: initial, cite: [src], {budget}}}\n"
        )
    };
    let fine = (0, "[]\n".to_owned());
    assert_eq!(found(&facts("amount: 1 billion JPY, note: The rest is from the reserve.")), fine);
    assert_eq!(found(&facts("amount: {value: 1 billion JPY, note: The rest is from the reserve.}")), fine);
    assert_eq!(found(&facts("amount: 2 billion JPY")), fine);
    assert_eq!(found(&facts("amount: 1 billion JPY")).0, 1);
}
