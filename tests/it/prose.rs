//! Prose on a page reads as the Markdown library's own writer has it, wherever the two mean the same.

use pulldown_cmark::{Options, Parser, html};

use crate::harness::Folder;

/// Texts of plain Markdown: no footnote and no reference, which the library does not know.
const TEXTS: [&str; 28] = [
    "One paragraph.",
    "One paragraph\nover two lines.\n\nAnother one.",
    "A hard break\\\nand  \nanother.",
    "*Emphasis*, **strong**, ***both***, ~~struck~~ and *nested **deep** inside*.",
    "`code <b>` and `` a ` b ``.",
    "Entities &amp; &lt; &quot; &copy; and <https://example.org/a?b=c&d=e> \"quoted\" 'single'.",
    "- a\n- b\n- c",
    "- a\n\n- b\n\n- c",
    "- a\n  - b\n    - c\n- d",
    "- a\n\n  second paragraph\n\n  - b\n- c",
    "1. a\n2. b",
    "7. a\n8. b",
    "- a\n\n      code in an item\n- b",
    "> quoted\n> text\n\nafter",
    "> - a\n> - b\n>\n> > deeper",
    "```rust\nfn main() {}\n\n// <tag> & \"more\"\n```",
    "```\nplain\n```\n\nafter",
    "    indented\n\n    more\n\nafter",
    "before\n\n---\n\nafter\n\n***",
    "Term\n: Meaning of it\n\nOther term\n: One meaning\n: Another one",
    "- [a link](https://example.org/ \"title\")\n- text *and\n  a soft break*",
    "1. a\n\n   ```\n   code\n   ```\n2. b\n\ntext\n- list after text",
    "## Two *words* {#two}\n\ntext\n\n### Three `code` {#three}",
    "| a | *b* |\n|---|---|\n| `c` | d \\| e |\n| f |",
    "| a | b | c | d |\n|---|:--|--:|:-:|\n| 1 | 2 | 3 | 4 |",
    "| a head alone |\n|---|",
    "In Japanese 令和5年度 & 防衛, *防衛* and `防衛`.\n\n- 防衛\n\n      令和5年度",
    "<mail@example.org> and https://example.org in plain words",
];

/// What the library writes, where ours says more: links to the web lead out, tables scroll and have heads of columns and
/// classes.
fn expected(text: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(&format!("{text}\n"), options));
    let region = "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table 1\"><table>";
    let ours = [
        ("<table>", region),
        ("<th>", "<th scope=\"col\">"),
        ("<th style", "<th scope=\"col\" style"),
        (" style=\"text-align: left\"", ""),
        (" style=\"text-align: right\"", " class=\"number\""),
        (" style=\"text-align: center\"", " class=\"centre\""),
        ("</thead><tbody>\n", "</thead><tbody>"),
        ("</tr>\n", "</tr>"),
        ("</table>\n", "</table></div>"),
    ];
    let out = ours.into_iter().fold(out, |out, (theirs, ours)| out.replace(theirs, ours));
    out.split_inclusive("\">")
        .map(|part| part.replace("\">", if part.contains("<a href=\"http") { "\" rel=\"external\">" } else { "\">" }))
        .collect()
}

fn article(text: &str) -> String {
    format!("---\ntitle: T\nsummary: S\ndate: 2026-01-01\nkind: explainer\n---\n{text}\n")
}

/// A page that is built.
fn page(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.files("public").remove(name).unwrap()).unwrap()
}

#[test]
fn plain_markdown_is_written_as_the_library_writes_it() {
    let folder = Folder::briefing();
    for (number, text) in TEXTS.iter().enumerate() {
        folder.write(&format!("content/articles/t{number}.md"), article(text));
    }
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for (number, text) in TEXTS.iter().enumerate() {
        let page = page(&folder, &format!("articles/t{number}.html"));
        let body =
            page.split("<div class=\"prose\">\n").nth(1).and_then(|rest| rest.split("\n</div>\n").next()).unwrap();
        // The library leaves quotation marks alone; ours are those of print, and escaped in code. Nor does it know
        // languages.
        let body = body.replace("&quot;", "\"").replace("&#39;", "'");
        let body = body.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
        let body = body.replace("<span lang=\"ja\">", "").replace("</span>", "");
        assert_eq!(body, expected(text).replace("&quot;", "\""), "{text}");
    }
}

#[test]
fn the_margin_has_every_word_of_a_footnote_with_a_blank_between() {
    let cases = [
        ("first\n\n    - one\n    - *two*\n      - three", "first one two three"),
        ("first\n\n    | a | b |\n    |---|---|\n    | `c` | d |", "first a b c d"),
        ("first\n\n    Term\n    : Meaning\n    : Another", "first Term Meaning Another"),
        ("first\n\n    > quoted\n    >\n    > - one\n    > - two\n\n    last", "first quoted one two last"),
        ("first\n\n    ```\n    code\n    ```\n\n    ---\n\n    last", "first code last"),
    ];
    let folder = Folder::briefing();
    for (number, (note, _)) in cases.iter().enumerate() {
        folder.write(&format!("content/articles/t{number}.md"), article(&format!("Text[^a].\n\n[^a]: {note}")));
    }
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for (number, (note, words)) in cases.iter().enumerate() {
        let page = page(&folder, &format!("articles/t{number}.html"));
        let margin =
            page.split("<span class=\"margin-number\">1</span> ").nth(1).and_then(|rest| rest.split('<').next());
        assert_eq!(margin, Some(*words), "{note}");
    }
}

#[test]
fn a_figure_that_stands_twice_has_two_anchors() {
    let folder = Folder::briefing();
    let figure = "```figure\nchart: timeline\n```\n\n";
    folder.write("content/articles/t.md", article(&format!("{figure}Text.\n\n{figure}{figure}")));
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = page(&folder, "articles/t.html");
    let anchors: Vec<_> =
        page.split("<figure class=\"figure\" id=\"").skip(1).map(|rest| rest.split('"').next()).collect();
    let expected = ["page.figure-timeline", "page.figure-timeline.2", "page.figure-timeline.3"];
    assert_eq!(anchors, expected.map(Some));
}
