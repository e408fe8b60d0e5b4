//! What is drawn → elements of SVG, in as few bytes as there may be: coordinates of one decimal, no attribute that the
//! frame has said already.

use super::ink::Ink;
use super::text::{SIZE, escape};

/// Where a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    pub anchor: Anchor,
    pub ink: Ink,
    pub bold: bool,
    pub size: f64,
}

impl Default for Face {
    fn default() -> Self {
        Self { anchor: Anchor::Start, ink: Ink::Text, bold: false, size: SIZE }
    }
}

/// Elements in the order in which they cover each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    pub out: String,
}

impl Paper {
    /// A line of text; `y` is its baseline. Nothing for an empty one.
    pub fn text(&mut self, x: f64, y: f64, text: &str, face: Face) {
        let text = escape(text);
        if text.trim().is_empty() {
            return;
        }
        let anchor = match face.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let bold = if face.bold { " font-weight=\"600\"" } else { "" };
        let ink = if face.ink == Ink::Text { String::new() } else { format!(" fill=\"{}\"", face.ink.property()) };
        let size = if face.size == SIZE { String::new() } else { format!(" font-size=\"{}\"", number(face.size)) };
        let place = format!("x=\"{}\" y=\"{}\"", number(x), number(y));
        self.out.push_str(&format!("<text {place}{anchor}{ink}{bold}{size}>{text}</text>"));
    }

    /// A name and its value after it; the browser knows best how long the name is.
    pub fn pair(&mut self, x: f64, y: f64, name: &str, value: &str, face: Face) {
        if value.trim().is_empty() {
            return self.text(x, y, name, face);
        }
        let ink = if face.ink == Ink::Text { String::new() } else { format!(" fill=\"{}\"", face.ink.property()) };
        let bold =
            format!("<tspan dx=\"6\" fill=\"{}\" font-weight=\"600\">{}</tspan>", Ink::Text.property(), escape(value));
        let place = format!("x=\"{}\" y=\"{}\"", number(x), number(y));
        self.out.push_str(&format!("<text {place}{ink}>{}{bold}</text>", escape(name)));
    }

    /// A filled rectangle.
    pub fn rect(&mut self, left: f64, top: f64, width: f64, height: f64, ink: Ink) {
        let (right, bottom) = (number(left + width), number(top + height));
        let path = format!("M{} {}H{right}V{bottom}H{}z", number(left), number(top), number(left));
        self.fill(&path, ink);
    }

    /// A filled shape of path data.
    pub fn fill(&mut self, path: &str, ink: Ink) {
        self.out.push_str(&format!("<path fill=\"{}\" d=\"{path}\"/>", ink.property()));
    }

    /// Lines of path data; `more` is further attributes.
    pub fn stroke(&mut self, path: &str, ink: Ink, more: &str) {
        if !path.is_empty() {
            self.out.push_str(&format!("<path stroke=\"{}\"{more} d=\"{path}\"/>", ink.property()));
        }
    }

    pub fn dot(&mut self, x: f64, y: f64, radius: f64, ink: Ink, more: &str) {
        let place = format!("cx=\"{}\" cy=\"{}\" r=\"{}\"", number(x), number(y), number(radius));
        self.out.push_str(&format!("<circle {place} fill=\"{}\"{more}/>", ink.property()));
    }

    /// Texts with a rim of the ground around their letters, which keeps them apart from what they lie on.
    pub fn rimmed(&mut self, texts: &str) {
        let paper = Ink::Paper.property();
        let rim = format!(" stroke=\"{paper}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        self.group(0.0, 0.0, &rim, texts);
    }

    /// Marks moved to their place; `more` is attributes that they share.
    pub fn group(&mut self, x: f64, y: f64, more: &str, marks: &str) {
        if !marks.is_empty() {
            let place = format!("transform=\"translate({} {})\"", number(x), number(y));
            self.out.push_str(&format!("<g {place}{more}>{marks}</g>"));
        }
    }
}

/// A coordinate, to a tenth.
pub fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if !rounded.is_finite() || rounded == 0.0 { String::from("0") } else { rounded.to_string() }
}

/// An id that needs no escape, in HTML and in a selector.
pub fn identifier(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}

/// Places of some sizes, moved as little as need be so that none covers another and all stay between two ends; without
/// room enough they run over the far end. (Isotonic regression: neighbours that would overlap share the mean of their
/// wishes, <https://en.wikipedia.org/wiki/Isotonic_regression>.)
pub fn spread(wanted: &[f64], sizes: &[f64], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    // Where each would be if all stood close together, from zero on.
    let mut total = 0.0;
    let mut close = vec![0.0; wanted.len()];
    // Of each run of neighbours: how far it is moved from there, and how many it has.
    let mut runs: Vec<(f64, usize)> = Vec::new();
    for n in &order {
        close[*n] = total + sizes[*n] / 2.0;
        total += sizes[*n];
        runs.push((wanted[*n] - close[*n], 1));
        while let [.., before, run] = runs[..] {
            if before.0 <= run.0 {
                break;
            }
            let count = before.1 + run.1;
            let mean = (before.0 * before.1 as f64 + run.0 * run.1 as f64) / count as f64;
            runs.truncate(runs.len() - 2);
            runs.push((mean, count));
        }
    }
    let moves = runs.into_iter().flat_map(|(by, count)| std::iter::repeat_n(by, count));
    let mut places = vec![0.0; wanted.len()];
    for (n, by) in order.into_iter().zip(moves) {
        places[n] = close[n] + by.min(high - total).max(low);
    }
    places
}
