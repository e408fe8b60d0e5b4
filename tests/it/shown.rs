//! What pages show of what is written, and what they leave out.

use std::fs;

use crate::shell::{self, TODAY};

/// The sound site after changes of its files: path below `content/`, text.
pub fn built(files: &[(&str, &str)]) -> impl Fn(&str) -> String + use<> {
    let site = shell::sound_copy();
    for (path, text) in files {
        shell::write(&site.path().join("content").join(path), text);
    }
    shell::run(site.path(), &["build", "--cards", "none", "--today", TODAY]).ends(0);
    move |path: &str| fs::read_to_string(site.path().join("public").join(path)).unwrap()
}

pub fn settings(more: &str) -> String {
    format!(
        "name: Sound Cups\nbase_url: https://cups.example/\ncurrency: EUR\ncontact: {{email: hello@cups.example}}\n\
         checkout: [email: {{}}]\n{more}"
    )
}

/// Whether tax is in the prices is never guessed.
#[test]
fn tax_is_told_when_it_is_written() {
    let pages = |more: &str| {
        let page = built(&[("shop.yaml", &settings(more))]);
        [page("index.html"), page("products/mug/index.html"), page("cart/index.html"), page("llms.txt")].concat()
    };
    assert!(!pages("").contains("VAT"));
    assert!(pages("tax: {included: true}\n").contains("incl. VAT"));
    assert!(pages("tax: {included: false}\n").contains("plus VAT"));
    assert!(pages("tax: {text: VAT not applicable}\n").contains("VAT not applicable"));
}

/// A question mark does not stand alone on the next line.
#[test]
fn french_texts_have_spaces_that_do_not_end_a_line() {
    let product = "---\ntitle: Une tasse ?\nprice: 24.00\nsku: M\n---\n\nPour le thé : « oui » ! Et `a ? b`.\n";
    let page = built(&[("shop.yaml", &settings("locale: fr\n")), ("products/mug.md", product)]);
    let html = page("products/mug/index.html");
    assert!(html.contains("Une tasse\u{202f}?</h1>") && html.contains("<code>a ? b</code>"), "{html}");
    assert!(html.contains("Pour le thé\u{a0}: «\u{202f}oui\u{202f}»\u{202f}!"), "{html}");
    let english = built(&[("products/mug.md", product)]);
    assert!(english("products/mug/index.html").contains("Une tasse ?</h1>"));
}

/// Nobody promises to send something on the day of the order by writing nothing.
#[test]
fn the_day_of_dispatch_is_told_when_it_is_written() {
    let graph = |more: &str| {
        let shipping =
            format!("shipping: {{{more}zones: [{{name: Ireland, countries: [IE], cost: 4.50, days: [1, 2]}}]}}\n");
        built(&[("shop.yaml", &settings(&shipping))])("products/mug/index.html")
    };
    let silent = graph("");
    assert!(silent.contains("transitTime") && !silent.contains("handlingTime"), "{silent}");
    assert!(graph("handling_days: [1, 2], ").contains("handlingTime"));
}

#[test]
fn the_identity_is_in_every_footer() {
    let legal = "legal: {name: Cups Ltd, representative: Ada Cup, vat_id: DE123456789, registration: HRB 7 Sampleton, \
                 address: {street: Sample Street 1, postal_code: '01234', city: Sampleton, country: DE}}\n";
    let page = built(&[("shop.yaml", &settings(legal))]);
    for path in ["index.html", "products/mug/index.html"] {
        let page = page(path);
        let footer = &page[page.find("<footer").unwrap()..];
        for fact in ["Cups Ltd", "Sample Street 1", "Represented by Ada Cup", "HRB 7 Sampleton", "VAT ID DE123456789"] {
            assert!(footer.contains(&format!("<span>{fact}</span>")), "{fact}: {footer}");
        }
    }
}

/// One dot alone would say that there is no other glaze.
#[test]
fn swatches_are_shown_for_all_values_or_none() {
    let product = |values: &str| {
        let text = format!(
            "---\ntitle: Mug\nprice: 24.00\nimages: [{{src: media/mug.png, alt: Mug}}]\noptions: [{{name: Glaze, values: [{values}]}}]\n---\n"
        );
        built(&[("products/mug.md", &text)])("products/index.html").contains("card-swatches")
    };
    assert!(!product("Chalk, {name: Ochre, color: '#c98a2b'}"));
    assert!(product("{name: Chalk, color: '#f0ede4'}, {name: Ochre, color: '#c98a2b'}"));
}

#[test]
fn a_list_of_groups_needs_two() {
    let page = |faq: &str| built(&[("faq.yaml", faq)])("faq/index.html").contains("class=\"contents\"");
    let group = |name: &str| format!("- group: {name}\n  questions: [{{question: Is {name} a word, answer: Yes.}}]\n");
    assert!(!page(&group("Cups")));
    assert!(page(&(group("Cups") + &group("Saucers"))));
}

/// A blank that does not break stands before a French colon.
#[test]
fn a_colon_as_the_language_sets_it() {
    let shop = settings("locale: fr\ntagline: Bougies coulées à Grasse\n");
    let home = "sections:\n- featured: {title: Tasses, products: [mug]}\n";
    let french = built(&[("shop.yaml", &shop), ("home.yaml", home)]);
    assert!(french("index.html").contains("<title>Sound Cups\u{202f}: Bougies coulées à Grasse</title>"));
    assert!(french("llms.txt").contains("- Prix : EUR"));
    let note = french("products/mug/index.html");
    assert!(note.contains("<small>Commander par e-mail\u{202f}: "), "{note}");
    let cart = french("cart/index.html");
    assert!(
        cart.contains(">Quantité\u{202f}: <") && cart.contains("Retirer<span class=\"visually-hidden\">\u{202f}: <"),
        "{cart}"
    );
    let english = built(&[("shop.yaml", &settings("tagline: Cups\n")), ("home.yaml", home)]);
    assert!(english("index.html").contains("<title>Sound Cups: Cups</title>"));
}

/// Whoever searches for `returns` has a question to the shop.
#[test]
fn a_search_without_results_leads_to_answers() {
    let page =
        |path: &str, kind: &str| (path.to_owned(), format!("---\ntitle: About {kind}\nkind: {kind}\n---\nText.\n"));
    let pages =
        [page("pages/delivery.md", "shipping"), page("pages/back.md", "returns"), page("pages/reach.md", "contact")];
    let files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let search = built(&files)("search/index.html");
    let empty = &search[search.find("data-search-empty").unwrap()..search.find("data-cards").unwrap()];
    for link in ["/delivery/", "/back/", "/faq/", "/reach/"] {
        assert!(empty.contains(&format!("href=\"{link}\"")), "{link}: {empty}");
    }
}

/// A menu that nobody wrote fits beside the name.
#[test]
fn long_titles_leave_the_menu() {
    let collections: Vec<(String, String)> = (1..=4)
        .map(|n| {
            (format!("collections/list-{n}.md"), format!("---\ntitle: Candles and holders for the hall {n}\n---\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> = collections.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let page = built(&files)("index.html");
    let menu = &page[page.find("id=\"menu\"").unwrap()..page.find("menu-more").unwrap()];
    assert_eq!(menu.matches("<li>").count(), 4, "products, cups, one of the long ones, the journal: {menu}");
}

/// `data-row` hides the whole line of a variant without a number.
#[test]
fn the_item_number_is_a_row() {
    let page = built(&[])("products/mug/index.html");
    assert!(page.contains("<li class=\"fact-sku\" data-row>"));
}

/// What a page says of itself in search results and previews.
fn description(page: &str) -> String {
    let rest = page.split_once("property=\"og:description\" content=\"").unwrap().1;
    rest.split_once('"').unwrap().0.to_owned()
}

/// One text for many pages says nothing of any.
#[test]
fn every_page_has_a_description_of_its_own() {
    let posts = "---\ntitle: How it went on\ndate: 2026-10-02\ntags: [Kiln]\n---\nWell.\n";
    let plain = "---\ntitle: Jug\nprice: 20.00\nimages: [{src: media/mug.png, alt: A jug}]\n---\n";
    let bare = "---\ntitle: Jugs\nproducts: [jug]\n---\n";
    let files = [("posts/second.md", posts), ("products/jug.md", plain), ("collections/jugs.md", bare)];
    let page = built(&files);
    let of = |path: &str| description(&page(&format!("{path}index.html")));
    let paths = [
        "",
        "products/",
        "products/mug/",
        "products/jug/",
        "collections/",
        "collections/cups/",
        "collections/jugs/",
        "search/",
        "cart/",
        "testimonials/",
        "faq/",
        "journal/",
        "journal/tags/kiln/",
        "journal/second/",
        "about/",
    ];
    let all: std::collections::BTreeMap<String, &str> = paths.into_iter().map(|path| (of(path), path)).collect();
    assert_eq!(all.len(), paths.len(), "{all:#?}");
    assert_eq!(of("products/"), "All products at Sound Cups: Jug, Mug");
    assert_eq!(of("collections/jugs/"), "Jugs at Sound Cups: Jug");
    assert_eq!(of("products/jug/"), "Jug at Sound Cups: €20.00");
    assert_eq!(of("journal/tags/kiln/"), "“Kiln” in the journal of Sound Cups: How it went on");
    let own = "locale: fr\ndescriptions: {faq: Tout sur nos tasses, journal: Ce qui sort du four}\n";
    let page = built(&[("shop.yaml", &settings(own))]);
    let of = |path: &str| description(&page(&format!("{path}index.html")));
    assert_eq!((of("faq/").as_str(), of("journal/").as_str()), ("Tout sur nos tasses", "Ce qui sort du four"));
    assert_eq!(of("products/"), "Tous les produits chez Sound Cups\u{202f}: Mug");
}

/// The picture that a page is to be shared with is on its card, too.
#[test]
fn a_card_shows_the_picture_of_the_page() {
    let site = shell::sound_copy();
    let seo = "seo: {image: {src: media/mug.jpg, alt: The mug in the sun}}\n";
    let card = |seo: &str| {
        let mug = format!("---\ntitle: Mug\nprice: 24.00\nimages: [{{src: media/mug.png, alt: A mug}}]\n{seo}---\n");
        shell::write(&site.path().join("content/products/mug.md"), mug);
        let pages = format!("---\ntitle: Tagged\ndate: 2026-10-02\ntags: [Kiln]\n{seo}---\nText.\n");
        shell::write(&site.path().join("content/posts/tagged.md"), pages);
        shell::write(
            &site.path().join("content/collections/cups.md"),
            format!("---\ntitle: Cups\nproducts: [mug]\n{seo}---\n"),
        );
        shell::build(site.path(), &[]).ends(0);
        ["products/mug", "journal/tagged", "collections/cups", "journal/tags/kiln", "journal"].map(|path| {
            let page = fs::read_to_string(site.path().join("public").join(path).join("index.html")).unwrap();
            let of = |key: &str| {
                let rest = page.split_once(&format!("property=\"{key}\" content=\"")).unwrap().1;
                rest.split_once('"').unwrap().0.to_owned()
            };
            (of("og:image"), of("og:image:alt"))
        })
    };
    let (without, with) = (card(""), card(seo));
    for (without, with) in without.iter().zip(&with).take(3) {
        assert!(without.0 != with.0 && with.1 == "The mug in the sun", "{without:?} {with:?}");
    }
    assert!(with[3].0 != with[4].0, "{with:?}");
}

/// A price from which nothing can be had would lure customers.
#[test]
fn lists_show_the_lowest_price_at_which_something_can_be_had() {
    let cup = |stock: &str| {
        format!(
            "---\ntitle: Cup\nprice: 30.00\n{stock}images: [{{src: media/mug.png, alt: A cup}}]\noptions: [{{name: Size, values: [S, L]}}]\n\
             variants: [{{options: {{Size: S}}, price: 20.00, stock: 0}}, {{options: {{Size: L}}}}]\n---\n"
        )
    };
    let list = |stock: &str| built(&[("products/cup.md", &cup(stock))])("products/index.html");
    assert!(list("").contains("€30.00") && !list("").contains("€20.00"));
    assert!(list("stock: 0\n").contains("€20.00"), "nothing can be had");
}

/// As it stands on an envelope, and with the tax that the country has.
#[test]
fn addresses_and_taxes_are_those_of_the_country() {
    let footer = |locale: &str, address: &str| {
        let legal = format!("locale: {locale}\ntax: {{included: false}}\nlegal: {{name: Cups, address: {address}}}\n");
        built(&[("shop.yaml", &settings(&legal))])("index.html")
    };
    let us = footer("en-US", "{street: 1 Main St, postal_code: '97201', city: Portland, region: OR, country: US}");
    assert!(us.contains("<span>Portland, OR 97201</span>") && us.contains("plus tax") && !us.contains("VAT"));
    let gb = footer("en-GB", "{street: 1 Mall, postal_code: SW1A 1AA, city: London, country: GB}");
    assert!(gb.contains("<span>London</span>") && gb.contains("<span>SW1A 1AA</span>") && gb.contains("plus VAT"));
    let de = footer("de", "{street: Weg 1, postal_code: '01234', city: Musterstadt, country: DE}");
    assert!(de.contains("<span>01234 Musterstadt</span>") && de.contains("zzgl. MwSt."));
}

/// Wherever one earlier price stands beside a reduced one, it is the lowest of the 30 days before; a product's page has both.
#[test]
fn lists_name_the_lowest_price_before_a_reduction() {
    let site = shell::sound_copy();
    let mug = "---\ntitle: Mug\nprice: 20.00\nlist_price: 30.00\nimages: [{src: media/mug.png, alt: A mug}]\n\
               collections: [cups]\nprice_history:\n- {date: 2026-01-01, price: 30.00}\n- {date: 2026-10-25, price: 25.00}\n\
               - {date: 2026-11-10, price: 20.00}\n---\n";
    shell::write(&site.path().join("content/products/mug.md"), mug);
    shell::build(site.path(), &[]).ends(0);
    let page = |path: &str| fs::read_to_string(site.path().join("public").join(path)).unwrap();
    let before =
        |html: &str| html.split("class=\"price-was\"").nth(1).unwrap().split("</s>").next().unwrap().to_owned();
    let list = page("collections/cups/index.html");
    assert!(before(&list).ends_with("€25.00"), "{list}");
    let own = page("products/mug/index.html");
    assert!(before(&own).ends_with("€30.00") && own.contains("before the reduction: €25.00"), "{own}");
    let offers = page("data/offers/0.json");
    assert!(offers.contains("€25.00") && !offers.contains("€30.00"), "{offers}");
}

/// In a shop that delivers to one zone an order says what it costs with delivery; in any other that depends on the buyer.
#[test]
fn an_order_by_mail_says_what_delivery_costs_where_that_is_known() {
    let total = |zones: &str| {
        let page = built(&[("shop.yaml", &settings(&format!("shipping: {{zones: [{zones}]}}\n")))]);
        let page = page("products/mug/index.html");
        let link = page.split("mailto:").find(|link| link.contains("body=")).unwrap().split('"').next().unwrap();
        link.split("%0D%0A")
            .skip(2)
            .take(2)
            .map(|line| line.replace("%20", " ").replace("%3A", ":"))
            .collect::<Vec<_>>()
    };
    let norwegian = "{name: Norway, countries: [NO], cost: 9.00, days: [5, 9]}";
    let german = |more: &str| format!("{{name: Germany, countries: [DE], cost: 4.90, days: [2, 3]{more}}}");
    let euros = |line: &str| line.replace('€', "%E2%82%AC").replace('(', "%28").replace(')', "%29");
    let one = ["Delivery (Germany): €4.90", "Total: €28.90"].map(euros);
    assert_eq!(total(&german("")), one);
    assert_eq!(total(&german(", free_above: 20.00")), ["Delivery (Germany): free", "Total: €24.00"].map(euros));
    assert_eq!(
        total(&format!("{}, {norwegian}", german(""))),
        ["Delivery: to be confirmed", "Total: €24.00"].map(euros)
    );
}

/// What is a number to YAML, or the same in other letters, stands on pages as it was written.
#[test]
fn options_keep_their_spelling() {
    let product = "---\ntitle: Strap\nimages: [{src: media/mug.png, alt: Strap}]\n\
                   options: [{name: Gro\u{308}\u{df}e, values: [1.50, 2.00, 0x1F, +3, '500 g ']}]\n\
                   variants:\n- {options: {Gr\u{f6}\u{df}e: 1.50}, price: 4.00}\n- {options: {Gr\u{f6}\u{df}e: 2.00}, price: 5.00}\n\
                   - {options: {Gr\u{f6}\u{df}e: 0x1F}, price: 6.00}\n- {options: {Gr\u{f6}\u{df}e: +3}, price: 6.00}\n\
                   - {options: {Gr\u{f6}\u{df}e: 500 g}, price: 7.00}\n---\n";
    let list = "- slug: belt\n  title: Belt\n  price: 4.00\n  images: [{src: media/mug.png, alt: Belt}]\n  \
                options: [{name: Length, values: [0.50, 36]}]\n";
    let site = built(&[("products/strap.md", product), ("products.yaml", list)]);
    let page = site("products/strap/index.html");
    for value in ["1.50", "2.00", "0x1F", "+3", "500 g"] {
        assert!(page.contains(&format!(">{value}<")), "{value}: {page}");
    }
    assert!(site("products/belt/index.html").contains(">0.50<"));
}

/// Numbers as they stand on paper in one country are dialled from all.
#[test]
fn a_telephone_number_is_dialled_without_what_is_only_for_the_eye() {
    let url = |phone: &str| {
        let contact = format!("{{email: hello@cups.example, phone: \"{phone}\"}}");
        let page = built(&[("shop.yaml", &settings("").replace("{email: hello@cups.example}", &contact))]);
        let home = page("index.html");
        home.split("href=\"tel:").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned).unwrap()
    };
    assert_eq!(url("+49 (0)251 4711-0"), "+4925147110");
    assert_eq!(url("0049 (0)251 4711-0"), "+4925147110");
    assert_eq!(url("0251 4711 oder 0170 123456"), "02514711");
}

/// The collection that a product names first is the one in which it stands.
#[test]
fn the_first_collection_of_a_product_leads_to_it() {
    let product = "---\ntitle: Mug\nprice: 24.00\nimages: [{src: media/mug.png, alt: Mug}]\ncollections: [cups, all-reduced]\n---\n";
    let reduced = "---\ntitle: Reduced\nsummary: For a while.\n---\n";
    let page =
        built(&[("products/mug.md", product), ("collections/all-reduced.md", reduced)])("products/mug/index.html");
    let crumbs = page.split("BreadcrumbList").nth(1).unwrap().split("]").next().unwrap();
    assert!(crumbs.contains("/collections/cups/") && !crumbs.contains("all-reduced"), "{crumbs}");
}

/// Where no position is written, the names of files decide, and numbers in them count as numbers.
#[test]
fn the_second_tea_stands_before_the_tenth() {
    let tea = |n: u8| format!("---\ntitle: Tea {n}\nprice: 4.00\nimages: [{{src: media/mug.png, alt: Tea}}]\n---\n");
    let files = [("products/tea-10.md", tea(10)), ("products/tea-2.md", tea(2)), ("products/tea-1.md", tea(1))];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let page = built(&files)("products/index.html");
    let place = |n: u8| page.find(&format!("\"/products/tea-{n}/\"")).unwrap();
    assert!(place(1) < place(2) && place(2) < place(10), "{page}");
}

/// What cannot be had is nothing to start with.
#[test]
fn empty_carts_suggest_what_can_be_had() {
    let mug = "---\ntitle: Mug\nprice: 24.00\nstock: 0\nimages: [{src: media/mug.png, alt: Mug}]\n---\n";
    let vase = "---\ntitle: Vase\nprice: 24.00\nimages: [{src: media/mug.png, alt: Vase}]\n---\n";
    let page = built(&[("products/mug.md", mug), ("products/vase.md", vase)]);
    for path in ["cart/index.html", "search/index.html", "404.html"] {
        let html = page(path);
        assert!(html.contains("/products/vase/") && !html.contains("/products/mug/"), "{path}: {html}");
    }
    let page = built(&[("products/mug.md", mug)])("cart/index.html");
    assert!(!page.contains("related-title"), "{page}");
}

/// Who pays for the way back is told by whoever sells, or not at all.
#[test]
fn returns_of_which_nobody_says_who_pays() {
    let pages = |returns: &str| {
        let shipping = "shipping: {zones: [{name: Ireland, countries: [IE], cost: 4.50, days: [1, 2]}]}\n";
        let page = built(&[("shop.yaml", &settings(&format!("{shipping}returns: {returns}\n")))]);
        [page("products/mug/index.html"), page("llms.txt")].concat()
    };
    let silent = pages("{days: 30}");
    assert!(silent.contains("30 days to return") && silent.contains("merchantReturnDays"), "{silent}");
    assert!(!silent.contains("returnFees") && !silent.contains("30 days to return,"), "{silent}");
    assert!(pages("{days: 30, fees: customer}").contains("ReturnFeesCustomerResponsibility"));
    assert!(pages("{days: 30, fees: free}").contains("FreeReturn"));
}

/// Other programs want the shop's name in a title, and this one writes it itself.
#[test]
fn a_title_has_the_name_of_the_shop_once() {
    let title = |title: &str| {
        let product = format!(
            "---\ntitle: Mug\nprice: 24.00\nimages: [{{src: media/mug.png, alt: Mug}}]\nseo: {{title: \"{title}\"}}\n---\n"
        );
        let page = built(&[("products/mug.md", &product)])("products/mug/index.html");
        page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).map(str::to_owned).unwrap()
    };
    assert_eq!(title("A mug"), "A mug · Sound Cups");
    assert_eq!(title("A mug | Sound Cups"), "A mug | Sound Cups");
    assert_eq!(title("A mug of Sound Cups"), "A mug of Sound Cups · Sound Cups");
}

/// In a language that the theme does not speak, its English words are counted as English counts.
#[test]
fn words_are_counted_by_the_rules_of_their_language() {
    let pages = |locale: &str| {
        let page = built(&[("shop.yaml", &settings(&format!("locale: {locale}\nreturns: {{days: 1}}\n")))]);
        [page("products/mug/index.html"), page("data/shop.json")]
    };
    let [page, shop] = pages("ja");
    assert!(page.contains("1 day to return") && page.contains("lang=\"ja\""), "{page}");
    assert!(shop.contains("\"locale\":\"en\""), "{shop}");
    let [page, shop] = pages("de-AT");
    assert!(page.contains("1 Tag ") && shop.contains("\"locale\":\"de\""), "{page}");
}

/// Without `navigation.header`: what fits on a laptop, a way to all where there are more, and a telephone's menu of twelve.
#[test]
fn every_collection_is_in_the_menu_or_a_link_away() {
    let menu = |titles: &[String]| {
        let matter: Vec<String> = titles.iter().map(|title| format!("---\ntitle: {title}\n---\n")).collect();
        let paths: Vec<String> = (0..titles.len()).map(|n| format!("collections/c{n:02}.md")).collect();
        let files: Vec<(&str, &str)> =
            paths.iter().zip(&matter).map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let page = built(&[&[("shop.yaml", settings("").as_str())], files.as_slice()].concat())("products/index.html");
        let from = page.find("id=\"menu\"").unwrap();
        let menu = &page[from..from + page[from..].find("</ul>").unwrap()];
        let entries = menu.split("<li").skip(1).map(|entry| {
            let text = entry[..entry.find("</a>").unwrap()].rsplit('>').next().unwrap().to_owned();
            let only = ["wide", "narrow"].into_iter().find(|only| entry.starts_with(&format!(" class=\"{only}\"")));
            (text, only)
        });
        entries.filter(|(text, _)| text.starts_with("Lot ") || text == "All collections").collect::<Vec<_>>()
    };
    let lots = |count: usize, more: &str| (1..=count).map(|n| format!("Lot {n:02}{more}")).collect::<Vec<_>>();
    let own = |found: &[(String, Option<&'static str>)], only: Option<&str>| {
        found.iter().filter(|(text, own)| text.starts_with("Lot ") && *own == only).count()
    };
    let all = |found: &[(String, Option<&'static str>)]| {
        found.iter().find(|(text, _)| text == "All collections").map(|(_, only)| *only)
    };
    // The sound shop has one collection of its own, which comes after these.
    let four = menu(&lots(3, ""));
    assert_eq!((own(&four, None), own(&four, Some("narrow")), all(&four)), (3, 0, None), "{four:?}");
    let five = menu(&lots(4, ""));
    assert_eq!((own(&five, None), own(&five, Some("narrow")), all(&five)), (3, 1, Some(Some("wide"))), "{five:?}");
    let long = menu(&lots(3, " of whole words"));
    assert_eq!((own(&long, None), own(&long, Some("narrow")), all(&long)), (2, 1, Some(Some("wide"))), "{long:?}");
    let many = menu(&lots(14, ""));
    assert_eq!((own(&many, None), own(&many, Some("narrow")), all(&many)), (3, 9, Some(None)), "{many:?}");
}
