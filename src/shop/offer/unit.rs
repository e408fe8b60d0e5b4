//! The price of a kilogram, a litre or a metre, and whether it is that of what the variant holds.

use super::{UnitPrice, join};
use crate::diagnostic::{Diagnostic, Step, error, warning};
use crate::path;
use crate::scalar::{Money, Quantity};
use crate::shop::product::{Matter, UnitPricing, Variant};

/// The unit price of a variant; findings carry paths below the product.
pub fn of(
    product: &Matter,
    variant: &Variant,
    price: Money,
    at: &[Step],
    findings: &mut Vec<(Vec<Step>, Diagnostic)>,
) -> Option<UnitPrice> {
    let unit = variant.unit_price.or(product.unit_price)?;
    let home = if variant.unit_price.is_some() { at } else { &[] };
    if let Some(finding) = of_another_size(product, variant) {
        findings.push((join(at, path!["price"]), finding));
    } else if let Some(finding) = of_another_quantity(product, variant, unit) {
        findings.push((join(home, path!["unit_price", "contains"]), finding));
    }
    unit_price(price, unit, home, findings)
}

/// A variant of a price of its own, of which the product's unit price may not be.
fn of_another_size(product: &Matter, variant: &Variant) -> Option<Diagnostic> {
    let own = variant.price.is_some() && variant.price != product.price;
    let message = "this variant has a price of its own, and may hold more or less than the product's `unit_price` says";
    let help = "write `unit_price: {contains: …, per: …}` at the variant too";
    let lacks = own && variant.unit_price.is_none() && product.unit_price.is_some();
    lacks.then(|| error("unit-price", message).help(help))
}

/// A variant whose name is a quantity, and another one than its unit price is worked out from. What a jar holds may be half
/// liquid, which does not count (Directive 98/6/EC); where there is a second thing to choose, it may be how many are in a pack.
fn of_another_quantity(product: &Matter, variant: &Variant, unit: UnitPricing) -> Option<Diagnostic> {
    let [option] = &product.options[..] else { return None };
    let value = variant.options.get(&option.name)?;
    let named: Quantity = value.replace(',', ".").parse().ok()?;
    let contains = unit.contains;
    let same_kind = named.unit.measures == contains.unit.measures;
    let less = contains.base().saturating_mul(2) <= named.base();
    if !same_kind || !(less || contains.base() > named.base()) {
        return None;
    }
    let message = format!("`{value}` is bought, and the unit price is worked out from {contains}");
    Some(warning("unit-price", message).help(format!("write `contains: {named}` for this variant")))
}

fn unit_price(
    price: Money,
    unit: UnitPricing,
    at: &[Step],
    findings: &mut Vec<(Vec<Step>, Diagnostic)>,
) -> Option<UnitPrice> {
    if unit.contains.unit.measures != unit.per.unit.measures {
        let message = format!("{} and {} measure different things", unit.contains, unit.per);
        let system = |quantity: Quantity| quantity.unit.measures.split(' ').next();
        let (message, help) = if system(unit.contains) == system(unit.per) {
            let help = format!(
                "write how much it holds in units like those of `per`, or `per: 1 {}`",
                unit.contains.unit.name
            );
            (format!("{} and {} are units of two systems", unit.contains, unit.per), help)
        } else {
            (message, "write both as mass, both as volume, both as length …".to_owned())
        };
        let finding = error("unit-price", message).help(help);
        findings.push((join(at, path!["unit_price"]), finding));
        return None;
    }
    let (contains, per) = (i128::from(unit.contains.base()), i128::from(unit.per.base()));
    // Rounded half up: the law asks for a price, not for a fraction of a cent.
    let minor = (i128::from(price.0) * per * 2 + contains) / (contains * 2);
    let price = Money(i64::try_from(minor).ok()?);
    Some(UnitPrice { price, contains: unit.contains, per: unit.per })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_prices_round_half_up() {
        let unit = UnitPricing { contains: "250 g".parse().unwrap(), per: "1 kg".parse().unwrap() };
        assert_eq!(unit_price(Money(499), unit, &[], &mut vec![]).unwrap().price, Money(1996));
        let third = UnitPricing { contains: "3 ct".parse().unwrap(), per: "1 ct".parse().unwrap() };
        assert_eq!(unit_price(Money(100), third, &[], &mut vec![]).unwrap().price, Money(33));
    }
}
