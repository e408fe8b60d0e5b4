//! Which network should get the next of the ad spend, as the overview of the KPI report says it. All figures are worked out by hand.

use crate::report_figures::{page, sources};
use crate::report_part::{META, sold};
use crate::report_periods::days;

/// What the figures say, of so many orders of €20 a day through networks whose ads cost €10 a day each.
fn message(orders: &[(&str, usize)], margin: &str, locale: &str) -> String {
    let month = days("2026-09", 1..=30);
    let sources_of: Vec<&str> = orders.iter().flat_map(|(network, count)| vec![*network; *count]).collect();
    let orders_told = sold(&month, &sources_of);
    let rows = |network: &str| {
        month.iter().map(|day| format!("{network},{network},{day},10.00,1000,20\n")).collect::<String>()
    };
    let paid = orders.iter().filter(|(network, _)| !network.is_empty());
    let ads = META.to_owned() + &paid.map(|(network, _)| rows(network)).collect::<String>();
    let yaml = sources(&["pay.csv", "ads.csv"]).replace("periods:", &format!("locale: {locale}\nperiods:"));
    let yaml = yaml + &format!("margin: {margin}\n");
    let text = page(&yaml, &[("pay.csv", &orders_told), ("ads.csv", &ads)], "index.html");
    let from = text.find("id=\"message\"").unwrap();
    text[from..from + text[from..].find("</section>").unwrap()].to_owned()
}

/// 60 orders for €300 are 4.00×, 3.10–5.15×; 30 are 2.00×, 1.40–2.86×. From 10.00× on they would pay.
#[test]
fn what_loses_everywhere_is_praised_nowhere() {
    let text = message(&[("instagram", 2), ("facebook", 1)], "10 %", "en");
    assert!(text.contains("surest on Instagram, and even there ads cost more than they earn: 4.00×, from 60 orders, and less than 5.15×"), "{text}");
    assert!(
        text.contains("It is surest to be weak on Facebook: 2.00×, from 30 orders, and less than 2.86×."),
        "{text}"
    );
    assert!(text.contains("pays for itself from 10.00× on."), "{text}");
    assert!(text.contains("It costs more than it earns on Instagram, Facebook, even at the high end."), "{text}");
    assert!(!text.contains("It pays for itself"), "{text}");
}

/// Both pay from 1.11× on: neither is weak, though one is lower for sure; and where that may be chance, nothing is said of it.
#[test]
fn what_pays_is_not_weak() {
    let text = message(&[("instagram", 2), ("facebook", 1)], "90 %", "en");
    assert!(!text.contains("weak"), "{text}");
    assert!(text.contains("It is lower on Facebook: 2.00×, from 30 orders, and less than 2.86×."), "{text}");
    assert!(text.contains("It pays for itself on Instagram, Facebook, even at the low end."), "{text}");
    let text = message(&[("instagram", 3), ("facebook", 2)], "90 %", "en");
    assert!(!text.contains("weak") && !text.contains("lower on") && !text.contains("may be chance"), "{text}");
}

/// From 2.50× on: 4.00× pays, 2.00× may.
#[test]
fn each_verdict_has_its_networks() {
    let text = message(&[("instagram", 2), ("facebook", 1)], "40 %", "en");
    assert!(text.contains("It pays for itself on Instagram, even at the low end."), "{text}");
    assert!(text.contains("On Facebook these orders do not tell yet."), "{text}");
    for (locale, pays, open) in [
        ("de", "Bei Instagram tragen sie sich", "Bei Facebook zeigen es diese Bestellungen noch nicht"),
        ("fr", "Elles se remboursent sur Instagram", "Sur Facebook, ces commandes ne le disent pas encore"),
        ("es", "Se amortiza en Instagram", "En Facebook, estos pedidos aún no lo indican"),
        ("it", "Si ripaga su Instagram", "Su Facebook questi ordini non lo dicono ancora"),
    ] {
        let text = message(&[("instagram", 2), ("facebook", 1)], "40 %", locale);
        assert!(text.contains(pays) && text.contains(open), "{locale}: {text}");
    }
}

/// The most ordinary shop has ads on one network: what its page says, the overview says.
#[test]
fn ads_on_one_network_are_in_the_message() {
    for (margin, result) in [
        ("90 %", "so it pays for itself even at the low end"),
        ("50 %", "these orders do not tell yet"),
        ("10 %", "so it costs more than it earns even at the high end"),
    ] {
        let text = message(&[("instagram", 1)], margin, "en");
        assert!(text.contains("Sales through Instagram are 2.00× its ad spend, from 30 orders; without chance, that lies between 1.40× and 2.86×"), "{text}");
        assert!(text.contains(result), "{margin}: {text}");
    }
}

/// Of 120 orders 30 name no source, and Facebook's 30 have as large a part of them, three times, as they may have: at most 2.86× and
/// twice that.
#[test]
fn what_is_weak_may_have_a_part_of_the_nameless() {
    let text = message(&[("instagram", 2), ("facebook", 1), ("", 1)], "10 %", "en");
    assert!(text.contains("with its part of the orders that name no source"), "{text}");
}
