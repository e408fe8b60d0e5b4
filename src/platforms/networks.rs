//! The networks, in the order in which share buttons and profiles are shown.

use super::{Platform, Share};
use crate::scalar::encode;

// Besides what people type: what Google Analytics calls the shop of the app, and what Meta puts in place of {{placement}} and
// {{site_source_name}} (https://www.facebook.com/business/help/2360940870872492).
const INSTAGRAM: &[&str] = &[
    "ig",
    "igshopping",
    "instagram_ads",
    "instagram ads",
    "instagramads",
    "ig_ads",
    "igads",
    "instagram stories",
    "instagram reels",
    "instagram_stories",
    "instagram_reels",
    "instagram_feed",
    "instagram_explore",
];
const FACEBOOK: &[&str] = &[
    "fb",
    "meta",
    "facebook_ads",
    "facebook ads",
    "facebookads",
    "fb_ads",
    "fbads",
    "meta_ads",
    "meta ads",
    "metaads",
    "facebook_desktop_feed",
    "facebook_mobile_feed",
    "facebook_right_column",
    "facebook_marketplace",
    "facebook_stories",
    "facebook_reels",
    "facebook_instream_video",
    // Places of other publishers that are booked with Facebook.
    "an",
];

pub const PLATFORMS: &[Platform] = &[
    Platform { name: "instagram", label: "Instagram", share: None, sources: INSTAGRAM, hosts: &["instagram.com"] },
    Platform {
        name: "tiktok",
        label: "TikTok",
        share: None,
        sources: &["tt", "tik tok", "tiktok_ads", "tiktok ads", "tiktokads", "tiktok shop"],
        hosts: &["tiktok.com"],
    },
    // https://developers.facebook.com/docs/plugins/share-button
    Platform {
        name: "facebook",
        label: "Facebook",
        share: Some(facebook),
        sources: FACEBOOK,
        hosts: &["facebook.com", "fb.com", "fb.me"],
    },
    // https://developers.pinterest.com/docs/web-features/add-ons-overview/
    Platform {
        name: "pinterest",
        label: "Pinterest",
        share: Some(pinterest),
        sources: &["pin", "pinterest_ads", "pinterest ads", "pinterestads"],
        hosts: &[
            "pinterest.com",
            "pinterest.de",
            "pinterest.fr",
            "pinterest.co.uk",
            "pinterest.es",
            "pinterest.it",
            "pin.it",
        ],
    },
    Platform {
        name: "whatsapp",
        label: "WhatsApp",
        share: Some(whatsapp),
        sources: &["wa", "whatsapp business"],
        hosts: &["whatsapp.com", "wa.me"],
    },
    // https://developer.x.com/en/docs/x-for-websites/web-intents/overview
    Platform {
        name: "x",
        label: "X",
        share: Some(x),
        sources: &["twitter", "x_ads", "x ads", "twitter_ads"],
        hosts: &["t.co", "twitter.com", "x.com"],
    },
    Platform {
        name: "linkedin",
        label: "LinkedIn",
        share: Some(linkedin),
        sources: &["li", "linkedin_ads", "linkedin ads", "linkedinads"],
        hosts: &["linkedin.com", "lnkd.in"],
    },
    Platform {
        name: "youtube",
        label: "YouTube",
        share: None,
        sources: &["yt", "youtube_ads", "youtube ads", "youtubeads"],
        hosts: &["youtube.com", "youtu.be"],
    },
    // https://core.telegram.org/widgets/share
    Platform {
        name: "telegram",
        label: "Telegram",
        share: Some(telegram),
        sources: &["tg"],
        hosts: &["telegram.org", "t.me"],
    },
    // https://developers.facebook.com/docs/threads/threads-web-intents
    Platform {
        name: "threads",
        label: "Threads",
        share: Some(threads),
        sources: &[],
        hosts: &["threads.com", "threads.net"],
    },
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    Platform { name: "bluesky", label: "Bluesky", share: Some(bluesky), sources: &[], hosts: &["bsky.app"] },
    Platform { name: "reddit", label: "Reddit", share: Some(reddit), sources: &["reddit_ads"], hosts: &["reddit.com"] },
    Platform { name: "mastodon", label: "Mastodon", share: None, sources: &[], hosts: &["mastodon.social"] },
    Platform { name: "discord", label: "Discord", share: None, sources: &[], hosts: &["discord.com", "discord.gg"] },
    Platform { name: "snapchat", label: "Snapchat", share: None, sources: &["snap"], hosts: &["snapchat.com"] },
    Platform {
        name: "messenger",
        label: "Messenger",
        share: None,
        sources: &["facebook messenger", "msg"],
        hosts: &["m.me", "messenger.com"],
    },
    Platform {
        name: "wechat",
        label: "WeChat",
        share: None,
        sources: &["weixin"],
        hosts: &["weixin.qq.com", "wechat.com"],
    },
];

fn facebook(share: &Share<'_>) -> String {
    share.url_at("https://www.facebook.com/sharer/sharer.php?u=")
}

fn pinterest(share: &Share<'_>) -> String {
    let url = share.url_at("https://www.pinterest.com/pin/create/button/?url=");
    let media = share.image.map(|image| format!("&media={}", encode(image))).unwrap_or_default();
    format!("{url}{media}&description={}", encode(share.title))
}

fn whatsapp(share: &Share<'_>) -> String {
    share.text_at("https://wa.me/?text=")
}

fn x(share: &Share<'_>) -> String {
    format!("https://x.com/intent/post?text={}&url={}", encode(share.title), encode(share.url))
}

fn linkedin(share: &Share<'_>) -> String {
    share.url_at("https://www.linkedin.com/sharing/share-offsite/?url=")
}

fn telegram(share: &Share<'_>) -> String {
    format!("https://t.me/share/url?url={}&text={}", encode(share.url), encode(share.title))
}

fn threads(share: &Share<'_>) -> String {
    format!("https://www.threads.com/intent/post?text={}&url={}", encode(share.title), encode(share.url))
}

fn bluesky(share: &Share<'_>) -> String {
    share.text_at("https://bsky.app/intent/compose?text=")
}

fn reddit(share: &Share<'_>) -> String {
    format!("https://www.reddit.com/submit?url={}&title={}", encode(share.url), encode(share.title))
}
