//! Amounts of money as one language writes them.
//!
//! **In:** a language and a currency. **Out:** [`MoneyForms`]: for each number of digits a form such as `€#,###.##`.
//! Pages are filled from these forms, and the cart's script gets the same ones as data, so that both write the same:
//! a browser brings other data than this program, and less of it.
//!
//! The currency formatter of ICU4X is not stable yet: this is the only file that knows it.

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::CurrencyFormatter;
use iso_currency::Currency;
use serde::Serialize;

use super::Locale;
use super::formats::scaled;

/// How amounts of one currency are written.
#[derive(Debug, Serialize)]
pub struct MoneyForms {
    /// Decimals of the currency's minor unit.
    digits: u8,
    /// The digits from zero to nine.
    numerals: Vec<String>,
    #[serde(flatten)]
    positive: Forms,
    #[serde(skip)]
    negative: Forms,
    /// What whole amounts end in: `.00`.
    #[serde(skip)]
    fraction: String,
}

/// The form of amounts with one digit (of the minor unit), with two, and so on: `€0.0#`, `€0.##`, `€#.##`.
#[derive(Debug, Serialize)]
struct Forms {
    exact: Vec<String>,
    /// Of amounts without a fraction. They are shorter where CLDR writes a currency without decimals, as the forint: a
    /// price of 99.50 must still not be shown as 100.
    whole: Vec<String>,
}

/// As many digits as an `i64` has.
const LONGEST: u32 = 19;

/// Stands for a digit.
const PLACE: char = '#';

/// Marks that a language writes in amounts and in no other number (CLDR `currencyDecimal` and `currencyGroup`), which
/// ICU4X does not know yet: language, region, the mark of numbers, the mark of amounts.
/// <https://www.unicode.org/reports/tr35/tr35-numbers.html#Number_Symbols>
const OWN_MARKS: &[(&str, &str, char, char)] = &[("de", "AT", '\u{A0}', '.'), ("fr", "CH", ',', '.')];

impl MoneyForms {
    /// The forms of a language and a currency, which has so many decimals.
    pub fn new(locale: &Locale, currency: Currency, digits: u8) -> Self {
        let writer = Writer::new(locale, currency, digits);
        let unit = 10_i64.pow(digits.into());
        let forms = |sign: i64| {
            let ones = || (1..=LONGEST).map(|length| sign * (0..length).fold(0, |ones, _| ones * 10 + 1));
            Forms {
                exact: ones().map(|ones| writer.form(&writer.exact(ones))).collect(),
                whole: ones().map(|ones| writer.form(&writer.written(ones / unit * unit))).collect(),
            }
        };
        // `0.00` without its first digit.
        let fraction = writer.marked(&writer.number(0)).chars().skip(1).collect();
        Self { digits, positive: forms(1), negative: forms(-1), fraction, numerals: writer.numerals }
    }

    /// An amount in minor units. Never rounded.
    pub fn fill(&self, minor: i64) -> String {
        let forms = if minor < 0 { &self.negative } else { &self.positive };
        let is_whole = minor % 10_i64.pow(self.digits.into()) == 0;
        let digits = minor.unsigned_abs().to_string();
        let form = &(if is_whole { &forms.whole } else { &forms.exact })[digits.len() - 1];
        let mut numerals = digits.bytes().map(|digit| self.numerals[usize::from(digit - b'0')].as_str());
        let mut text = String::with_capacity(form.len());
        for sign in form.chars() {
            match sign {
                PLACE => text.extend(numerals.next()),
                sign => text.push(sign),
            }
        }
        text
    }

    /// An amount in minor units rounded to whole units, and without a fraction.
    pub fn fill_whole(&self, minor: i64) -> String {
        let unit = 10_i64.pow(self.digits.into());
        let half = if minor < 0 { -(unit / 2) } else { unit / 2 };
        self.fill(minor.saturating_add(half) / unit * unit).replacen(&self.fraction, "", 1)
    }
}

/// Writes amounts with the data of ICU4X, from which the forms are taken.
struct Writer<'a> {
    locale: &'a Locale,
    currency: Currency,
    digits: u8,
    money: Option<CurrencyFormatter<DecimalFormatter>>,
    decimal: Option<DecimalFormatter>,
    numerals: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(locale: &'a Locale, currency: Currency, digits: u8) -> Self {
        let full = &locale.full;
        let code = CurrencyType::try_from_str(currency.code()).ok();
        let decimal = DecimalFormatter::try_new(full.into(), Default::default()).ok();
        let numeral = |digit: u8| match &decimal {
            Some(decimal) => decimal.format(&Decimal::from(digit)).to_string(),
            None => digit.to_string(),
        };
        Self {
            locale,
            currency,
            digits,
            money: code.and_then(|code| CurrencyFormatter::try_new_symbol(full.into(), code, Default::default()).ok()),
            numerals: (0..10).map(numeral).collect(),
            decimal,
        }
    }

    /// An amount, maybe with fewer decimals than the currency has.
    fn written(&self, minor: i64) -> String {
        match &self.money {
            Some(money) => money.format_fixed_decimal(&scaled(minor, self.digits)).to_string(),
            None => format!("{}\u{A0}{}", self.currency.code(), scaled(minor, self.digits)),
        }
    }

    /// An amount with all decimals of the currency.
    fn exact(&self, minor: i64) -> String {
        let is_rounded = self.digits > 0 && self.written(0) == self.written(1);
        let sign = minor.signum();
        let unit = self.written(sign * 10_i64.pow(self.digits.into()));
        match unit.split_once(&self.numerals[1]) {
            Some((before, after)) if is_rounded => format!("{before}{}{after}", self.number(minor * sign)),
            _ => self.written(minor),
        }
    }

    /// An amount without its currency.
    fn number(&self, minor: i64) -> String {
        let value = scaled(minor, self.digits);
        self.decimal.as_ref().map_or_else(|| value.to_string(), |decimal| decimal.format(&value).to_string())
    }

    /// The form of an amount whose digits are ones.
    fn form(&self, text: &str) -> String {
        spaced(&self.marked(text)).replace(&self.numerals[1], PLACE.encode_utf8(&mut [0; 4]))
    }

    /// A text with the marks of amounts in place of those of numbers.
    fn marked(&self, text: &str) -> String {
        let id = &self.locale.full.id;
        let here = |(language, region, ..): &&(&str, &str, char, char)| {
            id.language.as_str() == *language && id.region.is_some_and(|own| own.as_str() == *region)
        };
        let Some((.., number, amount)) = OWN_MARKS.iter().find(here) else { return text.to_owned() };
        let characters: Vec<char> = text.chars().collect();
        let is_digit = |at: usize| characters.get(at).is_some_and(|character| character.is_numeric());
        let is_mark = |at: usize| characters[at] == *number && at > 0 && is_digit(at - 1) && is_digit(at + 1);
        (0..characters.len()).map(|at| if is_mark(at) { *amount } else { characters[at] }).collect()
    }
}

/// A letter and a digit stand apart, which ICU4X forgets where a pattern does not say so itself: `R 5,00` in `en-ZA`.
/// <https://www.unicode.org/reports/tr35/tr35-numbers.html#Currencies>
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut before: Option<char> = None;
    for character in text.chars() {
        let touches = |before: char| {
            before.is_alphabetic() && character.is_numeric() || before.is_numeric() && character.is_alphabetic()
        };
        if before.is_some_and(touches) {
            out.push('\u{A0}');
        }
        out.push(character);
        before = Some(character);
    }
    out
}
