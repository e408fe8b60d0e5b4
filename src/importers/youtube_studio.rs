//! YouTube Studio → Analytics → Advanced mode → Export (table data).
//!
//! In: a row per video, totals in the second row; about 500 videos at most. Out: a [`super::Post`] for each. Titles of
//! columns follow the language of Studio. Absent: revenue, which is no sale of the shop, and rates.

use super::figures::{Figure, Layout, figure};
use super::posts::{self, PostLayout};
use super::{Head, Importer, Kind, Measure};
use crate::exports::note;

pub const IMPORTER: Importer = Importer {
    name: "youtube_studio",
    label: "YouTube Studio",
    kind: Kind::Posts,
    network: Some("youtube"),
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| {
        if reading.context.period.is_none() {
            let message = "the file does not tell its days: each video counts on the day it was published";
            let help = "write `from:` and `to:` below the source, if its figures are of some days";
            reading.tally.say(note("export-life", message).help(help));
        }
        posts::read(reading, &LAYOUT)
    },
};

const TITLE: &[&str] = &[
    "video title",
    "titre de la video",
    "videotitel",
    "titulo del video",
    "titolo del video",
    "titolo video",
    "titulo do video",
];

const LAYOUT: PostLayout = PostLayout {
    id: &["content", "video", "contenu", "inhalte", "inhalt", "contenido", "contenuti", "conteudo"],
    title: TITLE,
    url: &[],
    layout: Layout {
        from: &[
            "video publish time",
            "heure de publication de la video",
            "date de publication de la video",
            "veroffentlichungszeitpunkt des videos",
            "zeitpunkt der videoveroffentlichung",
            "hora de publicacion del video",
            "ora di pubblicazione del video",
            "horario de publicacao do video",
        ],
        figures: &[
            figure(
                Measure::Views,
                &["views", "vues", "aufrufe", "visualizaciones", "vistas", "visualizzazioni", "visualizacoes"],
            ),
            Figure {
                measure: Measure::WatchTime,
                names: &[
                    "watch time (hours)",
                    "duree de visionnage (heures)",
                    "wiedergabezeit (stunden)",
                    "tiempo de visualizacion (horas)",
                    "tempo di visualizzazione (ore)",
                    "tempo de exibicao (horas)",
                ],
                times: 3600,
            },
            figure(Measure::Impressions, super::names::IMPRESSIONS),
            figure(
                Measure::Follows,
                &["subscribers", "abonnes", "abonnenten", "suscriptores", "iscritti", "inscritos"],
            ),
            figure(Measure::Likes, &["likes", "mentions \"j'aime\"", "mentions \" j'aime \"", "mag ich"]),
            figure(
                Measure::Comments,
                &["comments added", "comments", "commentaires ajoutes", "hinzugefugte kommentare"],
            ),
            figure(Measure::Shares, &["shares", "partages", "geteilt"]),
        ],
        ..Layout::NONE
    },
    network: |_| ("youtube", 0),
};

fn recognise(head: &Head) -> bool {
    head.header.has_any(TITLE) && head.header.has_any(LAYOUT.id)
}
