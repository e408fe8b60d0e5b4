//! A table: kinds of customers, and how each is reached.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::{At, Step, error};
use crate::path;
use crate::resolve::Resolver;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Segments {
    pub title: String,
    pub text: Option<String>,
    pub columns: Vec<String>,
    /// As many cells in each row as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Part for Segments {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, row) in self.rows.iter().enumerate() {
            if row.len() != self.columns.len() {
                let message = format!("this row has {} cells, the table has {} columns", row.len(), self.columns.len());
                let finding = error("table", message).help("write one cell for each column");
                resolver.push(finding, At::Value(below(at, path!["rows", n])));
            }
        }
    }

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.rows.is_empty()
    }

    fn view(&self, _: &View<'_>) -> Value {
        json!({ "title": self.title, "text": self.text, "columns": self.columns, "rows": self.rows })
    }
}
