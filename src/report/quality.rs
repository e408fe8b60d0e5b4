//! How far the figures can be trusted: what was read, what was left out, and why.

use jiff::civil::Date;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::importers::{Kind, Reason, Tally};
use crate::platforms;
use crate::scalar::Period;
use crate::source::FileId;

use super::channels::{self, NetworkId};
use super::facts::{Facts, Origin};
use super::gaps::Gap;
use super::words::Words;

/// All sources of a report, in the order in which they are written.
#[derive(Debug, Default)]
pub struct Quality {
    pub files: Vec<FileQuality>,
    /// What belongs to no network or campaign, as it reads, with the number of rows.
    pub unmatched: Vec<(String, u64)>,
    /// Until when the figures reach: the last day with an order, and silent days after it; of any figure, where there are no
    /// orders.
    pub last_day: Option<Date>,
    /// The last day of which any export tells, as far as it is not yet to come; of what is kept by hand where there is none.
    pub reach: Option<Date>,
    /// The first day of which an analytics program tells.
    pub visits: Option<Date>,
    /// The day on which the report is made.
    pub today: Date,
    /// The first day with an order, or that the author says is the first of an export of them.
    pub first_day: Option<Date>,
    /// The first day that the exports of orders tell of, and days of silence before it that are usual in this shop.
    pub begins: Option<Date>,
    /// Days between two exports of orders, of which none tells.
    pub gaps: Vec<Gap>,
}

/// A day that no export can know yet.
#[derive(Debug, Clone, Copy)]
pub struct Ahead {
    pub day: Date,
    pub line: u64,
    /// Whether a day and a month may have been taken for each other: the other way round it is no day to come.
    pub swapped: bool,
}

impl Ahead {
    pub fn of((day, line): (Date, u64), latest: Date) -> Option<Ahead> {
        let other = Date::new(day.year(), day.day(), day.month());
        (day > latest).then(|| Ahead { day, line, swapped: other.is_ok_and(|other| other <= latest) })
    }
}

/// One source.
#[derive(Debug)]
pub struct FileQuality {
    pub file: FileId,
    /// Beside report.yaml.
    pub name: String,
    /// Its name, empty where none could read it.
    pub importer: &'static str,
    pub kind: Kind,
    pub tally: Tally,
    /// The network of which all of it is, as report.yaml says.
    pub network: Option<NetworkId>,
    /// The days that report.yaml says it tells of.
    pub named: Option<(Date, Date)>,
    /// Orders that another row or another file tells too, or later.
    pub twice: u64,
    /// Orders that it tells as paid, and another row or file as cancelled since.
    pub cancelled: u64,
    /// Its last day and the line of it, where that is yet to come.
    pub future: Option<Ahead>,
    /// Records in a currency without a rate, by its code.
    pub no_rate: Vec<(&'static str, u64)>,
    /// Orders by what became of them: pending, failed, voided, test.
    pub not_counted: Vec<(&'static str, u64)>,
    /// Orders of which only what was paid is known.
    pub only_total: u64,
    /// Orders and sums of them of which what was paid is not known.
    pub no_total: u64,
    /// Rows that tell of sales, and not the amount that the report counts.
    pub off_basis: u64,
    /// Orders with customers and without.
    pub orders: u64,
    /// The lowest and the highest of their numbers.
    pub numbers: Option<(u64, u64)>,
    /// Those that say themselves that they came through another network than the file is said to be of.
    pub named_otherwise: u64,
    /// The shop's export whose orders the payments of this file may be, where report.yaml does not say what they are.
    pub beside: Option<String>,
    /// Rows and groups of people that a file of the same kind has told.
    pub overlapping: u64,
    /// Figures of days that a file before tells too: of each period the file counts that tells more of it.
    pub rivals: u64,
}

impl FileQuality {
    /// The days of which it tells: from its first to its last row, those that the author or the head of a file of ads says, and
    /// those of rows that say that nothing was spent.
    pub fn days(&self) -> Option<(Date, Date)> {
        let declared = self.tally.declared.filter(|_| self.kind == Kind::Ads);
        let days = [self.tally.span, self.named, declared, self.tally.unspent].into_iter().flatten();
        days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
    }

    /// Whether it is of ads, and tells that nothing was spent on its days.
    pub fn tells_no_spend(&self) -> bool {
        let skipped = &self.tally.skipped;
        let said = self.tally.rows == 0 || self.tally.unspent.is_some();
        self.kind == Kind::Ads && self.tally.used == 0 && said && skipped.iter().all(|row| row.reason == Reason::Empty)
    }

    /// The days of whose orders the file tells: from its first to its last, and those that the author says. One without any
    /// order tells of none unless the author says of which days there were none.
    pub fn days_of_orders(&self) -> Option<(Date, Date)> {
        let days = [self.tally.span.filter(|_| self.orders > 0), self.said_of_orders()].into_iter().flatten();
        days.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)))
    }

    /// Whether it tells of each post what it had until the file was made, on the day on which it was published.
    pub fn tells_lives(&self) -> bool {
        self.tally.notices.iter().any(|notice| notice.code == LIVES)
    }

    /// The days of which it has all orders, as the author says.
    pub fn said_of_orders(&self) -> Option<(Date, Date)> {
        let none = self.tally.rows == 0 && matches!(self.kind, Kind::Orders | Kind::Payments);
        self.named.filter(|_| (self.orders > 0 || none) && !self.is_cut_off())
    }

    /// Whether it ends in the middle of a row.
    pub fn is_torn(&self) -> bool {
        self.tally.notices.iter().any(|notice| notice.code == TORN)
    }

    /// Whether it ends before its last row.
    pub fn is_cut_off(&self) -> bool {
        self.tally.notices.iter().any(|notice| CUT_OFF.contains(&notice.code))
    }
}

/// What importers say of a file that ends before its last row: what the author says of its days is said of the whole.
const CUT_OFF: [&str; 2] = [TORN, "export-cut"];
const TORN: &str = "export-torn";

/// What importers say of a file of posts that tells lives.
const LIVES: &str = "export-life";

impl Quality {
    /// Whether an export tells of the orders of these days, or of some of them. The export that reaches farthest tells of
    /// the silent days behind its last order too.
    pub fn tells_orders(&self, days: Period) -> bool {
        let mut telling = self.files.iter().filter_map(FileQuality::days_of_orders);
        let last = telling.clone().map(|(_, to)| to).max();
        telling.any(|(from, to)| {
            let to = if Some(to) == last { self.last_day.map_or(to, |day| day.max(to)) } else { to };
            from <= days.to && days.from <= to
        })
    }

    /// The first days without an export of orders that lie in a period.
    pub fn gap(&self, days: Period) -> Option<Gap> {
        self.gaps.iter().find(|gap| gap.from <= days.to && days.from <= gap.to).copied()
    }

    /// What is to be said of such days. Of one of several shops nobody knows whether it was open: its file says so.
    pub fn missing(&self, words: &Words, gap: Gap) -> String {
        let file = self.files.get(usize::from(gap.file)).filter(|_| gap.of_account);
        let Some((file, (from, to))) = file.and_then(|file| Some((file, file.days_of_orders()?))) else {
            return words.missing("report_gap", gap, &[]);
        };
        let said = format!("from: {}, to: {}", from.min(gap.from), to.max(gap.to));
        words.missing("report_gap_of_shop", gap, &[("file", &file.name), ("said", &said)])
    }

    /// A period that is over, of which orders are told until some day before its end: they were exported before that, or
    /// nobody has ordered since.
    pub fn ends_early(&self, period: Period) -> Option<Diagnostic> {
        let telling = self.files.iter().filter_map(|file| Some((file.days_of_orders()?, file.file)));
        let ((from, day), file) = telling.max_by_key(|((_, to), _)| *to)?;
        let message = format!("{} is over, and its orders end on {day}: it counts as unfinished", period.name());
        let help = format!(
            "export it to its end; if nobody ordered since, say so with `from: {from}` and `to: {}` below this source",
            period.to
        );
        Some(warning("export-ends", message).help(help).at(file, At::File))
    }

    /// Figures that no period takes as they are, for another file tells some of their days and other things.
    pub fn overlaps(&self, origin: Origin, period: Period) -> Option<Diagnostic> {
        let file = self.files.get(usize::from(origin))?.file;
        let message = format!(
            "another file tells some of its days in {}, and is no part of it: of the other days neither counts",
            period.name()
        );
        let help = "export one file by day for all of the days, which tells of every period, or leave one of both out";
        Some(warning("export-overlap", message).help(help).at(file, At::File))
    }

    /// Ads that do not say on which of several networks they ran.
    pub fn guessed(&self, facts: &Facts) -> Option<Diagnostic> {
        let (origin, networks) = facts.guessed.first_key_value()?;
        let file = self.files.get(usize::from(*origin))?.file;
        let names: Vec<&str> = networks.iter().map(|network| channels::name(*network)).collect();
        let labels: Vec<&str> = names.iter().map(|name| platforms::label(name)).collect();
        let message = format!(
            "its ads do not say whether they ran on {}: their return is told of both together",
            labels.join(" or ")
        );
        let keys: Vec<String> = names.iter().map(|name| format!("`network: {name}`")).collect();
        let keys = keys.join(" or ");
        let help =
            format!("export them with the breakdown by platform, or write {keys} below this source if all ran there");
        Some(warning("export-platform", message).help(help).at(file, At::File))
    }

    /// A period of which orders are told from some day on, and what was spent or visited before.
    pub fn begins_late(&self, period: Period) -> Option<Diagnostic> {
        let telling = self.files.iter().filter_map(|file| Some((file.days_of_orders()?, file.file)));
        let ((first, to), file) = telling.min_by_key(|((from, _), _)| *from)?;
        let message = format!(
            "orders of {} are known from {first} on, ads or visits from before: orders are not set against them",
            period.name()
        );
        let help = format!(
            "add the export of the days before; if nobody ordered then, say so with `from: {}` and `to: {to}` below this source",
            period.from
        );
        Some(warning("export-begins", message).help(help).at(file, At::File))
    }
}
