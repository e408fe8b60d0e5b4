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
    } else if let Some(finding) = of_another_quantity(product, variant, unit).or_else(|| mistyped(product, unit)) {
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
    let named = named(value)?;
    let contains = unit.contains;
    let same_kind = named.unit.measures == contains.unit.measures;
    let less = contains.base().saturating_mul(2) <= named.base();
    if !same_kind || !(less || contains.base() > named.base()) || packs(product, &option.name) {
        return None;
    }
    let message = format!("`{value}` is bought, and the unit price is worked out from {contains}");
    Some(warning("unit-price", message).help(format!("write `contains: {named}` for this variant")))
}

/// Whether each variant holds some of what it is called, as a box of bottles does.
fn packs(product: &Matter, option: &str) -> bool {
    let pack = |variant: &Variant| {
        let contains = variant.unit_price.or(product.unit_price)?.contains;
        let one = named(variant.options.get(option)?).filter(|one| one.unit.measures == contains.unit.measures)?;
        Some(contains.base() % one.base() == 0 && (2..=48).contains(&(contains.base() / one.base())))
    };
    !product.variants.is_empty() && product.variants.iter().all(|variant| pack(variant) == Some(true))
}

/// The quantity that a value of an option is: `0,5 l`. Of `1.000 ml` nobody knows how much it is.
fn named(value: &str) -> Option<Quantity> {
    value.replace(',', ".").parse().ok()
}

/// A naught too few, or too many, beside the one number of the title. A box may hold ten of what the title tells, and a
/// concentrate make more than it is.
fn mistyped(product: &Matter, unit: UnitPricing) -> Option<Diagnostic> {
    const MAKES: [&str; 14] =
        ["for", "makes", "to", "of", "für", "ergibt", "bis", "je", "à", "pour", "jusqu'à", "jusqu’à", "×", "x"];
    let words: Vec<&str> = product.title.split_whitespace().collect();
    let mut numbers = words.iter().enumerate().filter(|(_, word)| word.contains(|c: char| c.is_ascii_digit()));
    let (n, _) = numbers.next().filter(|_| product.options.is_empty() && numbers.next().is_none())?;
    let told = (1..=3).find_map(|length| told(words.get(n..n + length)?))?;
    let makes = n.checked_sub(1).is_some_and(|before| MAKES.contains(&words[before].to_lowercase().as_str()));
    let (title, contains) = (told.base(), unit.contains.base());
    let packed = ["mass", "volume"].iter().any(|kind| told.unit.measures.starts_with(kind));
    let slip = [10, 100, 1000].iter().any(|times| contains.checked_mul(*times) == Some(title))
        || [100, 1000].iter().any(|times| title.checked_mul(*times) == Some(contains));
    if makes || !packed || !slip || told.unit.measures != unit.contains.unit.measures {
        return None;
    }
    let message = format!("the title says {told}, and the unit price is worked out from {}", unit.contains);
    Some(warning("unit-price", message).help(format!("write `contains: {told}`, or what it holds into the title")))
}

/// The quantity that words are: `100 ml`, `0,5l,`, `5 fl oz`.
fn told(words: &[&str]) -> Option<Quantity> {
    let text = words.join(" ").to_lowercase().replace(',', ".");
    text.trim_matches(['(', ')', '.', ';', ':']).parse().ok()
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
    fn a_naught_too_few_or_too_many() {
        let told = |title: &str, contains: &str| {
            let product = format!("{{title: '{title}', unit_price: {{contains: {contains}, per: 1 l}}}}");
            let product: Matter = crate::yaml::decode(&product, crate::scalar::SCALARS).unwrap();
            mistyped(&product, product.unit_price.unwrap()).is_some()
        };
        for (title, contains) in
            [("Oil 100 ml", "10 ml"), ("Oil (0,5l)", "5 ml"), ("Oil 1 L, blue", "10 ml"), ("Oil 5 ml", "500 ml")]
        {
            assert!(told(title, contains), "{title}");
        }
        let meant = [
            ("Oil 100 ml", "100 ml"),
            ("Oil 100 ml", "95 ml"),
            ("Box of oil, 100 ml", "1 l"),
            ("6 x Oil 100 ml", "10 ml"),
            ("Cleaner for 10 l", "100 ml"),
            ("Oil 100 g", "10 ml"),
            ("Oil No. 100 ml 5", "10 ml"),
            ("Oil 1.000 ml", "1 l"),
        ];
        meant.iter().for_each(|(title, contains)| assert!(!told(title, contains), "{title}"));
    }

    #[test]
    fn packs_of_what_the_variants_are_called() {
        let told = |small: &str, large: &str| {
            let product = format!(
                "{{title: Oil, options: [{{name: Bottle, values: [250 ml, 1.000 ml, 500 ml]}}], variants: [\
                 {{options: {{Bottle: 250 ml}}, unit_price: {{contains: {small}, per: 1 l}}}}, \
                 {{options: {{Bottle: 500 ml}}, unit_price: {{contains: {large}, per: 1 l}}}}]}}"
            );
            let product: Matter = crate::yaml::decode(&product, crate::scalar::SCALARS).unwrap();
            let of = |variant: &Variant| of_another_quantity(&product, variant, variant.unit_price.unwrap());
            product.variants.iter().filter_map(of).count()
        };
        assert_eq!((told("250 ml", "500 ml"), told("1.5 l", "3 l"), told("3 l", "3 l")), (0, 0, 0));
        // One that was copied from its neighbour is none.
        assert_eq!((told("500 ml", "500 ml"), told("1.5 l", "500 ml"), told("250 ml", "50 ml")), (1, 1, 1));
        assert_eq!(told("25 l", "50 l"), 2);
    }

    #[test]
    fn unit_prices_round_half_up() {
        let unit = UnitPricing { contains: "250 g".parse().unwrap(), per: "1 kg".parse().unwrap() };
        assert_eq!(unit_price(Money(499), unit, &[], &mut vec![]).unwrap().price, Money(1996));
        let third = UnitPricing { contains: "3 ct".parse().unwrap(), per: "1 ct".parse().unwrap() };
        assert_eq!(unit_price(Money(100), third, &[], &mut vec![]).unwrap().price, Money(33));
    }
}
