//! Orders and payments.

use super::*;

const SHOPIFY: &str = "\
Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Country,Shipping Country,Notes,Note Attributes,Cancelled at,Payment Method,Refunded Amount,Id,Tags,Source
#1003,eva@example.org,paid,2026-03-01 00:30:00 +0100,EUR,60.00,5.00,0.00,65.00,SPRING,10.00,2026-03-01 00:30:00 -0500,2,\"Mug, blue\",20.00,M-1,FR,DE,\"Please
wrap\",\"utm_source: instagram
utm_medium: social
utm_campaign: spring%20sale\",,Shopify Payments,0.00,5001,vip,web
#1003,eva@example.org,,,,,,,,,,2026-03-01 00:30:00 -0500,1,Bowl,30.00,B-1,,,,,,,,,,
#1002,max@example.org,partially_refunded,,EUR,119.00,0.00,19.00,119.00,,0.00,2026-02-28 10:00:00 +0100,1,Vase,119.00,V-1,FR,,,,,Shopify Payments,19.00,5002,,pos
#1001,,pending,,EUR,10.00,0.00,0.00,10.00,,0.00,2026-02-27 10:00:00 +0100,1,Cup,10.00,,FR,FR,,,,Bank Deposit,0.00,5003,,web
#1000,,voided,,EUR,10.00,0.00,0.00,10.00,,0.00,2026-02-27 10:00:00 +0100,1,Cup,10.00,,FR,FR,,,2026-02-27 11:00:00 +0100,,0.00,5004,,web
#999,,paid,,EUR,10.00,0.00,0.00,10.00,,0.00,2026-02-27 10:00:00 +0100,1,Cup,10.00,,FR,FR,,,,(for testing) Bogus Gateway,0.00,5005,,web
";

#[test]
fn shopify_orders() {
    let seen = see(SHOPIFY);
    seen.clean("shopify_orders");
    assert_eq!((seen.tally.rows, seen.orders.len()), (6, 5));
    assert_eq!(seen.total(), 6500 + 11900);
    let states: Vec<State> = seen.orders.iter().map(|order| order.state).collect();
    assert_eq!(states, [State::Counted, State::Counted, State::Pending, State::Voided, State::Test]);
    let first = &seen.orders[0];
    assert_eq!((first.id.as_str(), first.day.as_str()), ("#1003", "2026-03-01"), "half past midnight in New York");
    assert_eq!(first.amounts.gross, Some(2 * 2000 + 3000));
    assert_eq!((first.amounts.net, first.amounts.discounts), (Some(6000), Some(1000)));
    assert_eq!(first.lines, [("Mug, blue".to_owned(), 2, Some(4000)), ("Bowl".to_owned(), 1, Some(3000))]);
    assert_eq!(first.utm, ["instagram", "social", "spring sale"].map(str::to_owned));
    assert_eq!((first.country.as_deref(), first.channel.as_str()), (Some("DE"), "web"));
    assert_eq!(first.customer.as_deref(), Some("eva@example.org"));
    let second = &seen.orders[1];
    assert_eq!((second.amounts.net, second.amounts.refunds), (Some(10000), Some(1900)), "the price holds 19.00 of tax");
    assert_eq!((second.country.as_deref(), &second.customer), (Some("FR"), &Some("max@example.org".to_owned())));
}

/// Cancelled before payment it is no order; cancelled after it, money came in, and what went back is a refund.
#[test]
fn a_cancelled_order_counts_if_it_was_paid() {
    let header = SHOPIFY.lines().next().unwrap();
    let order = |name: &str, status: &str, refunded: &str| {
        format!(
            "{name},,{status},,EUR,10.00,0.00,0.00,10.00,,0.00,2026-02-27 10:00:00 +0100,1,Cup,10.00,,FR,FR,,,\
             2026-02-28 11:00:00 +0100,Shopify Payments,{refunded},{name},,web\n"
        )
    };
    let rows = order("#1", "refunded", "10.00") + &order("#2", "paid", "0.00") + &order("#3", "pending", "0.00");
    let seen = see(format!("{header}\n{rows}"));
    let states: Vec<State> = seen.orders.iter().map(|order| order.state).collect();
    assert_eq!(states, [State::Counted, State::Counted, State::Voided]);
    assert_eq!(seen.orders[0].amounts.refunds, Some(1000));
}

#[test]
fn a_line_whose_order_is_elsewhere_is_counted() {
    let header = SHOPIFY.lines().next().unwrap();
    let seen =
        see(format!("{header}\n#7,a@example.org,,,,,,,,,,2026-03-01 00:30:00 +0100,1,Bowl,30.00,B-1,,,,,,,,,,\n"));
    assert_eq!((seen.importer, seen.skipped(Reason::Orphan), seen.orders.len()), ("shopify_orders", 1, 0));
    assert_eq!(seen.codes(Level::Error), ["export-no-rows"]);
}

#[test]
fn two_currencies_stay_apart() {
    let dollars = SHOPIFY
        .replace("#1002,max@example.org,partially_refunded,,EUR", "#1002,max@example.org,partially_refunded,,JPY");
    let seen = see(dollars.replace("119.00", "11900").replace("19.00", "1900"));
    seen.clean("shopify_orders");
    assert_eq!((seen.orders[1].currency, seen.orders[1].amounts.total), (Currency::JPY, Some(11900)));
    assert_eq!(seen.orders[0].currency, Currency::EUR);
}

const STRIPE: &str = "\
id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Status,Customer Email,utm_source (metadata),utm_campaign (metadata),customer_name (metadata)
ch_1,2026-06-30 22:30:00,50.00,0.00,eur,true,50.00,0.00,eur,Order 1,1.05,Paid,a@example.org,tiktok,summer,Eva
ch_2,2026-06-30 12:00:00,20.00,20.00,eur,true,20.00,20.00,eur,Order 2,0.60,Refunded,,,,
ch_3,2026-06-30 12:00:00,99.00,0.00,eur,false,,,,Order 3,0.00,Failed,b@example.org,,,
ch_4,2026-06-30 12:00:00,10.00,0.00,usd,true,9.20,0.00,eur,Order 4,0.50,Paid,c@example.org,,,
";

#[test]
fn stripe_payments() {
    let seen = see(STRIPE);
    seen.clean("stripe_payments");
    assert_eq!(seen.total(), 5000 + 2000 + 1000);
    assert_eq!(seen.orders[0].day, "2026-07-01", "half past midnight in Paris");
    assert_eq!(seen.orders[0].utm, ["tiktok", "", "summer"].map(str::to_owned));
    assert_eq!(seen.orders[0].amounts.fee, Some(105));
    assert_eq!((seen.orders[1].amounts.refunds, seen.orders[2].state), (Some(2000), State::Failed));
    assert_eq!((seen.orders[3].currency, seen.orders[3].amounts.fee), (Currency::USD, None), "the fee is in euros");
    let converted = see_with(STRIPE, &euros());
    assert_eq!((converted.orders[3].currency, converted.orders[3].amounts.total), (Currency::EUR, Some(920)));
    assert_eq!(converted.orders[3].amounts.fee, Some(50));
}

#[test]
fn stripe_payments_of_a_country_with_decimal_commas() {
    let text = "id,Created (UTC),Amount,Amount Refunded,Currency,Status\nch_1,2026-06-30 22:30,\"399,00\",\"0,00\",brl,Paid\nch_2,2026-06-30 22:30,\"1.399,50\",\"0,00\",brl,Paid\n";
    let seen = see(text);
    seen.clean("stripe_payments");
    assert_eq!(seen.total(), 39900 + 139_950);
}

#[test]
fn stripe_balance() {
    let seen = see("\
balance_transaction_id,created_utc,created,available_on,currency,gross,fee,net,reporting_category,source_id
txn_1,2026-07-01 08:00:00,2026-07-01 10:00:00,2026-07-05,eur,50.00,1.05,48.95,charge,ch_1
txn_2,2026-07-02 08:00:00,2026-07-02 10:00:00,2026-07-05,eur,-20.00,0.00,-20.00,refund,re_1
txn_3,2026-07-02 08:00:00,2026-07-02 10:00:00,2026-07-05,eur,-30.00,15.00,-45.00,dispute,dp_1
txn_4,2026-07-02 08:00:00,2026-07-02 10:00:00,2026-07-05,eur,-2.00,0.00,-2.00,fee,
txn_5,2026-07-03 08:00:00,2026-07-03 10:00:00,2026-07-05,eur,-28.95,0.00,-28.95,payout,po_1
");
    seen.clean("stripe_balance");
    assert_eq!(seen.sum(Measure::Gross), 5000);
    assert_eq!(seen.sum(Measure::Refunds), 2000 + 3000);
    assert_eq!(seen.sum(Measure::Fees), 105 + 1500 + 200);
    assert_eq!(seen.sum(Measure::Net), 5000, "refunds and fees are told beside it, and would be taken off twice");
    assert_eq!(seen.skipped(Reason::NoSale), 1);
}

#[test]
fn paypal_activity() {
    let seen = see("\u{feff}\
\"Date\",\"Time\",\"TimeZone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"From Email Address\",\"Transaction ID\",\"Reference Txn ID\",\"Custom Number\"
\"30/06/2026\",\"15:30:00\",\"PDT\",\"Eva\",\"Express Checkout Payment\",\"Completed\",\"EUR\",\"1.050,00\",\"-31,00\",\"1.019,00\",\"e@example.org\",\"T1\",\"\",\"utm_source=x&utm_campaign=may\"
\"02/07/2026\",\"10:00:00\",\"CEST\",\"Eva\",\"Payment Refund\",\"Completed\",\"EUR\",\"-50,00\",\"0,00\",\"-50,00\",\"shop@example.org\",\"T2\",\"T1\",\"\"
\"02/07/2026\",\"11:00:00\",\"CEST\",\"\",\"General Withdrawal\",\"Completed\",\"EUR\",\"-900,00\",\"0,00\",\"-900,00\",\"\",\"T3\",\"\",\"\"
\"02/07/2026\",\"12:00:00\",\"CEST\",\"Max\",\"Mobile Payment\",\"Pending\",\"EUR\",\"20,00\",\"0,00\",\"20,00\",\"m@example.org\",\"T4\",\"\",\"\"
");
    seen.clean("paypal_activity");
    assert_eq!(seen.total(), 105_000);
    assert_eq!(
        (seen.orders[0].day.as_str(), seen.orders[0].amounts.fee),
        ("2026-07-01", Some(3100)),
        "half past midnight in Paris"
    );
    assert_eq!(seen.orders[0].utm, ["x", "", "may"].map(str::to_owned));
    assert_eq!((seen.orders[1].state, seen.orders[1].id.as_str()), (State::Refund, "T1"));
    assert_eq!((seen.orders[1].amounts.total, seen.skipped(Reason::NoSale)), (Some(5000), 1));
    assert_eq!(seen.orders[2].state, State::Pending);
}

#[test]
fn woocommerce_orders() {
    let seen = see("\
Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
2026-05-02 11:00:00,101,€45.00,completed,Eva Muster,new,\"2× Mug, 1× Bowl, large\",3,MAY,40.5,Source: Instagram
2026-05-03 11:00:00,101,-€10.00,refunded,Eva Muster,new,,0,,-10,Source: Instagram
2026-05-04 11:00:00,102,€12.00,on-hold,Max Muster,returning,1× Cup,1,,12,Organic: Google
");
    seen.clean("woocommerce_orders");
    assert_eq!(seen.orders[0].currency, Currency::EUR);
    assert_eq!(seen.orders[0].lines, [("Mug".to_owned(), 2, None), ("Bowl, large".to_owned(), 1, None)]);
    assert_eq!(seen.orders[0].amounts.net, Some(4050));
    assert_eq!((seen.orders[1].state, seen.orders[1].amounts.net), (State::Refund, Some(1000)));
    assert_eq!((seen.orders[2].state, seen.orders[2].returning), (State::Pending, Some(true)));
    assert_eq!(seen.orders[0].utm[0], "Instagram");
    assert_eq!(seen.orders[2].utm[..2], ["Google", "organic"].map(str::to_owned));
    assert!(seen.orders.iter().all(|order| order.customer.is_none()), "a name tells no customers apart");
}

#[test]
fn woocommerce_orders_in_german() {
    let seen = see("Datum;Bestellung #;N. Umsatz (formatiert);Status;Kunde;Kundentyp;Produkt(e);Verkaufte Artikel;Gutschein(e);Nettoumsatz;Herkunft
2026-05-02 11:00:00;101;\"1.045,00&nbsp;€\";Abgeschlossen;Eva;Neu;2× Becher;2;;\"1.040,50\";Quelle: instagram
");
    seen.clean("woocommerce_orders");
    assert_eq!((seen.orders[0].amounts.net, seen.orders[0].currency), (Some(104_050), Currency::EUR));
    assert_eq!((seen.orders[0].returning, seen.orders[0].utm[0].as_str()), (Some(false), "instagram"));
}

#[test]
fn woocommerce_orders_in_spanish() {
    for number in ["Pedido #", "Pedido n.º", "N.º de pedido", "Nº de pedido", "Pedido n°"] {
        let seen = see(format!(
            "Fecha,{number},Ingresos n. (con formato),Estado,Tipo de cliente,Producto(s),Artículos vendidos,Cupón(es),Ventas netas,Atribución\n\
             2026-05-02 11:00:00,101,\"45,00 €\",Completado,Nuevo,2× Taza,2,,\"40,50\",Fuente: instagram\n"
        ));
        seen.clean("woocommerce_orders");
        assert_eq!((seen.orders[0].id.as_str(), seen.orders[0].amounts.net), ("101", Some(4_050)), "{number}");
    }
}

#[test]
fn a_table_of_orders() {
    let map = r#"{"date": "When", "order": "No", "currency": "Cur", "source": "Came from", "measures": {"total": "Paid", "fees": "Kept"}}"#;
    let context = Context { table: Some(serde_json::from_str(map).unwrap()), day_first: Some(true), ..paris() };
    let seen = see_with(
        "No;When;Came from;Cur;Paid;Kept\nA1;3/4/2026;newsletter;EUR;12,50;0,40\nA1;5/4/2026;newsletter;EUR;-2,50;0\n",
        &context,
    );
    seen.clean("table");
    assert_eq!(
        (seen.orders[0].day.as_str(), seen.orders[0].amounts.total, seen.orders[0].amounts.fee),
        ("2026-04-03", Some(1250), Some(40))
    );
    assert_eq!((seen.orders[1].state, seen.orders[1].amounts.total), (State::Refund, Some(250)));
}

#[test]
fn woocommerce_says_what_is_no_source_in_its_language() {
    let of = |word: &str| {
        let head =
            "Datum,Bestellung #,Status,Kundentyp,Produkt(e),Verkaufte Artikel,Gutschein(e),Nettoumsatz,Zuordnung";
        let row = format!("2026-09-01 10:00:00,1,Abgeschlossen,neu,1× Mug,1,,\"40,00\",{word}\n");
        see_with(format!("{head}\n{row}"), &euros()).orders[0].channel.clone()
    };
    assert_eq!(
        ["Direkt", "Directo", "Diretto", "Direct", "Web-Admin", "Inconnu"].map(of),
        ["Direct", "Direct", "Direct", "Direct", "Web admin", "Unknown"]
    );
}

/// PayPal's German has two fields beside each other, `Rechnungsnummer` and `Zollnummer`; the second is the custom one.
#[test]
fn the_custom_field_of_paypal_in_other_languages() {
    let of = |head: &str, invoice: &str, custom: &str| {
        let row = format!(
            "01.09.2026,10:00:00,MESZ,Eva,Zahlung,Abgeschlossen,EUR,\"50,00\",\"-1,00\",\"49,00\",T1,{invoice},{custom}\n"
        );
        see(format!("{head}\n{row}")).orders[0].utm[0].clone()
    };
    let german = "Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Transaktionscode,Rechnungsnummer,Zollnummer";
    let french = "Date,Heure,Fuseau horaire,Nom,Type,État,Devise,Brut,Frais,Net,Numéro de transaction,Numéro de facture,Numéro de client";
    let italian = "Data,Orario,Fuso orario,Nome,Tipo,Stato,Valuta,Lordo,Tariffa,Netto,Codice transazione,N° ordine commerciante,Numero personalizzato";
    for head in [german, french, italian] {
        assert_eq!(of(head, "R-1001", "utm_source=instagram"), "instagram", "{head}");
        assert_eq!(of(head, "utm_source=tiktok", ""), "tiktok", "{head}");
    }
}

/// `Shipped` is a status of the shop's own: WooCommerce's analytics, whose export this is, counts it. Shopify has no such ones.
#[test]
fn a_status_that_nobody_knows_is_warned_of() {
    let row = |n: u32, status: &str| format!("2026-09-0{n} 10:00:00,{n},€60.00,{status},Eva,new,1× Mug,1,,50,Direct\n");
    let rows: String = ["Completed", "Shipped", "Ready for pickup", "Shipped", "On hold", "Draft"]
        .iter()
        .zip(1..)
        .map(|(status, n)| row(n, status))
        .collect();
    let woo = see(format!(
        "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n{rows}"
    ));
    woo.clean("woocommerce_orders");
    assert_eq!(woo.orders.iter().filter(|order| order.state == State::Counted).count(), 4);
    assert_eq!(woo.codes(Level::Warning), ["export-own-status"; 2]);
    let said = &woo.tally.notices[0];
    assert!(said.message.contains("`Shipped`") && said.line == Some(3) && said.help.contains("Settings"), "{said:?}");

    let shopify = see(SHOPIFY.replace(",,pending,", ",,on_its_way,"));
    assert_eq!((shopify.orders[2].state, shopify.codes(Level::Warning)), (State::Pending, vec!["export-status"]));
    assert!(
        shopify.tally.notices.iter().any(|notice| notice.message.contains("`on_its_way`") && !notice.help.is_empty())
    );
}
