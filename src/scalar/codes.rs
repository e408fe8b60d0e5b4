//! Codes of the world's registers: currencies and countries.

use std::str::FromStr;

use super::{scalar, wrong};
use crate::yaml::Wrong;

/// An ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyCode(pub iso_currency::Currency);

scalar!(CurrencyCode, "currency", "a currency code like `EUR`", "string");

impl FromStr for CurrencyCode {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<CurrencyCode, Wrong> {
        let known = |code: &str| iso_currency::Currency::from_code(code);
        let meant = || named(text).or_else(|| known(&text.to_uppercase()).map(|currency| currency.code()));
        known(text).map(CurrencyCode).ok_or_else(|| {
            let help = match meant() {
                Some(code) => format!("write `{code}`"),
                None => "write an ISO 4217 code, like `EUR` or `USD`".to_owned(),
            };
            wrong(format!("`{text}` is not a currency"), help)
        })
    }
}

/// The code of a currency by its sign or its name, where no other has the same.
pub fn named(text: &str) -> Option<&'static str> {
    NAMES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)).map(|(_, code)| *code)
}

/// Words and signs that mean one currency, and its code.
const NAMES: [(&str, &str); 14] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("lei", "RON"),
    ("Ft", "HUF"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("sterling", "GBP"),
    ("yen", "JPY"),
    ("zloty", "PLN"),
    ("us dollar", "USD"),
    ("us$", "USD"),
];

/// ISO 3166-1 alpha-2 (<https://www.iso.org/obp/ui/#search/code/>), and `XK` for Kosovo, which the networks know as well.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Members of the European Union (<https://european-union.europa.eu/principles-countries-history/eu-countries_en>).
pub const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// What people write of the countries that shops send most to.
const COUNTRY_NAMES: [(&str, &str); 30] = [
    ("Austria", "AT"),
    ("Österreich", "AT"),
    ("Australia", "AU"),
    ("Belgium", "BE"),
    ("Canada", "CA"),
    ("Switzerland", "CH"),
    ("Schweiz", "CH"),
    ("Suisse", "CH"),
    ("Germany", "DE"),
    ("Deutschland", "DE"),
    ("Allemagne", "DE"),
    ("Denmark", "DK"),
    ("Spain", "ES"),
    ("España", "ES"),
    ("France", "FR"),
    ("United Kingdom", "GB"),
    ("Great Britain", "GB"),
    ("England", "GB"),
    ("Scotland", "GB"),
    ("Wales", "GB"),
    ("Ireland", "IE"),
    ("Italy", "IT"),
    ("Italia", "IT"),
    ("Netherlands", "NL"),
    ("Nederland", "NL"),
    ("Poland", "PL"),
    ("Polska", "PL"),
    ("Portugal", "PT"),
    ("USA", "US"),
    ("United States", "US"),
];

/// An ISO 3166-1 alpha-2 code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country(pub String);

scalar!(Country, "country", "a country code of two letters, like `DE`", "string");

impl FromStr for Country {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Country, Wrong> {
        if text.len() == 2 && COUNTRIES.split(' ').any(|code| code == text) {
            return Ok(Country(text.to_owned()));
        }
        if text == "UK" {
            return Err(wrong("`UK` is not a country code", "write `GB` for the United Kingdom"));
        }
        if text == "EU" {
            let help = format!("write those of its countries to which you send: {}", EU.join(", "));
            return Err(wrong("`EU` is not a country, and has no code here", help));
        }
        let upper = text.to_uppercase();
        let help = match COUNTRY_NAMES.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)) {
            Some((_, code)) => format!("write `{code}`"),
            None if upper != text && upper.parse::<Country>().is_ok() => format!("write `{upper}`"),
            None => "write two capital letters (ISO 3166-1), like `DE` or `FR`".to_owned(),
        };
        Err(wrong(format!("`{text}` is not a country code"), help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_by_other_words() {
        for (text, code) in [("€", "EUR"), ("Euro", "EUR"), ("eur", "EUR"), ("£", "GBP")] {
            assert_eq!(text.parse::<CurrencyCode>().unwrap_err().help, format!("write `{code}`"));
        }
        assert_eq!("$".parse::<CurrencyCode>().unwrap_err().help, "write an ISO 4217 code, like `EUR` or `USD`");
    }

    #[test]
    fn countries() {
        assert_eq!(COUNTRIES.split(' ').count(), 250);
        assert!(COUNTRIES.split(' ').is_sorted() && COUNTRIES.split(' ').all(|code| code.len() == 2));
        assert!("DE".parse::<Country>().is_ok());
        assert_eq!("UK".parse::<Country>().unwrap_err().help, "write `GB` for the United Kingdom");
        assert!("EU".parse::<Country>().unwrap_err().help.contains("AT, BE"));
        assert_eq!("Scotland".parse::<Country>().unwrap_err().help, "write `GB`");
        assert_eq!("france".parse::<Country>().unwrap_err().help, "write `FR`");
        assert_eq!("de".parse::<Country>().unwrap_err().help, "write `DE`");
        for text in ["XX", "A ", "", "DEU"] {
            assert!(text.parse::<Country>().is_err(), "{text}");
        }
    }
}
