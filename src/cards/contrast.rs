//! How well a text stands off the pixels under it, and the least veil at which it does.
//!
//! Contrast is that of WCAG 2.2 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>). What counts is the worst pixel,
//! not the mean: each cell of 8 by 8 pixels is judged by its lightest (or darkest) red, green and blue together,
//! which is never better than any pixel in it.

use std::sync::LazyLock;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Rect};

/// Normal text, and text of 24 px and above.
const RATIO: f32 = 4.5;
const LARGE_RATIO: f32 = 3.0;
const LARGE: f32 = 24.0;
/// Pixels are rounded after mixing.
const MARGIN: f32 = 1.02;
const CELL: usize = 8;
/// A scrim may be made this many times as strong as the template draws it.
const STRONGEST: f32 = 8.0;

/// A text that has to be read: where it stands, its colour, and the contrast it needs.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) lines: Vec<Rect>,
    pub(super) colour: [u8; 3],
    pub(super) ratio: f32,
}

pub(super) fn needed(size: f32) -> f32 {
    if size >= LARGE { LARGE_RATIO } else { RATIO }
}

/// Linear light of each 8-bit channel value, in 32 bits.
static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
    let mut table = [0.0; 256];
    for (value, light) in table.iter_mut().enumerate() {
        let share = value as f32 / 255.0;
        *light = if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
    }
    table
});

fn luminance([red, green, blue]: [u8; 3]) -> f32 {
    let light = |channel: u8| LINEAR[usize::from(channel)];
    0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
}

/// From 1 (the same) to 21 (black on white).
pub(super) fn contrast(one: [u8; 3], other: [u8; 3]) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Black or white, whichever is farther from a colour; a preferred colour if it is far enough.
pub(super) fn opposite(colour: [u8; 3], preferred: [u8; 3]) -> [u8; 3] {
    if contrast(colour, preferred) >= RATIO * MARGIN {
        preferred
    } else if contrast(colour, [0; 3]) >= contrast(colour, [255; 3]) {
        [0; 3]
    } else {
        [255; 3]
    }
}

/// One cell under a text: its worst pixel, and the veil over it at full strength.
#[derive(Debug, Clone, Copy)]
struct Cell {
    worst: [u8; 3],
    veil: [u8; 3],
    alpha: f32,
}

/// The worst contrast of a text to the pixels as they are.
pub(super) fn measured(canvas: &Pixmap, target: &Target) -> f32 {
    let veil = opposite(target.colour, target.colour);
    cells(canvas, target, |_| (veil, 0.0)).iter().map(|cell| contrast(target.colour, cell.worst)).fold(21.0, f32::min)
}

/// The least opacity (0 to 1) of an even veil of one colour at which a text can be read.
pub(super) fn veil(canvas: &Pixmap, target: &Target, colour: [u8; 3]) -> f32 {
    let cells = cells(canvas, target, |_| (colour, 1.0));
    search(255, |step| step as f32 / 255.0, |strength| reads(&cells, target, strength)).unwrap_or(1.0)
}

/// How strong a drawn scrim must be for all its texts; its strongest where even that is too little.
pub(super) fn strength(canvas: &Pixmap, scrim: &Pixmap, targets: &[Target], least: f32) -> f32 {
    let layer = scrim.pixels();
    let under: Vec<(Vec<Cell>, &Target)> = targets
        .iter()
        .map(|target| {
            let cells = cells(canvas, target, |at| {
                let pixel = layer.get(at).copied().map(|pixel| pixel.demultiply());
                pixel.map_or(([0; 3], 0.0), |c| ([c.red(), c.green(), c.blue()], f32::from(c.alpha()) / 255.0))
            });
            (cells, target)
        })
        .collect();
    let passes = |strength: f32| under.iter().all(|(cells, target)| reads(cells, target, strength));
    let weak = search(64, |step| step as f32 / 64.0, passes);
    let strong = || search(64, |step| 1.0 + step as f32 / 64.0 * (STRONGEST - 1.0), passes);
    weak.or_else(strong).unwrap_or(1.0).max(least)
}

/// The first of `count` + 1 steps that passes, when more never hurts.
fn search(count: u32, value: impl Fn(u32) -> f32, passes: impl Fn(f32) -> bool) -> Option<f32> {
    if !passes(value(count)) {
        return None;
    }
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = (low + high) / 2;
        if passes(value(middle)) { high = middle } else { low = middle + 1 }
    }
    Some(value(low))
}

fn reads(cells: &[Cell], target: &Target, strength: f32) -> bool {
    cells.iter().all(|cell| {
        let alpha = (cell.alpha * strength).min(1.0);
        let mix = |below: u8, above: u8| (f32::from(below) + (f32::from(above) - f32::from(below)) * alpha + 0.5) as u8;
        let [a, b, c] = cell.worst;
        let [d, e, f] = cell.veil;
        contrast(target.colour, [mix(a, d), mix(b, e), mix(c, f)]) >= target.ratio * MARGIN
    })
}

/// The cells under the lines of a text; `layer` tells the veil at a pixel.
fn cells(canvas: &Pixmap, target: &Target, layer: impl Fn(usize) -> ([u8; 3], f32)) -> Vec<Cell> {
    let (wide, tall) = (canvas.width() as usize, canvas.height() as usize);
    let pixels = canvas.pixels();
    let light = luminance(target.colour) > 0.18;
    let mut cells = Vec::new();
    for line in &target.lines {
        let edge = |value: f32, most: usize| (value.max(0.0) as usize).min(most);
        let (left, right) = (edge(line.left().floor(), wide), edge(line.right().ceil(), wide));
        let (top, bottom) = (edge(line.top().floor(), tall), edge(line.bottom().ceil(), tall));
        for y in (top..bottom).step_by(CELL) {
            for x in (left..right).step_by(CELL) {
                let mut cell = Cell { worst: if light { [0; 3] } else { [255; 3] }, veil: [0; 3], alpha: f32::MAX };
                for row in y..(y + CELL).min(bottom) {
                    for at in row * wide + x..row * wide + (x + CELL).min(right) {
                        let Some(pixel) = pixels.get(at) else { continue };
                        let colour = [pixel.red(), pixel.green(), pixel.blue()];
                        for (worst, channel) in cell.worst.iter_mut().zip(colour) {
                            *worst = if light { (*worst).max(channel) } else { (*worst).min(channel) };
                        }
                        let (veil, alpha) = layer(at);
                        if alpha < cell.alpha {
                            (cell.veil, cell.alpha) = (veil, alpha);
                        }
                    }
                }
                cells.push(cell);
            }
        }
    }
    cells
}

/// Lays a scrim over the card.
pub(super) fn apply(canvas: &mut Pixmap, scrim: &Pixmap, strength: f32) {
    // Neighbours in a scrim are mostly alike.
    let mut last = PremultipliedColorU8::TRANSPARENT;
    let (mut colour, mut share) = ([0; 3], 0);
    for (below, above) in canvas.pixels_mut().iter_mut().zip(scrim.pixels()) {
        if *above != last {
            let plain = above.demultiply();
            last = *above;
            colour = [plain.red(), plain.green(), plain.blue()].map(i32::from);
            let alpha = (f32::from(plain.alpha()) / 255.0 * strength).min(1.0);
            share = (alpha * 65_536.0).ceil() as i32;
        }
        if share > 0 {
            let mix = |below: u8, above: i32| {
                let below = i32::from(below);
                (below + (((above - below) * share + 32_768) >> 16)).clamp(0, 255) as u8
            };
            let [red, green, blue] = colour;
            let (red, green, blue) = (mix(below.red(), red), mix(below.green(), green), mix(below.blue(), blue));
            *below = PremultipliedColorU8::from_rgba(red, green, blue, u8::MAX).unwrap_or(*below);
        }
    }
}
