//! The exports that report.yaml names, read one after the other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::{At, Diagnostic, Diagnostics, error, warning};
use crate::exports::Decimal;
use crate::importers::{self, Context, Kind, Level, Measure, Notice, Reason, Skipped, Tally};
use crate::source::{Content, FileId};

use super::told::Told;
use super::{Gatherer, Reading, Window};
use crate::report::Input;
use crate::report::channels::{self, CampaignId};
use crate::report::exchange::Exchange;
use crate::report::facts::{BY_HAND, Cell, Facts, Origin, Sums};
use crate::report::folder;
use crate::report::gaps::{Gap, gaps};
use crate::report::quality::{Ahead, FileQuality, Quality};
use crate::report::series::shops::gaps_of_shops;
use crate::report::settings::{DecimalSign, Role, Source};
use crate::report::visits::is_of_visits;

/// Reasons by which figures are lost. The others are rows that hold none, or none of a day; but every order has a day.
const LOST: &[Reason] = &[Reason::Ragged, Reason::NoAmount, Reason::NoCurrency, Reason::Orphan, Reason::Absurd];

/// Exports that were made together with that of the orders may reach so many days farther, in a month that still runs.
const STILL_RUNNING: i32 = 2;

/// Everything that the sources say; `None` when one of them cannot be used.
pub fn all(
    input: &Input<'_>,
    exchange: &Exchange,
    zone: &TimeZone,
    window: Window,
    diagnostics: &mut Diagnostics,
) -> Option<(Facts, Quality)> {
    let latest = window.latest;
    let Reads { mut gatherer, files } = reads(input, exchange, zone, &window)?;
    let mut quality = Quality::default();
    let mut usable = true;
    for (source, read) in input.settings.sources.iter().zip(files) {
        match read {
            Ok(mut read) => {
                usable &= tell(&read, diagnostics);
                diagnostics.list.extend(outside(&read).into_iter().chain(of_others(&read)));
                read.future = read.tally.last_start.and_then(|last| Ahead::of(last, latest));
                diagnostics.list.extend(read.future.map(|ahead| of_tomorrow(&read, ahead)));
                quality.files.push(read);
            }
            Err(file) => {
                usable = false;
                let finding = error("unreadable", format!("`{}` cannot be read", source.file));
                diagnostics.push(finding.help("give it permission to be read, or leave it out").at(file, At::File));
            }
        }
    }
    gatherer.give_back();
    for (origin, figures) in gatherer.add_up() {
        quality.files.get_mut(usize::from(origin)).into_iter().for_each(|file| file.rivals += figures);
    }
    gatherer.by_hand(input.settings, &input.shop.campaigns);
    quality.unmatched = gatherer.channels.unmatched.iter().map(|(reads, rows)| (reads.clone(), *rows)).collect();
    quality.unmatched.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let ends = quality.files.iter().filter_map(|file| file.tally.span).map(|(_, to)| to);
    let of_samples = ends.filter(|to| *to <= latest).max();
    let usual = usual_silence(&gatherer.facts, latest);
    let said = quality.files.iter().filter_map(FileQuality::said_of_orders).map(|(_, to)| to.min(input.today)).max();
    let by_hand = || gatherer.facts.cells.keys().filter(|cell| cell.origin == BY_HAND && cell.from <= input.today);
    // Without an export of orders, what is sold by hand may be known for longer than what others tell.
    let sold_by_hand = by_hand().map(|cell| cell.to).filter(|to| *to <= input.today).max();
    let of_all = if gatherer.last_day.is_some() {
        of_samples
    } else {
        of_samples.map(|day| sold_by_hand.map_or(day, |to| day.max(to)))
    };
    quality.last_day = last_day(usual, gatherer.last_day, of_all, input.today).max(said);
    let by_hand = by_hand().map(|cell| cell.to.min(input.today)).max();
    (quality.reach, quality.today) = (of_samples.or(by_hand), input.today);
    let runs = |last: &Date| last.last_of_month() == input.today.last_of_month();
    if let Some(last) = quality.last_day.or(quality.reach).filter(runs) {
        let made_together = (input.today - last).get_days() <= STILL_RUNNING;
        gatherer
            .facts
            .end(last, if made_together { last.last_of_month() } else { last.saturating_add(STILL_RUNNING.days()) });
    }
    let visits = quality.files.iter().filter(|file| file.kind == Kind::Visits).filter_map(|file| file.tally.span);
    quality.visits = visits.map(|(from, _)| from).min();
    begins(&mut quality, usual, gatherer.first_day);
    overlaps(&mut quality, input, diagnostics);
    payments_of_nothing(&quality, &gatherer.facts, input, diagnostics);
    diagnostics.list.extend(gatherer.unlike.iter().filter_map(|pair| two_accounts(*pair, &quality)));
    quality.gaps = gaps_of_orders(&quality, usual);
    quality.gaps.extend(gaps_of_shops(&quality.files, usual));
    quality.gaps.iter().for_each(|gap| diagnostics.push(missing(gap, &quality)));
    usable.then_some((gatherer.facts, quality))
}

/// From which day on orders are known, and which is the first one: what the author says is so to the day, else a silence that is
/// usual is none.
fn begins(quality: &mut Quality, usual: i32, first_order: Option<Date>) {
    let first = quality.files.iter().filter_map(FileQuality::days_of_orders).map(|(from, _)| from).min();
    let said = quality.files.iter().filter_map(FileQuality::said_of_orders).map(|(from, _)| from).min();
    let silent = if said == first { 0 } else { (usual - 1).max(0) };
    quality.begins = first.map(|first| first.checked_sub(silent.days()).unwrap_or(first));
    quality.first_day = first_order.map(|day| said.map_or(day, |said| day.min(said)));
}

/// What was gathered from all files, and of each what there is to say, or which one cannot be read.
struct Reads<'a> {
    gatherer: Gatherer<'a>,
    files: Vec<Result<FileQuality, FileId>>,
}

/// Reads all files, and once more where what a row tells is out of date, or where a campaign has another name since.
fn reads<'a>(input: &Input<'a>, exchange: &'a Exchange, zone: &TimeZone, window: &Window) -> Option<Reads<'a>> {
    let several = input.settings.sources.len() > 1;
    let (mut told, mut renamed) = (Told::new(several), BTreeMap::new());
    loop {
        let mut reads = every(input, exchange, zone, window.clone(), told, &renamed)?;
        let names = reads.gatherer.names_since();
        // What a campaign is called since is known only when all ads are.
        if renamed.is_empty() && !names.is_empty() {
            (told, renamed) = (Told::new(several), names);
            continue;
        }
        let reach = reads.files.iter().map(|read| read.as_ref().ok()?.tally.span.map(|(_, to)| to)).collect::<Vec<_>>();
        match reads.gatherer.told.again(&reach) {
            Some(next) => told = next,
            None => return Some(reads),
        }
    }
}

/// Reads every file, one after the other.
fn every<'a>(
    input: &Input<'a>,
    exchange: &'a Exchange,
    zone: &TimeZone,
    window: Window,
    told: Told,
    renamed: &BTreeMap<String, CampaignId>,
) -> Option<Reads<'a>> {
    let mut gatherer = Gatherer::new(input.settings, &input.shop.campaigns, exchange, window, told);
    gatherer.channels.renamed.clone_from(renamed);
    let mut files = Vec::new();
    for (n, source) in input.settings.sources.iter().enumerate() {
        let file = input.sources.find(&format!("{}{}", folder(input.sources, input.file), source.file))?;
        files.push(one(input, exchange, zone, n as Origin, source, file, &mut gatherer).ok_or(file));
    }
    Some(Reads { gatherer, files })
}

/// Until when the figures reach: the last order, and the days after it that other sources tell of, as long as the shop is
/// often silent for so many. A month that is over does not end early because nobody ordered on its last days: it is whole
/// where such a silence is usual, or where another source reaches to its end and the silence is no longer than twice that. Silent
/// days are never the first of a month: that one is told when its first order is.
fn last_day(usual: i32, of_orders: Option<Date>, of_all: Option<Date>, today: Date) -> Option<Date> {
    let Some((last, all)) = of_orders.zip(of_all) else { return of_orders.or(of_all) };
    let after = |days: i32| last.checked_add(days.max(0).days()).unwrap_or(last);
    let end = last.last_of_month();
    let silence = if all >= end { 2 * usual - 1 } else { usual - 1 };
    let whole = end < today && after(silence) >= end;
    let until = after(usual - 1).min(all).min(end).max(last);
    Some(if whole { until.max(end) } else { until })
}

/// Nineteen of twenty orders come after no more days than this. One day with orders tells nothing of it: a month, then.
fn usual_silence(facts: &Facts, latest: Date) -> i32 {
    let cells = facts.cells.iter().filter(|(cell, _)| cell.origin != BY_HAND && cell.to <= latest);
    let ordered = cells.filter(|(_, sums)| sums.get(Measure::Orders).is_some());
    let days: BTreeSet<Date> = ordered.map(|(cell, _)| cell.to).collect();
    let mut gaps: Vec<i32> = days.iter().zip(days.iter().skip(1)).map(|(a, b)| (*b - *a).get_days()).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() * 19 / 20).copied().unwrap_or(31)
}

fn one(
    input: &Input<'_>,
    exchange: &Exchange,
    zone: &TimeZone,
    origin: Origin,
    source: &Source,
    file: FileId,
    gatherer: &mut Gatherer<'_>,
) -> Option<FileQuality> {
    let Content::Blob(blob) = &input.sources.get(file).content else { return None };
    let context = context(source, exchange, zone);
    let named = source.format.as_deref().and_then(importers::find);
    let quality = FileQuality {
        file,
        name: source.file.clone(),
        importer: "",
        kind: Kind::Table,
        tally: Tally::default(),
        network: source.network.as_deref().and_then(channels::find),
        named: context.period,
        twice: 0,
        cancelled: 0,
        future: None,
        no_rate: Vec::new(),
        not_counted: Vec::new(),
        only_total: 0,
        no_total: 0,
        off_basis: 0,
        orders: 0,
        numbers: None,
        named_otherwise: 0,
        beside: None,
        overlapping: 0,
        rivals: 0,
    };
    let mut reading = Reading { origin, importer: "", kind: Kind::Table, source, quality };
    let outcome = importers::read(blob.open().ok()?, named, &context, &mut |importer, record| {
        reading.importer = importer.name;
        reading.kind = importer.kind;
        gatherer.take(&mut reading, &record);
    });
    gatherer.close(origin);
    let mut quality = reading.quality;
    if let Some(importer) = outcome.importer {
        quality.importer = importer.name;
        quality.kind = importer.kind;
    }
    quality.tally = outcome.tally;
    quality.named = quality.named.and_then(|days| until_today(days, quality.tally.span, input.today));
    // Who exports a month that still runs may get a head that names it whole.
    let past = |(from, to): (Date, Date)| (from, to.min(input.today));
    let days = [quality.tally.declared, quality.tally.unspent];
    [quality.tally.declared, quality.tally.unspent] = days.map(|days| days.map(past).filter(|(from, to)| from <= to));
    Some(quality)
}

/// The days that the author says a file is of. Those that are yet to come it cannot know: then its rows tell where it ends.
fn until_today((from, to): (Date, Date), rows: Option<(Date, Date)>, today: Date) -> Option<(Date, Date)> {
    // A day may be ahead elsewhere.
    let known = today.tomorrow().unwrap_or(today);
    let to = if to > known { rows.map_or(today, |(_, last)| last.min(today)) } else { to };
    Some((from, to)).filter(|(from, to)| from <= to)
}

fn context(source: &Source, exchange: &Exchange, zone: &TimeZone) -> Context {
    let mut context = Context::new(zone.clone());
    context.file_zone = source.time_zone.as_deref().and_then(|name| TimeZone::get(name).ok());
    context.decimal = source.decimal.map(|sign| match sign {
        DecimalSign::Point => Decimal::Dot,
        DecimalSign::Comma => Decimal::Comma,
    });
    context.day_first = source.day_first;
    // Where several currencies are in play, a file that tells none may be in any.
    context.currency = source.currency.map(|code| code.0).or(Some(exchange.currency).filter(|_| !exchange.has_rates()));
    context.period = source.from.zip(source.to).map(|(from, to)| (from.0, to.0));
    context.table = source.table.clone();
    context
}

/// Notices of a file as findings; whether it can be used.
fn tell(read: &FileQuality, diagnostics: &mut Diagnostics) -> bool {
    for Notice { level, code, line, message, help } in &read.tally.notices {
        let finding = match level {
            Level::Note => continue,
            Level::Warning => warning(code, message.clone()),
            Level::Error => error(code, message.clone()),
        };
        let at = line.map_or(At::File, At::Line);
        diagnostics.push(finding.help(help.clone()).at(read.file, at));
    }
    let of_orders = matches!(read.kind, Kind::Orders | Kind::Payments | Kind::Settlements);
    let is_lost = |reason: &Reason| LOST.contains(reason) || (of_orders && *reason == Reason::NoDate);
    // Of the row in which a file ends that is said which matters more.
    let is_torn = |line: u64| read.tally.notices.iter().any(|own| own.code == "export-torn" && own.line == Some(line));
    let broken = read.tally.skipped.iter().filter(|skipped| is_lost(&skipped.reason) && !is_torn(skipped.first_line));
    for Skipped { reason, rows, first_line, .. } in broken {
        let message = match rows {
            1 => format!("1 of {} rows is left out: {}", read.tally.rows, reason.words()),
            _ => format!("{rows} of {} rows are left out; this is the first: {}", read.tally.rows, reason.words()),
        };
        let help = "export the file again, or mend the row; the report counts what it leaves out";
        diagnostics.push(warning("export-rows", message).help(help).at(read.file, At::Line(*first_line)));
    }
    for (currency, rows) in &read.no_rate {
        let left = if *rows == 1 { "1 row in" } else { &format!("{rows} rows in") };
        let verb = if *rows == 1 { "is" } else { "are" };
        let message = format!("{left} {currency} {verb} left out: report.yaml has no rate for it");
        let help = format!("write what one {currency} is worth below `exchange_rates:`, like `{currency}: 0.92`");
        diagnostics.push(warning("no-exchange-rate", message).help(help).at(read.file, At::File));
    }
    read.tally.notices.iter().all(|notice| notice.level != Level::Error)
}

/// Days that are yet to come: a day and a month were taken for each other, or a cell is wrong.
fn of_tomorrow(read: &FileQuality, Ahead { day, line, swapped }: Ahead) -> Diagnostic {
    let what = if read.orders > 0 { "orders" } else { "days" };
    let message = format!("its {what} reach to {day}, which is yet to come");
    let help = match swapped {
        true => "mend the dates, or write `day_first:` below the source",
        false => "mend the date in this line",
    };
    warning("export-future", message).help(help).at(read.file, At::Line(line))
}

/// Rows of other days than those that the author says the file is of.
fn outside(read: &FileQuality) -> Option<Diagnostic> {
    let ((first, last), (from, to)) = read.tally.span.zip(read.named)?;
    let days = if first == last { first.to_string() } else { format!("{first} to {last}") };
    let message = format!("its rows are of {days}, and `from:` and `to:` below the source say {from} to {to}");
    let help = "correct `from:` and `to:`, or export these days";
    (last < from || to < first).then(|| warning("export-outside", message).help(help).at(read.file, At::File))
}

/// Orders that say themselves through which network they came, in a file that is said to be of another one.
fn of_others(read: &FileQuality) -> Option<Diagnostic> {
    let network = channels::name(read.network.filter(|_| read.named_otherwise > 0)?);
    let message = format!(
        "{} of its {} orders say themselves that they came another way than through `{network}`, and count there",
        read.named_otherwise, read.orders
    );
    let help = "leave `network:` out below the source; a rule below `channels:` moves orders that say the wrong thing";
    (read.named_otherwise * 2 > read.orders)
        .then(|| warning("export-network", message).help(help).at(read.file, At::File))
}

/// Days between two exports of which none tells an order: they count as ones without sales, and hardly were.
fn gaps_of_orders(quality: &Quality, usual: i32) -> Vec<Gap> {
    let days = |(n, file): (usize, &FileQuality)| Some((file.days_of_orders()?, n as Origin));
    gaps(quality.files.iter().enumerate().filter_map(days).collect(), usual)
}

fn missing(gap: &Gap, quality: &Quality) -> Diagnostic {
    let file = &quality.files[usize::from(gap.file)];
    if gap.of_account {
        return missing_of_shop(gap, file);
    }
    let message = format!("no export tells of orders from {} to {}, where this file begins", gap.from, gap.to);
    let (from, to) = gap.with_days_of(file);
    let help = format!(
        "add the export of these days; if nothing was sold, say so with `from: {from}` and `to: {to}` below this source; \
         now they count as days without sales"
    );
    warning("export-gap", message).help(help).at(file.file, At::File)
}

/// Two shops have an export a month each, and one of them lacks some.
fn missing_of_shop(gap: &Gap, file: &FileQuality) -> Diagnostic {
    let (from, to) = gap.with_days_of(file);
    let message = format!(
        "no export tells of this shop's orders from {} to {}, and those of another shop go on: sales are told too low",
        gap.from, gap.to
    );
    let help = format!(
        "add the export of these days; if nothing was sold there, say so with `from: {from}` and `to: {to}` below this source"
    );
    warning("export-gap", message).help(help).at(file.file, At::File)
}

/// Two files of ads whose campaigns have the same names, and cost quite different sums on the same days.
fn two_accounts((one, other): (Origin, Origin), quality: &Quality) -> Option<Diagnostic> {
    let [one, other] = [one, other].map(|origin| quality.files.get(usize::from(origin)));
    let (one, other) = (one?, other?);
    let message = format!(
        "its campaigns have names that `{}` has too, and cost something else on the same days; only one of both counts",
        one.name
    );
    let help = "if these are two accounts, export both with the id of the campaign as a column; \
                if one tells of a part of the other's ads, leave it out";
    Some(warning("export-accounts", message).help(help).at(other.file, At::File))
}

/// Orders of a shop and payments of a provider on the same days are likely the same sales.
fn overlaps(quality: &mut Quality, input: &Input<'_>, diagnostics: &mut Diagnostics) {
    let mut beside = Vec::new();
    for (n, payments) in quality.files.iter().enumerate() {
        let counted =
            payments.kind == Kind::Payments && input.settings.sources[n].role.is_none() && payments.orders > 0;
        let Some(days) = payments.tally.span.filter(|_| counted) else { continue };
        let shop = quality.files.iter().find(|file| {
            let both = file.tally.span.is_some_and(|span| span.0 <= days.1 && days.0 <= span.1);
            file.kind == Kind::Orders && both
        });
        let Some(shop) = shop else { continue };
        let message = format!("its payments count as orders beside the orders of `{}` on the same days", shop.name);
        let help =
            "write `role: payments` below this source if they pay those orders, `role: orders` if they are others";
        diagnostics.push(warning("export-overlap", message).help(help).at(payments.file, At::File));
        beside.push((n, shop.name.clone()));
    }
    for (n, shop) in beside {
        quality.files[n].beside = Some(shop);
    }
}

/// Files of payments, as the author says, on whose days nothing else tells an order: then none is counted.
fn payments_of_nothing(quality: &Quality, facts: &Facts, input: &Input<'_>, diagnostics: &mut Diagnostics) {
    let said = |n: usize| input.settings.sources[n].role == Some(Role::Payments);
    for (n, file) in quality.files.iter().enumerate().filter(|(n, _)| said(*n)) {
        let Some((first, last)) = file.tally.span.filter(|_| file.kind != Kind::Settlements) else { continue };
        let sells = |(cell, sums): (&Cell, &Sums)| {
            let told = sums.get(Measure::Orders).or_else(|| sums.get(Measure::Net)).is_some();
            told && usize::from(cell.origin) != n && cell.from <= last && first <= cell.to
        };
        let of_shop = |(cell, _): &(&Cell, &Sums)| !is_of_visits(cell.origin, &quality.files);
        if !facts.cells.iter().filter(of_shop).any(sells) {
            let message = "its rows pay orders that nothing else tells, so none of them counts as a sale";
            let help = "write `role: orders` below this source, or add the export of the orders";
            diagnostics.push(warning("export-payments", message).help(help).at(file.file, At::File));
        }
    }
}
