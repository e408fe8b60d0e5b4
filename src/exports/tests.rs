//! Rows beside the `csv` crate's, numbers and dates of all spellings, and days of moments.

use iso_currency::Currency;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::date::{days, parse as parse_date};
use super::number::{Evidence, Number, evidence, parse};
use super::text::Text;
use super::*;

fn rows_of(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut text = Text::new(Box::new(bytes));
    text.more().unwrap();
    let mut rows = Rows::new(text, b',');
    let mut all = Vec::new();
    while let Ok(Some(row)) = rows.next_row() {
        all.push(row.fields().map(str::to_owned).collect());
    }
    all
}

fn rows_of_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn rows_with_quotes_and_breaks() {
    let rows = rows_of(b"a,\"b, \"\"c\"\"\nd\",e\r\n\r\n,,\r\n\"x\"y,\"\"\n");
    assert_eq!(rows, [vec!["a", "b, \"c\"\nd", "e"], vec!["", "", ""], vec!["xy", ""]]);
}

#[test]
fn lines_are_counted_through_quotes_and_blank_lines() {
    let mut text = Text::new(Box::new(&b"a\n\"b\nb\"\n\n\nc"[..]));
    text.more().unwrap();
    let mut rows = Rows::new(text, b',');
    let mut seen = Vec::new();
    while let Some(row) = rows.next_row().unwrap() {
        seen.push((row.line, row.after_blank));
    }
    assert_eq!(seen, [(1, false), (2, false), (6, true)]);
}

#[test]
fn rows_longer_than_a_piece() {
    let long = "é".repeat(200_000);
    let text = format!("a,\"{long}\"\nb,c\n");
    assert_eq!(rows_of(text.as_bytes()), [["a", long.as_str()], ["b", "c"]]);
}

#[test]
fn numbers_of_all_spellings() {
    let cents = |cell: &str, decimal| match parse(cell, Some(decimal)) {
        Number::Is(exact) => exact.scaled(2),
        _ => None,
    };
    use Decimal::{Comma, Dot};
    for (cell, decimal, minor) in [
        ("1,234.56", Dot, 123_456),
        ("1.234,56", Comma, 123_456),
        ("1 234,56", Comma, 123_456),
        ("1\u{202f}234,56 €", Comma, 123_456),
        ("1&nbsp;234,56&nbsp;€", Comma, 123_456),
        ("'12", Dot, 1200),
        ("€12.5", Dot, 1250),
        ("EUR 12.50", Dot, 1250),
        ("12.50 usd", Dot, 1250),
        ("−12.50", Dot, -1250),
        ("-$12.50", Dot, -1250),
        ("(12.50)", Dot, -1250),
        ("1’234.50", Dot, 123_450),
        ("12,34,567.00", Dot, 123_456_700),
        ("9.38%", Dot, 938),
        (".5", Dot, 50),
        ("5.", Dot, 500),
        ("007", Dot, 700),
    ] {
        assert_eq!(cents(cell, decimal), Some((minor, true)), "{cell}");
    }
    for cell in ["", "-", "--", "—", "<5", "(not set)", "n/a", " "] {
        assert_eq!(parse(cell, Some(Dot)), Number::Missing, "{cell}");
    }
    for cell in ["abc", "1e5", "12:30", "2026-01-02", "1-2", "€"] {
        assert_eq!(parse(cell, Some(Dot)), Number::NotOne, "{cell}");
    }
    assert_eq!(parse("12,5", Some(Dot)), Number::Contradiction);
    assert_eq!(parse("1,234", None), Number::Unclear);
    assert_eq!(evidence("1,234", true), Evidence::For(Dot));
    assert_eq!(evidence("0,234", false), Evidence::For(Comma));
    assert_eq!(parse("99999999999999999999", Some(Dot)), Number::TooLarge);
}

#[test]
fn halves_go_to_the_even_neighbour() {
    let cents = |cell: &str| match parse(cell, Some(Decimal::Dot)) {
        Number::Is(exact) => exact.scaled(2).unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(cents("0.125"), (12, false));
    assert_eq!(cents("0.135"), (14, false));
    assert_eq!(cents("-0.125"), (-12, false));
    assert_eq!(cents("0.1250000000000000000000000000000001"), (13, false));
    assert_eq!(cents("12.5000000000000000000000000000000000"), (1250, true));
    assert_eq!(cents("0.00000000000000000000000000000000001"), (0, false));
}

#[test]
fn dates_of_all_spellings() {
    for cell in [
        "2026-06-05",
        "20260605",
        "2026/06/05",
        "5.6.2026",
        "05.06.26",
        "Jun 5, 2026",
        "June 05, 2026",
        "5 juin 2026",
        "5. Juni 2026",
        "5 de jun. de 2026",
        "5 giu 2026",
        "Fri, Jun 5, 2026",
    ] {
        assert_eq!(parse_date(cell, None), Ok(When::Day(date(2026, 6, 5))), "{cell}");
    }
    assert_eq!(parse_date("2/3/2026", Some(true)), Ok(When::Day(date(2026, 3, 2))));
    assert_eq!(parse_date("2/3/2026", Some(false)), Ok(When::Day(date(2026, 2, 3))));
    assert_eq!(parse_date("5/5/2026", None), Ok(When::Day(date(2026, 5, 5))));
    assert_eq!(parse_date("2026-06-05T00:00:00", None), Ok(When::Local(date(2026, 6, 5), 0)));
    assert_eq!(
        parse_date("1970-01-02 01:00:00 +0100", None),
        Err(date::DateFault::NotOne),
        "before there were exports"
    );
    let instant = Ok(When::Instant(1_780_643_520));
    for cell in
        ["2026-06-05 09:12:00 +0200", "2026-06-05T07:12:00Z", "2026-06-05 07:12 UTC", "2026-06-05 03:12:00 -04:00"]
    {
        assert_eq!(parse_date(cell, None), instant, "{cell}");
    }
    assert_eq!(parse_date("06/05/2026 09:30 PM", Some(false)), Ok(When::Local(date(2026, 6, 5), 77_400)));
    for cell in ["", "abc", "2026-13-01", "2026-02-30", "31.2.2026", "Juneau", "12", "1.5"] {
        assert!(parse_date(cell, Some(true)).is_err(), "{cell}");
    }
}

#[test]
fn days_of_moments_in_the_reports_zone() {
    let mut clock = Clock::new(TimeZone::get("Europe/Paris").unwrap(), None);
    // Summer time begins at 01:00 UTC on 2026-03-29 and ends at 01:00 UTC on 2026-10-25.
    for (moment, day) in [
        ("2026-03-28 22:59:59 UTC", date(2026, 3, 28)),
        ("2026-03-28 23:00:00 UTC", date(2026, 3, 29)),
        ("2026-03-29 21:59:59 UTC", date(2026, 3, 29)),
        ("2026-03-29 22:00:00 UTC", date(2026, 3, 30)),
        ("2026-10-25 22:59:59 UTC", date(2026, 10, 25)),
        ("2026-10-25 23:00:00 UTC", date(2026, 10, 26)),
    ] {
        assert_eq!(clock.day(parse_date(moment, None).unwrap()), Some(day), "{moment}");
    }
    let mut shifted = Clock::new(TimeZone::get("Europe/Paris").unwrap(), Some(TimeZone::UTC));
    assert_eq!(shifted.day(When::Local(date(2026, 6, 30), 82_800)), Some(date(2026, 7, 1)));
}

#[test]
fn names_of_columns() {
    let header = |text: &str| header::Name::of(text);
    assert_eq!(header(" CPM (cost per 1,000 impressions) (EUR) ").plain, "cpm (cost per 1,000 impressions)");
    assert_eq!(header("Amount spent (EUR)").currency, Some(Currency::EUR));
    assert_eq!(header("Start Date (in UTC)").currency, None);
    assert_eq!(plain("Ausgegebener\u{a0}Betrag"), "ausgegebener betrag");
    assert_eq!(plain("Début des rapports"), "debut des rapports");
    assert_eq!(plain("Conversion rate (CVR）"), "conversion rate (cvr)");
    assert_eq!(plain("balance_transaction_id"), "balance transaction id");
}

#[test]
fn a_message_quotes_one_short_line() {
    assert_eq!(quoted("a\nb\u{7}"), "`a b `");
    assert_eq!(quoted(&"x".repeat(50)), format!("`{}…`", "x".repeat(40)));
}

/// Fields that a writer would quote, and some that it would not.
fn field() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop::sample::select(vec!["a", "é", ",", "\"", "\n", " ", "12.5", "", "longer text of a field"]),
        0..5,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn rows_as_csv_writes_them(rows in prop::collection::vec(prop::collection::vec(field(), 2..9), 1..30), windows: bool) {
        let end = if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().flexible(true).terminator(end).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        let bytes = writer.into_inner().unwrap();
        prop_assert_eq!(rows_of(&bytes), rows);
    }

    #[test]
    fn rows_as_csv_reads_them(text in "[ab,\n]{0,200}") {
        prop_assert_eq!(rows_of(text.as_bytes()), rows_of_csv(text.as_bytes()));
    }

    #[test]
    fn amounts_written_and_read_again(minor in -99_999_999_999_i64..99_999_999_999, comma: bool, grouped: bool) {
        let (whole, cents) = (minor.abs() / 100, minor.abs() % 100);
        let (decimal, mark, group) = if comma { (Decimal::Comma, ',', '.') } else { (Decimal::Dot, '.', ',') };
        let mut digits = whole.to_string();
        if grouped {
            let mut at = digits.len();
            while at > 3 {
                at -= 3;
                digits.insert(at, group);
            }
        }
        let sign = if minor < 0 { "-" } else { "" };
        let text = format!("{sign}{digits}{mark}{cents:02}");
        let Number::Is(exact) = parse(&text, Some(decimal)) else { panic!("{text}") };
        prop_assert_eq!(exact.scaled(2), Some((minor, true)));
        prop_assert_eq!(evidence(&text, false), Evidence::For(decimal));
    }

    #[test]
    fn no_text_panics(text in ".*", first: bool) {
        for decimal in [None, Some(Decimal::Dot), Some(Decimal::Comma)] {
            let _ = parse(&text, decimal);
        }
        let _ = parse_date(&text, Some(first));
        let _ = (plain(&text), date::order(&text), currency(&text), quoted(&text));
    }

    #[test]
    fn numbers_never_panic(text in "[0-9.,'’ €%()-]{0,70}", decimals in 0_u8..5) {
        for decimal in [None, Some(Decimal::Dot), Some(Decimal::Comma)] {
            if let Number::Is(exact) = parse(&text, decimal) {
                let _ = exact.scaled(decimals);
            }
        }
    }

    #[test]
    fn dates_written_and_read_again(ordinal in 10957_i64..47000) {
        let day = jiff::Timestamp::from_second(ordinal * 86_400).unwrap().to_zoned(TimeZone::UTC).date();
        prop_assert_eq!(days(day), ordinal);
        prop_assert_eq!(parse_date(&day.to_string(), None), Ok(When::Day(day)));
        let english = format!("{}/{}/{}", day.month(), day.day(), day.year());
        prop_assert_eq!(parse_date(&english, Some(false)), Ok(When::Day(day)));
    }
}
