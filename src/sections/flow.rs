//! A decision scheme (objective → platform → format → KPI), drawn as SVG from its stages.
//!
//! The drawing has a title and a description; themes also print the stages as a list, for narrow screens and for
//! readers who do not see.

use std::fmt::Write;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Part;
use crate::diagnostic::Step;
use crate::resolve::Resolver;
use crate::view::View;

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    pub title: String,
    pub text: Option<String>,
    pub stages: Vec<Stage>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub name: String,
    /// What is decided here.
    pub question: Option<String>,
    #[serde(default)]
    pub choices: Vec<String>,
}

impl Part for Flow {
    fn resolve(&mut self, _: &mut Resolver<'_>, _: &[Step]) {}

    fn is_empty(&self, _: &View<'_>) -> bool {
        self.stages.is_empty()
    }

    fn view(&self, _: &View<'_>) -> Value {
        let stage = |stage: &Stage| json!({ "name": stage.name, "question": stage.question, "choices": stage.choices });
        json!({
            "title": self.title,
            "text": self.text,
            "stages": self.stages.iter().map(stage).collect::<Vec<_>>(),
            "svg": draw(&self.title, &self.stages),
        })
    }
}

const WIDTH: usize = 1200;
const GAP: usize = 56;
/// Height of a line of text, and of the space around it in a choice.
const LINE: usize = 22;
const PAD: usize = 12;
/// Where the choices begin, below name and question.
const TOP: usize = 104;
/// Average width of a character at the drawing's text size of 17.
const CHARACTER: usize = 9;

fn draw(title: &str, stages: &[Stage]) -> String {
    let count = stages.len().max(1);
    let column = (WIDTH - GAP * (count - 1)) / count;
    let room = (column - 2 * PAD) / CHARACTER;
    let columns: Vec<Vec<Vec<&str>>> =
        stages.iter().map(|stage| stage.choices.iter().map(|choice| wrap(choice, room)).collect()).collect();
    let height =
        columns.iter().map(|choices| TOP + choices.iter().map(|lines| box_height(lines) + PAD).sum::<usize>()).max();
    let height = height.unwrap_or(TOP);
    let mut svg = String::new();
    let summary: Vec<String> =
        stages.iter().map(|stage| format!("{}: {}", stage.name, stage.choices.join(", "))).collect();
    let _ = write!(
        svg,
        r#"<svg class="flow-svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{}"><title>{}</title><desc>{}</desc>"#,
        escape(title),
        escape(title),
        escape(&summary.join(" → ")),
    );
    for (n, (stage, choices)) in stages.iter().zip(&columns).enumerate() {
        let x = n * (column + GAP);
        draw_stage(&mut svg, stage, choices, n + 1, x, column, room);
        if n + 1 < count {
            let (from, to) = (x + column + 8, x + column + GAP - 8);
            let head = to - 9;
            let _ = write!(svg, r#"<path class="flow-arrow" d="M{from} 30H{to}M{head} 22l9 8-9 8"/>"#);
        }
    }
    svg.push_str("</svg>");
    svg
}

fn draw_stage(
    svg: &mut String,
    stage: &Stage,
    choices: &[Vec<&str>],
    number: usize,
    x: usize,
    column: usize,
    room: usize,
) {
    let _ = write!(svg, r#"<text class="flow-number" x="{x}" y="14">{number}</text>"#);
    let _ = write!(svg, r#"<text class="flow-name" x="{x}" y="40">{}</text>"#, escape(&stage.name));
    for (line, text) in wrap(stage.question.as_deref().unwrap_or_default(), room + 2).iter().take(2).enumerate() {
        let y = 66 + line * LINE;
        let _ = write!(svg, r#"<text class="flow-question" x="{x}" y="{y}">{}</text>"#, escape(text));
    }
    let mut y = TOP;
    for lines in choices {
        let height = box_height(lines);
        let _ = write!(svg, r#"<rect class="flow-choice" x="{x}" y="{y}" width="{column}" height="{height}" rx="8"/>"#);
        for (line, text) in lines.iter().enumerate() {
            let (x, y) = (x + PAD, y + PAD + 16 + line * LINE);
            let _ = write!(svg, r#"<text x="{x}" y="{y}">{}</text>"#, escape(text));
        }
        y += height + PAD;
    }
}

fn box_height(lines: &[&str]) -> usize {
    lines.len() * LINE + 2 * PAD
}

/// Breaks a text at its spaces into lines of at most `room` characters; a longer word has a line of its own.
fn wrap(text: &str, room: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        let with_word = &text[start..at + word.len()];
        if end > start && with_word.chars().count() > room {
            lines.push(&text[start..end]);
            start = at;
        } else if end == start {
            start = at;
        }
        end = at + word.len();
    }
    if end > start {
        lines.push(&text[start..end]);
    }
    lines
}

/// Text inside an element of the drawing, or inside a quoted attribute of one.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    crate::markdown::escape_attribute(text, &mut escaped);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable", 4), ["unbreakable"]);
        assert!(wrap("", 4).is_empty());
    }

    #[test]
    fn text_is_text() {
        let stage = Stage { name: "<b>".into(), question: None, choices: vec!["\"&".into()] };
        let svg = draw("<i>", &[stage]);
        assert!(!svg.contains("<b>") && !svg.contains("<i>") && svg.contains("&lt;b&gt;"));
    }
}
