//! `content/report/report.yaml` as it is written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::importers::TableMap;
use crate::scalar::{CurrencyCode, Date, Decimal, Percent, Period, WebUrl, words};

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub title: String,
    /// The language of the report; the shop's when absent.
    pub locale: Option<String>,
    /// The one currency of the report; the shop's when absent.
    pub currency: Option<CurrencyCode>,
    /// Units of the report's currency for one unit of another.
    #[serde(default)]
    pub exchange_rates: BTreeMap<String, Decimal>,
    /// In which a day begins (<https://www.iana.org/time-zones>): `Europe/Paris`.
    pub time_zone: String,
    /// The first is the main one; the last complete month when absent, or the running one where only that has figures.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// What the main period is compared with: `previous` when absent.
    #[serde(default)]
    pub comparison: Comparison,
    /// Part of the published site, for everybody to see.
    #[serde(default)]
    pub publish: bool,
    /// Search engines may know it; only with `publish`.
    #[serde(default)]
    pub index: bool,
    /// Stands at the head of every page, for instance that the figures are made up.
    pub notice: Option<String>,
    /// What the figures of the first period mean, in Markdown and in your words; it stands above what the report says itself.
    pub commentary: Option<String>,
    #[serde(default)]
    pub definitions: Definitions,
    /// Of net sales, before marketing; without it there is no return on investment.
    pub margin: Option<Percent>,
    /// What marketing costs beside what ads managers charge.
    #[serde(default)]
    pub costs: Vec<Cost>,
    /// What was meant to be reached.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// The exports.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The first rule that fits decides.
    #[serde(default)]
    pub channels: Vec<Rule>,
    /// Kept by hand.
    #[serde(default)]
    pub metrics: Vec<Kept>,
    /// What explains a movement; marked in the charts.
    #[serde(default)]
    pub events: Vec<Event>,
    /// What others reach, beside the own figures.
    #[serde(default)]
    pub benchmarks: Vec<Benchmark>,
    /// Figures of the market, each with its source.
    #[serde(default)]
    pub market: Vec<MarketFigure>,
    /// What groups of people did.
    #[serde(default)]
    pub segments: Vec<Segment>,
}

/// With what a period is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comparison {
    #[default]
    Previous,
    YearBefore,
    None,
    Given(Period),
}

crate::scalar::scalar!(Comparison, "comparison", "`previous`, `year_before`, `none` or a period", ["string", "number"]);

impl std::str::FromStr for Comparison {
    type Err = crate::yaml::Wrong;

    fn from_str(text: &str) -> Result<Comparison, crate::yaml::Wrong> {
        match text {
            "previous" => Ok(Comparison::Previous),
            "year_before" => Ok(Comparison::YearBefore),
            "none" => Ok(Comparison::None),
            _ => text.parse().map(Comparison::Given).map_err(|_| {
                let help = "write `previous`, `year_before`, `none` or a period like `2025-Q3`";
                crate::scalar::wrong(format!("`{text}` is not a comparison"), help)
            }),
        }
    }
}

/// Which of several usual meanings a word has in this report.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Definitions {
    pub sales: SalesBasis,
    pub aov: AovBasis,
    pub cac: CacBasis,
    pub refunds: RefundBasis,
    pub engagement: EngagementBasis,
}

macro_rules! basis {
    ($(#[$doc:meta])* $name:ident, default $default:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        words! { $(#[$doc])* $name { $($variant = $word),* } }

        impl Default for $name {
            fn default() -> $name {
                $name::$default
            }
        }
    };
}

basis! {
    /// What "sales" are.
    SalesBasis, default Net { Net = "net", Gross = "gross", Total = "total" }
}
basis! {
    /// What an order is worth on average.
    AovBasis, default Net { Net = "net", Total = "total" }
}
basis! {
    /// By what the cost of acquisition is divided.
    CacBasis, default Customers { Customers = "customers", Orders = "orders" }
}
basis! {
    /// On which day a refund counts; on that of the order where the export does not tell another.
    RefundBasis, default OrderDate { OrderDate = "order_date", RefundDate = "refund_date" }
}
basis! {
    /// By what engagements are divided.
    EngagementBasis, default Impressions { Impressions = "impressions", Reach = "reach", Followers = "followers" }
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What it was for.
    pub label: String,
    /// The network that it was spent for; absent, the one of a campaign that runs on one, else all.
    pub network: Option<String>,
    /// The code of the campaign that it was spent for.
    pub campaign: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day; the first when absent.
    pub to: Option<Date>,
    /// In the report's currency.
    pub amount: Decimal,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// A figure of the report, like `sales`, `orders`, `aov`, `spend`, `blended_roas`, `cac`, `conversion_rate`, `followers`.
    pub metric: String,
    /// Amounts in units of the currency, rates in percent, ratios as they are.
    pub value: Decimal,
    /// The days that it is for.
    pub period: Period,
    /// Of one network; absent, of all.
    pub network: Option<String>,
}

/// A file beside report.yaml.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The export as it was downloaded.
    pub file: String,
    /// Recognised by its content when absent.
    pub format: Option<String>,
    /// The sign before decimals, where the file leaves it open.
    pub decimal: Option<DecimalSign>,
    /// Whether `3/4/2026` is the third of April.
    pub day_first: Option<bool>,
    /// Of amounts, where the file does not tell.
    pub currency: Option<CurrencyCode>,
    /// In which the file's clock runs, where the file does not tell.
    pub time_zone: Option<String>,
    /// Of the account, where the file does not tell.
    pub network: Option<String>,
    /// Whether its rows are orders, or only the payments of orders that another file has.
    pub role: Option<Role>,
    /// The days of a file that tells none; of orders and of ads, the days of which it has all; without rows, those on which nothing was.
    pub from: Option<Date>,
    /// The last of these days.
    pub to: Option<Date>,
    /// What the columns of any other table mean.
    pub table: Option<TableMap>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum DecimalSign {
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

words! {
    /// What the rows of a payment provider's export are.
    Role { Orders = "orders", Payments = "payments" }
}

/// Where rows with these traits belong.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub when: When,
    /// The network that they belong to.
    pub network: Option<String>,
    /// The code of the campaign that they belong to.
    pub campaign: Option<String>,
}

/// All that are written must fit; `*` stands for anything, capitals do not matter.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// `utm_source`
    pub source: Option<String>,
    /// `utm_medium`
    pub medium: Option<String>,
    /// `utm_campaign`, or the name in an ads manager
    pub campaign: Option<String>,
    /// `utm_content`
    pub content: Option<String>,
    /// The address that the visit came from.
    pub referrer: Option<String>,
    /// The program's own word, like `Paid Social`.
    pub channel: Option<String>,
    /// A discount code.
    pub code: Option<String>,
    /// A tag of the order.
    pub tag: Option<String>,
    /// `key: value` of a note.
    pub note: Option<String>,
}

/// Figures of a network that no export has, of a day or of a period.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    pub network: String,
    pub campaign: Option<String>,
    /// The day of the figures: `date:` or `period:`.
    pub date: Option<Date>,
    /// The days of the figures.
    pub period: Option<Period>,
    pub followers: Option<u64>,
    pub follows: Option<u64>,
    pub reach: Option<u64>,
    pub impressions: Option<u64>,
    pub views: Option<u64>,
    pub clicks: Option<u64>,
    pub engagements: Option<u64>,
    pub likes: Option<u64>,
    pub comments: Option<u64>,
    pub shares: Option<u64>,
    pub saves: Option<u64>,
    pub leads: Option<u64>,
    pub sessions: Option<u64>,
    pub orders: Option<u64>,
    /// In the report's currency.
    pub sales: Option<Decimal>,
    pub spend: Option<Decimal>,
}

/// Something that explains a movement.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub date: Date,
    pub text: String,
}

/// What others reach.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// A figure of the report, as for a target.
    pub metric: String,
    /// As a target is written.
    pub value: Decimal,
    pub text: Option<String>,
    /// Who says so.
    pub source: String,
    pub year: u16,
    pub url: Option<WebUrl>,
}

/// A figure of the market, with where it comes from.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarketFigure {
    /// As it is shown, like `€4 per €1`.
    pub figure: String,
    pub text: String,
    pub network: Option<String>,
    /// Who says so.
    pub source: String,
    /// When the source does not tell, it is left out, not guessed.
    pub year: Option<u16>,
    pub url: Option<WebUrl>,
}

/// What a group of people did, kept by hand.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Segment {
    /// `age`, `country`, `behaviour`, or any other word.
    pub dimension: String,
    pub value: String,
    pub network: Option<String>,
    pub period: Period,
    pub sessions: Option<u64>,
    pub orders: Option<u64>,
    /// In the report's currency.
    pub sales: Option<Decimal>,
}
