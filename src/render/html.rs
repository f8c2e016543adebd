//! Finished HTML: the only type that templates print without escaping, made only inside `render`.

use serde::{Serialize, Serializer};

use crate::address::Href;
use crate::model::PartialDate;
use crate::model::text::{escape, escape_marking_japanese, typographic};

/// HTML that is safe to print, with the words in it. Text gets in escaped; there is no public way around that.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Html {
    markup: String,
    words: String,
}

impl Html {
    /// Text as it is printed: escaped, its Japanese runs marked with their language.
    pub(super) fn text(text: &str) -> Self {
        Self::verbatim(&typographic(text, None))
    }

    /// Text to the letter, as a source has it.
    pub(super) fn verbatim(text: &str) -> Self {
        Self::worded(escape_marking_japanese(text), text.to_owned())
    }

    /// Text for the value of an attribute, escaped.
    pub(super) fn attribute(text: &str) -> Self {
        Self::written(escape(&typographic(text, None)))
    }

    /// Text in a known language.
    pub(super) fn text_in(language: &str, text: &str) -> Self {
        if matches!(language, "en" | "ja") {
            return Self::text(text);
        }
        let markup = format!("<span lang=\"{}\">{}</span>", escape(language), escape(text));
        Self::worded(markup, text.to_owned())
    }

    /// Markup without words that this program wrote.
    pub(super) fn written(markup: String) -> Self {
        Self::worded(markup, String::new())
    }

    /// Markup that this program wrote, with the words in it.
    pub(super) fn worded(markup: String, words: String) -> Self {
        Self { markup, words }
    }

    /// The same words in other markup.
    fn around(&self, open: &str, close: &str) -> Self {
        Self::worded(format!("{open}{}{close}", self.markup), self.words.clone())
    }

    /// An element around HTML.
    pub(super) fn element(tag: &str, inner: &Self) -> Self {
        inner.around(&format!("<{tag}>"), &format!("</{tag}>"))
    }

    /// An element of a class around HTML.
    pub(super) fn classed(tag: &str, class: &str, inner: &Self) -> Self {
        inner.around(&format!("<{tag} class=\"{class}\">"), &format!("</{tag}>"))
    }

    pub(super) fn link(href: &Href, inner: &Self) -> Self {
        inner.around(&format!("<a href=\"{}\">", escape(href.as_str())), "</a>")
    }

    /// A link of a class.
    pub(super) fn classed_link(href: &Href, class: &str, inner: &Self) -> Self {
        inner.around(&format!("<a class=\"{class}\" href=\"{}\">", escape(href.as_str())), "</a>")
    }

    /// A date with its machine-readable form.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "it maps over borrowed options")]
    pub(super) fn date(date: &PartialDate) -> Self {
        Self::worded(format!("<time datetime=\"{date:#}\">{date}</time>"), date.to_string())
    }

    /// Pieces one after another.
    pub(super) fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        parts.into_iter().for_each(|part| all.push(&part));
        all
    }

    /// Pieces as in a sentence: `a, b and c`.
    pub(super) fn listed(parts: Vec<Self>) -> Self {
        let count = parts.len();
        let mut all = Self::default();
        for (index, part) in parts.into_iter().enumerate() {
            let joint = match index {
                0 => "",
                _ if index + 1 == count => " and ",
                _ => ", ",
            };
            all.push(&Self::text(joint));
            all.push(&part);
        }
        all
    }

    /// Appends HTML.
    pub(super) fn push(&mut self, other: &Self) {
        self.markup.push_str(&other.markup);
        self.words.push_str(&other.words);
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.markup.is_empty()
    }

    /// The markup.
    pub(super) fn as_str(&self) -> &str {
        &self.markup
    }

    /// The words without their markup.
    pub(super) fn plain(&self) -> &str {
        &self.words
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.markup).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    /// The whole escaping of the site stands on this: a safe value keeps its mark inside a serialised struct.
    #[test]
    fn html_passes_templates_unescaped_and_text_does_not() {
        #[derive(serde::Serialize)]
        struct View {
            html: Html,
            text: &'static str,
            list: Vec<Html>,
        }
        let mut tera = tera::Tera::default();
        let template = "{{ view.html }}|{{ view.text }}|{% for item in view.list %}{{ item }}{% endfor %}";
        tera.add_raw_template("a.html", template).expect("the template is sound");
        let mut context = tera::Context::new();
        let html = Html::written("<b>x</b>".to_owned());
        context.insert("view", &View { html: html.clone(), text: "<script>", list: vec![html] });
        let page = tera.render("a.html", &context).expect("the template renders");
        assert_eq!(page, "<b>x</b>|&lt;script&gt;|<b>x</b>");
    }

    #[test]
    fn text_is_escaped_and_japanese_is_marked() {
        let html = Html::verbatim("\"<令和5年度>\" & 'x'");
        assert_eq!(html.as_str(), "&quot;&lt;<span lang=\"ja\">令和5年度</span>&gt;&quot; &amp; &#39;x&#39;");
        assert_eq!(html.plain(), "\"<令和5年度>\" & 'x'");
        assert_eq!(Html::text("<it's \"so\">").as_str(), "&lt;it’s “so”&gt;");
    }
}
