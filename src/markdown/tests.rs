//! What any Markdown becomes, and what it never becomes.

use proptest::prelude::*;

use super::*;

fn site(target: &str, image: bool) -> Target {
    match (target, image) {
        ("missing" | "missing.jpg", _) => Target::Refused,
        (_, true) => {
            let webp = ImageSource { media_type: "image/webp", srcset: "/shop/p-320.webp 320w".to_owned() };
            let sources = if target == "photo.jpg" { vec![webp] } else { Vec::new() };
            Target::Image(Image { url: format!("/shop/{target}"), width: 800, height: 600, sources })
        }
        (path, false) if path.starts_with('/') => Target::Url(format!("/shop{path}")),
        (other, false) => Target::Url(other.to_owned()),
    }
}

fn body(text: &str) -> Body {
    parse(text, 2, &mut site)
}

fn html(text: &str) -> String {
    body(text).html
}

#[test]
fn paragraphs_and_punctuation() {
    let body = body("Hand-thrown \"mug\" -- 5 < 6 & more...\n\nSecond.\n");
    assert_eq!(body.html, "<p>Hand-thrown “mug” – 5 &lt; 6 &amp; more…</p>\n<p>Second.</p>\n");
    assert_eq!(body.text, "Hand-thrown “mug” – 5 < 6 & more… Second.");
    assert_eq!(body.words, 9);
}

#[test]
fn quotes_of_other_languages() {
    let german = Quotes { open: "„", close: "“" };
    let body = parse_with("Der \"Becher\" ist's.", 2, german, &mut site);
    assert_eq!(body.html, "<p>Der „Becher“ ist’s.</p>\n");
}

#[test]
fn inches_and_marks_within_words() {
    assert_eq!(body("Print, 8\" x 10\", on paper").text, "Print, 8\" x 10\", on paper");
    assert!(body("![5\" \"cup\"](a.jpg)").html.contains("“cup”"));
    assert_eq!(body("\"**좋은 차**\"입니다").inline(), "“<strong>좋은 차</strong>”입니다");
    // What a paragraph does not close, the next one does not either.
    assert_eq!(body("A \"cup\n\n\"Bowl\"").text, "A “cup “Bowl”");
}

#[test]
fn inline_is_without_its_paragraph() {
    assert_eq!(body("Only *one*.").inline(), "Only <em>one</em>.");
    assert_eq!(body("One.\n\nTwo.").inline(), "<p>One.</p>\n<p>Two.</p>");
    assert_eq!(body("").inline(), "");
}

#[test]
fn headings_start_at_the_base_and_skip_nothing() {
    let body = body("# Care\n\n### Washing, by hand\n\n# Care\n\n## Größe & Maß {#sizes}\n\n## Cart\n\n## !\n");
    let found: Vec<_> = body.headings.iter().map(|h| (h.level, h.id.as_str())).collect();
    assert_eq!(
        found,
        [(2, "care"), (3, "washing-by-hand"), (2, "care-2"), (3, "sizes"), (3, "cart-2"), (3, "section")]
    );
    assert!(body.html.starts_with("<h2 id=\"care\">Care</h2>\n<h3 id=\"washing-by-hand\">"));
    assert_eq!(body.headings[3].text, "Größe & Maß");
    // An author who begins with `##` gets the same.
    assert_eq!(html("## A"), html("# A"));
    assert_eq!(parse("###### A\n\n# B", 6, &mut site).headings[1].level, 6);
}

#[test]
fn heading_attributes_cannot_carry_more_than_an_id() {
    assert_eq!(html("# A {#x .evil onclick=alert(1) style=\"x\"}"), "<h2 id=\"x\">A</h2>\n");
    assert_eq!(html("# A {#a!b}"), "<h2 id=\"a-b\">A</h2>\n");
}

#[test]
fn links_are_resolved_and_remembered() {
    let text = "See [mugs](/collections/mugs/ \"All\") or <mail@shop.example>, [out](https://a.example/?a=1&b=2), [no](missing).";
    let body = body(text);
    assert_eq!(
        body.html,
        "<p>See <a href=\"/shop/collections/mugs/\" title=\"All\">mugs</a> or \
         <a href=\"mailto:mail@shop.example\">mail@shop.example</a>, \
         <a href=\"https://a.example/?a=1&amp;b=2\" rel=\"noopener\">out</a>, no.</p>\n"
    );
    assert_eq!(body.links.len(), 4);
    for link in &body.links {
        let target = link.target.trim_start_matches("mailto:");
        assert!(text[link.offset..].starts_with(target), "{link:?}");
    }
}

#[test]
fn images_keep_their_text_and_get_their_size() {
    assert_eq!(
        html("![A *blue* mug \"here\"](mug.jpg)"),
        "<p><img src=\"/shop/mug.jpg\" width=\"800\" height=\"600\" loading=\"lazy\" decoding=\"async\" \
         alt=\"A blue mug “here”\"></p>\n"
    );
    assert_eq!(html("![A & B](missing.jpg)"), "<p>A &amp; B</p>\n");
    assert_eq!(html("[![a](b.jpg)](/c/)").matches("</a>").count(), 1);
    assert_eq!(html("![a ![b](c.jpg) d](e.jpg)").matches("<img").count(), 1);
}

#[test]
fn schemes_that_run_code_are_refused_however_written() {
    for target in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x09;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "&#1;javascript:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "blob:x",
        "unknown:x",
        "java&#x200b;script:x",
    ] {
        let mut asked = Vec::new();
        let body = parse(&format!("[a](<{target}>) ![b](<{target}>)"), 2, &mut |target, _| {
            asked.push(target.to_owned());
            Target::Url(target.to_owned())
        });
        assert_eq!(body.html, "<p>a b</p>\n", "{target}");
        assert_eq!(asked, [""; 0], "{target}");
        let raw = html(&format!("<a href=\"{target}\">a</a>"));
        assert!(!raw.contains("href"), "{target}: {raw}");
    }
    for target in
        ["/a/", "#a", "a/b:c", "?q=a:b", "https://a.example", "mailto:a@b.example", "tel:+49", "sms:1", "//a", ""]
    {
        assert!(is_allowed(target), "{target}");
    }
    // What the caller returns is judged too.
    assert_eq!(parse("[a](/b)", 2, &mut |_, _| Target::Url("javascript:x".into())).html, "<p>a</p>\n");
}

#[test]
fn tables_scroll_and_align_without_styles() {
    assert_eq!(
        html("| Size | Price |\n|:--|--:|\n| S | 1 |\n"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Size, Price\"><table><thead><tr>\
         <th scope=\"col\" class=\"align-left\">Size</th><th scope=\"col\" class=\"align-right\">Price</th></tr></thead>\
         <tbody>\n<tr><td class=\"align-left\">S</td><td class=\"align-right\">1</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn an_empty_corner_of_a_table_is_no_heading() {
    let table = html("| | Price |\n|:--|--|\n| S | 1 |\n");
    assert!(table.contains("<tr><td class=\"align-left\"></td><th scope=\"col\">Price</th></tr>"), "{table}");
    let pictured = html("| ![](a.svg) | Price |\n|--|--|\n| S | 1 |\n");
    assert!(pictured.contains("<tr><th scope=\"col\"><img "), "{pictured}");
}

#[test]
fn lists_tasks_definitions_alerts_code() {
    assert_eq!(html("3. a\n4. b\n"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
    let tasks = html("- [x] done\n- [ ] open\n");
    assert!(tasks.contains("<span class=\"task done\">☑</span> done"), "{tasks}");
    assert!(html("Term\n: Meaning\n").contains("<dt>Term</dt>\n<dd>Meaning</dd>"));
    assert_eq!(html("> [!TIP]\n> Warm it.\n"), "<div class=\"alert tip\" role=\"note\">\n<p>Warm it.</p>\n</div>\n");
    assert_eq!(
        html("```html\n<b>\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-html\">&lt;b&gt;\n</code></pre>\n"
    );
    assert!(!html("```\"><script>\nx\n```\n").contains("<script"));
    assert_eq!(html("~~old~~ `<i>`"), "<p><del>old</del> <code>&lt;i&gt;</code></p>\n");
}

#[test]
fn footnotes_are_numbered_by_reference_and_stand_at_the_end() {
    let html = html("[^b]: Second *note*.\n\nOne[^a], two[^b], again[^a].\n\n[^a]: First.\n\n[^c]: Never.\n");
    assert_eq!(
        html,
        "<p>One<sup id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup>, \
         two<sup id=\"fnref-2\"><a href=\"#fn-2\" role=\"doc-noteref\">2</a></sup>, \
         again<sup id=\"fnref-1-2\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup>.</p>\n\
         <div class=\"footnotes\"><ol>\n\
         <li id=\"fn-1\"><p>First. <a href=\"#fnref-1\" role=\"doc-backlink\">↩</a></p></li>\n\
         <li id=\"fn-2\"><p>Second <em>note</em>. <a href=\"#fnref-2\" role=\"doc-backlink\">↩</a></p></li>\n\
         </ol></div>\n"
    );
    assert_eq!(parse("[^none] x", 2, &mut site).html, "<p>[^none] x</p>\n");
    assert!(parse("a[^1]\n\n[^1]: # Big\n", 2, &mut site).headings.is_empty());
}

#[test]
fn photos_are_offered_in_their_formats() {
    let source =
        "<source type=\"image/webp\" srcset=\"/shop/p-320.webp 320w\" sizes=\"(min-width: 48rem) 44rem, 100vw\">";
    let image = "<img src=\"/shop/photo.jpg\" width=\"800\" height=\"600\" loading=\"lazy\" decoding=\"async\"";
    let written = format!("<p>A <picture>{source}{image} alt=\"a &gt; b\" title=\"1 &gt; 2\"></picture> z</p>\n");
    assert_eq!(html("A ![a > b](photo.jpg \"1 > 2\") z"), written);
    let raw = format!("<div><picture>{source}{image} alt=\"a &gt; b\"></picture></div>");
    assert_eq!(html("<div><img src=\"photo.jpg\" alt=\"a > b\"></div>"), raw);
    let linked = format!("<p><a href=\"/shop/c/\"><picture>{source}{image} alt=\"b\"></picture></a></p>\n");
    assert_eq!(html("[![b](photo.jpg)](/c/)"), linked);
    let own = html("![b](photo.jpg) `<x src=\"\u{E000}0\">`");
    assert!(
        own.contains("<code>&lt;x src=\"\u{E000}0\"&gt;</code>"),
        "an author's own characters are no picture: {own}"
    );
}

#[test]
fn raw_html_is_cleaned_and_its_links_are_resolved() {
    let text = "<details open onclick=\"x()\">\n<summary>More</summary>\n\n**Bold** [in](/in/)\n\n<a href=\"/out/\" style=\"x\">out</a> \
                <a href=\"https://a.example\">far</a>\n<img src=\"mug.jpg\" alt=\"Mug\" width=\"1\" onerror=\"x\">\n<img src=\"missing.jpg\">\n</details>\n";
    let body = body(text);
    assert_eq!(
        body.html,
        "<details open=\"\">\n<summary>More</summary>\n<p><strong>Bold</strong> <a href=\"/shop/in/\">in</a></p>\n\
         <p><a href=\"/shop/out/\">out</a> <a href=\"https://a.example\" rel=\"noopener\">far</a>\n\
         <img src=\"/shop/mug.jpg\" width=\"800\" height=\"600\" loading=\"lazy\" decoding=\"async\" alt=\"Mug\">\n\
         </p>\n</details>\n"
    );
    assert_eq!(body.text, "More Bold in out far");
    let targets: Vec<_> = body.links.iter().map(|l| (l.target.as_str(), l.image)).collect();
    assert_eq!(
        targets,
        [("/in/", false), ("/out/", false), ("https://a.example", false), ("mug.jpg", true), ("missing.jpg", true)]
    );
    for link in &body.links {
        assert!(text[link.offset..].starts_with(&link.target), "{link:?}");
    }
}

#[test]
fn what_the_renderer_writes_survives_the_cleaning() {
    let text = "# Sizes\n\n| A | B |\n|:-:|---|\n| 1 | 2 |\n\n- [x] a[^1]\n\n> [!NOTE]\n> b\n\n```rust\nc\n```\n\n[d](https://d.example) ![e](e.jpg)\n\n[^1]: f\n";
    let plain = body(text);
    let raw = body(&format!("{text}\n<!-- g -->\n"));
    assert_eq!(plain.html, raw.html.replace("\n\n", "\n"));
    assert_eq!(plain.headings, raw.headings);
    assert_eq!(plain.text, raw.text);
    assert_eq!(plain.words, raw.words);
}

#[test]
fn no_body_can_close_its_page_or_leave_an_element_open() {
    for text in [
        "</div></main></body>\n\nx",
        "<div>\n\nx",
        "<b>x",
        "<!--\n\nx",
        "<plaintext>\n\nx",
        "<textarea>\n\n# x",
        "<ul><li><div><li>",
    ] {
        let html = html(text);
        assert_balanced(&html);
    }
    assert_eq!(html("x <script>alert(1)</script> y <style>*{}</style>").trim(), "<p>x  y </p>");
    assert!(!html("<h1 id=\"cart\" class=\"hero\">x</h1>").contains("cart"));
    assert!(!html("<form action=\"https://x.example\"><input name=a><button>b</button></form>").contains("form"));
    assert!(!html("<svg><a xlink:href=\"javascript:x\">x</a></svg>").contains("svg"));
}

#[test]
fn tokens_cannot_be_forged_into_anything_but_text() {
    assert_eq!(html("\u{E000}0 <b>x</b> [a](/a/)"), "<p>\u{E000}0 <b>x</b> <a href=\"/shop/a/\">a</a></p>\n");
    let forged = html("<a href=\"\u{E000}0\" title=' href=\"\u{E000}0\"'>a</a> [b](/b/) <a href=\"\u{E000}99\">c</a>");
    assert!(!forged.contains("javascript"), "{forged}");
    assert_balanced(&forged);
}

#[test]
fn words_are_counted_in_every_script() {
    assert_eq!(body("Ein Becher, 350 ml, handgemacht.").words, 5);
    assert_eq!(body("手作りのマグ").words, 3);
    assert_eq!(body("كوب مصنوع يدويا").words, 3);
    assert_eq!(body("---\n\n").words, 0);
}

#[test]
fn hostile_depth_ends_soon() {
    for text in [
        "> ",
        "<b>",
        "<div>\n\n",
        "[",
        "![",
        "*a ",
        "<a href=x>",
        "- ",
        "`",
        "<!--",
        "# a\n\n",
        "[^a]",
        "|",
        "<table><tr><td>",
    ] {
        let body = body(&text.repeat(6_000));
        assert_balanced(&body.html);
    }
}

/// Every tag that opens closes again, in order.
fn assert_balanced(html: &str) {
    const VOID: &[&str] = &["br", "hr", "img", "wbr", "col"];
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("a tag that never ends: {html}"));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

fn assert_safe(html: &str) {
    assert_balanced(html);
    for tag in html.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag) {
        // With the values taken out, only names are left.
        let names: String = tag.split('"').step_by(2).collect();
        for part in names.split([' ', '\n', '=', '/']).filter(|part| !part.is_empty()) {
            assert!(!part.starts_with("on") && part != "style" && part != "script" && part != "iframe", "{tag}");
        }
        for url in tag.split("href=\"").skip(1).chain(tag.split("src=\"").skip(1)) {
            assert!(is_allowed(url.split('"').next().unwrap_or_default()), "{tag}");
        }
    }
}

fn fragment() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "# ",
        "\n",
        "\n\n",
        "- ",
        "> ",
        "[",
        "](",
        ")",
        "![",
        "`",
        "```\n",
        "*",
        "**",
        "_",
        "~~",
        "|",
        "|--|\n",
        "<",
        ">",
        "</",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<a href=\"javascript:x\">",
        "<a href='/x'>",
        "</a>",
        "<img src=x onerror=y>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<table>",
        "<td>",
        "<li>",
        "<p>",
        "<svg>",
        "<style>",
        "<math>",
        "<title>",
        "javascript:x",
        "https://a.example/",
        "\"",
        "'",
        "&",
        "&quot;",
        "&#x6a;",
        "[^a]",
        "[^a]: ",
        "{#id}",
        "[!NOTE]",
        "\u{E000}0",
        "\0",
        "\t",
        "    ",
        "1. ",
        "- [x] ",
        "a",
        "é",
        "手",
        ": ",
        "\r",
        "==\n",
        "\\",
    ]);
    prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => ".{0,6}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

#[test]
fn sentences_have_code() {
    for (text, html) in [
        ("write `a: <b>` below", "write <code>a: &lt;b&gt;</code> below"),
        ("`a` and `b`", "<code>a</code> and <code>b</code>"),
        ("a ` alone & `c` `d", "a <code> alone &amp; </code>c<code> </code>d"),
        ("one ` alone", "one ` alone"),
        ("plain", "plain"),
    ] {
        assert_eq!(escape_sentence(text), html);
    }
}

proptest! {
    #[test]
    fn any_text_is_rendered_safely(text in fragment(), base in 0u8..9) {
        let body = parse(&text, base, &mut site);
        assert_safe(&body.html);
        for heading in &body.headings {
            prop_assert!((1..=6).contains(&heading.level));
            prop_assert_eq!(body.headings.iter().filter(|other| other.id == heading.id).count(), 1);
        }
        for link in &body.links {
            prop_assert!(text.is_char_boundary(link.offset));
        }
        prop_assert!(!body.text.contains("  ") && !body.text.contains('\n') && body.text.trim_matches(' ') == body.text);
        prop_assert_eq!(parse(&text, base, &mut site), body);
    }
}
