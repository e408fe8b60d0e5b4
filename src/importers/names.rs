//! Names of columns that several programs share, in plain form.
//!
//! In: nothing. Out: lists for layouts, English first, then French, German, Spanish, Italian and Portuguese. Absent: names
//! of one program, which stand in its file.

pub const DAY: &[&str] =
    &["date", "day", "jour", "tag", "datum", "fecha", "dia", "data", "giorno", "date range", "reporting date"];

pub const CAMPAIGN: &[&str] = &[
    "campaign name",
    "campaign",
    "nom de la campagne",
    "nom de campagne",
    "campagne",
    "kampagnenname",
    "name der kampagne",
    "kampagne",
    "nombre de la campana",
    "nombre de campana",
    "campana",
    "nome campagna",
    "nome della campagna",
    "campagna",
    "nome da campanha",
    "campanha",
];

pub const CAMPAIGN_ID: &[&str] = &[
    "campaign id",
    "identifiant de la campagne",
    "id de la campagne",
    "kampagnen-id",
    "identificador de la campana",
    "id de la campana",
    "id campagna",
    "id della campagna",
    "id da campanha",
    "identificacao da campanha",
];

pub const CURRENCY: &[&str] = &[
    "currency",
    "currency code",
    "account currency",
    "devise",
    "code de devise",
    "code de la devise",
    "wahrung",
    "wahrungscode",
    "moneda",
    "codigo de moneda",
    "divisa",
    "valuta",
    "codice valuta",
    "moeda",
    "codigo da moeda",
];

pub const IMPRESSIONS: &[&str] =
    &["impressions", "impr.", "impressionen", "impresiones", "impression", "visualizzazioni", "impressoes"];

pub const REACH: &[&str] = &["reach", "couverture", "reichweite", "alcance", "copertura"];

pub const CLICKS: &[&str] = &["clicks", "clics", "klicks", "clic", "cliques"];

pub const LEADS: &[&str] = &["leads", "prospects", "clientes potenciales", "contatti", "cadastros"];
