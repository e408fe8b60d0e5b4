//! The program as it is typed: what it prints, where, and how it ends.

use std::fs;

use serde_json::Value;

use crate::shell::{self, build, run, sound, sound_copy, write};

/// A site with a warning and no error.
fn with_a_warning() -> tempfile::TempDir {
    let site = sound_copy();
    write(&site.path().join("content/collections/empty.md"), "---\ntitle: Nothing yet\n---\n");
    site
}

#[test]
fn help_shows_examples() {
    for arguments in
        [&["--help"][..], &["build", "--help"], &["check", "--help"], &["card", "--help"], &["serve", "--help"]]
    {
        let help = run(&sound(), arguments).ends(0).stdout;
        assert!(
            help.contains("Usage: shopwright") && help.contains("Examples:\n  shopwright "),
            "{arguments:?}:\n{help}"
        );
    }
    let options = run(&sound(), &["build", "--help"]).stdout;
    for option in ["--base-url", "--out", "--drafts", "--today", "--strict", "--images", "--cards", "--cache"] {
        assert!(options.contains(option), "{option}:\n{options}");
    }
    let formats = run(&sound(), &["check", "--help"]).stdout;
    assert!(["human", "json", "github"].iter().all(|format| formats.contains(&format!("- {format}:"))), "{formats}");
    let alone = run(&sound(), &[]).ends(2);
    assert!(alone.stderr.contains("Examples:"), "{alone:?}");
    assert_eq!(run(&sound(), &["--version"]).ends(0).stdout, concat!("shopwright ", env!("CARGO_PKG_VERSION"), "\n"));
}

/// The first thing that a newcomer types.
#[test]
fn the_smallest_shop_of_the_readme_builds() {
    let readme = fs::read_to_string(shell::root().join("README.md")).unwrap();
    let block = |name: &str| {
        let blocks = readme.split("\n```").filter(|block| block.contains(name)).collect::<Vec<_>>();
        let [block] = blocks[..] else { panic!("{} blocks with {name}", blocks.len()) };
        block.split_once('\n').unwrap().1.to_owned()
    };
    let site = shell::folder();
    for (name, path) in
        [("# content/shop.yaml", "content/shop.yaml"), ("# content/products/mug.md", "content/products/mug.md")]
    {
        write(&site.path().join(path), block(name));
    }
    let build = build(site.path(), &[]).ends(0);
    assert!(build.stderr.contains("2 warnings") && build.stderr.contains("has no picture"), "{build:?}");
    assert!(site.path().join("public/products/mug/index.html").is_file());
}

#[test]
fn wrong_use_ends_with_2_and_says_what_to_type() {
    let says = |arguments: &[&str], words: &str| {
        let run = run(&sound(), arguments).ends(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
    };
    says(&["build", "--bass-url", "https://x.example/"], "--base-url");
    says(&["biuld"], "build");
    says(&["check", "--format", "xml"], "possible values: human, json, github");
    says(&["build", "--base-url", "shop.example"], "write `https://shop.example/`");
    says(&["build", "--base-url", "https://shop.example/../up/"], "cannot be the address of a shop");
    says(&["build", "--today", "tomorrow"], "write year-month-day, like `2026-11-23`");
    says(&["build", "--today", "2026-02-30"], "not a day of the calendar");
    says(&["build", "one", "two"], "unexpected argument 'two'");
}

#[test]
fn a_folder_that_is_not_there_ends_with_3() {
    for command in ["build", "check"] {
        let run = run(&sound(), &[command, "nowhere"]).ends(3);
        assert_eq!(run.stderr, "failed: nowhere: there is no such folder\n");
        assert!(run.stdout.is_empty());
    }
    assert_eq!(
        run(&sound(), &["check", "content/shop.yaml"]).ends(3).stderr,
        "failed: content/shop.yaml: this is a file; name the folder that holds `content/`\n"
    );
}

#[test]
fn a_build_prints_one_summary() {
    let site = sound_copy();
    let summary = |run: shell::Run| {
        let run = run.ends(0);
        assert!(run.stdout.is_empty(), "{}", run.stdout);
        // Before it stands what shops have from when they are tried.
        let lines: Vec<&str> = run.stderr.lines().filter(|line| !line.contains("for examples")).collect();
        let [summary] = lines[..] else { panic!("{}", run.stderr) };
        format!("{summary}\n")
    };
    let first = summary(build(site.path(), &[]));
    assert!(first.starts_with("done: ") && first.contains(" pages, ") && first.contains("(all new)"), "{first}");
    let pages = fs::read_to_string(site.path().join("public/sitemap.xml")).unwrap().matches("<loc>").count();
    let counted: usize = first["done: ".len()..].split(' ').next().unwrap().parse().unwrap();
    assert!(counted >= pages, "{counted} pages in the summary, {pages} in the sitemap");
    assert!(summary(build(site.path(), &[])).contains("(nothing changed)"));
    write(
        &site.path().join("content/pages/about.md"),
        "---\ntitle: About\nsummary: Who makes the cups.\nkind: about\n---\nWe make mugs.\n",
    );
    let changed = summary(build(site.path(), &[]));
    assert!(changed.contains(" changed)") && !changed.contains("nothing"), "{changed}");
    let warned = build(with_a_warning().path(), &[]).ends(0).stderr;
    assert!(warned.contains("warning[empty-collection]") && warned.contains(", 1 warning)"), "{warned}");
}

/// People put the folder of products beside `content/`.
#[test]
fn a_shop_without_products_is_told_of_it() {
    let site = sound_copy();
    fs::rename(site.path().join("content/products"), site.path().join("products")).unwrap();
    fs::remove_file(site.path().join("content/home.yaml")).unwrap();
    for other in ["collections", "posts", "testimonials.yaml", "faq.yaml"] {
        let other = site.path().join("content").join(other);
        let _ = if other.is_dir() { fs::remove_dir_all(other) } else { fs::remove_file(other) };
    }
    let told = run(site.path(), &["check"]).ends(0);
    assert!(told.stderr.contains("warning[no-products]") && told.stderr.contains("below `content/`"), "{told:?}");
    // It may be there for the sake of its report.
    write(
        &site.path().join("content/report/report.yaml"),
        "title: What sold\ntime_zone: Europe/Berlin\nperiods: [2026-10]\nsources: []\n",
    );
    let told = run(site.path(), &["check"]).ends(0);
    assert!(!told.stderr.contains("no-products"), "{told:?}");
}

#[test]
fn events_that_are_over_are_not_shown() {
    let site = sound_copy();
    let shown = |days: [&str; 2]| {
        let event = |name: &str, day: &str| {
            format!("        - {{slug: {name}, title: The {name}, start: {day}T19:00:00+01:00}}\n")
        };
        let list = event("fair", days[0]) + &event("live", days[1]);
        let home = format!("sections:\n  - events:\n      title: Meet us\n      events:\n{list}");
        write(&site.path().join("content/home.yaml"), home);
        build(site.path(), &[]).ends(0);
        let page = fs::read_to_string(site.path().join("public/index.html")).unwrap();
        ["Meet us", "The fair", "The live"].map(|text| page.contains(text))
    };
    assert_eq!(shown(["2026-11-22", "2026-11-23"]), [true, false, true]);
    assert_eq!(shown(["2026-11-21", "2026-11-22"]), [false; 3], "nor is their heading");
}

#[test]
fn findings_as_json() {
    let site = sound_copy();
    write(&site.path().join("content/products/mug.md"), "---\ntitle: Grüße\nprice: 12,50 EUR\n---\n");
    let run = run(site.path(), &["check", "--format", "json"]).ends(1);
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        list,
        serde_json::json!([{
            "severity": "error",
            "code": "amount",
            "message": "`12,50 EUR` is not an amount",
            "help": "write the decimals with a dot: `12.50`",
            "file": "content/products/mug.md",
            "line": 3,
            "column": 8,
            "end_line": 3,
            "end_column": 17,
        }])
    );
    let fine = shell::run(&sound(), &["check", "--format", "json"]).ends(0);
    assert_eq!((fine.stdout.as_str(), fine.stderr.as_str()), ("[]\n", ""));
}

#[test]
fn findings_as_annotations() {
    let site = sound_copy();
    write(&site.path().join("content/products/mug.md"), "---\ntitle: Mug\nprice: \"1,5\\n%of,all::x\"\n---\n");
    write(&site.path().join("content/pages/A, b.md"), "---\ntitle: B\n---\n");
    let run = run(site.path(), &["check", ".", "--format", "github"]).ends(1);
    for line in run.stdout.lines() {
        let (properties, message) = line.strip_prefix("::error ").and_then(|line| line.split_once("::")).expect(line);
        assert!(!message.is_empty() && properties.contains("title="), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect(line);
            assert!(["file", "line", "col", "endLine", "endColumn", "title"].contains(&name), "{line}");
            assert!(!value.contains(':'), "{line}");
        }
    }
    let amount = "::error file=content/products/mug.md,line=3,col=8,endLine=3,endColumn=25,title=amount::";
    assert!(run.stdout.lines().any(|line| line.starts_with(amount)), "{}", run.stdout);
    assert!(run.stdout.contains("%0A%25of,all::x` is not an amount%0Ahelp: "), "{}", run.stdout);
    assert!(run.stdout.contains("file=content/pages/A%2C b.md,title=slug::"), "{}", run.stdout);
}

#[test]
fn findings_for_people() {
    let site = sound_copy();
    write(&site.path().join("content/products/mug.md"), "---\ntitle: Mug\nprice: 12,50 EUR\n---\n");
    let run = run(site.path(), &["check"]).ends(1);
    assert!(run.stdout.is_empty());
    let text = "error[amount]: `12,50 EUR` is not an amount
 --> content/products/mug.md:3:8
  |
3 | price: 12,50 EUR
  |        ^^^^^^^^^
  |
  = help: write the decimals with a dot: `12.50`

1 error
";
    assert_eq!(run.stderr, text);
    assert_eq!(shell::run(&sound(), &["check"]).ends(0).stderr, "done: no errors, no warnings\n");
}

#[test]
fn warnings_that_repeat_do_not_hide_an_error() {
    let site = sound_copy();
    for number in 10..30 {
        let product = format!("---\ntitle: Mug {number}\nprice: 12.50\n---\n");
        write(&site.path().join(format!("content/products/mug-{number}.md")), product);
    }
    write(&site.path().join("content/products/aaa.md"), "---\ntitle: Jug\nprice: 12,50 EUR\n---\n");
    let told = build(site.path(), &[]).ends(1).stderr;
    assert_eq!(told.matches("add `images:`").count(), 3, "{told}");
    assert!(
        told.contains("warning[no-image]: 17 more like these\n --> content/products/mug-13.md:2:8: `mug-13`"),
        "{told}"
    );
    assert!(told.contains(" … and 7 more; `shopwright check --format json` lists all\n"), "{told}");
    let (error, last) = (told.find("error[amount]"), told.rfind("warning["));
    assert!(error > last && last.is_some(), "the error is the last that is read: {told}");
}

#[test]
fn strict_makes_warnings_errors() {
    let site = with_a_warning();
    for command in ["build", "check"] {
        run(site.path(), &[command]).ends(0);
        run(site.path(), &[command, "--strict"]).ends(1);
        run(&sound(), &["check", "--strict"]).ends(0);
    }
    let fresh = with_a_warning();
    let refused = build(fresh.path(), &["--strict"]).ends(1);
    assert!(
        refused
            .stderr
            .ends_with("failed: 1 warning (--strict); nothing was written, the published site is as it was\n"),
        "{refused:?}"
    );
    assert!(!fresh.path().join("public").exists());
}

#[test]
fn today_and_drafts_decide_what_is_published() {
    let site = sound_copy();
    let product = |name: &str, fields: &str| {
        let text =
            format!("---\ntitle: {name}\nprice: 5.00\nimages: [{{src: media/mug.png, alt: A}}]\n{fields}\n---\n");
        write(&site.path().join(format!("content/products/{name}.md")), text);
    };
    product("coming", "publish_on: 2026-12-01");
    product("going", "unpublish_on: 2026-12-01");
    product("draft", "draft: true");
    write(&site.path().join("content/posts/later.md"), "---\ntitle: Later\ndate: 2026-12-01\n---\n");
    write(&site.path().join("content/pages/notes.md"), "---\ntitle: Notes\ndraft: true\n---\n");
    let published = |arguments: &[&str]| {
        run(site.path(), &[&["build"], arguments].concat()).ends(0);
        let all = ["products/coming", "products/going", "products/draft", "journal/later", "notes"];
        all.into_iter().filter(|path| site.path().join("public").join(path).exists()).collect::<Vec<_>>()
    };
    assert_eq!(published(&["--today", "2026-11-30"]), ["products/going"]);
    assert_eq!(published(&["--today", "2026-12-01"]), ["products/coming", "journal/later"]);
    assert_eq!(published(&["--today", "2026-11-30", "--drafts"]).len(), 5);
}

/// Every address in the site's HTML, XML and JSON stands below the sub-path.
#[test]
fn a_base_url_with_a_path_moves_every_link() {
    let site = shell::folder();
    shell::copy(&shell::root().join("tests/sites/kitchen-sink"), site.path());
    build(site.path(), &["--base-url", "https://user.github.io/shop/"]).ends(0);
    let public = site.path().join("public");
    assert!(!public.join("CNAME").exists() && public.join(".nojekyll").exists());
    let own = |url: &str| {
        url.starts_with("/shop/") || url.starts_with('#') || url.contains(':') || url.is_empty() || url.starts_with('?')
    };
    let mut links = 0;
    for (path, file) in shell::files(&public) {
        if !path.ends_with(".html") {
            continue;
        }
        let html = fs::read_to_string(file).unwrap();
        assert!(!html.contains("https://kitchen.example"), "{path} names the address of shop.yaml");
        for attribute in ["href", "src", "action", "poster"] {
            for part in html.split(&format!(" {attribute}=\"")).skip(1) {
                let url = part.split('"').next().unwrap();
                assert!(own(url), "{path}: {attribute}=\"{url}\"");
                links += 1;
                let below = url.split(['#', '?']).next().unwrap().strip_prefix("/shop/");
                if let Some(below) = below.filter(|below| !below.is_empty()) {
                    let target = public.join(below.replace("%20", " "));
                    assert!(target.is_file() || target.join("index.html").is_file(), "{path}: {url} leads nowhere");
                }
            }
        }
    }
    assert!(links > 500, "only {links} links were found");
    let sitemap = fs::read_to_string(public.join("sitemap.xml")).unwrap();
    let all_below = sitemap.split("<loc>").skip(1).all(|loc| loc.starts_with("https://user.github.io/shop/"));
    assert!(all_below, "{sitemap}");
    let data = fs::read_to_string(public.join("data/shop.json")).unwrap();
    assert!(data.contains("\"/shop/cart/\"") && !data.contains("\"/cart/\""), "{data}");
    let manifest: Value = serde_json::from_slice(&fs::read(public.join("site.webmanifest")).unwrap()).unwrap();
    assert_eq!(manifest["start_url"], "/shop/");
}

#[test]
fn a_custom_host_gets_its_cname() {
    let site = sound_copy();
    build(site.path(), &[]).ends(0);
    assert_eq!(fs::read_to_string(site.path().join("public/CNAME")).unwrap(), "cups.example\n");
    build(site.path(), &["--base-url", "http://localhost:8000/"]).ends(0);
    assert!(!site.path().join("public/CNAME").exists());
}

#[test]
fn out_accepts_what_is_ours_or_empty() {
    let site = sound_copy();
    let work = shell::folder();
    let own = work.path().join("work");
    write(&own.join("thesis.txt"), "two years");
    let refused = build(site.path(), &["--out", own.to_str().unwrap()]).ends(3);
    assert!(
        refused.stderr.contains("so it is not replaced; choose another folder with --out, or empty it"),
        "{refused:?}"
    );
    assert_eq!(fs::read_to_string(own.join("thesis.txt")).unwrap(), "two years");
    assert_eq!(shell::files(work.path()).len(), 1, "something was left beside the folder");
    let file = build(site.path(), &["--out", own.join("thesis.txt").to_str().unwrap()]).ends(3);
    assert!(file.stderr.contains("thesis.txt is not a folder"), "{file:?}");
    for name in ["empty", "deep/down/here"] {
        let out = work.path().join(name);
        if name == "empty" {
            fs::create_dir(&out).unwrap();
        }
        build(site.path(), &["--out", out.to_str().unwrap()]).ends(0);
        assert!(out.join("index.html").is_file());
    }
    assert!(!site.path().join("public").exists());
    // The site's own folder, and the one around it, hold somebody's work.
    build(site.path(), &["--out", "."]).ends(3);
    build(site.path(), &["--out", "content"]).ends(3);
    assert!(site.path().join("content/shop.yaml").is_file());
}

#[test]
fn no_escape_codes_in_pipes() {
    let site = with_a_warning();
    for arguments in [
        &["build"][..],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["--help"],
        &["build", "--nothing"],
    ] {
        for (name, value) in [("NO_COLOR", "1"), ("TERM", "xterm-256color")] {
            let run: shell::Run = shell::program(site.path()).args(arguments).env(name, value).output().unwrap().into();
            assert!(!run.stdout.contains('\x1b') && !run.stderr.contains('\x1b'), "{arguments:?} with {name}");
        }
    }
    let coloured: shell::Run =
        shell::program(site.path()).arg("check").env("CLICOLOR_FORCE", "1").output().unwrap().into();
    assert!(coloured.stderr.contains("\x1b["), "colours can be asked for");
}
