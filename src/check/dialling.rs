//! The number for WhatsApp that is the shop's telephone number without its country's code: it calls somebody else.
//!
//! Absent: numbers that could have the code, because they begin with its digits.

use crate::diagnostic::{At, warning};
use crate::path;
use crate::resolve::Resolver;
use crate::scalar::{PhoneDigits, dialled, is_one_number};
use crate::shop::settings::Settings;

/// Country codes of the places that most shops are in (<https://www.itu.int/pub/T-SP-E.164D>).
const CODES: [(&str, &str); 37] = [
    ("AT", "43"),
    ("AU", "61"),
    ("BE", "32"),
    ("BG", "359"),
    ("CA", "1"),
    ("CH", "41"),
    ("CY", "357"),
    ("CZ", "420"),
    ("DE", "49"),
    ("DK", "45"),
    ("EE", "372"),
    ("ES", "34"),
    ("FI", "358"),
    ("FR", "33"),
    ("GB", "44"),
    ("GR", "30"),
    ("HR", "385"),
    ("HU", "36"),
    ("IE", "353"),
    ("IN", "91"),
    ("IS", "354"),
    ("IT", "39"),
    ("LI", "423"),
    ("LT", "370"),
    ("LU", "352"),
    ("LV", "371"),
    ("MT", "356"),
    ("NL", "31"),
    ("NO", "47"),
    ("NZ", "64"),
    ("PL", "48"),
    ("PT", "351"),
    ("RO", "40"),
    ("SE", "46"),
    ("SI", "386"),
    ("SK", "421"),
    ("US", "1"),
];

pub fn whatsapp(settings: &Settings, resolver: &mut Resolver<'_>) {
    let Some(contact) = &settings.contact else { return };
    let (Some(PhoneDigits(number)), Some(phone)) = (&contact.whatsapp, contact.phone.as_deref()) else { return };
    let country = settings.legal.as_ref().map(|legal| legal.address.country.0.as_str());
    let Some(help) = whole(number, phone, country) else { return };
    let message = format!("`{number}` is your number without its country code: it calls somebody else");
    resolver.push(warning("phone", message).help(help), At::Value(path!["contact", "whatsapp"]));
}

/// What to write for a number that lacks its code.
fn whole(number: &str, phone: &str, country: Option<&str>) -> Option<String> {
    let dialled = dialled(phone);
    if let Some(abroad) = dialled.strip_prefix('+') {
        return (abroad != number && abroad.ends_with(number)).then(|| format!("write `\"{abroad}\"`"));
    }
    let code = CODES.iter().find(|(known, _)| Some(*known) == country).map(|(_, code)| *code);
    let national = dialled.trim_start_matches('0') == number && is_one_number(phone);
    // What is dialled with a zero has no country code in any case.
    let certain = dialled.starts_with('0') || code.is_some_and(|code| !number.starts_with(code));
    (national && certain).then(|| match code {
        Some(code) => format!("write `\"{code}{number}\"`"),
        None => "write the country code before it, as in `\"4917012345678\"`".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn numbers_without_their_country() {
        for (number, phone, country, remedy) in [
            ("600100200", "600 100 200", Some("PL"), "write `\"48600100200\"`"),
            ("5415550137", "(541) 555-0137", Some("US"), "write `\"15415550137\"`"),
            ("7700900123", "07700 900123", Some("GB"), "write `\"447700900123\"`"),
            ("7700900123", "07700 900123", None, "write the country code before it, as in `\"4917012345678\"`"),
            ("600100200", "+48 600 100 200", None, "write `\"48600100200\"`"),
        ] {
            assert_eq!(whole(number, phone, country).as_deref(), Some(remedy));
        }
        for (number, phone, country) in [
            ("48600100200", "600 100 200", Some("PL")),
            ("48600100200", "48 600 100 200", Some("PL")),
            ("48600100200", "+48 600 100 200", Some("PL")),
            ("600100200", "600 100 200", None),
            ("4917012345678", "0251 4711", Some("DE")),
        ] {
            assert_eq!(whole(number, phone, country), None, "{number} {phone}");
        }
    }
}
