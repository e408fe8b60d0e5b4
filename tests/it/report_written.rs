//! The KPI report where report.yaml says of an export what the export itself denies, or what no report can do.

use crate::report::HEAD;
use crate::report_figures::{page, payments, whole};
use crate::report_part::said;

const NETWORKS: &str = "sources:\n  - {file: pay.csv, network: instagram}\n";

/// Four orders of €20, each through another network, and one that says nothing.
fn orders() -> String {
    let rows = [("a", "facebook"), ("b", "tiktok"), ("c", "newsletter"), ("d", "instagram"), ("e", "")];
    let mails = rows.map(|(name, _)| format!("{name}@x.example"));
    let rows = rows.iter().zip(&mails).map(|((_, source), mail)| ("2026-09-10", "20.00", mail.as_str(), *source));
    payments(&rows.collect::<Vec<_>>())
}

/// `network:` is of those that say nothing.
#[test]
fn an_order_that_names_its_network_is_of_that_one() {
    let (export, yaml) = (orders(), format!("{HEAD}{NETWORKS}"));
    let exports = [("pay.csv", export.as_str())];
    let report = whole(&yaml, &exports, "2026-09");
    let networks = &report["metrics"]["networks"];
    for (network, orders) in [("instagram", 2), ("facebook", 1), ("tiktok", 1), ("email", 1)] {
        assert_eq!(networks[network]["orders"]["now"], orders, "{network}: {networks}");
    }
    let text = said(&yaml, &exports);
    assert!(
        text.contains("3 of its 5 orders say themselves that they came another way than through `instagram`"),
        "{text}"
    );
    let export = export.replace(",facebook\n", ",\n").replace(",tiktok\n", ",\n");
    assert!(!said(&yaml, &[("pay.csv", &export)]).contains("export-network"));
}

/// Payments of orders that no file tells are no sales, and hardly what was meant.
#[test]
fn payments_of_orders_that_nothing_tells_are_told() {
    let (export, yaml) = (orders(), format!("{HEAD}sources:\n  - {{file: pay.csv, role: payments}}\n"));
    let exports = [("pay.csv", export.as_str())];
    let text = said(&yaml, &exports);
    assert!(text.contains("its rows pay orders that nothing else tells") && text.contains("`role: orders`"), "{text}");
    let by_hand = "metrics:\n  - {network: whatsapp, period: 2026-09, orders: 5, sales: 100}\n";
    assert!(!said(&(yaml + by_hand), &exports).contains("export-payments"));
    assert!(!said(&format!("{HEAD}sources:\n  - {{file: pay.csv}}\n"), &exports).contains("export-payments"));
}

/// English text between Portuguese dates is told; French has words.
#[test]
fn a_report_in_a_language_without_words_is_told() {
    let export = orders();
    let exports = [("pay.csv", export.as_str())];
    let of = |locale: &str| format!("locale: {locale}\n{HEAD}{NETWORKS}");
    let text = said(&of("pt-PT"), &exports);
    assert!(text.contains("the theme has no words for a report in `pt-PT`, so they are English"), "{text}");
    assert!(text.contains("write one of de, en, es, fr, it"), "{text}");
    assert!(!said(&of("fr-CH"), &exports).contains("theme-words"));
    assert!(page(&of("fr-CH"), &exports, "index.html").contains("Commandes"));
}
