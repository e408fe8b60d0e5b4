//! What becomes of the rows of a file.
//!
//! In: rows, one at a time, and a row of totals. Out: [`Tally`]. Absent: contents of rows.

use jiff::civil::Date;

use super::{Check, Measure, Notice, Reason, Skipped, Tally};
use crate::exports::{exponent, warning};

impl Reason {
    /// For a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Reason::Empty => "it holds no figures",
            Reason::Ragged => "it has not as many fields as the header",
            Reason::NoDate => "it has no date",
            Reason::NoAmount => "it has no amount",
            Reason::NoCurrency => "it has no currency",
            Reason::Orphan => "its order begins elsewhere",
            Reason::NoSale => "it is no sale",
            Reason::Absurd => "its figures cannot be",
            Reason::Repeated => "it stands in the file already",
        }
    }
}

impl Tally {
    pub fn skip(&mut self, reason: Reason, line: u64) {
        match self.skipped.iter_mut().find(|skipped| skipped.reason == reason) {
            Some(skipped) => (skipped.rows, skipped.last_line) = (skipped.rows + 1, line),
            None => self.skipped.push(Skipped { reason, rows: 1, first_line: line, last_line: line }),
        }
    }

    /// The row of a line became a record of these days.
    #[inline]
    pub fn used(&mut self, from: Date, to: Date, line: u64) {
        self.used += 1;
        let (first, last) = self.span.unwrap_or((from, to));
        self.span = Some((first.min(from), last.max(to)));
        if self.last_start.is_none_or(|(last, _)| from > last) {
            self.last_start = Some((from, line));
        }
    }

    /// A row says that nothing was spent on these days.
    pub fn unspent(&mut self, from: Date, to: Date) {
        let (first, last) = self.unspent.unwrap_or((from, to));
        self.unspent = Some((first.min(from), last.max(to)));
    }

    /// A notice that is said once.
    pub fn say(&mut self, notice: Notice) {
        if !self.notices.iter().any(|said| said.code == notice.code && said.message == notice.message) {
            self.notices.push(notice);
        }
    }

    /// A total beside the sum of the rows. `slack` is what rounding may explain.
    pub fn check(&mut self, check: Check, name: &str, slack: u64) {
        if check.total.abs_diff(check.rows) > slack {
            let decimals = check.currency.map_or(0, exponent);
            let written = |value: i64| match check.times {
                1 => figure(value, decimals),
                times => format!("{}", value as f64 / times as f64),
            };
            let (total, rows) = (written(check.total), written(check.rows));
            let message = format!("`{name}`: the totals row says {total}, the rows add up to {rows}");
            self.notices.push(
                warning("export-total", message)
                    .line(check.line)
                    .help("rows may be missing; export the file again without filters"),
            );
        }
        self.checks.push(check);
    }
}

/// Minor units with a dot.
pub fn figure(value: i64, decimals: u8) -> String {
    let width = usize::from(decimals) + 1;
    let digits = format!("{:0width$}", value.unsigned_abs());
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(decimals));
    let sign = if value < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

impl Measure {
    /// Whether values are minor units.
    pub fn is_money(self) -> bool {
        use Measure as M;
        matches!(
            self,
            M::Gross
                | M::Discounts
                | M::Refunds
                | M::Returns
                | M::UnpaidNet
                | M::AdsNet
                | M::PeopleNet
                | M::AsideNet
                | M::ListedNet
                | M::Net
                | M::Tax
                | M::Shipping
                | M::Total
                | M::Fees
                | M::AnalyticsSales
                | M::PaidSeen
                | M::Spend
                | M::Costs
                | M::ClaimedSales
        )
    }

    /// Whether values of days or of rows can be added up.
    pub fn adds_up(self) -> bool {
        !matches!(self, Measure::Reach | Measure::Users | Measure::Followers | Measure::AudienceShare)
    }

    /// Whether a value below 0 is possible: money that goes back, more who leave than come.
    pub fn may_be_negative(self) -> bool {
        use Measure as M;
        matches!(
            self,
            M::Gross
                | M::Discounts
                | M::Refunds
                | M::Returns
                | M::UnpaidNet
                | M::AdsNet
                | M::PeopleNet
                | M::AsideNet
                | M::ListedNet
                | M::Net
                | M::Tax
                | M::Total
                | M::AnalyticsSales
                | M::PaidSeen
                | M::Follows
                | M::Fees
                | M::Shipping
        )
    }
}
