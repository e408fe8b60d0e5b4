//! Lives, fairs, openings: `Event`.
//!
//! Facts: <https://developers.google.com/search/docs/appearance/structured-data/event>.

use super::View;
use super::node::Node;
use crate::scalar::Moment;

/// What is known of an event.
#[derive(Debug, Clone)]
pub struct EventFacts {
    /// Where it stands in the site, `/#spring-fair`; this identifies it for good.
    pub path: String,
    pub name: String,
    pub text: Option<String>,
    pub start: Moment,
    pub end: Option<Moment>,
    /// Where people come together.
    pub place: Option<String>,
    /// Where it can be watched or booked, as pages have it.
    pub url: Option<String>,
    /// `scheduled`, `postponed` or `cancelled`.
    pub status: &'static str,
}

impl View<'_> {
    pub fn event(&self, event: &EventFacts) -> Node {
        let id = self.base.absolute(&event.path);
        let url = event.url.as_deref().map_or_else(|| id.clone(), |url| self.absolute_url(url));
        let (attendance, location) = match &event.place {
            // The place is one line of text, which is an address as well as a name.
            Some(place) => (
                "https://schema.org/OfflineEventAttendanceMode",
                Node::new("Place").with("name", place.as_str()).with("address", place.as_str()),
            ),
            None => {
                ("https://schema.org/OnlineEventAttendanceMode", Node::new("VirtualLocation").with("url", url.as_str()))
            }
        };
        Node::with_id("Event", &id)
            .with("name", event.name.as_str())
            .maybe("description", event.text.as_deref())
            .with("startDate", event.start.rfc3339())
            .maybe("endDate", event.end.map(Moment::rfc3339))
            .with("eventStatus", status(event.status))
            .with("eventAttendanceMode", attendance)
            .with("location", location)
            .with("url", url)
            .with("organizer", self.store_brief())
    }
}

/// <https://schema.org/EventStatusType>
fn status(word: &str) -> &'static str {
    match word {
        "cancelled" => "https://schema.org/EventCancelled",
        "postponed" => "https://schema.org/EventPostponed",
        _ => "https://schema.org/EventScheduled",
    }
}
