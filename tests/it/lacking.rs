//! What a sound site leaves out, and remedies that are right when they are typed.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::broken::after;
use crate::shell;

/// A heading with nothing below it says that something is broken.
#[test]
fn sections_with_empty_lists() {
    let sections = [
        "testimonials: {title: Said}",
        "testimonials: {title: Said, segment: bakers}",
        "faq: {title: Asked}",
        "gallery: {images: []}",
        "quotes: {title: Quoted, quotes: []}",
        "steps: {title: Steps, steps: []}",
        "proof: {title: Proven, figures: []}",
        "segments: {title: Segments, columns: [Who], rows: []}",
        "community: {title: Together, groups: []}",
        "flow: {title: Flow, stages: []}",
    ];
    for section in sections {
        let (name, _) = section.split_once(':').unwrap();
        let empty = |site: &Path| {
            let content = site.join("content");
            if !section.contains("segment:") {
                fs::remove_file(content.join("testimonials.yaml")).unwrap();
            }
            fs::remove_file(content.join("faq.yaml")).unwrap();
            let home = format!("sections:\n- featured: {{title: Now, products: [mug]}}\n- {section}\n");
            shell::write(&content.join("home.yaml"), home);
            shell::build(site, &[]).ends(0);
            let page = fs::read_to_string(site.join("public/index.html")).unwrap();
            assert!(!page.contains(&format!("{name}-2")), "{section}: {page}");
        };
        let gone = format!(
            "content/home.yaml:3:3: warning[empty-section]: nothing that `{name}` would show is published, \
             so the page goes without it"
        );
        after(empty, &[&gone]);
    }
}

/// What customers must be told is missed once everything else is right.
#[test]
fn shops_that_leave_out_what_the_law_wants() {
    let settings = |site: &Path, from: &str, to: &str| {
        let path = site.join("content/shop.yaml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        shell::write(&path, text.replace(from, to));
    };
    let tax = "content/shop.yaml:4:11: warning[tax]: nothing says whether prices contain the tax, \
               so pages say nothing of it";
    after(|site| settings(site, "tax: {included: true}\n", ""), &[tax]);
    after(|site| settings(site, "{included: true}", "{text: ''}"), &[]);
    let missing = |list: &str| {
        let message = "warning[legal-pages]: a shop in the EU must have pages that this one lacks";
        format!("content/shop.yaml:14:78: {message}: {list}")
    };
    let returns = "content/shop.yaml:14:78: warning[returns]: nothing says for how long goods can be sent back, \
                   and consumers in the EU must be told";
    let in_france = |site: &Path| settings(site, "country: CH", "country: FR");
    after(in_france, &[&missing("imprint, privacy, terms, withdrawal"), returns]);
    let page = |site: &Path, kind: &str, more: &str| {
        let text = format!("---\ntitle: The {kind}\nkind: {kind}\n{more}---\nText.\n");
        shell::write(&site.join(format!("content/pages/{kind}.md")), text);
    };
    let half = |site: &Path| {
        in_france(site);
        page(site, "imprint", "");
        page(site, "privacy", "draft: true\n");
        page(site, "terms", "");
    };
    after(half, &[&missing("privacy, withdrawal"), returns]);
    let reviewed = |site: &Path| {
        let path = site.join("content/products/mug.md");
        let review = "reviews: [{author: Ada, rating: 5, date: 2026-10-01, text: Good.}]";
        let mug = fs::read_to_string(&path).unwrap().replace("title: Mug", &format!("title: Mug\n{review}"));
        shell::write(&path, mug);
    };
    let checked = "content/shop.yaml:1:7: warning[reviews]: customers in the EU must be told whether and how reviews \
                   are checked, and nothing says so";
    after(reviewed, &[checked]);
    let unnamed = |site: &Path| {
        let path = site.join("content/shop.yaml");
        let text = fs::read_to_string(&path).unwrap();
        let (named, _) = text.split_once("legal:").unwrap();
        shell::write(&path, named.to_owned() + "returns: {days: 7, fees: free}\n");
    };
    let seller = "content/shop.yaml:1:7: warning[no-legal]: nothing says who sells, and customers in the EU must be \
                  told before they order";
    let short =
        "content/shop.yaml:12:17: warning[returns]: consumers in the EU may withdraw for 14 days, and this says fewer";
    after(unnamed, &[short, seller]);
    let to_norway = |site: &Path| {
        unnamed(site);
        settings(site, "countries: [DE]", "countries: [NO]");
    };
    after(to_norway, &[]);
}

/// A list shows each thing once, and says so.
#[test]
fn names_that_stand_twice_in_a_list() {
    let twice = |site: &Path| {
        let mug = "---\ntitle: Mug\nprice: 4.00\nimages: [{src: media/mug.png, alt: A mug}]\ncollections: [cups, cups]\n---\n";
        shell::write(&site.join("content/products/mug.md"), mug);
        let home = "sections:\n- featured: {title: Now, products: [mug, mug]}\n- collections: {title: All, collections: [cups, cups]}\n";
        shell::write(&site.join("content/home.yaml"), home);
        let jug = "---\ntitle: Jug\nprice: 9.00\nimages: [{src: media/mug.png, alt: A jug}]\n---\n";
        shell::write(&site.join("content/products/jug.md"), jug);
        let cups = "---\ntitle: Cups\nsummary: What one drinks from.\nproducts: [mug, jug, mug]\n---\n";
        shell::write(&site.join("content/collections/cups.md"), cups);
        shell::build(site, &[]).ends(0);
        let page = fs::read_to_string(site.join("public/index.html")).unwrap();
        let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert_eq!(main.matches("href=\"/products/mug/\"").count(), 1, "{main}");
        assert_eq!(main.matches("href=\"/collections/cups/\"").count(), 1, "{main}");
        let cups = fs::read_to_string(site.join("public/collections/cups/index.html")).unwrap();
        assert_eq!(cups.matches("class=\"card-link\" href=\"/products/mug/\"").count(), 1, "{cups}");
    };
    let told =
        |place: &str, name: &str| format!("content/{place}: warning[twice]: `{name}` is written twice, and shown once");
    let expected = [
        told("collections/cups.md:4:22", "mug"),
        told("home.yaml:2:42", "mug"),
        told("home.yaml:3:49", "cups"),
        told("products/mug.md:5:21", "cups"),
    ];
    after(twice, &expected.each_ref().map(String::as_str));
}

/// An address that nobody is sent to is public all the same.
#[test]
fn payment_links_without_a_way_to_pay() {
    let lost = |site: &Path| {
        let mug = "---\ntitle: Mug\nprice: 4.00\nimages: [{src: media/mug.png, alt: A mug}]\ncollections: [cups]\n\
                   pay_link: https://pay.example/mug\n---\n";
        shell::write(&site.join("content/products/mug.md"), mug);
    };
    let told = "content/products/mug.md:6:11: warning[pay-link]: this payment link is offered nowhere: \
                `checkout` has no `payment_link`";
    after(lost, &[told]);
}

/// The names of ways to order are enough, with or without a colon.
#[test]
fn ways_to_order_as_a_list_of_words() {
    let words = |site: &Path| {
        let path = site.join("content/shop.yaml");
        let text = fs::read_to_string(&path)
            .unwrap()
            .replace("  - email:\n", "  - email\n  - whatsapp\n  - payment_link: {}\n");
        shell::write(
            &path,
            text.replace("{email: hello@cups.example}", "{email: hello@cups.example, whatsapp: 4917012345678}"),
        );
        shell::build(site, &[]).ends(0);
        let shop = fs::read_to_string(site.join("public/data/shop.json")).unwrap();
        assert!(shop.contains("whatsapp") && shop.contains("email"), "{shop}");
    };
    let told = "content/shop.yaml:13:5: warning[no-pay-link]: `payment_link` is offered, and no product has one";
    after(words, &[told]);
}

/// Sold out until a day is what the day is for.
#[test]
fn sold_out_until_a_day() {
    let later = |stock: &'static str| {
        move |site: &Path| {
            let mug = format!(
                "---\ntitle: Mug\nprice: 4.00\nimages: [{{src: media/mug.png, alt: A mug}}]\ncollections: [cups]\nstock: {stock}\navailable_on: 2027-01-01\n---\n"
            );
            shell::write(&site.join("content/products/mug.md"), mug);
        }
    };
    after(later("0"), &[]);
    let told = "content/products/mug.md:7:15: warning[available-on]: it is in stock, and arrives on a later day";
    after(later("5"), &[told]);
}

/// A target with a space is no link in Markdown, and no reader should see its brackets.
#[test]
fn links_with_a_space() {
    let spaces = |site: &Path| {
        let mug = "---\ntitle: Mug\nprice: 4.00\nimages: [{src: media/mug.png, alt: A mug}]\ncollections: [cups]\n---\n\
                   ![Back](media/IMG 0001 (Kopie).jpeg)\n\nThe [list](media/price list.pdf), [sic] (see above), [so](as it is), [open](until 9.30).\n\n`[x](a b.jpg)`\n\n    [y](c d.jpg)\n";
        shell::write(&site.join("content/products/mug.md"), mug);
    };
    let told = |place: &str, target: &str| {
        format!("content/products/mug.md:{place}: error[link]: `{target}` is no link, because it has a space")
    };
    let expected = [told("7:9", "media/IMG 0001 (Kopie).jpeg"), told("9:12", "media/price list.pdf")];
    after(spaces, &expected.each_ref().map(String::as_str));
}

/// What a remedy shows is right when it is typed.
#[test]
fn remedies_that_are_right_at_once() {
    let images = help("products/mug.md", "images: [{src: media/mug.png, alt: A brown mug}]", "images: media/mug.png");
    assert!(images.contains("`- src: …`") && images.contains("alt"), "{images}");
    assert!(help("shop.yaml", "days: [2, 3]", "days: 2-3 jours").contains("`[2, 3]`"));
    assert!(help("shop.yaml", "cost: 4.90", "cost: '4,90 €'").contains("`4.90`"));
    assert_eq!(help("shop.yaml", "cost: 4.90", "cost: free"), "write `0`");
    assert!(help("products/mug.md", "price: 24.00", "price: à partir de 24 €").contains("`price_from: true`"));
    assert!(help("products/mug.md", "title: Mug", "title Mug").contains("`title: Mug`"));
    assert!(help("products/mug.md", "title: Mug", "title: \"Mug").contains("`\"Mug\"`"));
    assert!(help("products/mug.md", "alt: A brown mug", "alt: “A mug, brown”").contains("`\"…, brown\"`"));
    assert!(help("products/mug.md", "alt: A brown mug", "alt: “A brown mug”").contains("`\"A brown mug\"`"));
    assert!(help("products/mug.md", "title: Mug", "title: “Mug: brown”").contains("straight"));
    for title in ["[Sale] Mug", "{Sale} Mug", "- Mug", "? Mug", "> Mug", "| Mug"] {
        let told = help("products/mug.md", "title: Mug", &format!("title: {title}"));
        assert!(told.contains("quotation marks"), "{title}: {told}");
    }
    assert!(help("products/mug.md", "title: Mug", "title: \"5\" mug\"").contains("of the other kind"));
    assert_eq!(help("products/mug.md", "title: Mug", " title: Mug"), "let all keys begin in the first column");
    assert_eq!(help("products/mug.md", "brown mug}]", "brown mug}}]"), "take it out, or open what it closes");
    assert_eq!(
        help("products/mug.md", "title: Mug", "title: Mug\nsubscription: monthly"),
        "write `subscription: {every: month}`"
    );
    assert_eq!(help("shop.yaml", "currency: EUR", "currency: €"), "write `EUR`");
    let address = |url: &str| help("shop.yaml", "https://cups.example/", url);
    assert_eq!(address("https://cups.example/index.html"), "write `https://cups.example/`");
    assert_eq!(address("https://töpfe.example"), "write `https://xn--tpfe-5qa.example/`");
    assert_eq!(
        help("products/mug.md", "title: Mug", "title: &Mug"),
        "put the whole text in quotation marks: `\"&Mug\"`"
    );
    assert!(help("products/mug.md", "title: Mug", "// A mug\ntitle: Mug").contains("`# `"));
    assert!(help("products/mug.md", "title: Mug", "<<<<<<< HEAD\ntitle: Mug").contains("one of the two versions"));
    assert!(help("products/mug.md", "title: Mug", "\"title\": \"Mug\",").contains("comma"));
    assert!(help("products/mug.md", "---\ntitle", "\n---\ntitle").contains("the first of the file"));
    assert!(
        help("products/mug.md", "title: Mug", "title: Mug\noptions: [{name: A, values: S, M}]").contains("[S, M, L]")
    );
    assert_eq!(help("shop.yaml", "currency: EUR", "currency: EUR\nlocale: de_DE"), "write `de-DE`");
    assert_eq!(help("shop.yaml", "countries: [DE]", "countries: [France]"), "write `FR`");
    assert!(help("products/mug.md", "title: Mug", "title: Mug\ntype: service").contains("`kind`"));
    assert!(help("shop.yaml", "- email:", "- email: hello@cups.example").contains("address"));
    let image = help("products/mug.md", "media/mug.png", "https://pictures.example/mug.png");
    assert!(image.contains("content/media/"), "{image}");
    let site = shell::sound_copy();
    shell::write(&site.path().join("content/faq.yaml"), "- question: How long?\n  answer: Three days.\n");
    let faq = first_help(site.path());
    let form = ["`- group: …`", "`questions:`", "`question: …`", "`answer: …`"];
    assert!(form.iter().all(|part| faq.contains(part)), "{faq}");
    let site = shell::sound_copy();
    shell::write(&site.path().join("content/products/tall lamp.md.txt"), "---\n---\n");
    assert_eq!(first_help(site.path()), "call it `products/tall-lamp.md`");
    let site = shell::sound_copy();
    shell::write(&site.path().join("content/products/lid.txt"), "---\n---\n");
    shell::write(&site.path().join("content/home.yaml"), "sections:\n- featured: {title: A, products: [lid]}\n");
    assert_eq!(first_help(site.path()), "`content/products/lid.txt` is not read: call it `lid.md`");
}

/// What belongs together stands in braces, where it is no text.
#[test]
fn groups_without_their_braces() {
    let settings = |line: &str| help("shop.yaml", "tax: {included: true}", line);
    assert_eq!(settings("tax: included: true"), "put what belongs to `tax` in braces: `tax: {included: true}`");
    assert!(settings("returns: days: 30, fees: free # days").ends_with("`returns: {days: 30, fees: free}`"));
    assert!(settings("social: x: https://x.com/cups").ends_with("`social: {x: https://x.com/cups}`"));
    assert!(settings("tax: {included:true}").contains("write `included: true`"));
    assert!(settings("tax: {included = true}").contains("write `included: true`"));
    let product = |line: &str| help("products/mug.md", "title: Mug", &format!("title: Mug\n{line}"));
    assert!(product("details: Holds: 320 ml").ends_with("`details: {Holds: 320 ml}`"));
    assert!(product("reviews: author: Ada, rating: 5").ends_with("`reviews: [{author: Ada, rating: 5}]`"));
    assert!(product("tagline: Mug: brown").contains("quotation marks"));
    assert!(help("products/mug.md", "title: Mug", "title: Mug: brown").contains("quotation marks"));
    let countries = help("shop.yaml", "countries: [DE]", "countries: EU");
    assert!(countries.contains("AT, BE") && countries.ends_with("a list stands in brackets"), "{countries}");
    assert!(help("shop.yaml", "countries: [DE]", "countries: DE").contains("in brackets"));
    // An entry of a list, and a comment that takes in what closes it.
    let zone = "name: Germany, countries: [DE], cost: 4.90, days: [2, 3]";
    let told = help("shop.yaml", &format!("- {{{zone}, classes: {{bulky: 12.00}}}}"), &format!("- {zone}"));
    assert!(told.ends_with(&format!("`- {{{zone}}}`")), "{told}");
    // Where more keys stand below, and where braces would not leave a value whole.
    let told = help(
        "shop.yaml",
        &format!("- {{{zone}, classes: {{bulky: 12.00}}}}"),
        "- name: Germany, countries: [DE]\n      cost: 4.90",
    );
    assert_eq!(told, "give each key a line of its own: `- name: Germany`, below it `  countries: [DE]`");
    let told = product("variants:\n  - sku: x, price: 3,00, stock: 4");
    assert!(told.ends_with("`- sku: …`, below it `  price: …`, `  stock: …`"), "{told}");
    let told = help(
        "shop.yaml",
        &format!("- {{{zone}, classes: {{bulky: 12.00}}}}"),
        "- [name: Germany, countries: [DE], cost: 4.90]",
    );
    assert_eq!(told, "put it in braces: `{name: Germany, countries: [DE], cost: 4.90}`");
    assert_eq!(settings("tax: [included: true]"), "put it in braces: `{included: true}`");
    let told = product("options: [{name: Day, values: [Mo: 17 h, Th: 18 h]}]");
    assert_eq!(told, "put a text that contains `: ` in quotation marks");
    let told = product("details: {Duration: \"30 minutes, Age: 6+, Holidays: \"free*\"}");
    assert_eq!(told, "write another `\"` where the text ends");
    let told = product("details: {Duration: 30 minutes #fixed, Age: 6+}");
    assert_eq!(told, "put the text that holds a ` #` in quotation marks");
    assert!(product("handle: mug").contains("leave it out") && product("body_html: A mug").contains("below the front"));
}

/// The blocks that a template may fill are those of the templates that it extends.
#[test]
fn blocks_that_no_template_has() {
    let site = shell::sound_copy();
    let page = "{% extends \"builtin/pages/product.html\" %}{%- block foot %}Hello{% endblock %}";
    shell::write(&site.path().join("themes/market/templates/pages/product.html"), page);
    assert_eq!(first_help(site.path()), "the templates that this one extends have the blocks: main, styles");
    let site = shell::sound_copy();
    let footer = "{% extends \"builtin/partials/footer.html\" %}{% block foot %}Hello{% endblock %}";
    shell::write(&site.path().join("themes/market/templates/partials/footer.html"), footer);
    assert!(first_help(site.path()).ends_with("have no blocks: copy what is to change"));
}

/// What a site adds to the head of every page leaves the styles of pages as they are.
#[test]
fn a_layout_of_ones_own_reaches_every_page() {
    let site = shell::sound_copy();
    let layout = "{% extends \"builtin/layouts/base.html\" %}{%- block styles %}<meta name=\"mine\">{% endblock %}";
    shell::write(&site.path().join("themes/market/templates/layouts/base.html"), layout);
    shell::run(site.path(), &["build", "--cards", "none", "--today", shell::TODAY]).ends(0);
    for page in ["index.html", "products/mug/index.html", "products/index.html", "404.html"] {
        let html = fs::read_to_string(site.path().join("public").join(page)).unwrap();
        assert!(html.contains("<meta name=\"mine\">"), "{page}: {html}");
        assert!(!page.ends_with("s/index.html") || html.contains("assets/home."), "{page}: {html}");
    }
}

/// One photo that can be looked at is enough; a drawing is sharp in any size.
#[test]
fn photos_that_are_too_small_to_be_looked_at() {
    let small = fs::read(shell::root().join("tests/sites/kitchen-sink/content/media/person.png")).unwrap();
    let with = |images: &'static str| {
        let small = small.clone();
        move |site: &Path| {
            shell::write(&site.join("content/media/small.png"), small);
            shell::write(
                &site.join("content/media/drawn.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
            );
            let mug = format!("---\ntitle: Mug\nprice: 4.00\nimages: [{images}]\ncollections: [cups]\n---\n");
            shell::write(&site.join("content/products/mug.md"), mug);
        }
    };
    let told = "content/products/mug.md:4:16: warning[small-image]: no photo of `mug` is wider than 6 px";
    after(with("{src: media/small.png, alt: A mug}"), &[told]);
    after(with("{src: media/small.png, alt: A mug}, {src: media/mug.png, alt: Its back}"), &[]);
    after(with("{src: media/small.png, alt: A mug}, {src: media/drawn.svg, alt: Its outline}"), &[]);
}

/// Fourteen days are the law in the EU; a page that is there needs no second one beside it.
#[test]
fn less_than_the_law_wants() {
    let site = |days: u16| {
        let site = shell::sound_copy();
        let shop = site.path().join("content/shop.yaml");
        let text = fs::read_to_string(&shop).unwrap();
        shell::write(&shop, text.replace("country: CH", "country: DE") + &format!("returns: {{days: {days}}}\n"));
        for (name, kind) in [
            ("impressum", ""),
            ("privacy", "kind: privacy\n"),
            ("terms", "kind: terms\n"),
            ("revoke", "kind: withdrawal\n"),
        ] {
            let page = format!("---\ntitle: {name}\n{kind}---\nText.\n");
            shell::write(&site.path().join(format!("content/pages/{name}.md")), page);
        }
        site
    };
    assert_eq!(
        first_help(site(14).path()),
        "add a line `kind: imprint` to `content/pages/impressum.md`; footers link to it"
    );
    let run = |days: u16| shell::run(site(days).path(), &["check", "--today", shell::TODAY]).ends(0).stderr;
    assert!(run(7).contains("warning[returns]") && !run(14).contains("warning[returns]"));
}

/// A language that the theme does not speak needs all of its words.
#[test]
fn words_that_are_missing_are_counted() {
    let site = shell::sound_copy();
    let shop = site.path().join("content/shop.yaml");
    let text = fs::read_to_string(&shop).unwrap();
    let words = |tag: &str, words: &str| {
        shell::write(&shop, format!("{text}locale: {tag}\n"));
        shell::write(&site.path().join(format!("themes/market/strings/{tag}.yaml")), words);
        shell::build(site.path(), &[]).ends(0)
    };
    let run = words("da", "home: Hjem\n");
    assert!(
        run.stderr.contains("warning[theme-words]") && run.stderr.contains("words of the theme are missing"),
        "{}",
        run.stderr
    );
    // Of a language that the theme speaks the others stay.
    let run = words("de", "home: Anfang\n");
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let page = fs::read_to_string(site.path().join("public/products/index.html")).unwrap();
    assert!(page.contains("Anfang") && page.contains("Alle Produkte"));
}

/// The remedy of a sound shop of which one text of a file is another.
fn help(file: &str, from: &str, to: &str) -> String {
    let site = shell::sound_copy();
    let path = site.path().join("content").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    shell::write(&path, text.replace(from, to));
    first_help(site.path())
}

fn first_help(site: &Path) -> String {
    let run = shell::run(site, &["check", "--format", "json", "--today", shell::TODAY]);
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    list[0]["help"].as_str().unwrap().to_owned()
}
