//! Every fault is reported at its place with a remedy, all of them at once, and the published site stays as it is.
//!
//! Each folder of `tests/broken/` but `sound` holds the files by which a case differs from that sound site. What is
//! expected stands below the fault itself, in a comment of the file:
//!
//! ```text
//! price: 12,50 EUR
//! #      ^^^^^^^^^ error[amount]: `12,50 EUR` is not an amount
//! ```
//!
//! or `# @1 error[…]: …` with the column, where the comment's own sign is in the way; and in the case's
//! `expected.txt`, `path: error[…]: …` or `path:line:column: error[…]: …`, where no comment can stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::shell;

/// `path:line:column: severity[code]: message`
type Expectations = BTreeSet<String>;

/// What the files of a case say about themselves.
fn expected(case: &Path) -> Expectations {
    let mut expected = BTreeSet::new();
    for (path, file) in shell::files(case) {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        if path == "expected.txt" {
            expected.extend(text.lines().map(str::to_owned));
            continue;
        }
        let mut last = 0;
        for (n, line) in text.lines().enumerate() {
            match expectation(line) {
                Some((column, finding)) => drop(expected.insert(format!("{path}:{last}:{column}: {finding}"))),
                None => last = n + 1,
            }
        }
    }
    expected
}

/// Column and finding of a comment that is an expectation.
fn expectation(line: &str) -> Option<(usize, &str)> {
    let comments = [("#", ""), ("<!--", "-->"), ("{#", "#}")];
    let comment =
        comments.into_iter().find_map(|(open, close)| line.strip_prefix(open)?.trim_end().strip_suffix(close))?;
    let (mark, finding) = comment.trim().split_once(' ')?;
    let column = match mark.strip_prefix('@') {
        Some(column) => column.parse().ok()?,
        None if mark.bytes().all(|b| b == b'^') => line.find('^')? + 1,
        None => return None,
    };
    finding.contains("]: ").then_some((column, finding))
}

/// What the program says of a site, in the same form.
fn found(site: &Path) -> Expectations {
    let run = shell::run(site, &["check", "--format", "json", "--today", shell::TODAY]);
    let list: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or("-").to_owned();
    let place = |finding: &Value| match (finding["line"].as_u64(), finding["column"].as_u64()) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", text(finding, "file")),
        _ => text(finding, "file"),
    };
    let findings = list.as_array().unwrap().iter();
    findings
        .map(|finding| {
            let line = format!(
                "{}: {}[{}]: {}",
                place(finding),
                text(finding, "severity"),
                text(finding, "code"),
                text(finding, "message")
            );
            assert!(finding["help"].as_str().is_some_and(|help| !help.is_empty()), "no remedy: {line}");
            line
        })
        .collect()
}

/// A case over the sound site.
fn site(case: &Path) -> tempfile::TempDir {
    let site = shell::sound_copy();
    shell::copy(case, site.path());
    site
}

fn same(name: &str, found: &Expectations, expected: &Expectations) -> bool {
    let missing: Vec<&String> = expected.difference(found).collect();
    let unexpected: Vec<&String> = found.difference(expected).collect();
    if missing.is_empty() && unexpected.is_empty() {
        return true;
    }
    eprintln!("tests/broken/{name}\n  not reported: {missing:#?}\n  not expected: {unexpected:#?}");
    false
}

#[test]
fn each_fault_is_reported_at_its_place() {
    let mut wrong = 0;
    let mut cases = 0;
    for entry in fs::read_dir(shell::root().join("tests/broken")).unwrap() {
        let case = entry.unwrap().path();
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "sound" {
            continue;
        }
        let expected = expected(&case);
        assert!(!expected.is_empty(), "{name} expects nothing");
        wrong += usize::from(!same(&name, &found(site(&case).path()), &expected));
        cases += 1;
    }
    assert!(cases > 20, "only {cases} cases were found");
    assert_eq!(wrong, 0, "{wrong} of {cases} cases differ");
}

#[test]
fn the_sound_site_is_sound() {
    assert_eq!(found(shell::sound_copy().path()), BTreeSet::new());
}

/// All cases are built into one folder that holds a published site.
#[test]
fn no_fault_touches_the_published_site() {
    let published = shell::folder();
    let out = published.path().join("public");
    let to = ["--out", out.to_str().unwrap()];
    shell::build(&shell::sound(), &to).ends(0);
    let before = shell::state(published.path());
    for entry in fs::read_dir(shell::root().join("tests/broken")).unwrap() {
        let case = entry.unwrap().path();
        if !case.ends_with("sound") {
            let run = shell::build(site(&case).path(), &to).ends(1);
            assert!(run.stderr.contains("the published site is as it was"), "{}", run.stderr);
            assert!(shell::state(published.path()) == before, "{} changed the published site", case.display());
        }
    }
}

/// Findings of the sound site after a change that no file of the repository can hold.
#[track_caller]
pub fn after(change: impl FnOnce(&Path), expected: &[&str]) {
    let site = shell::sound_copy();
    change(site.path());
    assert_eq!(found(site.path()).into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_folder_without_a_shop() {
    let no_shop = ["-: error[no-shop]: there is no `content/shop.yaml` here"];
    after(|site| fs::remove_file(site.join("content/shop.yaml")).unwrap(), &no_shop);
    after(|site| fs::remove_dir_all(site.join("content")).unwrap(), &no_shop);
    let empty = shell::folder();
    let run = shell::build(empty.path(), &[]).ends(1);
    assert!(run.stderr.contains("a shop begins with `content/shop.yaml`"), "{}", run.stderr);
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

/// Only folders of texts have names of their own.
#[test]
fn folders_of_pictures_are_called_as_one_likes() {
    let image = |folder: &str| {
        after(
            |site| {
                let (content, photo) = (site.join("content"), site.join("content/media/mug.png"));
                fs::create_dir(content.join(folder)).unwrap();
                fs::copy(photo, content.join(folder).join("cup.png")).unwrap();
                let mug = fs::read_to_string(content.join("products/mug.md")).unwrap();
                let mug = mug.replace("media/mug.png", &format!("{folder}/cup.png"));
                fs::write(content.join("products/mug.md"), mug).unwrap();
            },
            &[],
        );
    };
    ["images", "photos", "Media", "posters", "collection"].into_iter().for_each(image);
}

/// Some systems write `ü` as one character, others as two: the same file to whoever looks at it.
#[test]
fn names_of_files_in_either_spelling() {
    let spelt = |disk: &'static str, text: &'static str| {
        move |site: &Path| {
            fs::copy(site.join("content/media/mug.png"), site.join(format!("content/media/{disk}.png"))).unwrap();
            let product = format!(
                "---\ntitle: Gr\u{fc}ner Tee\nprice: 5.00\nimages: [{{src: media/{text}.png, alt: Tea}}]\n---\n"
            );
            shell::write(&site.join("content/products/tea.md"), product);
        }
    };
    after(spelt("gru\u{308}n", "gr\u{fc}n"), &[]);
    after(spelt("gr\u{fc}n", "gru\u{308}n"), &[]);
}

/// What a telephone or the web hands over is named, with what to do.
#[test]
fn pictures_of_other_kinds() {
    let picture = |name: &'static str, bytes: &'static [u8]| {
        move |site: &Path| {
            shell::write(&site.join(format!("content/media/{name}")), bytes);
            let product = format!("---\ntitle: Tea\nprice: 5.00\nimages: [{{src: media/{name}, alt: Tea}}]\n---\n");
            shell::write(&site.join("content/products/tea.md"), product);
        }
    };
    let heic = "content/products/tea.md:4:16: error[image]: `media/tea.heic` is not a picture that can be shown: \
                browsers do not show HEIC, the format of iPhones";
    let renamed = heic.replace("tea.heic", "tea.jpg");
    after(picture("tea.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), &[&renamed]);
    after(picture("tea.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), &[heic]);
    let gif = "content/products/tea.md:4:16: error[image]: `media/tea.gif` is not a picture that can be shown: \
               of a GIF no sizes are made";
    after(picture("tea.gif", b"GIF89a\x01\0\x01\0\0\0\0;"), &[gif]);
}

#[test]
fn texts_that_are_not_utf_8() {
    let latin = |site: &Path| {
        shell::write(&site.join("content/products/mug.md"), b"---\ntitle: Mug\nsummary: Gr\xfc\xdfe\n---\n");
        shell::write(&site.join("content/media/logo.svg"), b"<svg>\xff</svg>");
    };
    after(
        latin,
        &[
            "content/media/logo.svg:1:1: error[not-utf-8]: this file is not UTF-8: line 1 holds other bytes",
            "content/products/mug.md:3:1: error[not-utf-8]: this file is not UTF-8: line 3 holds other bytes",
        ],
    );
    for bytes in [&b"\xff\xfen\0a\0m\0e\0"[..], b"n\0a\0m\0e\0:\0 \0X\0", b"\0n\0a\0m\0e\0:\0 \0X"] {
        let utf16 = |site: &Path| shell::write(&site.join("content/shop.yaml"), bytes);
        after(utf16, &["content/shop.yaml: error[not-utf-8]: this file is UTF-16, not UTF-8"]);
    }
}

/// Sparse: they take no room on the disk and no time to make.
#[test]
fn files_of_two_hundred_megabytes() {
    const SIZE: u64 = 200 << 20;
    let large = |path: &'static str| {
        move |site: &Path| {
            shell::write(&site.join(path), "");
            fs::File::options().write(true).open(site.join(path)).unwrap().set_len(SIZE).unwrap();
        }
    };
    let text = "error[too-large]: this text is larger than 64 MB";
    after(large("content/products/mug.md"), &[&format!("content/products/mug.md: {text}")]);
    after(large("content/shop.yaml"), &[&format!("content/shop.yaml: {text}")]);
    let film = "content/media/film.mp4: error[too-large]: this file is larger than 100 MB";
    after(large("content/media/film.mp4"), &[film]);
    after(
        large("content/media/mug.png"),
        &["content/media/mug.png: error[too-large]: this file is larger than 100 MB"],
    );
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let finding = |path: &str| format!("{path}: error[path]: this is a link to another place");
    let file = |site: &Path| {
        fs::remove_file(site.join("content/media/mug.png")).unwrap();
        symlink("/etc/hostname", site.join("content/media/mug.png")).unwrap();
    };
    after(file, &[&finding("content/media/mug.png")]);
    let page = |site: &Path| symlink("/etc/passwd", site.join("content/pages/users.md")).unwrap();
    after(page, &[&finding("content/pages/users.md")]);
    // What a folder holds is missed in every place; it is told once.
    let whole = |site: &Path| {
        fs::rename(site.join("content/media"), site.join("media")).unwrap();
        symlink(site.join("media"), site.join("content/media")).unwrap();
    };
    after(
        whole,
        &["content/media: error[linked-folder]: this folder is a link to another place, and nothing in it is read"],
    );
    let shop = |site: &Path| {
        fs::remove_file(site.join("content/shop.yaml")).unwrap();
        symlink("/etc/passwd", site.join("content/shop.yaml")).unwrap();
    };
    after(shop, &[&finding("content/shop.yaml")]);
}

/// A section of which nothing is published is not on the page, and its author hears of it.
#[test]
fn sections_without_anything_to_show() {
    let draft = |site: &Path| {
        let product = "---\ntitle: Tea\nprice: 5.00\ndraft: true\nimages: [{src: media/mug.png, alt: Tea}]\n---\n";
        shell::write(&site.join("content/products/tea.md"), product);
        let home =
            "sections:\n- featured: {title: Soon here, products: [tea]}\n- featured: {title: Now, products: [mug]}\n";
        shell::write(&site.join("content/home.yaml"), home);
        shell::build(site, &[]).ends(0);
        let page = fs::read_to_string(site.join("public/index.html")).unwrap();
        assert!(page.contains("Now") && !page.contains("Soon here"), "{page}");
    };
    let gone = "content/home.yaml:2:3: warning[empty-section]: nothing that `featured` would show is published, \
                so the page goes without it";
    after(draft, &[gone]);
}

/// Names from archives of other systems, and what is no file at all, would be missing from the shop without a word.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_and_pipes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let latin = |site: &Path| {
        let products = site.join("content/products");
        shell::write(&products.join(OsStr::from_bytes(b"gr\xfcn.md")), "---\ntitle: Tea\n---\n");
    };
    let name = "error[path]: the name of this file, or of its folder, is not UTF-8";
    after(latin, &[&format!("content/products/gr\u{fffd}n.md: {name}")]);
    let pipe = |site: &Path| {
        let made = std::process::Command::new("mkfifo").arg(site.join("content/products/tea.md")).status();
        assert!(made.unwrap().success());
    };
    after(pipe, &["content/products/tea.md: error[path]: this is a pipe or a device, not a file"]);
}

/// A finding in each of thousands of products costs no more than one.
#[test]
fn findings_in_a_long_list_have_their_lines() {
    let products: String = (0..3000).map(|n| format!("- title: P{n}\n  slug: p{n}\n  price: 5.00\n")).collect();
    let site = shell::sound_copy();
    shell::write(&site.path().join("content/products.yaml"), products);
    let found = found(site.path());
    assert_eq!(found.iter().filter(|line| line.contains("products.yaml:")).count(), 3000);
    let last = "content/products.yaml:8998:10: warning[";
    assert!(found.iter().any(|line| line.starts_with(last)), "{:?}", found.iter().next_back());
}

/// `<`, `&` and quotation marks in fields that are text: in no file of the site do they become markup.
#[test]
fn html_in_text_fields_is_text() {
    const TEXT: &str = r#"<script>evil()</script><b class='evil'>"&amp;"#;
    let site = shell::sound_copy();
    let yaml = TEXT.replace('\'', "''");
    let shop = fs::read_to_string(site.path().join("content/shop.yaml")).unwrap();
    let shop = shop.replace("name: Sound Cups", &format!("name: '{yaml}'\ntagline: '{yaml}'\nannouncement: '{yaml}'"));
    shell::write(&site.path().join("content/shop.yaml"), shop);
    let product = format!(
        "---\ntitle: '{yaml}'\nsummary: '{yaml}'\nbrand: '{yaml}'\nprice: 24.00\nhighlights: ['{yaml}']\ndetails: {{'{yaml}': '{yaml}'}}\n\
         images: [{{src: media/mug.png, alt: '{yaml}'}}]\noptions: [{{name: '{yaml}', values: ['{yaml}', S]}}]\ncollections: [cups]\n\
         reviews: [{{author: '{yaml}', rating: 5, date: 2026-10-01, title: '{yaml}', text: '{yaml}'}}]\n---\n"
    );
    shell::write(&site.path().join("content/products/mug.md"), product);
    let faq = format!("- group: '{yaml}'\n  questions: [{{question: 'Why {yaml}', answer: Yes.}}]\n");
    shell::write(&site.path().join("content/faq.yaml"), faq);
    let said =
        format!("- {{person: '{yaml}', role: '{yaml}', company: '{yaml}', segment: '{yaml}', text: '{yaml}'}}\n");
    shell::write(&site.path().join("content/testimonials.yaml"), said);
    let sections = format!(
        "sections:\n- hero: {{eyebrow: '{yaml}', title: '{yaml}', text: '{yaml}', image: {{src: media/mug.png, alt: '{yaml}'}}}}\n\
         - flow: {{title: '{yaml}', stages: [{{name: '{yaml}', question: '{yaml}', choices: ['{yaml}']}}]}}\n\
         - segments: {{title: '{yaml}', columns: ['{yaml}'], rows: [['{yaml}']]}}\n- proof: {{title: '{yaml}', figures: [{{figure: '{yaml}', label: '{yaml}'}}]}}\n"
    );
    shell::write(&site.path().join("content/home.yaml"), sections);
    shell::build(site.path(), &[]).ends(0);
    let mut escaped = 0;
    for (path, bytes) in shell::bytes(&site.path().join("public")) {
        let markup = [".html", ".xml", ".svg"].iter().any(|end| path.ends_with(end));
        if markup {
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                !text.contains("<script>evil") && !text.contains("<b class"),
                "{path} holds markup of a text field"
            );
            escaped += usize::from(text.contains("&lt;script&gt;evil()"));
        }
    }
    assert!(escaped > 5, "the text is on {escaped} pages");
}

#[test]
fn raw_html_in_markdown_is_cleaned() {
    let site = shell::sound_copy();
    let body = "---\ntitle: About\n---\n\
        Before <script>evil()</script> <kbd>kept</kbd> <img src=\"media/mug.png\" onerror=\"evil()\" alt=\"Mug\">\n\n\
        <iframe src=\"https://evil.example/\"></iframe>\n\n<p style=\"position:fixed\" onclick=\"evil()\">paragraph</p>\n\n\
        <a href=\"https://fine.example/\" onmouseover=\"evil()\">link</a></main></body> after\n\n<style>body{}</style>\n\n\
        <form action=\"https://evil.example/\"><input name=\"card\"></form>\n\n<object data=\"evil.swf\"></object>\n";
    shell::write(&site.path().join("content/pages/about.md"), body);
    shell::build(site.path(), &[]).ends(0);
    let page = fs::read_to_string(site.path().join("public/about/index.html")).unwrap();
    let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
    for gone in [
        "evil",
        "<script",
        "onerror",
        "<iframe",
        "style=",
        "onclick",
        "<form",
        "<input",
        "<object",
        "<style",
        "onmouseover",
    ] {
        assert!(!main.contains(gone), "`{gone}` is on the page:\n{main}");
    }
    for kept in ["<kbd>kept</kbd>", "paragraph", "href=\"https://fine.example/\"", "after"] {
        assert!(main.contains(kept), "`{kept}` is not on the page:\n{main}");
    }
}
