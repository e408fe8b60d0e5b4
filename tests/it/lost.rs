//! What works and loses something on its way: an order without its price, a number without its country, a payment page that ends.

use std::fs;
use std::path::Path;

use crate::broken::after;
use crate::shell;

/// Puts a text in place of another one in a file below `content/`.
fn change(site: &Path, file: &str, from: &str, to: &str) {
    let path = site.join("content").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    shell::write(&path, text.replace(from, to));
}

#[test]
fn words_without_what_they_are_there_for() {
    let words = "order_line: \"{quantity} × {title}\"\nadd_to_cart: \"\"\nprice_from: \"\"\nminutes: {one: a minute, other: \"{count} min\"}\n";
    let told = |rest: &str| format!("themes/market/strings/en.yaml:{rest}");
    let expected = [
        told("1:13: warning[placeholder]: `order_line` has lost its `{price}`, so nobody is told it"),
        told("2:14: warning[blank]: `add_to_cart` is empty, so a button has no words"),
    ];
    let write = |site: &Path| shell::write(&site.join("themes/market/strings/en.yaml"), words);
    after(write, &expected.each_ref().map(String::as_str));
}

#[test]
fn numbers_and_zones_that_are_those_of_another_country() {
    let contact = |site: &Path| {
        let own = "contact: {phone: 079 123 45 67, whatsapp: \"791234567\", email:";
        change(site, "shop.yaml", "contact: {email:", own);
    };
    let told = "content/shop.yaml:6:43: warning[phone]: `791234567` is your number without its country code: it calls somebody else";
    after(contact, &[told]);
    let event = |site: &Path| {
        let events = "sections:\n- events: {title: Open, events: [{slug: a, title: Open, place: Here, start: \"2026-12-12T10:30:00+02:00[Europe/Zurich]\"}]}\n";
        shell::write(&site.join("content/home.yaml"), events);
    };
    let told = "content/home.yaml:2:77: warning[clock]: clocks in the zone that is named are at +01:00 on this day, and this says +02:00";
    after(event, &[told]);
}

#[test]
fn pages_on_which_nobody_can_pay_or_nothing_is_counted() {
    let linked = |link: &'static str| {
        move |site: &Path| {
            change(site, "shop.yaml", "  - email:\n", "  - email:\n  - payment_link:\n");
            change(site, "products/mug.md", "price: 24.00", &format!("price: 24.00\npay_link: {link}"));
        }
    };
    let told = |rest: &str| format!("content/products/mug.md:5:11: {rest}");
    let session =
        "error[pay-link]: this page is for one payment, and over after a day: it was copied from the browser's line";
    after(linked("https://checkout.stripe.com/c/pay/cs_live_a1"), &[&told(session)]);
    let none = "warning[pay-link]: no payment waits on this page";
    for link in ["https://buy.stripe.com/YOUR_LINK", "https://www.paypal.com/ncp/payment/", "https://example.com/pay"] {
        after(linked(link), &[&told(none)]);
    }
    after(linked("https://buy.stripe.com/aEU00l14ugY5eSA14b"), &[]);
    // A product that cannot be read may have a link.
    let unread = |site: &Path| {
        change(site, "shop.yaml", "  - email:\n", "  - email:\n  - payment_link:\n");
        change(site, "products/mug.md", "summary: A", "pay_link: https://buy.stripe.com/aEU00l14\nsummary: Hot: a");
    };
    after(unread, &["content/products/mug.md:4:13: error[yaml-syntax]: a second `: ` stands in this line"]);
    let counted = |attributes: &'static str| counted("https://cloud.umami.is/script.js", attributes);
    let told =
        |name: &str| format!("content/shop.yaml:2:21: warning[analytics]: this script counts nothing without `{name}`");
    after(counted(""), &[&told("data-website-id")]);
    after(counted(", attributes: {data-website-id: a}"), &[&told("data-host-url")]);
    after(counted(", attributes: {data-website-id: a, data-host-url: https://gateway.umami.is}"), &[]);
}

/// A script that counts visits, with its attributes.
fn counted(script: &str, attributes: &str) -> impl FnOnce(&Path) + use<> {
    let own = format!("name: Sound Cups\nanalytics: {{script: {script}{attributes}}}");
    move |site: &Path| change(site, "shop.yaml", "name: Sound Cups", &own)
}

#[test]
fn scripts_that_count_nothing_here() {
    let told = |column: usize, rest: &str| format!("content/shop.yaml:2:{column}: warning[analytics]: {rest}");
    let more = "this script would count nothing: it needs code in the page or other hosts, which pages here forbid";
    for script in ["https://scripts.simpleanalyticscdn.com/latest.js", "https://stats.cups.example/matomo.js"] {
        after(counted(script, ""), &[&told(21, more)]);
    }
    let lacking = |name: &str| told(21, &format!("this script counts nothing without `{name}`"));
    after(counted("https://cdn.usefathom.com/script.js", ""), &[&lacking("data-site")]);
    after(counted("https://umami.cups.example/script.js", ""), &[&lacking("data-website-id")]);
    after(counted("https://stats.cups.example/js/script.js", ""), &[]);
    let beacon = |more: &str| {
        let attributes = format!(", attributes: {{data-cf-beacon: '{{\"token\": \"a\"}}'{more}}}");
        counted("https://static.cloudflareinsights.com/beacon.min.js", &attributes)
    };
    let sends = "this script sends to `https://cloudflareinsights.com`, which pages here forbid until it is named";
    after(beacon(""), &[&told(21, sends)]);
    after(beacon(", data-host: https://cloudflareinsights.com"), &[]);
    let goat = |url: &str| counted("https://gc.zgo.at/count.js", &format!(", attributes: {{data-goatcounter: {url}}}"));
    after(goat("cups"), &[&told(80, "`cups` is no address, so nothing is counted")]);
    after(goat("https://cups.goatcounter.com/count"), &[]);
    let domain =
        |url: &str| counted("https://plausible.io/js/script.js", &format!(", attributes: {{data-domain: {url}}}"));
    let address = "`https://cups.example/` is an address, and the service knows the site by its domain";
    after(domain("https://cups.example/"), &[&told(82, address)]);
    after(domain("cups.example"), &[]);
}

/// What is fetched goes to no country, and the law of the EU is that of the shop all the same.
#[test]
fn reductions_of_a_shop_from_which_everything_is_fetched() {
    let settings = |currency: &'static str| {
        move |site: &Path| {
            let zone = "shipping: {zones: [{name: Here, method: pickup, cost: 0, days: [0, 1]}]}";
            let shop = format!(
                "name: Cups\nbase_url: https://cups.example/\ncurrency: {currency}\ntax: {{included: true}}\ncontact: {{email: a@cups.example}}\ncheckout: [email: {{}}]\n{zone}\n"
            );
            shell::write(&site.join("content/shop.yaml"), shop);
            change(site, "products/mug.md", "price: 24.00", "price: 24.00\nlist_price: 30.00");
        }
    };
    let told = "content/products/mug.md:5:13: error[price-history]: a reduced price needs the prices before it";
    after(settings("EUR"), &[told]);
    after(settings("USD"), &[]);
}

/// A number of a product is not that of each of its variants.
#[test]
fn a_gtin_of_several_variants() {
    let several = |site: &Path| {
        let options = "price: 24.00\ngtin: \"4006381333931\"\noptions: [{name: Size, values: [S, M]}]";
        change(site, "products/mug.md", "price: 24.00", options);
    };
    let told =
        "content/products/mug.md:5:7: warning[gtin]: 4006381333931 names one of 2 variants, and nobody knows which";
    after(several, &[told]);
}

/// A bar code is that of a thing: a signed card is no other one, and a larger cup is.
#[test]
fn one_gtin_of_several_variants() {
    let of = |options: &str, variants: &[(&str, &str)]| {
        let variant = |(n, (values, gtin)): (usize, &(&str, &str))| {
            format!("  - {{options: {{{values}}}, sku: M{n}, gtin: \"{gtin}\"}}\n")
        };
        let variants: String = variants.iter().enumerate().map(variant).collect();
        let site = shell::sound_copy();
        let mug = format!("---\ntitle: Mug\nprice: 24.00\noptions: [{options}]\nvariants:\n{variants}---\n\nA mug.\n");
        shell::write(&site.path().join("content/products/mug.md"), mug);
        shell::run(site.path(), &["check", "--today", shell::TODAY]).stderr
    };
    let (one, two) = ("4006381333931", "4006381333948");
    let card = "{name: Card, values: [none, signed]}";
    let size = "{name: Size, values: [S, M]}";
    assert!(!of(card, &[("Card: none", one), ("Card: signed", one)]).contains("gtin"));
    assert!(of(size, &[("Size: S", one), ("Size: M", one)]).contains("duplicate-gtin"));
    let both = format!("{size}, {card}");
    let four = |other: &'static str| {
        [
            ("Size: S, Card: none", one),
            ("Size: S, Card: signed", one),
            ("Size: M, Card: none", two),
            ("Size: M, Card: signed", other),
        ]
    };
    assert!(!of(&both, &four(two)).contains("gtin"));
    assert!(of(&both, &four(one)).contains("duplicate-gtin"));
}

/// The remedy for facts, and for what is sent in another way, is to write them where they belong.
#[test]
fn facts_that_are_no_keys() {
    let help = |own: &str| {
        let site = shell::sound_copy();
        change(site.path(), "products/mug.md", "price: 24.00", &format!("price: 24.00\n{own}"));
        shell::run(site.path(), &["check", "--today", shell::TODAY]).ends(1).stderr
    };
    let out = help("publisher: Picador\npages: 288\nburn_time: 40 h\n");
    for name in ["Publisher", "Pages", "Burn time"] {
        assert!(out.contains(&format!("`details: {{{name}: …}}`")), "{name}: {out}");
    }
    let out = help("options: [{name: Format, values: [Book]}]\nvariants: [{options: {Format: Book}, kind: digital}]\n");
    assert!(out.contains("is a product of its own: `kind: digital` in its file"), "{out}");
    let out = help("tilte: Cup\n");
    assert!(!out.contains("below `details:`"), "{out}");
}

/// Whoever follows a remedy is not led into the next error, or to a false price.
#[test]
fn remedies_that_lead_somewhere() {
    let help = |file: &str, from: &str, to: &str, helps: &str| {
        let site = shell::sound_copy();
        change(site.path(), file, from, to);
        if helps.contains("faq.yaml") {
            fs::remove_file(site.path().join("content/faq.yaml")).unwrap();
        }
        shell::write(&site.path().join("content/pages/agb.md"), "---\ntitle: AGB\n---\nText.\n");
        let out = shell::run(site.path(), &["check", "--today", shell::TODAY]).ends(1).stderr;
        assert!(out.contains(helps), "{helps}: {out}");
    };
    help("shop.yaml", "{bulky: 12.00}", "{bulky: 12,00, small: 3.00}", "write decimals with a dot");
    help("products/mug.md", "A mug for every day.", "See [answers](/faq/).", "write `content/faq.yaml`");
    // Of the word, the terms have no more than its letters.
    help("products/mug.md", "A mug for every day.", "See [offers](/angebote/).", "like `/products/`");
    for text in ["summary: A mug\n  and note: of 320 ml", "summary:\n  a mug\n  and note: of 320 ml"] {
        help(
            "products/mug.md",
            "summary: A mug of 320 ml.",
            text,
            "put a text over lines that contains `: ` in quotation",
        );
    }
    let group = "price: 24.00\nunit_price: {contains: 1.000 ml, per: 1 l}";
    help("products/mug.md", "price: 24.00", group, "write `1000 ml`, or `1 ml` if that is meant");
}

/// YAML reads a back-slash between double quotation marks, and joins lines, before Markdown sees either.
#[test]
fn remedies_for_markdown_in_yaml() {
    let help = |answer: &str| {
        let site = shell::sound_copy();
        let faq = format!("- group: Cups\n  questions:\n    - question: Who?\n      answer: {answer}\n");
        shell::write(&site.path().join("content/faq.yaml"), faq);
        shell::run(site.path(), &["check", "--today", shell::TODAY]).stderr
    };
    assert!(help("\"Kund*innen und Händler*innen\"").contains("write `Kund\\\\*innen`"));
    assert!(help("'Kund*innen und Händler*innen'").contains("write `Kund\\*innen`"));
    assert!(help("Kund*innen und Händler*innen").contains("write `Kund\\*innen`"));
    let list = help(">-\n        Two:\n\n        • one\n        • two");
    assert!(
        list.contains("faq.yaml:7:9") && list.contains("write `answer: |`, which keeps lines as they are, and"),
        "{list}"
    );
    // What is no Markdown has no lists.
    let site = shell::sound_copy();
    change(
        site.path(),
        "shop.yaml",
        "description: Cups that stand upright.",
        "description: >-\n  We sell\n  - mugs\n  - cups",
    );
    let out = shell::run(site.path(), &["check", "--today", shell::TODAY]).ends(0).stderr;
    assert!(!out.contains("YAML joins"), "{out}");
}
