//! A layout's columns in one file.
//!
//! In: a [`Layout`] and a header. Out: [`Bound`], which reads days, names and values of a row. Absent: what becomes of them.

use iso_currency::Currency;
use jiff::civil::Date;

use super::super::reading::missing;
use super::super::{Cells, Kind, Measure, Notice, Reading, Reason, Trace};
use super::stretch::Stretch;
use super::totals::Totals;
use super::{Layout, halves, month, name_or_empty, no_period, says_total, whole_day};
use crate::exports::{Cell, Column, Header, Row, currency, error, warning};

pub struct Bound {
    pub from: Column,
    pub to: Column,
    /// The days that all rows are of, where there is a column of days too.
    all: (Column, Column),
    /// Of which days a row is that begins on one.
    stretch: Stretch,
    /// The days that the file tells of, as the lines above the table say, or the author.
    told: Option<(Date, Date)>,
    /// The same as those lines alone say.
    pub told_by_head: Option<(Date, Date)>,
    currency_column: Column,
    default_currency: Option<Currency>,
    pub network: Column,
    pub default_network: Option<&'static str>,
    pub otherwise: &'static [&'static str],
    pub format: Column,
    source: Column,
    medium: Column,
    source_medium: Column,
    campaign: Column,
    campaign_id: Column,
    content: Column,
    channel: Column,
    segments: Vec<(String, Column)>,
    pub figures: Vec<BoundFigure>,
    blank_is_total: bool,
    zeros_are_empty: bool,
    of_ads: bool,
    /// Columns in two currencies.
    pub mixed: Option<Notice>,
}

pub struct BoundFigure {
    pub measure: Measure,
    pub column: Column,
    /// As written in the file.
    pub name: String,
    /// As its name tells it.
    currency: Option<Currency>,
    pub times: i64,
}

impl Bound {
    /// # Errors
    /// A column is missing without which the table says nothing.
    pub fn new(layout: &Layout<'_>, header: &Header, reading: &Reading<'_, '_>) -> Result<Bound, Notice> {
        let find = |names: &[&str]| header.find(names);
        let mut figures: Vec<BoundFigure> = Vec::new();
        for figure in layout.figures {
            let column = find(figure.names);
            let taken = figures.iter().any(|other| other.measure == figure.measure || other.column == column);
            if let Some(place) = column.place().filter(|_| !taken) {
                let name = header.names.get(place).map_or_else(String::new, |name| name.written.clone());
                let currency = header.currency(column);
                figures.push(BoundFigure { measure: figure.measure, column, name, currency, times: figure.times });
            }
        }
        if figures.is_empty() {
            let names: Vec<&str> = layout.figures.iter().filter_map(|figure| figure.names.first().copied()).collect();
            return Err(missing(reading.importer, &reading.head, &[&names.join("` or `")]));
        }
        let starts = [(layout.from, Stretch::Day), (layout.week, Stretch::Week), (layout.month, Stretch::Month)];
        let (from, stretch) = starts
            .map(|(names, stretch)| (find(names), stretch))
            .into_iter()
            .find(|(column, _)| column.exists())
            .unwrap_or((Column::NONE, Stretch::Day));
        let told_by_head = reading.head.period(reading.cells.signs.day_first);
        let told = told_by_head.or(reading.context.period);
        if !from.exists() && told.is_none() {
            return Err(no_period());
        }
        let in_header = figures.iter().find_map(|figure| figure.currency);
        let mixed = mixed(&figures);
        figures.retain(|figure| figure.currency.is_none_or(|own| Some(own) == in_header));
        Ok(Bound {
            from,
            to: find(layout.to),
            all: (find_last(header, layout.from), find_last(header, layout.to)),
            stretch,
            told,
            told_by_head: told_by_head.filter(|(from, to)| from < to),
            currency_column: find(layout.currency),
            default_currency: in_header.or_else(|| preamble_currency(reading)).or(reading.context.currency),
            network: find(layout.network),
            default_network: reading.importer.network,
            otherwise: layout.otherwise,
            format: find(layout.format),
            source: find(layout.source),
            medium: find(layout.medium),
            source_medium: find(layout.source_medium),
            campaign: find(layout.campaign),
            campaign_id: find(layout.campaign_id),
            content: find(layout.content),
            channel: find(layout.channel),
            segments: layout.segments.iter().map(|(kind, names)| ((*kind).to_owned(), find(names))).collect(),
            figures,
            blank_is_total: layout.blank_is_total,
            zeros_are_empty: layout.zeros_are_empty || reading.importer.kind == Kind::Ads,
            of_ads: reading.importer.kind == Kind::Ads,
            mixed,
        })
    }

    pub fn has_campaign_id(&self) -> bool {
        self.campaign_id.exists()
    }

    pub fn totals(&self) -> Totals {
        Totals::default()
    }

    /// Which columns tell the file's decimal sign and its order of day and month.
    pub fn signs(&self) -> Vec<(Column, Cell)> {
        let cell = |figure: &BoundFigure| if figure.measure.is_money() { Cell::Amount } else { Cell::Count };
        let figures = self.figures.iter().map(|figure| (figure.column, cell(figure)));
        figures.chain([(self.from, Cell::Date), (self.to, Cell::Date)]).collect()
    }

    /// Decides by the rows ahead of how many days a row is that names its first day alone.
    ///
    /// # Errors
    /// The stream fails.
    pub fn look_ahead(&mut self, reading: &mut Reading<'_, '_>) -> Result<(), Notice> {
        let days = reading.context.period.or(self.told).filter(|(first, last)| first < last);
        if let Some(days) = days.filter(|_| self.from.exists() && !self.to.exists()) {
            self.stretch = Stretch::of_starts(&mut reading.rows, &mut reading.cells, self.from, days)?;
        }
        Ok(())
    }

    fn names(&self) -> impl Iterator<Item = Column> {
        let own = [
            self.campaign,
            self.campaign_id,
            self.content,
            self.source,
            self.source_medium,
            self.channel,
            self.network,
            self.format,
        ];
        own.into_iter().chain(self.segments.iter().map(|(_, column)| *column)).filter(|column| column.exists())
    }

    /// Whether a row holds totals: it says so in front or behind, or has no names where all others have.
    pub fn is_total(&self, row: &Row<'_>) -> bool {
        let has_day = self.from.of(row).starts_with(|c: char| c.is_ascii_digit());
        let first = row.fields().find(|field| !field.trim().is_empty()).unwrap_or_default();
        let last = if row.len() > 1 { row.get(row.len() - 1) } else { "" };
        if !has_day && (says_total(first.trim()) || says_total(last)) {
            return true;
        }
        // What begins with a day and ends before any figure was torn off there.
        let is_torn = has_day && self.figures.iter().all(|figure| figure.column.place() >= Some(row.len()));
        let mut names = self.names().peekable();
        self.blank_is_total && !is_torn && names.peek().is_some() && names.all(|name| name.of(row).is_empty())
    }

    /// The days of a row.
    ///
    /// # Errors
    /// The order of day and month is not clear.
    pub fn days(&self, row: &Row<'_>, cells: &mut Cells) -> Result<Option<(Date, Date)>, Notice> {
        if !self.from.exists() {
            return Ok(self.told);
        }
        let cell = whole_day(self.from.of(row));
        if self.stretch != Stretch::Day {
            let start = self.stretch.start(cell, row.line, cells)?;
            return Ok(start.map_or(self.told, |start| Some(self.stretch.days(start, self.told))));
        }
        if let Some(days) = month(cell) {
            return Ok(Some(days));
        }
        let Some(from) = cells.day(cell, row.line)? else { return Ok(None) };
        let to = match month(self.to.of(row)) {
            Some((_, last)) => Some(last),
            None => cells.day(whole_day(self.to.of(row)), row.line)?,
        };
        let to = to.unwrap_or(from);
        Ok((from <= to).then_some((from, to)))
    }

    /// The days of a row without a day that says that nothing was spent: those that the file tells of.
    ///
    /// # Errors
    /// The order of day and month is not clear.
    pub fn days_of_pause(&self, row: &Row<'_>, cells: &mut Cells) -> Result<Option<(Date, Date)>, Notice> {
        let nothing = |cell: &str| cell.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','));
        if !self.spend().is_some_and(|spend| nothing(spend.column.of(row))) {
            return Ok(None);
        }
        let from = cells.day(whole_day(self.all.0.of(row)), row.line)?;
        let to = cells.day(whole_day(self.all.1.of(row)), row.line)?;
        Ok(from.zip(to).filter(|(from, to)| from <= to))
    }

    /// The currency of a row.
    ///
    /// # Errors
    /// The row names one that does not exist.
    pub fn currency(&self, row: &Row<'_>) -> Result<Option<Currency>, Reason> {
        match name_or_empty(self.currency_column.of(row)) {
            "" => Ok(self.default_currency),
            code => currency(code).map(Some).ok_or(Reason::NoCurrency),
        }
    }

    /// Values of a row; the flag tells that amounts were left out for want of a currency.
    ///
    /// # Errors
    /// A cell cannot be read.
    pub fn values(
        &self,
        row: &Row<'_>,
        cells: &mut Cells,
        currency: Option<Currency>,
        values: &mut Vec<(Measure, i64)>,
    ) -> Result<bool, Notice> {
        let mut without = false;
        values.clear();
        for figure in &self.figures {
            let cell = figure.column.of(row);
            if cell.is_empty() {
                continue;
            }
            let value = match (figure.measure.is_money(), currency) {
                (false, _) => cells.count(cell, row.line, figure.times),
                (true, Some(currency)) => figure.money(cell, row.line, currency, cells),
                (true, None) => {
                    without = true;
                    Ok(None)
                }
            };
            let value = value.map_err(|notice| notice.column(&figure.name))?;
            values.extend(value.map(|value| (figure.measure, value)));
        }
        Ok(without)
    }

    /// Why values make no record.
    pub fn refuse(&self, values: &[(Measure, i64)]) -> Option<Reason> {
        if values.is_empty() || (self.zeros_are_empty && values.iter().all(|(_, value)| *value == 0)) {
            return Some(Reason::Empty);
        }
        let of = |measure| values.iter().find(|(own, _)| *own == measure).map(|(_, value)| *value);
        let negative = values.iter().any(|(measure, value)| *value < 0 && !measure.may_be_negative());
        let above = |part, whole| matches!((of(part), of(whole)), (Some(part), Some(whole)) if part > whole);
        let absurd = negative
            || above(Measure::Clicks, Measure::Impressions)
            || above(Measure::LinkClicks, Measure::Impressions)
            || above(Measure::EngagedSessions, Measure::Sessions);
        absurd.then_some(Reason::Absurd)
    }

    /// The column of ad spend.
    fn spend(&self) -> Option<&BoundFigure> {
        self.figures.iter().find(|figure| self.of_ads && figure.measure == Measure::Spend)
    }

    /// How its column of ad spend is called.
    pub fn name_of_spend(&self) -> Option<&str> {
        self.spend().map(|spend| spend.name.as_str())
    }

    /// Whether there is a column of a measure.
    pub fn has(&self, measure: Measure) -> bool {
        self.figures.iter().any(|figure| figure.measure == measure)
    }

    pub fn tells_spend(&self) -> bool {
        self.spend().is_some()
    }

    /// Whether a row without figures says that nothing was spent: campaigns that pause are exported too.
    pub fn spent_nothing(&self, row: &Row<'_>, values: &[(Measure, i64)]) -> bool {
        let zero = || values.iter().any(|(measure, _)| *measure == Measure::Spend);
        self.spend().is_some_and(|spend| spend.column.of(row).is_empty() || zero())
    }

    pub fn trace<'a>(&self, row: &Row<'a>) -> Trace<'a> {
        let text = |column: Column| name_or_empty(column.of(row));
        let mut trace = Trace {
            source: text(self.source),
            medium: text(self.medium),
            campaign: text(self.campaign),
            campaign_id: text(self.campaign_id).trim_start_matches(['\'', ':']),
            content: text(self.content),
            channel: text(self.channel),
            ..Trace::default()
        };
        halves(&mut trace, self.source_medium.of(row));
        trace
    }

    /// The group of people that a row is about.
    pub fn segment<'a>(&'a self, row: &Row<'a>, kind: Option<&'a str>) -> Option<(&'a str, &'a str)> {
        let filled = self.segments.iter().map(|(own, column)| (own.as_str(), name_or_empty(column.of(row))));
        let (own, value) = filled.into_iter().find(|(_, value)| !value.is_empty())?;
        Some((kind.unwrap_or(own), value))
    }
}

/// The column of the last of these names that exists.
fn find_last(header: &Header, names: &[&str]) -> Column {
    let names: Vec<&str> = names.iter().rev().copied().collect();
    header.find(&names)
}

impl BoundFigure {
    /// The amount in a cell of a row in a currency, which the name of the column must not contradict.
    fn money(&self, cell: &str, line: u64, currency: Currency, cells: &mut Cells) -> Result<Option<i64>, Notice> {
        match self.currency.filter(|own| *own != currency) {
            Some(own) => Err(other_row(own, currency, line)),
            None => cells.money(cell, line, currency),
        }
    }
}

fn other_row(column: Currency, row: Currency, line: u64) -> Notice {
    let message = format!("the column is in {} by its name, but the row is in {}", column.code(), row.code());
    error("export-currency", message)
        .line(line)
        .help("take the code out of the column's name if the row is right, else mend the row")
}

/// `Currency: EUR` above the table.
fn preamble_currency(reading: &Reading<'_, '_>) -> Option<Currency> {
    const WORDS: &[&str] = &["currency", "wahrung", "devise", "moneda", "valuta", "moeda"];
    let line = reading.head.line_with(WORDS)?;
    line.split([' ', '\t', ':', '(', ')', ',']).filter(|word| word.len() == 3).find_map(currency)
}

/// Amounts in another currency than the row's: they would be read as if they were in it.
fn mixed(figures: &[BoundFigure]) -> Option<Notice> {
    let mut currencies = figures.iter().filter_map(|figure| figure.currency);
    let first = currencies.next()?;
    let other = currencies.find(|other| *other != first)?;
    let message =
        format!("columns are in {} and in {}; those in {} are left out", first.code(), other.code(), other.code());
    Some(warning("export-currency", message))
}
