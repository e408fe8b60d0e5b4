//! SVG → SVG that draws and does nothing else.
//!
//! The document is read as XML and written anew from allow-lists of elements and attributes, so that what
//! is not known does not come through: scripts, event handlers, `foreignObject`, animation (which can set a link),
//! links and pictures from elsewhere, style sheets that import or reach out.

use std::fmt::Write as _;

use resvg::usvg::roxmltree::{Document, Node, NodeType, ParsingOptions};

/// The longest SVG that is read, in bytes.
pub const SVG_BYTES_LIMIT: usize = 1024 * 1024;

/// How many elements and texts an SVG may have.
pub const SVG_NODES_LIMIT: u32 = 20_000;

/// How deep elements may be nested.
pub const SVG_DEPTH_LIMIT: usize = 100;

/// The longest side that [`svg_size`] tells.
const SIDE_LIMIT: f64 = 65_535.0;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

const ELEMENTS: &[&str] = &[
    "a",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
];

/// Elements whose own tags go, but not what is inside.
const UNWRAPPED: &[&str] = &["a", "switch"];

/// The text of an SVG without anything active or foreign.
///
/// # Errors
/// A sentence for the author: not XML, not SVG, or beyond one of the limits.
pub fn sanitize_svg(text: &str) -> Result<String, String> {
    let document = read(text)?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
        return Err(format!("the SVG's first element is not `<svg xmlns=\"{SVG}\">`"));
    }
    let mut out = String::with_capacity(text.len());
    // Nodes to be written, and tags to be closed after what is inside.
    let mut open: Vec<Step<'_, '_>> = vec![Step::Node(root, 0)];
    while let Some(step) = open.pop() {
        match step {
            Step::Close(_, start) if out.len() == start => {
                out.pop();
                out.push_str("/>");
            }
            Step::Close(name, _) => {
                let _ = write!(out, "</{name}>");
            }
            Step::Node(node, depth) => {
                if depth > SVG_DEPTH_LIMIT {
                    return Err(format!("the SVG nests its elements more than {SVG_DEPTH_LIMIT} deep"));
                }
                visit(node, depth, &mut open, &mut out);
            }
        }
    }
    Ok(out)
}

enum Step<'a, 'input> {
    Node(Node<'a, 'input>, usize),
    /// The name, and where what is inside starts in the output.
    Close(&'input str, usize),
}

fn visit<'a, 'input>(node: Node<'a, 'input>, depth: usize, open: &mut Vec<Step<'a, 'input>>, out: &mut String) {
    if node.node_type() == NodeType::Text {
        return escape(node.text().unwrap_or_default(), false, out);
    }
    let name = node.tag_name().name();
    if !node.is_element() || node.tag_name().namespace() != Some(SVG) || !ELEMENTS.contains(&name) {
        return;
    }
    if name == "style" {
        let css: String = node.children().filter_map(|child| child.text()).collect();
        if is_harmless_css(&css) {
            out.push_str("<style>");
            escape(&css, false, out);
            out.push_str("</style>");
        }
        return;
    }
    let written = !UNWRAPPED.contains(&name);
    if written {
        let _ = write!(out, "<{name}");
        if depth == 0 {
            let _ = write!(out, " xmlns=\"{SVG}\"");
        }
        attributes(node, name, out);
        out.push('>');
        open.push(Step::Close(name, out.len()));
    }
    open.extend(node.children().rev().map(|child| Step::Node(child, depth + 1)));
}

fn attributes(node: Node<'_, '_>, element: &str, out: &mut String) {
    let mut linked = false;
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let keep = match attribute.namespace() {
            None | Some(XLINK) if name == "href" => {
                let first = !linked;
                linked = true;
                first && is_inner_link(value, element)
            }
            None => is_harmless(name, value),
            Some(XML) if name == "space" => {
                let _ = write!(out, " xml:space=\"{}\"", if value == "preserve" { "preserve" } else { "default" });
                false
            }
            Some(_) => false,
        };
        if keep {
            let _ = write!(out, " {name}=\"");
            escape(value, true, out);
            out.push('"');
        }
    }
}

/// `#id`, or for `<image>` a picture inside the link itself.
fn is_inner_link(value: &str, element: &str) -> bool {
    let value = value.trim();
    let picture = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,"];
    value.starts_with('#')
        || (element == "image"
            && picture
                .iter()
                .any(|start| value.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))))
}

fn is_harmless(name: &str, value: &str) -> bool {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let handler = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
    plain && !handler && name != "src" && !name.starts_with("data-") && is_harmless_css(value)
}

/// Whether a style, or a value that may be one, reaches nothing outside of the document. Escapes could hide a name.
fn is_harmless_css(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    let rules = lower.split('@').skip(1).all(|rule| rule.starts_with("media"));
    let links = lower.split("url(").skip(1).all(|link| link.trim_start_matches([' ', '\'', '"']).starts_with('#'));
    let foreign = ["javascript:", "expression(", "image(", "image-set(", "-moz-binding", "behavior:", "</"];
    rules && links && !lower.contains('\\') && !foreign.iter().any(|word| lower.contains(word))
}

fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Written as they are, these would be read as something else the next time.
            '\r' => out.push_str("&#13;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
}

/// The width and height that an SVG says it has, in pixels; from its `viewBox` where it says none.
pub fn svg_size(text: &str) -> Option<(u32, u32)> {
    let document = read(text).ok()?;
    let root = document.root_element();
    let view: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    let view = match view[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    let (width, height) = (root.attribute("width").and_then(length), root.attribute("height").and_then(length));
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (None, None, Some(view)) => view,
        _ => return None,
    };
    let pixels = |side: f64| (0.5..=SIDE_LIMIT).contains(&side).then(|| side.round() as u32);
    Some((pixels(width)?, pixels(height)?))
}

/// An absolute length in pixels. <https://www.w3.org/TR/css-values-4/#absolute-lengths>
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text.get(number.len()..)? {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    number.trim().parse::<f64>().ok().map(|number| number * factor).filter(|pixels| *pixels > 0.0)
}

fn read(text: &str) -> Result<Document<'_>, String> {
    if text.len() > SVG_BYTES_LIMIT {
        return Err(format!("the SVG is longer than {SVG_BYTES_LIMIT} bytes"));
    }
    // Drawing programs declare their namespaces as entities; the reader bounds their expansion.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: SVG_NODES_LIMIT, entity_resolver: None };
    let text = text.trim_start_matches('\u{FEFF}');
    Document::parse_with_options(text, options).map_err(|error| format!("the SVG is not readable: {error}"))
}
