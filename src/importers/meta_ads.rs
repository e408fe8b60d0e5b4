//! Meta Ads Manager → Export table data.
//!
//! In: a row per campaign, ad set or ad and day, with breakdowns; the currency stands in the headers. Out: a
//! [`super::Sample`] for each row that has figures. Its network is what the platform breakdown says, else that of its campaign,
//! else `facebook`, which may be wrong. Absent: `Results`, which mixes kinds of results, and `Frequency` and ROAS, which are
//! ratios.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures, names};

pub const IMPORTER: Importer = Importer {
    name: "meta_ads",
    label: "Meta Ads",
    kind: Kind::Ads,
    network: None,
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| figures::read(reading, &LAYOUT),
};

const STARTS: &[&str] = &[
    "day",
    "jour",
    "tag",
    "dia",
    "giorno",
    "reporting starts",
    "debut des rapports",
    "debut du rapport",
    "berichtsstart",
    "beginn der berichterstattung",
    "inicio del informe",
    "inizio report",
    "inizio dei report",
    "inizio del report",
    "inicio dos relatorios",
];

const SPEND: &[&str] = &[
    "amount spent",
    "montant depense",
    "ausgegebener betrag",
    "importe gastado",
    "importo speso",
    "valor usado",
    "valor gasto",
    "quantia gasta",
    "montante gasto",
];

const LAYOUT: Layout<'static> = Layout {
    from: STARTS,
    to: &[
        "day",
        "jour",
        "tag",
        "dia",
        "giorno",
        "reporting ends",
        "fin des rapports",
        "fin du rapport",
        "berichtsende",
        "ende der berichterstattung",
        "fin del informe",
        "fine report",
        "fine dei report",
        "fine del report",
        "termino dos relatorios",
        "encerramento dos relatorios",
        "fim dos relatorios",
    ],
    currency: names::CURRENCY,
    network: &["platform", "publisher platform", "plateforme", "plattform", "plataforma", "piattaforma"],
    otherwise: &["facebook", "instagram"],
    format: &["placement", "ad format", "impression device"],
    campaign: names::CAMPAIGN,
    campaign_id: names::CAMPAIGN_ID,
    content: &[
        "ad name",
        "nom de la publicite",
        "name der werbeanzeige",
        "anzeigenname",
        "nombre del anuncio",
        "nome inserzione",
        "nome do anuncio",
    ],
    segments: &[
        ("age", &["age", "alter", "edad", "eta", "idade"]),
        ("gender", &["gender", "genre", "sexe", "geschlecht", "sexo", "genere", "genero"]),
        ("country", &["country", "pays", "land", "pais", "paese"]),
    ],
    figures: &[
        figure(Measure::Spend, SPEND),
        figure(Measure::Impressions, names::IMPRESSIONS),
        figure(Measure::Reach, names::REACH),
        figure(
            Measure::Clicks,
            &["clicks (all)", "clics (tous)", "klicks (alle)", "clics (todos)", "clic (tutti)", "cliques (todos)"],
        ),
        figure(
            Measure::LinkClicks,
            &[
                "link clicks",
                "clics sur un lien",
                "clics sur le lien",
                "link-klicks",
                "linkklicks",
                "clics en el enlace",
                "clic sul link",
                "cliques no link",
            ],
        ),
        figure(Measure::ClaimedOrders, &["purchases", "website purchases", "achats", "kaufe", "compras", "acquisti"]),
        figure(
            Measure::ClaimedSales,
            &[
                "purchases conversion value",
                "purchase conversion value",
                "website purchases conversion value",
                "valeur de conversion des achats",
                "valeur de conversion d'achat",
                "conversion-wert von kaufen",
                "conversion-wert fur kaufe",
                "kauf-conversion-wert",
                "valor de conversion de compras",
                "valore di conversione degli acquisti",
                "valor de conversao de compras",
                "valor de conversao da compra",
            ],
        ),
        figure(Measure::Leads, names::LEADS),
    ],
    blank_is_total: true,
    ..Layout::NONE
};

fn recognise(head: &Head) -> bool {
    head.header.has_any(SPEND) && head.header.has_any(LAYOUT.from)
}
