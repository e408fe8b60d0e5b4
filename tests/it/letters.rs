//! A shop whose language has other letters: names become addresses, anchors and skus as those of Latin letters do.

use std::fs;

use crate::shell::{self, TODAY};

/// A shop in Japanese: nothing in it has an ASCII spelling, and no `id`, `slug` or `sku` is given by hand.
fn shop() -> tempfile::TempDir {
    let site = shell::sound_copy();
    let write = |path: &str, text: &str| shell::write(&site.path().join("content").join(path), text);
    let product = "---\ntitle: マグ\nprice: 24.00\nimages: [{src: media/mug.png, alt: 茶色のマグ}]\ncollections: [cups]\n\
                   options: [{name: 釉薬, values: [白, 黄土]}, {name: Size, values: [S]}]\n---\n";
    write("products/mug.md", product);
    let faq = "- group: 配送\n  questions:\n  - {question: 何日かかりますか, answer: '三日。[返品](/faq/#返品)'}\n\
               \x20 - {question: 送料は, answer: 無料。}\n- group: 返品\n  questions: [{question: できますか, answer: はい。}]\n";
    write("faq.yaml", faq);
    write("testimonials.yaml", "- {person: 田中太郎, text: 良い。}\n- {person: 鈴木花子, text: 最高。}\n");
    for (name, tags) in [("first", "日本語, 日本 2"), ("second", "韓国 2, Kiln, kiln")] {
        let post = format!("---\ntitle: {name}\nsummary: 窯\ndate: 2026-10-01\ntags: [{tags}]\n---\n窯。\n");
        write(&format!("posts/{name}.md"), &post);
    }
    site
}

#[test]
fn names_of_any_letters_have_addresses() {
    let site = shop();
    shell::run(site.path(), &["build", "--strict", "--cards", "none", "--today", TODAY]).ends(0);
    let page = |path: &str| fs::read_to_string(site.path().join("public").join(path).join("index.html")).unwrap();
    let faq = page("faq");
    for id in ["配送", "何日かかりますか", "送料は", "返品"] {
        assert!(faq.contains(&format!("id=\"{id}\"")), "{id}");
    }
    let said = page("testimonials");
    assert!(said.contains("id=\"田中太郎\"") && said.contains("id=\"鈴木花子\""), "{said}");
    let tags = fs::read_dir(site.path().join("public/journal/tags")).unwrap();
    let mut tags: Vec<String> = tags.map(|tag| tag.unwrap().file_name().into_string().unwrap()).collect();
    tags.sort();
    assert_eq!(tags.len(), 4, "{tags:?}");
    for (post, of_post) in [("first", 2), ("second", 2)] {
        let post = page(&format!("journal/{post}"));
        let linked = tags.iter().filter(|tag| post.contains(&format!("href=\"/journal/tags/{tag}/\""))).count();
        assert_eq!(linked, of_post);
        assert!(!post.contains("/journal/tags//"));
    }
}

/// The address of a variant names fields of the form and their values, so that the script finds what is chosen.
#[test]
fn an_address_names_the_fields_of_the_form() {
    let site = shop();
    shell::build(site.path(), &[]).ends(0);
    let page = fs::read_to_string(site.path().join("public/products/mug/index.html")).unwrap();
    for (value, encoded) in [("白", "%E7%99%BD"), ("黄土", "%E9%BB%84%E5%9C%9F")] {
        assert!(page.contains(&format!("name=\"釉薬\" value=\"{value}\"")), "{page}");
        assert!(page.contains(&format!("/products/mug/?%E9%87%89%E8%96%AC={encoded}\\u0026size=s\"")), "{page}");
    }
    assert!(page.contains("\"v\":[\"黄土\",\"s\"]"), "{page}");
}
