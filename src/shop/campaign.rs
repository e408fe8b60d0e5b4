//! `content/campaigns.yaml`: what is done to be seen, the same for links, pages and the report.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::scalar::{Amount, Date, Link, Slug, words};

/// A campaign. Its code is the `utm_campaign` of every link to the shop that belongs to it
/// (<https://support.google.com/analytics/answer/10917952>).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// The `utm_campaign` of its links.
    pub code: Slug,
    pub name: String,
    /// What its pictures say, in a few words. A campaign without it is not posted as a picture.
    pub headline: Option<String>,
    /// Names as in `social:`, and `email`, `google`.
    pub networks: Vec<String>,
    pub medium: Medium,
    pub objective: Objective,
    pub format: Format,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Option<Date>,
    /// For all its days and networks together.
    pub budget: Option<Amount>,
    /// A code of the shop's checkout; an order that used it belongs to the campaign.
    pub discount_code: Option<String>,
    /// Where its links lead.
    pub landing_page: Option<Link>,
    /// What ads managers call it, where that is not the code.
    #[serde(default)]
    pub names: Vec<String>,
    /// Links that are counted one by one.
    #[serde(default)]
    pub links: Vec<TaggedLink>,
}

impl Campaign {
    /// The network that it runs on, where that is one.
    pub fn only_network(&self) -> Option<&str> {
        match &self.networks[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether it runs on a day.
    pub fn runs(&self, day: jiff::civil::Date) -> bool {
        self.start.0 <= day && self.end.is_none_or(|end| day <= end.0)
    }
}

/// A link of a campaign that is counted by itself. Give out its page's address with
/// `?utm_source=instagram&utm_medium=paid_social&utm_campaign=CODE&utm_content=LINK`: the network, the campaign's medium and code, and
/// the link's.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaggedLink {
    /// The `utm_content` of the link.
    pub code: Slug,
    /// Where it leads.
    pub to: Link,
    /// Where it stands; the campaign's only network when absent.
    pub network: Option<String>,
    /// What it is, in a word: `bio`, `story`, `poster`.
    pub content: Option<String>,
    /// Whether it is printed as a QR code; the report says so beside what it earned.
    #[serde(default)]
    pub qr: bool,
}

words! {
    /// How people are reached (`utm_medium`).
    Medium {
        PaidSocial = "paid_social",
        OrganicSocial = "organic_social",
        Influencer = "influencer",
        Email = "email",
        Messaging = "messaging",
        PaidSearch = "paid_search",
    }
}

words! {
    /// What for.
    Objective {
        Awareness = "awareness",
        Traffic = "traffic",
        Engagement = "engagement",
        Leads = "leads",
        Sales = "sales",
    }
}

words! {
    /// In what shape.
    Format {
        Video = "video",
        Story = "story",
        Post = "post",
        Carousel = "carousel",
        Live = "live",
        Catalogue = "catalogue",
        Message = "message",
        Mail = "mail",
        SearchAd = "search_ad",
    }
}
