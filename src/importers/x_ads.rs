//! X (Twitter): Ads Manager → Export, and Analytics → account overview.
//!
//! In: a row per campaign and day with spend, or per day without; counts as `1010.0`, times with an offset. Out: a
//! [`super::Sample`] for each row that has figures. Absent: posts one by one, which newer exports no longer tell apart.

use super::figures::{Layout, figure};
use super::{Head, Importer, Kind, Measure, figures, names};

pub const IMPORTER: Importer = Importer {
    name: "x_ads",
    label: "X Ads and Analytics",
    kind: Kind::Ads,
    network: Some("x"),
    knows: |name| LAYOUT.knows(name),
    recognise,
    read: |reading| figures::read(reading, &LAYOUT),
};

const LAYOUT: Layout<'static> = Layout {
    from: &["time period", "start date", "date", "day", "time"],
    to: &["end date"],
    currency: names::CURRENCY,
    format: &["objective", "creative type"],
    campaign: names::CAMPAIGN,
    campaign_id: names::CAMPAIGN_ID,
    content: &["ad group name", "ad name"],
    figures: &[
        figure(Measure::Spend, &["spend", "total spend", "billed charge local micro"]),
        figure(Measure::Impressions, names::IMPRESSIONS),
        figure(Measure::Clicks, &["clicks", "total clicks"]),
        figure(Measure::LinkClicks, &["link clicks", "url clicks"]),
        figure(
            Measure::ClaimedOrders,
            &["purchases", "site visits - purchases", "purchases - total", "conversion purchases"],
        ),
        figure(
            Measure::ClaimedSales,
            &["purchases - sale amount", "purchase value", "total sale amount", "sale amount - purchases"],
        ),
        figure(Measure::Leads, &["leads", "sign ups"]),
        figure(Measure::Engagements, &["engagements", "post engagements", "tweet engagements"]),
        figure(Measure::Likes, &["likes"]),
        figure(Measure::Comments, &["replies"]),
        figure(Measure::Shares, &["reposts", "retweets", "shares"]),
        figure(Measure::Saves, &["bookmarks"]),
        figure(Measure::Follows, &["new follows", "follows"]),
        figure(Measure::ProfileVisits, &["profile visits", "user profile clicks"]),
        figure(Measure::Views, &["video views", "media views"]),
    ],
    blank_is_total: true,
    ..Layout::NONE
};

fn recognise(head: &Head) -> bool {
    let header = &head.header;
    const ADS: &[&str] = &[
        "time period",
        "funding source name",
        "funding source id",
        "post engagements",
        "tweet engagements",
        "funding instrument id",
    ];
    let ads = header.has_any(&["spend", "total spend"]) && header.has_any(ADS);
    const ORGANIC: &[&str] = &["reposts", "retweets", "replies", "bookmarks", "unfollows"];
    let organic =
        header.has_all(&["impressions", "likes"]) && ORGANIC.iter().filter(|name| header.has(name)).count() >= 2;
    (ads || organic) && header.has_any(LAYOUT.from)
}
