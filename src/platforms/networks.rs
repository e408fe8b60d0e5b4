//! The networks, in the order in which share buttons and profiles are shown.

use super::{Platform, Share};
use crate::scalar::encode;

pub const PLATFORMS: &[Platform] = &[
    Platform { name: "instagram", label: "Instagram", share: None },
    Platform { name: "tiktok", label: "TikTok", share: None },
    // https://developers.facebook.com/docs/plugins/share-button
    Platform { name: "facebook", label: "Facebook", share: Some(facebook) },
    // https://developers.pinterest.com/docs/web-features/add-ons-overview/
    Platform { name: "pinterest", label: "Pinterest", share: Some(pinterest) },
    Platform { name: "whatsapp", label: "WhatsApp", share: Some(whatsapp) },
    // https://developer.x.com/en/docs/x-for-websites/web-intents/overview
    Platform { name: "x", label: "X", share: Some(x) },
    Platform { name: "linkedin", label: "LinkedIn", share: Some(linkedin) },
    Platform { name: "youtube", label: "YouTube", share: None },
    // https://core.telegram.org/widgets/share
    Platform { name: "telegram", label: "Telegram", share: Some(telegram) },
    // https://developers.facebook.com/docs/threads/threads-web-intents
    Platform { name: "threads", label: "Threads", share: Some(threads) },
    // https://docs.bsky.app/docs/advanced-guides/intent-links
    Platform { name: "bluesky", label: "Bluesky", share: Some(bluesky) },
    Platform { name: "reddit", label: "Reddit", share: Some(reddit) },
    Platform { name: "mastodon", label: "Mastodon", share: None },
    Platform { name: "discord", label: "Discord", share: None },
    Platform { name: "snapchat", label: "Snapchat", share: None },
    Platform { name: "messenger", label: "Messenger", share: None },
    Platform { name: "wechat", label: "WeChat", share: None },
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
