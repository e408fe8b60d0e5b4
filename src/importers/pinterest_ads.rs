//! Pinterest Ads Manager → Export.
//!
//! In: a row per campaign, ad group or ad and day, amounts in the account's currency. Out: a [`super::Sample`] for each row
//! that has figures. Absent: attribution windows; the file has those that were chosen in the Ads Manager. The day on which a
//! campaign began is no day of its row.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures, names};

pub const IMPORTER: Importer = Importer {
    name: "pinterest_ads",
    label: "Pinterest Ads",
    kind: Kind::Ads,
    network: Some("pinterest"),
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| figures::read(reading, &LAYOUT),
};

const SPEND: &[&str] = &[
    "spend in account currency",
    "spend",
    "depenses dans la devise du compte",
    "ausgaben in kontowahrung",
    "gasto en la moneda de la cuenta",
    "spesa nella valuta dell'account",
];

const LAYOUT: Layout<'static> = Layout {
    from: &["date", "day", "start date", "datum", "fecha", "data", "jour"],
    to: &["date", "day", "end date", "datum", "fecha", "data", "jour"],
    currency: names::CURRENCY,
    format: &["format", "creative type", "pin format", "pin creative type"],
    campaign: names::CAMPAIGN,
    campaign_id: names::CAMPAIGN_ID,
    content: &["pin promotion name", "ad name", "ad group name"],
    segments: &[("age", &["age"]), ("gender", &["gender"]), ("country", &["country"])],
    figures: &[
        figure(Measure::Spend, SPEND),
        figure(
            Measure::Impressions,
            &["impressions", "total impressions", "paid impressions", "impressionen", "impresiones", "impressioni"],
        ),
        figure(Measure::Reach, &["reach", "unique total reach", "total reach"]),
        figure(Measure::Clicks, &["pin clicks", "clicks", "total clicks", "total pin clicks", "paid pin clicks"]),
        figure(Measure::LinkClicks, &["outbound clicks", "total outbound clicks", "paid outbound clicks"]),
        figure(
            Measure::ClaimedOrders,
            &[
                "total conversions (checkout)",
                "conversions (checkout)",
                "total checkouts",
                "checkouts",
                "total checkout",
                "web checkouts",
            ],
        ),
        figure(
            Measure::ClaimedSales,
            &[
                "total order value (checkout)",
                "order value (checkout)",
                "total order value",
                "checkout order value",
                "total checkout value",
            ],
        ),
        figure(Measure::Saves, &["saves", "total saves", "paid saves"]),
        figure(Measure::Leads, &["total conversions (lead)", "leads"]),
    ],
    blank_is_total: true,
    ..Layout::NONE
};

fn recognise(head: &Head) -> bool {
    const OWN: &[&str] = &[
        "pin clicks",
        "total pin clicks",
        "pin promotion name",
        "pin promotion id",
        "spend in account currency",
        "total order value (checkout)",
        "outbound clicks",
    ];
    head.header.has_any(SPEND) && head.header.has_any(OWN)
}
