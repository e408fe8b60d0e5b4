//! GA4, Traffic acquisition (and reports like it) → Download CSV.
//!
//! In: a preamble with the first and the last day, a row per channel, source or campaign; no dates, no currency. Out: a
//! [`super::Sample`] for each row, of all those days. An overview with several tables is read up to its first. Absent:
//! rates, which are worked out from counts.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures};

pub const IMPORTER: Importer = Importer {
    name: "ga4_traffic",
    label: "GA4 traffic acquisition",
    kind: Kind::Visits,
    network: None,
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| figures::read(reading, &LAYOUT),
};

pub const SESSIONS: &[&str] = &["sessions", "sitzungen", "sesiones", "sessioni", "sessoes"];

pub const LAYOUT: Layout<'static> = Layout {
    channel: &[
        "session primary channel group (default channel group)",
        "session default channel group",
        "session primary channel group",
        "session default channel grouping",
        "default channel group",
        "groupe de canaux principal de la session (groupe de canaux par defaut)",
        "groupe de canaux par defaut pour la session",
        "sitzung - primare channelgruppe (standard-channelgruppe)",
        "sitzung - standard-channelgruppe",
        "grupo de canales principal de la sesion (grupo de canales predeterminado)",
        "grupo de canales predeterminado de la sesion",
        "gruppo di canali principale della sessione (gruppo di canali predefinito)",
        "gruppo di canali predefinito della sessione",
        "grupo de canais principal da sessao (grupo de canais padrao)",
        "grupo de canais padrao da sessao",
    ],
    source: &[
        "session source",
        "source de la session",
        "sitzung - quelle",
        "fuente de la sesion",
        "sorgente sessione",
        "origem da sessao",
    ],
    medium: &[
        "session medium",
        "support de la session",
        "sitzung - medium",
        "medio de la sesion",
        "mezzo sessione",
        "midia da sessao",
    ],
    source_medium: &[
        "session source / medium",
        "session source/medium",
        "source/support de la session",
        "source / support de la session",
        "sitzung - quelle/medium",
        "fuente/medio de la sesion",
        "sorgente/mezzo sessione",
        "origem / midia da sessao",
    ],
    campaign: &[
        "session campaign",
        "session campaign name",
        "campagne de la session",
        "sitzung - kampagne",
        "campana de la sesion",
        "campagna sessione",
        "campanha da sessao",
    ],
    campaign_id: &["session campaign id"],
    content: &["session manual ad content", "landing page", "page de destination", "zielseite"],
    segments: &[
        ("device", &["device category", "categorie d'appareil", "geratekategorie", "categoria de dispositivo"]),
        ("country", &["country", "country id", "pays", "land", "pais", "paese"]),
    ],
    figures: &[
        figure(Measure::Sessions, SESSIONS),
        figure(
            Measure::EngagedSessions,
            &[
                "engaged sessions",
                "sessions avec engagement",
                "sessions engagees",
                "sitzungen mit interaktionen",
                "sesiones con interaccion",
                "sessioni con coinvolgimento",
                "sessoes engajadas",
            ],
        ),
        figure(
            Measure::KeyEvents,
            &[
                "key events",
                "conversions",
                "evenements cles",
                "schlusselereignisse",
                "eventos clave",
                "eventi chiave",
                "eventos principais",
                "eventos-chave",
            ],
        ),
        figure(
            Measure::AnalyticsSales,
            &[
                "total revenue",
                "purchase revenue",
                "revenu total",
                "total des revenus",
                "gesamtumsatz",
                "ingresos totales",
                "entrate totali",
                "receita total",
            ],
        ),
        figure(
            Measure::Users,
            &[
                "total users",
                "active users",
                "users",
                "utilisateurs",
                "nombre total d'utilisateurs",
                "nutzer gesamt",
                "aktive nutzer",
                "usuarios totales",
                "usuarios activos",
                "utenti totali",
                "utenti attivi",
                "total de usuarios",
                "usuarios ativos",
            ],
        ),
        figure(
            Measure::Orders,
            &["transactions", "ecommerce purchases", "purchases", "achats", "transaktionen", "transacciones"],
        ),
    ],
    blank_is_total: true,
    ..Layout::NONE
};

/// Sessions and something that they are told apart by.
pub fn is_ga4(head: &Head) -> bool {
    let names = [LAYOUT.channel, LAYOUT.source, LAYOUT.medium, LAYOUT.source_medium, LAYOUT.campaign];
    head.header.has_any(SESSIONS) && names.iter().any(|names| head.header.has_any(names))
}

fn recognise(head: &Head) -> bool {
    is_ga4(head) && !super::ga4_explore::is_explore(head)
}
