//! The text of a template → its elements, with the line each stands on.
//!
//! **In:** SVG as a theme author writes it. **Out:** [`Element`]s of the drawing vocabulary only, or every fault.
//! What drawing programs add (their own namespaces, metadata, titles) is left out in silence; what is active or
//! reaches elsewhere is a fault, because a theme that needs it would draw something else than its author sees.
//!
//! **Absent:** style sheets, filters, pictures and fonts inside templates, document types.

use std::fmt::Write as _;

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use super::{Format, Problem};

/// The longest template, in bytes.
const BYTES_LIMIT: usize = 256 * 1024;
/// How many nodes a template may have, and how deep.
const NODES_LIMIT: u32 = 4_000;
const DEPTH_LIMIT: usize = 24;

const SVG: &str = "http://www.w3.org/2000/svg";

const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "mask",
    "path",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "text",
    "tspan",
];
const SILENT: &[&str] = &["desc", "metadata", "title"];

/// One element, its attributes in order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Self>,
    /// From 1.
    pub(super) line: u32,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether this or anything inside is a slot or is laid out by the renderer.
    pub(super) fn is_live(&self) -> bool {
        self.attributes.iter().any(|(key, _)| LIVE.contains(&key.as_str())) || self.children.iter().any(Self::is_live)
    }

    /// As SVG text, without the `data-` attributes.
    pub(super) fn write(&self, out: &mut String) {
        let _ = write!(out, "<{}", self.name);
        for (key, value) in self.attributes.iter().filter(|(key, _)| !key.starts_with("data-")) {
            let _ = write!(out, " {key}=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
        for child in &self.children {
            child.write(out);
        }
        let _ = write!(out, "</{}>", self.name);
    }
}

const LIVE: &[&str] = &["data-slot", "data-if", "data-stack", "data-row", "data-scrim"];

pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Reads a template.
pub(super) fn read(text: &str) -> Result<(Element, Format), Vec<Problem>> {
    if text.len() > BYTES_LIMIT {
        return Err(vec![Problem::new(1, format!("the template is longer than {BYTES_LIMIT} bytes"))]);
    }
    let text = text.trim_start_matches('\u{FEFF}');
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_LIMIT, entity_resolver: None };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| vec![Problem::new(error.pos().row, format!("this is not readable as SVG: {error}"))])?;
    let mut problems = Vec::new();
    let root = element(document.root_element(), 0, &mut problems);
    let Some(root) = root.filter(|root| root.name == "svg") else {
        problems.insert(0, Problem::new(1, format!("the first element is not `<svg xmlns=\"{SVG}\">`")));
        return Err(problems);
    };
    let format = format_of(&root);
    match format {
        Some(format) if problems.is_empty() => Ok((root, format)),
        Some(_) => Err(problems),
        None => {
            let message = "`width` and `height` must be 1200 and 630, 1080 and 1080, or 1080 and 1920";
            problems.push(Problem::new(root.line, message));
            Err(problems)
        }
    }
}

fn format_of(root: &Element) -> Option<Format> {
    let side = |name: &str| root.get(name)?.trim().trim_end_matches("px").parse::<u32>().ok();
    let (width, height) = (side("width")?, side("height")?);
    let plain = root.get("viewBox").is_none_or(|view| {
        let numbers: Vec<f64> = view.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
        numbers == [0.0, 0.0, f64::from(width), f64::from(height)]
    });
    Format::ALL.into_iter().find(|format| format.size() == (width, height) && plain)
}

fn element(node: Node<'_, '_>, depth: usize, problems: &mut Vec<Problem>) -> Option<Element> {
    let name = node.tag_name().name();
    let line = node.document().text_pos_at(node.range().start).row;
    if node.tag_name().namespace() != Some(SVG) || SILENT.contains(&name) {
        return None;
    }
    if !ELEMENTS.contains(&name) {
        problems.push(Problem::new(line, format!("`<{name}>` is not part of the template language")));
        return None;
    }
    if depth > DEPTH_LIMIT {
        problems.push(Problem::new(line, format!("elements are nested more than {DEPTH_LIMIT} deep")));
        return None;
    }
    let mut attributes = Vec::new();
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        match attribute.namespace() {
            Some("http://www.w3.org/1999/xlink") => {}
            Some(_) => continue,
            None => {}
        }
        if let Some(fault) = fault(key, value) {
            problems.push(Problem::new(line, fault));
        } else {
            attributes.push((key.to_owned(), value.to_owned()));
        }
    }
    let children = node.children().filter(Node::is_element);
    let children = children.filter_map(|child| element(child, depth + 1, problems)).collect();
    Some(Element { name: name.to_owned(), attributes, children, line })
}

fn fault(key: &str, value: &str) -> Option<String> {
    let inner = |link: &str| link.trim_start_matches([' ', '\'', '"']).starts_with('#');
    if key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) || key == "style" || key == "class" {
        return Some(format!("`{key}` is not part of the template language; write plain attributes"));
    }
    if key == "href" && !inner(value) {
        return Some("`href` may only point inside the template, such as `#fade`".to_owned());
    }
    let lower = value.to_ascii_lowercase();
    if lower.split("url(").skip(1).any(|link| !inner(link)) {
        return Some(format!("`{key}` points outside of the template"));
    }
    None
}
