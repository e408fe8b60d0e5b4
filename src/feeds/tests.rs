//! The feeds of a small shop with hostile words.

use super::ics::ics;
use super::manifest::manifest;
use super::{FEEDS, llms};
use crate::shop::Shop;
use crate::view::View;
use crate::view::json_ld::EventFacts;
use crate::view::json_ld::fixture::{SETTINGS, Written, post, question, shop, view};

const HOSTILE: &str = "]]></title><script>&\\u0000\\u000b\\uFFFF\\u2028\\\"'`[x](javascript:1)";

fn small() -> Shop {
    let matter = format!("{{title: \"{HOSTILE}\", summary: \"{HOSTILE}\", price: 9.00, price_from: true}}");
    let mut shop = shop(SETTINGS, &[Written { slug: "it", matter: &matter, body: "" }]);
    let old = "{title: Old, date: 2025-01-01, updated: 2026-02-03, author: 'A & B', tags: [x, y]}";
    let new = format!("{{title: \"{HOSTILE}\", summary: \"{HOSTILE}\", date: 2026-01-01}}");
    shop.posts = vec![post("new", &new, "See [it](/shop/products/it/) & `<b>`."), post("old", old, "")];
    shop.faq = vec![question("Is *this* [safe](x)?", "Yes.")];
    shop
}

fn write(view: &View<'_>, name: &str) -> String {
    let feed = FEEDS.iter().find(|feed| feed.name == name).unwrap();
    String::from_utf8((feed.write)(view).unwrap()).unwrap()
}

#[test]
fn each_feed_is_the_same_twice_and_none_needs_content() {
    let (small, empty) = (small(), shop(SETTINGS, &[]));
    for feed in FEEDS {
        let bytes = view(&small, |view| (feed.write)(view));
        assert!(bytes.is_some(), "{}", feed.name);
        assert_eq!(bytes, view(&small, |view| (feed.write)(view)), "{}", feed.name);
        view(&empty, |view| (feed.write)(view));
    }
    assert_eq!(view(&empty, |view| (super::atom::FEED.write)(view)), None);
}

#[test]
fn the_journal() {
    let shop = small();
    let atom = view(&shop, |view| write(view, "atom"));
    assert!(atom.contains("<updated>2026-02-03T00:00:00Z</updated>\n<link rel=\"self\""));
    assert!(atom.contains(
        "<id>https://user.example/shop/journal/new/</id>\n<title>]]&gt;&lt;/title&gt;&lt;script&gt;&amp;\u{2028}"
    ));
    assert!(atom.contains("&lt;a href=&quot;https://user.example/shop/products/it/&quot;"));
    assert!(atom.contains("<author><name>A &amp; B</name></author>\n<category term=\"x\"/>"));
    assert_eq!(atom.matches("<entry>").count(), 2);
    assert!(!atom.contains(['\0', '\u{b}', '\u{ffff}']));
}

#[test]
fn robots_name_the_sitemap() {
    let robots = view(&shop(SETTINGS, &[]), |view| write(view, "robots"));
    assert_eq!(robots, "User-agent: *\nAllow: /\n\nSitemap: https://user.example/shop/sitemap.xml\n");
}

#[test]
fn language_models_get_one_line_for_each_thing() {
    let shop = small();
    let text = view(&shop, |view| write(view, "llms"));
    assert!(text.starts_with("# Clay & \\<Sons\\>\n\n> Cups, \"thrown\" in Cork\n"));
    assert!(text.contains(
        "(https://user.example/shop/products/it/): price\\_from €9.00. availability\\_in\\_stock. \\]\\]\\>"
    ));
    assert!(text.contains("- [Is \\*this\\* \\[safe\\](x)?](https://user.example/shop/faq/#q): Yes.\n"));
    let bare = text.lines().all(|line| line.is_empty() || line.starts_with(['#', '>', '-']));
    assert!(bare, "{text}");
    assert_eq!(llms::FEED.path, "/llms.txt");
}

#[test]
fn an_event_as_a_calendar() {
    let shop = shop(SETTINGS, &[]);
    let event = EventFacts {
        path: "/#fair".to_owned(),
        name: "Fair, with cups; and\nEND:VEVENT".to_owned(),
        text: Some("ä".repeat(100)),
        start: "2026-12-03T19:00:00+01:00".parse().unwrap(),
        end: Some("2026-12-03T20:30:00+01:00".parse().unwrap()),
        place: Some("Cork".to_owned()),
        url: None,
        status: "cancelled",
    };
    let text = view(&shop, |view| ics(view, &event));
    let head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Shopwright//Shopwright//EN\r\nCALSCALE:GREGORIAN\r\n\
                BEGIN:VEVENT\r\nUID:https://user.example/shop/#fair\r\nDTSTAMP:20261203T180000Z\r\n\
                DTSTART:20261203T180000Z\r\nDTEND:20261203T193000Z\r\nSEQUENCE:2\r\nSTATUS:CANCELLED\r\n\
                SUMMARY:Fair\\, with cups\\; and\\nEND:VEVENT\r\nDESCRIPTION:ä";
    assert!(text.starts_with(head), "{text}");
    assert!(text.ends_with("\r\nURL:https://user.example/shop/#fair\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
}

#[test]
fn the_manifest_knows_the_sub_path() {
    let text = view(&shop(SETTINGS, &[]), |view| manifest(view, "#112233", "#ffffff"));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["start_url"], "/shop/");
    assert_eq!(value["icons"][2]["src"], "/shop/icons/icon-maskable-512.png");
    assert_eq!(value["theme_color"], "#112233");
}
