//! A share → a bar in a cell of a table, or a step of its tint. Both are decoration: the number beside it says the
//! same.

use super::ink::Ink;
use super::paper::number;

/// A bar of a share (0 to 1) of 100 × 8 units, hidden from who cannot see it. Empty when there is none.
pub fn cell_bar(share: f64) -> String {
    if !share.is_finite() || share <= 0.0 {
        return String::new();
    }
    // A tenth of a unit would not be seen, but it is not nothing.
    let length = number((share.min(1.0) * 100.0).max(0.5));
    let ink = Ink::First.property();
    format!(
        "<svg class=\"cell-bar\" viewBox=\"0 0 100 8\" aria-hidden=\"true\">\
         <path fill=\"{ink}\" d=\"M0 0h{length}v8H0z\"/></svg>"
    )
}

/// Which of the tints `heat-0` (nothing) to `heat-5` a value has, in even steps up to the largest one.
pub fn heat_level(value: f64, largest: f64) -> u8 {
    let share = value / largest;
    if !share.is_finite() || share <= 0.0 { 0 } else { (share * 5.0).ceil().min(5.0) as u8 }
}
