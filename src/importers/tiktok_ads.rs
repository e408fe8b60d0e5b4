//! TikTok Ads Manager → Export (CSV, or its workbook saved as CSV).
//!
//! In: a row per campaign, ad group or ad and day; `-` and `<5` where a figure is kept back; a line of totals at the end.
//! Out: a [`super::Sample`] for each row that has figures. `Clicks (destination)` are link clicks. Absent: workbooks.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures, names};

pub const IMPORTER: Importer = Importer {
    name: "tiktok_ads",
    label: "TikTok Ads",
    kind: Kind::Ads,
    network: Some("tiktok"),
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| figures::read(reading, &LAYOUT),
};

const SPEND: &[&str] = &["cost", "total cost", "spend", "cout", "kosten", "coste", "costo", "custo"];

const LAYOUT: Layout<'static> = Layout {
    from: &["date", "by day", "day", "stat time day", "start date", "jour", "tag", "datum", "fecha", "dia", "data"],
    to: &["date", "by day", "day", "stat time day", "end date"],
    currency: names::CURRENCY,
    format: &["ad format", "placement type", "placement"],
    campaign: names::CAMPAIGN,
    campaign_id: names::CAMPAIGN_ID,
    content: &["ad name", "ad group name"],
    segments: &[("age", &["age"]), ("gender", &["gender"]), ("country", &["country/region", "country", "region"])],
    figures: &[
        figure(Measure::Spend, SPEND),
        figure(Measure::Impressions, names::IMPRESSIONS),
        figure(Measure::Reach, names::REACH),
        figure(
            Measure::Clicks,
            &["clicks (all)", "clicks", "clics (tous)", "klicks (alle)", "clics (todos)", "clic (tutti)"],
        ),
        figure(Measure::LinkClicks, DESTINATION_CLICKS),
        figure(
            Measure::ClaimedOrders,
            &[
                "purchases",
                "complete payment",
                "total complete payment",
                "purchases (website)",
                "website purchases",
                "conversions",
                "total conversions",
            ],
        ),
        figure(
            Measure::ClaimedSales,
            &[
                "total purchase value",
                "purchase value",
                "total complete payment value",
                "complete payment value",
                "purchase value (website)",
                "website purchase value",
                "total purchase value (website)",
                "valeur totale des paiements finalises",
                "valeur totale des achats",
                "gesamtwert der abgeschlossenen zahlungen",
                "valor total de pago completado",
                "valore totale dei pagamenti completati",
            ],
        ),
        figure(Measure::Views, &["video views", "2-second video views"]),
    ],
    blank_is_total: true,
    ..Layout::NONE
};

const DESTINATION_CLICKS: &[&str] = &[
    "clicks (destination)",
    "clics (destination)",
    "klicks (ziel)",
    "clics (destino)",
    "clic (destinazione)",
    "destination clicks",
];

fn recognise(head: &Head) -> bool {
    let own = [
        DESTINATION_CLICKS,
        &[
            "cpc (destination)",
            "ctr (destination)",
            "primary status",
            "statut principal",
            "hauptstatus",
            "total complete payment",
        ],
    ];
    head.header.has_any(SPEND) && own.iter().any(|names| head.header.has_any(names))
}
