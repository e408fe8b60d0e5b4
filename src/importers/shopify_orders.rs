//! Shopify, Orders → Export (`orders_export.csv`).
//!
//! In: a row per line item; the fields of an order stand in its first row only. Out: an [`Order`] for each order, with its
//! lines. `Refunded Amount` is what was refunded until the export, on the order's own day: Shopify exports no refund dates.
//! `Subtotal` holds tax where prices do; `net` and `gross` are without it, in proportion of goods and shipping. Absent: orders whose rows
//! are not together; Shopify writes them together, and remembering them all would cost memory. A gift card is a line like any
//! other, under a name that each shop chooses. Names and addresses are not read.
//!
//! Format: <https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders>

use iso_currency::Currency;
use jiff::civil::Date;

use super::utm::Utm;
use super::{
    Amounts, Cells, Context, Head, Importer, Kind, Line, Notice, Order, Reading, Reason, Record, State, Tally, Trace,
};
use crate::exports::{Cell, Column, Decimal, Row, note, quoted, warning};

pub const IMPORTER: Importer = Importer {
    name: "shopify_orders",
    label: "Shopify orders",
    kind: Kind::Orders,
    network: None,
    knows: |name| KNOWN.contains(&name),
    recognise,
    read,
};

/// Shopify writes them in English, whatever the language of the shop.
const KNOWN: &[&str] = &[
    "name",
    "email",
    "financial status",
    "paid at",
    "fulfillment status",
    "currency",
    "subtotal",
    "shipping",
    "taxes",
    "total",
    "discount code",
    "discount amount",
    "created at",
    "lineitem quantity",
    "lineitem name",
    "lineitem price",
    "lineitem sku",
    "note attributes",
    "cancelled at",
    "refunded amount",
    "tags",
    "source",
];

fn recognise(head: &Head) -> bool {
    head.header.has_all(&["name", "financial status", "lineitem name", "total"])
}

struct Columns {
    name: Column,
    status: Column,
    created: Column,
    cancelled: Column,
    currency: Column,
    /// Subtotal, shipping, taxes, total, discount, refunded.
    amounts: [Column; 6],
    item: Column,
    sku: Column,
    quantity: Column,
    price: Column,
    /// As in [`Text`].
    texts: [Column; TEXTS],
    payment: Column,
}

const TEXTS: usize = 8;

/// Texts that are kept while an order is read.
#[derive(Clone, Copy)]
enum Text {
    Id,
    Mail,
    Country,
    BillingCountry,
    Notes,
    Tags,
    Codes,
    Source,
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let columns = columns(reading)?;
    let amounts = columns.amounts.iter().chain([&columns.price]).map(|column| (*column, Cell::Amount));
    let dates = [(columns.created, Cell::Date)];
    let told: Vec<(Column, Cell)> = amounts.chain(dates).collect();
    reading.decide(&told)?;
    // Shopify itself always writes dots; a spreadsheet in between may not.
    reading.cells.signs.decimal.get_or_insert(Decimal::Dot);
    let mut order = Pending::default();
    let mut inclusive = None;
    let Reading { rows, cells, tally, emit, context, .. } = reading;
    while let Some(row) = rows.next_row()? {
        if row.is_empty() {
            continue;
        }
        tally.rows += 1;
        if !cells.fits(&row) {
            tally.skip(Reason::Ragged, row.line);
        } else if columns.status.of(&row).is_empty() && columns.amounts[3].of(&row).is_empty() {
            order.line(&columns, &row, cells, tally)?;
        } else {
            order.hand_over(tally, *emit);
            order.begin(&columns, &row, cells, context, tally)?;
            inclusive = inclusive.or_else(|| order.holds_tax().then_some(order.line));
        }
    }
    order.hand_over(tally, *emit);
    if let Some(line) = inclusive {
        let message = "prices include tax; net sales are without it, shared between goods and shipping";
        tally.say(note("export-tax", message).line(line));
    }
    let page = only_a_page(order.handed, tally.span, context.period);
    page.into_iter().for_each(|notice| tally.say(notice));
    Ok(())
}

/// Orders on a page of Shopify's list, which it exports unless all are asked for.
const PAGE: u64 = 50;
/// A shop that sells so much is hardly silent for longer.
const SILENT: i32 = 7;

/// A file of one page, though the author says that it has all orders of days long before.
fn only_a_page(orders: u64, rows: Option<(Date, Date)>, said: Option<(Date, Date)>) -> Option<Notice> {
    let ((first, _), (from, _)) = rows.zip(said)?;
    let message = format!(
        "the file has exactly {PAGE} orders, a page of Shopify's list, and none from {from} to {first}, of which it is said to tell"
    );
    let help = "export “All orders” or “Orders by date”, and not “Current page”";
    (orders == PAGE && (first - from).get_days() > SILENT).then(|| warning("export-cut", message).help(help))
}

fn columns(reading: &Reading<'_, '_>) -> Result<Columns, Notice> {
    let column = |name: &str| reading.column(&[name]);
    Ok(Columns {
        name: reading.needed(&["name"])?,
        status: column("financial status"),
        created: reading.needed(&["created at", "paid at"])?,
        cancelled: column("cancelled at"),
        currency: column("currency"),
        amounts: [
            column("subtotal"),
            column("shipping"),
            column("taxes"),
            reading.needed(&["total"])?,
            column("discount amount"),
            column("refunded amount"),
        ],
        item: column("lineitem name"),
        sku: column("lineitem sku"),
        quantity: column("lineitem quantity"),
        price: column("lineitem price"),
        texts: [
            column("name"),
            column("email"),
            column("shipping country"),
            column("billing country"),
            column("note attributes"),
            column("tags"),
            column("discount code"),
            column("source"),
        ],
        payment: column("payment method"),
    })
}

/// Bytes of a text in the pending order's buffer.
type Span = (usize, usize);

/// The order whose rows are being read. Its buffers are used again for the next.
#[derive(Default)]
struct Pending {
    open: bool,
    line: u64,
    rows: u64,
    day: Option<Date>,
    currency: Option<Currency>,
    state: Option<State>,
    amounts: Amounts,
    /// Goods after discounts, with the tax that is in prices.
    subtotal: Option<i64>,
    /// Whether the last order that left no doubt had its tax inside.
    tax_inside: Option<bool>,
    text: String,
    texts: [Span; TEXTS],
    /// Name, SKU, quantity, sales.
    items: Vec<(Span, Span, i64, Option<i64>)>,
    lines: Vec<Line<'static>>,
    utm: Utm,
    /// Orders of the file so far.
    handed: u64,
}

impl Pending {
    fn keep(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        (start, self.text.len())
    }

    fn begin(
        &mut self,
        columns: &Columns,
        row: &Row<'_>,
        cells: &mut Cells,
        context: &Context,
        tally: &mut Tally,
    ) -> Result<(), Notice> {
        let Some(day) = cells.day(columns.created.of(row), row.line)? else {
            tally.skip(Reason::NoDate, row.line);
            return Ok(());
        };
        let code = columns.currency.of(row);
        let own = if code.is_empty() { context.currency } else { cells.currency(code) };
        let Some(currency) = own else {
            tally.skip(Reason::NoCurrency, row.line);
            return Ok(());
        };
        let mut amounts = [None; 6];
        for (amount, column) in amounts.iter_mut().zip(columns.amounts) {
            *amount = cells.amount(column, row, currency)?;
        }
        let [subtotal, shipping, tax, total, discounts, refunds] = amounts;
        let Some(total) = total else {
            tally.skip(Reason::NoAmount, row.line);
            return Ok(());
        };
        if amounts.iter().flatten().any(|amount| *amount < 0) {
            tally.skip(Reason::Absurd, row.line);
            return Ok(());
        }
        let goods =
            subtotal.map(|subtotal| Goods { subtotal, shipping: shipping.unwrap_or(0), tax: tax.unwrap_or(0), total });
        self.tax_inside = goods.and_then(|goods| goods.tax_inside()).or(self.tax_inside);
        let net = goods.map(|goods| goods.net(self.tax_inside));
        self.open = true;
        self.line = row.line;
        self.rows = 0;
        self.day = Some(day);
        self.currency = Some(currency);
        self.state = Some(state(columns, row, tally));
        self.subtotal = subtotal;
        self.amounts = Amounts { gross: None, discounts, refunds, net, tax, shipping, total: Some(total), fee: None };
        self.text.clear();
        self.items.clear();
        for (at, column) in columns.texts.into_iter().enumerate() {
            self.texts[at] = self.keep(column.of(row));
        }
        self.item(columns, row, cells)
    }

    /// A further line of the order.
    fn line(&mut self, columns: &Columns, row: &Row<'_>, cells: &mut Cells, tally: &mut Tally) -> Result<(), Notice> {
        if self.open && self.get(Text::Id) == columns.name.of(row) {
            return self.item(columns, row, cells);
        }
        tally.skip(Reason::Orphan, row.line);
        Ok(())
    }

    fn item(&mut self, columns: &Columns, row: &Row<'_>, cells: &mut Cells) -> Result<(), Notice> {
        self.rows += 1;
        let name = columns.item.of(row);
        let quantity = cells.count(columns.quantity.of(row), row.line, 1)?.unwrap_or(0);
        if name.is_empty() && quantity == 0 {
            return Ok(());
        }
        let price = match self.currency {
            Some(currency) => cells.amount(columns.price, row, currency)?,
            None => None,
        };
        let sales = price.and_then(|price| price.checked_mul(quantity));
        let item = (self.keep(name), self.keep(columns.sku.of(row)), quantity, sales);
        self.items.push(item);
        Ok(())
    }

    /// Whether net sales are less than the subtotal, for that holds tax.
    fn holds_tax(&self) -> bool {
        self.amounts.net != self.subtotal
    }

    /// Goods before discounts without their tax, which is the part of them that it is of the subtotal.
    fn without_tax(&self, goods: i64) -> i64 {
        match (self.amounts.net, self.subtotal) {
            (Some(net), Some(subtotal)) if subtotal > 0 && net != subtotal => {
                let (net, subtotal, goods) = (i128::from(net), i128::from(subtotal), i128::from(goods));
                i64::try_from((2 * goods * net + subtotal) / (2 * subtotal)).unwrap_or(i64::MAX)
            }
            _ => goods,
        }
    }

    fn get(&self, text: Text) -> &str {
        let (start, end) = self.texts[text as usize];
        self.text.get(start..end).unwrap_or_default()
    }

    fn hand_over(&mut self, tally: &mut Tally, emit: &mut dyn FnMut(Record<'_>)) {
        let (true, Some(day), Some(currency), Some(state)) = (self.open, self.day, self.currency, self.state) else {
            return;
        };
        self.open = false;
        self.handed += 1;
        let sum =
            self.items.iter().map(|(_, _, _, sales)| *sales).try_fold(0_i64, |sum, sales| sum.checked_add(sales?));
        self.amounts.gross = sum.map(|sum| self.without_tax(sum));
        let mut utm = std::mem::take(&mut self.utm);
        utm.of_notes(self.get(Text::Notes));
        let mut lines = reuse(std::mem::take(&mut self.lines));
        let text = |(start, end): Span| self.text.get(start..end).unwrap_or_default();
        lines.extend(self.items.iter().map(|(name, sku, quantity, sales)| Line {
            name: text(*name),
            sku: text(*sku),
            quantity: *quantity,
            sales: *sales,
        }));
        let mail = Some(self.get(Text::Mail)).filter(|mail| !mail.is_empty());
        let country = [Text::Country, Text::BillingCountry].map(|text| self.get(text));
        let trace = Trace {
            channel: self.get(Text::Source),
            codes: self.get(Text::Codes),
            tags: self.get(Text::Tags),
            notes: self.get(Text::Notes),
            ..utm.trace()
        };
        emit(Record::Order(Order {
            id: self.get(Text::Id),
            own: "",
            line: self.line,
            day,
            currency,
            state,
            amounts: self.amounts,
            trace,
            customer: mail,
            refunded: None,
            returning: None,
            country: country
                .into_iter()
                .find(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())),
            lines: &lines,
        }));
        tally.used(day, day, self.line);
        tally.used += self.rows - 1;
        self.lines = reuse(lines);
        self.utm = utm;
    }
}

/// An empty list for texts of another life, in the memory of the old one.
fn reuse<'a>(mut lines: Vec<Line<'_>>) -> Vec<Line<'a>> {
    lines.clear();
    lines.into_iter().map_while(|_| None).collect()
}

/// What an order's amounts say of its goods, in minor units.
#[derive(Clone, Copy)]
struct Goods {
    subtotal: i64,
    shipping: i64,
    tax: i64,
    total: i64,
}

/// Amounts that are the same but for rounding, in minor units.
const SAME: u64 = 2;

impl Goods {
    /// How far the total is from prices with tax beside them, and from prices with tax inside.
    fn distances(self) -> (u64, u64) {
        let without = self.subtotal.saturating_add(self.shipping);
        (without.saturating_add(self.tax).abs_diff(self.total), without.abs_diff(self.total))
    }

    /// Whether prices hold the tax; `None` where that is open: there is none, or a tip or duties are in the total too.
    fn tax_inside(self) -> Option<bool> {
        match self.distances() {
            (beside, inside) if beside.abs_diff(inside) <= SAME => None,
            (beside, _) if beside <= SAME => Some(false),
            (_, inside) if inside <= SAME => Some(true),
            _ => None,
        }
    }

    /// Goods without tax; where the order leaves open whether prices hold it, `known` decides, else what is nearer.
    fn net(self, known: Option<bool>) -> i64 {
        let without = self.subtotal.saturating_add(self.shipping);
        let (beside, inside) = self.distances();
        if self.tax == 0 || without <= 0 || !known.unwrap_or(inside < beside) {
            return self.subtotal;
        }
        let (tax, subtotal, without) = (i128::from(self.tax), i128::from(self.subtotal), i128::from(without));
        let share = (2 * tax * subtotal + without) / (2 * without);
        i64::try_from(subtotal - share).unwrap_or(0)
    }
}

fn state(columns: &Columns, row: &Row<'_>, tally: &mut Tally) -> State {
    let status = columns.status.of(row);
    let cancelled = !columns.cancelled.of(row).is_empty();
    let bogus = |word: &[u8]| word.eq_ignore_ascii_case(b"bogus");
    if columns.payment.of(row).as_bytes().windows(5).any(bogus) {
        return State::Test;
    }
    match status {
        "paid" | "partially_paid" | "partially_refunded" | "refunded" => State::Counted,
        "voided" | "expired" => State::Voided,
        _ if cancelled => State::Voided,
        "pending" | "authorized" | "unpaid" | "" => State::Pending,
        _ => {
            let message =
                format!("the financial status {} is not known; such orders count as not paid yet", quoted(status));
            let help = "write the status as Shopify does, like `paid`, or export the file again";
            tally.say(warning("export-status", message).line(row.line).help(help));
            State::Pending
        }
    }
}
