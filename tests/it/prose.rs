//! Prose on a page reads as the Markdown library's own writer has it, wherever the two mean the same.

use pulldown_cmark::{Options, Parser, html};

use crate::harness::Folder;

/// Texts of plain Markdown: no table, footnote, reference or heading, which have markup of ours.
const TEXTS: [&str; 22] = [
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
];

/// What the library writes. Our links to the web say that they lead out, and have no title.
fn expected(text: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_DEFINITION_LIST;
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(text, options));
    let out = out.replace(" title=\"title\"", "");
    out.split_inclusive("\">")
        .map(|part| part.replace("\">", if part.contains("<a href") { "\" rel=\"external\">" } else { "\">" }))
        .collect()
}

#[test]
fn plain_markdown_is_written_as_the_library_writes_it() {
    let folder = Folder::briefing();
    for (number, text) in TEXTS.iter().enumerate() {
        let head = "---\ntitle: T\nsummary: S\ndate: 2026-01-01\nkind: explainer\n---\n";
        folder.write(&format!("content/articles/t{number}.md"), format!("{head}{text}\n"));
    }
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for (number, text) in TEXTS.iter().enumerate() {
        let page = folder.files("public").remove(&format!("articles/t{number}.html")).unwrap();
        let page = String::from_utf8(page).unwrap();
        let body =
            page.split("<div class=\"prose\">\n").nth(1).and_then(|rest| rest.split("\n</div>\n").next()).unwrap();
        // The library leaves quotation marks alone; in our text they are escaped, which reads the same.
        let body = body.replace("&quot;", "\"").replace("&#39;", "'");
        assert_eq!(body, expected(text).replace("&quot;", "\""), "{text}");
    }
}
