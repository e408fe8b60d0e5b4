//! Whole sites compared with what they should be.
//!
//! `tests/sites/<name>/` holds a site, and in `expected/` what comes of it: of a page its facts (see `facts`), of
//! JSON, XML and plain texts all of it, and in `files.txt` every file, pictures with their size. After a change that
//! is meant, `BLESS=1 cargo test --release --test it golden` writes `expected/` anew; look at the difference before
//! you commit it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::facts::facts;
use crate::shell::{self, TODAY, build, run};

/// Warnings of the repository's own shops that are meant: the code, and why.
const ALLOWED: &[(&str, &str)] =
    &[("figure-source", "the article behind the root site quotes figures without a source or a year")];

/// Names of assets hold a hash of their bytes, which says nothing here.
fn without_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(dot) = rest.find('.') {
        let (before, after) = rest.split_at(dot + 1);
        out.push_str(before);
        rest = after;
        let hash = after.get(..8).is_some_and(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()));
        if hash && [".css", ".js", ".woff2"].iter().any(|end| after[8..].starts_with(end)) {
            out.push_str("HASH");
            rest = &after[8..];
        }
    }
    out + rest
}

/// What a published folder is expected to hold, by the path below `expected/`.
fn summary(public: &Path) -> BTreeMap<String, String> {
    let mut summary = BTreeMap::new();
    let mut list = Vec::new();
    for (path, file) in shell::files(public) {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let text = || fs::read_to_string(&file).unwrap();
        match extension {
            "html" => drop(summary.insert(path.replace(".html", ".txt"), facts(&without_hashes(&text())))),
            "json" | "webmanifest" => {
                let json: Value = serde_json::from_str(&text()).unwrap_or_else(|error| panic!("{path}: {error}"));
                summary.insert(path.clone(), without_hashes(&format!("{json:#}\n")));
            }
            "xml" | "txt" | "ics" if !path.starts_with("assets/") => drop(summary.insert(path.clone(), text())),
            _ => {}
        }
        let size =
            image::image_dimensions(&file).map(|(width, height)| format!(" {width}×{height}")).unwrap_or_default();
        list.push(format!("{}{size}\n", without_hashes(&path)));
    }
    // In the order of their names without hashes: a changed style sheet moves no line.
    list.sort();
    summary.insert("files.txt".to_owned(), list.concat());
    summary
}

/// The first line that differs, for a message that can be read.
fn first_difference(expected: &str, found: &str) -> String {
    let mut expected_lines = expected.lines();
    for (n, found) in found.lines().enumerate() {
        let expected = expected_lines.next().unwrap_or("(the end)");
        if expected != found {
            return format!("line {}:\n    expected {expected}\n    found    {found}", n + 1);
        }
    }
    format!("found the end, expected {}", expected_lines.next().unwrap_or("another end of the last line"))
}

fn compare(name: &str) {
    let site = shell::root().join("tests/sites").join(name);
    let out = shell::folder();
    let public = out.path().join("public");
    let printed = build(&site, &["--out", public.to_str().unwrap()]).ends(0);
    assert!(!printed.stderr.contains("warning"), "{}", printed.stderr);
    let found = summary(&public);
    let folder = site.join("expected");
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in &found {
            shell::write(&folder.join(path), text);
        }
        return;
    }
    let expected: BTreeMap<String, String> = if folder.is_dir() {
        shell::files(&folder).into_iter().map(|(path, file)| (path, fs::read_to_string(file).unwrap())).collect()
    } else {
        BTreeMap::new()
    };
    let mut differences = Vec::new();
    for (path, text) in &found {
        match expected.get(path) {
            Some(expected) if expected == text => {}
            Some(expected) => differences.push(format!("{path}: {}", first_difference(expected, text))),
            None => differences.push(format!("{path}: new")),
        }
    }
    differences.extend(expected.keys().filter(|path| !found.contains_key(*path)).map(|path| format!("{path}: gone")));
    let help = "look at it with `git diff` after `BLESS=1 cargo test --release --test it golden`";
    assert!(differences.is_empty(), "tests/sites/{name}/expected/ differs; {help}\n  {}", differences.join("\n  "));
}

#[test]
fn kitchen_sink() {
    compare("kitchen-sink");
}

#[test]
fn minimal() {
    compare("minimal");
}

/// The kitchen sink is what its name says: every section and every key of the content is in it.
#[test]
fn the_kitchen_sink_has_everything() {
    use shopwright::{checkouts::CHECKOUTS, platforms::PLATFORMS, sections::SECTIONS};
    let content = shell::root().join("tests/sites/kitchen-sink/content");
    let texts: String = shell::files(&content).into_values().filter_map(|file| fs::read_to_string(file).ok()).collect();
    let mut missing = Vec::new();
    let names = SECTIONS.iter().map(|entry| entry.name).chain(CHECKOUTS.iter().map(|entry| entry.name));
    let networks = PLATFORMS.iter().map(|platform| platform.name);
    for name in names.chain(networks) {
        if !texts.contains(&format!("{name}:")) {
            missing.push(name.to_owned());
        }
    }
    for schema in crate::tidy::schemas() {
        keys(&schema, &mut |key| {
            if !texts.contains(&format!("{key}:")) {
                missing.push(key.to_owned());
            }
        });
    }
    missing.sort();
    missing.dedup();
    assert_eq!(missing, Vec::<String>::new(), "add these to tests/sites/kitchen-sink/content");
}

/// Every key that a schema names, at any depth.
fn keys(schema: &Value, found: &mut dyn FnMut(&str)) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                properties.keys().for_each(|key| found(key));
            }
            map.values().for_each(|value| keys(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

/// The shops that the repository shows are without errors, and without warnings that nobody meant.
#[test]
fn the_repositorys_own_shops() {
    let mut sites = vec![shell::root().to_owned()];
    let examples = fs::read_dir(shell::root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    sites.extend(examples.filter(|path| path.is_dir()));
    assert!(sites.len() > 1);
    for site in sites {
        let run = run(&site, &["check", "--format", "json", "--today", TODAY]).ends(0);
        let list: Value = serde_json::from_str(&run.stdout).unwrap();
        let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
        let unmeant = list
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| !ALLOWED.iter().any(|(allowed, _)| code(finding) == *allowed));
        let unmeant: Vec<&Value> = unmeant.collect();
        assert!(unmeant.is_empty(), "{}: {unmeant:#?}", site.display());
    }
}
