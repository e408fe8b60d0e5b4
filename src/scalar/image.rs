//! A picture as content names it.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::photos::Focus;

/// A picture and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// The file, relative to the folder of the file that names it, or to `content/`.
    pub src: String,
    /// What is to be seen, for those who do not see it; `""` only for pure decoration.
    pub alt: String,
    /// The point that crops keep, from the left and from the top: `0.4 0.3`; the middle when absent.
    pub focus: Option<Focus>,
}
