//! Google Ads → Download (campaigns, with a segment by day, week or month).
//!
//! In: a title and the period above the table, `--` for what is not known, `Total: …` rows below; UTF-8 with commas or
//! UTF-16 with tabs. Out: a [`super::Sample`] for each row that has figures. Conversions may be parts of one. Its campaigns
//! are Google's own, unless a rule or a campaign of the report says that they run on YouTube or elsewhere.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures, names};

pub const IMPORTER: Importer = Importer {
    name: "google_ads",
    label: "Google Ads",
    kind: Kind::Ads,
    network: None,
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| figures::read(reading, &LAYOUT),
};

const SPEND: &[&str] = &["cost", "cout", "kosten", "coste", "costo", "custo"];

const LAYOUT: Layout<'static> = Layout {
    from: names::DAY,
    week: &["week", "semaine", "woche", "semana", "settimana"],
    month: &["month", "mois", "monat", "mes", "mese"],
    currency: names::CURRENCY,
    format: &[
        "campaign type",
        "advertising channel type",
        "type de campagne",
        "kampagnentyp",
        "tipo de campana",
        "tipo di campagna",
    ],
    campaign: names::CAMPAIGN,
    campaign_id: names::CAMPAIGN_ID,
    content: &["ad group", "ad group name"],
    segments: &[("device", &["device"]), ("country", &["country/territory", "country"])],
    figures: &[
        figure(Measure::Spend, SPEND),
        figure(Measure::Impressions, names::IMPRESSIONS),
        figure(Measure::Clicks, names::CLICKS),
        figure(Measure::ClaimedOrders, &["conversions", "conversionen", "conversiones", "conversioni", "conversoes"]),
        figure(
            Measure::ClaimedSales,
            &[
                "conv. value",
                "conversion value",
                "total conv. value",
                "all conv. value",
                "valeur de conv.",
                "conv.-wert",
                "valor de conv.",
                "valore conv.",
            ],
        ),
    ],
    otherwise: &["google"],
    blank_is_total: true,
    ..Layout::NONE
};

fn recognise(head: &Head) -> bool {
    const OWN: &[&str] = &[
        "impr.",
        "avg. cpc",
        "avg. cost",
        "avg. cpm",
        "conv. value",
        "campaign status",
        "campaign state",
        "interaction rate",
        "interactions",
        "optimization score",
        "conv. rate",
        "bid strategy type",
    ];
    const OTHERS: &[&str] = &["clicks (destination)", "primary status", "total spent", "spend in account currency"];
    head.header.has_any(SPEND) && head.header.has_any(OWN) && !head.header.has_any(OTHERS)
}
