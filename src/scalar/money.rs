//! Amounts of money: as written ([`Amount`]) and as counted ([`Money`]).
//!
//! In: `24.00` or `24.00 EUR`. Out: integer minor units (cents) of one currency. Absent: floats, and amounts as a
//! reader sees them, which `locale` writes.

use std::str::FromStr;

use iso_currency::Currency;

use super::codes::named;
use super::{scalar, wrong};
use crate::yaml::Wrong;

/// An amount as written, before the shop's currency is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The digits without the dot.
    pub digits: i64,
    /// How many of them stood behind the dot.
    pub decimals: u8,
    pub currency: Option<Currency>,
}

scalar!(Amount, "amount", "an amount with a dot, like `24.00`", ["string", "number"]);

/// Minor units (cents) of the shop's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Money(pub i64);

/// Above this an amount is a mistake, and sums stay far from overflow.
const MAX_DIGITS: usize = 12;

const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

impl FromStr for Amount {
    type Err = Wrong;

    fn from_str(text: &str) -> Result<Amount, Wrong> {
        // Word processors put blanks that do not break between amount and currency.
        if text.contains(NO_BREAK) {
            return text.replace(NO_BREAK, " ").parse();
        }
        read(text).ok_or_else(|| refusal(text))
    }
}

/// An amount that is written as it should be. Remedies are tried with this, which looks for none itself.
fn read(text: &str) -> Option<Amount> {
    let (number, currency) = match text.trim().split_once(' ') {
        Some((number, code)) => (number, Some(Currency::from_code(code.trim())?)),
        None => (text.trim(), None),
    };
    let (whole, fraction) = decimal(number).filter(|(whole, fraction)| whole.len() + fraction.len() <= MAX_DIGITS)?;
    let digits = format!("{whole}{fraction}").parse().ok()?;
    Some(Amount { digits, decimals: fraction.len() as u8, currency })
}

/// Digits, and those behind a dot.
fn decimal(number: &str) -> Option<(&str, &str)> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let only_digits = [whole, fraction].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    (only_digits && !whole.is_empty() && !number.ends_with('.')).then_some((whole, fraction))
}

/// Why a text is no amount, and what to write.
fn refusal(text: &str) -> Wrong {
    if text.trim_end().ends_with('%') {
        let help = "write the amount itself, not a part of another one: `24.00`";
        return wrong(format!("`{text}` is not an amount"), help);
    }
    if let Some(amount) = grouped(text.trim()).or_else(|| torn(text.trim())) {
        return wrong(format!("`{text}` is not an amount"), format!("write it without spaces: `{amount}`"));
    }
    let number = match text.trim().split_once(' ') {
        Some((number, code)) if number.bytes().any(|b| b.is_ascii_digit()) => match Currency::from_code(code.trim()) {
            Some(_) => number,
            None => return no_currency(code.trim(), number, text),
        },
        Some((word, number)) => return word_first(text, word, number.trim()),
        None => text.trim(),
    };
    match decimal(number) {
        Some(_) => wrong(format!("`{text}` is too large for an amount"), "write an amount below one billion"),
        None => not_an_amount(text, number),
    }
}

fn no_currency(code: &str, number: &str, text: &str) -> Wrong {
    if let Some(amount) = of_cents(number, code) {
        return wrong(format!("`{text}` is not an amount"), format!("write it in whole units: `{amount}`"));
    }
    let Some(amount) = dotted(number) else { return not_an_amount(text, number) };
    let (decimals, more) = code.split_once(' ').unwrap_or((code, ""));
    if let Some(amount) = dotted(&format!("{number}.{decimals}")).filter(|_| decimals.len() == 2) {
        let amount = format!("{amount} {more}");
        let amount = amount.trim_end();
        return wrong(format!("`{text}` is not an amount"), format!("write it with a dot: `{amount}`"));
    }
    // `2 for 10`, `5 Euro 20 Cent`: which of the two it is, or both, nobody knows.
    if code.bytes().any(|b| b.is_ascii_digit()) {
        return not_an_amount(text, "");
    }
    if let Some(code) = named(code) {
        let help = format!("write the amount alone, `{amount}`, or with the code of its currency: `{amount} {code}`");
        return wrong(format!("`{text}` names no currency by its code"), help);
    }
    let help = format!("write the amount alone, `{amount}`, or with an ISO 4217 code, like `{amount} EUR`");
    wrong(format!("`{text}` names no currency"), help)
}

/// The amount of `95 Cent`.
fn of_cents(number: &str, word: &str) -> Option<String> {
    const CENTS: [&str; 11] =
        ["cent", "cents", "ct", "cts", "c", "centime", "centimes", "rappen", "p", "pence", "penny"];
    let cents: u32 = number.parse().ok()?;
    let word = word.split(['/', ' ']).next().unwrap_or_default();
    let named = CENTS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    named.then(|| format!("{}.{:02}", cents / 100, cents % 100))
}

/// The amount of `1 890,00`, as half of Europe groups thousands.
fn grouped(text: &str) -> Option<String> {
    let mut groups = text.split(' ');
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let first = groups.next().filter(|first| digits(first) && (1..=3).contains(&first.len()))?;
    let thousands =
        |group: &&str| group.split([',', '.']).next().is_some_and(|whole| whole.len() == 3 && digits(whole));
    // A currency may follow.
    let rest: String = groups.take_while(thousands).collect();
    if rest.is_empty() { None } else { dotted(&format!("{first}{rest}")) }
}

/// The amount of `12 .50` and `4. 90`.
fn torn(text: &str) -> Option<String> {
    // Only what has a space is read again without.
    let joined = dotted(&Some(text).filter(|text| text.contains(' '))?.replace(' ', ""))?;
    joined.split_once('.').filter(|(_, cents)| cents.len() == 2)?;
    Some(joined)
}

/// A number with its decimals behind a dot, when that makes it an amount.
fn dotted(number: &str) -> Option<String> {
    Some(number.replace(',', ".")).filter(|dotted| read(dotted).is_some())
}

/// `EUR 14.50`, `from 80`, `à partir de 45 €`.
fn word_first(text: &str, word: &str, number: &str) -> Wrong {
    /// Words for the lowest of several prices.
    const LOWEST: [&str; 9] = ["from", "ab", "dès", "à", "desde", "da", "a", "vanaf", "starting"];
    let mut numbers = text.split(|c: char| !c.is_ascii_digit() && !".,".contains(c)).filter(|part| !part.is_empty());
    let amount = numbers.next().filter(|_| numbers.next().is_none()).and_then(dotted);
    let help = match (amount, Currency::from_code(word)) {
        (Some(_), Some(currency)) if read(number).is_some() => {
            format!("write the currency after it: `{number} {}`", currency.code())
        }
        (Some(amount), _) if LOWEST.contains(&word.to_lowercase().as_str()) => {
            format!("write the amount alone: `{amount}`; that a product's is the lowest says `price_from: true`")
        }
        (Some(amount), _) => format!("write the amount alone: `{amount}`"),
        _ => return not_an_amount(text, word),
    };
    wrong(format!("`{text}` is not an amount"), help)
}

fn not_an_amount(text: &str, number: &str) -> Wrong {
    const FREE: [&str; 6] = ["free", "none", "gratis", "kostenlos", "gratuit", "gratuite"];
    let help = match Some(number).filter(|number| number.contains(',')).and_then(dotted) {
        _ if FREE.contains(&text.trim().to_lowercase().as_str()) => "write `0`".to_owned(),
        _ if number.starts_with('-') => "amounts are never negative".to_owned(),
        // `1,250` is a thousand in half of the world, and no currency but a few has three decimals.
        Some(dotted) if thousands(number) => {
            format!("write `{}` if that is meant, or the decimals with a dot: `{dotted}`", number.replace(',', ""))
        }
        Some(dotted) => format!("write the decimals with a dot: `{dotted}`"),
        None if bare(text).or_else(|| bare(number)).is_some() => {
            format!("write the amount alone: `{}`", bare(text).or_else(|| bare(number)).unwrap_or_default())
        }
        None => "write digits with a dot before the cents, without thousands separators: `1249.00`".to_owned(),
    };
    wrong(format!("`{text}` is not an amount"), help)
}

/// Whether a comma may stand between thousands: `1,250`.
fn thousands(number: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    number.split_once(',').is_some_and(|(whole, rest)| {
        (1..=3).contains(&whole.len()) && !whole.starts_with('0') && digits(whole) && rest.len() == 3 && digits(rest)
    })
}

/// The amount without the sign of its currency and what closes it on price tags and in lists: `€6.80`, `7,-`, `6.80;`.
fn bare(text: &str) -> Option<String> {
    let signs = |c: char| "€£$¥₹;,–—-".contains(c) || c.is_whitespace();
    let amount = text.trim_start_matches(signs).trim_end_matches(signs);
    let amount = amount.strip_suffix('.').unwrap_or(amount);
    Some(amount).filter(|amount| *amount != text).and_then(dotted)
}

impl Amount {
    /// The amount in minor units of the shop's currency.
    ///
    /// # Errors
    /// Another currency is written, or more decimals than the currency has.
    pub fn money(self, shop: Currency) -> Result<Money, Wrong> {
        if let Some(other) = self.currency.filter(|other| *other != shop) {
            let message = format!("the amount is in {}, the shop sells in {}", other.code(), shop.code());
            return Err(wrong(message, format!("write the amount in {}", shop.code())));
        }
        let wanted = exponent(shop);
        let mut digits = self.digits;
        let mut decimals = self.decimals;
        // Three decimals are how half of Europe writes thousands: `1.250` is never read as `1.25`.
        while decimals > wanted && digits % 10 == 0 && self.decimals != 3 {
            digits /= 10;
            decimals -= 1;
        }
        if decimals > wanted {
            let message = format!("{} has {wanted} decimals, the amount has {}", shop.code(), self.decimals);
            let help = match self.decimals {
                3 if wanted == 2 && digits % 10 == 0 => {
                    let cents = Money(digits / 10).plain(shop);
                    format!("write `{digits}` if that is meant, or `{cents}`")
                }
                3 => format!("write `{digits}` if that is meant, else round the amount"),
                _ => "round the amount".to_owned(),
            };
            return Err(wrong(message, help));
        }
        let scale = 10_i64.pow(u32::from(wanted - decimals));
        let too_large = || wrong("the amount is too large", "write an amount below one billion");
        digits.checked_mul(scale).map(Money).ok_or_else(too_large)
    }
}

/// How many decimals a currency has (ISO 4217), 0 for those without a minor unit.
pub fn exponent(currency: Currency) -> u8 {
    currency.exponent().unwrap_or(0) as u8
}

impl Money {
    /// The amount for machines: dot decimal, no grouping, as schema.org and the feeds want it.
    pub fn plain(self, currency: Currency) -> String {
        let exponent = usize::from(exponent(currency));
        let digits = format!("{:0width$}", self.0.unsigned_abs(), width = exponent + 1);
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn help(text: &str) -> String {
        text.parse::<Amount>().unwrap_err().help
    }

    #[test]
    fn decimals_of_the_currency() {
        let money = |text: &str, code| text.parse::<Amount>().unwrap().money(Currency::from_code(code).unwrap());
        assert_eq!(money("24", "EUR"), Ok(Money(2400)));
        assert_eq!(money("24.5 EUR", "EUR"), Ok(Money(2450)));
        assert_eq!(money("24.50\u{a0}EUR", "EUR"), Ok(Money(2450)));
        assert_eq!(money("24.5000", "EUR"), Ok(Money(2450)));
        assert_eq!(money("24.500", "EUR").unwrap_err().help, "write `24500` if that is meant, or `24.50`");
        assert_eq!(money("1.250", "JPY").unwrap_err().help, "write `1250` if that is meant, else round the amount");
        assert_eq!(money("1200", "JPY"), Ok(Money(1200)));
        assert_eq!(money("1.250", "KWD"), Ok(Money(1250)));
        assert!(money("12.505", "EUR").unwrap_err().message.contains("2 decimals"));
        assert!(money("12.50 USD", "EUR").unwrap_err().message.contains("USD"));
    }

    #[test]
    fn a_remedy_is_not_looked_for_in_remedies() {
        for sign in [".", ",.", ".-", ". "] {
            assert!(!help(&format!("44{}", sign.repeat(40))).is_empty(), "{sign}");
        }
    }

    #[test]
    fn a_refusal_says_what_to_type() {
        assert!(help("12,50 EUR").contains("`12.50`"));
        assert!(help("-3").contains("negative"));
        assert!(help("1,249.00").contains("1249.00"));
        assert!(help("12.50 kr").contains("ISO 4217"));
        assert!(help("12.50 euros").ends_with("`12.50 EUR`") && help("35 zł").ends_with("`35 PLN`"));
        assert!(help("CHF 14.50").contains("`14.50 CHF`"));
        assert!(help("dès 80").contains("`80`"));
        assert!(help("5,90 €").contains("`5.90`"));
        assert!(help("à partir de 45,50 €").contains("`45.50`") && help("from 80").contains("`price_from: true`"));
        assert!(help("€6.80").contains("alone: `6.80`") && help("€ 6,80").contains("`6.80`"));
        assert!(help("7,-").contains("`7`") && help("7.-").contains("`7`") && help("7,–").contains("`7`"));
        assert!(help("6.80;").contains("`6.80`") && help("6.80,").contains("`6.80`"));
        assert!(help("95 Cent").contains("`0.95`") && help("150 ct").contains("`1.50`"));
        assert!(help("4 20").contains("`4.20`"));
        for (text, amount) in [("12 .50", "12.50"), ("4. 90", "4.90"), ("4,9 0", "4.90")] {
            assert!(help(text).ends_with(&format!("`{amount}`")), "{text}: {}", help(text));
        }
        for text in ["2 for 10", "3 x 4.00", "10 + 2", "5 Euro 20 Cent", "from 10 to 20"] {
            assert!(help(text).contains("`1249.00`"), "{text}: {}", help(text));
        }
        assert!(help("bis 20").ends_with("alone: `20`"), "{}", help("bis 20"));
        assert!(help("4.20€ statt 5.00€").contains("`4.20`"));
        assert!("".parse::<Amount>().is_err());
        assert!("12.".parse::<Amount>().is_err());
    }

    proptest! {
        #[test]
        fn written_and_read_again(minor in 0_i64..100_000_000_000) {
            for code in ["EUR", "JPY", "KWD"] {
                let currency = Currency::from_code(code).unwrap();
                let text = Money(minor).plain(currency);
                prop_assert_eq!(text.parse::<Amount>().unwrap().money(currency), Ok(Money(minor)));
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = text.parse::<Amount>();
        }
    }
}
