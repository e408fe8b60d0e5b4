//! A shop of any size, the same one every time: products of about 300 words, three variants, four related products,
//! collections of a hundred, no photos. Shared by the benches.

use std::fmt::Write;

use shopwright::source::{Content, SourceFile};

const WORDS: &[&str] = &[
    "clay", "glaze", "kiln", "table", "morning", "light", "hand", "thrown", "quiet", "weight", "rim", "foot", "shelf",
    "linen", "river", "stone", "winter", "garden", "wooden", "bright", "small", "wide", "deep", "careful", "rough",
    "smooth", "evening", "guest", "coffee", "tea", "bread", "salt", "honey", "paper", "string", "window", "market",
];

/// A number from a seed, spread over 64 bits (SplitMix64).
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn words(seed: u64, count: usize) -> String {
    let list: Vec<&str> = (0..count as u64)
        .map(|n| WORDS[(mix(seed.wrapping_mul(1009).wrapping_add(n)) % WORDS.len() as u64) as usize])
        .collect();
    list.join(" ")
}

fn slug(n: usize) -> String {
    format!("product-{n:06}")
}

fn product(n: usize, of: usize) -> String {
    let seed = n as u64;
    let mut text = String::with_capacity(3000);
    let title = words(seed, 3);
    let price = 5 + mix(seed) % 90;
    let _ = write!(
        text,
        "---\ntitle: {title} {n}\nsummary: {}\nbrand: Bench\nprice: {price}.50\ncollections: [collection-{:04}]\ntags: [{}, {}]\n",
        words(seed + 7, 14),
        n / 100,
        words(seed + 1, 1),
        words(seed + 2, 1),
    );
    text.push_str("options: [{name: Size, values: [S, M, L]}]\nvariants:\n");
    for (v, size) in ["S", "M", "L"].iter().enumerate() {
        let _ = writeln!(
            text,
            "  - {{options: {{Size: {size}}}, sku: SKU-{n}-{size}, price: {}.50, stock: {}}}",
            price + v as u64,
            3 + v
        );
    }
    let related: Vec<String> = (1..=4).map(|step| slug((n + step * 7) % of)).collect();
    let _ = write!(text, "related: [{}]\nhighlights:\n", related.join(", "));
    for h in 0..3 {
        let _ = writeln!(text, "  - {}", words(seed + 20 + h, 6));
    }
    let _ = write!(
        text,
        "details: {{Width: {} cm, Height: {} cm, Material: {}}}\n---\n",
        n % 30,
        n % 20,
        words(seed + 3, 1)
    );
    for p in 0..4 {
        let _ = write!(
            text,
            "{}.\n\n## {}\n\n{}, *{}*.\n\n",
            words(seed + 40 + p, 36),
            words(seed + 60 + p, 3),
            words(seed + 80 + p, 30),
            words(seed + 90 + p, 3)
        );
    }
    text
}

/// The files of a shop with `count` products.
pub fn files(count: usize) -> Vec<SourceFile> {
    let file = |path: String, text: String| SourceFile { path, content: Content::Text(text.into()) };
    let mut files = vec![
        file(
            "content/shop.yaml".into(),
            "name: Bench\nbase_url: https://bench.example/\ncurrency: EUR\ncards: none\ncontact: {email: shop@bench.example}\n\
             shipping: {zones: [{name: Germany, countries: [DE], cost: 4.90, free_above: 60.00, days: [2, 3]}]}\n\
             returns: {days: 30}\ncheckout: [{email: {}}]\n"
                .into(),
        ),
        file("content/home.yaml".into(), "sections:\n  - collections: {title: Collections}\n".into()),
        file(
            "content/posts/first.md".into(),
            format!("---\ntitle: A post\ndate: 2026-01-01\n---\n{}\n", words(1, 200)),
        ),
    ];
    for n in 0..count {
        files.push(file(format!("content/products/{}.md", slug(n)), product(n, count)));
    }
    for n in 0..count.div_ceil(100) {
        let title = words(n as u64 + 5000, 2);
        files
            .push(file(format!("content/collections/collection-{n:04}.md"), format!("---\ntitle: {title} {n}\n---\n")));
    }
    files
}
