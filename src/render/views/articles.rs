//! The list of articles, and an article.

use serde::Serialize;
use serde_json::json;

use crate::address::PageKey;
use crate::model::records::{Article, ArticleKind, Source};
use crate::model::{Kind, Record};
use crate::render::chrome::Frame;
use crate::render::html::Html;
use crate::render::page::{Desk, Margins, Page};
use crate::render::parts::Foot;
use crate::render::theme;
use crate::words::{figures, on_one_line};

use super::foot::{cite_this, foot};
use super::sheet::{Sheet, parent};

#[derive(Serialize)]
struct ArticlesView {
    lead: Html,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    heading: &'static str,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    title: Html,
    date: Html,
    minutes: usize,
    summary: Html,
}

/// Minutes at 220 words a minute, at least one.
fn minutes(article: &Article) -> usize {
    article.body.words.div_ceil(220).max(1)
}

const GROUPS: [(ArticleKind, &str); 4] = [
    (ArticleKind::Explainer, "Explainers"),
    (ArticleKind::Analysis, "Analyses"),
    (ArticleKind::Digest, "Digests of single sources"),
    (ArticleKind::About, "About this site"),
];

pub(super) fn articles(desk: Desk<'_>) -> Sheet<'_> {
    let site = desk.site;
    let page = Page::new(desk, &PageKey::List(Kind::Article), Margins::Empty);
    let mut all: Vec<_> = site.briefing().records().articles.iter().collect();
    all.sort_by_key(|article| (article.order.is_none(), article.order, std::cmp::Reverse(article.date)));
    let card = |article: &&Article| Card {
        title: page.link(article.key()),
        date: Html::date(&article.updated.unwrap_or(article.date)),
        minutes: minutes(article),
        summary: Html::text(&page.plain(&article.summary)),
    };
    let group = |(kind, heading): (ArticleKind, &'static str)| {
        let cards: Vec<_> = all.iter().filter(|article| article.kind == kind).map(card).collect();
        (!cards.is_empty()).then_some(Group { heading, cards })
    };
    let groups: Vec<_> = GROUPS.into_iter().filter_map(group).collect();
    let lead = Html::text(&format!(
        "{}. Figures in them are links into the record.",
        figures(all.len(), "article", "articles")
    ));
    let frame = Frame { title: "Articles".to_owned(), description: lead.plain().to_owned(), ..Frame::default() };
    Sheet { view: theme::value(&ArticlesView { lead, groups }), page, frame, template: "articles.html" }
}

#[derive(Serialize)]
struct ArticleView {
    kind: &'static str,
    summary: Html,
    date: Html,
    updated: Option<Html>,
    minutes: usize,
    source: Option<Html>,
    contents: Vec<ContentsEntry>,
    body: Html,
    note: Option<Html>,
    foot: Foot,
}

#[derive(Serialize)]
struct ContentsEntry {
    level: u8,
    href: String,
    text: Html,
}

/// Headings from which on an article has a list of contents.
const CONTENTS_FROM: usize = 3;

pub(super) fn article<'s>(desk: Desk<'s>, article: &'s Article) -> Sheet<'s> {
    let site = desk.site;
    let key = article.key();
    let place = site.place(key);
    let mut page = Page::new(desk, &PageKey::Record(key), Margins::Notes);
    let summary = page.prose(&article.summary);
    let body = Html::written(page.body(&article.body.blocks, &article.body.footnotes));
    let anchors = site.briefing().anchors(key);
    let headings = article.body.headings().into_iter().filter(|(heading, _)| heading.level <= 3);
    let contents: Vec<_> = headings
        .map(|(heading, line)| ContentsEntry {
            level: heading.level,
            href: format!("#{}", anchors[heading.number]),
            text: Html::text(&on_one_line(&site.plain().line(line))),
        })
        .collect();
    let view = ArticleView {
        kind: article.kind.word(),
        date: Html::date(&article.date),
        updated: article.updated.as_ref().map(Html::date),
        minutes: minutes(article),
        source: article.source.as_ref().map(|source| page.full_source(site.key(*source))),
        contents: if contents.len() >= CONTENTS_FROM { contents } else { Vec::new() },
        note: article.head.note.as_ref().map(|note| page.prose(note)),
        foot: foot(&page, key, &article.head.cite, cite_this(&page, &article.title, place)),
        summary,
        body,
    };
    let frame = frame(&page, article);
    Sheet { view: theme::value(&view), page, frame, template: "article.html" }
}

fn frame(page: &Page<'_>, article: &Article) -> Frame {
    let site = page.site.briefing().site();
    let cited = article.body.citations();
    let mut cited: Vec<_> = cited.into_iter().map(|cite| page.site.named::<Source>(cite.source)).collect();
    cited.sort_by_key(|source| &source.head.id);
    cited.dedup_by_key(|source| source.key());
    let citations: Vec<_> = cited
        .into_iter()
        .map(|source| {
            let mut work = json!({"@type": "CreativeWork", "name": source.title, "publisher": source.publisher});
            if let Some(url) = &source.url {
                work["url"] = json!(url);
            }
            work
        })
        .collect();
    let author = site.desk.as_deref().unwrap_or(&site.title);
    let date = format!("{:#}", article.date);
    let block = json!({
        "@type": "Article",
        "headline": article.title,
        "datePublished": date,
        "dateModified": format!("{:#}", article.updated.unwrap_or(article.date)),
        "author": {"@type": "Organization", "name": author},
        "citation": citations,
    });
    let citation = vec![
        ("title", article.title.to_string()),
        ("author", author.to_owned()),
        ("publication_date", date.replace('-', "/")),
        ("journal_title", site.title.to_string()),
        ("language", site.language.to_string()),
    ];
    let parent = match article.kind {
        ArticleKind::About => None,
        _ => Some(parent(Kind::Article)),
    };
    Frame {
        title: article.title.to_string(),
        description: page.plain(&article.summary),
        parent,
        json_ld: Some(block),
        citation,
    }
}
