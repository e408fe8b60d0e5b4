//! LinkedIn Campaign Manager → Export (campaign performance).
//!
//! In: UTF-16 with tabs, though it is called `.csv`, or UTF-8 with commas; a few lines above the table; days of UTC as
//! M/D/YYYY, of months and of all days together only the first. Out: a [`super::Sample`] for each row that has figures.
//! Absent: a shift of days into the report's zone, which days without a time do not allow.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures, names};

pub const IMPORTER: Importer = Importer {
    name: "linkedin_ads",
    label: "LinkedIn Campaign Manager",
    kind: Kind::Ads,
    network: Some("linkedin"),
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| {
        reading.cells.assume_month_first();
        figures::read(reading, &LAYOUT)
    },
};

const SPEND: &[&str] =
    &["total spent", "spent", "montant total depense", "gesamtausgaben", "total gastado", "totale speso"];

const LAYOUT: Layout<'static> = Layout {
    from: &[
        "start date (in utc)",
        "start date",
        "date",
        "day",
        "date de debut (en utc)",
        "startdatum (in utc)",
        "startdatum",
    ],
    to: &["end date (in utc)", "end date"],
    only_starts: true,
    currency: names::CURRENCY,
    format: &["ad format", "format", "campaign type"],
    campaign: names::CAMPAIGN,
    campaign_id: names::CAMPAIGN_ID,
    content: &["ad name", "creative name", "ad introduction text"],
    figures: &[
        figure(Measure::Spend, SPEND),
        figure(Measure::Impressions, names::IMPRESSIONS),
        figure(Measure::Reach, names::REACH),
        figure(Measure::Clicks, names::CLICKS),
        figure(Measure::LinkClicks, &["clicks to landing page", "landing page clicks"]),
        figure(Measure::ClaimedOrders, &["conversions", "konversionen", "conversiones", "conversioni"]),
        figure(Measure::ClaimedSales, &["total conversion value", "conversion value"]),
        figure(Measure::Leads, names::LEADS),
        figure(Measure::Likes, &["reactions"]),
        figure(Measure::Comments, &["comments"]),
        figure(Measure::Shares, &["shares"]),
        figure(Measure::Engagements, &["total engagements"]),
        figure(Measure::Follows, &["follows"]),
    ],
    blank_is_total: true,
    ..Layout::NONE
};

fn recognise(head: &Head) -> bool {
    let utc = &["start date (in utc)", "date de debut (en utc)", "startdatum (in utc)"];
    let own = head.header.has_any(&[
        "campaign group name",
        "clicks to landing page",
        "campaign group id",
        "total engagements",
        "account name",
    ]);
    head.header.has_any(SPEND) && (head.header.has_any(utc) || own)
}
