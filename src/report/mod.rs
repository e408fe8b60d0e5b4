//! The KPI report: what each network, campaign and product earned.
//!
//! ```text
//! report.yaml, campaigns, exports ─gather→ Facts ─slice→ one period ─Lens→ figures ─pages→ views, tables
//! ```
//!
//! In the order in which data flows: `settings` and `check` (report.yaml and what contradicts itself in it), `gather` with `channels`
//! (exports, and whose each row is), `facts` with `series`, `gaps` and `visits` (what is known of which days), `slice` (one period,
//! one source for each figure), `spending` and `named` (whether orders can tell what ads brought), `lens` with `metrics` (a period
//! beside another), `findings` (what the author should know), `blocks` and `pages` with `delta`, `certainty`, `number` and `words`
//! (what is shown), `export` (tables, JSON, text).
//!
//! In: the checked settings and the sources. Out: [`Report`]: a view for each page, every table as CSV, all figures as
//! JSON. Whole numbers until the last division; what is missing is not zero, and says why; no average of ratios.
//! Absent: HTML, which the theme's `report/` templates make; the disk, except that exports are streamed through
//! [`crate::source::Blob::open`]; names and addresses of customers, which are hashed as they are read.

mod blocks;
mod certainty;
pub mod channels;
pub mod check;
mod delta;
mod exchange;
mod export;
mod facts;
mod findings;
mod gaps;
mod gather;
mod lens;
pub mod metrics;
mod named;
mod number;
mod pages;
mod quality;
mod series;
pub mod settings;
mod slice;
mod spending;
pub mod view;
mod visits;
mod words;

use std::collections::BTreeMap;

use iso_currency::Currency;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostics;
use crate::importers::Measure;
use crate::scalar::{Period, PeriodKind};
use crate::shop::Shop;
use crate::shop::locale::{Formats, Locale};
use crate::source::{FileId, Sources};
use crate::theme::Strings;

use exchange::Exchange;
use facts::{Cell, Facts};
use gather::Window;
use lens::Lens;
use metrics::Why;
use pages::Page;
use settings::{Comparison, Settings};
use slice::Cut;
use view::{HeadView, LinkView, PageView};
use words::Words;

/// Where report.yaml is.
pub const FILE: &str = "content/report/report.yaml";

/// A report as a value.
#[derive(Debug, Default)]
pub struct Report {
    /// Path below the report's folder, and what its template gets.
    pub pages: Vec<(String, PageView)>,
    /// CSV and JSON.
    pub files: BTreeMap<String, String>,
    /// The main figures as plain text, for a terminal.
    pub summary: String,
    /// What a share card shows.
    pub headline: Headline,
}

/// The report in one figure.
#[derive(Debug, Clone, Default)]
pub struct Headline {
    pub title: String,
    pub figure: String,
    /// What is counted: `Sales`.
    pub unit: String,
    /// The period, and the largest change.
    pub summary: String,
}

/// What a report is made from.
pub struct Input<'a> {
    pub sources: &'a Sources,
    pub shop: &'a Shop,
    pub file: FileId,
    pub settings: &'a Settings,
    pub strings: Strings,
    pub locale: Locale,
    /// Decides the period, where none is written.
    pub today: Date,
    /// In place of the periods of report.yaml.
    pub period: Option<Period>,
    /// Where the shop is, when the report is published in it.
    pub shop_url: Option<String>,
    /// The style sheet's file name.
    pub css: String,
}

/// Reads all sources and works everything out. Findings name exports and their lines.
pub fn report(input: &Input<'_>, diagnostics: &mut Diagnostics) -> Option<Report> {
    let currency = input.settings.currency.map_or(input.shop.currency, |code| code.0);
    let exchange = Exchange::new(currency, &input.settings.exchange_rates);
    let words = Words {
        formats: Formats::new(&input.locale, currency).counting_in(&input.strings.language),
        strings: input.strings.clone(),
        locale: input.locale.clone(),
    };
    let periods = periods(input);
    let zone = TimeZone::get(&input.settings.time_zone).ok()?;
    let window = window(input.settings, &periods, input.today);
    let days = (window.from, window.to);
    let (facts, quality) = gather::read::all(input, &exchange, &zone, window, diagnostics)?;
    diagnostics.list.extend(findings::outside::findings(input.sources, &input.shop.campaigns, &facts, days));
    let periods = shown(input, &facts, periods);
    let mut report = Report::default();
    let mut findings = BTreeMap::new();
    for period in &periods {
        let main = *period == periods[0];
        let lens = Lens::new(input.settings, input.shop, &facts, &quality, &words, *period, main);
        for (about, finding) in findings::of(&lens, input) {
            findings.entry(about).or_insert(finding);
        }
        add_period(input, &lens, &periods, &mut report);
        if main {
            report.headline = headline(&lens);
        }
    }
    diagnostics.list.extend(findings.into_values());
    Some(report)
}

/// The author's periods, else the last complete month and the one that runs, of which one is shown.
fn periods(input: &Input<'_>) -> Vec<Period> {
    let mut periods: Vec<Period> = match input.period {
        Some(period) => vec![period],
        None => input.settings.periods.clone(),
    };
    if periods.is_empty() {
        let month = Period::of(PeriodKind::Month, input.today);
        periods.extend(month.and_then(Period::previous).into_iter().chain(month));
    }
    let mut once = Vec::new();
    for period in periods {
        if !once.contains(&period) {
            once.push(period);
        }
    }
    once
}

/// Of the months that nobody asked for, the complete one, unless only the one that runs has any figure.
fn shown(input: &Input<'_>, facts: &Facts, periods: Vec<Period>) -> Vec<Period> {
    if input.period.is_some() || !input.settings.periods.is_empty() {
        return periods;
    }
    let inside = |period: &Period, cell: &Cell| cell.from <= period.to && period.from <= cell.to;
    let sold = |period: &&Period| {
        facts.cells.iter().any(|(cell, sums)| inside(period, cell) && sums.get(Measure::Orders).is_some())
    };
    let told = |period: &&Period| facts.cells.keys().any(|cell| inside(period, cell));
    let first = periods.iter().find(sold).or_else(|| periods.iter().find(told)).or(periods.first());
    first.copied().into_iter().collect()
}

fn window(settings: &Settings, periods: &[Period], today: Date) -> Window {
    let before = |period: &Period| match settings.comparison {
        Comparison::Previous => period.previous(),
        Comparison::YearBefore => period.year_before(),
        Comparison::Given(given) => Some(given),
        Comparison::None => None,
    };
    let all: Vec<Period> = periods.iter().copied().chain(periods.iter().filter_map(before)).collect();
    let mut ends: Vec<Date> = periods.iter().map(|period| period.to).collect();
    ends.sort_unstable();
    ends.dedup();
    Window {
        from: all.iter().map(|period| period.from).min().unwrap_or_default(),
        to: all.iter().map(|period| period.to).max().unwrap_or_default(),
        ends,
        latest: today.tomorrow().unwrap_or(today),
    }
}

fn headline(lens: &Lens<'_>) -> Headline {
    let title = lens.settings.title.clone();
    let period = lens.words.period(lens.period);
    let Some((metric, seen)) = metrics::find("sales").map(|metric| (metric, lens.see(metric, Cut::default()))) else {
        return Headline { title, ..Headline::default() };
    };
    let change = seen.now.ok().zip(seen.before).map(|(now, before)| delta::delta(lens.words, metric, now, before).text);
    let figure = seen.now.map(|now| number::write(&lens.words.formats, metric.unit, now)).unwrap_or_default();
    let summary = change.map_or_else(|| period.clone(), |change| format!("{period} · {change}"));
    Headline { title, figure, unit: lens.words.metric(metric.name).to_owned(), summary }
}

fn add_period(input: &Input<'_>, lens: &Lens<'_>, periods: &[Period], report: &mut Report) {
    let folder = pages::folder(lens.period, periods[0]);
    let mut tables = Vec::new();
    for page in pages::all(lens) {
        let mut content = pages::content(lens, page);
        let name = pages::name(lens, page);
        export::add_csv(&mut content.blocks, &name, pages::up(page), &folder, &mut report.files);
        if page == Page::Overview && lens.main {
            report.summary = export::summary(lens, &content.blocks);
        }
        tables.push((name, export::tables(&content.blocks)));
        let path = format!("{folder}{}", pages::path(lens, page));
        let head = head(input, lens, periods, page);
        let (title, kind, lead, blocks) = (content.title, content.kind, content.lead, content.blocks);
        report.pages.push((path, PageView { title, kind, lead, head, blocks }));
    }
    report.files.insert(format!("{folder}report.json"), export::json(lens, &tables));
}

fn head(input: &Input<'_>, lens: &Lens<'_>, periods: &[Period], page: Page) -> HeadView {
    let words = lens.words;
    let folder = pages::folder(lens.period, periods[0]);
    let own = pages::path(lens, page);
    let depth = folder.matches('/').count() + own.matches('/').count();
    let root = "../".repeat(depth);
    let period_link = |period: &Period| LinkView {
        text: words.period(*period),
        href: format!("{root}{}index.html", pages::folder(*period, periods[0])),
        current: *period == lens.period,
    };
    let shown = lens.now.slice.period;
    HeadView {
        lang: words.locale.tag().to_owned(),
        dir: words.locale.direction(),
        shop: input.shop.settings.name.clone(),
        report: input.settings.title.clone(),
        period: words.period(lens.period),
        days: words.days(shown),
        partial: lens.unfinished(),
        compared: lens.beside(),
        gap: lens.missing(),
        facts: facts_of_head(input, lens),
        notice: input.settings.notice.clone(),
        sheet: pages::sheet(lens.period),
        css: format!("{root}{}", input.css),
        json: format!("{}report.json", pages::up(page)),
        root: root.clone(),
        periods: if periods.len() > 1 { periods.iter().map(period_link).collect() } else { Vec::new() },
        nav: pages::navigation(lens, page),
        robots: (!(input.settings.publish && input.settings.index)).then_some("noindex"),
        description: None,
        canonical: None,
        meta: String::new(),
        csp: None,
        shop_url: input.shop_url.clone(),
    }
}

fn facts_of_head(input: &Input<'_>, lens: &Lens<'_>) -> Vec<(String, String)> {
    let words = lens.words;
    let files = words.count("report_source_count", lens.quality.files.len() as u64, &[]);
    let until = lens.quality.last_day.map(|day| words.formats.date(day));
    let mut facts = vec![
        (words.get("report_time_zone").to_owned(), input.settings.time_zone.clone()),
        (words.get("report_currency").to_owned(), words.formats.currency().to_owned()),
        (words.get("report_sources").to_owned(), files),
    ];
    let of = if lens.quality.first_day.is_some() { "report_data_until" } else { "report_figures_until" };
    facts.extend(until.map(|until| (words.get(of).to_owned(), until)));
    for (code, rate) in &input.settings.exchange_rates {
        let (numerator, denominator) = rate.fraction();
        let digits = denominator.ilog10();
        let number = words.formats.decimal(numerator as i64, u8::try_from(digits).unwrap_or(0));
        facts.push((words.get("report_rate").to_owned(), format!("1 {code} = {number} {}", words.formats.currency())));
    }
    facts
}

/// The folder of report.yaml, with its slash.
fn folder(sources: &Sources, file: FileId) -> String {
    let path = &sources.get(file).path;
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

impl Lens<'_> {
    pub fn currency(&self) -> Currency {
        Currency::from_code(self.words.formats.currency()).unwrap_or(Currency::EUR)
    }

    /// The author's words, which are about the first period of report.yaml, whatever the command line asks for.
    pub fn commentary(&self) -> Option<&str> {
        let about = self.settings.periods.first().is_none_or(|first| *first == self.period);
        self.settings.commentary.as_deref().filter(|_| self.main && about)
    }

    /// That the period has not ended in the data, and whether the one before has as many days.
    pub fn unfinished(&self) -> Option<String> {
        let days = self.now.slice.period;
        let alike = self.before.as_ref().is_some_and(|before| before.slice.period.days() == days.days());
        let key = if alike { "report_partial" } else { "report_partial_alone" };
        self.is_partial().then(|| self.words.fill(key, &[("day", &self.words.formats.date(days.to))]))
    }

    /// That no orders are known of some of the days, of the period before too.
    pub fn missing(&self) -> Option<String> {
        let gap = || self.gap.map(|gap| self.quality.missing(self.words, gap));
        match self.without_orders(self.now.slice.period) {
            Some((_, last, Why::Begins)) => {
                let first = self.quality.first_day.or(last.tomorrow().ok());
                let day = self.words.formats.date(first.unwrap_or(last));
                Some(self.words.fill("report_begins_now", &[("day", &day)]))
            }
            _ => gap(),
        }
    }

    /// With which period this one is compared, or is not for lack of figures.
    pub fn beside(&self) -> Option<String> {
        let (words, period) = (self.words, self.compared?);
        let key = if self.before.is_some() { "report_compared" } else { "report_not_compared" };
        let (name, days) = (words.period(period.whole()), words.days(period));
        // Days have no other name.
        let period = if name == days { days } else { format!("{name} ({days})") };
        let compared = words.fill(key, &[("period", &period)]);
        Some(match self.begins {
            Some(day) => words.fill("report_begins", &[("compared", &compared), ("day", &words.formats.date(day))]),
            None => compared,
        })
    }
}
