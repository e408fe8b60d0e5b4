//! Measures by name.

use super::Measure;

impl Measure {
    /// As in `measures:` of a table in report.yaml.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Orders => "orders",
            Measure::Gross => "gross",
            Measure::Discounts => "discounts",
            Measure::Refunds => "refunds",
            Measure::Net => "net",
            Measure::Tax => "tax",
            Measure::Shipping => "shipping",
            Measure::Total => "total",
            Measure::Fees => "fees",
            Measure::Identified => "identified",
            Measure::Squares => "squares",
            Measure::Returns => "returns",
            Measure::UnpaidOrders => "unpaid_orders",
            Measure::UnpaidNet => "unpaid_net",
            Measure::PaidOrders => "paid_orders",
            Measure::AdsOrders => "ads_orders",
            Measure::AdsNet => "ads_net",
            Measure::Slips => "slips",
            Measure::Referrals => "referrals",
            Measure::Sorted => "sorted",
            Measure::Newcomers => "newcomers",
            Measure::Sessions => "sessions",
            Measure::EngagedSessions => "engaged_sessions",
            Measure::Users => "users",
            Measure::KeyEvents => "key_events",
            Measure::AnalyticsSales => "analytics_sales",
            Measure::PaidSessions => "paid_sessions",
            Measure::PaidSeen => "paid_seen",
            Measure::Spend => "spend",
            Measure::Impressions => "impressions",
            Measure::Reach => "reach",
            Measure::Clicks => "clicks",
            Measure::LinkClicks => "link_clicks",
            Measure::ClaimedOrders => "claimed_orders",
            Measure::ClaimedSales => "claimed_sales",
            Measure::Leads => "leads",
            Measure::Costs => "costs",
            Measure::Followers => "followers",
            Measure::Follows => "follows",
            Measure::ProfileVisits => "profile_visits",
            Measure::Views => "views",
            Measure::Likes => "likes",
            Measure::Comments => "comments",
            Measure::Shares => "shares",
            Measure::Saves => "saves",
            Measure::Engagements => "engagements",
            Measure::WatchTime => "watch_time",
            Measure::AudienceShare => "audience_share",
        }
    }
}
