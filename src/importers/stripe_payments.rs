//! Stripe, Payments → Export (`unified_payments.csv`).
//!
//! In: a row per payment, failed ones included. Out: an [`Order`] for each. Amounts are in the customer's currency, or in
//! the account's (`Converted Amount`) where that is the one the author names; the fee is in the account's and kept only if
//! they are the same. Metadata columns become UTM parameters and notes, but for those that may name a person. Absent: the
//! days of several refunds of one payment; the file tells the last.
//!
//! Format: <https://docs.stripe.com/dashboard/basics#export-data>

use iso_currency::Currency;
use jiff::tz::TimeZone;

use super::utm::Utm;
use super::{Amounts, Cells, Head, Importer, Kind, Line, Notice, Order, Reading, Reason, Record, State, Tally, Trace};
use crate::exports::{Cell, Column, Row, note, quoted};

pub const IMPORTER: Importer = Importer {
    name: "stripe_payments",
    label: "Stripe payments",
    kind: Kind::Payments,
    network: None,
    knows: |name| KNOWN.contains(&name) || name.ends_with(METADATA),
    recognise,
    read,
};

const METADATA: &str = " (metadata)";

const CREATED: &[&str] = &["created date (utc)", "created (utc)", "created date", "created"];

const REFUNDED: &[&str] = &["refunded date (utc)", "refunded (utc)", "refunded date"];

const KNOWN: &[&str] = &[
    "id",
    "created date (utc)",
    "created (utc)",
    "amount",
    "amount refunded",
    "currency",
    "captured",
    "converted amount",
    "converted amount refunded",
    "converted currency",
    "fee",
    "refunded date (utc)",
    "status",
    "paymentintent id",
    "customer email",
    "customer id",
];

fn recognise(head: &Head) -> bool {
    head.header.has_all(&["id", "amount", "currency", "status"])
        && head.header.has_any(CREATED)
        && head.header.has_any(&["amount refunded", "paymentintent id", "converted amount"])
}

/// Amount, refunded, currency.
type Sums = (Column, Column, Column);

struct Columns {
    id: Column,
    created: Column,
    refunded: Column,
    own: Sums,
    converted: Sums,
    fee: Column,
    status: Column,
    captured: Column,
    mail: Column,
    customer: Column,
    country: Column,
    /// What a payment link writes of the goods into the metadata.
    goods: Goods,
    /// `utm_source (metadata)` and others, by key.
    metadata: Vec<(String, Column)>,
}

struct Goods {
    product: Column,
    sku: Column,
    quantity: Column,
    discount: Column,
    shipping: Column,
    tax: Column,
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let columns = columns(reading)?;
    let amounts = [columns.own.0, columns.own.1, columns.converted.0, columns.converted.1, columns.fee];
    let told: Vec<(Column, Cell)> =
        amounts.into_iter().map(|column| (column, Cell::Amount)).chain([(columns.created, Cell::Date)]).collect();
    reading.decide(&told)?;
    let header = columns.created.place().and_then(|at| reading.head.header.names.get(at));
    if header.is_some_and(|name| name.plain.ends_with("(utc)")) {
        reading.cells.clock.assume(TimeZone::UTC);
    }
    let mut utm = Utm::default();
    let mut notes = String::new();
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
        let Some(day) = cells.day(columns.created.of(&row), row.line)? else {
            tally.skip(Reason::NoDate, row.line);
            continue;
        };
        let Some((sums, currency)) = sums(&columns, &row, cells, context.currency) else {
            tally.skip(Reason::NoCurrency, row.line);
            continue;
        };
        let total = cells.amount(sums.0, &row, currency)?;
        let Some(total) = total.filter(|total| *total >= 0) else {
            tally.skip(if total.is_none() { Reason::NoAmount } else { Reason::Absurd }, row.line);
            continue;
        };
        let refunded = match columns.refunded.of(&row) {
            "" => None,
            cell => cells.day(cell, row.line)?,
        };
        let refunds = cells.amount(sums.1, &row, currency)?.map(i64::abs);
        let fee = fee(&columns, &row, cells, currency)?;
        metadata(&columns, &row, &mut utm, &mut notes);
        let told = Amounts { total: Some(total), refunds, fee, ..Amounts::default() };
        let amounts = with_goods(&columns.goods, &row, cells, currency, told)?;
        let line = line(&columns.goods, &row, &amounts);
        emit(Record::Order(Order {
            id: columns.id.of(&row),
            own: "",
            line: row.line,
            day,
            currency,
            state: state(&columns, &row, tally),
            amounts,
            trace: Trace { notes: &notes, ..utm.trace() },
            customer: [columns.mail, columns.customer]
                .map(|column| column.of(&row))
                .into_iter()
                .find(|who| !who.is_empty()),
            refunded,
            returning: None,
            country: Some(columns.country.of(&row))
                .filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())),
            lines: line.as_slice(),
        }));
        tally.used(day, day, row.line);
    }
    Ok(())
}

fn columns(reading: &Reading<'_, '_>) -> Result<Columns, Notice> {
    let column = |name: &str| reading.column(&[name]);
    let of_metadata = |name: &str| name.strip_suffix(METADATA).filter(|key| !names_somebody(key)).map(str::to_owned);
    let header = &reading.head.header;
    let metadata = header.names.iter().filter_map(|name| {
        // The plain form has spaces for underscores.
        let key = of_metadata(&name.plain)?;
        Some((key.replace(' ', "_"), header.find(&[&name.plain])))
    });
    Ok(Columns {
        id: reading.needed(&["id"])?,
        created: reading.needed(CREATED)?,
        refunded: reading.column(REFUNDED),
        own: (reading.needed(&["amount"])?, column("amount refunded"), reading.needed(&["currency"])?),
        converted: (column("converted amount"), column("converted amount refunded"), column("converted currency")),
        fee: column("fee"),
        status: reading.needed(&["status"])?,
        captured: column("captured"),
        mail: column("customer email"),
        customer: column("customer id"),
        country: reading.column(&["card address country", "customer address country", "shipping address country"]),
        goods: Goods {
            product: reading.column(&["product (metadata)", "product name (metadata)"]),
            sku: reading.column(&["sku (metadata)"]),
            quantity: reading.column(&["quantity (metadata)"]),
            discount: reading.column(&["discount (metadata)"]),
            shipping: reading.column(&["shipping (metadata)"]),
            tax: reading.column(&["tax (metadata)"]),
        },
        metadata: metadata.collect(),
    })
}

/// Shipping, tax and discount of the metadata, in units of the currency; without them only what was paid is known.
fn with_goods(
    goods: &Goods,
    row: &Row<'_>,
    cells: &mut Cells,
    currency: Currency,
    told: Amounts,
) -> Result<Amounts, Notice> {
    let mut money = |column: Column| cells.amount(column, row, currency);
    let (shipping, tax, discounts) = (money(goods.shipping)?, money(goods.tax)?, money(goods.discount)?);
    let gross = told.total.zip(shipping).map(|(total, shipping)| total - shipping + discounts.unwrap_or(0));
    Ok(Amounts { gross, shipping, tax, discounts, ..told })
}

fn line<'a>(goods: &Goods, row: &Row<'a>, amounts: &Amounts) -> Option<Line<'a>> {
    let (name, sku) = (goods.product.of(row).trim(), goods.sku.of(row).trim());
    let quantity = goods.quantity.of(row).trim().parse().ok().filter(|quantity| *quantity > 0).unwrap_or(1);
    (!name.is_empty()).then_some(Line { name, sku, quantity, sales: amounts.gross.or(amounts.total) })
}

/// Metadata that is never read.
fn names_somebody(key: &str) -> bool {
    ["mail", "name", "phone", "address", "street", "customer", "tel"].iter().any(|word| key.contains(word))
}

/// The account's amounts where the author names their currency, else the customer's.
fn sums(columns: &Columns, row: &Row<'_>, cells: &mut Cells, wanted: Option<Currency>) -> Option<(Sums, Currency)> {
    let own = cells.currency(columns.own.2.of(row));
    if own != wanted && wanted.is_some() && !columns.converted.0.of(row).is_empty() {
        let converted = cells.currency(columns.converted.2.of(row));
        if converted == wanted {
            return Some((columns.converted, converted?));
        }
    }
    Some((columns.own, own?))
}

fn fee(columns: &Columns, row: &Row<'_>, cells: &mut Cells, of: Currency) -> Result<Option<i64>, Notice> {
    let account = columns.converted.2.of(row);
    if !account.is_empty() && cells.currency(account) != Some(of) {
        return Ok(None);
    }
    cells.amount(columns.fee, row, of)
}

fn metadata(columns: &Columns, row: &Row<'_>, utm: &mut Utm, notes: &mut String) {
    utm.clear();
    notes.clear();
    for (key, column) in &columns.metadata {
        let value = column.of(row);
        if value.is_empty() {
            continue;
        }
        utm.of_pair(key, value);
        if !notes.is_empty() {
            notes.push('\n');
        }
        notes.push_str(key);
        notes.push_str(": ");
        notes.push_str(value);
    }
}

fn state(columns: &Columns, row: &Row<'_>, tally: &mut Tally) -> State {
    let status = columns.status.of(row);
    let is = |words: &[&str]| words.iter().any(|word| status.eq_ignore_ascii_case(word));
    if is(&["paid", "refunded", "partially refunded", "succeeded", "disputed", "partial refund"]) {
        let captured = columns.captured.of(row);
        return if captured.eq_ignore_ascii_case("false") { State::Pending } else { State::Counted };
    }
    if is(&["failed", "blocked", "declined"]) {
        return State::Failed;
    }
    if is(&["canceled", "cancelled", "expired", "voided"]) {
        return State::Voided;
    }
    if !is(&[
        "pending",
        "incomplete",
        "uncaptured",
        "requires action",
        "requires_payment_method",
        "requires_action",
        "processing",
    ]) {
        let message = format!("the status {} is not known; such payments count as not paid yet", quoted(status));
        tally.say(note("export-status", message).line(row.line));
    }
    State::Pending
}
