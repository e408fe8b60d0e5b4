//! Exports that are broken, and what their owner is told.

use proptest::prelude::*;

use super::*;
use crate::exports::Decimal;

const ADS: &str =
    "Campaign name,Day,Amount spent (EUR),Impressions\nCafé,2026-09-01,5.00,10\nCafé,2026-09-02,7.25,20\n";

/// The same ads, whatever happened to their bytes.
fn is_read(bytes: impl AsRef<[u8]>) -> Seen {
    let seen = see(bytes);
    seen.clean("meta_ads");
    assert_eq!((seen.sum(Measure::Spend), seen.sum(Measure::Impressions)), (1225, 30));
    assert_eq!(seen.samples[0].campaign, "Café");
    seen
}

#[test]
fn every_encoding() {
    is_read(ADS);
    is_read(format!("\u{feff}{ADS}"));
    is_read(utf16(ADS));
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(ADS.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    is_read(&big);
    assert_eq!(is_read(&big[2..]).codes(Level::Note), ["export-encoding"]);
    let latin: Vec<u8> = ADS.chars().map(|c| if c == 'é' { 0xE9 } else { c as u8 }).collect();
    assert_eq!(is_read(latin).codes(Level::Note), ["export-encoding"]);
}

#[test]
fn windows_1252_behind_a_megabyte_of_ascii() {
    let mut bytes = b"Campaign name,Day,Amount spent (EUR),Impressions\n".to_vec();
    for _ in 0..40_000 {
        bytes.extend_from_slice(b"Cafe,2026-09-01,5.00,10\n");
    }
    bytes.extend_from_slice(b"Caf\xE9,2026-09-01,5.00,10\n");
    let seen = see(bytes);
    seen.clean("meta_ads");
    assert_eq!((seen.samples.last().unwrap().campaign.as_str(), seen.tally.rows), ("Café", 40_001));
    assert_eq!(seen.codes(Level::Note), ["export-encoding"]);
}

#[test]
fn every_delimiter_and_line_end() {
    for (from, to) in [(",", ";"), (",", "\t"), (",", "|"), ("\n", "\r\n"), ("\n", "\r"), ("\n", "\n\n")] {
        is_read(ADS.replace(from, to));
    }
    is_read(format!("sep=;\r\n{}", ADS.replace(',', ";")));
    is_read(ADS.replace("Café", "Ca\0fé"));
    is_read(format!("Some report\nMade by somebody\n\n{ADS}"));
}

#[test]
fn a_file_that_ends_inside_quotes() {
    let seen = see(format!("{ADS}\"Café,2026-09-03,5.00,10\nCafé,2026-09-04,5.00,10\n"));
    assert_eq!((seen.error().code, seen.error().line), ("export-truncated", Some(4)));
}

#[test]
fn a_row_that_was_cut() {
    let seen = see(format!("{ADS}Café,2026-09-03,5."));
    seen.clean("meta_ads");
    assert_eq!((seen.skipped(Reason::Ragged), seen.tally.skipped[0].first_line), (1, 4));
    let torn = |seen: &Seen| seen.tally.notices.iter().find(|notice| notice.code == "export-torn").map(|own| own.line);
    assert_eq!(torn(&seen), Some(Some(4)), "more may have been cut off");
    let lines = see(format!("{ADS}\"Café\nand garden\",2026-09-03,5."));
    assert_eq!(torn(&lines), Some(Some(4)), "a field with a line break stands before the tear");
    for whole in [format!("{ADS}Café,2026-09-03,5.\n"), format!("{ADS}Café,2026-09-03\nCafé,2026-09-04,5.00,10")] {
        assert_eq!(torn(&see(whole)), None);
    }
}

/// Shopify exports the page that is shown, of 50 orders, unless all are asked for.
#[test]
fn a_page_of_shopifys_orders() {
    let day = |day: i8| jiff::civil::date(2026, 9, day);
    let cut = |orders: u32, from: jiff::civil::Date| {
        let rows: String =
            (1..=orders).map(|n| format!("#{n},paid,2026-09-{:02} 10:00:00 +0200,EUR,20.00\n", 10 + n % 20)).collect();
        let context = Context { period: Some((from, day(30))), ..paris() };
        let seen = see_with(
            format!(
                "Name,Financial Status,Created at,Currency,Total,Lineitem name,Lineitem price,Lineitem quantity\n{}",
                rows.replace(".00\n", ".00,Mug,20.00,1\n")
            ),
            &context,
        );
        seen.clean("shopify_orders");
        seen.codes(Level::Warning).contains(&"export-cut")
    };
    assert!(cut(50, jiff::civil::date(2026, 1, 1)));
    assert!(!cut(51, jiff::civil::date(2026, 1, 1)) && !cut(50, day(5)));
}

#[test]
fn a_quote_that_never_ends() {
    let seen = see(format!("{ADS}\"{}", "Café,2026-09-03,5.00,10\n".repeat(100_000)));
    assert_eq!((seen.error().code, seen.error().line), ("export-row", Some(4)));
}

#[test]
fn the_decimal_sign_is_decided_or_asked_for() {
    let ads = |first: &str, second: &str| {
        format!("Campaign name;Day;Amount spent (EUR);Frequency\nA;2026-09-01;{first};1\nA;2026-09-02;{second};1\n")
    };
    assert_eq!(see(ads("1.234", "5,50")).sum(Measure::Spend), 123_400 + 550);
    assert_eq!(see(ads("1 234,5", "7")).sum(Measure::Spend), 123_450 + 700);
    assert_eq!(see(ads("12,50 €", "€ 1.000,00")).sum(Measure::Spend), 1250 + 100_000);
    let unclear = see(ads("1.234", "5"));
    assert_eq!((unclear.error().code, unclear.error().line), ("export-decimal", Some(2)));
    assert!(unclear.error().help.contains("decimal:"));
    let told = Context { decimal: Some(Decimal::Comma), ..paris() };
    assert_eq!(see_with(ads("1.234", "5"), &told).sum(Measure::Spend), 123_900);
    let yen = ads("1.234", "5").replace("(EUR)", "(JPY)");
    assert_eq!(see(&yen).sum(Measure::Spend), 1_239);
    let mixed = yen.replacen(";1\n", ";1,234\n", 1).replace("Frequency", "Impressions");
    assert_eq!(see(mixed).error().code, "export-decimal");
    let mixed = see(ads("5,50", "5.50"));
    assert_eq!((mixed.error().code, mixed.error().line), ("export-decimal", Some(3)));
}

#[test]
fn a_sign_that_changes_far_behind_the_first_rows() {
    let mut text = "Campaign name;Day;Amount spent (EUR)\n".to_owned();
    text.push_str(&"A;2026-09-01;5,50\n".repeat(10_000));
    text.push_str("A;2026-09-01;5.50\n");
    assert_eq!((see(&text).error().code, see(&text).error().line), ("export-decimal", Some(10_002)));
}

#[test]
fn day_and_month_are_decided_or_asked_for() {
    let ads =
        |first: &str, second: &str| format!("Campaign name,Day,Amount spent (EUR)\nA,{first},5.50\nA,{second},5.50\n");
    assert_eq!(see(ads("3/4/2026", "13/4/2026")).samples[0].days, "2026-04-03..2026-04-03");
    assert_eq!(see(ads("3/4/2026", "3/14/2026")).samples[0].days, "2026-03-04..2026-03-04");
    assert_eq!(see(ads("3.4.2026", "4.4.2026")).samples[0].days, "2026-04-03..2026-04-03");
    assert_eq!(
        (see(ads("3/4/2026", "4/4/2026")).error().code, see(ads("3/4/2026", "4/4/2026")).error().line),
        ("export-date", Some(2))
    );
    assert_eq!(see(ads("13/4/2026", "3/14/2026")).error().line, Some(3));
    let told = Context { day_first: Some(true), ..paris() };
    assert_eq!(see_with(ads("3/4/2026", "4/4/2026"), &told).samples[0].days, "2026-04-03..2026-04-03");
}

#[test]
fn an_amount_in_another_currency_than_its_column() {
    let ads = |header: &str, cell: &str| {
        format!("Campaign name,Day,{header},Impressions\nA,2026-09-01,5.00,10\nA,2026-09-02,{cell},20\n")
    };
    for cell in ["10.00 USD", "$10.00", "usd 10.00", "-$10.00", "($10.00)", "10.00 kr", "£10.00", "CHF10.00"] {
        let seen = see(ads("Amount spent (EUR)", cell));
        assert_eq!((seen.error().code, seen.error().line), ("export-currency", Some(3)), "{cell}");
        let said = [cell, "EUR", "Amount spent (EUR)"].iter().all(|part| seen.error().message.contains(part));
        assert!(said, "{}", seen.error().message);
        assert!(seen.error().help.contains("currency:"), "{}", seen.error().help);
    }
    for (code, cell) in [
        ("EUR", "€10.00"),
        ("EUR", "10.00 EUR"),
        ("USD", "$10.00"),
        ("CAD", "CA$10.00"),
        ("MXN", "$10.00"),
        ("EGP", "£10.00"),
        ("DKK", "10.00 kr."),
        ("CHF", "Fr. 10.00"),
        ("PLN", "10.00 zł"),
    ] {
        let seen = see(ads(&format!("Amount spent ({code})"), cell));
        seen.clean("meta_ads");
        assert_eq!(seen.sum(Measure::Spend), 1500, "{cell}");
    }
    // The report's own currency is assumed where a file tells none; a sign contradicts that too.
    let map = TableMap {
        date: Some("Day".to_owned()),
        measures: [(Measure::Spend, "Cost".to_owned())].into(),
        ..TableMap::default()
    };
    let assumed = Context { table: Some(map), ..euros() };
    assert_eq!(see_with("Day,Cost\n2026-09-01,$10.00\n", &assumed).error().code, "export-currency");
    let of_rows = "Campaign name,Day,Currency,Amount spent (EUR)\nA,2026-09-01,EUR,5.00\nA,2026-09-02,USD,5.00\n";
    assert_eq!((see(of_rows).error().code, see(of_rows).error().line), ("export-currency", Some(3)));
}

#[test]
fn an_amount_of_an_order_in_another_currency_names_its_column() {
    let stripe =
        "id,Created date (UTC),Amount,Amount Refunded,Currency,Status\nc1,2026-09-01 10:00:00,$5.00,0.00,eur,Paid\n";
    let shopify = "Name,Created at,Financial Status,Total,Refunded Amount,Currency,Lineitem name,Lineitem price\n\
                   #1,2026-09-01 10:00:00 +0200,paid,5.00,£1.00,EUR,Mug,5.00\n";
    for (export, line, column) in [(stripe, 2, "`Amount`"), (shopify, 2, "`Refunded Amount`")] {
        let seen = see(export);
        assert_eq!((seen.error().code, seen.error().line), ("export-currency", Some(line)));
        assert!(seen.error().message.starts_with(column), "{}", seen.error().message);
    }
}

#[test]
fn a_word_where_a_number_belongs() {
    let seen = see(format!("{ADS}Café,2026-09-03,ten,10\nCafé,2026-09-04,10€50,10\n"));
    assert_eq!((seen.sum(Measure::Spend), seen.codes(Level::Warning)), (1225, vec!["export-number"]));
    let warned = seen.tally.notices.iter().find(|notice| notice.code == "export-number").unwrap();
    assert_eq!(warned.line, Some(4));
    assert!(warned.message.starts_with("2 cells"), "{}", warned.message);
}

#[test]
fn files_that_nobody_knows() {
    let seen = see("Umsatz,Wetter,Laune\n12,Regen,gut\n");
    assert_eq!(seen.error().code, "export-unknown");
    assert!(seen.error().message.contains("`Wetter`"), "{}", seen.error().message);
    let near = see("Name,Email,Lineitem name,Created at\n#1,a@example.org,Mug,2026-01-01\n");
    assert!(near.error().help.contains("shopify_orders"), "{}", near.error().help);
    assert!(!near.error().message.contains("a@example.org"));
    let any = see("Campaign name,Date,Cost\nSpring,2026-09-01,10.00\n").error().help.clone();
    assert!(any.contains("`format: tiktok_ads` or `format: google_ads`"), "{any}");
    // What it is must come first: columns below `table:` lose states, refunds and the further lines of an order.
    let woo = see("Date,Order #,Status,Net Sales,Attribution\n2026-09-01 10:00:00,1,Completed,50.00,Direct\n");
    let help = &woo.error().help;
    assert!(help.contains("write `format: woocommerce_orders` below the source if it is one; else"), "{help}");
    for (bytes, code) in [
        (&b""[..], "export-empty"),
        (b"\n\n  \n", "export-empty"),
        (b"PK\x03\x04\x14\0", "export-format"),
        (b"<!DOCTYPE html><p>", "export-format"),
    ] {
        assert_eq!(see(bytes).error().code, code);
    }
}

#[test]
fn a_file_without_a_header_names_nobody() {
    let seen = see("Eva Muster,eva@example.org,Lyon\nMax Muster,max@example.org,Cork\n");
    assert_eq!(seen.error().code, "export-unknown");
    let said = format!("{:?}", seen.tally.notices);
    assert!(!said.contains("Muster") && !said.contains('@'), "{said}");
    let named = see_as("Eva Muster,eva@example.org,Lyon\n", Some("shopify_orders"), &paris());
    assert!(!format!("{:?}", named.tally.notices).contains("Muster"));
}

/// An export without rows is a slip, unless its author says of which days it is: then nothing was there on them.
#[test]
fn an_export_without_rows_may_be_meant() {
    let head = ADS.lines().next().unwrap();
    assert_eq!(see(head).codes(Level::Warning), ["export-no-rows"]);
    let august = Some(("2026-08-01".parse().unwrap(), "2026-08-31".parse().unwrap()));
    let meant = Context { period: august, ..paris() };
    assert_eq!(see_with(head, &meant).codes(Level::Warning), [] as [&str; 0]);
    let lost = see_with(format!("{head}\nA,some day,5.00,10\n"), &meant);
    assert_eq!(lost.error().code, "export-no-rows", "rows that cannot be used are a slip all the same");
}

/// A month in which all campaigns paused is exported as rows of zeros or of nothing: it says that nothing was spent.
#[test]
fn rows_of_ads_that_cost_nothing_are_no_slip() {
    let august = Some(("2026-08-01".parse().unwrap(), "2026-08-31".parse().unwrap()));
    let head = "Campaign name,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n";
    for spent in ["0,0", ",", "0.00,"] {
        let seen = see(format!("{head}Always,{spent},2026-08-01,2026-08-31\n"));
        assert_eq!((seen.codes(Level::Error), seen.tally.unspent), (vec![], august), "{spent}");
    }
    let by_day = "Campaign name,Day,Amount spent (EUR),Impressions,Reporting starts,Reporting ends\n";
    let undated = see(format!("{by_day}Always,,,,2026-08-01,2026-08-31\n"));
    assert_eq!((undated.codes(Level::Error), undated.tally.unspent), (vec![], august), "without a day");
    let lost = see(format!("{head}Always,0,0,2026-08-01,2026-08-31\nAlways,n/a,,2026-08-01,2026-08-31\n"));
    assert_eq!(lost.tally.unspent, august);
    let unread = see(format!("{head}Always,n/a,,2026-08-01,2026-08-31\n"));
    assert_eq!((unread.error().code, unread.tally.unspent), ("export-no-rows", None));
    let google = "Campaign report\n1 August 2026 - 31 August 2026\nDay,Campaign,Campaign ID,Currency code,Cost,Impr.,Clicks\n\
                  Total: Campaigns, --, --,EUR,0.00,0,0\n";
    let paused = see(google);
    assert_eq!((paused.codes(Level::Warning), paused.tally.declared), (vec![], august));
}

/// Bytes that look like an export, more or less.
fn nearly_exports() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "Campaign name",
        "Day",
        "Amount spent (EUR)",
        "Date",
        "Primary",
        "Name",
        "Financial Status",
        "Lineitem name",
        "Total",
        "Sessions",
        "Session source",
        "2026-01-02",
        "3/4/2026",
        "1,234",
        "-5.5",
        "Women",
        "Men",
        "\"",
        "\"\"",
        ",",
        ",",
        ",",
        ";",
        "\n",
        "\n",
        "\r\n",
        "\n\n",
        "\0",
        "é",
        "\u{feff}",
        "99999999999999999999",
        "sep=;",
        "Total: x",
    ];
    let word = prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec());
    let any = prop::collection::vec(any::<u8>(), 0..4);
    prop::collection::vec(prop_oneof![8 => word, 1 => any], 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in nearly_exports(), which in 0..IMPORTERS.len()) {
        see_with(&bytes, &euros());
        let day = "2026-01-01".parse().unwrap();
        see_as(&bytes, Some(IMPORTERS[which].name), &Context { period: Some((day, day)), ..paris() });
    }
}
