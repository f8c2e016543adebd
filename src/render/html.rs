//! Finished HTML: the only type that templates print without escaping, made only inside `render`.

use serde::{Serialize, Serializer};

use crate::address::Href;
use crate::ledger::Stage;
use crate::model::PartialDate;
use crate::model::text::{escape, escape_marking_japanese};

/// HTML that is safe to print. Text gets in escaped; there is no public way around that.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Html(String);

impl Html {
    /// Text, escaped, its Japanese runs marked with their language.
    pub(super) fn text(text: &str) -> Self {
        Self(escape_marking_japanese(text))
    }

    /// Text for the value of an attribute, escaped.
    pub(super) fn attribute(text: &str) -> Self {
        Self(escape(text))
    }

    /// Text in a known language.
    pub(super) fn text_in(language: &str, text: &str) -> Self {
        if matches!(language, "en" | "ja") {
            return Self::text(text);
        }
        Self(format!("<span lang=\"{}\">{}</span>", escape(language), escape(text)))
    }

    /// Markup that this program wrote.
    pub(super) fn written(markup: String) -> Self {
        Self(markup)
    }

    /// An element around HTML.
    pub(super) fn element(tag: &str, inner: &Self) -> Self {
        Self(format!("<{tag}>{}</{tag}>", inner.0))
    }

    /// An element of a class around HTML.
    pub(super) fn classed(tag: &str, class: &str, inner: &Self) -> Self {
        Self(format!("<{tag} class=\"{class}\">{}</{tag}>", inner.0))
    }

    /// A link.
    pub(super) fn link(href: &Href, inner: &Self) -> Self {
        Self(format!("<a href=\"{}\">{}</a>", escape(href.as_str()), inner.0))
    }

    /// A link of a class.
    pub(super) fn classed_link(href: &Href, class: &str, inner: &Self) -> Self {
        Self(format!("<a class=\"{class}\" href=\"{}\">{}</a>", escape(href.as_str()), inner.0))
    }

    /// A date with its machine-readable form.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "it maps over borrowed options")]
    pub(super) fn date(date: &PartialDate) -> Self {
        Self(format!("<time datetime=\"{date:#}\">{date}</time>"))
    }

    /// The stage of a grant by mark and word.
    pub(super) fn stage(stage: Stage) -> Self {
        Self::stage_words(stage, stage.word())
    }

    /// How many grants are in a stage, by mark, number and word.
    pub(super) fn stage_count(stage: Stage, count: usize) -> Self {
        Self::stage_words(stage, &format!("{count} {}", stage.word()))
    }

    fn stage_words(stage: Stage, words: &str) -> Self {
        let (name, mark) = (stage.class(), stage.mark());
        let mark = format!("<span class=\"stage-mark\" aria-hidden=\"true\">{mark}</span>");
        Self(format!("<span class=\"stage\" data-stage=\"{name}\">{mark} {words}</span>"))
    }

    /// Pieces one after another.
    pub(super) fn concat(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }

    /// Pieces as in a sentence: `a, b and c`.
    pub(super) fn listed(parts: Vec<Self>) -> Self {
        let count = parts.len();
        let mut out = String::new();
        for (index, part) in parts.into_iter().enumerate() {
            let joint = match index {
                0 => "",
                _ if index + 1 == count => " and ",
                _ => ", ",
            };
            out.push_str(joint);
            out.push_str(&part.0);
        }
        Self(out)
    }

    /// Appends HTML.
    pub(super) fn push(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Takes off the white space at its end.
    pub(super) fn trim_end(&mut self) {
        self.0.truncate(self.0.trim_end().len());
    }

    /// The markup.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The words without their markup.
    pub(super) fn plain(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(open) = rest.find('<') {
            out.push_str(&rest[..open]);
            let Some(close) = rest[open..].find('>') else { break };
            if rest[open..].starts_with("<br") {
                out.push(' ');
            }
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        entities.iter().fold(out, |text, (entity, character)| text.replace(entity, character))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
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
        let html = Html::text("\"<令和5年度>\" & 'x'");
        assert_eq!(html.as_str(), "&quot;&lt;<span lang=\"ja\">令和5年度</span>&gt;&quot; &amp; &#39;x&#39;");
        assert_eq!(html.plain(), "\"<令和5年度>\" & 'x'");
    }
}
