//! UTM parameters in notes and addresses.
//!
//! In: `key: value` lines, or an address with a query. Out: [`Utm`], decoded. Absent: what they mean.

use super::Trace;

/// Buffers that are used again for every order.
#[derive(Debug, Default)]
pub struct Utm {
    source: String,
    medium: String,
    campaign: String,
    campaign_id: String,
    content: String,
    referrer: String,
    codes: String,
}

impl Utm {
    pub fn clear(&mut self) {
        let Utm { source, medium, campaign, campaign_id, content, referrer, codes } = self;
        for text in [source, medium, campaign, campaign_id, content, referrer, codes] {
            text.clear();
        }
    }

    pub fn trace(&self) -> Trace<'_> {
        Trace {
            source: &self.source,
            medium: &self.medium,
            campaign: &self.campaign,
            campaign_id: &self.campaign_id,
            content: &self.content,
            referrer: &self.referrer,
            codes: &self.codes,
            ..Trace::default()
        }
    }

    /// Lines of keys and values, as Shopify writes note attributes.
    pub fn of_notes(&mut self, notes: &str) {
        self.clear();
        for line in notes.lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().trim_start_matches('_'), value.trim());
            if value.contains("utm_") && value.contains('=') {
                self.of_address(value);
            } else if is_referrer(key) {
                set(&mut self.referrer, value);
            } else {
                self.of_pair(key, value);
            }
        }
    }

    /// The query of an address.
    pub fn of_address(&mut self, address: &str) {
        let query = address.split_once('?').map_or(address, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            self.of_pair(key, value);
        }
    }

    pub fn of_pair(&mut self, key: &str, value: &str) {
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        let text = if is("utm_source") {
            &mut self.source
        } else if is("utm_medium") {
            &mut self.medium
        } else if is("utm_campaign") {
            &mut self.campaign
        } else if is("utm_id") || is("campaign_id") {
            &mut self.campaign_id
        } else if is("utm_content") {
            &mut self.content
        } else if is("code") || is("discount_code") || is("coupon") || is("promotion_code") {
            &mut self.codes
        } else {
            return;
        };
        set(text, value);
    }
}

fn is_referrer(key: &str) -> bool {
    ["referrer", "referer", "referring_site", "referring site", "ref"].iter().any(|name| key.eq_ignore_ascii_case(name))
}

/// The first value counts; `%20` and `+` are decoded.
fn set(text: &mut String, value: &str) {
    if !text.is_empty() {
        return;
    }
    if !value.contains(['%', '+']) {
        text.push_str(value);
        return;
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = |byte: &u8| char::from(*byte).to_digit(16);
        let code = tail.first().and_then(hex).zip(tail.get(1).and_then(hex)).filter(|_| *first == b'%');
        match code {
            Some((high, low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &tail[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    text.push_str(&String::from_utf8_lossy(&bytes));
}
