//! Drawings of charts-rs → marks of ours: no words, no `data-…` with its own numbers, no background, our colours.
//!
//! What the library writes is flat: elements in a row, attributes in double quotes.

use charts_rs::{ChartBase, Color, Symbol, YAxisConfig, compact_svg};

use super::ink;

/// An element of the library's drawing.
pub struct Element<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Element<'a> {
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }

    pub fn number(&self, name: &str) -> Option<f64> {
        self.attribute(name)?.parse().ok()
    }
}

/// Everything off that the library would add by itself.
pub fn bare(base: &mut ChartBase, width: f64, height: f64) {
    base.width = width as f32;
    base.height = height as f32;
    base.margin = 0.0.into();
    base.background_color = Color::transparent();
    base.x_axis.hidden = true;
    base.y_axis_hidden = true;
    base.legend.show = Some(false);
    base.title.text.clear();
    base.sub_title.text.clear();
    base.grid.stroke_width = 0.0;
    base.grid.stroke_color = Color::transparent();
    base.x_axis.boundary_gap = Some(false);
    base.series.symbol = Some(Symbol::None);
    base.series.smooth = false;
    base.series.fill = false;
    base.compact = false;
}

/// The library's value axis, in units of the drawing: from `low` to `high` and not a unit further.
pub fn span(axes: &mut [YAxisConfig], low: f64, high: f64) {
    for axis in axes {
        axis.min = Some(low as f32);
        axis.max = Some(high as f32);
    }
}

/// The elements inside of a drawing, without texts.
pub fn elements(svg: &str) -> Vec<Element<'_>> {
    svg.split('<').skip(1).filter_map(element).filter(|element| element.name != "svg").collect()
}

/// The element whose tag a text begins with.
fn element(text: &str) -> Option<Element<'_>> {
    let tag = text.split('>').next()?.trim_end_matches('/');
    let (name, mut rest) = tag.split_once(' ')?;
    let mut attributes = Vec::new();
    while let Some((key, value)) = rest.split_once("=\"") {
        let (value, after) = value.split_once('"')?;
        attributes.push((key.trim(), value));
        rest = after;
    }
    Some(Element { name, attributes })
}

/// The marks of a drawing that are to be kept, small, in our colours.
pub fn fragment(svg: &str, keep: impl Fn(&Element<'_>) -> bool) -> String {
    let mut plain = String::from("<svg>");
    for element in elements(svg).iter().filter(|element| keep(element)) {
        plain.push('<');
        plain.push_str(element.name);
        for (key, value) in element.attributes.iter().filter(|(key, _)| !key.starts_with("data-")) {
            plain.push_str(&format!(" {key}=\"{value}\""));
        }
        plain.push_str("/>");
    }
    plain.push_str("</svg>");
    let small = compact_svg(&plain);
    let inside = small.strip_prefix("<svg>").and_then(|small| small.strip_suffix("</svg>")).unwrap_or_default();
    ink::recolour(inside)
}
