//! What an export says, in one form for all of them: records, one at a time.
//!
//! In: nothing; these are plain data. Out: [`Record`]s that an importer hands over while it reads, and [`Tally`], what it
//! says of the file when it has read it. Texts are borrowed from the row and gone with it, so that no name and no mail
//! address stays in memory. Amounts are whole minor units of the record's own currency; what is missing is absent, never 0.
//! Absent: networks and campaigns; an importer hands over what may tell them ([`Trace`]), the report decides.

use iso_currency::Currency;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

pub use crate::exports::{Level, Notice};

/// One thing that an export says.
#[derive(Debug, Clone)]
pub enum Record<'a> {
    Order(Order<'a>),
    Sample(Sample<'a>),
    Post(Post<'a>),
}

/// An order, a payment that stands for one, or a refund of one.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// Of the shop or the provider, the same in every file that tells of the order.
    pub id: &'a str,
    /// Of a refund, which bears the number of its order: its own number, or the moment of it. Empty where the file tells neither.
    pub own: &'a str,
    /// The first line of it in the file, from 1.
    pub line: u64,
    /// In the report's time zone where the file tells an instant.
    pub day: Date,
    pub currency: Currency,
    pub state: State,
    /// The day on which its refunds went back, the last of them, where its own row tells that.
    pub refunded: Option<Date>,
    /// Amounts as the file tells them; a report that needs another works it out, or says that it cannot.
    pub amounts: Amounts,
    pub trace: Trace<'a>,
    /// What tells customers apart, a mail address or a number: to be hashed at once, never kept.
    pub customer: Option<&'a str>,
    /// Whether the shop itself knows the customer from before.
    pub returning: Option<bool>,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: Option<&'a str>,
    pub lines: &'a [Line<'a>],
}

impl Order<'_> {
    /// The same where it is all that tells who is new.
    pub fn sorted(&self) -> Option<bool> {
        self.returning.filter(|_| self.customer.is_none())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Paid, or as good as: it counts.
    Counted,
    /// Not paid yet.
    Pending,
    Failed,
    /// Cancelled before it was paid.
    Voided,
    Test,
    /// Money that goes back, as a row of its own: amounts are positive, `day` is the day of the refund.
    Refund,
    /// Money of a refund that comes back: a dispute was won. Amounts are positive; `id` is that of the order or the refund's own,
    /// and if nothing went back of it, it is something else.
    WonBack,
}

/// Minor units, all positive; `None` where the file has no such column or no such value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Price × quantity before discounts, tax and shipping.
    pub gross: Option<i64>,
    pub discounts: Option<i64>,
    /// Refunded until the export was made.
    pub refunds: Option<i64>,
    /// Goods after discounts, before tax and shipping.
    pub net: Option<i64>,
    pub tax: Option<i64>,
    pub shipping: Option<i64>,
    /// What the customer paid.
    pub total: Option<i64>,
    /// Kept by the payment provider.
    pub fee: Option<i64>,
}

/// Goods of one kind in an order.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub name: &'a str,
    /// Empty where there is none.
    pub sku: &'a str,
    pub quantity: i64,
    /// Minor units, all pieces together, before order discounts.
    pub sales: Option<i64>,
}

/// What may tell network and campaign; empty where the file says nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Trace<'a> {
    /// `utm_source`, or the source that an analytics program saw.
    pub source: &'a str,
    pub medium: &'a str,
    /// `utm_campaign`, or the name of an ad campaign.
    pub campaign: &'a str,
    /// The number that the ads manager gave the campaign.
    pub campaign_id: &'a str,
    /// `utm_content`, ad or link name.
    pub content: &'a str,
    pub referrer: &'a str,
    /// GA4's channel group, WooCommerce's origin, Shopify's `Source`.
    pub channel: &'a str,
    /// Discount or coupon codes, separated by commas.
    pub codes: &'a str,
    pub tags: &'a str,
    /// Further keys and values, each `key: value`, separated by line breaks (note attributes, metadata).
    pub notes: &'a str,
}

/// Figures of a day, or of some days together.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    /// What tells a movement apart from all others; empty for figures of days, which have none.
    pub id: &'a str,
    pub line: u64,
    pub from: Date,
    /// Inclusive.
    pub to: Date,
    /// Of amounts; `None` where the row has none, or the file does not tell.
    pub currency: Option<Currency>,
    pub trace: Trace<'a>,
    /// As in [`crate::platforms`], when the file is of one network: `instagram`.
    pub network: Option<&'a str>,
    /// Whether the row itself says of which network it is.
    pub tells_network: bool,
    /// When nothing else gives the row a network: the first of those that it may be of.
    pub otherwise: &'static [&'static str],
    /// `video`, `story`, `carousel`, …, where the row tells; as written, lower case.
    pub format: &'a str,
    /// A group of people that the row is about: (`age`, `18–24`), (`country`, `FR`).
    pub segment: Option<(&'a str, &'a str)>,
    pub values: &'a [(Measure, i64)],
}

/// A post with the figures of its whole life, or of some days.
#[derive(Debug, Clone)]
pub struct Post<'a> {
    pub line: u64,
    pub network: &'a str,
    pub id: &'a str,
    /// The post's first words.
    pub title: &'a str,
    /// Of the post; empty where the file has none.
    pub url: &'a str,
    pub day: Date,
    /// Of its figures, when they are not of its whole life.
    pub days: Option<(Date, Date)>,
    pub format: &'a str,
    pub values: &'a [(Measure, i64)],
}

/// What is counted. Amounts are minor units, all others whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Measure {
    // Orders
    Orders,
    Gross,
    Discounts,
    Refunds,
    Net,
    Tax,
    Shipping,
    Total,
    Fees,
    /// Orders whose customer can be told apart.
    Identified,
    /// Sum of the squares of what each order brought, in whole units of the currency: how unequal orders are. Worked out,
    /// never read.
    #[serde(skip)]
    Squares,
    /// Sum of the squares of what went back of each order, like that of what orders brought. Worked out, never read.
    #[serde(skip)]
    SquaresBack,
    /// The part of refunds that was goods, without tax and shipping: what net sales lose. Worked out, never read.
    #[serde(skip)]
    Returns,
    /// Orders whose link says that nothing was paid for it, and the net sales that stayed of them. Worked out, never read.
    #[serde(skip)]
    UnpaidOrders,
    #[serde(skip)]
    UnpaidNet,
    /// Orders whose link says that something was. Worked out, never read.
    #[serde(skip)]
    PaidOrders,
    /// Orders whose link says that it is of ads, and the net sales that stayed of them. Worked out, never read.
    #[serde(skip)]
    AdsOrders,
    #[serde(skip)]
    AdsNet,
    /// Orders by links of a campaign of ads that say that nothing was paid for them. Worked out, never read.
    #[serde(skip)]
    Slips,
    /// Orders by links and campaigns of people who are paid to show something, and the net sales that stayed of them. Worked out,
    /// never read.
    #[serde(skip)]
    PeopleOrders,
    #[serde(skip)]
    PeopleNet,
    /// Orders of campaigns that are none of ads, or by the discount code of a campaign alone, and the net sales that stayed of them:
    /// ads may have brought them where the campaign has ad spend. Worked out, never read.
    #[serde(skip)]
    AsideOrders,
    #[serde(skip)]
    AsideNet,
    /// Orders that belong to a campaign by its discount code, and no link names it. Worked out, never read.
    #[serde(skip)]
    CodeOrders,
    /// Orders by links that ads on Google and its free listings share, and the net sales that stayed of them. Worked out, never read.
    #[serde(skip)]
    ListedOrders,
    #[serde(skip)]
    ListedNet,
    /// Orders that came from another site by a link without tags. Worked out, never read.
    #[serde(skip)]
    Referrals,
    /// Orders without a customer whose export says whether the customer is new, and those of new ones. Worked out, never read.
    #[serde(skip)]
    Sorted,
    #[serde(skip)]
    Newcomers,
    // Visits of the shop
    Sessions,
    EngagedSessions,
    Users,
    KeyEvents,
    /// Revenue as the analytics program attributes it.
    AnalyticsSales,
    /// Of visits and what was sold in them, those of links that are tagged as ads. Worked out, never read.
    #[serde(skip)]
    PaidSessions,
    #[serde(skip)]
    PaidSeen,
    // Ads
    Spend,
    Impressions,
    /// People; cannot be added up.
    Reach,
    Clicks,
    LinkClicks,
    /// Purchases as the network claims them, in thousandths: where several ads had a part in one, each claims a part.
    ClaimedOrders,
    ClaimedSales,
    Leads,
    /// Of marketing, beside what ads managers charge; written by hand.
    Costs,
    // Profiles and posts
    /// A stock: the value of the last day counts.
    Followers,
    Follows,
    ProfileVisits,
    Views,
    Likes,
    Comments,
    Shares,
    Saves,
    /// All interactions together, where a file does not tell them apart.
    Engagements,
    /// Seconds.
    WatchTime,
    /// Of a group of people among all followers, in parts of ten thousand.
    AudienceShare,
}

/// What an importer says of a file.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Data rows, without header, preamble, totals and blank lines.
    pub rows: u64,
    /// Rows that became records.
    pub used: u64,
    /// Why rows did not: each reason once, with how many and the first line.
    pub skipped: Vec<Skipped>,
    /// Totals rows beside the sum of the rows.
    pub checks: Vec<Check>,
    pub notices: Vec<Notice>,
    /// Days of the data.
    pub span: Option<(Date, Date)>,
    /// The latest day with which a row begins, and its line: one of a month that runs reaches farther.
    pub last_start: Option<(Date, u64)>,
    /// The days that the file says it tells of, some of them perhaps without a row.
    pub declared: Option<(Date, Date)>,
    /// The days of rows that say that nothing was spent on them.
    pub unspent: Option<(Date, Date)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub reason: Reason,
    pub rows: u64,
    pub first_line: u64,
    pub last_line: u64,
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No spend, no result, no name.
    Empty,
    /// Fewer or more fields than the header.
    Ragged,
    NoDate,
    NoAmount,
    NoCurrency,
    /// A line of an order whose first line is not in the file.
    Orphan,
    /// A payout, a fee, a transfer: no sale.
    NoSale,
    /// Negative spend, clicks above impressions: nothing that can be.
    Absurd,
    /// Equal in every cell to a row before, which it is.
    Repeated,
}

/// A totals row of the file beside what its rows add up to, in the units of the measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub line: u64,
    pub measure: Measure,
    /// Of amounts.
    pub currency: Option<Currency>,
    /// So many of its units are one of the file's.
    pub times: i64,
    pub total: i64,
    pub rows: i64,
}
