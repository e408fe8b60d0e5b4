//! What an author or the report says of a file.
//!
//! In: settings of the report and of one source. Out: [`Context`], plain data. Absent: the file itself, and its name.

use iso_currency::Currency;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::table::TableMap;
use crate::exports::Decimal;

#[derive(Debug, Clone)]
pub struct Context {
    /// The report's; moments become its days.
    pub zone: TimeZone,
    /// The file's, if written; else what its program is known to use, else its days are taken as they are.
    pub file_zone: Option<TimeZone>,
    /// If written; else decided by the file's own numbers.
    pub decimal: Option<Decimal>,
    /// If written; else decided by the file's own dates.
    pub day_first: Option<bool>,
    /// Of amounts in files that tell none.
    pub currency: Option<Currency>,
    /// First and last day of a file that tells none.
    pub period: Option<(Date, Date)>,
    /// The mapping of the `table` importer.
    pub table: Option<TableMap>,
}

impl Context {
    /// Nothing written but the report's time zone.
    pub fn new(zone: TimeZone) -> Context {
        Context { zone, file_zone: None, decimal: None, day_first: None, currency: None, period: None, table: None }
    }
}
