//! Any bytes as an export of each format: rows that are all accounted for, or an error that names what is wrong.
#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use shopwright::importers::{self, Context, IMPORTERS, Level};

fuzz_target!(|bytes: &[u8]| {
    let context = Context::new(TimeZone::UTC);
    for named in IMPORTERS.iter().map(Some).chain([None]) {
        let outcome = importers::read(Box::new(bytes), named, &context, &mut |_, _| {});
        let tally = outcome.tally;
        let skipped: u64 = tally.skipped.iter().map(|skipped| skipped.rows).sum();
        let failed = tally.notices.iter().any(|notice| notice.level == Level::Error);
        assert!(failed || tally.rows == tally.used + skipped);
    }
});
