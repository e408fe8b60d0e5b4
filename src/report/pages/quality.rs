//! Definitions and data quality: what the words mean, what was read, what was left out, and what disagrees.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Content;
use crate::importers::{Check, Level, Measure, Notice, Reason};
use crate::report::blocks::{known, other_ads, remedies, strays};
use crate::report::channels::NetworkId;
use crate::report::facts::{BY_HAND, Origin};
use crate::report::lens::Lens;
use crate::report::metrics;
use crate::report::number::{Exact, Unit, write};
use crate::report::quality::{Ahead, FileQuality};
use crate::report::view::{Block, Cell, Column, Note, Table, TableRow};
use crate::report::words::Words;
use crate::scalar::{Period, PeriodKind};
use crate::shop::locale::Formats;

/// The table of campaigns of ads without a name in campaigns.yaml.
pub const OTHER_ADS: &str = "other-ads";

pub fn content(lens: &Lens<'_>) -> Content {
    let words = lens.words;
    let mut blocks = vec![Block::Table(sources(lens)), notes(lens)];
    blocks.extend(checks(lens).map(Block::Table));
    blocks.extend(skipped(lens).map(Block::Table));
    blocks.extend(unmatched(lens).map(Block::Table));
    blocks.extend(other_ads::table(lens, OTHER_ADS).map(Block::Table));
    blocks.extend(strays::table(lens, "stray-campaigns").map(Block::Table));
    blocks.push(definitions(lens));
    let title = words.get("report_quality").to_owned();
    Content {
        title,
        kind: words.get("report_kind").to_owned(),
        lead: words.get("report_quality_text").to_owned(),
        blocks,
    }
}

fn sources(lens: &Lens<'_>) -> Table {
    let words = lens.words;
    let columns = vec![
        Column::text("file", words.get("report_file")),
        Column::text("format", words.get("report_source_format")),
        Column::text("days", words.get("report_days")),
        Column::number("rows", words.get("report_rows")),
        Column::number("used", words.get("report_used")),
        Column::number("skipped", words.get("report_skipped")),
    ];
    let rows = lens.quality.files.iter().map(|file| {
        let days = file.tally.span.map(|(from, to)| words.days(Period { from, to, kind: PeriodKind::Range }));
        let count = |n: u64| super::super::blocks::cell(words, Unit::Count, Some(Exact::whole(n as i64)));
        let cells = vec![
            Cell::text(&file.name),
            Cell::text(words.get(&format!("importer_{}", file.importer))),
            Cell::text(days.unwrap_or_default()),
            count(file.tally.rows),
            count(file.tally.used),
            count(file.tally.skipped.iter().map(|skipped| skipped.rows).sum()),
        ];
        TableRow { cells, quiet: false }
    });
    let rows = rows.collect();
    let (title, text) = (words.get("report_sources").to_owned(), words.get("report_sources_text").to_owned());
    Table { id: "sources".to_owned(), title, text, columns, rows, ..Table::default() }
}

/// What a reader should know of each file.
fn notes(lens: &Lens<'_>) -> Block {
    let words = lens.words;
    let mut notes = Vec::new();
    let (of_spend, of_customers) = (remedies::of_spend(lens), remedies::of_customers(lens));
    for (n, file) in lens.quality.files.iter().enumerate() {
        notes.extend(of_file(lens, file));
        for gap in lens.quality.gaps.iter().filter(|gap| usize::from(gap.file) == n) {
            let key = if gap.of_account { "note_gap_shop" } else { "note_gap" };
            let remedy = remedies::of_orders(lens, gap);
            let text = [Some(words.missing(key, *gap, &[])), remedy].into_iter().flatten().collect::<Vec<_>>();
            notes.push(note("warning", file, text.join(" ")));
        }
        let gaps = lens.spending.gaps().filter(|(_, gap)| usize::from(gap.file) == n && gap.is_long(lens.period));
        for (network, gap) in gaps {
            let key = if gap.of_account { "note_spend_gap_account" } else { "note_spend_gap" };
            let text = words.missing(key, *gap, &[("network", words.network(network))]);
            notes.push(note("warning", file, text));
        }
        let remedies = of_spend.iter().filter(|remedy| remedy.origin == Some(n as Origin));
        let new = of_customers.iter().filter(|(origin, _)| usize::from(*origin) == n).map(|(_, text)| text);
        notes.extend(remedies.map(|remedy| &remedy.text).chain(new).map(|text| note("note", file, text.clone())));
        if cut(lens, n as Origin) {
            notes.push(note("warning", file, words.get("note_cut").to_owned()));
        }
    }
    let by_hand_alone = of_spend.into_iter().filter(|remedy| remedy.origin.is_none());
    let of_network = |remedy: remedies::Remedy| Note {
        level: "note",
        title: words.network(remedy.network).to_owned(),
        text: remedy.text,
    };
    notes.extend(by_hand_alone.map(of_network));
    notes.extend(renamed(lens));
    notes.extend(longer(lens));
    notes.extend(by_hand(lens));
    let title = words.metric("sessions").to_owned();
    let of_visits = lens.of_visits.as_deref().unwrap_or(lens);
    notes.extend(known::text(of_visits).map(|text| Note { level: "warning", title, text }));
    let behind = [lens.of_ads.as_deref(), lens.of_visits.as_deref()].into_iter().flatten();
    let behind = behind.filter_map(|known| known::behind_of(lens, known));
    notes.extend(behind.map(|text| Note { level: "note", title: words.period(lens.period), text }));
    if notes.is_empty() {
        notes.push(Note { level: "ok", title: words.get("note_all_well").to_owned(), text: String::new() });
    }
    Block::Notes { id: "notes".to_owned(), title: words.get("report_notes").to_owned(), notes }
}

/// Whether a source tells of days inside and outside the period at once.
pub fn cut(lens: &Lens<'_>, origin: Origin) -> bool {
    lens.now.slice.cut.iter().any(|(own, ..)| *own == origin)
}

/// Campaigns of ads that count by their number, whatever they are called since.
fn renamed(lens: &Lens<'_>) -> impl Iterator<Item = Note> {
    lens.facts.renamed.iter().map(|(name, id)| {
        let text = lens.words.fill("note_renamed", &[("campaign", &lens.campaign(*id).name)]);
        Note { level: "note", title: name.clone(), text }
    })
}

/// Figures that are kept by hand for days inside and outside the period at once.
fn longer(lens: &Lens<'_>) -> impl Iterator<Item = Note> {
    let kept = lens.now.slice.cut.iter().filter(|(origin, ..)| *origin == BY_HAND);
    let kept: BTreeSet<(NetworkId, Measure)> = kept.map(|(_, place, measure)| (place.network, *measure)).collect();
    // What somebody writes down as sales is kept on every basis.
    kept.into_iter().filter(|(_, measure)| !matches!(measure, Measure::Gross | Measure::Total)).map(
        |(network, measure)| {
            let measure = format!("measure_{}", measure.name());
            let text = lens.words.fill("note_longer", &[("measure", lens.words.get(&measure))]);
            Note { level: "warning", title: lens.words.network(network).to_owned(), text }
        },
    )
}

/// Figures that are kept by hand for days of which an export tells them: the export counts, or both do.
fn by_hand(lens: &Lens<'_>) -> Vec<Note> {
    let words = lens.words;
    let one = |key: &str, (network, measure): &(NetworkId, Measure), (from, to): &(Date, Date)| {
        let measure = format!("measure_{}", measure.name());
        let days = words.days(Period { from: *from, to: *to, kind: PeriodKind::Range });
        let text = words.fill(key, &[("measure", words.get(&measure)), ("days", &days)]);
        Note { level: "note", title: words.network(*network).to_owned(), text }
    };
    let slice = &lens.now.slice;
    let given_way = slice.given_way.iter().map(|(what, days)| one("note_given_way", what, days));
    given_way.chain(slice.added().iter().map(|(what, days)| one("note_added", what, days))).collect()
}

fn note(level: &'static str, file: &FileQuality, text: String) -> Note {
    Note { level, title: file.name.clone(), text }
}

fn of_file(lens: &Lens<'_>, file: &FileQuality) -> Vec<Note> {
    let words = lens.words;
    let mut notes: Vec<Note> = Vec::new();
    for notice in &file.tally.notices {
        let level = match notice.level {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        let line = notice.line.map(|line| format!(" ({} {line})", words.get("report_line"))).unwrap_or_default();
        notes.push(note(level, file, format!("{}{line}", said(lens, notice))));
    }
    let counted = [
        ("note_twice", file.twice),
        ("note_only_total", file.only_total),
        ("note_off_basis", file.off_basis),
        ("note_overlapping", file.overlapping),
        ("note_rivals", file.rivals),
    ];
    notes.extend(file.future.map(|ahead| note("warning", file, of_tomorrow(lens, file, ahead))));
    if file.cancelled > 0 {
        notes.push(note("note", file, words.count("note_cancelled", file.cancelled, &[])));
    }
    for (key, rows) in counted {
        if rows > 0 {
            notes.push(note("note", file, words.count(key, rows, &[])));
        }
    }
    if let Some(shop) = &file.beside {
        notes.push(note("warning", file, words.fill("note_beside", &[("file", shop)])));
    }
    for (state, orders) in &file.not_counted {
        notes.push(note("note", file, words.count("note_not_counted", *orders, &[("state", words.get(state))])));
    }
    for (currency, rows) in &file.no_rate {
        notes.push(note("warning", file, words.count("note_no_rate", *rows, &[("currency", currency)])));
    }
    notes
}

/// `Its days reach to 15 July 2062, which is yet to come. (line 107)`
fn of_tomorrow(lens: &Lens<'_>, file: &FileQuality, Ahead { day, line, swapped }: Ahead) -> String {
    let words = lens.words;
    let key = match (swapped, file.orders > 0) {
        (true, true) => "note_future",
        (true, false) => "note_future_days",
        (false, true) => "note_ahead",
        (false, false) => "note_ahead_days",
    };
    format!("{} ({} {line})", words.fill(key, &[("day", &words.formats.date(day))]), words.get("report_line"))
}

/// A notice in the report's language. The program's messages are English, and tell more than a sentence for each code can.
fn said(lens: &Lens<'_>, notice: &Notice) -> String {
    let key = format!("notice_{}", notice.code.replace('-', "_"));
    let known = lens.words.locale.language() != "en" && lens.words.strings.texts.contains_key(&key);
    if known { lens.words.get(&key).to_owned() } else { notice.message.clone() }
}

/// Totals of files beside the sums of their rows.
fn checks(lens: &Lens<'_>) -> Option<Table> {
    let words = lens.words;
    let mut rows = Vec::new();
    for file in &lens.quality.files {
        for check in &file.tally.checks {
            let same = check.total == check.rows;
            let verdict = words.get(if same { "report_agrees" } else { "report_disagrees" });
            let figure = |value: i64| checked(words, check, value);
            let cells = vec![
                Cell::text(&file.name),
                Cell::text(words.get(&format!("measure_{}", check.measure.name()))),
                figure(check.total),
                figure(check.rows),
                Cell::text(verdict),
            ];
            rows.push(TableRow { cells, quiet: same });
        }
    }
    let columns = vec![
        Column::text("file", words.get("report_file")),
        Column::text("measure", words.get("report_measure")),
        Column::number("total", words.get("report_file_total")),
        Column::number("rows", words.get("report_row_sum")),
        Column::text("verdict", words.get("report_verdict")),
    ];
    let (title, text) = (words.get("report_checks").to_owned(), words.get("report_checks_text").to_owned());
    (!rows.is_empty()).then(|| Table { id: "checks".to_owned(), title, text, columns, rows, ..Table::default() })
}

/// To the last decimal, in the currency and in the unit of the file: both columns are there to be compared.
fn checked(words: &Words, check: &Check, value: i64) -> Cell {
    let Some(currency) = check.currency else {
        let exact = Exact { numerator: value.into(), denominator: check.times.into() };
        let cell = super::super::blocks::cell(words, Unit::Count, Some(exact));
        return if value % check.times == 0 { cell } else { parts(words, exact) };
    };
    let formats = Formats::new(&words.locale, currency);
    Cell { plain: formats.amount(value), ..Cell::text(formats.money(value)) }
}

/// Half an hour, or half an order.
fn parts(words: &Words, value: Exact) -> Cell {
    Cell { plain: format!("{}", value.length()), ..Cell::text(words.formats.decimal(value.scaled(2), 2)) }
}

fn skipped(lens: &Lens<'_>) -> Option<Table> {
    let words = lens.words;
    let of = lens.quality.files.iter().flat_map(|file| file.tally.skipped.iter().map(move |skipped| (file, skipped)));
    let rows: Vec<TableRow> = of
        .map(|(file, skipped)| {
            let count = |n: u64| super::super::blocks::cell(words, Unit::Count, Some(Exact::whole(n as i64)));
            let cells = vec![
                Cell::text(&file.name),
                Cell::text(words.get(reason(skipped.reason))),
                count(skipped.rows),
                count(skipped.first_line),
            ];
            TableRow { cells, quiet: false }
        })
        .collect();
    let columns = vec![
        Column::text("file", words.get("report_file")),
        Column::text("reason", words.get("report_reason")),
        Column::number("rows", words.get("report_rows")),
        Column::number("first_line", words.get("report_first_line")),
    ];
    let title = words.get("report_skipped_rows").to_owned();
    (!rows.is_empty()).then(|| Table { id: "skipped".to_owned(), title, columns, rows, ..Table::default() })
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Empty => "reason_empty",
        Reason::Ragged => "reason_ragged",
        Reason::NoDate => "reason_no_date",
        Reason::NoAmount => "reason_no_amount",
        Reason::NoCurrency => "reason_no_currency",
        Reason::Orphan => "reason_orphan",
        Reason::NoSale => "reason_no_sale",
        Reason::Absurd => "reason_absurd",
        Reason::Repeated => "reason_repeated",
    }
}

fn unmatched(lens: &Lens<'_>) -> Option<Table> {
    let words = lens.words;
    let columns =
        vec![Column::text("origin", words.get("report_origin")), Column::number("rows", words.get("report_rows"))];
    let rows: Vec<TableRow> = lens
        .quality
        .unmatched
        .iter()
        .map(|(reads, rows)| {
            let count = super::super::blocks::cell(words, Unit::Count, Some(Exact::whole(*rows as i64)));
            TableRow { cells: vec![Cell::text(reads), count], quiet: false }
        })
        .collect();
    let (title, text) = (words.get("report_unmatched_rows").to_owned(), words.get("report_unmatched_text").to_owned());
    (!rows.is_empty()).then(|| Table { id: "unmatched".to_owned(), title, text, columns, rows, ..Table::default() })
}

/// Every metric in a sentence, and the choices of this report.
fn definitions(lens: &Lens<'_>) -> Block {
    let words = lens.words;
    let of = lens.settings.definitions;
    let choices = [
        ("report_sales_basis", format!("basis_sales_{}", of.sales.word())),
        ("report_aov_basis", format!("basis_aov_{}", of.aov.word())),
        ("report_cac_basis", format!("basis_cac_{}", of.cac.word())),
        ("report_refund_basis", format!("basis_refunds_{}", of.refunds.word())),
        ("report_engagement_basis", format!("basis_engagement_{}", of.engagement.word())),
    ];
    let mut terms: Vec<(String, String)> =
        choices.iter().map(|(term, key)| (words.get(term).to_owned(), words.get(key).to_owned())).collect();
    if let Some(margin) = lens.settings.margin {
        let (part, whole) = margin.0.fraction();
        let share = Exact { numerator: part, denominator: whole * 100 };
        terms.push((words.get("report_margin").to_owned(), write(&words.formats, Unit::Share, share)));
    }
    let defined = metrics::all()
        .map(|metric| (words.metric(metric.name).to_owned(), words.get(&format!("define_{}", metric.name)).to_owned()));
    terms.extend(defined);
    Block::Terms { id: "definitions".to_owned(), title: words.get("report_definitions").to_owned(), terms }
}
