//! Tables: in a box that scrolls on narrow screens, aligned by classes.

use pulldown_cmark::Alignment;

use super::escape;
use super::plain::fold;

/// One table, while it is rendered.
#[derive(Default)]
pub struct Table {
    alignments: Vec<Alignment>,
    /// Where the box's label belongs in the HTML: it is made of the columns' names, which need no translation.
    label: usize,
    names: Vec<String>,
    head: bool,
    column: usize,
    /// Where the cell starts in the HTML and in the plain text.
    cell: usize,
    text: usize,
}

impl Table {
    /// Writes the opening tags.
    pub fn open(alignments: Vec<Alignment>, html: &mut String) -> Self {
        html.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\"");
        let table = Self { alignments, label: html.len(), ..Self::default() };
        html.push_str("><table>");
        table
    }

    pub fn open_row(&mut self, head: bool, html: &mut String) {
        self.head = head;
        self.column = 0;
        html.push_str(if head { "<thead><tr>" } else { "<tr>" });
    }

    /// Writes the label of the box, now that the columns' names are known.
    pub fn close_head(&mut self, html: &mut String) {
        if !self.names.is_empty() {
            let mut label = String::from(" aria-label=\"");
            escape::attribute(&self.names.join(", "), &mut label);
            label.push('"');
            html.insert_str(self.label, &label);
        }
    }

    /// `text` is how much plain text stands before the cell.
    pub fn open_cell(&mut self, html: &mut String, text: usize) {
        self.cell = html.len();
        self.text = text;
        html.push_str(if self.head { "<th scope=\"col\"" } else { "<td" });
        html.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
    }

    /// The closing tag of the cell. An empty corner of the head is no heading: it would name its column to nobody.
    pub fn close_cell(&mut self, html: &mut String, text: &str) -> &'static str {
        const HEADING: &str = "<th scope=\"col\"";
        self.column += 1;
        if !self.head {
            return "</td>";
        }
        if html.ends_with('>') && html.get(self.cell..).is_some_and(|cell| cell.matches('<').count() == 1) {
            html.replace_range(self.cell..self.cell + HEADING.len(), "<td");
            return "</td>";
        }
        let name = fold(text.get(self.text..).unwrap_or_default().to_owned());
        if !name.is_empty() {
            self.names.push(name);
        }
        "</th>"
    }
}
