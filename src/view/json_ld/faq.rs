//! Questions with their answers: `FAQPage` (<https://schema.org/FAQPage>). Search engines no longer show them apart;
//! other readers use them.

use super::View;
use super::node::Node;
use crate::shop::Group;
use crate::view::path;

impl View<'_> {
    /// The questions of the FAQ page; without any, a page like others.
    pub fn faq_page(&self, groups: &[Group]) -> Node {
        let page = self.base.absolute(path::FAQ);
        let questions: Vec<Node> = groups
            .iter()
            .flat_map(|group| &group.questions)
            .map(|question| {
                Node::with_id("Question", &format!("{page}#{}", question.id))
                    .with("name", question.question.as_str())
                    .with("acceptedAnswer", Node::new("Answer").with("text", question.answer.text.as_str()))
            })
            .collect();
        let kind = if questions.is_empty() { "WebPage" } else { "FAQPage" };
        let node = self.page_node(kind, self.t("faq"), None, path::FAQ);
        if questions.is_empty() { node } else { node.with("mainEntity", questions.as_slice()) }
    }
}
