//! Quantities with a unit: what a pack contains, what a parcel weighs.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// `500 g`, `1.5 l`, `12 ct`: thousandths of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    pub thousandths: i64,
    pub unit: &'static Unit,
}

scalar!(Quantity, "quantity", "a number and a unit, like `500 g`", "string");

/// What is measured, and how many thousandths of the base unit one unit has.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    /// As written in content and in Merchant Center's `unit_pricing_measure`
    /// (<https://support.google.com/merchants/answer/6324455>).
    pub name: &'static str,
    /// UN/CEFACT code, as schema.org's `unitCode` wants it.
    pub code: &'static str,
    pub measures: &'static str,
    pub thousandths: i64,
}

pub const UNITS: &[Unit] = &[
    Unit { name: "mg", code: "MGM", measures: "mass", thousandths: 1 },
    Unit { name: "g", code: "GRM", measures: "mass", thousandths: 1_000 },
    Unit { name: "kg", code: "KGM", measures: "mass", thousandths: 1_000_000 },
    Unit { name: "ml", code: "MLT", measures: "volume", thousandths: 1_000 },
    Unit { name: "cl", code: "CLT", measures: "volume", thousandths: 10_000 },
    Unit { name: "l", code: "LTR", measures: "volume", thousandths: 1_000_000 },
    Unit { name: "cm", code: "CMT", measures: "length", thousandths: 10 },
    Unit { name: "m", code: "MTR", measures: "length", thousandths: 1_000 },
    Unit { name: "m²", code: "MTK", measures: "area", thousandths: 1_000 },
    Unit { name: "sqm", code: "MTK", measures: "area", thousandths: 1_000 },
    // Customary units stand for themselves: their size in metric ones is no whole number.
    Unit { name: "oz", code: "ONZ", measures: "mass in pounds", thousandths: 1_000 },
    Unit { name: "lb", code: "LBR", measures: "mass in pounds", thousandths: 16_000 },
    Unit { name: "fl oz", code: "OZA", measures: "volume in pints", thousandths: 1_000 },
    Unit { name: "pt", code: "PTL", measures: "volume in pints", thousandths: 16_000 },
    Unit { name: "qt", code: "QTL", measures: "volume in pints", thousandths: 32_000 },
    Unit { name: "gal", code: "GLL", measures: "volume in pints", thousandths: 128_000 },
    Unit { name: "in", code: "INH", measures: "length in feet", thousandths: 1_000 },
    Unit { name: "ft", code: "FOT", measures: "length in feet", thousandths: 12_000 },
    Unit { name: "yd", code: "YRD", measures: "length in feet", thousandths: 36_000 },
    Unit { name: "ct", code: "H87", measures: "count", thousandths: 1_000 },
];

/// What people write for a unit, in small letters, and its name.
const OTHER_NAMES: [(&str, &[&str]); 11] = [
    ("g", &["gr", "gramm", "gram", "grams", "gramme", "grammes", "grammi"]),
    ("kg", &["kilo", "kilos", "kgs", "kilogramm", "kilogram", "kilograms", "kilogramme", "kilogrammes"]),
    ("ml", &["milliliter", "millilitre", "millilitres", "milliliters"]),
    ("l", &["lt", "ltr", "liter", "litre", "litres", "liters"]),
    ("cm", &["zentimeter", "centimeter", "centimetre", "centimeters", "centimetres", "centimètres"]),
    ("m", &["meter", "metre", "meters", "metres", "mètre", "mètres"]),
    ("m²", &["m2", "qm", "sq m"]),
    ("oz", &["ounce", "ounces"]),
    ("lb", &["lbs", "pound", "pounds"]),
    ("in", &["inch", "inches", "\"", "″"]),
    (
        "ct",
        &[
            "stück", "stueck", "stk", "st", "pcs", "pc", "piece", "pieces", "pièce", "pièces", "pce", "x", "pezzi",
            "piezas",
        ],
    ),
];

/// The name of a unit that is written otherwise.
fn meant(unit: &str) -> Option<&'static str> {
    let lower = unit.trim_end_matches('.').to_lowercase();
    let named = UNITS.iter().map(|unit| unit.name).find(|name| *name == lower);
    named.or_else(|| OTHER_NAMES.iter().find(|(_, others)| others.contains(&lower.as_str())).map(|(name, _)| *name))
}

/// What `1.000 ml` may be, as half of Europe groups thousands, and the other half writes decimals; the latter without its naughts.
/// Of litres and kilograms hardly anybody sells a thousand.
fn readings(text: &str) -> Option<[String; 2]> {
    const SMALL: [&str; 4] = ["mg", "g", "ml", "ct"];
    let (whole, rest) = text.split_once(['.', ','])?;
    let (thousandths, unit) = rest.split_at_checked(3)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let group = (1..=3).contains(&whole.len()) && digits(whole) && !whole.starts_with('0') && digits(thousandths);
    let unit = Some(unit.trim()).filter(|unit| group && thousandths.ends_with('0') && SMALL.contains(unit))?;
    let decimals = format!("{whole}.{thousandths}");
    let decimals = decimals.trim_end_matches('0').trim_end_matches('.');
    Some([format!("{whole}{thousandths} {unit}"), format!("{decimals} {unit}")])
}

impl FromStr for Quantity {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Quantity, Wrong> {
        let text = text.trim();
        if let Some([thousands, decimals]) = readings(text) {
            let message = format!("`{text}` is {thousands} to some, and {decimals} to others");
            return Err(wrong(message, format!("write `{thousands}`, or `{decimals}` if that is meant")));
        }
        if let Some((whole, fraction)) =
            text.split_once(',').filter(|(whole, _)| whole.bytes().all(|b| b.is_ascii_digit()))
        {
            let message = format!("`{text}` has a comma");
            return Err(wrong(message, format!("write the decimals with a dot: `{whole}.{}`", fraction.trim())));
        }
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let names: Vec<&str> = UNITS.iter().map(|unit| unit.name).collect();
        let refuse = |message: String| {
            let help = match meant(unit.trim()) {
                Some(known) if number.parse::<f64>().is_ok() => format!("write `{number} {known}`"),
                _ => format!("write a number and one of: {} (pieces)", names.join(", ")),
            };
            wrong(message, help)
        };
        let unit = UNITS
            .iter()
            .find(|known| known.name == unit.trim())
            .ok_or_else(|| refuse(format!("`{text}` has no unit that is known")))?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits = format!("{whole}{fraction:0<3}");
        let plausible = !whole.is_empty() && whole.len() <= 9 && fraction.len() <= 3;
        match digits.parse() {
            Ok(thousandths) if plausible && thousandths > 0 => Ok(Quantity { thousandths, unit }),
            Ok(0) => {
                let message = if number.is_empty() { "has no number" } else { "is nothing" };
                let help = format!("write how much it is, like `1 {}`", unit.name);
                Err(wrong(format!("`{text}` {message}"), help))
            }
            _ => Err(refuse(format!("`{text}` is not a quantity"))),
        }
    }
}

impl Quantity {
    /// In thousandths of the smallest unit of its kind, so that two quantities can be divided.
    pub fn base(self) -> i64 {
        self.thousandths.saturating_mul(self.unit.thousandths)
    }

    /// The number without trailing zeros: `1.5`.
    pub fn number(self) -> String {
        let text = format!("{}.{:03}", self.thousandths / 1000, self.thousandths % 1000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.number(), self.unit.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_unit() {
        let quantity: Quantity = "1.5 kg".parse().unwrap();
        assert_eq!(quantity.to_string(), "1.5 kg");
        assert_eq!("500g".parse::<Quantity>().unwrap().base() * 3, quantity.base());
        assert_eq!("8 oz".parse::<Quantity>().unwrap().base() * 2, "1 lb".parse::<Quantity>().unwrap().base());
        assert_eq!("1.5 fl oz".parse::<Quantity>().unwrap().to_string(), "1.5 fl oz");
        for (text, wanted) in
            [("450 gr", "450 g"), ("450 Gramm", "450 g"), ("0.45 KG", "0.45 kg"), ("10 Stück", "10 ct"), ("1 L", "1 l")]
        {
            assert_eq!(text.parse::<Quantity>().unwrap_err().help, format!("write `{wanted}`"));
        }
        for (text, wanted) in [
            ("1.000 ml", "write `1000 ml`, or `1 ml` if that is meant"),
            ("1,500 g", "write `1500 g`, or `1.5 g` if that is meant"),
            ("1,500 kg", "write the decimals with a dot: `1.500 kg`"),
        ] {
            assert_eq!(text.parse::<Quantity>().unwrap_err().help, wanted);
        }
        for text in ["1.500 kg", "0.750 g", "3.125 g", "1.50 ml", "1000.500 ml"] {
            assert!(text.parse::<Quantity>().is_ok(), "{text}");
        }
        assert!("ca. 450 g".parse::<Quantity>().unwrap_err().help.contains("ct (pieces)"));
        for text in ["500", "g", "0 g", "1,5 kg", "1 stone"] {
            assert!(text.parse::<Quantity>().is_err(), "{text}");
        }
    }
}
