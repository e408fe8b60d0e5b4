//! Dates: lives, fairs, openings, the next one first. Each is also a calendar file. Those that are over are not shown, nor
//! is a section without any that is to come.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Part, below};
use crate::diagnostic::{At, Step, error, unknown};
use crate::path;
use crate::platforms::{self, PLATFORMS};
use crate::resolve::Resolver;
use crate::scalar::{Link, Moment, Slug, words};
use crate::view::json_ld::EventFacts;
use crate::view::{View, path as paths};

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Events {
    pub title: String,
    pub text: Option<String>,
    pub events: Vec<Event>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Names the calendar file.
    pub slug: Slug,
    pub title: String,
    pub text: Option<String>,
    pub start: Moment,
    pub end: Option<Moment>,
    /// Where people come together.
    pub place: Option<String>,
    /// Where it can be watched or booked.
    pub to: Option<Link>,
    /// The network on which it is live.
    pub network: Option<String>,
    #[serde(default = "scheduled")]
    pub status: Status,
}

words!(Status { Scheduled = "scheduled", Cancelled = "cancelled", Postponed = "postponed" });

fn scheduled() -> Status {
    Status::Scheduled
}

impl Event {
    /// Whether its last day, where it takes place, has passed.
    pub fn is_over(&self, today: Date) -> bool {
        self.end.unwrap_or(self.start).local.date() < today
    }

    pub fn facts(&self, view: &View<'_>) -> EventFacts {
        EventFacts {
            path: format!("{}#{}", paths::HOME, self.slug.0),
            name: self.title.clone(),
            text: self.text.clone(),
            start: self.start,
            end: self.end,
            place: self.place.clone(),
            url: self.to.as_ref().map(|to| view.href(to)),
            status: self.status.word(),
        }
    }
}

impl Part for Events {
    fn resolve(&mut self, resolver: &mut Resolver<'_>, at: &[Step]) {
        for (n, event) in self.events.iter().enumerate() {
            let at = below(at, path!["events", n]);
            if let Some(to) = &event.to {
                resolver.link(to, below(&at, path!["to"]));
            }
            if event.end.is_some_and(|end| end.utc_basic() <= event.start.utc_basic()) {
                let finding = error("event", "the event ends before it begins").help("compare `start` and `end`");
                resolver.push(finding, At::Value(below(&at, path!["end"])));
            }
            if let Some(network) = event.network.as_ref().filter(|network| platforms::find(network).is_none()) {
                let names = PLATFORMS.iter().map(|platform| platform.name);
                let finding = unknown("unknown-network", network, "a network that is known", names);
                resolver.push(finding, At::Value(below(&at, path!["network"])));
            }
        }
    }

    fn view(&self, view: &View<'_>) -> Value {
        let event = |event: &Event| {
            let date = event.start.local.date();
            let until = event.end.map(|end| end.local.date()).filter(|last| *last != date);
            let network = event.network.as_deref().and_then(platforms::find).map(|platform| platform.label);
            json!({
                "slug": event.slug.0,
                "title": event.title,
                "text": event.text,
                "start": event.start.rfc3339(),
                "day": date.day().to_string(),
                "month": view.formats.month(date),
                "until": until.map(|last| view.formats.day_month(last)),
                "when_text": view.formats.date_time(event.start.local),
                // On the same day the clock is enough.
                "until_text": event.end.map(|end| match until {
                    Some(_) => view.formats.date_time(end.local),
                    None => view.formats.time(end.local.time()),
                }),
                // Who watches may be anywhere; where people come together it is the time of the place.
                "clock": event.place.is_none().then(|| event.start.clock()),
                "place": event.place.as_deref().or(network),
                "url": event.to.as_ref().map(|to| view.href(to)),
                "status": event.status.word(),
                "ics_url": view.base.path(&paths::event(&event.slug.0)),
            })
        };
        let mut coming: Vec<&Event> = self.events.iter().filter(|event| !event.is_over(view.today)).collect();
        coming.sort_by_key(|event| event.start.utc_basic());
        json!({ "title": self.title, "text": self.text, "events": coming.into_iter().map(event).collect::<Vec<_>>() })
    }
}
