//! WooCommerce → Analytics → Orders → Download.
//!
//! In: a row per order, a row below 0 per refund; headers in the shop's language, times of the site without a zone. Out: an
//! [`Order`] for each; `net` is `Net Sales`, and what the order cost stands as words and signs in `N. Revenue` and is not
//! read, but for the currency. Absent: the customer, who is only a name; `returning` tells what the shop knows of them.

use iso_currency::Currency;

use super::{Amounts, Head, Importer, Kind, Line, Notice, Order, Reading, Reason, Record, State, Tally, Trace};
use crate::exports::{Cell, Column, Row, currency, error, may_stand_for, plain, quoted, warning};

pub const IMPORTER: Importer = Importer {
    name: "woocommerce_orders",
    label: "WooCommerce orders",
    kind: Kind::Orders,
    network: None,
    knows: |name| COLUMNS.iter().any(|names| names.contains(&name)),
    recognise,
    read,
};

const DATE: &[&str] = &["date", "datum", "fecha", "data"];
const ORDER: &[&str] = &[
    "order #",
    "commande n°",
    "commande no",
    "n° de commande",
    "bestellnr.",
    "bestellung nr.",
    "bestell-nr.",
    "bestellung #",
    "pedido #",
    "pedido n.o",
    "n.o de pedido",
    "no de pedido",
    "ordine n.",
    "ordine #",
    "pedido n°",
];
const REVENUE: &[&str] = &[
    "n. revenue (formatted)",
    "n. revenue",
    "n. revenu (mis en forme)",
    "n. revenu (formate)",
    "revenu net (mis en forme)",
    "netto-umsatz (formatiert)",
    "n. umsatz (formatiert)",
    "ingresos n. (con formato)",
    "ingresos netos (con formato)",
    "entrate n. (formattate)",
    "receita l. (formatada)",
];
const STATUS: &[&str] = &["status", "etat", "statut", "estado", "stato"];
const KIND: &[&str] = &[
    "customer type",
    "type de client",
    "kundentyp",
    "kundenart",
    "tipo de cliente",
    "tipo di cliente",
    "tipo cliente",
];
const PRODUCTS: &[&str] =
    &["product(s)", "produit(s)", "produkt(e)", "producto(s)", "prodotto/i", "prodotti", "prodotto(i)", "produto(s)"];
const ITEMS: &[&str] =
    &["items sold", "articles vendus", "verkaufte artikel", "articulos vendidos", "articoli venduti", "itens vendidos"];
const COUPONS: &[&str] =
    &["coupon(s)", "code(s) promo", "gutschein(e)", "cupon(es)", "codice/i promozionale/i", "coupon", "cupom(ns)"];
const NET: &[&str] = &[
    "net sales",
    "ventes nettes",
    "nettoumsatz",
    "netto-umsatz",
    "nettoverkaufe",
    "ventas netas",
    "vendite nette",
    "vendas liquidas",
];
const ORIGIN: &[&str] =
    &["attribution", "origin", "origine", "zuordnung", "herkunft", "atribucion", "attribuzione", "atribuicao"];

const COLUMNS: &[&[&str]] = &[DATE, ORDER, REVENUE, STATUS, KIND, PRODUCTS, ITEMS, COUPONS, NET, ORIGIN];

fn recognise(head: &Head) -> bool {
    let own =
        [ORDER, REVENUE, KIND, PRODUCTS, ITEMS, COUPONS].iter().filter(|names| head.header.has_any(names)).count();
    own >= 3 && head.header.has_any(NET) && head.header.has_any(DATE)
}

struct Columns {
    date: Column,
    order: Column,
    revenue: Column,
    status: Column,
    kind: Column,
    products: Column,
    coupons: Column,
    net: Column,
    origin: Column,
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let columns = Columns {
        date: reading.needed(DATE)?,
        order: reading.needed(ORDER)?,
        revenue: reading.column(REVENUE),
        status: reading.needed(STATUS)?,
        kind: reading.column(KIND),
        products: reading.column(PRODUCTS),
        coupons: reading.column(COUPONS),
        net: reading.needed(NET)?,
        origin: reading.column(ORIGIN),
    };
    reading.decide(&[(columns.net, Cell::Amount), (columns.date, Cell::Date)])?;
    let Reading { rows, cells, tally, emit, context, .. } = reading;
    while let Some(row) = rows.next_row()? {
        if row.is_empty() {
            continue;
        }
        tally.rows += 1;
        if !cells.fits(&row) {
            tally.skip(Reason::Ragged, row.line);
            continue;
        }
        let Some(day) = cells.day(columns.date.of(&row), row.line)? else {
            tally.skip(Reason::NoDate, row.line);
            continue;
        };
        let otherwise = || context.currency.filter(|own| may_stand_for(sign_of(columns.revenue.of(&row)), *own));
        let currency = currency_of(&columns, &row).or_else(otherwise).ok_or_else(|| no_currency(row.line))?;
        let Some(net) = cells.amount(columns.net, &row, currency)? else {
            tally.skip(Reason::NoAmount, row.line);
            continue;
        };
        let lines = lines(columns.products.of(&row));
        tally.used(day, day, row.line);
        emit(Record::Order(Order {
            id: columns.order.of(&row).trim_start_matches('#'),
            own: moment(columns.date.of(&row)),
            line: row.line,
            day,
            currency,
            state: if net < 0 { State::Refund } else { state(columns.status.of(&row), row.line, tally) },
            amounts: Amounts { net: Some(net.abs()), ..Amounts::default() },
            trace: trace(columns.origin.of(&row), columns.coupons.of(&row)),
            customer: None,
            refunded: None,
            returning: returning(columns.kind.of(&row)),
            country: None,
            lines: &lines,
        }));
    }
    Ok(())
}

/// A day with its time; a day alone tells no refund from another.
fn moment(date: &str) -> &str {
    if date.contains(':') { date } else { "" }
}

/// The currency by its sign or code in `€1,234.50`; a sign of several currencies tells nothing.
fn currency_of(columns: &Columns, row: &Row<'_>) -> Option<Currency> {
    let text = columns.revenue.of(row);
    if text.contains("&euro;") {
        return Some(Currency::EUR);
    }
    currency(sign_of(text))
}

/// What stands beside the digits of an amount.
fn sign_of(text: &str) -> &str {
    let sign = text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ".,-−".contains(c));
    sign.trim_start_matches("&nbsp;").trim_end_matches("&nbsp;")
}

fn no_currency(line: u64) -> Notice {
    error("export-currency", "the file does not tell its currency")
        .line(line)
        .help("write `currency:` below the source")
}

/// `2× Mug, 1× Bowl`; a name may hold a comma, but no comma with a number and a cross behind it.
fn lines(products: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut rest = products;
    while let Some((quantity, tail)) = quantity(rest) {
        let next = tail.match_indices(", ").find(|(at, comma)| self::quantity(&tail[at + comma.len()..]).is_some());
        let end = next.map_or(tail.len(), |(at, _)| at);
        lines.push(Line { name: tail[..end].trim(), sku: "", quantity, sales: None });
        rest = tail.get(end + 2..).unwrap_or_default();
    }
    lines
}

fn quantity(text: &str) -> Option<(i64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let tail = text.get(digits..)?.trim_start();
    let tail = tail.strip_prefix('×').or_else(|| tail.strip_prefix("&times;")).or_else(|| tail.strip_prefix("x "))?;
    Some((text.get(..digits)?.parse().ok()?, tail.trim_start()))
}

/// `Source: Instagram`, `Organic: Google`, `Referral: l.instagram.com`, `Direct`.
fn trace<'a>(origin: &'a str, codes: &'a str) -> Trace<'a> {
    let mut trace = Trace { channel: origin, codes, ..Trace::default() };
    let Some((kind, value)) = origin.split_once(':') else {
        trace.channel = said(origin);
        return trace;
    };
    let value = value.trim();
    if said(value) == "Unknown" {
        return Trace { channel: "Unknown", ..trace };
    }
    match plain(kind).as_str() {
        "source" | "quelle" | "fuente" | "origen" | "sorgente" | "origem" | "fonte" => trace.source = value,
        "organic" | "organique" | "organisch" | "organico" | "ricerca organica" => {
            trace.source = value;
            trace.medium = "organic";
        }
        "referral" | "reference" | "referent" | "verweis" | "empfehlung" | "referencia" | "referido"
        | "riferimento" | "referrer" => {
            trace.referrer = value;
            trace.medium = "referral";
        }
        _ => {}
    }
    trace
}

/// What stands without a source, in English: people who typed the address, orders that the shop typed in, nothing.
fn said(origin: &str) -> &str {
    match plain(origin).as_str() {
        "direkt" | "directo" | "directa" | "diretto" | "diretta" | "direto" => "Direct",
        "unknown" | "unbekannt" | "inconnu" | "inconnue" | "desconocido" | "desconocida" | "sconosciuto"
        | "sconosciuta" | "desconhecido" | "desconhecida" => "Unknown",
        "web admin"
        | "web-admin"
        | "webadmin"
        | "web-verwaltung"
        | "administration web"
        | "admin web"
        | "administrateur web"
        | "administrador web"
        | "administracion web"
        | "administrador de la web"
        | "amministratore web"
        | "amministrazione web"
        | "admin da web"
        | "administracao web"
        | "administrador da web" => "Web admin",
        "mobile app"
        | "mobile-app"
        | "mobile anwendung"
        | "application mobile"
        | "appli mobile"
        | "aplicacion movil"
        | "app movil"
        | "app mobile"
        | "applicazione mobile"
        | "aplicativo movel"
        | "aplicativo para dispositivos moveis" => "Mobile app",
        _ => origin,
    }
}

fn returning(kind: &str) -> Option<bool> {
    match plain(kind).as_str() {
        "new" | "nouveau" | "nouvelle" | "neu" | "nuevo" | "nuova" | "nuovo" | "novo" => Some(false),
        "returning" | "recurrent" | "fidele" | "wiederkehrend" | "recurrente" | "di ritorno" | "abituale"
        | "recorrente" => Some(true),
        _ => None,
    }
}

/// The export holds what WooCommerce's own analytics counts: all but pending, failed and cancelled orders, and those whose
/// status its settings exclude (`woocommerce_excluded_report_order_statuses`). So a status of the shop's own counts.
fn state(status: &str, line: u64, tally: &mut Tally) -> State {
    let word = plain(status);
    let word = word.strip_prefix("wc-").unwrap_or(&word);
    match word {
        "completed" | "processing" | "refunded" | "terminee" | "en cours" | "remboursee" | "abgeschlossen"
        | "in bearbeitung" | "ruckerstattet" | "completado" | "procesando" | "reembolsado" | "completato"
        | "in lavorazione" | "rimborsato" | "concluido" | "processando" => State::Counted,
        "cancelled" | "canceled" | "trash" | "annulee" | "storniert" | "cancelado" | "annullato" | "papierkorb"
        | "corbeille" | "papelera" | "cestino" | "lixeira" => State::Voided,
        "failed" | "echouee" | "fehlgeschlagen" | "fallido" | "fallito" | "malsucedido" => State::Failed,
        "pending"
        | "pending payment"
        | "on-hold"
        | "on hold"
        | "checkout-draft"
        | "draft"
        | "entwurf"
        | "brouillon"
        | "borrador"
        | "bozza"
        | "rascunho"
        | "attente paiement"
        | "en attente"
        | "zahlung ausstehend"
        | "in wartestellung"
        | "pendiente de pago"
        | "en espera"
        | "in attesa di pagamento"
        | "in sospeso"
        | "pagamento pendente"
        | "aguardando" => State::Pending,
        _ => {
            let message =
                format!("the status {} is not known; such orders count, as WooCommerce counts them", quoted(status));
            let help =
                "if they are no sales, exclude the status in WooCommerce's Analytics → Settings and export again";
            tally.say(warning("export-own-status", message).line(line).help(help));
            State::Counted
        }
    }
}
