//! Names of columns, whatever the language and the program's mood.
//!
//! In: the cells of a header row. Out: [`Header`], which finds a column by any of its names, and the currency that a name
//! ends with. Names are compared in their plain form ([`plain`]): lower case, no accents, no width forms, single spaces.
//! Absent: the names themselves; each importer brings its own.

use iso_currency::Currency;

use super::rows::{Row, trim};

#[derive(Debug, Clone, Default)]
pub struct Header {
    pub names: Vec<Name>,
}

#[derive(Debug, Clone)]
pub struct Name {
    pub written: String,
    /// Without the currency behind it.
    pub plain: String,
    /// `Amount spent (EUR)`.
    pub currency: Option<Currency>,
}

/// Where a column is; a header that is there twice has its value in either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Column {
    first: Option<u32>,
    second: Option<u32>,
}

impl Column {
    pub const NONE: Column = Column { first: None, second: None };

    pub fn exists(self) -> bool {
        self.first.is_some()
    }

    /// The first place.
    pub fn place(self) -> Option<usize> {
        self.first.map(|at| at as usize)
    }

    /// The value; empty where there is none.
    #[inline]
    pub fn of<'a>(self, row: &Row<'a>) -> &'a str {
        let Some(first) = self.first else { return "" };
        let value = row.get(first as usize);
        match self.second {
            Some(second) if value.is_empty() => row.get(second as usize),
            _ => value,
        }
    }
}

impl Header {
    pub fn of(row: &Row<'_>) -> Header {
        Header { names: row.fields().map(Name::of).collect() }
    }

    /// The column of the first of these names that exists.
    pub fn find(&self, names: &[&str]) -> Column {
        names.iter().map(|name| self.exactly(name)).find(|column| column.exists()).unwrap_or_default()
    }

    fn exactly(&self, name: &str) -> Column {
        let mut places = (0_u32..).zip(&self.names).filter(|(_, own)| own.plain == name).map(|(at, _)| at);
        Column { first: places.next(), second: places.next() }
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own.plain == name)
    }

    pub fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    pub fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.has(name))
    }

    /// The currency that the name of a column ends with.
    pub fn currency(&self, column: Column) -> Option<Currency> {
        self.names.get(column.place()?)?.currency
    }

    /// Whether the cells can be names of columns: none is a number, a date or a mail address.
    pub fn is_plausible(&self) -> bool {
        let value = |name: &Name| name.written.contains('@') || name.written.starts_with(|c: char| c.is_ascii_digit());
        !self.names.iter().any(value)
    }
}

impl Name {
    pub fn of(written: &str) -> Name {
        let written = trim(written);
        let (name, currency) = without_currency(written);
        Name { written: written.to_owned(), plain: plain(name), currency }
    }
}

/// `Cost (EUR)` → `Cost`, EUR. Only in brackets, so that no word is taken for a code.
fn without_currency(name: &str) -> (&str, Option<Currency>) {
    let inside = name.strip_suffix([')', ']', '）']).and_then(|head| head.rsplit_once(['(', '[', '（']));
    let Some((head, code)) = inside else { return (name, None) };
    // `(all)` is no amount in Albanian lek.
    let upper = !code.bytes().any(|byte| byte.is_ascii_lowercase());
    match currency(code).filter(|_| upper) {
        Some(currency) if !head.trim().is_empty() => (head, Some(currency)),
        _ => (name, None),
    }
}

/// A currency by its code in any case, or by a sign that only one currency has.
pub fn currency(text: &str) -> Option<Currency> {
    let text = trim(text);
    match text {
        "€" => return Some(Currency::EUR),
        "£" => return Some(Currency::GBP),
        "zł" => return Some(Currency::PLN),
        "₹" => return Some(Currency::INR),
        "R$" => return Some(Currency::BRL),
        "CA$" => return Some(Currency::CAD),
        "A$" => return Some(Currency::AUD),
        "US$" => return Some(Currency::USD),
        "Kč" => return Some(Currency::CZK),
        "Fr." => return Some(Currency::CHF),
        "₺" => return Some(Currency::TRY),
        "₩" => return Some(Currency::KRW),
        _ => {}
    }
    let code = <[u8; 3]>::try_from(text.as_bytes()).ok()?.map(|byte| byte.to_ascii_uppercase());
    Currency::from_code(str::from_utf8(&code).ok()?)
}

/// Whether an amount with this sign or code can be in a currency: `$` stands for two dozen.
pub fn may_stand_for(sign: &str, of: Currency) -> bool {
    let symbol = of.symbol().symbol;
    match currency(sign) {
        Some(own) => own == of || symbol == sign,
        None => symbol.contains(sign.trim_end_matches('.')),
    }
}

/// How many decimals a currency has (ISO 4217), 0 for those without a minor unit.
pub fn exponent(currency: Currency) -> u8 {
    currency.exponent().unwrap_or(0) as u8
}

/// The form in which names and words are compared.
pub fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut plain = String::with_capacity(lower.len());
    let decomposed = icu_normalizer::DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(lower.chars());
    for c in decomposed {
        match c {
            // Marks that NFKD separates from their letter, and signs without a width.
            '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => {}
            '\u{2018}' | '\u{2019}' | '\u{02BC}' => plain.push('\''),
            '«' | '»' | '\u{201C}'..='\u{201F}' => plain.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            c if c.is_whitespace() || c.is_control() || c == '_' => {
                if !plain.is_empty() && !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.push(c),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}
