//! Amounts, dates and plurals as their languages write them.

use iso_currency::Currency::{self, CHF, EUR, GBP, HUF, INR, JPY, KWD, USD, XXX, ZAR};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap_or_else(|error| panic!("{error}"))
}

fn formats(tag: &str, currency: Currency) -> Formats {
    Formats::new(&locale(tag), currency)
}

#[test]
fn tags_are_read_and_spelled() {
    for (given, tag, language, direction, og) in [
        ("en", "en", "en", "ltr", "en_US"),
        ("en-gb", "en-GB", "en", "ltr", "en_GB"),
        ("DE", "de", "de", "ltr", "de_DE"),
        ("zh-hant", "zh-Hant", "zh", "ltr", "zh_TW"),
        ("ar", "ar", "ar", "rtl", "ar_EG"),
        ("he-IL", "he-IL", "he", "rtl", "he_IL"),
        ("uz-Arab", "uz-Arab", "uz", "rtl", "uz_AF"),
        ("ar-u-nu-latn", "ar", "ar", "rtl", "ar_EG"),
        (" fr ", "fr", "fr", "ltr", "fr_FR"),
    ] {
        let locale = locale(given);
        let found = (locale.tag(), locale.language(), locale.direction(), locale.og());
        assert_eq!(found, (tag, language, direction, og));
        assert_eq!(locale.to_string(), tag);
    }
    for wrong in ["", "e", "english-language-of-britain", "12", "und", "de/at", "en-GB-"] {
        let error = Locale::parse(wrong).unwrap_err();
        assert!(error.message.contains(&format!("`{wrong}`")), "{error}");
    }
    for (wrong, tag) in [
        ("ger", "de"),
        ("deu", "de"),
        ("fra-FR", "fr-FR"),
        ("at", "de-AT"),
        ("us", "en-US"),
        ("en-UK", "en-GB"),
        ("de_DE", "de-DE"),
        ("de_DE.UTF-8", "de-DE"),
        ("deutsch", "de"),
    ] {
        assert_eq!(Locale::parse(wrong).unwrap_err().help, format!("write `{tag}`"));
    }
    for tag in
        ["no", "nb-NO", "uk", "zh-Hant-TW", "sr-Latn", "es-419", "gsw", "en-150", "fil", "tl", "iw", "mo", "ca-ES"]
    {
        assert!(Locale::parse(tag).is_ok(), "{tag}");
    }
}

#[test]
fn countries_have_names() {
    let named = |tag, code| locale(tag).country(code).into_owned();
    assert_eq!([named("en-GB", "LU"), named("de", "AT"), named("fr", "ZZ-")], ["Luxembourg", "Österreich", "ZZ-"]);
}

#[test]
fn quotes_follow_language_and_region() {
    for (tag, open, close) in [
        ("en", "“", "”"),
        ("de", "„", "“"),
        ("de-CH", "«", "»"),
        ("fr", "«\u{202F}", "\u{202F}»"),
        ("pl", "„", "”"),
        ("sv", "”", "”"),
        ("ja", "「", "」"),
        ("zh-Hant", "「", "」"),
        ("zh", "“", "”"),
        ("pt", "“", "”"),
        ("pt-PT", "«", "»"),
    ] {
        assert_eq!(locale(tag).quotes(), (open, close), "{tag}");
    }
}

#[test]
fn money_is_written_as_the_language_writes_it() {
    for (tag, currency, text) in [
        ("en", EUR, "€1,234.50"),
        ("en", USD, "$1,234.50"),
        ("en", GBP, "£1,234.50"),
        ("en", JPY, "¥123,450"),
        ("en", KWD, "KWD\u{A0}123.450"),
        ("en-GB", EUR, "€1,234.50"),
        ("en-GB", USD, "US$1,234.50"),
        ("en-GB", GBP, "£1,234.50"),
        ("en-GB", JPY, "JP¥123,450"),
        ("en-GB", KWD, "KWD\u{A0}123.450"),
        ("de", EUR, "1.234,50\u{A0}€"),
        ("de", USD, "1.234,50\u{A0}$"),
        ("de", GBP, "1.234,50\u{A0}£"),
        ("de", JPY, "123.450\u{A0}¥"),
        ("de", KWD, "123,450\u{A0}KWD"),
        ("de-CH", EUR, "€\u{A0}1'234.50"),
        ("fr", EUR, "1\u{202F}234,50\u{A0}€"),
        ("fr", USD, "1\u{202F}234,50\u{A0}$US"),
        ("fr", GBP, "1\u{202F}234,50\u{A0}£GB"),
        ("fr", JPY, "123\u{202F}450\u{A0}JP¥"),
        ("es", EUR, "1234,50\u{A0}€"),
        ("es", JPY, "123.450\u{A0}JP¥"),
        ("it", EUR, "1234,50\u{A0}€"),
        ("it", GBP, "1234,50\u{A0}£"),
        ("ar", EUR, "\u{200F}1,234.50\u{A0}€"),
        ("ar", KWD, "\u{200F}123.450\u{A0}د.ك.\u{200F}"),
        ("ar-EG", EUR, "\u{200F}١٬٢٣٤٫٥٠\u{A0}€"),
        ("ar-EG-u-nu-latn", EUR, "\u{200F}1,234.50\u{A0}€"),
        ("ja", EUR, "€1,234.50"),
        ("ja", JPY, "￥123,450"),
        ("ja", USD, "$1,234.50"),
        // Marks of their own for amounts, and a letter that stands apart from digits.
        ("de-AT", EUR, "€\u{A0}1.234,50"),
        ("fr-CH", CHF, "1'234.50\u{A0}CHF"),
        ("fr-CH-u-nu-latn", CHF, "1'234.50\u{A0}CHF"),
        ("en-ZA", ZAR, "R\u{A0}1\u{A0}234,50"),
        ("hi", INR, "₹1,234.50"),
    ] {
        assert_eq!(formats(tag, currency).money(123_450), text, "{tag} {currency}");
    }
    assert_eq!(formats("hi", INR).money(123_456_789), "₹12,34,567.89");
    assert_eq!(formats("fr-CH", CHF).decimal(46, 1), "4,6", "other numbers keep their mark");
}

/// What the cart's script does with the same forms.
#[test]
fn forms_have_a_place_for_each_digit() {
    let forms = |tag, currency| serde_json::to_value(formats(tag, currency).money_forms()).expect("plain data");
    let euro = forms("de", EUR);
    assert_eq!(euro["exact"][1], "0,##\u{A0}€");
    assert_eq!(euro["exact"][5], "#.###,##\u{A0}€");
    assert_eq!((&euro["digits"], &euro["numerals"][7]), (&2.into(), &"7".into()));
    let forint = forms("hu", HUF);
    assert_eq!((&forint["exact"][3], &forint["whole"][3]), (&"##,##\u{A0}Ft".into(), &"##\u{A0}Ft".into()));
    assert_eq!(forms("ar-EG", EUR)["numerals"][7], "٧");
}

#[test]
fn rounded_amounts_have_no_fraction() {
    for (tag, currency, text) in [
        ("en", EUR, "€1,235"),
        ("de-AT", EUR, "€\u{A0}1.235"),
        ("fr-CH", CHF, "1'235\u{A0}CHF"),
        ("hu", HUF, "1235\u{A0}Ft"),
        ("ja", JPY, "￥123,450"),
    ] {
        assert_eq!(formats(tag, currency).money_whole(123_450), text, "{tag} {currency}");
    }
    assert_eq!(formats("en", EUR).money_whole(-123_450), "-€1,235");
}

#[test]
fn whole_amounts_keep_their_decimals_and_signs() {
    let euro = formats("de", EUR);
    assert_eq!((euro.money(2400).as_str(), euro.money(0).as_str()), ("24,00\u{A0}€", "0,00\u{A0}€"));
    assert_eq!(formats("en", EUR).money(-5), "-€0.05");
    assert_eq!(formats("en", EUR).money(i64::MIN), "-€92,233,720,368,547,758.08");
    assert_eq!(formats("en", EUR).money(i64::MAX), "€92,233,720,368,547,758.07");
}

#[test]
fn no_currency_is_rounded() {
    let forint = formats("en", HUF);
    assert_eq!(forint.money(9900), "HUF\u{A0}99");
    assert_eq!(forint.money(9950), "HUF\u{A0}99.50");
    assert_eq!(forint.money(-123_450), "-HUF\u{A0}1,234.50");
    assert_eq!(formats("hu", HUF).money(9950), "99,50\u{A0}Ft");
}

#[test]
fn machines_read_a_point() {
    for (currency, minor, text) in [
        (EUR, 2400, "24.00"),
        (EUR, 5, "0.05"),
        (EUR, -2405, "-24.05"),
        (JPY, 2400, "2400"),
        (KWD, 1, "0.001"),
        (EUR, i64::MIN, "-92233720368547758.08"),
        (XXX, 7, "7"),
    ] {
        assert_eq!(formats("ar-EG", currency).amount(minor), text);
    }
    assert_eq!((formats("en", EUR).digits(), formats("en", KWD).digits()), (2, 3));
}

#[test]
fn numbers() {
    let (en, de, ar) = (formats("en", EUR), formats("de", EUR), formats("ar-EG", EUR));
    assert_eq!((en.decimal(46, 1).as_str(), de.decimal(46, 1).as_str()), ("4.6", "4,6"));
    assert_eq!((en.integer(12_480).as_str(), de.integer(-12_480).as_str()), ("12,480", "-12.480"));
    assert_eq!((en.percent(87).as_str(), de.percent(-20).as_str()), ("87%", "-20\u{A0}%"));
    assert_eq!(ar.integer(42), "٤٢");
}

#[test]
fn dates() {
    let day = date(2026, 11, 23);
    for (tag, long, short, month) in [
        ("en", "November 23, 2026", "Nov 23, 2026", "November 2026"),
        ("en-GB", "23 November 2026", "23 Nov 2026", "November 2026"),
        ("de", "23. November 2026", "23.11.2026", "November 2026"),
        ("fr", "23 novembre 2026", "23 nov. 2026", "novembre 2026"),
        ("es", "23 de noviembre de 2026", "23 nov 2026", "noviembre de 2026"),
        ("it", "23 novembre 2026", "23 nov 2026", "novembre 2026"),
        ("ar", "23 نوفمبر 2026", "23\u{200F}/11\u{200F}/2026", "نوفمبر 2026"),
        ("ja", "2026年11月23日", "2026/11/23", "2026年11月"),
        ("th", "23 พฤศจิกายน ค.ศ. 2026", "23 พ.ย. 2026", "พฤศจิกายน ค.ศ. 2026"),
    ] {
        let formats = formats(tag, EUR);
        let found = (formats.date(day), formats.date_short(day), formats.month(day));
        assert_eq!(found, (long.to_owned(), short.to_owned(), month.to_owned()));
    }
    let evening = day.at(19, 5, 0, 0);
    assert_eq!(formats("en", EUR).date_time(evening), "Monday, November 23, 2026 at 7:05\u{202F}PM");
    assert_eq!(formats("en-GB", EUR).date_time(evening), "Monday, 23 November 2026 at 19:05");
    assert_eq!(formats("de", EUR).date_time(evening), "Montag, 23. November 2026 um 19:05");
    assert_eq!(formats("en", EUR).time(evening.time()), "7:05\u{202F}PM");
    assert_eq!(formats("de", EUR).time(evening.time()), "19:05");
    assert_eq!(formats("de", EUR).date_weekday(day), "Montag, 23. November 2026");
}

#[test]
fn plurals() {
    let categories = |tag: &str, counts: &[u64]| {
        let formats = formats(tag, EUR);
        counts.iter().map(|count| formats.plural(*count)).collect::<Vec<_>>()
    };
    assert_eq!(categories("en", &[0, 1, 2]), ["other", "one", "other"]);
    assert_eq!(categories("fr", &[0, 1, 2]), ["one", "one", "other"]);
    assert_eq!(categories("pl", &[1, 3, 5]), ["one", "few", "many"]);
    assert_eq!(categories("ar", &[0, 1, 2, 3, 11, 100]), ["zero", "one", "two", "few", "many", "other"]);
    assert_eq!(categories("ja", &[1]), ["other"]);
}

#[test]
fn a_language_without_data_still_gets_text() {
    let formats = formats("tlh", EUR);
    assert!(formats.money(2400).contains("24.00"));
    assert!(formats.date(date(2026, 11, 23)).contains("2026"));
    assert_eq!(formats.plural(1), "other");
}

#[test]
fn formats_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Formats>();
    shared::<Locale>();
}

proptest! {
    #[test]
    fn any_tag_and_amount_is_written(tag in "[a-z]{2,3}(-[A-Z]{2})?|.{0,12}", minor: i64, count: u64, year in -9999i16..=9999) {
        if let Ok(locale) = Locale::parse(&tag) {
            let formats = Formats::new(&locale, EUR);
            prop_assert!(!formats.money(minor).is_empty());
            prop_assert!(!formats.date(date(year, 2, 28)).is_empty());
            prop_assert!(!formats.date_time(date(year, 2, 28).at(23, 59, 59, 0)).is_empty());
            prop_assert!(!formats.plural(count).is_empty());
            prop_assert!(!formats.percent(minor).is_empty());
        }
    }

    #[test]
    fn amounts_round_trip(minor: i64) {
        for currency in [EUR, JPY, KWD] {
            let formats = formats("de", currency);
            let digits: String = formats.amount(minor).chars().filter(|c| *c != '.').collect();
            prop_assert_eq!(digits.parse::<i64>().ok(), Some(minor));
        }
    }
}
