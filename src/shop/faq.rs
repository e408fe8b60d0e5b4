//! `content/faq.yaml`: questions in groups.

use schemars::JsonSchema;
use serde::Deserialize;

use super::testimonial::Source;
use crate::scalar::Slug;

/// Questions on one subject.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaqGroup {
    /// The anchor on the FAQ page; made from the group's name when absent.
    pub id: Option<Slug>,
    /// What the questions are about.
    pub group: String,
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The anchor on the FAQ page; made from the question when absent.
    pub id: Option<Slug>,
    pub question: String,
    /// Markdown; the first sentence answers.
    pub answer: String,
    pub source: Option<Source>,
}
