//! PayPal → Activity → Download (all transactions, CSV).
//!
//! In: a row per movement; date, time and zone in columns of their own, headers in the account's language. Out: an [`Order`]
//! for each payment that came in, one with [`State::Refund`] for each that went back, and one with [`State::WonBack`] for
//! what comes back of those: a dispute was won. Absent: withdrawals, conversions, fees and payments to others; holds and
//! their ends, for what PayPal holds back while it looks into a dispute still belongs to the shop. Names are not read; the
//! payer's mail address tells customers apart.
//!
//! Types: <https://developer.paypal.com/docs/reports/reference/tcodes/>

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

use super::utm::Utm;
use super::{Amounts, Cells, Head, Importer, Kind, Line, Notice, Order, Reading, Reason, Record, State, Trace};
use crate::exports::{Cell, Clock, Column, Row, When, plain, with_time};

pub const IMPORTER: Importer = Importer {
    name: "paypal_activity",
    label: "PayPal activity",
    kind: Kind::Payments,
    network: None,
    knows: |name| COLUMNS.iter().any(|names| names.contains(&name)),
    recognise,
    read,
};

const DATE: &[&str] = &["date", "datum", "fecha", "data"];
const TIME: &[&str] = &["time", "uhrzeit", "heure", "hora", "orario", "horario"];
const ZONE: &[&str] = &[
    "timezone",
    "time zone",
    "zeitzone",
    "fuseau horaire",
    "zona horaria",
    "huso horario",
    "fuso orario",
    "fuso horario",
];
const TYPE: &[&str] = &["type", "typ", "tipo", "beschreibung", "description"];
const STATUS: &[&str] = &["status", "etat", "estado", "stato"];
const CURRENCY: &[&str] = &["currency", "wahrung", "devise", "divisa", "moneda", "valuta", "moeda"];
const GROSS: &[&str] = &["gross", "brutto", "avant commission", "brut", "bruto", "lordo"];
const FEE: &[&str] = &["fee", "gebuhr", "entgelt", "commission", "frais", "tarifa", "comision", "tariffa", "taxa"];
const NET: &[&str] = &["net", "netto", "neto", "liquido"];
const MAIL: &[&str] = &[
    "from email address",
    "absender e-mail-adresse",
    "de l'adresse email",
    "adresse email de l'expediteur",
    "correo electronico del remitente",
    "direccion de correo electronico del remitente",
    "indirizzo email mittente",
    "do e-mail",
];
const ID: &[&str] = &[
    "transaction id",
    "transaktionscode",
    "numero de transaction",
    "id. de transaccion",
    "id de transaccion",
    "codice transazione",
    "id da transacao",
];
const PARENT: &[&str] = &[
    "reference txn id",
    "zugehoriger transaktionscode",
    "numero de la transaction de reference",
    "id. de referencia de trans.",
    "codice transazione di riferimento",
];
const SALES_TAX: &[&str] = &["sales tax", "umsatzsteuer", "tva", "impuesto sobre las ventas"];
const SHIPPING: &[&str] = &[
    "shipping and handling amount",
    "versand- und bearbeitungsgebuhr",
    "frais de port",
    "importe de envio y manipulacion",
];
const COUNTRY: &[&str] = &["country code", "landervorwahl", "code pays", "codigo de pais", "codice paese"];
const ITEM: &[&str] =
    &["item title", "artikelbezeichnung", "titre de l'objet", "titulo del articulo", "titolo oggetto"];
const SKU: &[&str] = &["item id", "artikelnummer", "numero de l'objet", "id del articulo", "id oggetto"];
const QUANTITY: &[&str] = &["quantity", "anzahl", "quantite", "cantidad", "quantita"];
/// PayPal's German calls it the number of customs.
const CUSTOM: &[&str] =
    &["custom number", "zollnummer", "numero de client", "no de client", "n° de client", "numero personalizzato"];
const INVOICE: &[&str] = &[
    "invoice number",
    "invoice id",
    "rechnungsnummer",
    "numero de facture",
    "no de facture",
    "n° de facture",
    "identifiant de facture",
    "id. de factura",
    "n° ordine commerciante",
];

const COLUMNS: &[&[&str]] =
    &[DATE, TIME, ZONE, TYPE, STATUS, CURRENCY, GROSS, FEE, NET, MAIL, ID, PARENT, SALES_TAX, SHIPPING, COUNTRY];

fn recognise(head: &Head) -> bool {
    [DATE, TYPE, STATUS, GROSS, FEE, NET].iter().all(|names| head.header.has_any(names))
        && (head.header.has_any(ID) || head.header.has_any(MAIL))
}

struct Columns {
    date: Column,
    time: Column,
    zone: Column,
    kind: Column,
    status: Column,
    currency: Column,
    gross: Column,
    fee: Column,
    net: Column,
    mail: Column,
    id: Column,
    parent: Column,
    tax: Column,
    shipping: Column,
    country: Column,
    custom: Column,
    invoice: Column,
    item: Column,
    sku: Column,
    quantity: Column,
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let columns = columns(reading)?;
    let amounts = [columns.gross, columns.fee, columns.net].map(|column| (column, Cell::Amount));
    reading.decide(&[amounts[0], amounts[1], amounts[2], (columns.date, Cell::Date)])?;
    let mut zones = Zones::default();
    let mut utm = Utm::default();
    let Reading { rows, cells, tally, emit, .. } = reading;
    while let Some(row) = rows.next_row()? {
        if row.is_empty() {
            continue;
        }
        tally.rows += 1;
        if !cells.fits(&row) {
            tally.skip(Reason::Ragged, row.line);
            continue;
        }
        match order(&columns, &row, cells, &mut zones)? {
            Ok(order) => {
                tally.used(order.day, order.day, row.line);
                utm.clear();
                utm.of_address(order.trace.notes);
                let line = line(&columns, &row, &order);
                let lines = line.as_slice();
                emit(Record::Order(Order { trace: Trace { notes: order.trace.notes, ..utm.trace() }, lines, ..order }));
            }
            Err(reason) => tally.skip(reason, row.line),
        }
    }
    Ok(())
}

fn columns(reading: &Reading<'_, '_>) -> Result<Columns, Notice> {
    Ok(Columns {
        date: reading.needed(DATE)?,
        time: reading.column(TIME),
        zone: reading.column(ZONE),
        kind: reading.needed(TYPE)?,
        status: reading.needed(STATUS)?,
        currency: reading.needed(CURRENCY)?,
        gross: reading.needed(GROSS)?,
        fee: reading.column(FEE),
        net: reading.column(NET),
        mail: reading.column(MAIL),
        id: reading.needed(ID)?,
        parent: reading.column(PARENT),
        tax: reading.column(SALES_TAX),
        shipping: reading.column(SHIPPING),
        country: reading.column(COUNTRY),
        custom: reading.column(CUSTOM),
        invoice: reading.column(INVOICE),
        item: reading.column(ITEM),
        sku: reading.column(SKU),
        quantity: reading.column(QUANTITY),
    })
}

/// What a row is, as an order or as the reason why it is none.
fn order<'a>(
    columns: &Columns,
    row: &Row<'a>,
    cells: &mut Cells,
    zones: &mut Zones,
) -> Result<Result<Order<'a>, Reason>, Notice> {
    let Some(day) = day(columns, row, cells, zones)? else { return Ok(Err(Reason::NoDate)) };
    let Some(currency) = cells.currency(columns.currency.of(row)) else { return Ok(Err(Reason::NoCurrency)) };
    let mut money = |column: Column| cells.amount(column, row, currency);
    let Some(gross) = money(columns.gross)? else { return Ok(Err(Reason::NoAmount)) };
    let (fee, tax, shipping) = (money(columns.fee)?, money(columns.tax)?, money(columns.shipping)?);
    let Some(state) = state(columns, row, gross) else { return Ok(Err(Reason::NoSale)) };
    let back = matches!(state, State::Refund | State::WonBack);
    let total = Some(gross.abs());
    let amounts = Amounts {
        total,
        tax: tax.filter(|tax| *tax >= 0 && !back),
        shipping: shipping.filter(|shipping| *shipping >= 0 && !back),
        // PayPal writes its fee below 0, and one that it gives back above.
        fee: fee.map(|fee| if back { 0 } else { fee.abs() }),
        ..Amounts::default()
    };
    let parent = columns.parent.of(row);
    let id = if back && !parent.is_empty() { parent } else { columns.id.of(row) };
    let country = columns.country.of(row);
    Ok(Ok(Order {
        id,
        own: if back { columns.id.of(row) } else { "" },
        line: row.line,
        day,
        currency,
        state,
        amounts,
        trace: Trace { notes: notes(columns, row), ..Trace::default() },
        customer: Some(columns.mail.of(row)).filter(|mail| !mail.is_empty() && !back),
        refunded: None,
        returning: None,
        country: (country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(country),
        lines: &[],
    }))
}

/// What the shop wrote beside a payment: programs have one field or the other for it.
fn notes<'a>(columns: &Columns, row: &Row<'a>) -> &'a str {
    let own = [columns.custom, columns.invoice].map(|column| column.of(row));
    own.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

// Words of types and states in English, German, French, Spanish, Italian and Portuguese, as far as they begin alike.

const BACK: &[&str] = &[
    "refund",
    "reversal",
    "chargeback",
    "ruckzahlung",
    "ruckbuchung",
    "remboursement",
    "annulation",
    "retrofacturation",
    "contrepassation",
    "reembolso",
    "devolucion",
    "reversion",
    "contracargo",
    "rimborso",
    "storno",
    "dispute",
];
const NO_SALE: &[&str] = &[
    "withdraw",
    "conversion",
    "transfer",
    "hold",
    "release",
    "reserve",
    "deposit",
    "authorization",
    "credit card",
    "loan",
    // What a payment was for, where details are exported: the payment has a row of its own.
    "shopping cart item",
    "warenkorbartikel",
    "abbuchung",
    "auszahlung",
    "umrechnung",
    "bankgutschrift",
    "ach-gutschrift",
    "einbehalt",
    "zuruckbehalt",
    "autorisierung",
    "virement",
    "retrait",
    "blocage",
    "autorisation",
    "retirada",
    "transferencia",
    "retencion",
    "trattenuta",
    "sospensione",
    "autorizacion",
    "prelievo",
    "trasferimento",
    "conversione",
    "autorizzazione",
    "saque",
    "conversao",
    "fee",
    "gebuhr",
];
const DONE: &[&str] = &[
    "completed",
    "abgeschlossen",
    "termine",
    "effectue",
    "completad",
    "completat",
    "concluid",
    "partially refunded",
    "refunded",
    "ruckzahlung",
    "teilweise",
    "rembourse",
    "reembolsad",
    "rimborsat",
];
const WAITING: &[&str] =
    &["pending", "offen", "ausstehend", "en attente", "pendiente", "in sospeso", "in attesa", "pendente"];
const FAILED: &[&str] = &[
    "denied",
    "failed",
    "abgelehnt",
    "fehlgeschlagen",
    "refuse",
    "echoue",
    "denegad",
    "rechazad",
    "rifiutat",
    "negad",
];

/// The one item of a payment that names one; a cart of several has none.
fn line<'a>(columns: &Columns, row: &Row<'a>, order: &Order<'_>) -> Option<Line<'a>> {
    let (name, sku) = (columns.item.of(row).trim(), columns.sku.of(row).trim());
    if order.state != State::Counted || name.is_empty() {
        return None;
    }
    let quantity = columns.quantity.of(row).trim().parse().ok().filter(|quantity| *quantity > 0).unwrap_or(1);
    let goods = |total: i64| total - order.amounts.shipping.unwrap_or(0);
    Some(Line { name, sku, quantity, sales: order.amounts.total.map(goods) })
}

/// A sale, its way back, what comes back of that, or `None` for all other movements.
fn state(columns: &Columns, row: &Row<'_>, gross: i64) -> Option<State> {
    let (kind, status) = (plain(columns.kind.of(row)), plain(columns.status.of(row)));
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&kind, NO_SALE) {
        return None;
    }
    if has(&kind, BACK) {
        let state = if gross < 0 { State::Refund } else { State::WonBack };
        return (has(&status, DONE) && gross != 0).then_some(state);
    }
    if gross <= 0 {
        return None;
    }
    if has(&status, DONE) {
        Some(State::Counted)
    } else if has(&status, WAITING) {
        Some(State::Pending)
    } else if has(&status, FAILED) {
        Some(State::Failed)
    } else {
        Some(State::Voided)
    }
}

fn day(columns: &Columns, row: &Row<'_>, cells: &mut Cells, zones: &mut Zones) -> Result<Option<Date>, Notice> {
    let Some(when) = cells.signs.date(columns.date.of(row), row.line)? else { return Ok(None) };
    let When::Day(date) = when else { return Ok(cells.clock.day(when)) };
    Ok(match with_time(date, columns.time.of(row)) {
        When::Local(date, seconds) if !cells.clock.knows_file_zone() => {
            zones.day(columns.zone.of(row), date, seconds, &mut cells.clock).or(Some(date))
        }
        when => cells.clock.day(when),
    })
}

/// The zone that a row names, by the last name and what it was.
#[derive(Default)]
struct Zones {
    name: String,
    zone: Option<TimeZone>,
}

impl Zones {
    /// `None` where the name is of no zone.
    fn day(&mut self, name: &str, date: Date, seconds: u32, clock: &mut Clock) -> Option<Date> {
        if self.name != name {
            name.clone_into(&mut self.name);
            self.zone = zone(name);
        }
        let time = Time::midnight() + jiff::SignedDuration::from_secs(i64::from(seconds));
        let moment = self.zone.as_ref()?.to_timestamp(DateTime::from_parts(date, time)).ok()?;
        clock.day(When::Instant(moment.as_second()))
    }
}

/// `Europe/Berlin`, `GMT+02:00`, or one of the short names that PayPal writes.
fn zone(name: &str) -> Option<TimeZone> {
    const HOURS: &[(&str, i8)] = &[
        ("UTC", 0),
        ("GMT", 0),
        ("WET", 0),
        ("WEST", 1),
        ("BST", 1),
        ("CET", 1),
        ("CEST", 2),
        ("MEZ", 1),
        ("MESZ", 2),
        ("EET", 2),
        ("EEST", 3),
        ("EST", -5),
        ("EDT", -4),
        ("CST", -6),
        ("CDT", -5),
        ("MST", -7),
        ("MDT", -6),
        ("PST", -8),
        ("PDT", -7),
        ("AEST", 10),
        ("AEDT", 11),
        ("JST", 9),
    ];
    if let Some((_, hours)) = HOURS.iter().find(|(short, _)| *short == name) {
        return Some(TimeZone::fixed(jiff::tz::offset(*hours)));
    }
    let offset = name.strip_prefix("GMT").or_else(|| name.strip_prefix("UTC"));
    if let Some((sign, clock)) = offset.and_then(|offset| offset.split_at_checked(1)) {
        let (hours, minutes) = clock.split_once(':').unwrap_or((clock, "0"));
        let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
        let seconds = if sign == "-" { -seconds } else { seconds };
        return jiff::tz::Offset::from_seconds(seconds).ok().map(TimeZone::fixed);
    }
    TimeZone::get(name).ok()
}
