//! Meta Business Suite → Insights → Content → Export (posts of Facebook and Instagram).
//!
//! In: a row per post with lifetime figures; the columns of the two networks differ, and from month to month. Out: a
//! [`super::Post`] for each. Impressions are called views by now. Absent: stories' replies, and rates.

use super::figures::{Layout, figure};
use super::posts::{self, PostLayout};
use super::{Head, Importer, Kind, Measure};

pub const IMPORTER: Importer = Importer {
    name: "meta_posts",
    label: "Meta Business Suite posts",
    kind: Kind::Posts,
    network: None,
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| {
        reading.cells.assume_month_first();
        posts::read(reading, &LAYOUT)
    },
};

const ID: &[&str] = &[
    "post id",
    "identifiant de publication",
    "beitrags-id",
    "identificador de la publicacion",
    "id del post",
    "identificacao da publicacao",
];

const FORMAT: &[&str] =
    &["post type", "type de publication", "beitragstyp", "tipo de publicacion", "tipo di post", "tipo de publicacao"];

const LAYOUT: PostLayout = PostLayout {
    id: ID,
    title: &["title", "description", "titre", "titel", "titulo", "titolo", "beschreibung"],
    url: &["permalink", "permalien", "enlace permanente", "link permanente"],
    layout: Layout {
        from: &[
            "publish time",
            "heure de publication",
            "veroffentlichungszeit",
            "veroffentlichungszeitpunkt",
            "hora de publicacion",
            "ora di pubblicazione",
            "horario de publicacao",
        ],
        format: FORMAT,
        figures: &[
            figure(
                Measure::Views,
                &["views", "vues", "aufrufe", "visualizaciones", "visualizzazioni", "visualizacoes"],
            ),
            figure(Measure::Impressions, &["impressions", "impressionen", "impresiones", "impressioni", "impressoes"]),
            figure(Measure::Reach, super::names::REACH),
            figure(
                Measure::Likes,
                &[
                    "likes",
                    "reactions",
                    "j'aime",
                    "\"gefallt mir\"-angaben",
                    "reaktionen",
                    "me gusta",
                    "mi piace",
                    "curtidas",
                ],
            ),
            figure(Measure::Comments, &["comments", "commentaires", "kommentare", "comentarios", "commenti"]),
            figure(
                Measure::Shares,
                &["shares", "partages", "geteilte inhalte", "veces compartido", "condivisioni", "compartilhamentos"],
            ),
            figure(
                Measure::Saves,
                &["saves", "enregistrements", "speicherungen", "guardados", "salvataggi", "salvamentos"],
            ),
            figure(Measure::Follows, &["follows"]),
            figure(Measure::LinkClicks, &["link clicks", "clics sur le lien"]),
            figure(Measure::Clicks, &["total clicks"]),
            figure(Measure::Engagements, &["reactions, comments and shares"]),
        ],
        ..Layout::NONE
    },
    network,
};

fn recognise(head: &Head) -> bool {
    head.header.has_any(ID) && head.header.has_any(FORMAT) && head.header.has_any(LAYOUT.layout.from)
}

/// `ig reel` is of Instagram; all others are of Facebook.
fn network(format: &str) -> (&'static str, usize) {
    if format.starts_with("ig ") { ("instagram", 3) } else { ("facebook", 0) }
}
