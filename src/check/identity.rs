//! Who sells and how to reach them, as `shop.yaml` has it: numbers that would not be what they are taken for.
//!
//! Absent: whether a number is given to anybody, which only its register knows.

use std::collections::BTreeSet;

use super::dialling;
use crate::diagnostic::{At, error, warning};
use crate::path;
use crate::platforms;
use crate::resolve::Resolver;
use crate::scalar::{Country, dialled, is_one_number, without_zero};
use crate::shop::settings::Settings;

pub fn identity(settings: &Settings, resolver: &mut Resolver<'_>) {
    abroad(settings, resolver);
    handles(settings, resolver);
    let dialled = settings.contact.as_ref().and_then(|contact| contact.phone.as_deref()).map(dialled);
    let abroad = dialled.as_ref().and_then(|number| number.strip_prefix('+'));
    if let Some(number) = abroad.and_then(without_zero) {
        let finding = warning("phone", "this number has the zero that is dialled within a country");
        resolver.push(finding.help(format!("write `+{number}`")), At::Value(path!["contact", "phone"]));
    }
    if let Some(phone) = settings.contact.as_ref().and_then(|contact| contact.phone.as_ref())
        && !is_one_number(phone)
    {
        let finding = warning("phone", format!("`{phone}` is not one telephone number, and a tap dials one"));
        let help = "write one, like `+49 251 4711-0`; extensions and times belong to `hours`, others on a page";
        resolver.push(finding.help(help), At::Value(path!["contact", "phone"]));
    }
    dialling::whatsapp(settings, resolver);
    if let Some((legal, vat_id)) = settings.legal.as_ref().and_then(|legal| Some((legal, legal.vat_id.as_ref()?)))
        && form(own_prefix(&legal.address.country)).is_some()
        && !is_vat_id(vat_id)
    {
        let finding = warning("vat-id", format!("`{vat_id}` is no VAT identification number of the EU"));
        let help = format!(
            "write it with its country, like `{}`; a number for the tax office alone is not to be published: leave `vat_id` out",
            example(own_prefix(&legal.address.country))
        );
        resolver.push(finding.help(help), At::Value(path!["legal", "vat_id"]));
    }
}

/// Names on Telegram and Messenger, which become addresses.
fn handles(settings: &Settings, resolver: &mut Resolver<'_>) {
    let Some(contact) = &settings.contact else { return };
    for (key, handle) in [("telegram", &contact.telegram), ("messenger", &contact.messenger)] {
        let Some(handle) = handle else { continue };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if handle.is_empty() || !handle.chars().all(plain) {
            let name = handle.trim_end_matches('/').rsplit(['/', '@']).next().unwrap_or_default();
            let name = if !name.is_empty() && name.chars().all(plain) { name } else { "my-shop" };
            let finding = error("handle", format!("`{handle}` is not a name on {}", platform(key)));
            let help = format!("write the name alone, as it stands at the end of the address: `{key}: {name}`");
            resolver.push(finding.help(help), At::Value(path!["contact", key]));
        }
    }
}

fn platform(name: &str) -> &str {
    platforms::find(name).map_or(name, |platform| platform.label)
}

/// Countries whose numbers begin with 1 (<https://www.nanpa.com>), but for the islands.
const NORTH_AMERICAN: [&str; 3] = ["CA", "PR", "US"];

/// A number without its country code, in a shop that sends to more than one country.
fn abroad(settings: &Settings, resolver: &mut Resolver<'_>) {
    let phone = settings.contact.as_ref().and_then(|contact| contact.phone.as_deref());
    let national = |phone: &&str| is_one_number(phone) && !phone.contains('+') && !phone.trim_start().starts_with("00");
    let zones = settings.shipping.iter().flat_map(|shipping| &shipping.zones);
    let countries: BTreeSet<&str> = zones.flat_map(|zone| &zone.countries).map(|country| country.0.as_str()).collect();
    // One code for all of them: every number is dialled alike.
    let alike = countries.iter().all(|country| NORTH_AMERICAN.contains(country));
    let Some(phone) = phone.filter(national).filter(|_| countries.len() > 1 && !alike) else { return };
    let finding = warning("phone", format!("`{phone}` cannot be dialled from all the countries that parcels go to"));
    let help = "write it with the country code, like `+49 251 4711-0`";
    resolver.push(finding.help(help), At::Value(path!["contact", "phone"]));
}

/// Letters before the number, and how many letters and digits it has
/// (<https://ec.europa.eu/taxation_customs/vies/#/faq>, question 11).
const FORMS: [(&str, &[usize]); 28] = [
    ("AT", &[9]),
    ("BE", &[10]),
    ("BG", &[9, 10]),
    ("CY", &[9]),
    ("CZ", &[8, 9, 10]),
    ("DE", &[9]),
    ("DK", &[8]),
    ("EE", &[9]),
    ("EL", &[9]),
    ("ES", &[9]),
    ("FI", &[8]),
    ("FR", &[11]),
    ("HR", &[11]),
    ("HU", &[8]),
    ("IE", &[8, 9]),
    ("IT", &[11]),
    ("LT", &[9, 12]),
    ("LU", &[8]),
    ("LV", &[11]),
    ("MT", &[8]),
    ("NL", &[12]),
    ("PL", &[10]),
    ("PT", &[9]),
    ("RO", &[2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ("SE", &[12]),
    ("SI", &[8]),
    ("SK", &[10]),
    ("XI", &[5, 9, 12]),
];

/// Greece has other letters here than in its addresses.
fn own_prefix(country: &Country) -> &str {
    if country.0 == "GR" { "EL" } else { &country.0 }
}

fn form(prefix: &str) -> Option<&'static [usize]> {
    FORMS.iter().find(|(known, _)| *known == prefix).map(|(_, lengths)| *lengths)
}

/// A number of the form that VIES asks for, with whatever stands between its parts on paper.
fn is_vat_id(text: &str) -> bool {
    let signs: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-')).collect();
    let Some((prefix, number)) = signs.split_at_checked(2) else { return false };
    let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'*'));
    plain && form(&prefix.to_ascii_uppercase()).is_some_and(|lengths| lengths.contains(&number.len()))
}

/// A number of this country's form.
fn example(prefix: &str) -> String {
    match (prefix, form(prefix)) {
        ("AT", _) => "ATU12345678".to_owned(),
        (_, Some([length, ..])) => format!("{prefix}{}", &"123456789012"[..*length]),
        _ => "DE123456789".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{example, is_vat_id};

    #[test]
    fn numbers_of_the_tax_office_are_none_of_vies() {
        for text in ["DE123456789", "DE 123 456 789", "ATU12345678", "IE0000000AA", "NL123456789B01", "FR 12 345678901"]
        {
            assert!(is_vat_id(text), "{text}");
        }
        for text in ["123/456/7890", "12 345 67890", "DE12345678", "Ü", "", "GB123456789"] {
            assert!(!is_vat_id(text), "{text}");
        }
        assert!(["AT", "RO", "DE"].into_iter().all(|prefix| is_vat_id(&example(prefix))));
    }
}
