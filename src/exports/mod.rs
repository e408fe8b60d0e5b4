//! Exports of shops, payment providers, analytics and networks, as downloaded: bytes → rows.
//!
//! In: a stream. Out: [`Export`]: what stands above the table, its header, and rows of borrowed texts ([`Row`]); numbers
//! and dates with the file's own signs ([`Signs`]), days in the report's time zone ([`Clock`]); [`Notice`]s with a line.
//! Absent: what the columns mean, which `importers` know, and the file's name. Memory is one piece of text, whatever the
//! size of the file.
//!
//! | step | module |
//! |---|---|
//! | bytes → text, whatever the encoding | [`text`] |
//! | text → rows | [`rows`] |
//! | where the table begins | [`open`](mod@open), [`header`] |
//! | cells → numbers, dates, days | [`number`], [`date`], [`signs`], [`clock`] |

pub mod clock;
pub mod date;
pub mod header;
pub mod notice;
pub mod number;
pub mod open;
pub mod rows;
pub mod signs;
pub mod text;

#[cfg(test)]
mod tests;

pub use clock::Clock;
pub use date::{When, with_time};
pub use header::{Column, Header, currency, exponent, may_stand_for, plain};
pub use notice::{Level, Notice, error, note, quoted, warning};
pub use number::{Decimal, Exact, sign};
pub use open::{Export, Head, open};
pub use rows::{Row, Rows};
pub use signs::{Cell, Signs};
