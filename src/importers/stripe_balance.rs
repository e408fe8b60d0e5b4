//! Stripe → Reports → Balance, itemized (`balance_change_from_activity` and others with the same columns).
//!
//! In: a row per movement of the balance, in the currency of the account. Out: a [`super::Sample`] for each charge, refund,
//! dispute and fee. Absent: payouts and transfers, which are no sales.
//!
//! Format: <https://docs.stripe.com/reports/report-types/balance>

use jiff::tz::TimeZone;

use super::{Head, Importer, Kind, Measure, Notice, Reading, Reason, Record, Sample, Trace};
use crate::exports::{Cell, Column};

pub const IMPORTER: Importer = Importer {
    name: "stripe_balance",
    label: "Stripe balance",
    kind: Kind::Settlements,
    network: None,
    knows: |name| KNOWN.contains(&name),
    recognise,
    read,
};

const KNOWN: &[&str] = &[
    "balance transaction id",
    "created utc",
    "created",
    "available on",
    "available on utc",
    "currency",
    "gross",
    "fee",
    "net",
    "reporting category",
    "source id",
];

fn recognise(head: &Head) -> bool {
    head.header.has_all(&["reporting category", "gross", "net", "currency"])
}

/// What a movement is, by its reporting category.
enum Movement {
    Charge,
    /// Refunds and disputes: money that goes back to a customer.
    Back,
    Fee,
    Other,
}

fn movement(category: &str) -> Movement {
    match category {
        "charge" | "payment" | "partial_capture_reversal" => Movement::Charge,
        "refund" | "charge_failure" | "refund_failure" | "dispute" | "dispute_reversal" | "partial_refund" => {
            Movement::Back
        }
        "fee" | "network_cost" | "tax" | "platform_earning" | "platform_earning_refund" => Movement::Fee,
        _ => Movement::Other,
    }
}

fn read(reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
    let created = reading.needed(&["created utc", "created"])?;
    if reading.head.header.has("created utc") {
        reading.cells.clock.assume(TimeZone::UTC);
    }
    let sums: [Column; 3] = [reading.needed(&["gross"])?, reading.column(&["fee"]), reading.needed(&["net"])?];
    let (code, category) = (reading.needed(&["currency"])?, reading.needed(&["reporting category"])?);
    let id = reading.column(&["balance transaction id"]);
    let amounts = sums.map(|column| (column, Cell::Amount));
    reading.decide(&[amounts[0], amounts[1], amounts[2], (created, Cell::Date)])?;
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
        let Some(day) = cells.day(created.of(&row), row.line)? else {
            tally.skip(Reason::NoDate, row.line);
            continue;
        };
        let Some(currency) = cells.currency(code.of(&row)) else {
            tally.skip(Reason::NoCurrency, row.line);
            continue;
        };
        let [gross, fee, net] = sums.map(|column| cells.amount(column, &row, currency));
        let (Some(gross), fee, Some(net)) = (gross?, fee?.unwrap_or(0), net?) else {
            tally.skip(Reason::NoAmount, row.line);
            continue;
        };
        use Measure as M;
        let values: &[(Measure, i64)] = match movement(category.of(&row)) {
            // What was paid is all that is known of an order. Fees and refunds are no part of it; both stand by themselves.
            Movement::Charge => {
                &[(M::Orders, 1), (M::Gross, gross), (M::Net, gross), (M::Total, gross), (M::Fees, fee)]
            }
            Movement::Back => &[(M::Refunds, -gross), (M::Fees, fee)],
            // A fee is a movement of its own: what goes out is the fee.
            Movement::Fee => &[(M::Fees, -net)],
            Movement::Other => {
                tally.skip(Reason::NoSale, row.line);
                continue;
            }
        };
        tally.used(day, day, row.line);
        emit(Record::Sample(Sample {
            id: id.of(&row),
            line: row.line,
            from: day,
            to: day,
            currency: Some(currency),
            trace: Trace::default(),
            network: None,
            tells_network: false,
            otherwise: &[],
            format: "",
            segment: None,
            values,
        }));
    }
    Ok(())
}
