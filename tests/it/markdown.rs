//! What Markdown of the editor's becomes: ids and words of headings, notes, and what is not understood.

use std::collections::BTreeMap;

use scraper::{Html, Selector};

use crate::harness::Folder;

const FACTS: &str = "\
sources:
  - {id: notice, title: A notice, publisher: P, kind: official, language: en}
  - {id: report, title: A report, publisher: P, kind: press, language: en}
countries:
  - {id: land, name: Land, iso3: ATA, cite: [notice]}
people:
  - {id: hayashi, name: Hayashi Rei}
grants:
  - id: boats
    title: Patrol boats
    recipient: land
    fiscal_year: 2025
    cite: [notice]
    amount: 1.2 billion JPY
    signed: 2025-11-20
    signatories: [hayashi]
    purpose: To watch *the coast* of [[land]].
    equipment: [{item: Two boats, category: boat}]
budgets:
  - {id: budget, fiscal_year: 2025, stage: initial, amount: 2 billion JPY, cite: [report]}
equipment:
  - {id: boat, name: Boat}
";

/// An article of this text.
fn article(text: &str) -> String {
    format!("---\ntitle: T\nsummary: S\ndate: 2026-01-01\nkind: explainer\n---\n{text}\n")
}

/// A briefing with an article for each text: `t0`, `t1` and so on.
fn briefing<T: AsRef<str>>(texts: &[T]) -> Folder {
    let folder = Folder::briefing();
    folder.write("content/facts.yaml", FACTS);
    folder.write("content/media/x.png", "x");
    for (number, text) in texts.iter().enumerate() {
        folder.write(&format!("content/articles/t{number}.md"), article(text.as_ref()));
    }
    folder
}

/// The pages of the texts.
fn pages<T: AsRef<str>>(texts: &[T]) -> Vec<Html> {
    let folder = briefing(texts);
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut files = folder.files("public");
    let page = |number| files.remove(&format!("articles/t{number}.html")).unwrap();
    (0..texts.len()).map(page).map(|page| Html::parse_document(std::str::from_utf8(&page).unwrap())).collect()
}

/// What `select` finds on a page: the value of an attribute, or the words on one line.
fn found(page: &Html, select: &str, attribute: Option<&str>) -> Vec<String> {
    let one_line = |words: String| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let read = |element: scraper::ElementRef<'_>| match attribute {
        Some(name) => element.attr(name).unwrap_or_default().to_owned(),
        None => one_line(element.text().collect()),
    };
    page.select(&Selector::parse(select).unwrap()).map(read).collect()
}

/// Headings that read alike in Markdown as they stand.
#[derive(serde::Deserialize)]
struct Group {
    #[serde(rename = "group")]
    name: String,
    headings: Vec<String>,
    ids: Vec<String>,
}

/// The ids are those that the package `github-slugger` 2.0.0 makes of the headings in normal form C.
#[test]
fn ids_are_those_of_code_hosts_for_every_group_of_characters() {
    let groups: Vec<Group> = serde_json::from_str(include_str!("headings.json")).unwrap();
    let escaped = |character: char| match character {
        character if character.is_ascii_punctuation() => format!("\\{character}"),
        character => character.to_string(),
    };
    let heading = |words: &String| format!("## {}\n\n", words.chars().map(escaped).collect::<String>());
    let texts: Vec<String> = groups.iter().map(|group| group.headings.iter().map(heading).collect()).collect();
    for (group, page) in groups.iter().zip(pages(&texts)) {
        assert_eq!(found(&page, ".prose h2", Some("id")), group.ids, "{}", group.name);
    }
}

#[test]
fn a_heading_has_the_id_of_what_it_reads_as() {
    let cases = [
        ("## Grants to [[land]]", "Grants to Land", "grants-to-land"),
        ("## [[boats]]", "Patrol boats", "patrol-boats"),
        ("## [[boats|The *boats*]] of [[fy2025]]", "The boats of FY2025", "the-boats-of-fy2025"),
        ("## [[ land | Its *land* ]] and [[ land ]]", "Its land and Land", "its-land-and-land"),
        ("## For [[boats.amount]]", "For ¥1.2\u{a0}billion", "for-12billion"),
        ("## [[boats.purpose]]", "To watch the coast of Land.", "to-watch-the-coast-of-land"),
        (
            "## [[boats.signatories]] and [[boats.equipment-boat]]",
            "Hayashi Rei and Two boats",
            "hayashi-rei-and-two-boats",
        ),
        ("## [[programme.grants]] grant, [[boats.stage]]", "1 grant, signed", "1-grant-signed"),
        (
            "## [[fy2025.budget]] in [[programme]]",
            "¥2\u{a0}billion in the whole programme",
            "2billion-in-the-whole-programme",
        ),
        (
            "## Cited [@notice], with a note[^a] in it\n\n[^a]: Note.",
            "Cited, with a note in it",
            "cited-with-a-note-in-it",
        ),
        ("Patrol boats\nfor the\\\nnavy\n---", "Patrol boats for the navy", "patrol-boats-for-the-navy"),
        (
            "> Patrol boats\n> for the navy  \n> now\n> ---",
            "Patrol boats for the navy now",
            "patrol-boats-for-the-navy-now",
        ),
        ("## Boats {3 to 4}", "Boats {3 to 4}", "boats-3-to-4"),
        ("## Boats {.class #id key=value}", "Boats {.class #id key=value}", "boats-class-id-keyvalue"),
        ("## Boats {#own .class}", "Boats {#own .class}", "boats-own-class"),
        ("## Boats {# own}", "Boats {# own}", "boats--own"),
        ("## Boats {}", "Boats {}", "boats-"),
        ("## Boats \\{#own}", "Boats {#own}", "boats-own"),
        ("## Boats {#own} now", "Boats {#own} now", "boats-own-now"),
        ("## Boats {#own}", "Boats", "own"),
        ("## Boats{#own} ##", "Boats", "own"),
        ("## Boats {3 to 4} {#_own_.3}", "Boats {3 to 4}", "_own_.3"),
        ("Patrol boats\n{#own}\n---", "Patrol boats", "own"),
        ("## *Boats* {#own}", "Boats", "own"),
        ("## カ\u{3099}イト\u{3099}", "カ\u{3099}イト\u{3099}", "ガイド"),
        ("## Boats {#カ\u{3099}イト\u{3099}}", "Boats", "ガイド"),
        ("## `code` & <https://example.org/>", "code & https://example.org/", "code--httpsexampleorg"),
        ("## ![Boats](../media/x.png) Boats", "Boats", "boats"),
        ("1. ## In a list", "In a list", "in-a-list"),
    ];
    let texts: Vec<String> = cases.iter().map(|(text, ..)| format!("{text}\n\n## Two\n\n## Three")).collect();
    for (page, (text, words, id)) in pages(&texts).iter().zip(cases) {
        let contents = found(page, ".contents li a", None);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(contents, [words.as_str(), "Two", "Three"], "{text}");
        assert_eq!(found(page, ".prose h2", Some("id")), [id, "two", "three"], "{text}");
    }
}

#[test]
fn links_to_headings_match_in_either_normal_form_and_across_articles() {
    let texts = [
        "## カ\u{3099}イト\u{3099} of [[land]]\n\n[Up](#ガイド-of-land) and [up](#カ\u{3099}イト\u{3099}-of-land).\n\n- Note.[^a]\n\n\
         [^a]: See\n\n    ## In a note\n\n    [here](#in-a-note).",
        "[There](t0.md#カ\u{3099}イト\u{3099}-of-land), [there](t0.md#%E3%82%AC%E3%82%A4%E3%83%89-of-land).",
    ];
    let pages = pages(&texts);
    let hrefs = found(&pages[1], ".prose a", Some("href"));
    assert_eq!(hrefs, ["t0.html#%E3%82%AC%E3%82%A4%E3%83%89%2Dof%2Dland"; 2].map(|href| href.replace("%2D", "-")));
    assert_eq!(found(&pages[0], "h2#in-a-note", None), ["In a note"]);
}

/// The marks in the text and the notes at its end, without the links back.
fn notes(page: &Html) -> (Vec<String>, Vec<String>) {
    let marks = found(page, ".prose .note-reference a", None).iter().map(|mark| mark.replace("Note ", "")).collect();
    let source = |words: &String| {
        words.replace(", P. Text on file; no address", "").replace("Note ", "").trim_end_matches([' ', '↑']).to_owned()
    };
    (marks, found(page, ".notes li", None).iter().map(source).collect())
}

#[test]
fn notes_stand_in_any_mix() {
    let notice = "A notice.";
    let cases: [(&str, &[&str], &[&str]); 17] = [
        ("X[@notice][@report].", &["1", "2"], &[notice, "A report."]),
        ("X[@notice; @report, p. 2][@notice].", &["1", "2", "1"], &[notice, "A report, p. 2."]),
        ("X[^a][@notice].\n\n[^a]: Note.", &["1", "2"], &["Note.", notice]),
        ("X[@notice][^a].\n\n[^a]: Note.", &["1", "2"], &[notice, "Note."]),
        (
            "X[^a][^b][@notice][@report][^a].\n\n[^A]: One.\n[^B]: Two.",
            &["1", "2", "3", "4", "1"],
            &["One.", "Two.", notice, "A report."],
        ),
        (
            "X[^a].\n\n[^a]: One [@notice] and two.[^b]\n[^b]: Three [@notice].",
            &["1"],
            &["One2 and two.3", notice, "Three.2"],
        ),
        ("> X [@notice,\n> para. 3].", &["1"], &["A notice, para. 3."]),
        ("> - X [@notice, para.\n>   3][@report,\n>   p. 1].", &["1", "2"], &["A notice, para. 3.", "A report, p. 1."]),
        ("> > X [@notice,\n> > para. 3;\n> > @report].", &["1", "2"], &["A notice, para. 3.", "A report."]),
        ("X [@notice,\npara.  3].", &["1"], &["A notice, para. 3."]),
        ("| A |\n|---|\n| x [@notice, p. 3 \\| 4] |", &["1"], &["A notice, p. 3 | 4."]),
        ("| A[^a] |\n|---|\n| x[^a][@notice] |\n\n[^a]: Note.", &["1", "1", "2"], &["Note.", notice]),
        ("X [@notice, \\[Annex\\] *2* &amp; 3].", &["1"], &["A notice, [Annex] 2 & 3."]),
        ("## X[^a][@notice]\n\n> Y.[^a]\n\n[^a]: Note.", &["1", "2", "1"], &["Note.", notice]),
        ("**X[^a][@notice]**.\n\n[^a]: Note.", &["1", "2"], &["Note.", notice]),
        ("X[^a].\n\n> [^a]: Words in a quotation.", &["1"], &["Words in a quotation."]),
        ("X[^a].\n\n[^a]: One.\n\n    > [^b]: Within.\n\n    Two.[^b]", &["1"], &["One. Two.2", "Within."]),
    ];
    let texts: Vec<&str> = cases.iter().map(|(text, ..)| *text).collect();
    for (page, (text, marks, says)) in pages(&texts).iter().zip(cases) {
        assert_eq!(
            notes(page),
            (marks.iter().map(|m| (*m).to_owned()).collect(), says.iter().map(|s| (*s).to_owned()).collect()),
            "{text}"
        );
    }
}

/// The codes that each text gets, in order.
fn codes(texts: &[&str]) -> Vec<Vec<String>> {
    let folder = briefing(texts);
    let run = folder.run(&["check", "--format", "json"]);
    let found: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_str(&run.stdout).unwrap();
    let of = |number: usize| {
        let file = format!("content/articles/t{number}.md");
        let own = found.iter().filter(|one| one["file"] == file.as_str());
        own.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    (0..texts.len()).map(of).collect()
}

/// Each is one mistake.
const NOT_UNDERSTOOD: [&str; 48] = [
    "X[^a].\n\n[^a]:",
    "[see [[land]]](t0.md)",
    "| `[[land|x]]` |\n|---|---|\n| [[boats]] | y |",
    "[[land",
    "[land]]",
    "see land]].",
    "[[]]",
    "[[|words]]",
    "[[land|a [b] c]] [[",
    "*[[land*",
    "[[land|[@notice]]]",
    "- [[land\n\n  after",
    "# [[land",
    "[@notice",
    "[@notice, p. 3",
    "[see @notice]",
    "[see\n@notice]",
    "> [see\n> @notice]",
    "[**see** @notice, p. 3]",
    "[-@notice]",
    "[@notice, [Annex] 2]",
    "[@]",
    "[@ notice]",
    "[@Notice]",
    "[@notice and @report]",
    "[@notice,p. 3; see p. 4]",
    "[@notice][sic]",
    "[sic][@notice]",
    "[^a]",
    "[^a b]",
    "[^]",
    "[^a",
    "[^a][sic]\n\n[^a]: Note.",
    "X[^a][@notice]",
    "^[a note]",
    "![Map](my map.png)",
    "![Map]",
    "![Map][]",
    "![Map][map]",
    "![](",
    "![[land]]",
    "![@notice]",
    "![See [@notice]](../media/x.png)",
    "[words](my file.md)",
    "[words](<t0.md)",
    "[words][nowhere]",
    "[nowhere]: https://example.org",
    "| a | b |\n|---|\n| c |",
];

/// None of these is a mistake.
const TEXT: [&str; 34] = [
    "A [sic] and a[1], b[i[1]], [1], [ ], [], f(x), {a}, {#b}.",
    "\\[[land]], \\[\\[land]], [\\[land]].",
    "\\[@notice], \\[see @notice], \\[^a].",
    "\\![Map], \\!\\[Map](my map.png)",
    "\\[words](my file.md), [words\\](my file.md)",
    "&#91;[land]&#93;",
    "`[[land` and `[@notice` and ``![Map](my map.png)``",
    "    [[land [@notice ![Map](my map.png)",
    "```\n[[land [^a] [see @notice]\n```",
    "desk@example.org, [desk@example.org], @MofaJapan_en, (@notice), a@b",
    "[@MofaJapan_en](https://example.org)",
    "<https://example.org/[[a]]?b=[^c]>",
    "![Boats [1] at a pier](../media/x.png)",
    "[words](<../media/x.png>), [words](../media/x.png 'title')",
    "[words][x] and [x] and [x][]\n\n[x]: https://example.org",
    "![Boats][x]\n\n[x]: ../media/x.png",
    "[//]: # (A remark.)\n\nText.",
    "[[land]](no link) and [[land]][[boats]]",
    "[[land|a *b* `c` &amp; d]]",
    "[[land|over\ntwo lines]] and [[ land ]]",
    "> [[land|over\n> two lines]]",
    "| a |\n|---|\n| [[land\\|the land]] and `a\\|b` and \\[[land]] |",
    "| a | b |\n|---|---|\n| c |\n| d | e |",
    "| a | b\n|---|---\n| c | d  \n e | f",
    "a | b\n\n--- | ---",
    "x | y\nz",
    "A^2^ and x^(2)",
    "Wow!",
    "« Wow ! » [1]",
    "- [ ] a task\n- [x] done",
    "［注］ 【注】 すごい！［注］ 「[注]」",
    "[^a]\n\n[^a]: Note.",
    "Term[^a]\n: Meaning [@notice][^a]\n\n[^a]: Note.",
    "\\\\[sic] and \\\\\\[@notice]",
];

#[test]
fn what_is_not_understood_is_an_error_and_what_is_text_is_none() {
    for (text, codes) in NOT_UNDERSTOOD.iter().zip(codes(&NOT_UNDERSTOOD)) {
        let codes: Vec<&String> = codes.iter().filter(|code| *code != "heading-skip").collect();
        assert_eq!(codes, ["bad-reference"], "{text}");
    }
    for (text, codes) in TEXT.iter().zip(codes(&TEXT)) {
        assert_eq!(codes, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_image_leads_to_a_file_of_the_media_folder() {
    let texts =
        ["![x](../media/x.png)", "![x](t0.md)", "![x](#a)", "![x]()", "![x](https://example.org/x.png)", "![x](x.png)"];
    let expected = ["", "broken-link", "broken-link", "broken-link", "broken-link", "broken-link"];
    let found: Vec<String> = codes(&texts).iter().map(|codes| codes.join(" ")).collect();
    assert_eq!(found, expected);
}

#[test]
fn addresses_stand_in_a_page_as_browsers_write_them() {
    let text = "[a](https://example.org/?q=a|b) [b](<https://example.org/a b>) [c](HTTP://example.org/{x}) \
        [d](https://例え.jp/防衛#令和) [e](https://example.org/%7C?a=%20&b='c') <https://example.org/^> \
        [f](<mailto:desk@example.org?subject=a b>)";
    let hrefs = found(&pages(&[text])[0], ".prose a", Some("href"));
    let expected = [
        "https://example.org/?q=a%7Cb",
        "https://example.org/a%20b",
        "http://example.org/%7Bx%7D",
        "https://例え.jp/防衛#令和",
        "https://example.org/%7C?a=%20&b='c'",
        "https://example.org/%5E",
        "mailto:desk@example.org?subject=a%20b",
    ];
    assert_eq!(hrefs, expected);
}
